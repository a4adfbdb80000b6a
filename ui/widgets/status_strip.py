"""The strip at the bottom: where one is, what is saved, and the keys of the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from inspector.wording import _
from ui.theme import Theme
from ui.widgets.key_cap import KeyCap

_HEIGHT = 24


class StatusStrip(QFrame):
    """Facts at the left, keys at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("status")
        self.setFixedHeight(theme.scaled(_HEIGHT))
        self._facts: dict[str, QLabel] = {}
        self._left = QHBoxLayout()
        self._left.setSpacing(8)
        self._right = QHBoxLayout()
        self._right.setSpacing(6)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.addLayout(self._left)
        layout.addStretch(1)
        layout.addLayout(self._right)

    def say(self, fact: str, text: str) -> None:
        """Show a fact by its name; facts stand in the order in which they were first said."""
        if fact not in self._facts:
            label = QLabel()
            label.setFont(self._theme.font("small"))
            label.setProperty("role", "secondary")
            if self._facts:
                line = QFrame()
                line.setObjectName("hairline")
                line.setFixedSize(1, 12)
                self._left.addWidget(line)
            self._facts[fact] = label
            self._left.addWidget(label)
        self._facts[fact].setText(text)

    def text(self, fact: str) -> str:
        """What is said of a fact now."""
        return self._facts[fact].text() if fact in self._facts else ""

    def saved(self, moment: datetime) -> None:
        """Say when something was last saved."""
        self.say("saved", _("✓ Saved {time}").format(time=moment.astimezone().strftime("%H:%M:%S")))

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show the keys of a page: (key, what it does)."""
        while item := self._right.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for key, does in keys:
            word = QLabel(does)
            word.setFont(self._theme.font("small"))
            word.setProperty("role", "secondary")
            for widget in (KeyCap(key, self._theme), word):
                self._right.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
            self._right.addWidget(_gap())


def _gap() -> QWidget:
    gap = QWidget()
    gap.setFixedWidth(4)
    return gap
