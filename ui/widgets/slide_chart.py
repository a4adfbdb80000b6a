"""The course of a score on a slide, against the line of the list."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPolygonF

from inspector.domain.period import Period
from ui.widgets.slide_ink import HINT, MIDDLE, SECOND, TEXT, SlideInk

_LEAST_SPAN = 5.0


def from_first(values: Sequence[Decimal | None]) -> Sequence[Decimal | None]:
    """The values from the first period with a score on."""
    first = next((place for place, one in enumerate(values) if one is not None), len(values))
    return values[first:]


def paint_chart(
    ink: SlideInk,
    rect: QRectF,
    values: Sequence[Decimal | None],
    line: Decimal | None,
    last: Period,
) -> None:
    """Draw values of which the first is known; the line is dashed, periods have their numbers."""
    px, painter = ink.px, ink.painter
    heights = [float(one) for one in (*values, line) if one is not None]
    low, span = min(heights), max(_LEAST_SPAN, max(heights) - min(heights))
    inner = rect.adjusted(px(16), px(16), -px(52), -px(8))

    def height(value: Decimal) -> float:
        return inner.bottom() - (float(value) - low) / span * inner.height()

    if line is not None:
        painter.setPen(QPen(HINT, px(1), Qt.PenStyle.DashLine))
        across = height(line)
        painter.drawLine(QPointF(rect.left(), across), QPointF(inner.right(), across))
        beside = QRectF(inner.right() + px(8), across - px(10), px(44), px(20))
        ink.line(beside, format(line, "f"), 14, SECOND)
    step = inner.width() / max(1, len(values) - 1)
    points: list[QPointF] = []
    for place, (value, number) in enumerate(zip(values, _numbers(last, len(values)), strict=True)):
        x = inner.left() + place * step
        below = QRectF(x - px(30), rect.bottom() + px(6), px(60), px(20))
        ink.line(below, number, 14, SECOND, MIDDLE)
        if value is not None:
            points.append(QPointF(x, height(value)))
    painter.setPen(QPen(TEXT, px(2)))
    painter.drawPolyline(QPolygonF(points))
    painter.setBrush(TEXT)
    for place, point in enumerate(points):
        size = px(5) if place == len(points) - 1 else px(3)
        painter.drawEllipse(point, size, size)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    over = QRectF(points[0].x() - px(16), points[0].y() - px(28), px(80), px(20))
    ink.line(over, str(values[0]), 14, SECOND)


def _numbers(last: Period, count: int) -> list[str]:
    """What stands under the points of a course: the number of each period."""
    found = [last]
    while len(found) < count:
        found.append(found[-1].previous)
    return [str(period.number) for period in reversed(found)]
