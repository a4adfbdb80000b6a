"""A brush for the sample photos: flat shapes on a canvas of 1000 x 750, chosen by a seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

Point = tuple[float, float]

WIDTH, HEIGHT = 1000, 750
"""The size of the canvas in its own units, whatever the picture measures in pixels."""

INK = "#2b2d33"
WALLS = ("#cbbfa8", "#c3b7a5", "#b9c0c6", "#d0c4b4", "#bcae98", "#c9c3b4")
GLASS = "#5d6c7c"
PANE = "#8ea6ba"
SIGNS = ("#2e5c86", "#9b6424", "#4c7a52", "#8b2f33", "#5b4a7d", "#3f7078")
PAINTS = ("#c2413c", "#e8e6e0", "#3c6ea5", "#2f3b46", "#a8adb3", "#7a2328", "#c9a24a")
CLOTHES = ("#3d5a80", "#8d4b4b", "#4f6f52", "#6b5b7b", "#a3763d", "#444b54")
BOXES = ("#c79a5b", "#b5534a", "#6f8f6a", "#8aa0b0", "#d1b27a", "#a67c48")


class Brush:
    """Draws shapes given in canvas units; every choice depends only on the seed and its key."""

    def __init__(self, size: tuple[int, int], seed: str) -> None:
        from PIL import Image, ImageDraw

        self.image: Image.Image = Image.new("RGB", size, "#cdd9e2")
        self._draw: ImageDraw.ImageDraw = ImageDraw.Draw(self.image)
        self._across = size[0] / WIDTH
        self._down = size[1] / HEIGHT
        self._seed = seed

    def chance(self, key: str) -> random.Random:
        """A source of choices of its own for one thing, so that near and far views agree."""
        return random.Random(f"{self._seed}/{key}")

    def one_of(self, key: str, colours: Sequence[str]) -> str:
        """One colour of several, always the same for this seed and key."""
        return self.chance(key).choice(colours)

    def rect(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """A filled rectangle."""
        self._draw.rectangle(self._scaled([(left, top), (right, bottom)]), fill=colour)

    def frame(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """The outline of a rectangle."""
        corners = self._scaled([(left, top), (right, bottom)])
        self._draw.rectangle(corners, outline=colour, width=max(1, round(4 * self._across)))

    def oval(self, x: float, y: float, half_width: float, half_height: float, colour: str) -> None:
        """A filled ellipse around a centre."""
        box = [(x - half_width, y - half_height), (x + half_width, y + half_height)]
        self._draw.ellipse(self._scaled(box), fill=colour)

    def ring(self, x: float, y: float, radius: float, colour: str, width: float) -> None:
        """A circle that is not filled."""
        box = [(x - radius, y - radius), (x + radius, y + radius)]
        self._draw.ellipse(self._scaled(box), outline=colour, width=self._pen(width))

    def slice(self, x: float, y: float, radius: float, start: int, end: int, colour: str) -> None:
        """A filled sector, in degrees clockwise from three o'clock."""
        box = [(x - radius, y - radius), (x + radius, y + radius)]
        self._draw.pieslice(self._scaled(box), start, end, fill=colour)

    def shape(self, points: Sequence[Point], colour: str) -> None:
        """A filled polygon."""
        self._draw.polygon(self._scaled(points), fill=colour)

    def line(self, points: Sequence[Point], colour: str, width: float = 4) -> None:
        """A line through several points."""
        self._draw.line(self._scaled(points), fill=colour, width=self._pen(width), joint="curve")

    def stamp(self, text: str) -> None:
        """The moment in the lower left corner, as cameras print it; ASCII only."""
        size = max(10, round(26 * self._down))
        font = _font(size)
        length = self._draw.textlength(text, font=font) / self._across
        self.rect(0, HEIGHT - 44, length + 24, HEIGHT, "#22252a")
        at = self._scaled([(12, HEIGHT - 39)])[0]
        self._draw.text(at, text, fill="#f2f2ef", font=font)

    def _pen(self, width: float) -> int:
        return max(1, round(width * self._across))

    def _scaled(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self._across, y * self._down) for x, y in points]


@lru_cache(maxsize=4)
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    from PIL import ImageFont

    return ImageFont.load_default(size)
