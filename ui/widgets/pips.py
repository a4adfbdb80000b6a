"""The cap of an item as pips: how many occurrences it takes until nothing is left to lose."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from inspector.domain.points import plain
from inspector.wording import _
from ui.theme import Theme

_MOST, _HEIGHT, _GAP = 12, 8, 2


class Pips(QWidget):
    """Lost of cap: one pip for each occurrence, or one bar where they would be too many."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = Decimal(0)
        self._pips = 1
        self.setFixedHeight(_HEIGHT)

    def show_loss(self, lost: Decimal, cap: Decimal, each: Decimal) -> None:
        """Show the points lost of at most `cap`, in steps of `each`."""
        self._share = min(Decimal(1), lost / cap) if cap else Decimal(0)
        steps = -(-cap // each) if each else Decimal(1)
        self._pips = int(steps) if 1 <= steps <= _MOST else 1
        told = _("{lost} of at most {cap} lost").format(lost=plain(lost), cap=plain(cap))
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(134, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        wide = (self.width() - _GAP * (self._pips - 1)) / self._pips
        full = float(self._share) * self._pips
        for pip in range(self._pips):
            left = pip * (wide + _GAP)
            painter.fillRect(QRectF(left, 0, wide, _HEIGHT), self._theme.colour("chart.track"))
            part = min(1.0, max(0.0, full - pip))
            filled = QRectF(left, 0, wide * part, _HEIGHT)
            painter.fillRect(filled, self._theme.colour("state.deducted"))
        painter.end()
