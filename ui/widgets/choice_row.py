"""One of several answers: a radio button, a line that explains it, and what belongs to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import Theme

_INDENT = 24


class ChoiceRow(QFrame):
    """A click anywhere on the row chooses it."""

    def __init__(self, theme: Theme, word: str, explanation: str, *beside: QWidget) -> None:
        super().__init__()
        self.setObjectName("row")
        self.button = QRadioButton(word)
        self.button.setAccessibleDescription(explanation)
        self.explanation = QLabel(explanation)
        self.explanation.setFont(theme.font("small"))
        self.explanation.setProperty("role", "tertiary")
        self.explanation.setContentsMargins(_INDENT, 0, 0, 0)
        self.explanation.setWordWrap(True)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.button)
        texts.addWidget(self.explanation)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 6, 0, 6)
        across.setSpacing(8)
        across.addLayout(texts, 1)
        for widget in beside:
            across.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.button.click()
        super().mousePressEvent(event)
