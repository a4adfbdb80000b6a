"""The sheet of data (数据底表): every row behind the numbers, to be filtered and sorted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from inspector.domain.board import DataRow, Ranking
from inspector.domain.visit import AnswerState
from inspector.files.sheets import fit, page, style
from inspector.files.sheets.grid import Book, Cell, Sheet
from inspector.files.sheets.style import Look, Style
from inspector.wording import detail_sheet as details
from inspector.wording import sheet as words
from inspector.wording.visit import answer_state

_WIDTHS = (14, 10.5, 11, 20, 12, 20, 14, 9.5, 40, 9, 8, 8, 8, 7, 28, 7)
_HEAD, _ROW = 32.0, 15.5
_SIZE = 10

_TEXT = Look(style.FANG, _SIZE, wrap=True)
_WORD = replace(_TEXT, across="center")
_CODE = Look(style.TIMES, _SIZE, across="center", wrap=True)
_DAY = Look(style.TIMES, _SIZE, across="center", format=style.DAY)
_COUNT = Look(style.TIMES, _SIZE, across="right", format=style.COUNT)
_POINTS = replace(_COUNT, format=style.POINTS)
_BONUS = replace(_COUNT, format=style.BONUS)


def add_data_sheet(book: Book, ranking: Ranking, data_rows: Sequence[DataRow]) -> None:
    """Add the sheet of every item answered on the visits of the ranking."""
    sheet = book.sheet(words.data_sheet(), _WIDTHS)
    page.open_page(sheet, page.ranking_heading(ranking, words.data_title(ranking)))
    head = sheet.style(style.HEAD)
    last_head = sheet.row([(text, head) for text in details.data_heads()], _HEAD)
    if data_rows:
        sheet.rows(_rows(data_rows, _styles(sheet)), len(data_rows))
        first, last = sheet.area.split(":")
        sheet.worksheet.auto_filter.ref = f"{first[0]}{last_head}:{last}"
    else:
        page.sentence_row(sheet, details.no_data())
    page.notes(sheet, details.data_notes())
    footer = page.ranking_footer(ranking)
    page.finish(sheet, page.Printing(last_head, f"B{last_head + 1}", footer))


def _styles(sheet: Sheet) -> tuple[Style, ...]:
    return tuple(sheet.style(look) for look in (_TEXT, _WORD, _CODE, _DAY, _COUNT, _POINTS, _BONUS))


def _rows(
    data_rows: Sequence[DataRow], styles: tuple[Style, ...]
) -> Iterator[tuple[list[Cell], float]]:
    text, word, code, day, count, points, bonus = styles
    states = {state.value: answer_state(state) for state in AnswerState}
    for row in data_rows:
        units, inspectors = words.joined(row.units), words.joined(row.inspectors)
        cells: list[Cell] = [
            (row.visit_number, code),
            (row.day, day),
            (row.site_code, code),
            (row.site_name, text),
            (row.site_type, word),
            (units, text),
            (inspectors, text),
            (row.code, code),
            (row.text, text),
            (states.get(row.state) or answer_state(None), word),
            (row.full, points),
            (row.loss, points),
            (row.gain if row.gain != Decimal(0) else None, bonus),
            (row.occurrences or None, count),
            (row.note, text),
            (row.photos or None, count),
        ]
        yield cells, _height(row, units, inspectors)


def _height(row: DataRow, units: str, inspectors: str) -> float:
    texts = (
        (row.site_name, _WIDTHS[3]),
        (row.site_type, _WIDTHS[4]),
        (units, _WIDTHS[5]),
        (inspectors, _WIDTHS[6]),
        (row.text, _WIDTHS[8]),
        (row.note, _WIDTHS[14]),
    )
    return fit.height(texts, _SIZE, _ROW, margin=3)
