"""How a row of a table is painted: hairlines, one bar for the current row, equal margins."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from ui.models.table_model import GLYPH_ROLE, INK_ROLE, SERIES_ROLE, STRONG_ROLE
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


class TableDelegate(QStyledItemDelegate):
    """Paints the cells of a table by what the model says of their ink, weight, glyph and series."""

    def __init__(self, theme: Theme, view: QTableView, first_margin: int) -> None:
        super().__init__(view)
        self._first_margin = first_margin
        self._theme = theme
        self._view = view
        self.hovered = -1
        self.read_fonts()

    def read_fonts(self) -> None:
        """Take the fonts of the theme anew; making one for each cell would be slow."""
        self._body, self._strong = self._theme.font("body"), self._theme.font("strong")

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        paper = self._paper(index.row(), is_current)
        painter.save()
        painter.fillRect(rect, self._theme.colour(paper))
        hair = self._theme.colour("line.hair")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, hair)
        inner = self._inner(rect, index)
        series = index.data(SERIES_ROLE)
        if series:
            top = inner.top() + (inner.height() - _LINE_HEIGHT) // 2
            line = QRectF(inner.left(), top, inner.width(), _LINE_HEIGHT)
            paint_sparkline(painter, line, series, self._theme, "text.secondary")
        else:
            self._paint_text(painter, inner, index, paper, is_current)
        if is_current:
            self._paint_current(painter, rect, index)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._view.verticalHeader().defaultSectionSize())

    def is_cut(self, option: QStyleOptionViewItem, index: Index) -> bool:
        """Whether the text of a cell is too long for it."""
        rect: QRect = option.rect
        room = self._inner(rect, index).width()
        if index.data(GLYPH_ROLE):
            room -= _GLYPH + MARGIN
        return QFontMetrics(self._font(index, False)).horizontalAdvance(index.data()) > room

    def _paper(self, row: int, is_current: bool) -> str:
        if is_current:
            return "surface.selected" if self._view.hasFocus() else "surface.chosen"
        return "surface.hover" if row == self.hovered else "surface.page"

    def _paint_text(
        self, painter: QPainter, rect: QRect, index: Index, paper: str, is_current: bool
    ) -> None:
        glyph = index.data(GLYPH_ROLE)
        if glyph:
            top = rect.top() + (rect.height() - _GLYPH) / 2
            square = QRectF(rect.left(), top, _GLYPH, _GLYPH)
            paint_state(painter, square, glyph, self._theme, paper)
            rect = rect.adjusted(_GLYPH + MARGIN, 0, 0, 0)
        font = self._font(index, is_current)
        painter.setFont(font)
        painter.setPen(self._theme.colour(index.data(INK_ROLE) or "text.primary"))
        text = QFontMetrics(font).elidedText(
            index.data(), Qt.TextElideMode.ElideMiddle, rect.width()
        )
        painter.drawText(rect, index.data(Qt.ItemDataRole.TextAlignmentRole), text)

    def _paint_current(self, painter: QPainter, rect: QRect, index: Index) -> None:
        header = self._view.horizontalHeader()
        place = header.visualIndex(index.column())
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

    def _inner(self, rect: QRect, index: Index) -> QRect:
        is_first = self._view.horizontalHeader().visualIndex(index.column()) == 0
        return rect.adjusted(self._first_margin if is_first else MARGIN, 0, -MARGIN, -1)

    def _font(self, index: Index, is_current: bool) -> QFont:
        return self._strong if is_current and index.data(STRONG_ROLE) else self._body
