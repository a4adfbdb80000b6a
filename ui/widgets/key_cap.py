"""A key as it stands on the keyboard, small and framed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.theme import Theme

_HEIGHT, _PADDING = 16, 5


def cap_width(theme: Theme, key: str) -> int:
    """The width of a key cap."""
    text = QFontMetrics(theme.font("key")).horizontalAdvance(key)
    return max(cap_height(theme), text + 2 * _PADDING)


def cap_height(theme: Theme) -> int:
    """The height of every key cap; it grows with the text."""
    return theme.scaled(_HEIGHT)


def paint_cap(
    painter: QPainter,
    rect: QRectF,
    key: str,
    theme: Theme,
    line: str = "line.strong",
    ink: str = "text.secondary",
) -> None:
    """Draw a key cap into a rectangle of its width and height."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour(line))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(theme.colour(ink))
    painter.setFont(theme.font("key"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


class KeyCap(QWidget):
    """A key cap as a widget of its own."""

    def __init__(self, key: str, theme: Theme) -> None:
        super().__init__()
        self._key = key
        self._theme = theme
        self.setFixedSize(self.sizeHint())

    @override
    def sizeHint(self) -> QSize:
        return QSize(cap_width(self._theme, self._key), cap_height(self._theme))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_cap(painter, QRectF(self.rect()), self._key, self._theme)
        painter.end()
