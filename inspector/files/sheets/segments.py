"""The sheet of road segments (路段红黑旗表): chiefs, units, scores and flags."""

from __future__ import annotations

from inspector.domain.publication import Publication, SegmentLine
from inspector.files.sheets import board_page, fit, page, style
from inspector.files.sheets.board_page import Frame
from inspector.files.sheets.grid import Book, Cell, Sheet
from inspector.wording import publication_sheet as words
from inspector.wording import sheet as sheet_words
from inspector.wording.redblack import mark

_WIDTHS = (7.0, 26.0, 26.0, 14.0, 14.0, 14.0, 24.0, 10.0, 14.0)


def add_segments_sheet(book: Book, told: Publication) -> None:
    """Add all road segments by rank, those that were not tested last."""
    heads = tuple(words.segment_heads())
    frame = Frame(words.segments_sheet(), _WIDTHS, heads)
    sheet = board_page.begin(book, told.ranking, frame)
    for line in told.segments:
        _write(sheet, line)
    if not told.segments:
        page.sentence_row(sheet, words.no_segments())
    board_page.end(sheet, told.ranking, frame, words.segment_notes())


def _write(sheet: Sheet, line: SegmentLine) -> None:
    chiefs = [sheet_words.joined(line.chiefs.get(role, ())) for role in words.chief_roles()]
    units = sheet_words.joined(line.units)
    flag = sheet_words.joined([mark(one) for one in line.marks])
    word = sheet.style(style.WORD)
    cells: list[Cell] = [
        (line.rank or "—", sheet.style(board_page.RANK)),
        (line.name, sheet.style(board_page.NAME)),
        (line.place, sheet.style(style.TEXT)),
        *[(chief, word) for chief in chiefs],
        (units, sheet.style(style.TEXT)),
        board_page.points(sheet, line.score),
        (flag, word),
    ]
    texts = [line.name, line.place, *chiefs, units, flag]
    widths = [_WIDTHS[1] - 2, *_WIDTHS[2:7], _WIDTHS[8]]
    wrapped = list(zip(texts, widths, strict=True))
    sheet.row(cells, fit.height(wrapped, 11, board_page.ROW, margin=4))
