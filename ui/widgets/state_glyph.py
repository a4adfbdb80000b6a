"""The glyphs of states: each a shape of its own, so that nothing is told by colour alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from ui.theme import Theme

_GRID = 16.0
_Draw = Callable[[QPainter, QColor, QColor], None]


def paint_state(
    painter: QPainter, rect: QRectF, state: str, theme: Theme, paper: str = "surface.page"
) -> None:
    """Draw a state's glyph into a square; `paper` is the token of the surface under it."""
    colour, draw = _STATES[state]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _GRID, rect.height() / _GRID)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    draw(painter, theme.colour(colour), theme.colour(paper))
    painter.restore()


def _pen(colour: QColor, width: float = 1.5) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _lines(painter: QPainter, *points: tuple[float, float]) -> None:
    painter.drawPolyline(QPolygonF([QPointF(*point) for point in points]))


def _ring(painter: QPainter, colour: QColor, width: float = 1.5) -> None:
    painter.setPen(_pen(colour, width))
    painter.drawEllipse(QPointF(8, 8), 6.25, 6.25)


def _filled(painter: QPainter, colour: QColor, *points: tuple[float, float]) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _dot(painter: QPainter, colour: QColor, x: float, y: float, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(x, y), radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _conforming(painter: QPainter, colour: QColor, _paper: QColor) -> None:
    _ring(painter, colour)
    _lines(painter, (5, 8.2), (7.1, 10.3), (11, 6.2))


def _deducted(painter: QPainter, colour: QColor, paper: QColor) -> None:
    _filled(painter, colour, (8, 0.8), (15.2, 8), (8, 15.2), (0.8, 8))
    painter.setPen(_pen(paper, 1.8))
    _lines(painter, (5, 8), (11, 8))


def _not_applicable(painter: QPainter, colour: QColor, _paper: QColor) -> None:
    _ring(painter, colour)
    _lines(painter, (4, 12), (12, 4))


def _not_observed(painter: QPainter, colour: QColor, _paper: QColor) -> None:
    painter.setPen(_pen(colour))
    painter.drawRoundedRect(QRectF(1.75, 1.75, 12.5, 12.5), 2, 2)
    for x in (5.0, 8.0, 11.0):
        _dot(painter, colour, x, 8, 1)


def _unanswered(painter: QPainter, colour: QColor, _paper: QColor) -> None:
    pen = _pen(colour, 1.25)
    pen.setDashPattern([2.6, 2.3])
    painter.setPen(pen)
    painter.drawEllipse(QPointF(8, 8), 6.25, 6.25)


def _to_do(painter: QPainter, colour: QColor, _paper: QColor) -> None:
    _ring(painter, colour, 1.25)


def _running(painter: QPainter, colour: QColor, _paper: QColor) -> None:
    _ring(painter, colour)
    half = QPainterPath(QPointF(8, 1.75))
    half.arcTo(QRectF(1.75, 1.75, 12.5, 12.5), 90, -180)
    half.closeSubpath()
    painter.fillPath(half, colour)


def _row_new(painter: QPainter, colour: QColor, paper: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(1, 1, 14, 14), 2, 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(paper, 1.7))
    _lines(painter, (8, 4.3), (8, 11.7))
    _lines(painter, (4.3, 8), (11.7, 8))


def _row_updated(painter: QPainter, colour: QColor, paper: QColor) -> None:
    _filled(painter, colour, (8, 1.2), (14.8, 8), (8, 14.8), (1.2, 8))
    painter.setPen(_pen(paper))
    _lines(painter, (8, 11), (8, 5.4))
    _lines(painter, (5.6, 7.7), (8, 5.3), (10.4, 7.7))


def _row_unchanged(painter: QPainter, colour: QColor, _paper: QColor) -> None:
    _ring(painter, colour)
    _lines(painter, (5, 6.7), (11, 6.7))
    _lines(painter, (5, 9.4), (11, 9.4))


def _row_unknown(painter: QPainter, colour: QColor, paper: QColor) -> None:
    _filled(painter, colour, (8, 1.2), (15.4, 14.4), (0.6, 14.4))
    painter.setPen(_pen(paper, 1.4))
    hook = QPainterPath(QPointF(6.4, 8))
    hook.cubicTo(6.4, 5.7, 9.8, 5.7, 9.8, 8)
    hook.cubicTo(9.8, 9.3, 8, 9.2, 8, 10.6)
    painter.drawPath(hook)
    _dot(painter, paper, 8, 12.4, 0.8)


def _row_duplicate(painter: QPainter, colour: QColor, _paper: QColor) -> None:
    painter.setPen(_pen(colour))
    painter.drawRect(QRectF(1.5, 1.5, 9, 9))
    painter.setBrush(colour)
    painter.drawRect(QRectF(5.5, 5.5, 9, 9))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _row_blank(painter: QPainter, colour: QColor, _paper: QColor) -> None:
    pen = _pen(colour)
    pen.setDashPattern([2, 2])
    painter.setPen(pen)
    _lines(painter, (3, 8), (13, 8))


def _row_item(painter: QPainter, colour: QColor, paper: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(1, 1, 14, 14), 2, 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(paper, 1.7))
    _lines(painter, (4.6, 8.2), (7, 10.6), (11.4, 5.6))


def _row_section(painter: QPainter, colour: QColor, _paper: QColor) -> None:
    painter.setPen(_pen(colour, 1.8))
    _lines(painter, (2, 3.5), (14, 3.5))
    painter.setPen(_pen(colour, 1.4))
    _lines(painter, (6, 8), (14, 8))
    _lines(painter, (6, 12.5), (14, 12.5))


def _row_title(painter: QPainter, colour: QColor, _paper: QColor) -> None:
    painter.setPen(_pen(colour))
    _lines(painter, (3, 3), (13, 3))
    _lines(painter, (8, 3), (8, 13.5))


def _row_header(painter: QPainter, colour: QColor, _paper: QColor) -> None:
    painter.setPen(_pen(colour))
    painter.drawRect(QRectF(1.75, 2.75, 12.5, 10.5))
    _lines(painter, (2, 6.5), (14, 6.5))
    _lines(painter, (8, 6.5), (8, 13))


def _row_total(painter: QPainter, colour: QColor, _paper: QColor) -> None:
    painter.setPen(_pen(colour))
    _lines(painter, (12, 3), (4, 3), (8.5, 8), (4, 13), (12, 13))


def _row_moved(painter: QPainter, colour: QColor, _paper: QColor) -> None:
    painter.setPen(_pen(colour))
    _lines(painter, (5, 14), (5, 2.5))
    _lines(painter, (2, 5.4), (5, 2.4), (8, 5.4))
    _lines(painter, (11, 2), (11, 13.5))
    _lines(painter, (8, 10.6), (11, 13.6), (14, 10.6))


def _row_remark(painter: QPainter, colour: QColor, _paper: QColor) -> None:
    _ring(painter, colour)
    _lines(painter, (8, 7.4), (8, 11.2))
    _dot(painter, colour, 8, 4.9, 0.9)


_STATES: dict[str, tuple[str, _Draw]] = {
    "conforming": ("state.conforming", _conforming),
    "deducted": ("state.deducted", _deducted),
    "not_applicable": ("state.not_applicable", _not_applicable),
    "not_observed": ("state.not_observed", _not_observed),
    "unanswered": ("state.unanswered", _unanswered),
    "to_do": ("state.unanswered", _to_do),
    "running": ("accent.text", _running),
    "done": ("state.conforming", _conforming),
    "row_new": ("state.conforming", _row_new),
    "row_updated": ("warn.blue", _row_updated),
    "row_unchanged": ("state.not_applicable", _row_unchanged),
    "row_unknown": ("state.deducted", _row_unknown),
    "row_duplicate": ("row.duplicate", _row_duplicate),
    "row_blank": ("text.tertiary", _row_blank),
    "row_item": ("state.conforming", _row_item),
    "row_section": ("text.secondary", _row_section),
    "row_title": ("text.tertiary", _row_title),
    "row_header": ("text.tertiary", _row_header),
    "row_total": ("text.tertiary", _row_total),
    "row_remark": ("text.tertiary", _row_remark),
    "row_refused": ("state.deducted", _deducted),
    "row_left_out": ("state.not_applicable", _not_applicable),
    "row_unread": ("state.unanswered", _unanswered),
    "row_removed": ("state.deducted", _deducted),
    "row_moved": ("state.not_observed", _row_moved),
}
STATES = tuple(_STATES)
"""The states that have a glyph."""
