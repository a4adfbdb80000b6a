"""A workbook with cells taken as blank, or as another value, because somebody said so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec.structs import replace

from inspector.domain.row_answer import Answers, RowKey
from inspector.files.cell import letter
from inspector.files.reader import Cell, Sheet, Workbook

_PLAIN_NUMBER = re.compile(r"[+-]?(0|[1-9]\d{0,11})(\.\d{1,9})?")


def blanked(book: Workbook, answers: Answers) -> Workbook:
    """The workbook as it is read by these answers; the same one where they are about no cell."""
    told: dict[RowKey, dict[str, Cell]] = {}
    for key, letters in answers.blanks().items():
        told.setdefault(key, {}).update(dict.fromkeys(letters))
    for key, values in answers.values().items():
        told.setdefault(key, {}).update({at: _typed(value) for at, value in values.items()})
    if not told:
        return book
    return replace(book, sheets=tuple(_sheet(sheet, told) for sheet in book.sheets))


def _typed(text: str) -> Cell:
    """What Excel makes of a text that is typed into a cell: a number where it is a plain one."""
    shown = text.strip()
    return Decimal(shown) if _PLAIN_NUMBER.fullmatch(shown) else shown or None


def _sheet(sheet: Sheet, told: Mapping[RowKey, Mapping[str, Cell]]) -> Sheet:
    rows = {row: cells for (title, row), cells in told.items() if title == sheet.title}
    if not rows:
        return sheet
    return replace(
        sheet,
        rows=tuple(
            _instead(cells, rows[number]) if number in rows else cells
            for number, cells in enumerate(sheet.rows, 1)
        ),
    )


def _instead(cells: Iterable[Cell], told: Mapping[str, Cell]) -> tuple[Cell, ...]:
    return tuple(told.get(letter(at), cell) for at, cell in enumerate(cells, 1))
