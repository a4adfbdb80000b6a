"""The sheets of scores by unit and by item (单位得分表, 测评项目得分表)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from inspector.domain.board import BoardKind
from inspector.domain.points import apportion, printed
from inspector.domain.publication import Column, Holder, ItemLine, Publication, Scored, scored
from inspector.files.sheets import board_page, fit, page, style
from inspector.files.sheets.board_page import Frame
from inspector.files.sheets.grid import Book, Cell, Sheet
from inspector.wording import publication_sheet as words
from inspector.wording import sheet as sheet_words

_UNIT_WIDTHS = (7.0, 36.0, 10.0, 12.0, 14.0, 14.0, 14.0, 10.0)
_ITEM_WIDTHS = (7.0, 13.0, 50.0, 13.0, 13.0, 13.0, 13.0, 13.0)


def add_unit_score_sheet(book: Book, told: Publication) -> None:
    """Add the score of every unit over its items; ranks begin anew on every list."""
    ranking = told.ranking
    is_sites = ranking.kind is BoardKind.SITES
    heads = tuple(words.unit_score_heads(ranking.kind))
    frame = Frame(words.unit_score_sheet(), _UNIT_WIDTHS, heads)
    sheet = board_page.begin(book, ranking, frame)
    if told.counted.items:
        for group, columns in groupby(told.columns, key=lambda one: "" if is_sites else one.group):
            if group:
                sheet.merged_row(sheet_words.group(group), style.GROUP, 21)
            _write_units(sheet, told, list(columns))
    else:
        page.sentence_row(sheet, words.nothing_observed())
    notes = words.score_notes(sheet_words.ranking_sheet(ranking.period))
    board_page.end(sheet, ranking, frame, notes)


def add_item_score_sheet(book: Book, told: Publication) -> None:
    """Add the mean points of every item, each observation once, section by section."""
    ranking = told.ranking
    frame = Frame(words.item_score_sheet(), _ITEM_WIDTHS, tuple(words.item_score_heads()), "D")
    sheet = board_page.begin(book, ranking, frame)
    if told.items:
        _write_items(sheet, told)
    else:
        page.sentence_row(sheet, words.nothing_observed())
    notes = words.score_notes(sheet_words.ranking_sheet(ranking.period))
    board_page.end(sheet, ranking, frame, notes)


def _ranks(scores: Sequence[Scored]) -> list[int | None]:
    """Competition ranks by the printed rate; equal printed rates share one."""
    rates = [None if one.rate is None else printed(one.rate) for one in scores]
    known = [rate for rate in rates if rate is not None]
    return [None if rate is None else 1 + sum(other > rate for other in known) for rate in rates]


def _write_units(sheet: Sheet, told: Publication, columns: Sequence[Column]) -> None:
    found = [_of_holder(told, column.holder) for column in columns]
    ranks = _ranks([score for score, _items in found])
    lines = zip(columns, found, ranks, strict=True)
    for number, (column, (score, items), rank) in enumerate(lines, 1):
        name = column.name or sheet_words.group(column.group)
        cells: list[Cell] = [
            (number, sheet.style(board_page.RANK)),
            (name, sheet.style(board_page.NAME)),
            (items, sheet.style(style.FIGURE)),
            (score.n, sheet.style(style.FIGURE)),
            *_figures(sheet, score, rank),
        ]
        sheet.row(cells, fit.height([(name, _UNIT_WIDTHS[1] - 2)], 11, board_page.ROW))


def _of_holder(told: Publication, holder: Holder) -> tuple[Scored, int]:
    by_item = told.counted.by_item
    sums = [by_item[key] for item in told.items if (key := (holder, item.id)) in by_item]
    return scored(sums), len(sums)


def _figures(sheet: Sheet, score: Scored, rank: int | None) -> list[Cell]:
    rate = score.rate
    return [
        board_page.figure(sheet, score.full if score.n else None),
        board_page.figure(sheet, score.got if score.n else None),
        board_page.figure(sheet, rate),
        (rank or "—", sheet.style(board_page.RANK)),
    ]


def _write_items(sheet: Sheet, told: Publication) -> None:
    scores = [scored([told.counted.items[item.id]]) for item in told.items]
    whole = scored(told.counted.items[item.id] for item in told.items)
    # What is printed adds up to the printed total, in both columns.
    full = apportion([one.full for one in scores], printed(whole.full))
    got = apportion([one.got for one in scores], printed(whole.got))
    section = ""
    lines = zip(told.items, scores, _ranks(scores), full, got, strict=True)
    for number, (item, score, rank, most, points) in enumerate(lines, 1):
        if item.section != section:
            section = item.section
            sheet.merged_row(section, style.GROUP, 21)
        cells = [
            *_named(sheet, number, item),
            (score.n, sheet.style(style.FIGURE)),
            (most, sheet.style(style.SCORE)),
            (points, sheet.style(style.SCORE)),
            board_page.figure(sheet, score.rate),
            (rank or "—", sheet.style(board_page.RANK)),
        ]
        sheet.row(cells, _height(item))
    total = sheet.style(board_page.TOTAL)
    row = sheet.row(
        [
            (words.total(), total),
            (None, total),
            (None, total),
            (whole.n, sheet.style(board_page.TOTAL_COUNT)),
            *[
                board_page.figure(sheet, value, board_page.TOTAL_SCORE)
                for value in (whole.full, whole.got, whole.rate)
            ],
            (None, total),
        ],
        board_page.ROW,
    )
    sheet.merge(row, 1, 3)


def _named(sheet: Sheet, number: int, item: ItemLine) -> list[Cell]:
    return [
        (number, sheet.style(board_page.RANK)),
        (item.code, sheet.style(style.CODE)),
        (item.text, sheet.style(style.TEXT)),
    ]


def _height(item: ItemLine) -> float:
    return fit.height([(item.text, _ITEM_WIDTHS[2])], 11, board_page.ROW, margin=4)
