"""A line of a foreign criteria table: what one row, or several that belong together, says."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from inspector.files.scheme.row import TableRow

UNNUMBERED = 10
"""The rank of a heading in a row of its own: inside those that are numbered."""
INDENTED = 20
"""The rank of a line that is told by its indentation; how far it is indented is added."""


class Line(Struct):
    """A row that is a heading, an item, or a heading that is an item too.

    One that is neither only names sections. `is_told` says that a person said so, and that no
    reading between the lines may change it; `is_carried` that it shares its text with others.
    """

    row: TableRow
    is_heading: bool
    rank: int
    code: str
    text: str
    guidance: str
    full_mark: Decimal | None
    places: tuple[tuple[int, str], ...] = ()
    is_item: bool = False
    is_told: bool = False
    is_carried: bool = False
    is_numbered: bool = False
    section: int | None = None


class Total(Struct, frozen=True):
    """A row that holds a sum: its words, the points, and how many lines stand above it.

    `column` is the column of weights that is added up, None for points.
    """

    row: TableRow
    words: str
    stated: Decimal
    lines: int
    is_part: bool
    column: int | None = None
