"""The lists and flags of a row beside its name: a flag, a word and a colour for each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from inspector.domain.list_rules import Flag, ListKind
from inspector.domain.listing import Entry
from inspector.wording.redblack import list_name
from ui.theme import Theme

_ICON, _NEAR, _GAP = 14, 4, 10
_COLOURS = {
    ListKind.RED: "list.red",
    ListKind.BLACK: "list.black",
    Flag.RED: "list.red",
    Flag.BLACK: "list.black",
    Flag.YELLOW: "warn.yellow",
    Flag.BLUE: "warn.blue",
    Flag.GREEN: "warn.green",
}


def badges_width(marks: Iterable[Entry], theme: Theme) -> int:
    """How wide the badges of a row are, with the gap before each."""
    metrics = QFontMetrics(theme.font("small"))
    taken = theme.scaled(_ICON) + _NEAR + _GAP
    return sum(taken + metrics.horizontalAdvance(_word(one)) for one in _badged(marks))


def paint_badges(painter: QPainter, rect: QRect, marks: Iterable[Entry], theme: Theme) -> None:
    """Draw the badges of a row from the left of a rectangle."""
    size = theme.scaled(_ICON)
    painter.setFont(theme.font("small"))
    left = rect.left()
    for one in _badged(marks):
        left += _GAP
        colour = _COLOURS.get(one.flag or one.kind, "text.secondary")
        corner = QPoint(left, rect.center().y() - size // 2)
        theme.icon("flag-fill", colour).paint(painter, QRect(corner, QSize(size, size)))
        left += size + _NEAR
        word = _word(one)
        width = painter.fontMetrics().horizontalAdvance(word)
        painter.setPen(theme.colour(colour))
        box = QRect(left, rect.top(), width + 2, rect.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)
        left += width


def _badged(marks: Iterable[Entry]) -> Iterable[Entry]:
    return (one for one in marks if one.kind is not ListKind.GRADE)


def _word(entry: Entry) -> str:
    return list_name(entry.kind, entry.name, entry.flag)
