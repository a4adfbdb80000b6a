"""The headings of an imported sheet: the letter, what the column is read as, its own heading."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView
from typing_extensions import override

from inspector.domain.import_preview import ColumnPreview, FieldChoice
from inspector.wording import _
from ui.theme import Theme

LETTERS, FIELDS = 24, 50
_MARGIN, _BOX = 4, 26


class MappingRow(QHeaderView):
    """Above each column a letter, the field and the heading; where it may be chosen, a list.

    `chosen` has the column's letter and the name of the field that a person took for it.
    """

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._columns: Sequence[ColumnPreview] = ()
        self._fields: Sequence[FieldChoice] = ()
        self.boxes: list[QComboBox] = []
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
        """Show these columns; with `can_map` each has a list of the fields."""
        if fields != self._fields:
            self._fields = fields
            while self.boxes:
                self.boxes.pop().deleteLater()
        focused = next((at for at, box in enumerate(self.boxes) if box.hasFocus()), None)
        self._columns = columns
        wanted = len(columns) if can_map else 0
        while len(self.boxes) > wanted:
            self.boxes.pop().deleteLater()
        while len(self.boxes) < wanted:
            self.boxes.append(self._box(len(self.boxes)))
        for box, column in zip(self.boxes, columns, strict=False):
            box.setAccessibleName(_("Column {letter} is read as").format(letter=column.letter))
            self._select(box, column)
        self._place()
        if focused is not None and focused < len(self.boxes):
            self.boxes[focused].setFocus()
        self.viewport().update()

    def open_list(self, section: int) -> None:
        """Open the list of fields of a column."""
        if section < len(self.boxes):
            self.boxes[section].setFocus(Qt.FocusReason.OtherFocusReason)
            self.boxes[section].showPopup()

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
        painter.drawText(head, Qt.AlignmentFlag.AlignCenter, column.letter)
        below = rect.adjusted(2 * _MARGIN, letters, -2 * _MARGIN, -2)
        self._write(painter, below.adjusted(0, _BOX + 2, 0, 0), column.heading)
        if not self.boxes:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("text.primary" if column.field else "text.tertiary"))
            self._write(painter, below.adjusted(0, 0, 0, -18), column.field or "—")
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, text: str) -> None:
        cut = QFontMetrics(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)

    def _box(self, section: int) -> QComboBox:
        box = QComboBox(self.viewport())
        for field in self._fields:
            box.addItem(field.words[:1].upper() + field.words[1:], field.name)
        box.setProperty("small", True)
        box.setPlaceholderText(_("Choose…"))
        box.activated.connect(lambda _at: self._on_chosen(section))
        box.installEventFilter(self)
        box.show()
        return box

    def _select(self, box: QComboBox, column: ColumnPreview) -> None:
        box.setCurrentIndex(box.findData(column.field) if column.field else -1)
        box.setProperty("open", not column.field)
        box.setToolTip(column.heading)

    def _on_chosen(self, section: int) -> None:
        field = self.boxes[section].currentData()
        column = self._columns[section]
        if field != column.field:
            self.chosen.emit(column.letter, field)

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
