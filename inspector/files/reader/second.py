"""A second reading of a sheet, by other means than calamine, to see what would be lost.

calamine gives values quickly, but leaves out error values, formulas that were never calculated
and blank rows at the end. The second reading knows where values stand, and up to a limit what
they are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from msgspec import Struct, field

from inspector.domain.reading_note import ReadingNoteKind
from inspector.files.reader.frame import PlainCell

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_COMPARED = 50_000
"""Cells of a sheet that are compared by their values; of larger ones they are counted."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zone
_DAYS_1904 = 1462
# Excel counts a 29 February 1900, and programs differ on the days before it.
_SURE_DAY = 61
_HALF_SECOND = 0.5 / 86_400


BLANKS_PER_LEVEL = 3
"""Excel shows one level of indentation as wide as so many blanks."""

MAX_AREA = 8_000_000
"""Cells of the rectangles of all sheets together, blank ones too."""

MAX_PUT = 1_000_000
"""Errors of a sheet, which are kept one by one."""


class Present(Struct, frozen=True):
    """A cell that holds a value of which the second reading knows nothing more."""


PRESENT = Present()

Known = float | bool | str | Present
"""What the second reading knows of a cell; a moment is its number of days."""


class SecondReading(Struct):
    """What stands in one sheet; rows and columns count from 0.

    `value_counts` tell the values of each row. Where `total` is told there are none, only how
    many values the sheet has; `cells` is None above the limit of comparing.
    """

    height: int = 0
    width: int = 0
    total: int | None = None
    cells: dict[tuple[int, int], Known] | None = field(default_factory=dict)
    value_counts: dict[int, int] = field(default_factory=dict)
    uncalculated_rows: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] | None = None
    comments: list[tuple[int, int, str]] = field(default_factory=list)
    instead: list[tuple[int, int, PlainCell]] = field(default_factory=list)
    has_1904_dates: bool = False
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    notes: set[ReadingNoteKind] = field(default_factory=set)

    def stand_at(self, row: int) -> None:
        """A cell was met in this row, be it without a value; ValueError outside a sheet."""
        if not 0 <= row < MAX_ROWS:
            raise ValueError(f"row outside the sheet: {row + 1}")
        self.height = max(self.height, row + 1)

    def add(self, row: int, column: int, value: Known, indent: int = 0) -> None:
        """A cell holds a value; a text may have been indented by so many blanks."""
        if not 0 <= column < MAX_COLUMNS:
            raise ValueError(f"column outside the sheet: {column + 1}")
        self.width = max(self.width, column + 1)
        self.value_counts[row] = self.value_counts.get(row, 0) + 1
        if self.cells is not None:
            self.cells[row, column] = value
            if indent and isinstance(value, str | Present):
                self.indents[row, column] = indent
            if len(self.cells) > MAX_COMPARED:
                self.cells = None

    def put(self, row: int, column: int, value: PlainCell) -> None:
        """A cell holds what calamine leaves out or gives otherwise."""
        self.width = max(self.width, column + 1)
        self.instead.append((row, column, value))

    def add_repeated(self, rows: range, columns: range, value: Known, indent: int) -> None:
        """The same value stands in several rows and columns."""
        self.stand_at(rows[-1])
        if columns[-1] >= MAX_COLUMNS:
            raise ValueError(f"column outside the sheet: {columns[-1] + 1}")
        self.width = max(self.width, columns[-1] + 1)
        for row in rows:
            self.value_counts[row] = self.value_counts.get(row, 0) + len(columns)
        known = self.cells
        if known is not None and len(known) + len(rows) * len(columns) <= MAX_COMPARED:
            places = dict.fromkeys(((row, column) for row in rows for column in columns), value)
            known.update(places)
            if indent and isinstance(value, Present):
                self.indents.update(dict.fromkeys(places, indent))
        else:
            self.cells = None

    def put_repeated(self, rows: range, columns: range, value: PlainCell) -> None:
        """The same is put into several rows and columns."""
        self.stand_at(rows[-1])
        if len(self.instead) + len(rows) * len(columns) > MAX_PUT:
            raise ValueError("too many errors")
        for row in rows:
            for column in columns:
                self.put(row, column, value)

    def count_row(self, row: int, count: int, width: int) -> None:
        """A row holds so many values, the last one before the column `width`."""
        self.value_counts[row] = count
        self.width = max(self.width, width)
        self.cells = None

    @property
    def value_height(self) -> int:
        """The rows up to the last one with a value or with something put."""
        last_put = max((row for row, _, _ in self.instead), default=-1)
        return 1 + max(max(self.value_counts, default=-1), last_put)


def differing_rows(
    first_row: int, rows: Iterable[Sequence[Any]], second: SecondReading
) -> Iterable[int]:
    """The rows on which calamine's values, from A on, differ from the second reading."""
    cells = second.cells
    put = {(row, column) for row, column, _ in second.instead}
    for number, row in enumerate(rows, first_row):
        found = [
            (column, value)
            for column, value in enumerate(row)
            if value != "" and (number, column) not in put
        ]
        if len(found) != second.value_counts.get(number, 0) or (
            cells is not None
            and not all(
                _is_same(value, cells.get((number, column)), second.has_1904_dates)
                for column, value in found
            )
        ):
            yield number


def _is_same(value: Any, known: Known | None, has_1904_dates: bool) -> bool:
    if isinstance(known, Present):
        return True
    if isinstance(known, str):
        return isinstance(value, str) and (
            value == known or _unified(known) in (_unified(value), _with_plain_breaks(value))
        )
    if known is None or isinstance(value, str):
        return False
    days = _days(value, has_1904_dates)
    if days is None:
        return math.isclose(value, known, rel_tol=1e-14)
    is_unsure = isinstance(value, date) and known < _SURE_DAY
    return abs(days - known) <= _HALF_SECOND + is_unsure


def _days(value: Any, has_1904_dates: bool) -> float | None:
    """The number by which a sheet stores a moment, None for what is none."""
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400 + (
            value.microsecond / 86_400e6
        )
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime(*value.timetuple()[:3])  # noqa: DTZ001
        days = (moment - _DAY_ZERO) / timedelta(days=1)
        return days - _DAYS_1904 if has_1904_dates else days
    return None


def _unified(text: str) -> str:
    # Programs write line ends and control characters in several ways that mean the same.
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return _with_plain_breaks(plain)


def _with_plain_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
