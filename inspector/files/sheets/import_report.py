"""The workbook of an import's report: the sums, the rows that were not taken, all rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from inspector.domain.import_preview import RowState
from inspector.domain.import_report import ImportReport, ReportRow
from inspector.files.sheets import fit, page, style
from inspector.files.sheets.grid import Book, Cell, Sheet
from inspector.files.sheets.style import Look, Style
from inspector.progress import Progress
from inspector.wording import import_report as words
from inspector.wording.import_preview import row_state

_SUMS = (22, 12, 26, 26, 14)
_WIDTHS = (16, 7, 11, 40, 20, 26, 56)
_SIZE, _LINE, _HEAD = 10, 15.5, 24.0
_LONGEST = 300

_TEXT = Look(style.FANG, _SIZE, wrap=True)
_WORD = replace(_TEXT, across="center")
_COUNT = Look(style.TIMES, _SIZE, across="right", format=style.COUNT)
_SUM = replace(_COUNT, bold=True, fill=style.GROUP_FILL)


def write_report(path: Path, report: ImportReport, office: str, progress: Progress) -> Path:
    """Write the report whole or not at all; raises FileRefused and Cancelled."""
    book = Book(words.title(report.kind))
    _add_sums(book, report, office)
    missing = report.missing
    if missing:
        _add_rows(book, report, words.missing_sheet(), missing)
    _add_rows(book, report, words.rows_sheet(), report.rows)
    return book.save(path, progress)


def _add_sums(book: Book, report: ImportReport, office: str) -> None:
    sheet = book.sheet(words.report_sheet(), _SUMS)
    local = report.moment.astimezone()
    heading = page.Heading(
        words.title(report.kind), office, words.headline(report), f"{local:%Y.%m.%d %H:%M}"
    )
    page.open_page(sheet, heading, portrait=True)
    first = sheet.next_row
    for label, text in words.facts(report):
        _fact(sheet, label, text)
    _gap(sheet)
    _counts(sheet, report)
    _gap(sheet)
    _columns(sheet, report)
    printing = page.Printing(first, f"A{first}", words.footer(report), first=first, portrait=True)
    page.finish(sheet, printing)


def _fact(sheet: Sheet, label: str, text: str) -> None:
    made = sheet.style(_TEXT)
    height = fit.height([(text, sheet.span(2, sheet.columns))], _SIZE, 20, margin=3)
    cells: list[Cell] = [(label, sheet.style(_WORD)), (text, made)]
    row = sheet.row([*cells, *[(None, made)] * (sheet.columns - 2)], height)
    sheet.merge(row, 2, sheet.columns)


def _counts(sheet: Sheet, report: ImportReport) -> None:
    counts = report.counts
    word, count = sheet.style(_WORD), sheet.style(_COUNT)
    _heads(sheet, words.count_heads())
    for state in RowState:
        if counts[state]:
            _line(sheet, [(row_state(state), word), (counts[state], count)])
    whole = sheet.style(replace(_SUM, across="center"))
    _line(sheet, [(words.all_rows(), whole), (len(report.rows), sheet.style(_SUM))])


def _columns(sheet: Sheet, report: ImportReport) -> None:
    if not report.columns:
        return
    text, word = sheet.style(_TEXT), sheet.style(_WORD)
    _heads(sheet, words.column_heads())
    for each in report.columns:
        texts = ((each.sheet, _SUMS[0]), (each.heading, _SUMS[2]), (each.field, _SUMS[3]))
        cells: list[Cell] = [
            (each.sheet, text),
            (each.letter, word),
            (each.heading, text),
            (each.field, text),
            (words.chosen_by(each.is_told) if each.field else "—", word),
        ]
        sheet.row(cells, fit.height(texts, _SIZE, 18, margin=3))


def _heads(sheet: Sheet, heads: Sequence[str]) -> None:
    head = sheet.style(style.HEAD)
    _line(sheet, [(text, head) for text in heads], _HEAD)


def _line(sheet: Sheet, cells: Sequence[Cell], height: float = 18) -> None:
    bare = sheet.style(replace(_TEXT, lines=False))
    sheet.row([*cells, *[(None, bare)] * (sheet.columns - len(cells))], height)


def _gap(sheet: Sheet) -> None:
    _line(sheet, [], 12)


def _add_rows(book: Book, report: ImportReport, title: str, rows: Sequence[ReportRow]) -> None:
    sheet = book.sheet(title, _WIDTHS)
    head = sheet.style(style.HEAD)
    sheet.row([(text, head) for text in words.row_heads()], _HEAD)
    sheet.rows(_row_cells(rows, sheet.style(_TEXT), sheet.style(_WORD)), len(rows))
    sheet.worksheet.auto_filter.ref = sheet.area
    page.finish(sheet, page.Printing(1, "A2", words.footer(report)))


def _row_cells(
    rows: Sequence[ReportRow], text: Style, word: Style
) -> Iterator[tuple[list[Cell], float]]:
    for row in rows:
        stands = row.text if len(row.text) <= _LONGEST else f"{row.text[:_LONGEST]}…"
        cells: list[Cell] = [
            (row.sheet, text),
            (row.row, word),
            (row_state(row.state), word),
            (row.reason, text),
            (row.answer, text),
            (row.became, text),
            (stands, text),
        ]
        told = ((row.sheet, 0), (row.reason, 3), (row.answer, 4), (row.became, 5), (stands, 6))
        texts = [(said, _WIDTHS[at]) for said, at in told]
        yield cells, fit.height(texts, _SIZE, _LINE, margin=3)
