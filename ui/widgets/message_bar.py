"""The bar that slides in under the head of a page: a sentence, its actions, a way to close."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from inspector.wording import _
from ui.theme import Theme
from ui.widgets.press_button import PressButton

_HEIGHT = 40


class MessageBar(QFrame):
    """Says what happened and what to do about it; stays until it is closed or replaced."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("message")
        self.setMinimumHeight(_HEIGHT)
        self._glyph = QLabel()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.action = PressButton()
        self.other = PressButton()
        self._close = QToolButton()
        self._close.setIcon(theme.icon("x"))
        self._close.setIconSize(QSize(14, 14))
        self._close.setToolTip(_("Close this message"))
        self._close.setAccessibleName(_("Close this message"))
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 4, 16, 4)
        layout.setSpacing(8)
        for widget in (self._glyph, self.text, self.action, self.other, self._close):
            layout.addWidget(widget)
        self._on_action: Callable[[], None] = self.hide
        self._on_other: Callable[[], None] = self.hide
        self.action.clicked.connect(self._act)
        self.other.clicked.connect(lambda: self._on_other())
        self.hide()

    def tell(
        self, text: str, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Say that something was done, with an action if there is one."""
        self._show(text, "check", "state.conforming", action, on_action, is_error=False)

    def offer(self, text: str, *actions: tuple[str, Callable[[], None]]) -> None:
        """Say that something was done, with one or two actions; the second leaves the bar open."""
        (first, on_first), *more = actions
        self.tell(text, first, on_first)
        for other, on_other in more:
            self.other.setText(other)
            self._on_other = on_other
            self.other.show()

    def warn(
        self, text: str, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Say that something could not be done, with a remedy if there is one."""
        self._show(text, "warning", "state.deducted", action, on_action, is_error=True)

    def _show(
        self,
        text: str,
        icon: str,
        colour: str,
        action: str,
        on_action: Callable[[], None] | None,
        *,
        is_error: bool,
    ) -> None:
        self.setProperty("error", is_error)
        self.style().unpolish(self)
        self.style().polish(self)
        self._glyph.setPixmap(self._theme.pixmap(icon, colour, 16))
        self.text.setText(text)
        self.action.setText(action)
        self.action.setVisible(on_action is not None)
        self.other.hide()
        self._on_action = on_action or self.hide
        self.show()

    def _act(self) -> None:
        self.hide()
        self._on_action()
