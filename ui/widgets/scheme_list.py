"""The versions and drafts of all schemes, two lines each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from inspector.services.scheme import SchemeLine
from inspector.wording import _
from inspector.wording.scheme import counts, origin, version_name
from ui.models.line_list import LineList
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_ROW, _MARGIN, _BAR = 52, 16, 3


def state_text(line: SchemeLine) -> str:
    """Draft, or the number of the version with the day of its publication."""
    version = line.version
    name = version_name(version.number if version else None)
    if version is None:
        return name
    day = version.published.astimezone().strftime("%Y-%m-%d")
    return f"{name} · {day}"


class SchemeLines(LineList):
    """Drafts first, then the versions."""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line: SchemeLine = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.title} · {state_text(line)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            facts = (line.title, state_text(line), counts(line.sections, line.items))
            return "\n".join((*facts, origin(line.origin)))
        return None


class _LineItem(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.scaled(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, QRect(option.rect)
        line: SchemeLine = index.data(LINE_ROLE)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = self._view.hasFocus()
        painter.save()
        paper = "surface.sunken"
        if is_current:
            paper = "surface.selected" if has_focus else "surface.chosen"
        painter.fillRect(rect, theme.colour(paper))
        hair = theme.colour("line.hair")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, hair)
        if is_current:
            bar = theme.colour("accent.line")
            painter.fillRect(rect.left(), rect.top(), _BAR, rect.height(), bar)
        inner = rect.adjusted(_MARGIN, 6, -_MARGIN, -6)
        upper, lower = QRect(inner), QRect(inner)
        upper.setHeight(inner.height() // 2)
        lower.setTop(inner.top() + inner.height() // 2)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("strong" if is_current else "body"))
        painter.setPen(theme.colour("text.primary"))
        painter.drawText(upper, middle, _cut(painter, line.title, upper.width()))
        painter.setFont(theme.font("small"))
        ink = "accent.text" if line.version is None else "text.secondary"
        painter.setPen(theme.colour(ink))
        painter.drawText(lower, middle, _cut(painter, state_text(line), lower.width()))
        if is_current and has_focus:
            painter.setPen(theme.colour("focus.ring"))
            painter.drawRect(rect.adjusted(_BAR, 0, -1, -2))
        painter.restore()


def _cut(painter: QPainter, text: str, width: int) -> str:
    return QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideMiddle, width)


class SchemeList(QListView):
    """`chosen` has the id of the version or draft that a person went to."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.versions = SchemeLines(self)
        self.setModel(self.versions)
        self.setItemDelegate(_LineItem(theme, self))
        self.setObjectName("sunken")
        self.setAccessibleName(_("Versions and drafts"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        self._is_filling = False
        theme.changed.connect(self.doItemsLayout)

    def show_lines(self, lines: Sequence[SchemeLine], chosen: UUID | None) -> None:
        """Show these with one of them current."""
        self._is_filling = True
        self.versions.show(lines)
        at = next((at for at, line in enumerate(lines) if line.id == chosen), -1)
        self.setCurrentIndex(self.versions.index(at) if at >= 0 else QModelIndex())
        self._is_filling = False

    def _on_current(self, current: Index, _previous: Index) -> None:
        if current.isValid() and not self._is_filling:
            self.chosen.emit(current.data(LINE_ROLE).id)
