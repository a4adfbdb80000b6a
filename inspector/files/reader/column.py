"""Rows of a sheet as columns on the wire, and columns as rows again."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from inspector.files.reader.frame import Column, Numbers, PlainCell, Table, Values
from inspector.files.reader.number_text import number_text, numbers_of
from inspector.files.reader.workbook import Cell

BLANK = ""
"""What stands for a blank cell before it becomes None in the parent."""

BLOCK_ROWS = 512
"""Rows that are turned into columns at once: few enough to stay in the processor's cache."""

# Excel shows and promises 15 digits; the file holds 17, so that 0.1 may stand there
# as 0.09999999999999998.
_DIGITS = ".15g"
_EXACT = 1e15
# What differs in the first rows is told cell by cell.
_SAMPLE = 64
_LEAST_SAMPLE = 16
_NUMBER_KINDS = {float, str}
_KEPT_NUMBERS = 100_000
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r") + b"\x7f"
_REPLACED = dict.fromkeys(_CONTROLS, "�")


def without_controls(text: str) -> str:
    """The text with every control character but tab and line breaks visibly replaced."""
    return text.translate(_REPLACED)


def has_controls(texts: Iterable[str]) -> bool:
    """Whether one of the texts holds such a control character."""
    # One pass over all bytes at once: a million short texts are searched in a tenth of a second.
    together = "".join(texts).encode("utf-8", "surrogatepass")
    return len(together.translate(None, _CONTROLS)) != len(together)


class ColumnWriter:
    """Turns rows of equal length into columns; counts their values and replaced controls."""

    def __init__(self) -> None:
        self.value_count = 0
        self.replaced_controls = False

    def columns(self, rows: Sequence[Sequence[Any]], first_column: int) -> list[Column]:
        """The columns, with `first_column` blank ones before them."""
        blank: Column = Table([None], [0] * len(rows))
        return [blank] * first_column + [self._column(each) for each in zip(*rows, strict=True)]

    def _column(self, column: tuple[Any, ...]) -> Column:
        kinds = set(map(type, column))
        if float in kinds and kinds <= _NUMBER_KINDS and _differs(column):
            text = number_text(column)
            if text is not None:
                self.value_count += len(column) - column.count(BLANK)
                return Numbers(text)
        if kinds == {float}:
            self.value_count += len(column)
            return Values(list(column))
        if bool in kinds and not kinds.isdisjoint((int, float)):
            # True is 1 for a table of different values.
            self.value_count += len(column) - column.count(BLANK)
            return Values([self._cell(value) for value in column])
        if kinds == {str} and _differs(column):
            self.value_count += len(column) - column.count(BLANK)
            return Values(self._texts(list(column)))
        different = dict.fromkeys(column)
        blanks = column.count(BLANK) if BLANK in different else 0
        self.value_count += len(column) - blanks
        cells = self._texts(list(different)) if kinds == {str} else list(map(self._cell, different))
        places = dict(zip(different, count()))
        return Table(cells, list(map(places.__getitem__, column)))

    def _texts(self, texts: list[str]) -> list[PlainCell]:
        if not has_controls(texts):
            return list(texts)
        self.replaced_controls = True
        return list(map(without_controls, texts))

    def _cell(self, value: Any) -> PlainCell:
        return self._texts([value])[0] if isinstance(value, str) else plain_cell(value)


def _differs(column: tuple[Any, ...]) -> bool:
    sample = column[:_SAMPLE]
    values = len(sample) - sample.count(BLANK)
    return 4 * len(set(sample)) > 3 * max(values, _LEAST_SAMPLE)


def plain_cell(value: Any) -> PlainCell:
    """One value as it goes over the wire."""
    if isinstance(value, datetime | date | time):
        return [type(value).__name__, value.isoformat()]
    if isinstance(value, timedelta):
        return ["timedelta", str(value.total_seconds())]
    return value  # type: ignore[no-any-return]


def cell_of(value: PlainCell) -> Cell:
    """The value of one cell from the wire."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, list):
        return _moment(*value)
    return value


class RowBuilder:
    """Turns columns of a sheet back into rows."""

    def __init__(self) -> None:
        # Points and counts repeat: each different number is made once.
        self._numbers: dict[float, Cell] = {}

    def rows(self, columns: Sequence[Column]) -> Iterable[tuple[Cell, ...]]:
        """The rows of a block, of which every column tells as many; ValueError otherwise."""
        return zip(*map(self._cells, columns), strict=True)

    def _cells(self, column: Column) -> Iterable[Cell]:
        if isinstance(column, Numbers):
            return numbers_of(column.text)
        if isinstance(column, Table):
            return map([cell_of(cell) for cell in column.cells].__getitem__, column.rows)
        cells = column.cells
        kinds = set(map(type, cells))
        if kinds == {str}:
            return [cell or None for cell in cells] if BLANK in cells else cells  # type: ignore[return-value,misc]
        if kinds == {float}:
            return self._floats(cells)  # type: ignore[arg-type]
        return map(cell_of, cells)

    def _floats(self, cells: list[float]) -> Iterable[Cell]:
        try:
            return list(map(self._numbers.__getitem__, cells))
        except KeyError:
            if len(self._numbers) > _KEPT_NUMBERS:
                self._numbers = {}
            new = set(cells).difference(self._numbers)
            self._numbers.update((value, _number(value)) for value in new)
        return map(self._numbers.__getitem__, cells)


def _number(value: float) -> Cell:
    if value.is_integer() and abs(value) < _EXACT:
        return int(value)
    if not math.isfinite(value):
        return str(value)
    short = Decimal(format(value, _DIGITS))
    return int(short) if short == short.to_integral_value() else short


def _moment(kind: str, text: str) -> Cell:
    match kind:
        case "datetime":
            return datetime.fromisoformat(text)
        case "date":
            return date.fromisoformat(text)
        case "time":
            return time.fromisoformat(text)
    return timedelta(seconds=float(text))
