"""How a row of a table is painted: hairlines, one bar for the current row, equal margins."""

from __future__ import annotations

from math import ceil

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QStaticText, QTransform
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)
from typing_extensions import override

from ui.models.table_model import Column, TableModel
from ui.theme import Theme
from ui.widgets.sparkline import paint_sparkline
from ui.widgets.state_glyph import paint_state

Index = QModelIndex | QPersistentModelIndex
FIRST_MARGIN = 24
MARGIN = 8
_BAR = 3
_RING = 2
_GLYPH = 14
_LINE_HEIGHT = 22
_PAGE = "surface.page"
_MOST_LAID = 4_000
_MIDDLE = Qt.TextElideMode.ElideMiddle


class _Laid(Struct, frozen=True):
    text: QStaticText
    width: int
    height: int


class TableDelegate(QStyledItemDelegate):
    """Paints the cells of a table by what its columns say of ink, weight, glyph and series."""

    def __init__(
        self, theme: Theme, view: QTableView, model: TableModel, first_margin: int
    ) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._rows = model
        self._first_margin = first_margin
        self.hovered = -1
        self.current = -1
        self.read_fonts()

    def read_fonts(self) -> None:
        """Take the fonts of the theme anew; making one for each cell would be slow."""
        self._body, self._strong = self._theme.font("body"), self._theme.font("strong")
        # Laying a text out takes longer than all else that a cell needs; most come again.
        self._laid: dict[tuple[str, int, bool], _Laid] = {}
        self._metrics = {False: QFontMetrics(self._body), True: QFontMetrics(self._strong)}

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        number, place = index.row(), index.column()
        column, row = self._rows.cell(number, place)
        rect: QRect = option.rect
        colour = self._theme.colour
        is_current = number == self.current
        paper = self._paper(number, is_current)
        if paper != _PAGE:
            painter.fillRect(rect, colour(paper))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colour("line.hair"))
        inner = self._inner(rect, place)
        series = column.series(row) if column.series else None
        if series:
            top = inner.top() + (inner.height() - _LINE_HEIGHT) // 2
            line = QRectF(inner.left(), top, inner.width(), _LINE_HEIGHT)
            paint_sparkline(painter, line, series, self._theme, "text.secondary")
        else:
            glyph = column.glyph(row) if column.glyph else None
            if glyph:
                top = inner.top() + (inner.height() - _GLYPH) // 2
                square = QRectF(inner.left(), top, _GLYPH, _GLYPH)
                paint_state(painter, square, glyph, self._theme, paper)
                inner.setLeft(inner.left() + _GLYPH + MARGIN)
            self._paint_text(painter, inner, column, row, is_current)
        if is_current:
            self._paint_current(painter, rect, place)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._view.verticalHeader().defaultSectionSize())

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        said = index.data(Qt.ItemDataRole.ToolTipRole)
        if said is None and self._is_cut(option.rect, index):
            said = index.data()
        QToolTip.showText(event.globalPos(), said or "", view)
        return True

    def _is_cut(self, rect: QRect, index: Index) -> bool:
        if not index.isValid():
            return False
        column, row = self._rows.cell(index.row(), index.column())
        room = self._inner(rect, index.column()).width()
        if column.glyph and column.glyph(row):
            room -= _GLYPH + MARGIN
        is_strong = column.is_strong and index.row() == self.current
        return self._metrics[is_strong].horizontalAdvance(column.text(row)) > room

    def _paper(self, number: int, is_current: bool) -> str:
        if is_current:
            return "surface.selected" if self._view.hasFocus() else "surface.chosen"
        return "surface.hover" if number == self.hovered else _PAGE

    def _paint_text(
        self, painter: QPainter, rect: QRect, column: Column, row: object, is_current: bool
    ) -> None:
        is_strong = column.is_strong and is_current
        ink = column.ink(row) if column.ink else None
        painter.setFont(self._strong if is_strong else self._body)
        painter.setPen(self._theme.colour(ink or "text.primary"))
        key = (column.text(row), rect.width(), is_strong)
        laid = self._laid.get(key) or self._lay(key)
        left = rect.right() + 1 - laid.width if column.is_number else rect.left()
        painter.drawStaticText(left, rect.top() + (rect.height() - laid.height) // 2, laid.text)

    def _lay(self, key: tuple[str, int, bool]) -> _Laid:
        if len(self._laid) >= _MOST_LAID:
            self._laid.clear()
        text, room, is_strong = key
        laid = QStaticText(self._metrics[is_strong].elidedText(text, _MIDDLE, room))
        laid.setTextFormat(Qt.TextFormat.PlainText)
        laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        laid.prepare(QTransform(), self._strong if is_strong else self._body)
        size = laid.size()
        found = self._laid[key] = _Laid(laid, ceil(size.width()), ceil(size.height()))
        return found

    def _paint_current(self, painter: QPainter, rect: QRect, column: int) -> None:
        header = self._view.horizontalHeader()
        place = header.visualIndex(column)
        if self._view.hasFocus():
            ring, line = self._theme.colour("focus.ring"), _RING
            painter.fillRect(rect.left(), rect.top(), rect.width(), line, ring)
            painter.fillRect(rect.left(), rect.bottom() + 1 - line, rect.width(), line, ring)
            if place == 0:
                painter.fillRect(rect.left() + _BAR, rect.top(), line, rect.height(), ring)
            if place == header.count() - 1:
                painter.fillRect(rect.right() + 1 - line, rect.top(), line, rect.height(), ring)
        if place == 0:
            bar = self._theme.colour("accent.line")
            painter.fillRect(rect.left(), rect.top(), _BAR, rect.height(), bar)

    def _inner(self, rect: QRect, column: int) -> QRect:
        left = self._first_margin if column == 0 else MARGIN
        return rect.adjusted(left, 0, -MARGIN, -1)
