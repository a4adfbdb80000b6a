"""A worksheet as the import preview shows it: texts, numbers, merged ranges, columns, places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from msgspec import Struct

from inspector.domain.import_preview import (
    ColumnPreview,
    PointsBalance,
    RowState,
    SheetPreview,
    Span,
)
from inspector.errors import CellRefused, FileRefused, InspectorError
from inspector.files.cell import cell_text, letter
from inspector.files.reader import Cell, Sheet, Workbook

_SEARCHED_ROWS = 30


class Place(Struct, frozen=True):
    """Where a refusal points to; row from 1, column from 0."""

    sheet: str
    row: int | None
    column: int | None

    @property
    def letter(self) -> str:
        """The letter of the column."""
        return "" if self.column is None else letter(self.column + 1)


def sheet_preview(
    sheet: Sheet,
    states: Sequence[RowState],
    columns: tuple[ColumnPreview, ...],
    *,
    was: Mapping[tuple[int, int], str] | None = None,
    points: PointsBalance | None = None,
    can_map: bool = False,
) -> SheetPreview:
    """The sheet with the fate of each of its rows."""
    return SheetPreview(
        title=sheet.title,
        cells=tuple(tuple(map(_shown, row)) for row in sheet.rows),
        states=tuple(states),
        columns=columns,
        spans=tuple(
            Span(
                merge.first_row,
                merge.first_column,
                merge.last_row - merge.first_row + 1,
                merge.last_column - merge.first_column + 1,
            )
            for merge in sheet.merges
        ),
        was=was or {},
        points=points,
        can_map=can_map,
    )


def heading_columns(
    sheet: Sheet, header: int | None, fields: Mapping[int, str] | None = None
) -> tuple[ColumnPreview, ...]:
    """Every column with its heading in the row `header` (from 0; None for none) and its field."""
    width = len(sheet.rows[0]) if sheet.rows else 0
    heads = sheet.rows[header] if header is not None else (None,) * width
    named = fields or {}
    return tuple(
        ColumnPreview(letter(at + 1), cell_text(heads[at]), named.get(at, ""))
        for at in range(width)
    )


def is_blank(row: Sequence[Cell]) -> bool:
    """Whether nothing can be read in a row."""
    return not any(cell_text(cell) for cell in row)


def first_text(row: Sequence[Cell]) -> str:
    """The first thing that stands in a row."""
    return next((text for cell in row if (text := cell_text(cell))), "")


def place_of(book: Workbook, error: InspectorError) -> Place | None:
    """The cell, row or sheet that a refusal is about."""
    if isinstance(error, FileRefused):
        return None if error.sheet is None else Place(error.sheet, error.row, None)
    if not isinstance(error, CellRefused):
        return None
    sheet = next((each for each in book.sheets if each.title == error.sheet), None)
    column = None if sheet is None else _column(sheet, error.column)
    return Place(error.sheet, error.row, column)


def _column(sheet: Sheet, named: str) -> int | None:
    """A column by its heading, or by its letter with or without the heading behind it."""
    for row in sheet.rows[:_SEARCHED_ROWS]:
        for at, cell in enumerate(row):
            if named and cell_text(cell) == named:
                return at
    width = len(sheet.rows[0]) if sheet.rows else 0
    letters = [letter(at + 1) for at in range(width)]
    first = named.split(" ")[0]
    return letters.index(first) if first in letters else None


def _shown(cell: Cell) -> str | Decimal:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | Decimal):
        return Decimal(cell)
    if isinstance(cell, datetime) and (cell.hour or cell.minute):
        return cell.strftime("%Y-%m-%d %H:%M")
    return cell_text(cell)
