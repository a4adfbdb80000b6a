"""The fields in which the rules of a board are typed, each with its mistake below it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAction,
    QIntValidator,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from inspector.domain.points import plain
from inspector.wording import _
from ui.theme import Theme

_MOST = 999
_SIGN = 14
_Value = TypeVar("_Value")


class BoardField(QWidget):
    """A caption above a widget and, where something is wrong with it, the mistake below."""

    def __init__(self, theme: Theme, caption: str, widget: QWidget) -> None:
        super().__init__()
        self.widget = widget
        self.caption = QLabel(caption)
        self.caption.setFont(theme.font("small"))
        self.caption.setProperty("role", "secondary")
        if not widget.accessibleName():
            widget.setAccessibleName(caption)
        self.fault = QLabel()
        self.fault.setWordWrap(True)
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


class Choice(QComboBox, Generic[_Value]):
    """One of some values by their words; the wheel moves the form, not the choice."""

    def __init__(self, words: Mapping[Any, str], name: str = "") -> None:
        super().__init__()
        self._values = list(words)
        self.addItems(list(words.values()))
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)

    @property
    def value(self) -> Any:
        """The value that is chosen."""
        return self._values[self.currentIndex()]

    def show_value(self, value: object) -> None:
        """Choose a value, the first where it is not offered."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _StayingMenu(QMenu):
    """Stays open while its entries are ticked."""

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() not in keys or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def _tick(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable():
            return False
        action.trigger()
        return True


class SomeOf(QPushButton):
    """Some of several values, ticked in a menu; none is what the word says, mostly all."""

    changed = Signal()

    def __init__(self, theme: Theme, words: Mapping[Any, str], none: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._none = none or _("All")
        self._chosen: list[Any] = []
        self.setProperty("choice", True)
        self.setAutoDefault(False)
        self.menu_of = menu = _StayingMenu(self)
        self.ticks: dict[Any, QAction] = {}
        for value, word in words.items():
            action = menu.addAction(word)
            action.setCheckable(True)
            action.toggled.connect(lambda on, value=value: self._on_toggled(value, on))
            self.ticks[value] = action
        self.clicked.connect(self._open)
        self._say()

    @property
    def chosen(self) -> tuple[Any, ...]:
        """What is ticked, in the order in which it was ticked."""
        return tuple(self._chosen)

    def show_chosen(self, values: Iterable[Any]) -> None:
        """Tick these values, in this order; what is not offered is offered from then on."""
        self._chosen = list(values)
        for value in self._chosen:
            if value not in self.ticks:
                self.ticks[value] = self.menu_of.addAction(str(value))
                self.ticks[value].setCheckable(True)
                self.ticks[value].toggled.connect(
                    lambda on, value=value: self._on_toggled(value, on)
                )
        for value, action in self.ticks.items():
            action.blockSignals(True)
            action.setChecked(value in self._chosen)
            action.blockSignals(False)
        self._say()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        left, top = self.width() - _SIGN - 6, (self.height() - _SIGN) // 2
        self._theme.icon("caret-down").paint(painter, left, top, _SIGN, _SIGN)
        painter.end()

    def _open(self) -> None:
        self.menu_of.setMinimumWidth(self.width())
        self.menu_of.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_toggled(self, value: object, on: bool) -> None:
        if on:
            self._chosen.append(value)
        else:
            self._chosen.remove(value)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        words = _(", ").join(self.ticks[value].text() for value in self._chosen)
        said = words or self._none
        self.setToolTip(said)
        room = self.width() - 40
        self.setText(self.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room))


class Number(QLineEdit):
    """A number that may be none; full-width digits count as what they are."""

    def __init__(self, name: str = "", *, is_optional: bool = False) -> None:
        super().__init__()
        self._is_optional = is_optional
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        if is_optional:
            self.setPlaceholderText("—")

    @property
    def value(self) -> Decimal | None:
        """The number that is typed, NaN for what is none; None for nothing where that may be."""
        text = unicodedata.normalize("NFKC", self.text()).strip().replace("−", "-")
        if not text and self._is_optional:
            return None
        try:
            return Decimal(text)
        except InvalidOperation:
            return Decimal("NaN")

    def show_value(self, value: Decimal | None) -> None:
        """Show a number."""
        self.setText("" if value is None or not value.is_finite() else plain(value))


class Count(QLineEdit):
    """A whole number from 0 on; nothing typed is 0."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setValidator(QIntValidator(0, _MOST, self))

    @property
    def value(self) -> int:
        """The number that is typed."""
        return int(self.text() or 0)

    def show_value(self, value: int) -> None:
        """Show a number."""
        self.setText(str(value))


def told_changes(widget: QWidget, changed: Callable[[], object]) -> None:
    """Call `changed` whenever somebody enters something else in one of these fields."""
    if isinstance(widget, QComboBox):
        widget.currentIndexChanged.connect(lambda _at: changed())
    elif isinstance(widget, QLineEdit):
        widget.textChanged.connect(lambda _text: changed())
    elif isinstance(widget, SomeOf):
        widget.changed.connect(changed)


def row_of(*fields: tuple[QWidget, int]) -> QHBoxLayout:
    """Fields beside each other, each with its share of the width."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for field, stretch in fields:
        row.addWidget(field, stretch)
    return row
