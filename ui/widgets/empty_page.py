"""What an empty page says: what belongs here, and the one button that fills it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.key_button import KeyButton

_ICON = 24


class EmptyPage(QWidget):
    """An icon, a sentence and a button, at one third of the height."""

    def __init__(self, theme: Theme, icon: str, sentence: str, action: QAction) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._icon = QLabel()
        self._text = QLabel(sentence)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = KeyButton(theme, action, is_primary=True)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(1)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._text)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def say(self, sentence: str, word: str = "") -> None:
        """Say what belongs here now, and what else the button does about it."""
        self._text.setText(sentence)
        if word:
            self.button.rename(word)

    def _on_theme(self) -> None:
        self._icon.setPixmap(self._theme.pixmap(self._icon_name, "text.tertiary", _ICON))
        self._text.setFont(self._theme.font("title"))
