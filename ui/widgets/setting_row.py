"""One setting: its name, a line that explains it, and the control at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import Theme

_CONTROL_WIDTH = 260


class SettingRow(QFrame):
    """A row that ends with a hairline; the control is named after the row."""

    def __init__(self, theme: Theme, name: str, explanation: str, control: QWidget) -> None:
        super().__init__()
        self.setObjectName("row")
        label = QLabel(name)
        label.setBuddy(control)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(label)
        if explanation:
            below = QLabel(explanation)
            below.setFont(theme.font("small"))
            below.setProperty("role", "tertiary")
            below.setWordWrap(True)
            texts.addWidget(below)
        control.setAccessibleName(name)
        control.setMinimumWidth(theme.scaled(_CONTROL_WIDTH))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 8, 0, 8)
        across.setSpacing(24)
        across.addLayout(texts, 1)
        across.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)


def choice(values: Sequence[tuple[str | int, str]], current: str | int) -> QComboBox:
    """A list of (value, word) of which one is chosen; its data are the values."""
    made = QComboBox()
    for value, word in values:
        made.addItem(word, value)
    made.setCurrentIndex(max(0, made.findData(current)))
    return made
