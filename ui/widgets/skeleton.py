"""Bars that stand where rows will be, for a list that takes long to come."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget
from typing_extensions import override

from ui.theme import Theme

_BAR, _INSET = 12, 12


class Skeleton(QWidget):
    """Covers the rows of a table with bars at their real places; it does not move."""

    def __init__(self, theme: Theme, table: QTableView) -> None:
        super().__init__(table.viewport())
        self._theme = theme
        self._table = table
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(table.viewport().size())
        self.show()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        height = self._table.verticalHeader().defaultSectionSize()
        bar = self._theme.scaled(_BAR)
        line = self._theme.colour("line.hair")
        for top in range(0, self.height(), height):
            for column in range(self._table.horizontalHeader().count()):
                left = self._table.columnViewportPosition(column) + _INSET
                width = max(0, self._table.columnWidth(column) - 2 * _INSET)
                painter.fillRect(left, top + (height - bar) // 2, width, bar, line)
        painter.end()
