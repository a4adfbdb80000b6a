"""The headings of a table: their margins are those of the cells, and a sign tells the order."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView
from typing_extensions import override

from ui.theme import Theme

_SIGN, _GAP = 12, 2


class TableHeader(QHeaderView):
    """Paints headings in the small font; the sorted one has a caret that no text runs into."""

    def __init__(self, theme: Theme, margin: int, first_margin: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._margin = margin
        self._first_margin = first_margin
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        painter.fillRect(rect, self._theme.colour("surface.page"))
        strong = self._theme.colour("line.strong")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, strong)
        is_first = self.visualIndex(logicalIndex) == 0
        inner = rect.adjusted(
            self._first_margin if is_first else self._margin, 0, -self._margin, -1
        )
        font = self._theme.font("small")
        painter.setFont(font)
        painter.setPen(self._theme.colour("text.tertiary"))
        self._paint_heading(painter, inner, logicalIndex, QFontMetrics(font))
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, rect: QRect, section: int, metrics: QFontMetrics
    ) -> None:
        model, across = self.model(), self.orientation()
        align = model.headerData(section, across, Qt.ItemDataRole.TextAlignmentRole)
        heading = model.headerData(section, across)
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        room = rect.width() - (_SIGN + _GAP if is_sorted else 0)
        heading = metrics.elidedText(heading, Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(heading)
        is_right = bool(align & Qt.AlignmentFlag.AlignRight)
        left = rect.right() + 1 - wide - (rect.width() - room) if is_right else rect.left()
        place = QRect(left, rect.top(), wide + 1, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, heading)
        if is_sorted:
            is_up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            icon = self._theme.icon("caret-up" if is_up else "caret-down", "text.tertiary")
            top = rect.top() + (rect.height() - _SIGN) // 2
            icon.paint(painter, left + wide + _GAP, top, _SIGN, _SIGN)
