"""Paints a column of the Red & black page: heads of lists, cards, and who is near the line."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from inspector.domain.period import PeriodKind
from inspector.domain.redblack_view import Card, Trends
from inspector.wording import _
from inspector.wording import redblack_view as words
from inspector.wording.redblack import spared
from ui.models.redblack_list import ROW_ROLE, CardRow, Heading, NearRow, Row, TextRow, rule_of
from ui.theme import Theme
from ui.widgets.photo_cells import paint_caption, paint_cover
from ui.widgets.sparkline import paint_sparkline
from ui.widgets.thumbnails import Thumbnails
from ui.widgets.wrapped_text import lines_of, paint_lines

Index = QModelIndex | QPersistentModelIndex
_CARD, _WIDE_CARD, _PHOTO, _WIDE_PHOTO, _WIDE = 184, 224, 208, 296, 800
_HEAD, _NEAR, _TITLE, _LINE = 52, 48, 36, 20
_GAP, _EDGE, _PAD = 12, 4, 16
_SQUARES, _SQUARE = 6, 8
_TREND = QSize(100, 20)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CardDelegate(QStyledItemDelegate):
    """Paints the rows; `trends` are the courses of the scores, `kind` that of the period.

    Without thumbnails no photo is shown; `is_linked` where a row leads to its explanation.
    """

    def __init__(self, theme: Theme, thumbnails: Thumbnails | None, parent: QObject) -> None:
        super().__init__(parent)
        self.trends: Trends = {}
        self.kind = PeriodKind.WEEK
        self.is_linked = False
        self._theme = theme
        self._thumbnails = thumbnails

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self._height(index.data(ROW_ROLE), option.rect.width()))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            self._paint_heading(painter, rect, row)
        elif isinstance(row, CardRow):
            frame = rect.adjusted(0, 0, 0, -self._theme.scaled(_GAP))
            self._paint_card(painter, frame, row)
            self._paint_focus(painter, frame, option)
        elif isinstance(row, NearRow):
            frame = rect.adjusted(0, 0, 0, -self._theme.scaled(_GAP))
            self._paint_near(painter, frame, row)
            self._paint_focus(painter, frame, option)
        else:
            self._paint_text(painter, rect, row)
        painter.restore()

    def _height(self, row: Row, width: int) -> int:
        theme = self._theme
        if isinstance(row, Heading):
            return theme.scaled(_HEAD)
        if isinstance(row, CardRow):
            return theme.scaled((_WIDE_CARD if self._is_wide(width) else _CARD) + _GAP)
        if isinstance(row, NearRow):
            return theme.scaled(_NEAR + _GAP)
        if row.is_title:
            return theme.scaled(_TITLE)
        lines = lines_of(row.text, theme.font("body"), max(1, width - 2 * _PAD), 6)
        return theme.scaled(_LINE) * len(lines) + theme.scaled(_GAP)

    def _is_wide(self, width: int) -> bool:
        return width >= self._theme.scaled(_WIDE)

    def _paint_heading(self, painter: QPainter, rect: QRect, row: Heading) -> None:
        theme, ink = self._theme, _ink(row)
        theme.icon("flag-fill", ink).paint(painter, rect.left(), rect.center().y() - 9, 18, 18)
        left = rect.adjusted(28, 0, 0, 0)
        title, count = words.list_title(row.made), words.list_count(row.count)
        left.setLeft(left.left() + self._text(painter, left, title, "page", ink) + 8)
        left.setLeft(left.left() + self._text(painter, left, count, "body", "text.secondary") + 16)
        self._text(painter, left, rule_of(row), "small", "text.tertiary", _RIGHT)

    def _paint_frame(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(self._theme.colour("line.hair"), 1))
        painter.setBrush(self._theme.colour("surface.page"))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_card(self, painter: QPainter, rect: QRect, row: CardRow) -> None:
        theme, card, ink = self._theme, row.card, _ink(row)
        self._paint_frame(painter, rect)
        painter.fillRect(QRect(rect.left(), rect.top(), _EDGE, rect.height()), theme.colour(ink))
        inner = rect.adjusted(_EDGE, 0, 0, 0)
        if self._paint_photo(painter, inner, card):
            inner.setLeft(inner.left() + self._photo_width(rect))
        inner.adjust(_PAD, _PAD, -_PAD, -_PAD)
        line = theme.scaled(36)
        self._paint_first(painter, QRect(inner.topLeft(), QSize(inner.width(), line)), card, ink)
        below = inner.adjusted(0, line + 4, 0, 0)
        middle = QRect(below.topLeft(), QSize(below.width(), theme.scaled(24)))
        self._paint_course(painter, middle, row, ink)
        below.setTop(middle.bottom() + 6)
        foot = theme.scaled(24)
        spacing = theme.scaled(_LINE)
        room = max(1, (below.height() - foot) // spacing)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text.primary"))
        paint_lines(painter, QRectF(below), words.reasons(card, row.made.rule), room, spacing)
        self._paint_foot(painter, below.adjusted(0, below.height() - foot, 0, 0), row)

    def _paint_first(self, painter: QPainter, rect: QRect, card: Card, ink: str) -> None:
        entry = card.entry
        score = "—" if entry.score is None else str(entry.score)
        taken = self._text(painter, rect, score, "large", "text.primary", _RIGHT)
        left = rect.adjusted(0, 0, -(taken + _PAD), 0)
        place = "—" if entry.rank is None else str(entry.rank)
        left.setLeft(left.left() + self._text(painter, left, place, "number", ink) + 12)
        left.setLeft(left.left() + self._text(painter, left, entry.subject_name, "page") + 12)
        facts = " · ".join(filter(None, (words.tied(card), words.other_marks(card))))
        if left.width() > 24:
            self._text(painter, left, facts, "small", "text.tertiary")

    def _paint_course(self, painter: QPainter, rect: QRect, row: CardRow, ink: str) -> None:
        theme, card = self._theme, row.card
        side = theme.scaled(_SQUARE)
        for place in range(_SQUARES):
            square = QRectF(0, 0, side, side)
            square.moveTopLeft(rect.topLeft())
            square.translate(place * (side + 2), (rect.height() - side) / 2)
            is_full = place < card.entry.times
            painter.setPen(theme.colour(ink if is_full else "line.strong"))
            painter.setBrush(theme.colour(ink) if is_full else Qt.BrushStyle.NoBrush)
            painter.drawRect(square.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        left = rect.adjusted(_SQUARES * (side + 2) + 8, 0, 0, 0)
        moved = words.change(card)
        taken = self._text(painter, left, moved, "small", "text.secondary", _RIGHT)
        values = self.trends.get(card.key, ())
        left.setRight(rect.right() - max(taken, theme.scaled(40)) - 8)
        said = words.in_a_row(card.entry, self.kind)
        spoken = self._text(painter, left, said, "small", "text.secondary")
        room = left.width() - spoken - 12
        width, height = theme.scaled(_TREND.width()), theme.scaled(_TREND.height())
        course = QRectF(0, 0, max(0, min(width, room)), height)
        course.moveCenter(QRectF(rect).center())
        course.moveRight(left.right())
        if sum(value is not None for value in values) > 1:
            paint_sparkline(painter, course, values, theme)

    def _paint_foot(self, painter: QPainter, rect: QRect, row: CardRow) -> None:
        theme, measure = self._theme, row.card.entry.measure
        left = QRect(rect)
        if self.is_linked:
            arrow = QRect(rect.right() - 13, rect.center().y() - 6, 14, 14)
            theme.icon("caret-right", "text.secondary").paint(painter, arrow)
            left.setRight(arrow.left() - 4)
        if measure:
            icon = "people" if row.made.rule.is_warning else "medal"
            theme.icon(icon, _ink(row)).paint(painter, left.left(), left.center().y() - 7, 16, 16)
            left.setLeft(left.left() + 22)
            left.setLeft(left.left() + self._text(painter, left, measure, "strong") + 12)
        said = _("See the reasons")
        painter.setFont(theme.font("small"))
        # The arrow says it too where the measure needs the room.
        if self.is_linked and painter.fontMetrics().horizontalAdvance(said) <= left.width():
            self._text(painter, left, said, "small", "text.secondary", _RIGHT)

    def _photo_width(self, rect: QRect) -> int:
        return self._theme.scaled(_WIDE_PHOTO if self._is_wide(rect.width()) else _PHOTO)

    def _paint_photo(self, painter: QPainter, rect: QRect, card: Card) -> bool:
        """Draw the first photo with how many there are; whether there is one to be shown."""
        known = [one.photo for one in card.photos if one.photo is not None]
        if self._thumbnails is None or not known:
            return False
        cell = QRect(rect.topLeft(), QSize(self._photo_width(rect), rect.height()))
        cell.adjust(0, 1, 0, -1)
        picture = self._thumbnails.get(known[0].sha256, known[0].format)
        if picture is None:
            painter.fillRect(cell, self._theme.colour("surface.sunken"))
            is_lost = self._thumbnails.is_broken(known[0].sha256)
            icon = self._theme.icon("warning" if is_lost else "camera", "text.tertiary")
            icon.paint(painter, cell.center().x() - 10, cell.center().y() - 10, 20, 20)
        else:
            paint_cover(painter, cell, picture)
        paint_caption(painter, cell, f"1 / {len(known)}", self._theme)
        return True

    def _paint_near(self, painter: QPainter, rect: QRect, row: NearRow) -> None:
        self._paint_frame(painter, rect)
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        values = self.trends.get(row.key, ())
        if sum(value is not None for value in values) > 1:
            course = QRectF(0, 0, self._theme.scaled(_TREND.width()), _TREND.height())
            course.moveCenter(QRectF(inner).center())
            course.moveRight(inner.right())
            paint_sparkline(painter, course, values, self._theme)
            inner.setRight(int(course.left()) - 12)
        said = spared(row.spared, row.made.rule)
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.colour("text.primary"))
        spacing = self._theme.scaled(18)
        count = len(lines_of(said, painter.font(), inner.width(), 2))
        top = rect.top() + (rect.height() - count * spacing) / 2
        room = QRectF(inner.left(), top, inner.width(), count * spacing)
        paint_lines(painter, room, said, 2, spacing)

    def _paint_text(self, painter: QPainter, rect: QRect, row: TextRow) -> None:
        role, ink = ("small", "text.tertiary") if row.is_title else ("body", "text.secondary")
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.colour(ink))
        inner = QRectF(rect.adjusted(0, 0, -_PAD, 0))
        if row.is_title:
            painter.drawText(inner, _LEFT, row.text)
        else:
            paint_lines(painter, inner, row.text, 6, self._theme.scaled(_LINE))

    def _paint_focus(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        if not option.state & QStyle.StateFlag.State_Selected:
            return
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        ink: QColor = self._theme.colour("focus.ring" if has_focus else "line.control")
        painter.setPen(QPen(ink, 2))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 2, 2)

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        role: str,
        ink: str = "text.primary",
        align: Qt.AlignmentFlag = _LEFT,
    ) -> int:
        """Draw one line, cut in the middle; returns the width that it took."""
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.colour(ink))
        metrics = painter.fontMetrics()
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(0, rect.width()))
        painter.drawText(rect, align, cut)
        return metrics.horizontalAdvance(cut)


def _ink(row: Heading | CardRow) -> str:
    return "list.black" if row.made.rule.is_warning else "list.red"
