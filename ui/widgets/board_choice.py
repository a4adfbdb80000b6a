"""What the rules of a board are chosen in: one of a few, some of several, one found by search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QMenu, QPushButton
from typing_extensions import override

from inspector.wording import _, ngettext
from ui.theme import Theme

_SIGN = 14

NOBODY = UUID(int=0)
"""Stands for a subject or an item while none is chosen."""


class Choice(QComboBox):
    """One of some values by their words; the wheel moves the form, not the choice."""

    edited = Signal()

    def __init__(self, words: Mapping[Any, str]) -> None:
        super().__init__()
        self._offered = dict(words)
        self._values = list(words)
        self.addItems(list(words.values()))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.currentIndexChanged.connect(self._on_chosen)

    @property
    def value(self) -> Any:
        """The value that is chosen."""
        return self._values[self.currentIndex()]

    def show_value(self, value: Any) -> None:
        """Choose a value; one that is not offered is offered from then on, to be told as wrong."""
        if value not in self._values:
            self._values.append(value)
            self.addItem(str(value) if value else "")
        self.setCurrentIndex(self._values.index(value))

    def offer(self, words: Mapping[Any, str]) -> None:
        """Offer other values; the one that is chosen stays."""
        if words == self._offered:
            return
        value, self._offered = self.value, dict(words)
        with QSignalBlocker(self):
            self.clear()
            self._values = list(words)
            self.addItems(list(words.values()))
            self.show_value(value)
        self.setToolTip(self.currentText())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _on_chosen(self) -> None:
        self.setToolTip(self.currentText())
        self.edited.emit()


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

    edited = Signal()

    def __init__(self, theme: Theme, words: Mapping[Any, str], none: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._none = none or _("All")
        self._chosen: list[Any] = []
        self._offered: dict[Any, str] = {}
        self.setProperty("choice", True)
        self.setAutoDefault(False)
        self.menu_of = _StayingMenu(self)
        self.ticks: dict[Any, QAction] = {}
        self.clicked.connect(self._open)
        self.offer(words)
        self._say()

    @property
    def value(self) -> Any:
        """What is ticked, in the order in which it was ticked."""
        return tuple(self._chosen)

    def show_value(self, value: Any) -> None:
        """Tick these values, in this order; what is not offered is offered from then on."""
        self._chosen = list(value)
        for each in self._chosen:
            if each not in self.ticks:
                self._add(each, str(each))
        for each, action in self.ticks.items():
            with QSignalBlocker(action):
                action.setChecked(each in self._chosen)
        self._say()

    def offer(self, words: Mapping[Any, str]) -> None:
        """Offer other values; what is ticked stays ticked."""
        if words == self._offered:
            return
        self._offered = dict(words)
        self.menu_of.clear()
        self.ticks = {}
        for each, word in words.items():
            self._add(each, word)
        self.show_value(self._chosen)

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

    def _add(self, value: object, word: str) -> None:
        action = self.menu_of.addAction(word)
        action.setCheckable(True)
        action.toggled.connect(lambda on: self._on_toggled(value, on))
        self.ticks[value] = action

    def _open(self) -> None:
        self.menu_of.setMinimumWidth(self.width())
        self.menu_of.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_toggled(self, value: object, on: bool) -> None:
        if on:
            self._chosen.append(value)
        else:
            self._chosen.remove(value)
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        words = _(", ").join(self.ticks[value].text() for value in self._chosen)
        said = words or self._none
        self.setToolTip(said)
        room = self.width() - 40
        self.setText(self.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room))


class Named:
    """Things with names, and the one model of them that all fields share."""

    def __init__(self, named: Iterable[tuple[UUID, str]]) -> None:
        pairs = list(named)
        times = Counter(name for _id, name in pairs)
        # Equal names would be one thing to who types them.
        self._names = {
            one: name if times[name] == 1 else f"{name} ({one.hex[:8]})" for one, name in pairs
        }
        self._ids = {name: one for one, name in self._names.items()}
        self.model = QStringListModel(list(self._ids))

    def name(self, one: UUID) -> str:
        """What somebody is called here; the beginning of the id for who is not here."""
        return self._names.get(one, one.hex[:8])

    def find(self, name: str) -> UUID:
        """Who is called so, NOBODY for no name."""
        return self._ids.get(name, NOBODY)


class Searched(QComboBox):
    """One of many things, found by any part of its name."""

    edited = Signal()

    def __init__(self, named: Named, hint: str) -> None:
        super().__init__()
        self._named, self._value, self._shown = named, NOBODY, ""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setModel(named.model)
        typed = QLineEdit()
        typed.setPlaceholderText(hint)
        self.setLineEdit(typed)
        completer = QCompleter(named.model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.setCurrentIndex(-1)
        self.editTextChanged.connect(self._on_typed)

    @property
    def value(self) -> Any:
        """What is named, NOBODY where the text is no name."""
        text = self.currentText().strip()
        return self._value if text == self._shown else self._named.find(text)

    def show_value(self, value: Any) -> None:
        """Name something; what is not here stays what it is until something else is typed."""
        self._value = value
        self._shown = "" if value == NOBODY else self._named.name(value)
        self.setCurrentText(self._shown)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _on_typed(self, text: str) -> None:
        self.setToolTip(text)
        self.edited.emit()


class Members(QPushButton):
    """Who stands on a list of one's own; `asked` when they are to be chosen."""

    edited = Signal()
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.value: tuple[UUID, ...] = ()
        self.setProperty("choice", True)
        self.setAutoDefault(False)
        self.clicked.connect(self.asked)

    def show_value(self, value: tuple[UUID, ...]) -> None:
        """Take over who stands on it."""
        is_new, self.value = value != self.value, value
        count = len(value)
        said = ngettext("{count} chosen …", "{count} chosen …", count).format(count=count)
        self.setText(said if count else _("Choose …"))
        if is_new:
            self.edited.emit()
