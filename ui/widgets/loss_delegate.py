"""Paints what a subject lost: a line for each site type, two lines and a photo for each loss."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from inspector.domain.board import Loss, PartLoss, SiteLoss
from inspector.domain.photo import PhotoFormat
from inspector.wording.board import (
    loss_facts,
    loss_said,
    part_facts_short,
    part_heads,
    signed_loss,
)
from inspector.wording.loss import again, rest_said
from ui.models.loss_list import LINE_ROLE
from ui.theme import Theme
from ui.widgets.photo_cells import paint_cover
from ui.widgets.thumbnails import Thumbnails

Index = QModelIndex | QPersistentModelIndex
_PART, _LOSS = 28, 66
_PHOTO = QSize(64, 48)
_LOST, _MEAN, _BAR, _GAP = 60, 44, 40, 12
_LEAST_WITH_BAR = 340
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LossDelegate(QStyledItemDelegate):
    """Paints parts and losses.

    `formats` are those of the photos that may be fetched; `has_heads` where parts have figures.
    """

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self.formats: Mapping[bytes, PhotoFormat] = {}
        self.has_heads = False
        self._theme = theme
        self._thumbnails = thumbnails

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        is_part = isinstance(index.data(LINE_ROLE), PartLoss)
        return QSize(200, self._theme.scaled(_PART if is_part else _LOSS))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, state = option.rect, option.state
        line = index.data(LINE_ROLE)
        painter.save()
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(rect, self._theme.colour("surface.chosen"))
        inner = rect.adjusted(4, 0, -4, 0)
        if isinstance(line, PartLoss):
            self._paint_part(painter, inner, line, index.row() == 0, is_selected)
        elif isinstance(line, SiteLoss):
            self._paint_site(painter, inner, line)
        else:
            self._paint_loss(painter, inner, line)
        painter.setPen(self._theme.colour("line.hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if is_selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._theme.colour("focus.ring"))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
        painter.restore()

    def _paint_part(
        self, painter: QPainter, rect: QRect, part: PartLoss, is_whole: bool, is_strong: bool
    ) -> None:
        theme = self._theme
        lost, mean, bar, gap = (theme.scaled(width) for width in (_LOST, _MEAN, _BAR, _GAP))
        self._text(painter, rect, signed_loss(part.lost), "strong", _lost_ink(part), _RIGHT)
        facts, figure = part_facts_short(part), "" if part.mean is None else str(part.mean)
        # The line of the whole has no figures of its own and bears the heads of the others.
        look, ink = ("body", "text.secondary") if figure else ("small", "text.tertiary")
        if is_whole and self.has_heads:
            facts, figure = part_heads()
        rest = rect.adjusted(0, 0, -lost, 0)
        self._text(painter, rest, figure, look, ink, _RIGHT)
        rest = rest.adjusted(0, 0, -(mean + gap // 2), 0)
        # Where little room is left, the name goes before the bar, which says the mean again.
        if rect.width() >= theme.scaled(_LEAST_WITH_BAR):
            if part.mean is not None:
                self._paint_bar(painter, rest, bar, part.mean)
            rest = rest.adjusted(0, 0, -(bar + gap), 0)
        self._text(painter, rest, facts, "small", "text.tertiary", _RIGHT)
        painter.setFont(theme.font("small"))
        rest = rest.adjusted(0, 0, -(painter.fontMetrics().horizontalAdvance(facts) + gap), 0)
        role = "strong" if is_strong else "body"
        self._text(painter, rest, part.name, role, "text.primary", _LEFT)

    def _paint_bar(self, painter: QPainter, rect: QRect, width: int, mean: Decimal) -> None:
        track = QRect(0, 0, width, 4)
        track.moveCenter(rect.center())
        track.moveRight(rect.right())
        painter.fillRect(track, self._theme.colour("chart.track"))
        track.setWidth(round(width * float(min(Decimal(100), max(Decimal(0), mean))) / 100))
        painter.fillRect(track, self._theme.colour("chart.line"))

    def _paint_loss(self, painter: QPainter, rect: QRect, loss: Loss) -> None:
        theme = self._theme
        photo = QRect(rect.left(), 0, _PHOTO.width(), _PHOTO.height())
        photo.moveTop(rect.top() + (rect.height() - photo.height()) // 2)
        if loss.photos:
            self._paint_photo(painter, photo, loss.photos)
        half = rect.height() // 2
        ink, lost = _lost_ink(loss), signed_loss(loss.lost)
        if loss.relapses:
            self._text(painter, rect.adjusted(0, 8, 0, -half), lost, "strong", ink, _RIGHT)
            below = rect.adjusted(0, half, 0, -8)
            self._text(painter, below, again(loss), "small", ink, _RIGHT)
        else:
            self._text(painter, rect, lost, "strong", ink, _RIGHT)
        text = rect.adjusted(_PHOTO.width() + _GAP if loss.photos else 0, 0, -theme.scaled(60), 0)
        upper, lower = text.adjusted(0, 8, 0, -half), text.adjusted(0, half, 0, -8)
        self._text(painter, upper, loss_said(loss), "body", "text.primary", _LEFT)
        # The name of the site gives way, not what is told of the loss.
        painter.setFont(theme.font("small"))
        after = painter.fontMetrics().horizontalAdvance(loss_facts(loss))
        room = max(0, lower.width() - after)
        name = painter.fontMetrics().elidedText(loss.site_name, Qt.TextElideMode.ElideMiddle, room)
        told = f"{name}{loss_facts(loss)}"
        self._text(painter, lower, told, "small", "text.tertiary", _LEFT)

    def _paint_site(self, painter: QPainter, rect: QRect, site: SiteLoss) -> None:
        ink = _lost_ink(site)
        self._text(painter, rect, signed_loss(site.lost), "strong", ink, _RIGHT)
        text = rect.adjusted(0, 0, -self._theme.scaled(60), 0)
        self._text(painter, text, rest_said(site), "body", "text.secondary", _LEFT)

    def _paint_photo(self, painter: QPainter, rect: QRect, photos: tuple[bytes, ...]) -> None:
        theme, digest = self._theme, photos[0]
        kind = self.formats.get(digest)
        picture = None if kind is None else self._thumbnails.get(digest, kind)
        if picture is None:
            painter.fillRect(rect, theme.colour("surface.sunken"))
            is_lost = kind is None or self._thumbnails.is_broken(digest)
            icon = theme.icon("warning" if is_lost else "camera", "text.tertiary")
            icon.paint(painter, rect.center().x() - 8, rect.center().y() - 8, 16, 16)
        else:
            paint_cover(painter, rect, picture)
        if len(photos) > 1:
            badge = QRect(rect.right() - 19, rect.bottom() - 15, 20, 16)
            painter.fillRect(badge, theme.colour("photo.caption"))
            self._text(
                painter, badge, str(len(photos)), "key", "accent.on", Qt.AlignmentFlag.AlignCenter
            )

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        role: str,
        ink: str,
        align: Qt.AlignmentFlag,
    ) -> None:
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.colour(ink))
        elide = Qt.TextElideMode.ElideMiddle
        painter.drawText(rect, align, painter.fontMetrics().elidedText(text, elide, rect.width()))


def _lost_ink(line: PartLoss | Loss | SiteLoss) -> str:
    if not line.lost:
        return "text.tertiary"
    return "state.deducted" if line.lost > 0 else "state.conforming"
