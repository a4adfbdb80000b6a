"""The numbered answers to what an import asks: their keys, and their buttons in the list."""

from __future__ import annotations

from functools import partial

from msgspec import Struct
from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QWidget

from inspector.domain.import_answer import keyed
from inspector.domain.import_preview import Offer, Problem
from inspector.domain.row_answer import RowAnswer
from inspector.wording import _
from ui.theme import Theme
from ui.widgets.key_cap import cap_height, cap_width, paint_cap

_DIGITS = (*"1234567890",)
_BUTTON, _GAP, _PADDING, _CAP_GAP, _RADIUS = 24, 6, 8, 6, 4


class Button(Struct, frozen=True):
    """An answer where it is drawn: its place within the entry, its digit and its words."""

    rect: QRect
    key: str
    offer: Offer
    words: str


def buttons(problem: Problem, theme: Theme, width: int) -> list[Button]:
    """The buttons of a problem, in as many rows as a width needs; the first row is at 0."""
    height, gap = theme.scaled(_BUTTON), theme.scaled(_GAP)
    metrics = QFontMetrics(theme.font("small"))
    placed, left, top = [], 0, 0
    for key, offer in keyed(problem):
        words = offer.worded(problem.chosen)
        wanted = metrics.horizontalAdvance(words) + _cap_room(theme, key)
        wide = min(width, wanted + 2 * _PADDING + 2)
        if left and left + wide > width:
            left, top = 0, top + height + gap
        placed.append(Button(QRect(left, top, wide, height), key, offer, words))
        left += wide + gap
    return placed


def paint_button(
    painter: QPainter, button: Button, theme: Theme, *, is_chosen: bool, is_hovered: bool
) -> None:
    """Draw the button of an answer; the one that was given is filled and strong."""
    rect = button.rect
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paper = "surface.chosen" if is_chosen else "surface.hover" if is_hovered else "surface.page"
    painter.setBrush(theme.colour(paper))
    painter.setPen(QPen(theme.colour("text.primary" if is_chosen else "line.control"), 1))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    room = rect.adjusted(_PADDING, 0, -_PADDING - _cap_room(theme, button.key), 0)
    # Of the same width as plain words, so that nothing moves when it is chosen.
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour("text.primary"))
    said = QFontMetrics(painter.font()).elidedText(
        button.words, Qt.TextElideMode.ElideMiddle, room.width()
    )
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
    if button.key:
        high, cap = cap_height(theme), cap_width(theme, button.key)
        top = rect.top() + (rect.height() - high) / 2
        square = QRectF(rect.right() - _PADDING - cap + 1, top, cap, high)
        paint_cap(painter, square, button.key, theme)
    painter.restore()


def _cap_room(theme: Theme, key: str) -> int:
    """The room for the cap of a digit; beyond 9 there is none."""
    return cap_width(theme, key) + _CAP_GAP if key else 0


class AnswerKeys(QObject):
    """The digits while the sheet or the list has the focus.

    `given` has the Problem and the RowAnswer, None where the answer is taken back.
    """

    given = Signal(object, object)

    def __init__(self, parent: QWidget, *views: QWidget) -> None:
        super().__init__(parent)
        self._answers: dict[str, tuple[Problem, RowAnswer]] = {}
        self._given: Problem | None = None
        self._digits = {key: self._action(key) for key in _DIGITS}
        self._back = QAction(_("Take the answer back"), self)
        self._back.setShortcut(QKeySequence("Backspace"))
        self._back.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._back.triggered.connect(lambda: self._take_back())
        self.actions = [*self._digits.values(), self._back]
        for view in views:
            view.addActions(self.actions)
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.offer(None)

    def offer(self, problem: Problem | None, otherwise: Problem | None = None) -> None:
        """Take answers to this problem from now on, and further ones that its row may get."""
        asked = [each for each in (problem, otherwise) if each is not None]
        self._given = next((each for each in asked if each.chosen is not None), None)
        self._answers.clear()
        words: dict[str, str] = {}
        for each in asked:
            for key, offer in keyed(each, after=len(words.keys() - {"0"})):
                self._answers[key] = each, offer.answer
                words[key] = offer.text
        for key, action in self._digits.items():
            action.setVisible(key in words)
            action.setEnabled(key in words)
            if key in words:
                action.setText(words[key].replace("&", "&&"))
        self._back.setEnabled(self._given is not None)

    def _action(self, key: str) -> QAction:
        action = QAction(self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(partial(self._on_digit, key))
        return action

    def _on_digit(self, key: str, _is_checked: bool = False) -> None:
        if key in self._answers:
            self.given.emit(*self._answers[key])

    def _take_back(self) -> None:
        if self._given is not None:
            self.given.emit(self._given, None)
