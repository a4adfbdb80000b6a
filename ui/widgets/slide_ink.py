"""What all slides are drawn with: their colours, lines of text, rules; always dark."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ui.theme import Theme

GROUND, TEXT, SECOND, HINT = (QColor(name) for name in ("#141413", "#F0EEEA", "#BDB9B1", "#A5A198"))
LOST, RED, WHITE = QColor("#E8A85F"), QColor("#B5343A"), QColor("#FFFFFF")
BAND = QColor(20, 20, 18, 199)
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_RULE, _LINE = QColor("#C5444A"), QColor("#3A3936")
_HEIGHT = 768.0
_TITLE = 22


class SlideInk:
    """Draws on a slide of some height; all sizes are those of a slide 768 high."""

    def __init__(self, painter: QPainter, theme: Theme, height: float) -> None:
        self.painter = painter
        self._theme = theme
        self._unit = height / _HEIGHT

    def px(self, pixels: float) -> float:
        """A length on this slide."""
        return pixels * self._unit

    def font(self, size: int, *, is_bold: bool = False) -> None:
        """Write in this size from now on."""
        font = QFont(self._theme.font("body"))
        font.setPixelSize(max(6, round(self.px(size))))
        font.setWeight(QFont.Weight.Bold if is_bold else QFont.Weight.Normal)
        self.painter.setFont(font)

    def line(
        self,
        rect: QRectF,
        text: str,
        size: int,
        ink: QColor,
        align: Qt.AlignmentFlag = LEFT,
        *,
        is_bold: bool = False,
        height: int = 0,
    ) -> float:
        """Write one line, smaller or cut where it has no room; returns the width that it took."""
        self.font(size, is_bold=is_bold)
        width = max(1.0, rect.width())
        asked = QFontMetricsF(self.painter.font()).horizontalAdvance(text)
        if size > _TITLE and asked > width:
            self.font(max(_TITLE, int(size * width / asked)), is_bold=is_bold)
        metrics = QFontMetricsF(self.painter.font())
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        self.painter.setPen(ink)
        room = QRectF(rect)
        if height:
            room.setHeight(self.px(height))
        self.painter.drawText(room, int(align), cut)
        return metrics.horizontalAdvance(cut)

    def rule(self, rect: QRectF) -> float:
        """Draw the double rule of the letterhead at the top; returns where it ends."""
        px = self.px
        self.painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), px(3)), _RULE)
        self.painter.fillRect(QRectF(rect.left(), rect.top() + px(6), rect.width(), px(1)), _RULE)
        return rect.top() + px(7)

    def hairline(self, rect: QRectF, top: float) -> None:
        """Draw a thin line across."""
        width = max(1.0, self.px(1))
        self.painter.fillRect(QRectF(rect.left(), top, rect.width(), width), _LINE)
