"""The page of contents of a publication: the sheets that follow, each a click away."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from inspector.domain.board import Ranking
from inspector.files.sheets import fit, page, style
from inspector.files.sheets.grid import Book, Cell, Sheet
from inspector.files.sheets.style import Look
from inspector.wording import publication_sheet as words

_WIDTHS = (9.0, 38.0, 46.0, 47.0)
_HEAD, _ROW = 30.0, 25.0
_FIRST = 4

_NUMBER = Look(style.TIMES, 12, across="center", format="0")
_LINK = Look(style.HEI, 12, indent=1, wrap=True, underlined=True)
_TOLD = replace(style.TEXT, size=12, indent=1)


def open_contents(book: Book, ranking: Ranking) -> Sheet:
    """Add the sheet, to be filled when the others stand."""
    sheet = book.sheet(words.contents_sheet(), _WIDTHS)
    page.open_page(sheet, page.ranking_heading(ranking, words.contents_title(ranking)))
    head = sheet.style(style.HEAD)
    row = sheet.row([(text, head) for text in (*words.contents_heads(), None)], _HEAD)
    sheet.merge(row, 3, 4)
    return sheet


def fill_contents(sheet: Sheet, ranking: Ranking, listed: Sequence[tuple[Sheet, str]]) -> None:
    """Write a row for each of the sheets with what it tells, linked to its first cell."""
    for number, (other, said) in enumerate(listed, 1):
        cells: list[Cell] = [
            (number, sheet.style(_NUMBER)),
            (other.worksheet.title, sheet.style(_LINK)),
            (said, sheet.style(_TOLD)),
            (None, sheet.style(_TOLD)),
        ]
        row = sheet.row(cells, fit.height([(said, sheet.span(3, 4) - 2)], 12, _ROW))
        sheet.merge(row, 3, 4)
        sheet.link(row, 2, other)
    page.notes(sheet, words.contents_notes())
    page.signatures(sheet)
    page.finish(sheet, page.Printing(3, f"A{_FIRST}", page.ranking_footer(ranking)))
