"""What an empty page says: what belongs here, and the one button that fills it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme import Theme

if TYPE_CHECKING:
    from ui.widgets.key_button import KeyButton

_ICON = 24


class EmptyPage(QWidget):
    """An icon, a sentence and a button, at one third of the height.

    The button may be left out until `offer` shows it.
    """

    def __init__(
        self, theme: Theme, icon: str, sentence: str, action: QAction, *, is_offered: bool = True
    ) -> None:
        super().__init__()
        self._theme = theme
        self._action = action
        self._icon_name = icon
        self._icon = QLabel()
        self._text = QLabel(sentence)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(16)
        self._column.addStretch(1)
        self._column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._text)
        self._column.addStretch(2)
        self.offer(is_offered)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    @cached_property
    def button(self) -> KeyButton:
        """The button below the sentence."""
        from ui.widgets.key_button import KeyButton

        made = KeyButton(self._theme, self._action, is_primary=True)
        self._column.insertWidget(3, made, 0, Qt.AlignmentFlag.AlignHCenter)
        return made

    def offer(self, is_offered: bool) -> None:
        """Show the button, or leave it out."""
        if is_offered or "button" in self.__dict__:
            self.button.setVisible(is_offered)

    def say(self, sentence: str, word: str = "") -> None:
        """Say what belongs here now, and what else the button does about it."""
        self._text.setText(sentence)
        if word:
            self.button.rename(word)

    def _on_theme(self) -> None:
        self._icon.setPixmap(self._theme.pixmap(self._icon_name, "text.tertiary", _ICON))
        self._text.setFont(self._theme.font("title"))
