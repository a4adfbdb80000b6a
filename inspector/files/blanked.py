"""A workbook with cells taken as blank, because somebody said so."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from inspector.domain.row_answer import Answers
from inspector.files.cell import letter
from inspector.files.reader import Cell, Sheet, Workbook


def blanked(book: Workbook, answers: Answers) -> Workbook:
    """The workbook as it is read by these answers; the same one where no cell is blanked."""
    blanks = answers.blanks()
    if not blanks:
        return book
    return replace(book, sheets=tuple(_sheet(sheet, blanks) for sheet in book.sheets))


def _sheet(sheet: Sheet, blanks: dict[tuple[str, int], frozenset[str]]) -> Sheet:
    rows = {row: letters for (title, row), letters in blanks.items() if title == sheet.title}
    if not rows:
        return sheet
    return replace(
        sheet,
        rows=tuple(
            _without(cells, rows[number]) if number in rows else cells
            for number, cells in enumerate(sheet.rows, 1)
        ),
    )


def _without(cells: Iterable[Cell], letters: frozenset[str]) -> tuple[Cell, ...]:
    return tuple(None if letter(at) in letters else cell for at, cell in enumerate(cells, 1))
