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
        wanted = metrics.horizontalAdvance(words) + cap_width(theme, key)
        wide = min(width, wanted + 2 * _PADDING + _CAP_GAP + 2)
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
    cap = cap_width(theme, button.key)
    room = rect.adjusted(_PADDING, 0, -_PADDING - cap - _CAP_GAP, 0)
    # Of the same width as plain words, so that nothing moves when it is chosen.
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour("text.primary"))
    said = QFontMetrics(painter.font()).elidedText(
        button.words, Qt.TextElideMode.ElideMiddle, room.width()
    )
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
    high = cap_height(theme)
    top = rect.top() + (rect.height() - high) / 2
    square = QRectF(rect.right() - _PADDING - cap + 1, top, cap, high)
    paint_cap(painter, square, button.key, theme)
    painter.restore()


class AnswerKeys(QObject):
    """The digits while the sheet or the list has the focus.

    `given` has the Problem and the RowAnswer, None where the answer is taken back.
    """

    given = Signal(object, object)

    def __init__(self, parent: QWidget, *views: QWidget) -> None:
        super().__init__(parent)
        self._problem: Problem | None = None
        self._digits = {key: self._action(key) for key in _DIGITS}
        self._back = QAction(_("Take the answer back"), self)
        self._back.setShortcut(QKeySequence("Backspace"))
        self._back.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._back.triggered.connect(lambda: self._give(None))
        self.actions = [*self._digits.values(), self._back]
        for view in views:
            view.addActions(self.actions)
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.offer(None)

    def offer(self, problem: Problem | None) -> None:
        """Take answers to this problem from now on."""
        self._problem = problem
        found = dict(keyed(problem)) if problem is not None else {}
        for key, action in self._digits.items():
            action.setVisible(key in found)
            action.setEnabled(key in found)
            if key in found:
                action.setText(found[key].text.replace("&", "&&"))
        self._back.setEnabled(problem is not None and problem.chosen is not None)

    def _action(self, key: str) -> QAction:
        action = QAction(self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(partial(self._on_digit, key))
        return action

    def _on_digit(self, key: str, _is_checked: bool = False) -> None:
        offer = dict(keyed(self._problem)).get(key) if self._problem is not None else None
        if offer is not None:
            self._give(offer.answer)

    def _give(self, answer: RowAnswer | None) -> None:
        if self._problem is not None:
            self.given.emit(self._problem, answer)
