"""Text in a fixed number of lines, the last one cut with dots where not all of it has room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption


def lines_of(text: str, font: QFont, width: float, most: int) -> list[str]:
    """The lines into which a text breaks, at most so many."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_OPTION)
    found: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(found) == most - 1:
            metrics = QFontMetricsF(font)
            rest = text[start:]
            found.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        found.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return found


def paint_lines(painter: QPainter, rect: QRectF, text: str, most: int, spacing: float) -> float:
    """Draw a text from the top of a rectangle in the painter's font; returns where it ends."""
    top, metrics = rect.top(), QFontMetricsF(painter.font())
    for line in lines_of(text, painter.font(), rect.width(), most):
        painter.drawText(
            QRectF(rect.left(), top, rect.width(), max(spacing, metrics.height())),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            line,
        )
        top += spacing
    return top


_OPTION = QTextOption()
_OPTION.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
