"""A chart on paper that reads in grey: dashes, marks and shades differ."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from inspector.domain.paper import Chart

_SHADES = ("#000000", "#595959", "#8C8C8C", "#262626", "#737373", "#A6A6A6", "#404040", "#BFBFBF")
_DASHES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
)
_COLUMNS = ("#404040", "#D9D9D9")
_STEP, _TICKS = 5, 5
_LEFT, _EDGE, _LINE = 340.0, 60.0, 150.0
_CENTRE = Qt.AlignmentFlag.AlignCenter


def paint_chart(painter: QPainter, area: QRectF, chart: Chart, font: QFont) -> None:
    """Draw a chart with its title above, its names below and its series named at the foot."""
    known = [value for _name, values in chart.series for value in values if value is not None]
    if not known or not chart.names:
        return
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor("black"))
    title = QRectF(area.left(), area.top() + _EDGE, area.width(), _LINE)
    painter.drawText(title, _CENTRE, chart.title)
    plot = area.adjusted(_LEFT, 2 * _LINE, -_LEFT, -3 * _LINE)
    low, high = _ends(known, is_line=chart.is_line)
    _paint_axis(painter, plot, low, high)
    step = plot.width() / len(chart.names)
    for place, name in enumerate(chart.names):
        box = QRectF(plot.left() + place * step, plot.bottom() + 20, step, _LINE)
        fitting = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, int(step))
        painter.drawText(box, _CENTRE, fitting)

    def at(place: int, value: Decimal) -> QPointF:
        share = float(value - low) / (high - low)
        return QPointF(plot.left() + (place + 0.5) * step, plot.bottom() - share * plot.height())

    for number, (_name, values) in enumerate(chart.series):
        points = [None if one is None else at(place, one) for place, one in enumerate(values)]
        if chart.is_line:
            _paint_line(painter, points, number)
        else:
            _paint_columns(painter, points, plot.bottom(), step, number, len(chart.series))
    _paint_legend(painter, area, [name for name, _values in chart.series], is_line=chart.is_line)
    painter.restore()


def _ends(known: Sequence[Decimal], *, is_line: bool) -> tuple[int, int]:
    low = floor(min(known) / _STEP) * _STEP if is_line else min(0, floor(min(known)))
    high = ceil(max(known) / _STEP) * _STEP if is_line else ceil(max(known))
    return low, max(high, low + (_STEP if is_line else 1))


def _paint_axis(painter: QPainter, plot: QRectF, low: int, high: int) -> None:
    for tick in range(_TICKS + 1):
        value = low + (high - low) * tick / _TICKS
        y = plot.bottom() - plot.height() * tick / _TICKS
        painter.setPen(QPen(QColor("#BFBFBF"), 4))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(QColor("black"))
        box = QRectF(plot.left() - _LEFT, y - _LINE / 2, _LEFT - 40, _LINE)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:g}"
        )


def _paint_line(painter: QPainter, points: Sequence[QPointF | None], number: int) -> None:
    """A line with its marks; where a value is missing there is a gap."""
    colour = QColor(_SHADES[number % len(_SHADES)])
    painter.setPen(QPen(colour, 15, _DASHES[number % len(_DASHES)]))
    for first, last in pairwise(points):
        if first is not None and last is not None:
            painter.drawLine(first, last)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for point in points:
        if point is not None:
            _paint_mark(painter, point, number)


def _paint_mark(painter: QPainter, point: QPointF, number: int) -> None:
    box = QRectF(point.x() - 30, point.y() - 30, 60, 60)
    if number % 4 == 0:
        painter.drawEllipse(box)
    elif number % 4 == 1:
        painter.drawRect(box)
    else:
        peak = -34 if number % 4 == 2 else 34
        painter.drawPolygon(
            [
                QPointF(point.x(), point.y() + peak),
                QPointF(point.x() - 34, point.y() - peak),
                QPointF(point.x() + 34, point.y() - peak),
            ]
        )


def _paint_columns(
    painter: QPainter,
    points: Sequence[QPointF | None],
    bottom: float,
    step: float,
    number: int,
    count: int,
) -> None:
    width = step * 0.6 / count
    painter.setPen(QPen(QColor("black"), 4))
    painter.setBrush(QColor(_COLUMNS[number % len(_COLUMNS)]))
    for point in points:
        if point is not None:
            left = point.x() - step * 0.3 + number * width
            painter.drawRect(QRectF(left, point.y(), width, bottom - point.y()))


def _paint_legend(painter: QPainter, area: QRectF, names: Sequence[str], *, is_line: bool) -> None:
    widths = [painter.fontMetrics().horizontalAdvance(name) + 340 for name in names]
    left = area.center().x() - sum(widths) / 2
    y = area.bottom() - _LINE
    for number, (name, width) in enumerate(zip(names, widths, strict=True)):
        if is_line:
            _paint_line(painter, [QPointF(left, y), QPointF(left + 200, y)], number)
        else:
            painter.setPen(QPen(QColor("black"), 4))
            painter.setBrush(QColor(_COLUMNS[number % len(_COLUMNS)]))
            painter.drawRect(QRectF(left + 100, y - 40, 80, 80))
        painter.setPen(QColor("black"))
        box = QRectF(left + 230, y - _LINE / 2, width, _LINE)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        left += width
