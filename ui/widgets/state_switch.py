"""The states of an item side by side, each with its glyph, its word and its key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget
from typing_extensions import override

from inspector.domain.visit import AnswerState
from inspector.wording import _
from inspector.wording.visit import state_word
from ui.theme import Theme
from ui.widgets.key_cap import cap_height, cap_width, paint_cap
from ui.widgets.state_glyph import paint_state

_HEIGHT, _GLYPH = 48, 14
_TINTED = ("conforming", "deducted", "not_applicable", "not_observed")


class _Segment(QAbstractButton):
    """One state of the switch."""

    def __init__(self, state: AnswerState, theme: Theme) -> None:
        super().__init__()
        self.state = state
        self.key = ""
        self.font_role, self.is_beside = "body", True
        self._theme = theme
        self.setCheckable(True)
        self.setFixedHeight(theme.scaled(_HEIGHT))

    def show_key(self, word: str, key: str) -> None:
        """Say what it is called and which key chooses it."""
        self.setText(word)
        self.key = key
        self.setAccessibleName(word)
        self.setToolTip(f"{word} ({key})" if key else word)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        word = QFontMetrics(self._theme.font("small")).horizontalAdvance(self.text())
        return QSize(word + 2, self._theme.scaled(_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        look = "conforming" if self.state is AnswerState.VALUED else self.state.value
        if self.isChecked():
            painter.fillRect(self.rect(), theme.colour(f"state.{look}.tint"))
            bottom = QRectF(0, self.height() - 2, self.width(), 2)
            painter.fillRect(bottom, theme.colour(f"state.{look}"))
        elif self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), theme.colour("surface.hover"))
        ink = f"state.{look}" if self.isChecked() else "text.primary"
        if not self.isEnabled() and not self.isChecked():
            ink = "text.tertiary"
        self._paint_inside(painter, ink, look)
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(theme.colour("focus.ring"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_inside(self, painter: QPainter, ink: str, look: str) -> None:
        """Glyph and word above the key; where words are long the glyph is beside the key."""
        theme, is_beside = self._theme, self.is_beside
        font = theme.font(self.font_role)
        wide = QFontMetrics(font).horizontalAdvance(self.text())
        cap, tall = cap_width(theme, self.key), cap_height(theme)
        first = wide + (_GLYPH + 6 if is_beside else 0)
        second = cap + (0 if is_beside else _GLYPH + 6)
        left, below = (self.width() - first) / 2, (self.width() - second) / 2
        bottom = self.height() - tall - 6
        line = theme.scaled(_GLYPH + 8)
        glyph = QRectF(left, 3 + (line - _GLYPH) / 2, _GLYPH, _GLYPH)
        if not is_beside:
            glyph = QRectF(below, bottom + (tall - _GLYPH) / 2, _GLYPH, _GLYPH)
        paper = f"state.{look}.tint" if self.isChecked() else "surface.page"
        paint_state(painter, glyph, look, theme, paper)
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        word = QRectF(left + first - wide, 3, wide + 4, line)
        painter.drawText(word, Qt.AlignmentFlag.AlignVCenter, self.text())
        rect = QRectF(below + second - cap, bottom, cap, tall)
        paint_cap(painter, rect, self.key, theme)


class StateSwitch(QWidget):
    """Shows the states that an item can have; `chosen` has the one that was clicked."""

    chosen = Signal(AnswerState)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(1)
        self.segments = {state: _Segment(state, theme) for state in AnswerState}
        for state, segment in self.segments.items():
            segment.clicked.connect(lambda _checked=False, state=state: self._on_clicked(state))
            layout.addWidget(segment, 1)
        self._current: AnswerState | None = None

    def show_states(
        self, states: Sequence[AnswerState], current: AnswerState | None, value: str, digits: str
    ) -> None:
        """Show these states, the current one chosen; `value` is the word of a given value."""
        keys = {
            AnswerState.CONFORMING: _("Space"),
            AnswerState.DEDUCTED: digits,
            AnswerState.VALUED: digits,
            AnswerState.NOT_APPLICABLE: "N",
            AnswerState.NOT_OBSERVED: "O",
        }
        self._current = current
        for state, segment in self.segments.items():
            word = value if state is AnswerState.VALUED else state_word(state.value)
            segment.show_key(word, keys[state])
            segment.setVisible(state in states)
            segment.setChecked(state is current)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All states are drawn alike, as the longest word has to be."""
        shown = [each for each in self.segments.values() if not each.isHidden()]
        room = self.width() // max(1, len(shown))
        widths = {
            role: max(
                QFontMetrics(self._theme.font(role)).horizontalAdvance(each.text())
                for each in shown or self.segments.values()
            )
            for role in ("body", "small")
        }
        for segment in shown:
            segment.font_role = "body" if widths["body"] <= room - 8 else "small"
            segment.is_beside = widths[segment.font_role] + _GLYPH + 12 <= room
            segment.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.colour("line.control"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(self._theme.colour("line.hair"))
        shown = [each for each in self.segments.values() if not each.isHidden()]
        for segment in shown[1:]:
            left = segment.geometry().left() - 1
            painter.drawLine(left, 1, left, self.height() - 2)
        painter.end()

    def _on_clicked(self, state: AnswerState) -> None:
        # Only what the record says is shown as chosen.
        for each, segment in self.segments.items():
            segment.setChecked(each is self._current)
        self.chosen.emit(state)
