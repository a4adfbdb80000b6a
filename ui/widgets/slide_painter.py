"""Paints the slides of a presentation, every size in proportion to the height of the screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from inspector.domain.redblack_view import RedBlackView
from inspector.wording import _
from inspector.wording import redblack_view as words
from inspector.wording.board import signed_loss
from inspector.wording.redblack import empty
from ui.models.slides import CardSlide, EmptySlide, EndSlide, Slide
from ui.theme import Theme
from ui.widgets.slide_chart import from_first, paint_chart
from ui.widgets.slide_ink import (
    GROUND,
    HINT,
    LOST,
    MIDDLE,
    RED,
    RIGHT,
    SECOND,
    TEXT,
    WHITE,
    SlideInk,
)
from ui.widgets.slide_photo import Pictures, paint_photo, paint_photos
from ui.widgets.wrapped_text import paint_lines

_PHOTO_SHARE = 0.556


class SlidePainter:
    """Paints the slides of a view; `large` and `small` give its photos."""

    def __init__(self, view: RedBlackView, theme: Theme, large: Pictures, small: Pictures) -> None:
        self._view = view
        self._theme = theme
        self._large, self._small = large, small
        self._cards = len(view.cards)

    def paint(self, painter: QPainter, rect: QRectF, slide: Slide, *, is_large: bool) -> None:
        """Fill a rectangle with a slide; of a card that is large only the photo is shown."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(rect, GROUND)
        ink = SlideInk(painter, self._theme, rect.height())
        if isinstance(slide, CardSlide):
            if is_large and slide.photo is not None:
                paint_photo(ink, rect, slide, self._large)
            else:
                self._paint_card(ink, rect, slide)
        else:
            self._paint_words(ink, _inset(ink, rect, 120), slide)

    def _paint_words(self, ink: SlideInk, inner: QRectF, slide: Slide) -> None:
        px, view = ink.px, self._view
        body = QRectF(inner.left(), ink.rule(inner) + px(48), inner.width(), px(300))
        if isinstance(slide, EmptySlide):
            _paint_label(ink, body, slide)
            ink.font(22)
            ink.painter.setPen(TEXT)
            said = "" if slide.made.empty is None else empty(slide.made, slide.made.empty)
            paint_lines(ink.painter, body.adjusted(0, px(64), 0, 0), said, 5, px(36))
        else:
            title = _("Thank you") if isinstance(slide, EndSlide) else _("Red & black")
            ink.line(body, title, 64, TEXT, is_bold=True, height=90)
            body.adjust(0, px(112), 0, 0)
            ink.line(body, words.occasion(view), 22, TEXT, height=36)
            body.adjust(0, px(44), 0, 0)
            ink.line(body, words.totals(view.lists), 18, SECOND, height=30)
            if view.sealed is not None:
                body.adjust(0, px(36), 0, 0)
                ink.line(body, words.sealed(view.sealed), 16, SECOND, height=30)
        _paint_hints(ink, inner)

    def _paint_card(self, ink: SlideInk, rect: QRectF, slide: CardSlide) -> None:
        px = ink.px
        text = _inset(ink, rect, 48)
        if slide.photo is not None:
            width = round(rect.width() * _PHOTO_SHARE)
            left = QRectF(rect.left(), rect.top(), width, rect.height())
            paint_photos(ink, left, slide, self._large, self._small)
            text = rect.adjusted(width + px(48), px(40), -px(48), -px(20))
        head = QRectF(text.left(), text.top(), text.width(), px(28))
        taken = ink.line(head, f"{slide.number} / {self._cards}", 16, SECOND, RIGHT)
        head.setRight(head.right() - taken - px(16))
        ink.line(head, words.occasion(self._view), 16, SECOND)
        top = ink.rule(text.adjusted(0, px(36), 0, 0)) + px(28)
        self._paint_facts(ink, QRectF(text.left(), top, text.width(), text.bottom() - top), slide)
        _paint_hints(ink, text)

    def _paint_facts(self, ink: SlideInk, body: QRectF, slide: CardSlide) -> None:
        card, rule, px = slide.card, slide.made.rule, ink.px
        after = body.adjusted(_paint_label(ink, body, slide) + px(12), 0, 0, 0)
        told = " · ".join(filter(None, (words.place(card), words.other_marks(card))))
        ink.line(after, told, 20, SECOND, height=36)
        names = body.adjusted(0, px(56), 0, 0)
        score = "—" if card.entry.score is None else str(card.entry.score)
        taken = ink.line(names, score, 64, TEXT, RIGHT, is_bold=True, height=76)
        names.setRight(names.right() - taken - px(24))
        ink.line(names, card.entry.subject_name, 48, TEXT, is_bold=True, height=76)
        facts = body.adjusted(0, px(134), 0, 0)
        taken = ink.line(facts, words.to_line(card, rule), 16, SECOND, RIGHT, height=28)
        facts.setRight(facts.right() - taken - px(16))
        ink.line(facts, words.before(card), 16, SECOND, height=28)
        end = _paint_reasons(ink, body.adjusted(0, px(178), 0, 0), slide)
        end = self._paint_course(ink, body, slide, end + px(16))
        foot = QRectF(body.left(), end + px(16), body.width(), px(40))
        since = words.since(card.entry, self._view.ranking.period.kind)
        taken = ink.line(foot, since, 16, SECOND, RIGHT)
        foot.setRight(foot.right() - taken - px(16))
        ink.line(foot, card.entry.measure, 22, TEXT, is_bold=True)

    def _paint_course(self, ink: SlideInk, body: QRectF, slide: CardSlide, top: float) -> float:
        """Draw the course of the score below a thin line; returns where it ends."""
        px, period = ink.px, self._view.ranking.period
        values = from_first(self._view.trends.get(slide.card.key, ()))
        ink.hairline(body, top)
        if sum(value is not None for value in values) < 2:
            return top
        head = QRectF(body.left(), top + px(12), body.width(), px(24))
        ink.line(head, words.course_title(len(values), period.kind), 16, SECOND)
        rule = slide.made.rule.line
        chart = QRectF(body.left(), top + px(52), body.width(), px(92))
        line = rule.at_least if rule.below is None else rule.below
        paint_chart(ink, chart, values, line, period)
        bottom = chart.bottom() + px(40)
        ink.hairline(body, bottom)
        return bottom


def _paint_reasons(ink: SlideInk, rect: QRectF, slide: CardSlide) -> float:
    card, px = slide.card, ink.px
    if card.entry.manual is not None or not card.reasons:
        ink.font(18)
        ink.painter.setPen(TEXT)
        return paint_lines(ink.painter, rect, words.reasons(card, slide.made.rule), 4, px(30))
    top = rect.top()
    for number, one in enumerate(card.reasons, 1):
        line = QRectF(rect.left(), top, rect.width(), px(36))
        taken = ink.line(line, signed_loss(one.lost), 20, LOST, RIGHT)
        line.setRight(line.right() - taken - px(16))
        ink.line(line, str(number), 20, HINT)
        line.setLeft(line.left() + px(28))
        ink.line(line, words.reason_said(one), 20, TEXT)
        top += px(36)
    return top


def _paint_label(ink: SlideInk, rect: QRectF, slide: CardSlide | EmptySlide) -> float:
    """The name of the list as a label, reversed for black; returns its width."""
    px, painter, is_warning = ink.px, ink.painter, slide.made.rule.is_warning
    name = words.list_title(slide.made)
    ink.font(20, is_bold=True)
    width = QFontMetricsF(painter.font()).horizontalAdvance(name) + px(28)
    label = QRectF(rect.left(), rect.top(), min(width, rect.width() / 2), px(36))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(TEXT if is_warning else RED)
    painter.drawRoundedRect(label, px(2), px(2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = label.adjusted(px(12), 0, -px(12), 0)
    ink.line(inner, name, 20, GROUND if is_warning else WHITE, MIDDLE, is_bold=True)
    return label.width()


def _paint_hints(ink: SlideInk, rect: QRectF) -> None:
    said = _("← →  next and before    ↑ ↓  other unit    Enter  photo only    Esc  leave")
    foot = QRectF(rect.left(), rect.bottom() - ink.px(28), rect.width(), ink.px(28))
    ink.line(foot, said, 14, HINT)


def _inset(ink: SlideInk, rect: QRectF, top: int) -> QRectF:
    return rect.adjusted(ink.px(96), ink.px(top), -ink.px(96), -ink.px(20))
