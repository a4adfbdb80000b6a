"""A button that Enter presses, as it does in a dialog: whoever came to it by Tab expects that."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton
from typing_extensions import override


class PressButton(QPushButton):
    """A button on a page; Space and Enter press it."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers:
            self.click()
        else:
            super().keyPressEvent(event)
