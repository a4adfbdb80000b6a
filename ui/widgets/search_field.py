"""Where one types what one looks for: the sign at its left, its key at its right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ui.theme import Theme
from ui.widgets.key_cap import cap_height, cap_width, paint_cap

KEY = "Ctrl+F"
_ICON, _MARGIN = 16, 8


class SearchField(QLineEdit):
    """A line to search by; `left` tells that one goes on to what was found (Enter or Down).

    Esc empties it, and leaves it when it is empty already.
    """

    left = Signal()

    def __init__(self, theme: Theme, hint: str) -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setToolTip(f"{hint} ({KEY})")
        self.textChanged.connect(self._on_text_changed)
        theme.changed.connect(self._make_room)
        self._make_room()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        top = (self.height() - _ICON) // 2
        icon = self._theme.icon("search", "text.tertiary")
        icon.paint(painter, _MARGIN + 2, top, _ICON, _ICON)
        if not self.text():
            width = cap_width(self._theme, KEY)
            left = self.width() - width - _MARGIN
            height = cap_height(self._theme)
            cap = QRectF(left, (self.height() - height) / 2, width, height)
            paint_cap(painter, cap, KEY, self._theme)
        painter.end()

    def _on_text_changed(self, text: str) -> None:
        self.setClearButtonEnabled(bool(text))

    def _make_room(self) -> None:
        # The border and padding of the style sheet stand between.
        self.setTextMargins(_ICON + 4, 0, cap_width(self._theme, KEY) + 4, 0)
