"""The sheet of the analysis of losses (失分分析): by kind of problem and by site type."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from inspector.domain.points import apportion
from inspector.domain.publication import Comparison, LostPart, Publication
from inspector.files.sheets import board_page, chart, fit, page, style
from inspector.files.sheets.board_page import Frame
from inspector.files.sheets.grid import Book, Cell, Sheet
from inspector.wording import analysis_sheet as kinds
from inspector.wording import publication_sheet as words

_WIDTHS = (8.0, 55.0, 17.0, 17.0, 17.0, 17.0, 17.0, 17.0)
_ZERO = Decimal(0)
_CHANGE = replace(style.FIGURE, format=style.SCORE_CHANGE)
_MOST_BARS = 12


def add_analysis_sheet(book: Book, told: Publication) -> None:
    """Add what was lost beside the period before, in two tables with a chart below each."""
    heads = tuple(kinds.analysis_heads(kinds.by_aspect()))
    # Each table has its own heads, so that only the title repeats.
    frame = Frame(words.analysis_sheet(), _WIDTHS, heads, repeat=2)
    sheet = board_page.begin(book, told.ranking, frame)
    repeated = sheet.height - board_page.HEAD
    if told.types:
        _write(sheet, kinds.by_aspect(), told.aspects, repeated)
        page.break_before(sheet, sheet.next_row)
        head = sheet.style(style.HEAD)
        sheet.row([(text, head) for text in kinds.analysis_heads(kinds.by_type())], board_page.HEAD)
        _write(sheet, kinds.by_type(), told.types, repeated)
    else:
        page.sentence_row(sheet, kinds.nothing_lost())
    board_page.end(sheet, told.ranking, frame, kinds.analysis_notes())


def _write(sheet: Sheet, by: str, parts: Sequence[Comparison], repeated: float) -> None:
    leaf = board_page.Leaf(sheet, repeated + board_page.HEAD)
    now, before = _shares([one.now for one in parts]), _shares([one.before for one in parts])
    first = sheet.next_row
    for place, part in enumerate(parts):
        name = part.now.name or kinds.no_aspect()
        change = None
        if (share := now[place]) is not None and (earlier := before[place]) is not None:
            change = share - earlier
        cells: list[Cell] = [
            (place + 1, sheet.style(board_page.RANK)),
            (name, sheet.style(board_page.NAME)),
            (part.now.count, sheet.style(style.FIGURE)),
            (part.now.lost, sheet.style(style.SCORE)),
            board_page.points(sheet, now[place]),
            (part.before.lost, sheet.style(style.SCORE)),
            board_page.points(sheet, before[place]),
            board_page.points(sheet, change, _CHANGE),
        ]
        sheet.row(cells, fit.height([(name, _WIDTHS[1] - 2)], 11, board_page.ROW))
    last = sheet.next_row - 1
    board_page.mark(sheet, f"H{first}:H{last}", f"AND(ISNUMBER($H{first}),$H{first}>0)")
    _total(sheet, parts, now, before)
    leaf.keep(chart.HEIGHT)
    most = min(last, first + _MOST_BARS - 1)
    count = most - first + 1
    names = tuple(part.now.name or kinds.no_aspect() for part in parts[:count])
    lines = [
        chart.Line(kinds.this_period(), f"$E${first}:$E${most}", tuple(now[:count])),
        chart.Line(kinds.period_before(), f"$G${first}:$G${most}", tuple(before[:count])),
    ]
    known = [line for line in lines if any(value is not None for value in line.values)]
    axis = chart.Axis(f"$B${first}:$B${most}", names)
    chart.add_bars(sheet, kinds.share_chart(by), axis, known)


def _shares(parts: Sequence[LostPart]) -> list[Decimal | None]:
    """Shares of 100 that add up as printed; none at all where nothing was lost."""
    exact = [part.share for part in parts if part.share is not None]
    if len(exact) < len(parts):
        return [None] * len(parts)
    return list(apportion(exact, Decimal(100)))


def _total(
    sheet: Sheet,
    parts: Sequence[Comparison],
    now: Sequence[Decimal | None],
    before: Sequence[Decimal | None],
) -> None:
    total, score = sheet.style(board_page.TOTAL), board_page.TOTAL_SCORE
    cells: list[Cell] = [
        (words.total(), total),
        (None, total),
        (sum(part.now.count for part in parts), sheet.style(board_page.TOTAL_COUNT)),
        (sum((part.now.lost for part in parts), _ZERO), sheet.style(score)),
        board_page.points(sheet, None if None in now else Decimal(100), score),
        (sum((part.before.lost for part in parts), _ZERO), sheet.style(score)),
        board_page.points(sheet, None if None in before else Decimal(100), score),
        (None, total),
    ]
    row = sheet.row(cells, board_page.ROW)
    sheet.merge(row, 1, 2)
