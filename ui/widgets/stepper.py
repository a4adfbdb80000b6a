"""A number with a minus at its left and a plus at its right."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget
from typing_extensions import override

from inspector.domain.points import plain
from ui.theme import Theme

_SIZE = 32


class _Number(QLineEdit):
    """A field for a number, stepped by Up and Down."""

    stepped = Signal(int)
    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()


class Stepper(QWidget):
    """Gives `changed` when another number was entered; what is no number is put back."""

    changed = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._value: Decimal | None = None
        self._low: Decimal | None = Decimal(0)
        self._high: Decimal | None = None
        self._step = Decimal(1)
        self.field = _Number()
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setFixedWidth(theme.scaled(48))
        self.field.setAccessibleName(name)
        self.field.setToolTip(name)
        self.field.editingFinished.connect(self._on_entered)
        self.field.stepped.connect(self._on_stepped)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.buttons: list[QToolButton] = []
        for icon, by in (("minus", -1), ("plus", 1)):
            button = QToolButton()
            button.setProperty("framed", True)
            button.setIcon(theme.icon(icon))
            button.setIconSize(QSize(14, 14))
            button.setFixedSize(theme.scaled(_SIZE), theme.scaled(_SIZE))
            button.setAccessibleName(f"{name} {'−' if by < 0 else '+'}1")
            button.setToolTip(f"{name} {'−' if by < 0 else '+'}1")
            button.clicked.connect(lambda _checked=False, by=by: self._on_stepped(by))
            self.buttons.append(button)
        layout.addWidget(self.buttons[0])
        layout.addWidget(self.field)
        layout.addWidget(self.buttons[1])

    @property
    def value(self) -> Decimal | None:
        """The number that is shown, None for none yet."""
        return self._value

    def show_value(
        self,
        value: Decimal | None,
        *,
        low: Decimal | None = Decimal(0),
        high: Decimal | None = None,
        step: Decimal = Decimal(1),
    ) -> None:
        """Show a number, None for none yet, that may go from `low` to `high`."""
        self._value, self._low, self._high, self._step = value, low, high, step
        self.field.setText("" if value is None else plain(value))

    def _on_stepped(self, by: int) -> None:
        self._say((self._value or Decimal(0)) + by * self._step)

    def _on_entered(self) -> None:
        text = self.field.text().strip().replace("−", "-")
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.field.setText("" if self._value is None else plain(self._value))
        else:
            self._say(number)

    def _say(self, number: Decimal) -> None:
        if self._low is not None:
            number = max(self._low, number)
        if self._high is not None:
            number = min(self._high, number)
        self.field.setText(plain(number))
        if number != self._value:
            self._value = number
            self.changed.emit(number)
