"""The sheet of a plan: who visits which site on which day, with seed and rule below it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from inspector.domain.plan import PlanSheet
from inspector.files.sheets import fit, page, style
from inspector.files.sheets.grid import Book, Cell, Sheet
from inspector.files.sheets.style import Look
from inspector.progress import Progress
from inspector.wording import plan as words
from inspector.wording import sheet as sheet_words

_WIDTHS = (12, 11, 11, 10, 32, 19, 17, 10, 9, 16)
_SIZE, _LINE, _HEAD = 11, 20.0, 24.0
_NAME, _SITE_TYPE, _UNIT, _DONE = 4, 5, 6, 9
_TEXT = Look(style.FANG, _SIZE, wrap=True)
_LOOKS = (
    style.WORD,
    style.WORD,
    style.WORD,
    style.CODE,
    _TEXT,
    style.WORD,
    _TEXT,
    style.WORD,
    replace(style.FIGURE, format="0.00_ "),
    style.WORD,
)
_RISK = 8


def write_plan(path: Path, plan: PlanSheet, printed: date, progress: Progress) -> Path:
    """Write the plan whole or not at all; raises FileRefused and Cancelled."""
    book = Book(words.title(plan))
    sheet = book.sheet(words.sheet_name(), _WIDTHS)
    mark = sheet_words.sample_mark() if plan.is_sample else ""
    left = "  ".join(text for text in (mark, words.sites(len(plan.lines))) if text)
    period = sheet_words.period(words.week(plan))
    right = "  ".join(text for text in (plan.office, sheet_words.day(printed)) if text)
    page.open_page(sheet, page.Heading(words.title(plan), left, period, right))
    head = sheet.style(style.HEAD)
    heads = sheet.row([(text, head) for text in words.heads()], _HEAD)
    if plan.lines:
        sheet.rows(_rows(sheet, plan), len(plan.lines))
        sheet.worksheet.auto_filter.ref = f"A{heads}:J{sheet.next_row - 1}"
    else:
        page.sentence_row(sheet, words.nothing_planned())
    page.notes(sheet, words.notes(plan))
    page.signatures(sheet)
    footer = words.footer(plan, printed)
    page.finish(sheet, page.Printing(heads, f"A{heads + 1}", footer, first=heads))
    return book.save(path, progress)


def _rows(sheet: Sheet, plan: PlanSheet) -> Iterator[tuple[list[Cell], float]]:
    styles = [sheet.style(look) for look in _LOOKS]
    dash = sheet.style(style.DASH)

    def made() -> Iterator[tuple[list[Cell], float]]:
        for line in plan.lines:
            texts = words.cells(line)
            cells: list[Cell] = list(zip(texts, styles, strict=True))
            cells[_RISK] = (line.risk, styles[_RISK]) if line.risk is not None else ("—", dash)
            wide = [(texts[at], _WIDTHS[at]) for at in (_NAME, _SITE_TYPE, _UNIT, _DONE)]
            yield cells, fit.height(wide, _SIZE, _LINE, margin=3)

    return made()
