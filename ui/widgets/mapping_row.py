"""The headings of an imported sheet: the letter, what the column is read as, its own heading."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QTableView,
    QWidget,
)
from typing_extensions import override

from inspector.domain.import_preview import ColumnPreview, FieldChoice
from inspector.wording import _
from ui.theme import Theme
from ui.widgets.import_fields import FieldPicker
from ui.widgets.press_button import PressButton

LETTERS, FIELDS = 24, 50
_MARGIN, _BOX, _CARET = 4, 26, 14


class FieldButton(PressButton):
    """What a column is read as, with the sign of a list; amber where nobody knows yet."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self.setParent(parent)
        self.setProperty("field", True)

    def show_field(self, words: str, tip: str, *, is_open: bool) -> None:
        """Show the words of a field."""
        self.setText(words)
        self.setToolTip(tip)
        if self.property("open") != is_open:
            self.setProperty("open", is_open)
            self.style().unpolish(self)
            self.style().polish(self)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        ink = "state.deducted" if self.property("open") else "text.primary"
        painter.setFont(self.font())
        painter.setPen(self._theme.colour(ink))
        room = self.rect().adjusted(2 * _MARGIN, 0, -_CARET - 2 * _MARGIN, 0)
        said = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
        top, left = (self.height() - _CARET) // 2, self.width() - _CARET - _MARGIN
        self._theme.icon("caret-down", ink).paint(painter, left, top, _CARET, _CARET)
        painter.end()


class MappingRow(QHeaderView):
    """Above each column a letter, the field and the heading; where it may be chosen, a button.

    `chosen` has the column's letter and the name of the field that a person took for it.
    """

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._columns: Sequence[ColumnPreview] = ()
        self._fields: Sequence[FieldChoice] = ()
        self._words: dict[str, str] = {}
        self._section = 0
        self.boxes: list[FieldButton] = []
        self.picker = FieldPicker(theme, parent)
        self.picker.chosen.connect(self._on_chosen)
        self.picker.left.connect(self._on_left)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.sectionClicked.connect(self.open_list)
        self.sectionResized.connect(lambda *_sizes: self._place())
        self.geometriesChanged.connect(self._place)
        parent.horizontalScrollBar().valueChanged.connect(lambda _value: self._place())

    def show_columns(
        self,
        columns: Sequence[ColumnPreview],
        fields: Sequence[FieldChoice] = (),
        *,
        can_map: bool,
    ) -> None:
        """Show these columns; with `can_map` each has a button that opens the fields."""
        focused = next((at for at, box in enumerate(self.boxes) if box.hasFocus()), None)
        self.picker.close_list()
        self._columns, self._fields = columns, fields
        self._words = {field.name: _begun(field.words) for field in fields}
        wanted = len(columns) if can_map else 0
        while len(self.boxes) > wanted:
            self.boxes.pop().deleteLater()
        while len(self.boxes) < wanted:
            self.boxes.append(self._box(len(self.boxes)))
        for box, column in zip(self.boxes, columns, strict=False):
            self._show_field(box, column)
        self._place()
        if focused is not None and focused < len(self.boxes):
            self.boxes[focused].setFocus()
        self.viewport().update()

    def open_list(self, section: int) -> None:
        """Open the list of fields of a column."""
        if section >= len(self.boxes):
            return
        box, column = self.boxes[section], self._columns[section]
        self._section = section
        below = box.mapTo(self.picker.ground, QPoint(0, box.height() + 2))
        named = _("Column {letter}").format(letter=column.letter)
        self.picker.open_at(below, self._fields, column.field, named)

    def room_for(self, words: str) -> int:
        """How wide a column must be for its button to show these words."""
        wanted = QFontMetrics(self._theme.font("body")).horizontalAdvance(words)
        return wanted + _CARET + 6 * _MARGIN + 4

    def words_of(self, column: ColumnPreview) -> str:
        """What a column is read as."""
        return self._words.get(column.field, column.field)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.scaled(LETTERS + FIELDS))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched in self.boxes:
            self._reveal(self.boxes.index(watched))
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if not rect.isValid() or logicalIndex >= len(self._columns):
            return
        theme, column = self._theme, self._columns[logicalIndex]
        letters = theme.scaled(LETTERS)
        painter.save()
        head = QRect(rect.left(), rect.top(), rect.width(), letters)
        painter.fillRect(rect, theme.colour("surface.page"))
        painter.fillRect(head, theme.colour("surface.sunken"))
        hair = theme.colour("line.hair")
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), hair)
        painter.fillRect(head.left(), head.bottom(), head.width(), 1, hair)
        strong = theme.colour("line.strong")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, strong)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text.tertiary"))
        painter.drawText(head, Qt.AlignmentFlag.AlignCenter, _lettered(column))
        below = rect.adjusted(2 * _MARGIN, letters, -2 * _MARGIN, -2)
        self._write(painter, below.adjusted(0, _BOX + 2, 0, 0), column.heading)
        if not self.boxes:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("text.primary" if column.field else "text.tertiary"))
            self._write(painter, below.adjusted(0, 0, 0, -18), self.words_of(column) or "—")
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, text: str) -> None:
        cut = QFontMetrics(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)

    def _box(self, section: int) -> FieldButton:
        box = FieldButton(self._theme, self.viewport())
        box.clicked.connect(lambda: self.open_list(section))
        box.installEventFilter(self)
        box.show()
        return box

    def _show_field(self, box: FieldButton, column: ColumnPreview) -> None:
        words = self.words_of(column) or _("Choose…")
        path = " / ".join(filter(None, (*column.levels, column.heading)))
        said = _("Column {letter} is read as: {field}").format(letter=column.letter, field=words)
        box.setAccessibleName(said)
        box.show_field(words, "\n".join(filter(None, (said, path))), is_open=not column.field)

    def _on_chosen(self, field: str) -> None:
        column = self._columns[self._section]
        if field != column.field:
            self.chosen.emit(column.letter, field)

    def _on_left(self) -> None:
        """Back to the button from which the list was opened."""
        if self._section < len(self.boxes):
            self.boxes[self._section].setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        top, height = self._theme.scaled(LETTERS) + 2, self._theme.scaled(_BOX)
        for section, box in enumerate(self.boxes):
            left = self.sectionViewportPosition(section)
            width = self.sectionSize(section) - 2 * _MARGIN
            box.setGeometry(left + _MARGIN, top, max(0, width), height)

    def _reveal(self, section: int) -> None:
        view = self.parent()
        if isinstance(view, QTableView) and view.model() is not None and view.model().rowCount():
            row = max(0, view.rowAt(0))
            view.scrollTo(view.model().index(row, section))


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lettered(column: ColumnPreview) -> str:
    return (
        _("{letter} (hidden)").format(letter=column.letter) if column.is_hidden else column.letter
    )
