"""A small line without axes: how a score went over the last periods or visits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.theme import Theme

Values = Sequence[Decimal | None]

_DOT = 3.0
# A course that hardly moves is drawn flat instead of filling the height.
_LEAST_SPAN = 8.0


def paint_sparkline(
    painter: QPainter, rect: QRectF, values: Values, theme: Theme, ink: str = "chart.line"
) -> None:
    """Draw the values from left to right, earliest first; None leaves a gap, the last has a dot."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.colour(ink), 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    inner = rect.adjusted(_DOT, _DOT, -_DOT, -_DOT)
    for run in _runs(inner, values, known):
        if len(run) > 1:
            painter.drawPolyline(QPolygonF(run))
        else:
            painter.drawEllipse(run[0], 0.5, 0.5)
    last = values[-1]
    if last is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ink))
        painter.drawEllipse(_runs(inner, values, known)[-1][-1], _DOT, _DOT)
    painter.restore()


def _runs(rect: QRectF, values: Values, known: Sequence[float]) -> list[list[QPointF]]:
    low, high = min(known), max(known)
    middle, span = (low + high) / 2, max(_LEAST_SPAN, high - low)
    step = rect.width() / max(1, len(values) - 1)
    runs: list[list[QPointF]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
            continue
        share = 0.5 - (float(value) - middle) / span
        runs[-1].append(QPointF(rect.left() + place * step, rect.top() + share * rect.height()))
    return [run for run in runs if run]


class Sparkline(QWidget):
    """A sparkline as a widget of its own; its tool tip and accessible name say the values."""

    def __init__(self, theme: Theme, width: int = 112, height: int = 32) -> None:
        super().__init__()
        self._theme = theme
        self._size = QSize(width, height)
        self._values: Values = ()
        self.setFixedSize(self._size)

    def set_values(self, values: Values) -> None:
        """Show these values, earliest first."""
        self._values = values
        said = " · ".join("—" if value is None else str(value) for value in values)
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return self._size

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sparkline(painter, QRectF(self.rect()), self._values, self._theme)
        painter.end()
