"""The photos of a card on a slide: one large with its words, and all of them small below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPen, QPixmap

from inspector.domain.photo import Mark
from inspector.domain.redblack_view import CardPhoto
from inspector.wording import _
from inspector.wording import redblack_view as words
from ui.models.slides import CardSlide
from ui.widgets.photo_cells import paint_cover
from ui.widgets.photo_marks import paint_marks
from ui.widgets.slide_ink import BAND, HINT, MIDDLE, RIGHT, SECOND, TEXT, SlideInk
from ui.widgets.wrapped_text import lines_of, paint_lines

Pictures: TypeAlias = "Callable[[CardPhoto], QPixmap | None]"
"""Gives a photo if it was read; what cannot be read is a null pixmap."""

_REEL, _CELL, _GAP, _LEFT, _TOP = 136, QSizeF(108, 76), 16, 32, 28
_DIMMED = 0.55


def paint_photos(
    ink: SlideInk, rect: QRectF, slide: CardSlide, large: Pictures, small: Pictures
) -> None:
    """Draw the photo of a slide and below it, where there are several, all of its card."""
    room = QRectF(rect)
    if len(slide.photos) > 1:
        room.setBottom(rect.bottom() - ink.px(_REEL))
        _paint_reel(ink, QRectF(rect.left(), room.bottom(), rect.width(), 0), slide, small)
    paint_photo(ink, room, slide, large)


def paint_photo(ink: SlideInk, room: QRectF, slide: CardSlide, large: Pictures) -> None:
    """Draw the photo of a slide with its marks, what it shows and when."""
    photo = slide.photo
    if photo is None:
        return
    picture = large(photo)
    if picture is None:
        ink.line(room, _("The photo is being read …"), 16, HINT, MIDDLE)
    elif picture.isNull():
        ink.line(room, _("The photo cannot be read."), 16, HINT, MIDDLE)
    else:
        _paint_picture(ink, room, picture, photo.marks)
    _paint_caption(ink, room, slide, photo)


def _paint_picture(ink: SlideInk, room: QRectF, picture: QPixmap, marks: Sequence[Mark]) -> None:
    size = QSizeF(picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(QPointF(), size)
    target.moveCenter(room.center())
    ink.painter.drawPixmap(target, picture, QRectF(picture.rect()))
    paint_marks(ink.painter, target, marks, ink.px(4))


def _paint_caption(ink: SlideInk, room: QRectF, slide: CardSlide, photo: CardPhoto) -> None:
    px, painter = ink.px, ink.painter
    told = f"{words.photo_moment(photo)}   {(slide.shown or 0) + 1} / {len(slide.photos)}"
    ink.font(16)
    side = painter.fontMetrics().horizontalAdvance(told) + px(24)
    ink.font(18)
    width = room.width() - 2 * px(32) - side
    said = words.photo_place(photo)
    count = len(lines_of(said, painter.font(), width, 2))
    band = QRectF(room)
    band.setTop(room.bottom() - px(28) * count - px(20))
    painter.fillRect(band, BAND)
    inner = band.adjusted(px(32), px(10), -px(32), -px(10))
    painter.setPen(TEXT)
    paint_lines(painter, QRectF(inner.topLeft(), QSizeF(width, inner.height())), said, 2, px(28))
    ink.line(inner, told, 16, SECOND, RIGHT)


def _paint_reel(ink: SlideInk, rect: QRectF, slide: CardSlide, small: Pictures) -> None:
    px, painter = ink.px, ink.painter
    room = rect.width() - 2 * px(_LEFT)
    fitting = max(1, int((room + px(_GAP)) // px(_CELL.width() + _GAP)))
    shown = slide.shown or 0
    # The one that is shown stays in sight.
    first = max(0, min(shown - fitting // 2, len(slide.photos) - fitting))
    for place, photo in enumerate(slide.photos[first : first + fitting]):
        cell = QRectF(0, 0, px(_CELL.width()), px(_CELL.height()))
        cell.moveTo(rect.left() + px(_LEFT + place * (_CELL.width() + _GAP)), rect.top() + px(_TOP))
        picture = small(photo)
        is_shown = first + place == shown
        painter.setOpacity(1.0 if is_shown else _DIMMED)
        if picture is None or picture.isNull():
            painter.fillRect(cell, BAND)
        else:
            paint_cover(painter, cell.toRect(), picture)
        painter.setOpacity(1.0)
        if is_shown:
            painter.setPen(QPen(TEXT, px(2)))
            painter.drawRect(cell.adjusted(-px(3), -px(3), px(3), px(3)))
