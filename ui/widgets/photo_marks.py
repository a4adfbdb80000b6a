"""The marks over a photo: drawn in any size, made from and given back as shares of its sides."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from inspector.domain.photo import Mark, MarkKind

INK = QColor("#F2C14E")
_SHADE = QColor(20, 20, 18, 190)
_HEAD = 4.5
_PLACES = Decimal("0.0001")


def mark_between(kind: MarkKind, first: QPointF, last: QPointF, text: str = "") -> Mark:
    """A mark between two points in shares of the picture, kept inside of it."""
    x0, y0, x1, y1 = map(_share, (first.x(), first.y(), last.x(), last.y()))
    return Mark(kind, x0, y0, x1, y1, text)


def paint_marks(painter: QPainter, rect: QRectF, marks: Iterable[Mark], width: float) -> None:
    """Draw marks over a picture that fills `rect`, with lines of this width."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for mark in marks:
        first, last = points_of(mark, rect)
        if mark.kind is MarkKind.TEXT:
            _paint_text(painter, first, mark.text, width)
            continue
        path = _arrow(first, last, width) if mark.kind is MarkKind.ARROW else _ring(first, last)
        # A dark edge keeps the yellow visible on a pale wall.
        for colour, extent in ((_SHADE, width + 2), (INK, width)):
            pen = QPen(colour, extent)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPath(path)
    painter.restore()


def points_of(mark: Mark, rect: QRectF) -> tuple[QPointF, QPointF]:
    """The two points of a mark in a picture that fills `rect`."""
    return _inside(rect, mark.x0, mark.y0), _inside(rect, mark.x1, mark.y1)


def text_box(first: QPointF, text: str, width: float) -> QRectF:
    """The box of a text mark that begins at a point."""
    metrics = QFontMetricsF(_font(width))
    pad = 2 * width
    return QRectF(
        first.x(), first.y(), metrics.horizontalAdvance(text) + 2 * pad, metrics.height() + pad
    )


def _paint_text(painter: QPainter, first: QPointF, text: str, width: float) -> None:
    box = text_box(first, text, width)
    painter.fillRect(box, _SHADE)
    painter.setPen(INK)
    painter.setFont(_font(width))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _font(width: float) -> QFont:
    font = QFont()
    font.setPixelSize(max(8, round(6 * width)))
    return font


def _arrow(first: QPointF, last: QPointF, width: float) -> QPainterPath:
    path = QPainterPath(first)
    path.lineTo(last)
    angle = math.atan2(last.y() - first.y(), last.x() - first.x())
    head = QPolygonF()
    for turn in (2.6, 0.0, -2.6):
        length = _HEAD * width if turn else 0.0
        head.append(
            last + QPointF(math.cos(angle + turn) * length, math.sin(angle + turn) * length)
        )
    path.addPolygon(head)
    return path


def _ring(first: QPointF, last: QPointF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(first, last).normalized())
    return path


def _inside(rect: QRectF, x: Decimal, y: Decimal) -> QPointF:
    return QPointF(rect.x() + float(x) * rect.width(), rect.y() + float(y) * rect.height())


def _share(value: float) -> Decimal:
    return Decimal(min(max(value, 0.0), 1.0)).quantize(_PLACES)
