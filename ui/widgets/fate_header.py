"""The heading of every row of an imported sheet: glyph, word and row number."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QTableView
from typing_extensions import override

from inspector.wording.import_preview import row_state
from ui.models.import_sheet import ImportSheetModel
from ui.theme import Theme
from ui.widgets.row_state import glyph_of, ink_of, paper_of
from ui.widgets.state_glyph import paint_state

WIDTH = 108
_BAR, _GLYPH, _MARGIN = 3, 14, 8


class FateHeader(QHeaderView):
    """Stays in place while the sheet scrolls sideways; a bar marks the current row."""

    def __init__(self, theme: Theme, sheet: ImportSheetModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._sheet = sheet
        self._view = parent
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(WIDTH), super().sizeHint().height())

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if not rect.isValid() or logicalIndex >= self._sheet.rowCount():
            return
        theme, state = self._theme, self._sheet.state_of(logicalIndex)
        paper = paper_of(state)
        painter.save()
        painter.fillRect(rect, theme.colour(paper))
        hair = theme.colour("line.hair")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, hair)
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), hair)
        if self._view.currentIndex().row() == logicalIndex:
            bar = theme.colour("accent.line")
            painter.fillRect(rect.left(), rect.top(), _BAR, rect.height(), bar)
        top = rect.top() + (rect.height() - _GLYPH) / 2
        square = QRectF(rect.left() + _MARGIN, top, _GLYPH, _GLYPH)
        paint_state(painter, square, glyph_of(state), theme, paper)
        inner = rect.adjusted(_MARGIN + _GLYPH + 6, 0, -_MARGIN, -1)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour(ink_of(state)))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, row_state(state))
        painter.setFont(theme.font("key"))
        painter.setPen(theme.colour("text.tertiary"))
        number = str(self._sheet.number_of(logicalIndex))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, number)
        painter.restore()
