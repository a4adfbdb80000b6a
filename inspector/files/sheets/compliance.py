"""The sheet of compliance (符合率表): observations by unit and site type."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.domain.points import printed
from inspector.domain.publication import Column, Publication, Sums, joined
from inspector.files.sheets import board_page, fit, page, style
from inspector.files.sheets.board_page import Frame
from inspector.files.sheets.grid import Book, Cell, Sheet
from inspector.files.sheets.style import Look
from inspector.wording import publication_sheet as words
from inspector.wording import sheet as sheet_words

_WIDTHS = (26.0, 26.0, 12.0, 12.0, 12.0, 14.0, 14.0)
_FIRST = 4


def add_compliance_sheet(book: Book, told: Publication) -> None:
    """Add how many observations conform by unit and site type, and in all."""
    ranking = told.ranking
    heads = tuple(words.compliance_heads(ranking.kind))
    frame = Frame(words.compliance_sheet(), _WIDTHS, heads)
    sheet = board_page.begin(book, ranking, frame)
    whole = told.counted.whole
    if whole.n:
        leaf = board_page.Leaf(sheet)
        for column in told.columns:
            _write_holder(sheet, leaf, told, column)
        _write_whole(sheet, whole)
        _mark(sheet)
    else:
        page.sentence_row(sheet, words.nothing_observed())
    board_page.end(sheet, ranking, frame, words.compliance_notes())


def _types(told: Publication) -> list[str]:
    return list(dict.fromkeys((*told.ranking.part_names, *sorted(told.counted.types))))


def _write_holder(sheet: Sheet, leaf: board_page.Leaf, told: Publication, column: Column) -> None:
    sums = [
        (name, found)
        for name in _types(told)
        if (found := told.counted.by_type.get((column.holder, name))) is not None
    ]
    name = column.name or sheet_words.group(column.group)
    if not sums:
        _row(sheet, (name, ""), Sums(), (board_page.NAME, style.WORD))
        return
    looks = (board_page.NAME, style.WORD, style.FIGURE, style.SCORE)
    leaf.keep(board_page.ROW * (len(sums) + 1))
    first = sheet.next_row
    for place, (site_type, found) in enumerate(sums):
        _row(sheet, ("" if place else name, site_type), found, looks)
    if len(sums) > 1:
        whole = joined(found for _name, found in sums)
        looks = (board_page.NAME, board_page.TOTAL, board_page.TOTAL_COUNT, board_page.TOTAL_SCORE)
        last = _row(sheet, ("", words.subtotal()), whole, looks)
        sheet.merge(first, 1, 1, last)


def _write_whole(sheet: Sheet, whole: Sums) -> None:
    total = board_page.TOTAL
    looks = (total, total, board_page.TOTAL_COUNT, board_page.TOTAL_SCORE)
    row = _row(sheet, (words.everything(), ""), whole, looks)
    sheet.merge(row, 1, 2)


def _row(sheet: Sheet, names: tuple[str, str], sums: Sums, looks: Sequence[Look]) -> int:
    cells: list[Cell] = [
        (text, sheet.style(look)) for text, look in zip(names, looks[:2], strict=True)
    ]
    rate = sums.rate
    if rate is None:
        cells += [(0, sheet.style(style.FIGURE)), *[("—", sheet.style(style.DASH))] * 4]
    else:
        conforming = printed(rate)
        counts = (sums.n, sums.conforming, sums.n - sums.conforming)
        cells += [(count, sheet.style(looks[2])) for count in counts]
        # What does not conform is the rest, so that both printed rates make 100.
        cells += [(each, sheet.style(looks[3])) for each in (conforming, 100 - conforming)]
    wrapped = [(text, width - 2) for text, width in zip(names, _WIDTHS, strict=False)]
    return sheet.row(cells, fit.height(wrapped, 11, board_page.ROW))


def _mark(sheet: Sheet) -> None:
    last = sheet.next_row - 1
    formula = f"AND(ISNUMBER($F{_FIRST}),$F{_FIRST}<$F${last})"
    board_page.mark(sheet, f"F{_FIRST}:F{last}", formula)
