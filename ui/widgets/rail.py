"""The navigation rail at the left: an icon and a word for each page, settings at the bottom."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout
from typing_extensions import override

from ui.theme import Theme

_LEAST_WIDTH, _ENTRY_HEIGHT, _ICON, _WORD = 72, 56, 20, 18
_BAR = QSize(3, 40)


class RailEntry(QAbstractButton):
    """One page on the rail."""

    def __init__(self, icon: str, word: str, theme: Theme) -> None:
        super().__init__()
        self._icon_name = icon
        self._theme = theme
        self.setText(word)
        self.setAccessibleName(word)
        self.setCheckable(True)
        # The ampersand of a name makes no key.
        self.setShortcut("")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @override
    def sizeHint(self) -> QSize:
        word = QFontMetrics(self._theme.font("small")).horizontalAdvance(self.text())
        height = _ENTRY_HEIGHT - _WORD + self._theme.scaled(_WORD)
        return QSize(max(_LEAST_WIDTH, word + 16), height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        if self.underMouse() and not self.isChecked():
            theme.fill(painter, self.rect(), "surface.hover")
        ink = "accent.text" if self.isChecked() else "text.secondary"
        if self.isChecked():
            top = (self.height() - _BAR.height()) // 2
            theme.fill(painter, QRect(QPoint(0, top), _BAR), "accent.line")
        icon = QIcon(theme.icon(self._icon_name, ink))
        left = (self.width() - _ICON) // 2
        icon.paint(painter, left, 8, _ICON, _ICON)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour(ink))
        word = QRectF(0, 32, self.width(), theme.scaled(_WORD))
        painter.drawText(word, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setPen(theme.colour("focus.ring"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 2, -4, -2), 4, 4)
        painter.end()


class Rail(QFrame):
    """The pages in order; `chosen` has the name of the page that was asked for."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._theme = theme
        self._entries: dict[str, RailEntry] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 8, 0, 8)
        self._layout.setSpacing(0)
        self._layout.addStretch(1)

    def add(self, name: str, icon: str, word: str, *, at_bottom: bool = False) -> None:
        """Add a page, above the gap or at the bottom."""
        entry = RailEntry(icon, word, self._theme)
        entry.clicked.connect(lambda: self.chosen.emit(name))
        self._entries[name] = entry
        if at_bottom:
            self._layout.addWidget(entry)
        else:
            above = sum(1 for _ in self._entries) - 1
            self._layout.insertWidget(above, entry)

    def show_current(self, name: str) -> None:
        """Mark the page that is shown."""
        for each, entry in self._entries.items():
            entry.setChecked(each == name)
