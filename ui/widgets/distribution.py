"""Where the scores of a list lie: a dot for each, the current one named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from inspector.domain.board import RankedRow
from inspector.domain.list_rules import ListKind, ListRule, ListRules
from inspector.domain.points import plain
from inspector.wording import _
from inspector.wording.redblack import list_name
from ui.theme import Theme

_HEIGHT, _SIDE = 84, 24
_STEP = 10.0
_LEAST_SPAN = 10
_MOST_STACKED = 3


class Distribution(QWidget):
    """Draws the scores of a list on an axis."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: Sequence[RankedRow] = ()
        self._current: RankedRow | None = None
        self._lines: Sequence[tuple[Decimal, str, str]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Distribution of the scores"))

    def show_rows(self, rows: Sequence[RankedRow], lists: ListRules | None = None) -> None:
        """Show the scores of these rows, and the scores at which the lists of the board begin."""
        self._rows = [row for row in rows if row.score is not None]
        groups = {row.group for row in rows}
        rules = () if lists is None else lists.rules
        lines = [_line(rule) for rule in rules if any(map(rule.holds_for, groups))]
        self._lines = [line for line in dict.fromkeys(lines) if line is not None]
        self.update()

    def show_current(self, row: RankedRow | None) -> None:
        """Name the score of this row."""
        self._current = row
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, self._theme.scaled(_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        scores = [row.score for row in self._rows if row.score is not None]
        if not scores:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour("line.hair"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.setPen(self._theme.colour("text.tertiary"))
        painter.drawText(QPointF(_SIDE, 18), self.accessibleName())
        low, high = _ends(scores)
        line = QRectF(_SIDE, self.height() - 28, self.width() - 2 * _SIDE, 1)
        self._paint_axis(painter, line, low, high)
        self._paint_lines(painter, line, low, high)
        self._paint_dots(painter, line, low, high)
        painter.end()

    def _paint_axis(self, painter: QPainter, line: QRectF, low: int, high: int) -> None:
        painter.setPen(self._theme.colour("line.strong"))
        painter.drawLine(line.topLeft(), line.topRight())
        step = 5 if high - low <= 40 else 10
        for tick in range(low, high + 1, step):
            x = _x(line, Decimal(tick), low, high)
            painter.setPen(self._theme.colour("line.strong"))
            painter.drawLine(QPointF(x, line.top() - 3), QPointF(x, line.top() + 3))
            painter.setPen(self._theme.colour("text.tertiary"))
            box = QRectF(x - 24, line.top() + 6, 48, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(tick))

    def _paint_lines(self, painter: QPainter, line: QRectF, low: int, high: int) -> None:
        """The scores that the lists ask for, where the axis has them."""
        for score, colour, name in self._lines:
            if not low <= score <= high:
                continue
            x = _x(line, score, low, high)
            painter.setPen(QPen(self._theme.colour(colour), 1.5))
            painter.drawLine(QPointF(x, line.top() - 30), QPointF(x, line.top() + 5))
            said = _("{list}, line {score}").format(list=name, score=plain(score))
            width = painter.fontMetrics().horizontalAdvance(said)
            left = x + 5 if x + 5 + width < self.width() else x - 5 - width
            painter.drawText(QPointF(left, line.top() - 20), said)

    def _paint_dots(self, painter: QPainter, line: QRectF, low: int, high: int) -> None:
        stacked: Counter[int] = Counter()
        named: QPointF | None = None
        painter.setBrush(self._theme.colour("surface.page"))
        painter.setPen(QPen(self._theme.colour("text.secondary"), 1.5))
        for row in self._rows:
            assert row.score is not None
            x = _x(line, row.score, low, high)
            place = round(x / _STEP)
            above = min(stacked[place], _MOST_STACKED - 1)
            stacked[place] += 1
            centre = QPointF(x, line.top() - above * _STEP)
            if row == self._current:
                named = centre
            else:
                painter.drawEllipse(centre, 4, 4)
        if named is not None and self._current is not None:
            self._paint_current(painter, named, self._current)

    def _paint_current(self, painter: QPainter, centre: QPointF, row: RankedRow) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent.line"))
        painter.drawEllipse(centre, 6, 6)
        painter.setPen(self._theme.colour("accent.text"))
        text = f"{row.name} {row.score}"
        width = painter.fontMetrics().horizontalAdvance(text) + 4
        left = min(max(4.0, centre.x() - width / 2), self.width() - width - 4.0)
        box = QRectF(left, max(0.0, centre.y() - 48), width, 18)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _ends(scores: Sequence[Decimal]) -> tuple[int, int]:
    low, high = 5 * floor(min(scores) / 5), 5 * ceil(max(scores) / 5)
    if high - low < _LEAST_SPAN:
        low = high - _LEAST_SPAN
    return low, high


def _x(line: QRectF, score: Decimal, low: int, high: int) -> float:
    return line.left() + float((score - low) / (high - low)) * line.width()


def _line(rule: ListRule) -> tuple[Decimal, str, str] | None:
    """The score that a red or black list asks for, its colour and name."""
    name = list_name(rule.kind, rule.name)
    if rule.kind is ListKind.RED and rule.line.at_least is not None:
        return rule.line.at_least, "list.red", name
    if rule.kind is ListKind.BLACK and rule.line.below is not None:
        return rule.line.below, "list.black", name
    return None
