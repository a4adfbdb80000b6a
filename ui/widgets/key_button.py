"""A button that shows its key: that of the action it stands for, so that the two cannot differ."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter
from typing_extensions import override

from ui.theme import Theme
from ui.widgets.key_cap import cap_height, cap_width, paint_cap
from ui.widgets.press_button import PressButton

_GAP, _PADDING, _ICON = 8, 12, 16


class KeyButton(PressButton):
    """A button with an icon before the word of an action and the cap of its key behind it.

    `word` stands in place of a longer one of the action; `key` is shown where the key is no
    shortcut of the window, as Enter in a table.
    """

    def __init__(
        self,
        theme: Theme,
        action: QAction,
        *,
        icon: str = "",
        word: str = "",
        key: str = "",
        is_primary: bool = False,
        is_flat: bool = False,
    ) -> None:
        word = word or action.text()
        super().__init__(word)
        keys = key or action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        # Qt's name of the key is not what stands on it.
        self._key = keys.replace("Return", "Enter")
        self._theme = theme
        self._icon_name = icon
        self._is_primary = is_primary
        self.setProperty("primary", is_primary)
        self.setProperty("flat", is_flat)
        self.setAccessibleName(word)
        self.setToolTip(f"{action.text()} ({self._key})" if self._key else action.text())
        self.clicked.connect(lambda: action.trigger())
        self.setEnabled(action.isEnabled())
        action.enabledChanged.connect(self.setEnabled)

    def rename(self, word: str) -> None:
        """Say something else, where what the action does depends on what is there."""
        self.setText(word)
        self.setAccessibleName(word)
        self.setToolTip(word)
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        word = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(word + self._extra() + 2 * _PADDING + 2, hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        self._paint_inside(painter)
        if self._is_primary and self.hasFocus():
            # The blue ring alone has too little contrast on red.
            painter.setPen(QPen(self._theme.colour("surface.page"), 1))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), 2, 2)
        painter.end()

    def _paint_inside(self, painter: QPainter) -> None:
        word = self.fontMetrics().horizontalAdvance(self.text())
        left = (self.width() - word - self._extra()) / 2
        ink = self._ink()
        if self._icon_name:
            icon = self._theme.icon(self._icon_name, ink)
            icon.paint(painter, round(left), (self.height() - _ICON) // 2, _ICON, _ICON)
            left += _ICON + _GAP
        painter.setPen(self._theme.colour(ink))
        painter.setFont(self.font())
        room = QRectF(left, 0, word + 1, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._key:
            line = "accent.on" if self._is_primary and self.isEnabled() else "line.strong"
            tall = cap_height(self._theme)
            top, wide = (self.height() - tall) / 2, cap_width(self._theme, self._key)
            cap = QRectF(left + word + _GAP, top, wide, tall)
            paint_cap(painter, cap, self._key, self._theme, line, ink)

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text.tertiary"
        return "accent.on" if self._is_primary else "text.primary"

    def _extra(self) -> int:
        icon = _ICON + _GAP if self._icon_name else 0
        return icon + (cap_width(self._theme, self._key) + _GAP if self._key else 0)
