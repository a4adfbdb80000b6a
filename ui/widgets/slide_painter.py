"""Paints the slides of a presentation, always dark, every size in proportion to the height."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from inspector.domain.period import Period
from inspector.domain.photo import Mark
from inspector.domain.redblack_view import CardPhoto, RedBlackView
from inspector.wording import _
from inspector.wording import redblack_view as words
from inspector.wording.board import signed_loss
from inspector.wording.redblack import empty
from ui.models.slides import CardSlide, EmptySlide, EndSlide, Slide
from ui.theme import Theme
from ui.widgets.photo_marks import paint_marks
from ui.widgets.wrapped_text import lines_of, paint_lines

GROUND = QColor("#141413")
_TEXT, _SECOND, _HINT = QColor("#F0EEEA"), QColor("#BDB9B1"), QColor("#A5A198")
_LOST, _RULE, _LINE = QColor("#E8A85F"), QColor("#C5444A"), QColor("#3A3936")
_RED, _BAND = QColor("#B5343A"), QColor("#1F1F1E")
_HEIGHT, _PHOTO_SHARE = 768.0, 0.556
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter

Pictures = Callable[[CardPhoto], QPixmap | None]


class SlidePainter:
    """Paints one slide of a view; `pictures` gives a photo, None while it is not read yet."""

    def __init__(self, view: RedBlackView, theme: Theme, pictures: Pictures) -> None:
        self._view = view
        self._theme = theme
        self._pictures = pictures
        self._unit = 1.0

    def paint(
        self, painter: QPainter, rect: QRectF, slide: Slide, cards: int, *, is_large: bool
    ) -> None:
        """Fill a rectangle with a slide; of a card that is large only the photo is shown."""
        self._unit = rect.height() / _HEIGHT
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(rect, GROUND)
        if isinstance(slide, CardSlide):
            self._paint_card(painter, rect, slide, cards, is_large=is_large)
            return
        inner = self._inset(rect, 96, 120)
        top = self._paint_rule(painter, inner)
        body = QRectF(inner.left(), top + self._px(48), inner.width(), self._px(300))
        if isinstance(slide, EmptySlide):
            self._paint_label(painter, body, slide)
            self._font(painter, 22)
            painter.setPen(_TEXT)
            said = "" if slide.made.empty is None else empty(slide.made, slide.made.empty)
            room = body.adjusted(0, self._px(64), 0, 0)
            paint_lines(painter, room, said, 5, self._px(36))
        else:
            is_end = isinstance(slide, EndSlide)
            self._paint_title(painter, body, _("Thank you") if is_end else _("Red & black"))
        self._paint_hints(painter, inner)

    def _paint_title(self, painter: QPainter, rect: QRectF, title: str) -> None:
        view = self._view
        self._line(painter, rect, title, 64, _TEXT, is_bold=True, height=90)
        rest = rect.adjusted(0, self._px(112), 0, 0)
        self._line(painter, rest, words.occasion(view), 22, _TEXT, height=36)
        rest.adjust(0, self._px(44), 0, 0)
        self._line(painter, rest, words.totals(view.lists), 18, _SECOND, height=30)
        if view.sealed is not None:
            rest.adjust(0, self._px(36), 0, 0)
            self._line(painter, rest, words.sealed(view.sealed), 16, _SECOND, height=30)

    def _paint_card(
        self, painter: QPainter, rect: QRectF, slide: CardSlide, cards: int, *, is_large: bool
    ) -> None:
        photo = slide.photo
        text = self._inset(rect, 96, 48)
        if photo is not None and is_large:
            self._paint_photo(painter, rect, photo, slide)
            return
        if photo is not None:
            width = round(rect.width() * _PHOTO_SHARE)
            left = QRectF(rect.left(), rect.top(), width, rect.height())
            self._paint_photo(painter, left, photo, slide)
            text = rect.adjusted(width + self._px(48), self._px(40), -self._px(48), -self._px(20))
        counted = f"{slide.number} / {cards}"
        head = QRectF(text.left(), text.top(), text.width(), self._px(28))
        taken = self._line(painter, head, counted, 16, _SECOND, _RIGHT)
        head.setRight(head.right() - taken - self._px(16))
        self._line(painter, head, words.occasion(self._view), 16, _SECOND)
        top = self._paint_rule(painter, text.adjusted(0, self._px(36), 0, 0))
        body = QRectF(text.left(), top + self._px(28), text.width(), text.bottom() - top)
        body.setBottom(text.bottom())
        self._paint_facts(painter, body, slide)
        self._paint_hints(painter, text)

    def _paint_facts(self, painter: QPainter, body: QRectF, slide: CardSlide) -> None:
        card, rule, px = slide.card, slide.made.rule, self._px
        beside = self._paint_label(painter, body, slide)
        after = body.adjusted(beside + px(12), 0, 0, 0)
        told = " · ".join(filter(None, (words.place(card), words.other_marks(card))))
        self._line(painter, after, told, 20, _SECOND, height=36)
        names = body.adjusted(0, px(56), 0, 0)
        score = "—" if card.entry.score is None else str(card.entry.score)
        taken = self._line(painter, names, score, 64, _TEXT, _RIGHT, is_bold=True, height=76)
        names.setRight(names.right() - taken - px(24))
        self._line(painter, names, card.entry.subject_name, 48, _TEXT, is_bold=True, height=76)
        facts = body.adjusted(0, px(134), 0, 0)
        line = words.to_line(card, rule)
        taken = self._line(painter, facts, line, 16, _SECOND, _RIGHT, height=28)
        facts.setRight(facts.right() - taken - px(16))
        self._line(painter, facts, words.before(card), 16, _SECOND, height=28)
        end = self._paint_reasons(painter, body.adjusted(0, px(178), 0, 0), slide)
        end = self._paint_course(painter, body, slide, end + px(16))
        foot = QRectF(body.left(), end + px(16), body.width(), px(40))
        since = words.since(card.entry, self._view.ranking.period.kind)
        taken = self._line(painter, foot, since, 16, _SECOND, _RIGHT)
        foot.setRight(foot.right() - taken - px(16))
        self._line(painter, foot, card.entry.measure, 22, _TEXT, is_bold=True)

    def _paint_reasons(self, painter: QPainter, rect: QRectF, slide: CardSlide) -> float:
        card, px = slide.card, self._px
        if card.entry.manual is not None or not card.reasons:
            self._font(painter, 18)
            painter.setPen(_TEXT)
            return paint_lines(painter, rect, words.reasons(card, slide.made.rule), 4, px(30))
        top = rect.top()
        for number, one in enumerate(card.reasons, 1):
            line = QRectF(rect.left(), top, rect.width(), px(36))
            taken = self._line(painter, line, signed_loss(one.lost), 20, _LOST, _RIGHT)
            line.setRight(line.right() - taken - px(16))
            self._line(painter, line, str(number), 20, _HINT)
            line.setLeft(line.left() + px(28))
            self._line(painter, line, words.reason_said(one), 20, _TEXT)
            top += px(36)
        return top

    def _paint_course(self, painter: QPainter, body: QRectF, slide: CardSlide, top: float) -> float:
        values = _from_first(self._view.trends.get(slide.card.key, ()))
        px = self._px
        self._hairline(painter, body, top)
        if sum(value is not None for value in values) < 2:
            return top
        period = self._view.ranking.period
        head = QRectF(body.left(), top + px(12), body.width(), px(24))
        self._line(painter, head, words.course_title(len(values), period.kind), 16, _SECOND)
        rule = slide.made.rule.line
        chart = QRectF(body.left(), top + px(52), body.width(), px(92))
        self._paint_chart(painter, chart, values, rule.below or rule.at_least, period)
        bottom = chart.bottom() + px(40)
        self._hairline(painter, body, bottom)
        return bottom

    def _paint_chart(
        self,
        painter: QPainter,
        rect: QRectF,
        values: Sequence[Decimal | None],
        line: Decimal | None,
        period: Period,
    ) -> None:
        px = self._px
        known = [float(one) for one in values if one is not None]
        heights = known if line is None else [*known, float(line)]
        low, span = min(heights), max(5.0, max(heights) - min(heights))
        inner = rect.adjusted(px(16), px(16), -px(52), -px(8))

        def height(value: Decimal) -> float:
            return inner.bottom() - (float(value) - low) / span * inner.height()

        if line is not None:
            painter.setPen(QPen(_HINT, px(1), Qt.PenStyle.DashLine))
            across = height(line)
            painter.drawLine(QPointF(rect.left(), across), QPointF(inner.right(), across))
            beside = QRectF(inner.right() + px(8), across - px(10), px(44), px(20))
            self._line(painter, beside, format(line, "f"), 14, _SECOND)
        step = inner.width() / max(1, len(values) - 1)
        points: list[QPointF] = []
        numbers = _numbers(period, len(values))
        for place, (value, number) in enumerate(zip(values, numbers, strict=True)):
            x = inner.left() + place * step
            below = QRectF(x - px(30), rect.bottom() + px(6), px(60), px(20))
            self._line(painter, below, number, 14, _SECOND, _MIDDLE)
            if value is not None:
                points.append(QPointF(x, height(value)))
        painter.setPen(QPen(_TEXT, px(2)))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(_TEXT)
        for place, point in enumerate(points):
            size = px(5) if place == len(points) - 1 else px(3)
            painter.drawEllipse(point, size, size)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        over = QRectF(points[0].x() - px(16), points[0].y() - px(28), px(80), px(20))
        self._line(painter, over, str(values[0]), 14, _SECOND)

    def _paint_photo(
        self, painter: QPainter, rect: QRectF, photo: CardPhoto, slide: CardSlide
    ) -> None:
        px = self._px
        band = QRectF(rect.left(), rect.bottom() - px(84), rect.width(), px(84))
        room = QRectF(rect.left(), rect.top(), rect.width(), rect.height() - band.height())
        picture = self._pictures(photo)
        if picture is None:
            self._line(painter, room, _("The photo is being read …"), 16, _HINT, _MIDDLE)
        elif picture.isNull():
            self._line(painter, room, _("The photo cannot be read."), 16, _HINT, _MIDDLE)
        else:
            self._paint_picture(painter, room, picture, photo.marks)
        painter.fillRect(band, _BAND)
        inner = band.adjusted(px(32), px(8), -px(32), -px(8))
        counted = f"{(slide.shown or 0) + 1} / {len(slide.photos)}"
        told = f"{words.photo_moment(photo)}   {counted}"
        taken = self._line(painter, inner, told, 16, _SECOND, _RIGHT)
        inner.setRight(inner.right() - taken - px(24))
        self._font(painter, 18)
        painter.setPen(_TEXT)
        said = words.photo_place(photo)
        count = len(lines_of(said, painter.font(), inner.width(), 2))
        inner.setTop(inner.center().y() - count * px(28) / 2)
        paint_lines(painter, inner, said, 2, px(28))

    def _paint_picture(
        self, painter: QPainter, room: QRectF, picture: QPixmap, marks: Sequence[Mark]
    ) -> None:
        size = QSizeF(picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(QPointF(), size)
        target.moveCenter(room.center())
        painter.drawPixmap(target, picture, QRectF(picture.rect()))
        paint_marks(painter, target, marks, self._px(4))

    def _paint_label(self, painter: QPainter, rect: QRectF, slide: CardSlide | EmptySlide) -> float:
        """The name of the list as a label, reversed for black; returns its width."""
        px, is_warning = self._px, slide.made.rule.is_warning
        name = words.list_title(slide.made)
        self._font(painter, 20, is_bold=True)
        width = QFontMetricsF(painter.font()).horizontalAdvance(name) + px(28)
        label = QRectF(rect.left(), rect.top(), min(width, rect.width() / 2), px(36))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_TEXT if is_warning else _RED)
        painter.drawRoundedRect(label, px(2), px(2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ink = GROUND if is_warning else QColor("#FFFFFF")
        inner = label.adjusted(px(12), 0, -px(12), 0)
        self._line(painter, inner, name, 20, ink, _MIDDLE, is_bold=True)
        return label.width()

    def _paint_rule(self, painter: QPainter, rect: QRectF) -> float:
        """The double rule of the letterhead; returns where it ends."""
        px = self._px
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), px(3)), _RULE)
        painter.fillRect(QRectF(rect.left(), rect.top() + px(6), rect.width(), px(1)), _RULE)
        return rect.top() + px(7)

    def _paint_hints(self, painter: QPainter, rect: QRectF) -> None:
        said = _("← →  next and before    ↑ ↓  other unit    Enter  photo only    Esc  leave")
        foot = QRectF(rect.left(), rect.bottom() - self._px(28), rect.width(), self._px(28))
        self._line(painter, foot, said, 14, _HINT)

    def _hairline(self, painter: QPainter, rect: QRectF, top: float) -> None:
        painter.fillRect(QRectF(rect.left(), top, rect.width(), max(1.0, self._px(1))), _LINE)

    def _line(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        size: int,
        ink: QColor,
        align: Qt.AlignmentFlag = _LEFT,
        *,
        is_bold: bool = False,
        height: int = 0,
    ) -> float:
        """Draw one line, smaller or cut where it has no room; returns the width that it took."""
        self._font(painter, size, is_bold=is_bold)
        metrics = QFontMetricsF(painter.font())
        width = max(1.0, rect.width())
        if size > 22 and metrics.horizontalAdvance(text) > width:
            smaller = max(22, int(size * width / metrics.horizontalAdvance(text)))
            self._font(painter, smaller, is_bold=is_bold)
            metrics = QFontMetricsF(painter.font())
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.setPen(ink)
        room = QRectF(rect)
        if height:
            room.setHeight(self._px(height))
        painter.drawText(room, int(align), cut)
        return metrics.horizontalAdvance(cut)

    def _font(self, painter: QPainter, size: int, *, is_bold: bool = False) -> None:
        font = QFont(self._theme.font("body"))
        font.setPixelSize(max(6, round(self._px(size))))
        font.setWeight(QFont.Weight.Bold if is_bold else QFont.Weight.Normal)
        painter.setFont(font)

    def _px(self, pixels: float) -> float:
        return pixels * self._unit

    def _inset(self, rect: QRectF, across: int, down: int) -> QRectF:
        x, y = self._px(across), self._px(down)
        return rect.adjusted(x, y, -x, -self._px(20))


def _from_first(values: Sequence[Decimal | None]) -> Sequence[Decimal | None]:
    """The values from the first period with a score on."""
    first = next((place for place, one in enumerate(values) if one is not None), len(values))
    return values[first:]


def _numbers(last: Period, count: int) -> list[str]:
    """What stands under the points of a course: the number of each period."""
    found = [last]
    while len(found) < count:
        found.append(found[-1].previous)
    return [str(period.number) for period in reversed(found)]
