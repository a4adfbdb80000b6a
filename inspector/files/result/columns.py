"""The table of results in a sheet: its header, found or guessed, and what was said of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec import Struct

from inspector.domain.import_mapping import ColumnMapping, bad_mapping, of_sheet
from inspector.domain.result_options import NO_OPTIONS, ResultField, ResultOptions
from inspector.files.cell import cell_text
from inspector.files.reader import Cell, Sheet
from inspector.files.result.fields import Table, find_fields
from inspector.files.result.heading import known_field
from inspector.files.result.value import is_value
from inspector.files.scheme.columns import squeezed
from inspector.files.table_head import Head, find_head, headless


class Asked(Struct, frozen=True):
    """What a person and the workspace say of a file: columns, options, known sites, today."""

    mapping: ColumnMapping = ()
    options: ResultOptions = NO_OPTIONS
    places: frozenset[str] = frozenset()
    today: date | None = None


def find_table(sheet: Sheet, asked: Asked) -> Table | None:
    """The table of a sheet; None where nothing tells places and points.

    Columns told by letter need no header.
    """
    told_here = of_sheet(asked.mapping, sheet.title)
    head = _head(sheet)
    if head is None:
        if not (told_here or asked.places) or not sheet.rows:
            return None
        head = headless(sheet)
    return find_fields(sheet, head, told_here, asked.places)


def check_mapping(book: Iterable[Sheet], tables: Iterable[Table | None], asked: Asked) -> None:
    """Raise ActionRefused (BAD_MAPPING) for a told column that no sheet has."""
    heads = {
        sheet.title: table.head if table else headless(sheet)
        for sheet, table in zip(book, tables, strict=True)
    }
    for column, field in asked.mapping:
        own = column.rpartition("!")[2]
        if not any(
            head.column(own) is not None
            for title, head in heads.items()
            if of_sheet(((column, field),), title)
        ):
            raise bad_mapping(column, ResultField)


def _head(sheet: Sheet) -> Head | None:
    def is_known(word: str) -> bool:
        return known_field(word) not in (None, ResultField.IGNORE)

    head = find_head(sheet, is_known) or find_head(sheet, is_known, 1)
    # A title is one text alone.
    if head is not None and any(sum(map(bool, row)) > 1 for row in head.rows):
        return head
    return _guessed_head(sheet)


def _guessed_head(sheet: Sheet) -> Head | None:
    """A row of short texts right above a row with numbers or days under them."""
    for index, row in enumerate(sheet.rows[:30]):
        texts = [at for at, cell in enumerate(row) if isinstance(cell, str) and cell_text(cell)]
        below = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else ()
        valued = [at for at in texts if at < len(below) and _is_counted(below[at])]
        if len(texts) >= 2 and valued and not any(is_value(row[at]) for at in texts):
            paths = {at: (cell_text(cell),) if at in texts else () for at, cell in enumerate(row)}
            return Head(index, index, paths, (tuple(squeezed(cell_text(cell)) for cell in row),))
    return None


def _is_counted(cell: Cell) -> bool:
    return isinstance(cell, int | Decimal | date) and not isinstance(cell, bool)
