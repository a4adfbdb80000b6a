"""The head of an open form: the site, three figures, and how much of the checklist is behind."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from inspector.domain.points import plain
from inspector.services.standing import Figures
from inspector.services.visit import Standing
from inspector.wording import _, ngettext
from inspector.wording.form import MINUS
from inspector.wording.visit import STATES, state_word, visit_state
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.state_glyph import paint_state

_GLYPH, _BAR = 12, 4
_NONE = "—"


class StateBar(QWidget):
    """The counts by state as one line, each as wide as its share."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._counts: dict[str, int] = {}
        self.setFixedHeight(_BAR)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show these counts."""
        self._counts = counts
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("line.strong"))
        whole = sum(self._counts.values()) or 1
        left = 0.0
        for state in STATES[:-1]:
            wide = self.width() * self._counts.get(state, 0) / whole
            part = QRectF(left, 0, max(0.0, wide - 1), _BAR)
            painter.fillRect(part, self._theme.colour(f"state.{state}"))
            left += wide
        painter.end()


class StateCounts(QWidget):
    """The counts by state: glyph, word, number; the words go where there is no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._counts: dict[str, int] = {}
        self.setFixedHeight(theme.scaled(24))

    def show_counts(self, counts: dict[str, int]) -> None:
        """Show these counts."""
        self._counts = counts
        told = ", ".join(f"{state_word(state)} {counts.get(state, 0)}" for state in STATES)
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.update()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, 24)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font, strong = self._theme.font("small"), self._theme.font("strong")
        strong.setPixelSize(font.pixelSize())
        metrics, bold = QFontMetrics(font), QFontMetrics(strong)
        numbers = {state: str(self._counts.get(state, 0)) for state in STATES}
        bare = sum(_GLYPH + 20 + bold.horizontalAdvance(text) for text in numbers.values())
        worded = bare + sum(metrics.horizontalAdvance(state_word(state)) + 4 for state in STATES)
        has_words = worded <= self.width()
        left = 0.0
        for state, number in numbers.items():
            middle = self.height() / 2
            paint_state(
                painter, QRectF(left, middle - _GLYPH / 2, _GLYPH, _GLYPH), state, self._theme
            )
            left += _GLYPH + 4
            for text, face, ink in (
                (state_word(state) if has_words else "", font, "text.secondary"),
                (number, strong, "text.primary"),
            ):
                if text:
                    wide = QFontMetrics(face).horizontalAdvance(text)
                    painter.setFont(face)
                    painter.setPen(self._theme.colour(ink))
                    painter.drawText(
                        QRectF(left, 0, wide + 2, self.height()),
                        Qt.AlignmentFlag.AlignVCenter,
                        text,
                    )
                    left += wide + 4
            left += 12
        painter.end()


class ScoreHead(QFrame):
    """Says where one is and how it stands; the widget for the right end is given."""

    def __init__(self, theme: Theme, at_right: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self.name = ElidedLabel(theme, "page")
        self._facts = ElidedLabel(theme, "small", "text.secondary")
        self._scheme = ElidedLabel(theme, "small", "text.tertiary")
        place = QVBoxLayout()
        place.setSpacing(2)
        for widget in (self.name, self._facts, self._scheme):
            place.addWidget(widget)
        figures = QGridLayout()
        figures.setHorizontalSpacing(20)
        figures.setVerticalSpacing(0)
        self.lost = self._figure(figures, 0, "number", "deducted")
        self.answered = self._figure(figures, 1, "number")
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedWidth(1)
        figures.addWidget(line, 0, 2, 2, 1)
        self.live = self._figure(figures, 3, "large")
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addLayout(place, 1)
        top.addLayout(figures)
        self.bar, self.counts = StateBar(theme), StateCounts(theme)
        below = QHBoxLayout()
        below.addWidget(self.counts, 1)
        below.addWidget(at_right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 10, 16, 6)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.bar)
        layout.addLayout(below)

    def show_visit(self, standing: Standing, figures: Figures, unit: str) -> None:
        """Show a visit as it stands."""
        line, site = standing.line, standing.site
        self.name.setText(line.site_name)
        facts = [line.site_type, unit, site.address]
        self._facts.setText(" · ".join(fact for fact in facts if fact))
        state = visit_state(line.state, line.void)
        title = " ".join(filter(None, (standing.scheme.title, standing.scheme.edition)))
        self._scheme.setText(f"{title} · {line.number} · {line.day} · {state}")
        self._say(
            self.lost, _("Points lost"), f"{MINUS}{plain(figures.lost)}" if figures.lost else "0"
        )
        answered = ngettext(
            "Score of {n} answered", "Score of {n} answered", figures.answered
        ).format(n=figures.answered)
        self._say(self.answered, answered, _printed(figures.answered_score))
        counts = dict(figures.counts)
        is_whole = not counts.get("unanswered")
        said = _("Score") if is_whole else _("If all the rest conforms")
        self._say(self.live, said, _printed(figures.live_score))
        self.bar.show_counts(counts)
        self.counts.show_counts(counts)

    def _figure(
        self, grid: QGridLayout, column: int, font: str, role: str = ""
    ) -> tuple[QLabel, QLabel]:
        above, number = QLabel(), QLabel()
        above.setFont(self._theme.font("small"))
        above.setProperty("role", "secondary")
        number.setFont(self._theme.font(font))
        number.setProperty("role", role)
        grid.addWidget(above, 0, column, Qt.AlignmentFlag.AlignRight)
        bottom = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(number, 1, column, bottom)
        return above, number

    def _say(self, figure: tuple[QLabel, QLabel], above: str, number: str) -> None:
        figure[0].setText(above)
        figure[1].setText(number)
        figure[1].setAccessibleName(f"{above}: {number}")


def _printed(score: Decimal | None) -> str:
    return _NONE if score is None else str(score)
