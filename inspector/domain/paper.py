"""A sheet as it is printed: texts with their looks in a grid, pictures, and where pages break."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct


class Look(Struct, frozen=True):
    """Everything about a cell but its content; size in points, colours as RRGGBB.

    `over` and `under` are the colours of medium lines in place of the thin ones.
    """

    font: str = "仿宋"
    size: float = 11
    bold: bool = False
    fill: str = ""
    across: str = "left"
    down: str = "center"
    wrap: bool = False
    shrink: bool = False
    indent: int = 0
    format: str = "General"
    lines: bool = True
    quoted: bool = False
    underlined: bool = False
    colour: str = ""
    over: str = ""
    under: str = ""


class Box(Struct, frozen=True):
    """A text in a cell, or in cells that are merged up to `last_row` and `last_column`, from 1."""

    text: str
    look: Look
    row: int
    column: int
    last_row: int
    last_column: int


class Picture(Struct, frozen=True):
    """An image file in the middle of a cell."""

    data: bytes
    row: int
    column: int


class Chart(Struct, frozen=True):
    """Series of values along `names`, drawn over a whole row: as lines, else as columns."""

    title: str
    row: int
    names: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    is_line: bool


class Paper(Struct, frozen=True):
    """One sheet: `widths` of the columns and `heights` of the rows in points.

    Rows `repeated` stand at the top of each further page; a page begins with each of the rows in
    `breaks`. `foot` are the left and the middle foot, in the middle {page} and {count}.
    """

    name: str
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    boxes: tuple[Box, ...]
    pictures: tuple[Picture, ...] = ()
    charts: tuple[Chart, ...] = ()
    repeated: tuple[int, int] = (1, 0)
    breaks: frozenset[int] = frozenset()
    is_portrait: bool = False
    is_large: bool = False
    is_one_page: bool = False
    foot: tuple[str, str] = ("", "")

    @property
    def by_row(self) -> Mapping[int, tuple[Box, ...]]:
        """The boxes by the row in which they begin."""
        found: dict[int, list[Box]] = {}
        for box in self.boxes:
            found.setdefault(box.row, []).append(box)
        return {row: tuple(boxes) for row, boxes in found.items()}
