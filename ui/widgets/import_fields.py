"""What a column can be read as, chosen from a list that is searched while one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from inspector.domain.import_preview import FieldChoice
from inspector.services.search import SearchIndex
from inspector.wording import _
from ui.models.line_list import LineList
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
FIELD_ROLE = Qt.ItemDataRole.UserRole + 1
HERE_ROLE = Qt.ItemDataRole.UserRole + 2
_ROW, _TICK, _MARGIN, _MOST_ROWS = 28, 16, 8, 12
_NARROWEST, _WIDEST = 200, 320
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_ROWS,
    Qt.Key.Key_PageUp: -_MOST_ROWS,
}


class FieldList(LineList):
    """The fields that are found; one is what the column is read as now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.here = ""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        field: FieldChoice = self.lines[index.row()]
        if role == FIELD_ROLE:
            return field
        if role == HERE_ROLE:
            return field.name == self.here
        if role == Qt.ItemDataRole.DisplayRole:
            return field.words[:1].upper() + field.words[1:]
        if role == Qt.ItemDataRole.AccessibleTextRole and field.name == self.here:
            return _("{field}, as it is read now").format(field=field.words)
        return None


class _FieldItem(QStyledItemDelegate):
    """A tick before what the column is read as now."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.scaled(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, QRect(option.rect)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_current:
            painter.fillRect(rect, theme.colour("surface.chosen"))
        is_here = index.data(HERE_ROLE)
        if is_here:
            top = rect.top() + (rect.height() - _TICK) // 2
            theme.icon("check").paint(painter, rect.left() + _MARGIN, top, _TICK, _TICK)
        painter.setFont(theme.font("strong" if is_here else "body"))
        painter.setPen(theme.colour("text.primary"))
        room = rect.adjusted(2 * _MARGIN + _TICK, 0, -_MARGIN, 0)
        said = QFontMetrics(painter.font()).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
        painter.restore()


class FieldPicker(QFrame):
    """Stands over the page below a heading; `chosen` has the name of a field.

    `left` tells that it was closed from within; `ground` is what it stands over.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.ground = parent
        self._fields: Sequence[FieldChoice] = ()
        self._index: SearchIndex | None = None
        self.setObjectName("framed")
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the fields"))
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._find)
        self.fields = FieldList(self)
        self.list = QListView()
        self.list.setModel(self.fields)
        self.list.setItemDelegate(_FieldItem(theme, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._choose)
        self.setFocusProxy(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.hide()

    def open_at(
        self, place: QPoint, fields: Sequence[FieldChoice], here: str, heading: str
    ) -> None:
        """Open below a point of the parent; `here` is what is chosen now."""
        self._fields, self._index, self.fields.here = fields, None, here
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        said = _("{column} is read as").format(column=heading)
        self.search.setAccessibleName(said)
        self.list.setAccessibleName(said)
        self._find("")
        self._place(place)
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_list(self) -> None:
        """Close without a choice."""
        # Qt passes the focus on when what has it is hidden.
        was_in_use = self.search.hasFocus()
        self.hide()
        if was_in_use:
            self.left.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.close_list()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # The page would take Esc for leaving the import.
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event.key())
        return super().eventFilter(watched, event)

    def _take(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self.close_list()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex())
        elif key in _MOVES:
            last = self.fields.rowCount() - 1
            at = self.list.currentIndex().row() + _MOVES[Qt.Key(key)]
            self._stand_at(max(0, min(last, at)))
        else:
            return False
        return True

    def _find(self, text: str) -> None:
        found = list(self._fields)
        if text.strip():
            if self._index is None:
                texts = [f"{each.words} {each.name.replace('_', ' ')}" for each in self._fields]
                self._index = SearchIndex(texts)
            found = [self._fields[at] for at in self._index.find(text)]
        self.fields.show(found)
        places = (at for at, each in enumerate(found) if each.name == self.fields.here)
        self._stand_at(next(places, 0))

    def _stand_at(self, row: int) -> None:
        self.list.setCurrentIndex(self.fields.index(row))

    def _choose(self, index: Index) -> None:
        if not index.isValid():
            return
        field: FieldChoice = index.data(FIELD_ROLE)
        self.close_list()
        self.chosen.emit(field.name)

    def _place(self, place: QPoint) -> None:
        scaled = self._theme.scaled
        font = QFontMetrics(self._theme.font("strong"))
        widest = max((font.horizontalAdvance(each.words) for each in self._fields), default=0)
        wide = max(scaled(_NARROWEST), min(scaled(_WIDEST), widest + 4 * _MARGIN + _TICK + 24))
        rows = min(_MOST_ROWS, max(1, len(self._fields)))
        around = self.ground.rect()
        high = min(rows * scaled(_ROW) + self.search.sizeHint().height() + 16, around.height())
        left = max(0, min(place.x(), around.width() - wide - 4))
        top = max(0, min(place.y(), around.height() - high - 4))
        self.setGeometry(left, top, wide, high)
