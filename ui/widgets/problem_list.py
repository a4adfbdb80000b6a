"""The list of what has to be looked at in an imported workbook; choosing one goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from inspector.domain.import_preview import Problem, RowState
from inspector.wording import _
from inspector.wording.import_preview import row_state
from ui.theme import Theme
from ui.widgets.row_state import glyph_of
from ui.widgets.state_glyph import paint_state

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
PROBLEM_ROLE = Qt.ItemDataRole.UserRole + 1
_MARGIN, _GLYPH, _BAR = 16, 14, 3
_LINE, _TOP, _MOST_LINES = 18, 10, 4


def place_of(problem: Problem) -> str:
    """Where a problem stands, in few words."""
    if problem.row is None:
        return ""
    if not problem.letter:
        return _("row {row}").format(row=problem.row)
    return _("row {row} · {column}").format(row=problem.row, column=problem.letter)


class ProblemModel(QAbstractListModel):
    """Problems in the order in which they are gone through."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: Sequence[Problem] = ()

    def show(self, problems: Sequence[Problem]) -> None:
        """Show these problems."""
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._problems)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        problem = self._problems[index.row()]
        if role == PROBLEM_ROLE:
            return problem
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            parts = (row_state(problem.state), problem.title, place_of(problem), problem.text)
            return " · ".join(filter(None, parts))
        return None


class _ProblemItem(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width() - 2 * _MARGIN - _GLYPH - 8
        metrics = QFontMetrics(self._theme.font("small"))
        wrap = int(Qt.TextFlag.TextWordWrap)
        text = index.data(PROBLEM_ROLE).text
        wanted = metrics.boundingRect(QRect(0, 0, max(80, width), 999), wrap, text).height()
        line = self._theme.scaled(_LINE)
        return QSize(0, 2 * _TOP + line + 4 + min(wanted, _MOST_LINES * line))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, QRect(option.rect)
        problem: Problem = index.data(PROBLEM_ROLE)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = self._view.hasFocus()
        paper = "surface.page"
        if is_current:
            paper = "surface.selected" if has_focus else "surface.chosen"
        painter.save()
        painter.fillRect(rect, theme.colour(paper))
        hair = theme.colour("line.hair")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, hair)
        if is_current:
            bar = theme.colour("accent.line")
            painter.fillRect(rect.left(), rect.top(), _BAR, rect.height(), bar)
        self._write(painter, rect, problem, paper)
        if is_current and has_focus:
            painter.setPen(theme.colour("focus.ring"))
            painter.drawRect(rect.adjusted(_BAR, 0, -1, -2))
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, problem: Problem, paper: str) -> None:
        theme, line = self._theme, self._theme.scaled(_LINE)
        top, left = rect.top() + _TOP, rect.left() + _MARGIN
        square = QRectF(left, top + (line - _GLYPH) / 2, _GLYPH, _GLYPH)
        paint_state(painter, square, glyph_of(problem.state), theme, paper)
        inner = QRect(left + _GLYPH + 8, top, rect.right() - _MARGIN - left - _GLYPH - 8, line)
        where = place_of(problem)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text.tertiary"))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, where)
        taken = QFontMetrics(painter.font()).horizontalAdvance(where) + 8
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("text.primary"))
        title = QFontMetrics(painter.font()).elidedText(
            " ".join(problem.title.split()), Qt.TextElideMode.ElideRight, inner.width() - taken
        )
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text.secondary"))
        below = QRect(inner.left(), top + line + 4, inner.width(), rect.bottom() - top - line - 10)
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)
        painter.drawText(below, flags, problem.text)


class ProblemList(QListView):
    """`gone_to` has the Problem that became current."""

    gone_to = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.problems = ProblemModel(self)
        self.setModel(self.problems)
        self.setItemDelegate(_ProblemItem(theme, self))
        self.setAccessibleName(_("What to look at"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self.doItemsLayout)

    @property
    def place(self) -> int:
        """The number (from 0) of the current problem, -1 where there is none."""
        return self.currentIndex().row()

    def step(self, by: int) -> None:
        """Go on or back by so many, around the ends."""
        count = self.problems.rowCount()
        if not count:
            return
        start = self.place if self.place >= 0 or by < 0 else -1
        self.setCurrentIndex(self.problems.index((max(start, -1) + by) % count))

    def _on_current(self, current: Index, _previous: Index) -> None:
        if current.isValid():
            self.gone_to.emit(current.data(PROBLEM_ROLE))


def open_count(problems: Sequence[Problem]) -> int:
    """How many of them have to be decided: the rest are only told."""
    return sum(problem.state in (RowState.UNKNOWN, RowState.REFUSED) for problem in problems)
