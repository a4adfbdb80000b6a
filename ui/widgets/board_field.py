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

    `said` is the mistake. The widget has a `value`, `show_value` and the signal `edited`, as those
    of `board_input`.
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
        self.said = ""
        self._theme = theme
        self._below: _Mistake | None = None
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        if caption:
            layout.addWidget(self.caption)
        layout.addWidget(widget)
        layout.addStretch(1)

    def tell(self, faults: Iterable[str]) -> None:
        """Show what is wrong, or that nothing is."""
        said = " ".join(faults)
        if said == self.said:
            return
        self.said = said
        if self._below is None:
            # Most fields never need it, and each label costs when a form opens.
            self._below = _Mistake(self._theme)
            self._layout.insertWidget(self._layout.count() - 1, self._below)
        self._below.text.setText(said)
        self._below.setVisible(bool(said))
        self.widget.setAccessibleDescription(said)
        self.widget.setProperty("open", bool(said))
        self.widget.style().unpolish(self.widget)
        self.widget.style().polish(self.widget)


class _Mistake(QWidget):
    """A sign and what is wrong."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.text = WrappingLabel()
        self.text.setFont(theme.font("small"))
        self.text.setProperty("role", "deducted")
        sign = QLabel()
        sign.setPixmap(theme.pixmap("warning", "state.deducted", _SIGN))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.text, 1)
