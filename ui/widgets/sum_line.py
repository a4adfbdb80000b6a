"""A sum as it is done on paper: the whole, and the parts that it is made of."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme import Theme
from ui.widgets.state_glyph import paint_state

_LINE, _LABEL, _GLYPH, _GAP = 24, 68, 14, 6


class Term(Struct, frozen=True):
    """A part of the sum: the sign before it, its glyph ("" for none), word, number and colour."""

    sign: str
    glyph: str
    word: str
    number: str
    ink: str = "text.primary"


class SumLine(QWidget):
    """Label, whole = part + part; parts that do not fit go on to the next line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._label, self._whole, self._note = "", "", ""
        self._terms: Sequence[Term] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def show_sum(self, label: str, whole: str, terms: Sequence[Term], note: str = "") -> None:
        """Show a sum; it is read out as one sentence."""
        self._label, self._whole, self._terms, self._note = label, whole, terms, note
        said = " ".join(f"{term.sign} {term.word} {term.number}".strip() for term in terms)
        text = " ".join(filter(None, (label, whole, said, note)))
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setVisible(bool(label))
        self.updateGeometry()
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._paint(None, width)

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, self._paint(None, max(320, self.width())))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._theme.scaled(_LINE))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint(painter, self.width())
        painter.end()

    def _paint(self, painter: QPainter | None, width: int) -> int:
        """Lay out within a width, painting if there is a painter; the height that it takes."""
        left, top = float(self._theme.scaled(_LABEL)), 0.0
        line = self._theme.scaled(_LINE)
        self._write(painter, 0, top, self._label, "small", "text.secondary")
        left += self._write(painter, left, top, self._whole, "title", "text.primary") + _GAP
        for term in self._terms:
            needed = self._term(None, left, top, term)
            if left + needed > width and left > self._theme.scaled(_LABEL):
                left, top = float(self._theme.scaled(_LABEL)), top + line
            left += self._term(painter, left, top, term) + _GAP
        if self._note:
            needed = self._write(None, left, top, self._note, "small", "text.tertiary")
            if left + needed + _GAP > width:
                left, top = float(self._theme.scaled(_LABEL)), top + line
            self._write(painter, left + _GAP, top, self._note, "small", "text.tertiary")
        return round(top + line)

    def _term(self, painter: QPainter | None, left: float, top: float, term: Term) -> float:
        start = left
        left += self._write(painter, left, top, term.sign, "body", "text.tertiary") + _GAP
        if term.glyph:
            if painter is not None:
                middle = top + (self._theme.scaled(_LINE) - _GLYPH) / 2
                square = QRectF(left, middle, _GLYPH, _GLYPH)
                paint_state(painter, square, term.glyph, self._theme)
            left += _GLYPH + _GAP
        left += self._write(painter, left, top, term.word, "small", "text.secondary") + _GAP
        return left + self._write(painter, left, top, term.number, "title", term.ink) - start

    def _write(
        self, painter: QPainter | None, left: float, top: float, text: str, role: str, ink: str
    ) -> float:
        font = self._theme.font(role)
        width = QFontMetrics(font).horizontalAdvance(text)
        if painter is not None and text:
            painter.setFont(font)
            painter.setPen(self._theme.colour(ink))
            box = QRectF(left, top, width + 2, self._theme.scaled(_LINE))
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(box, align, text)
        return float(width)
