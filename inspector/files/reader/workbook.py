"""A foreign file as plain values: worksheets, merged ranges, comments, and what it may cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from inspector.domain.reading_note import ReadingNote

Cell = str | int | Decimal | bool | date | datetime | time | timedelta | None
"""A value: text exactly as it stands, a number as Excel shows it, None for a blank cell."""


class Limits(Struct, frozen=True):
    """What one file may cost before it is refused."""

    seconds: int = 10
    memory_mb: int = 1024


DEFAULT_LIMITS = Limits()


class Merge(Struct, frozen=True):
    """A merged range as indexes into `rows`, the last ones included; its value is the first."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Comment(Struct, frozen=True):
    """What somebody pinned to a cell, which is named by indexes into `rows`."""

    row: int
    column: int
    text: str


class Sheet(Struct, frozen=True):
    """A worksheet: `rows` are equally long, from A1 to the last row that has any cell.

    `rows[0]` is row 1, so the blank rows at the end and the empty sheet (no rows) are told.
    `unread` are indexes of rows in which something stands that could not be read: a formula
    that was never calculated, or a cell on which two readings differ. Hidden rows and columns are
    indexes too; their values are among the rows like all others. `indents` tell by row and column
    how many blanks the format of a text puts before it, for sheets that are compared whole.
    """

    title: str
    is_visible: bool
    rows: tuple[tuple[Cell, ...], ...]
    merges: tuple[Merge, ...] = ()
    unread: tuple[int, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    comments: tuple[Comment, ...] = ()
    notes: tuple[ReadingNote, ...] = ()
    indents: Mapping[tuple[int, int], int] = {}


class Workbook(Struct, frozen=True):
    """The worksheets in their order; sheets that hold only a chart are left out."""

    path: Path
    sheets: tuple[Sheet, ...]
