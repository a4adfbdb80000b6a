"""Chips: filters that stand above a table, each with how many rows it would leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionToolButton, QStylePainter, QToolButton
from typing_extensions import override

from inspector.wording import _
from ui.theme import Theme

_HEIGHT, _PADDING, _SIGN, _GAP = 24, 8, 12, 6
_LONGEST = 176


class Choice(Struct, frozen=True):
    """One value of a filter and how many rows have it."""

    value: str
    word: str
    count: int


class Chip(QToolButton):
    """A filter that is on or off; `changed` tells that a person switched it."""

    changed = Signal()

    def __init__(self, theme: Theme, word: str) -> None:
        super().__init__()
        self._theme = theme
        self._word = word
        self._sign = ""
        self.setProperty("chip", True)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda: self.changed.emit())
        self.toggled.connect(lambda _on: self._say())
        self._count: int | None = None
        self._say()

    def set_count(self, count: int) -> None:
        """Say how many rows the filter leaves."""
        self._count = count
        self._say()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        width = min(self._theme.scaled(_LONGEST), metrics.horizontalAdvance(self.text()))
        sign = _SIGN + _GAP if self._sign else 0
        return QSize(width + 2 * _PADDING + sign + 2, self._theme.scaled(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        self.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelButtonTool, option, painter, self
        )
        inner = self.rect().adjusted(_PADDING + 1, 0, -_PADDING - 1, 0)
        if self._sign:
            sign = self._sign_place()
            icon = self._theme.icon(self._sign, "text.secondary")
            icon.paint(painter, sign)
            inner.setRight(sign.left() - _GAP)
        self._write(painter, inner)
        painter.end()

    def _write(self, painter: QPainter, rect: QRect) -> None:
        font = self._font()
        painter.setFont(font)
        painter.setPen(self._theme.colour("text.primary"))
        text = QFontMetrics(font).elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, rect.width() + 1
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _sign_place(self) -> QRect:
        top = (self.height() - _SIGN) // 2
        return QRect(QPoint(self.width() - _PADDING - _SIGN, top), QSize(_SIGN, _SIGN))

    def _font(self) -> QFont:
        font = self._theme.font("small")
        if self.isChecked():
            font.setWeight(self._theme.font("strong").weight())
        return font

    def _say(self) -> None:
        said = self._said()
        self.setText(said)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self._sign = self._wanted_sign()
        self.updateGeometry()
        self.update()

    def _said(self) -> str:
        return self._word if self._count is None else f"{self._word} · {self._count}"

    def _wanted_sign(self) -> str:
        return "x" if self.isChecked() else ""


class MenuChip(Chip):
    """A filter with several values: it opens a menu, and its × or Delete takes the choice back.

    `choices` is asked each time the menu opens, so that the counts are those of that moment.
    """

    def __init__(self, theme: Theme, word: str, choices: Callable[[], Sequence[Choice]]) -> None:
        self.value: str | None = None
        self._shown = ""
        super().__init__(theme, word)
        self._choices = choices
        self.clicked.disconnect()
        self.clicked.connect(self._on_clicked)

    def choose(self, value: str | None, word: str = "") -> None:
        """Filter by a value, by none if it is None."""
        self.value, self._shown = value, word
        self.setChecked(value is not None)
        self._say()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.value is not None:
            self._take(None)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        on_sign = place.x() >= self._sign_place().left() - _GAP
        if event.button() == Qt.MouseButton.LeftButton and on_sign and self.value is not None:
            self._take(None)
            event.accept()
            return
        super().mousePressEvent(event)

    def menu_now(self) -> QMenu:
        """The menu with the counts of this moment; it goes when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(menu, _("All"), None)
        menu.addSeparator()
        for choice in self._choices():
            self._add(menu, choice.word, choice.value, choice.count)
        return menu

    def _add(self, menu: QMenu, word: str, value: str | None, count: int | None = None) -> None:
        # An ampersand in a name is no key.
        shown = word.replace("&", "&&")
        action = QAction(shown if count is None else f"{shown}\t{count}", menu)
        action.setCheckable(True)
        action.setChecked(value == self.value)
        action.triggered.connect(lambda: self._take(value, word))
        menu.addAction(action)

    def _take(self, value: str | None, word: str = "") -> None:
        self.choose(value, "" if value is None else word)
        self.changed.emit()

    def _on_clicked(self) -> None:
        # A click opens the menu; only a choice switches the chip.
        self.setChecked(self.value is not None)
        self._open()

    def _open(self) -> None:
        self.menu_now().popup(self.mapToGlobal(QPoint(0, self.height())))

    @override
    def _said(self) -> str:
        return self._shown if self.value is not None else self._word

    @override
    def _wanted_sign(self) -> str:
        return "x" if self.value is not None else "caret-down"
