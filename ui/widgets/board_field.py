"""A field in which one of the rules of a board is typed, with its mistake below it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.wrapping_label import WrappingLabel

_SIGN = 14


class BoardField(QWidget):
    """A caption above a widget and, where something is wrong with it, the mistake below.

    The widget has a `value`, `show_value` and the signal `edited`, as those of `board_input`.
    """

    def __init__(self, theme: Theme, caption: str, widget: QWidget, tip: str = "") -> None:
        super().__init__()
        self.widget: Any = widget
        self.caption = QLabel(caption)
        self.caption.setFont(theme.font("small"))
        self.caption.setProperty("role", "secondary")
        if not widget.accessibleName():
            widget.setAccessibleName(caption)
        if tip:
            widget.setToolTip(tip)
            self.caption.setToolTip(tip)
        self.fault = WrappingLabel()
        self.fault.setFont(theme.font("small"))
        self.fault.setProperty("role", "deducted")
        self._sign = QLabel()
        self._sign.setPixmap(theme.pixmap("warning", "state.deducted", _SIGN))
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.fault, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        if caption:
            layout.addWidget(self.caption)
        layout.addWidget(widget)
        layout.addLayout(below)
        layout.addStretch(1)
        self.tell(())

    def tell(self, faults: Iterable[str]) -> None:
        """Show what is wrong, or that nothing is."""
        said = " ".join(faults)
        self.fault.setText(said)
        self.fault.setVisible(bool(said))
        self._sign.setVisible(bool(said))
        self.widget.setAccessibleDescription(said)
        self.widget.setProperty("open", bool(said))
        self.widget.style().unpolish(self.widget)
        self.widget.style().polish(self.widget)
