"""The marks of a photo drawn into a copy of it, as the viewer draws them over the original."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from inspector.domain.photo import Mark, MarkKind

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

Point = tuple[float, float]

_INK, _SHADE = (242, 193, 78), (20, 20, 18)
# The line in shares of the long side; on paper the picture is about a third as wide as its copy.
_LINE = 1 / 64
_HEAD, _TURN, _TEXT = 4.5, 2.6, 6
# Whatever is installed of these, with the place in its file; Pillow's own has Latin letters only.
_FONTS = (
    ("NotoSansCJK-Regular.ttc", 2),
    ("SourceHanSansSC-Regular.otf", 0),
    ("msyh.ttc", 0),
    ("simhei.ttf", 0),
    ("simsun.ttc", 0),
    ("PingFang.ttc", 0),
    ("wqy-microhei.ttc", 0),
)


def draw_marks(image: Image.Image, marks: Iterable[Mark]) -> None:
    """Draw arrows, circles and texts into an upright RGB picture.

    A text for which this computer has no font with its characters is left out.
    """
    from PIL import ImageDraw

    pen = ImageDraw.Draw(image)
    width = max(2, round(max(image.size) * _LINE))
    for mark in marks:
        first = _point(image, mark.x0, mark.y0)
        last = _point(image, mark.x1, mark.y1)
        if mark.kind is MarkKind.TEXT:
            _write(pen, first, mark.text, width)
            continue
        draw = _arrow if mark.kind is MarkKind.ARROW else _ring
        # A dark edge keeps the yellow visible on a pale wall.
        draw(pen, first, last, _SHADE, width, width // 2)
        draw(pen, first, last, _INK, width, 0)


def _point(image: Image.Image, x: Decimal, y: Decimal) -> Point:
    return float(x) * image.width, float(y) * image.height


def _arrow(
    pen: ImageDraw.ImageDraw,
    first: Point,
    last: Point,
    ink: tuple[int, int, int],
    width: int,
    edge: int,
) -> None:
    angle = math.atan2(last[1] - first[1], last[0] - first[0])
    wings = [_beside(last, angle + turn, _HEAD * width) for turn in (_TURN, -_TURN)]
    pen.line([first, last], ink, width + 2 * edge)
    pen.polygon([wings[0], last, wings[1]], ink)
    pen.line([wings[0], last, wings[1], wings[0]], ink, max(1, 2 * edge), "curve")


def _beside(point: Point, angle: float, length: float) -> Point:
    return point[0] + math.cos(angle) * length, point[1] + math.sin(angle) * length


def _ring(
    pen: ImageDraw.ImageDraw,
    first: Point,
    last: Point,
    ink: tuple[int, int, int],
    width: int,
    edge: int,
) -> None:
    # Pillow draws the line inside of the box, the viewer along it.
    out = width / 2 + edge
    left, right = sorted((first[0], last[0]))
    top, bottom = sorted((first[1], last[1]))
    box = (left - out, top - out, right + out, bottom + out)
    pen.ellipse(box, outline=ink, width=width + 2 * edge)


def _write(pen: ImageDraw.ImageDraw, first: Point, text: str, width: int) -> None:
    font = _font_for(text, _TEXT * width)
    if font is None:
        return
    (x, y), pad = first, 2 * width
    wide, tall = font.getlength(text) + 2 * pad, sum(font.getmetrics()) + pad
    pen.rectangle((x, y, x + wide, y + tall), _SHADE)
    pen.text((x + wide / 2, y + tall / 2), text, _INK, font, "mm")


@cache
def _fonts(size: int) -> tuple[ImageFont.FreeTypeFont, ...]:
    from PIL import ImageFont

    found: list[ImageFont.FreeTypeFont] = []
    for name, place in _FONTS:
        try:
            found.append(ImageFont.truetype(name, size, place))
        except OSError:
            continue
    own = ImageFont.load_default(size)
    return (*found, own) if isinstance(own, ImageFont.FreeTypeFont) else tuple(found)


def _font_for(text: str, size: int) -> ImageFont.FreeTypeFont | None:
    """A font that has every character: a missing one is drawn like an unassigned character."""
    for font in _fonts(size):
        lack = bytes(font.getmask("\U0010fffe"))
        if all(bytes(font.getmask(each)) != lack for each in text if not each.isspace()):
            return font
    return None
