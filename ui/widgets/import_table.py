"""An imported sheet as a table: its fates at the left, its mapping above, problems framed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from inspector.domain.import_preview import FieldChoice, Problem, RowState, SheetPreview, Span
from inspector.wording import _
from ui.models.import_sheet import HIDDEN_ROLE, MARKED_ROLE, STATE_ROLE, WAS_ROLE, ImportSheetModel
from ui.theme import Theme
from ui.widgets.fate_header import WIDTH, FateHeader
from ui.widgets.import_typing import CellEditor
from ui.widgets.mapping_row import FIELDS, LETTERS, MappingRow
from ui.widgets.row_state import ink_of, is_strong, paper_of

Index = QModelIndex | QPersistentModelIndex
_ROW, _MARGIN = 32, 8
_NARROWEST, _WIDEST, _MAPPED = 64, 320, 112
_MEASURED_ROWS, _MEASURED_LETTERS = 200, 60
# Qt looks through all spans whenever it lays the sheet out.
_MOST_SPANS = 2_000
_QUIET = frozenset({RowState.UNREAD, RowState.REMARK, RowState.LEFT_OUT})


class _SheetCell(QStyledItemDelegate):
    """Paints a cell on the surface of its row's fate."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, QRect(option.rect)
        state = index.data(STATE_ROLE)
        painter.save()
        painter.fillRect(rect, theme.colour(paper_of(state)))
        hair = theme.colour("line.hair")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, hair)
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), hair)
        self._write(painter, rect.adjusted(_MARGIN, 0, -_MARGIN, -1), index)
        is_current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if index.data(MARKED_ROLE):
            self._frame(painter, rect, ink_of(state))
        if is_current and self._view.hasFocus():
            self._frame(painter, rect, "focus.ring")
        painter.restore()

    def _frame(self, painter: QPainter, rect: QRect, colour: str) -> None:
        painter.setPen(QPen(self._theme.colour(colour), 2))
        painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _write(self, painter: QPainter, rect: QRect, index: Index) -> None:
        theme, state = self._theme, index.data(STATE_ROLE)
        was = index.data(WAS_ROLE)
        font = theme.font("strong" if is_strong(state) or was is not None else "body")
        text = " ".join(str(index.data()).split())
        side = Qt.TextElideMode.ElideRight
        shown = QFontMetrics(font).elidedText(text, side, rect.width())
        painter.setFont(font)
        ink = "text.secondary" if state in _QUIET else "text.primary"
        painter.setPen(theme.colour("text.tertiary" if index.data(HIDDEN_ROLE) else ink))
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        painter.drawText(rect, align, shown)
        if was is None:
            return
        old = theme.font("body")
        old.setStrikeOut(True)
        painter.setFont(old)
        painter.setPen(theme.colour("text.tertiary"))
        taken = QFontMetrics(font).horizontalAdvance(shown) + 6
        painter.drawText(rect.adjusted(0, 0, -taken, 0), align, was)


class _Corner(QWidget):
    """What the two rows of headings are, above the fates."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, rect, painter = self._theme, self.rect(), QPainter(self)
        letters = theme.scaled(LETTERS)
        painter.fillRect(rect, theme.colour("surface.page"))
        painter.fillRect(0, 0, rect.width(), letters, theme.colour("surface.sunken"))
        hair = theme.colour("line.hair")
        painter.fillRect(0, letters - 1, rect.width(), 1, hair)
        painter.fillRect(rect.right(), 0, 1, rect.height(), hair)
        strong = theme.colour("line.strong")
        painter.fillRect(0, rect.bottom(), rect.width(), 1, strong)
        below = rect.adjusted(_MARGIN, letters, -4, -2)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text.primary"))
        painter.drawText(below.adjusted(0, 0, 0, -18), align, _("Read as"))
        painter.setPen(theme.colour("text.tertiary"))
        painter.drawText(below.adjusted(0, 28, 0, 0), align, _("Own heading"))
        painter.end()


class ImportTable(QTableView):
    """Shows one sheet; `mapping` is the row of headings, `sheet` the model.

    `reached` has the number (from 1) of the row of the sheet that became current, `typed` a problem
    and the answer with the value that was typed for its cell.
    """

    reached = Signal(int)
    typed = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.sheet = ImportSheetModel(self)
        self.setModel(self.sheet)
        self.mapping = MappingRow(theme, self)
        self.setHorizontalHeader(self.mapping)
        self._fates = FateHeader(theme, self.sheet, self)
        self.setVerticalHeader(self._fates)
        self._corner = _Corner(theme, self)
        self.editor = CellEditor(theme, self.viewport())
        self.editor.typed.connect(self._on_typed)
        self.editor.left.connect(self.setFocus)
        self._asked: Problem | None = None
        self.setItemDelegate(_SheetCell(theme, self))
        self.setAccessibleName(_("The sheet with the fate of each row"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.mapping.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.mapping.setMinimumSectionSize(theme.scaled(_NARROWEST))
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def show_sheet(
        self,
        sheet: SheetPreview | None,
        marked: set[tuple[int, int]],
        state: RowState | None,
        *,
        is_new: bool,
        fields: Sequence[FieldChoice] = (),
    ) -> None:
        """Show a sheet or its rows of one fate; columns are measured where it is new.

        `fields` are what a column can be read as.

        Otherwise the current row stays current, and nothing moves.
        """
        here, top = self.currentIndex(), self.verticalScrollBar().value()
        row = self.sheet.number_of(here.row()) - 1 if here.isValid() and not is_new else None
        self.clearSpans()
        self.sheet.show(sheet, marked, state)
        if sheet is None:
            self.mapping.show_columns((), can_map=False)
            return
        self.mapping.show_columns(sheet.columns, fields, can_map=sheet.can_map)
        if is_new:
            self._measure(sheet)
        if self.sheet.is_whole:
            for span in (*sheet.spans, *_overflowing(sheet))[:_MOST_SPANS]:
                self.setSpan(span.row, span.column, span.rows, span.columns)
        place = None if row is None else self.sheet.place_of(row)
        if place is not None:
            self.setCurrentIndex(self.sheet.index(place, here.column()))
            self.verticalScrollBar().setValue(top)

    def go_to(self, row: int, column: int | None) -> bool:
        """Make a cell of the sheet (row and column from 0) current; False where it is hidden."""
        place = self.sheet.place_of(row)
        if place is None:
            return False
        index = self.sheet.index(place, column or 0)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def type_over(self, problem: Problem) -> None:
        """Let the value of the current cell be typed, as the answer to a problem."""
        index = self.currentIndex()
        if index.isValid():
            self._asked = problem
            self.editor.open_over(self.visualRect(index), str(index.data()))

    @override
    def updateGeometries(self) -> None:
        super().updateGeometries()
        width, height = self._theme.scaled(WIDTH), self._theme.scaled(LETTERS + FIELDS)
        self._corner.setGeometry(0, 0, width, height)
        self._corner.raise_()

    def _on_current(self, current: Index, _previous: Index) -> None:
        self._fates.viewport().update()
        if current.isValid():
            self.reached.emit(self.sheet.number_of(current.row()))

    def _on_typed(self, text: str) -> None:
        problem = self._asked
        offers = problem.offers if problem is not None else ()
        to_type = next((each.answer for each in offers if each.answer.is_to_type), None)
        if to_type is not None:
            self.typed.emit(problem, replace(to_type, value=text))

    def _measure(self, sheet: SheetPreview) -> None:
        body = QFontMetrics(self._theme.font("strong"))
        spans = (*sheet.spans, *_overflowing(sheet))
        merged = {(span.row, span.column) for span in spans if span.columns > 1}
        least = self._theme.scaled(_MAPPED if sheet.can_map else _NARROWEST)
        small = QFontMetrics(self._theme.font("small"))
        for at, column in enumerate(sheet.columns):
            texts = {
                str(row[at])[:_MEASURED_LETTERS]
                for number, row in enumerate(sheet.cells[:_MEASURED_ROWS])
                if (number, at) not in merged
            }
            words = self.mapping.words_of(column)
            longest = max(map(body.horizontalAdvance, {*texts, words}), default=0)
            longest = max(longest, small.horizontalAdvance(column.heading))
            width = longest + 2 * _MARGIN + 6
            if sheet.can_map:
                width = max(width, self.mapping.room_for(words))
            self.setColumnWidth(at, max(least, min(self._theme.scaled(_WIDEST), width)))

    def _on_theme(self) -> None:
        height = self._theme.scaled(_ROW)
        self._fates.setMinimumSectionSize(height)
        self._fates.setDefaultSectionSize(height)
        self.updateGeometries()
        self.viewport().update()


def _overflowing(sheet: SheetPreview) -> list[Span]:
    """Texts alone in their row, which Excel lets run over the empty cells beside them."""
    merged = {span.row for span in sheet.spans}
    found = []
    for number, row in enumerate(sheet.cells[:_MEASURED_ROWS]):
        filled = [at for at, value in enumerate(row) if value != ""]
        if len(filled) == 1 and number not in merged and isinstance(row[filled[0]], str):
            found.append(Span(number, filled[0], 1, len(row) - filled[0]))
    return [span for span in found if span.columns > 1]
