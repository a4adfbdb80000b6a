"""The sheets of items by units (测评项目 × 单位): mean points, one column a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from msgspec import Struct

from inspector.domain.board import BoardKind
from inspector.domain.points import apportion, printed
from inspector.domain.publication import Column, ItemLine, Publication, Scored, Sums, scored
from inspector.files.cell import letter
from inspector.files.sheets import board_page, fit, page, style
from inspector.files.sheets.board_page import Frame
from inspector.files.sheets.grid import Book, Cell, Sheet
from inspector.files.sheets.style import Look
from inspector.wording import publication_sheet as words
from inspector.wording import sheet as sheet_words

MOST_UNITS = 15
_NUMBER, _ITEM, _FULL = 6.0, 44.0, 8.5
_WIDE, _NARROW = 16.0, 8.5
_PAGE = 140.0
_LOW = 80


class _Stack(Struct, frozen=True):
    """One column: the points of every item as printed, None where not observed, and its score."""

    points: tuple[Decimal | None, ...]
    score: Scored


def matrix_parts(told: Publication) -> Iterator[tuple[str, tuple[Column, ...]]]:
    """The sheets to make: the key of the list and the units on it, so many as a page holds.

    The lists of a board of sites stand together, under no key.
    """
    is_sites = told.ranking.kind is BoardKind.SITES
    for group, columns in groupby(told.columns, key=lambda one: "" if is_sites else one.group):
        every = tuple(columns)
        for start in range(0, len(every), MOST_UNITS):
            yield group, every[start : start + MOST_UNITS]


def matrix_name(group: str) -> str:
    """The name of a sheet of some units."""
    return words.matrix_sheet(
        sheet_words.group(group) if group else words.holder_head(BoardKind.SITES)
    )


def add_matrix_sheet(book: Book, told: Publication, group: str, columns: Sequence[Column]) -> None:
    """Add the mean points of every item for some units, with what they add up to."""
    names = [column.name or sheet_words.group(column.group) for column in columns]
    room = (_PAGE - _NUMBER - _ITEM - _FULL) / (len(columns) + 1)
    each = max(_NARROW, min(_WIDE, room))
    frame = Frame(
        name=matrix_name(group),
        widths=(_NUMBER, _ITEM, _FULL, *[each] * len(columns), each),
        heads=(*words.matrix_heads(), *names, words.everything()),
        freeze="D",
    )
    sheet = board_page.begin(book, told.ranking, frame)
    counted = told.counted
    every = [[counted.by_item.get((one.holder, item.id)) for item in told.items] for one in columns]
    if any(sums is not None for column in every for sums in column):
        every.append([counted.items.get(item.id) for item in told.items])
        full = [printed(scored([counted.items[item.id]]).full) for item in told.items]
        _write(sheet, told.items, full, [_stack(column) for column in every])
    else:
        page.sentence_row(sheet, words.no_item_observed())
    board_page.end(sheet, told.ranking, frame, words.matrix_notes(_LOW))


def _stack(sums: Sequence[Sums | None]) -> _Stack:
    score = scored(one for one in sums if one is not None)
    exact = [Fraction(one.full - one.lost) / one.n for one in sums if one is not None]
    told = iter(apportion(exact, printed(score.got)))
    return _Stack(tuple(None if one is None else next(told) for one in sums), score)


def _write(
    sheet: Sheet, items: Sequence[ItemLine], full: Sequence[Decimal], stacks: Sequence[_Stack]
) -> None:
    section, first = "", sheet.next_row
    for place, item in enumerate(items):
        if item.section != section:
            section = item.section
            sheet.merged_row(section, style.GROUP, 21)
        said = f"{item.code} {item.text}".strip()
        cells: list[Cell] = [
            (place + 1, sheet.style(board_page.RANK)),
            (said, sheet.style(style.TEXT)),
            (full[place], sheet.style(style.SCORE)),
            *(board_page.points(sheet, stack.points[place]) for stack in stacks),
        ]
        sheet.row(cells, fit.height([(said, _ITEM)], 11, board_page.ROW, margin=4))
    last = letter(sheet.columns)
    formula = f"AND(ISNUMBER(D{first}),ISNUMBER($C{first}),100*D{first}<{_LOW}*$C{first})"
    board_page.mark(sheet, f"D{first}:{last}{sheet.next_row - 1}", formula)
    scores = [stack.score for stack in stacks]
    _foot(sheet, words.subtotal(), [one.got if one.n else None for one in scores])
    _foot(sheet, words.full_mark_row(), [one.full if one.n else None for one in scores])
    _foot(sheet, words.rate_row(), [one.rate for one in scores])


def _foot(sheet: Sheet, name: str, values: Sequence[Fraction | None]) -> None:
    total: Look = board_page.TOTAL
    cells: list[Cell] = [(name, sheet.style(total)), *[(None, sheet.style(total))] * 2]
    cells += [board_page.figure(sheet, value, board_page.TOTAL_SCORE) for value in values]
    row = sheet.row(cells, board_page.ROW)
    sheet.merge(row, 1, 3)
