"""What the rules of a board are typed in: text, numbers, days; each with `value` and `edited`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QIntValidator, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from typing_extensions import override

from inspector.domain.points import plain
from inspector.wording import _

_MOST = 999
_COMMAS = re.compile("[,，、]")


class Text(QLineEdit):
    """A line of text without blanks around it."""

    edited = Signal()

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.textChanged.connect(self.edited)

    @property
    def value(self) -> Any:
        """The text that is typed."""
        return self.text().strip()

    def show_value(self, value: Any) -> None:
        """Show a text."""
        self.setText(value)


class Number(Text):
    """A number that may be none; full-width digits count as what they are."""

    def __init__(self, *, is_optional: bool = False) -> None:
        super().__init__("—" if is_optional else "")
        self._is_optional = is_optional
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    @property
    def value(self) -> Any:
        """The number that is typed, NaN for what is none; None for nothing where that may be."""
        text = self.text().strip()
        return None if not text and self._is_optional else _number(text)

    def show_value(self, value: Any) -> None:
        """Show a number."""
        self.setText("" if value is None or not value.is_finite() else plain(value))


class Numbers(Text):
    """Several numbers with commas between them."""

    @property
    def value(self) -> Any:
        """The numbers that are typed, NaN for each that is none."""
        return tuple(_number(text) for text in _parts(self.text()))

    def show_value(self, value: Any) -> None:
        """Show numbers."""
        self.setText(_(", ").join(plain(one) for one in value if one.is_finite()))


class Names(Text):
    """Several names with commas between them."""

    @property
    def value(self) -> Any:
        """The names that are typed."""
        return tuple(_parts(self.text()))

    def show_value(self, value: Any) -> None:
        """Show names."""
        self.setText(_(", ").join(value))


class Count(Text):
    """A whole number from 0 on; nothing typed is 0, or none where that may be."""

    def __init__(self, *, is_optional: bool = False) -> None:
        super().__init__("—" if is_optional else "0")
        self._is_optional = is_optional
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValidator(QIntValidator(0, _MOST, self))

    @property
    def value(self) -> Any:
        """The number that is typed."""
        text = self.text()
        return int(text) if text else None if self._is_optional else 0

    def show_value(self, value: Any) -> None:
        """Show a number."""
        self.setText("" if value is None else str(value))


class Lines(QPlainTextEdit):
    """Several texts, one a line; Tab goes on to the next field."""

    edited = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setObjectName("lines")
        self.textChanged.connect(self.edited)

    @property
    def value(self) -> Any:
        """The lines that are typed, without empty ones behind them."""
        lines = [line.strip() for line in self.toPlainText().rstrip().split("\n")]
        return tuple(lines) if any(lines) else ()

    def show_value(self, value: Any) -> None:
        """Show lines."""
        self.setPlainText("\n".join(value))


class Tick(QCheckBox):
    """Yes or no."""

    edited = Signal()

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.toggled.connect(self.edited)

    @property
    def value(self) -> Any:
        """Whether it is ticked."""
        return self.isChecked()

    def show_value(self, value: Any) -> None:
        """Tick it or not."""
        self.setChecked(value)


class Day(QDateEdit):
    """A day; the wheel moves the form, not the day."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy.MM.dd")
        self.dateChanged.connect(self.edited)

    @property
    def value(self) -> Any:
        """The day that is chosen."""
        day = self.date()
        return date(day.year(), day.month(), day.day())

    def show_value(self, value: Any) -> None:
        """Show a day."""
        self.setDate(QDate(value.year, value.month, value.day))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class OpenDay(QWidget):
    """A day, or none while the tick before it is off."""

    edited = Signal()

    def __init__(self, name: str, today: date) -> None:
        super().__init__()
        self.is_set = QCheckBox()
        self.is_set.setAccessibleName(_("{name}: on a day").format(name=name))
        self.is_set.setToolTip(_("Without the tick it is open."))
        self.day = Day()
        self.day.setAccessibleName(name)
        self.day.show_value(today)
        self.is_set.toggled.connect(self._suit)
        self._suit()
        self.is_set.toggled.connect(self.edited)
        self.day.edited.connect(self.edited)
        self.setFocusProxy(self.is_set)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.is_set, 1)
        layout.addWidget(self.day, 5)

    def _suit(self) -> None:
        is_set = self.is_set.isChecked()
        self.is_set.setText("" if is_set else _("on a certain day"))
        self.day.setVisible(is_set)

    @property
    def value(self) -> Any:
        """The day, None for an open end."""
        return self.day.value if self.is_set.isChecked() else None

    def show_value(self, value: Any) -> None:
        """Show a day or an open end."""
        self.is_set.setChecked(value is not None)
        if value is not None:
            self.day.show_value(value)


def _parts(text: str) -> Iterator[str]:
    return (part.strip() for part in _COMMAS.split(text) if part.strip())


def _number(text: str) -> Decimal:
    plain_text = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    try:
        return Decimal(plain_text)
    except InvalidOperation:
        return Decimal("NaN")
