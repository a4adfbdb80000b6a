"""The sheet of one why card: every line of its loss, and what else explains its rank."""

from __future__ import annotations

from pathlib import Path

from inspector.domain.board import Ranking
from inspector.domain.why_card import WhyCard
from inspector.files.sheets import fit, page, style
from inspector.files.sheets.grid import Book, Sheet
from inspector.files.sheets.losses import (
    HEAD_HEIGHT,
    Block,
    block_rows,
    mark_large,
    widths,
    write_block,
)
from inspector.progress import SILENT, Progress
from inspector.wording import detail_sheet as details
from inspector.wording import why_sheet as words

_SECTION = 19.0
_FACT = 18.0


def write_why(path: Path, ranking: Ranking, card: WhyCard, progress: Progress = SILENT) -> Path:
    """Write the card of a row whole or not at all; raises FileRefused and Cancelled."""
    explanation = card.why.explanation
    row = explanation.row
    book = Book(words.title(ranking, row.name))
    sheet = book.sheet(words.sheet_name(), widths([explanation]))
    page.open_page(sheet, page.ranking_heading(ranking, words.title(ranking, row.name)))
    head = sheet.style(style.HEAD)
    last_head = sheet.row([(text, head) for text in details.losses_heads()], HEAD_HEIGHT)
    for title, facts in words.sections(card):
        sheet.merged_row(title, style.GROUP, _SECTION)
        for fact in facts:
            _fact_row(sheet, fact)
    first = sheet.next_row
    if row.score is None:
        page.sentence_row(sheet, words.no_score(row.name))
    else:
        block = Block(explanation, row.score, explanation.losses, (), ())
        write_block(sheet, block, block_rows(sheet, ranking, block))
    mark_large(sheet, first)
    page.notes(sheet, words.notes(ranking))
    page.signatures(sheet)
    footer = page.ranking_footer(ranking)
    page.finish(sheet, page.Printing(last_head, f"D{last_head + 1}", footer))
    return book.save(path, progress)


def _fact_row(sheet: Sheet, fact: str) -> None:
    width = sheet.span(1, sheet.columns)
    height = fit.height([(fact, width)], style.TEXT.size, _FACT, margin=3)
    sheet.merged_row(fact, style.TEXT, height)
