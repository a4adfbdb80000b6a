"""How much room text takes: Excel neither grows merged cells nor rows that have a height."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

PIXELS_PER_POINT = 4 / 3
MOST_HEIGHT = 409.0
_LINE = 1.35
_CELL_MARGIN = 6


def column_pixels(width: float) -> int:
    """Pixels of a column whose width is given in characters; right in Excel and LibreOffice."""
    return int(7 * width + 5)


@lru_cache(maxsize=20_000)
def text_width(text: str) -> int:
    """The longest line of a text in half-width characters; a Chinese one counts two."""
    if text.isascii() and "\n" not in text:
        return len(text)
    return max(len(line.encode("gbk", "replace")) for line in text.split("\n"))


def lines(text: str, size: float, pixels: int) -> int:
    """How many lines a text takes at a font size (points) in a width of pixels."""
    if not text:
        return 1
    room = max(2, int((pixels - _CELL_MARGIN) / (size * PIXELS_PER_POINT / 2)))
    if "\n" not in text:
        width = text_width(text)
        # Half a character of a full line stays free: readers pull punctuation to its end.
        return 1 if width <= room else math.ceil(width / (room - 1))
    return sum(lines(line, size, pixels) for line in text.split("\n"))


def height(
    texts: Sequence[tuple[str, float]], size: float, least: float, margin: float = 6
) -> float:
    """The height of a row in points for (text, column width) pairs set in one size."""
    most = max((lines(text, size, column_pixels(width)) for text, width in texts), default=1)
    if most == 1:
        return least
    return min(MOST_HEIGHT, max(least, round(most * size * _LINE + margin, 1)))
