"""The breakdown of the criteria (分解表): every standard with those who answer for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspector.domain.publication import Publication
from inspector.domain.scheme import Item, Scheme
from inspector.files.sheets import board_page, fit, page, style
from inspector.files.sheets.board_page import Frame
from inspector.files.sheets.grid import Book, Cell, Sheet
from inspector.wording import analysis_sheet as kinds
from inspector.wording import publication_sheet as words
from inspector.wording import sheet as sheet_words

_NUMBER, _SECTION = 6.0, 17.0
_REST = (40.0, 8.0, 34.0, 18.0, 12.0, 18.0)
_MOST_LEVELS = 3
# Longer runs begin anew, so that a page that breaks them still says where it stands.
_MOST_MERGED = 10


def add_breakdown_sheet(book: Book, told: Publication) -> None:
    """Add every item of the schemes behind the ranking, in their order."""
    levels = max((_depth(scheme) for scheme in told.schemes), default=0)
    widths = (_NUMBER, *[_SECTION] * levels, *_REST)
    frame = Frame(words.breakdown_sheet(), widths, tuple(kinds.breakdown_heads(levels)))
    sheet = board_page.begin(book, told.ranking, frame)
    for scheme in told.schemes:
        said = kinds.breakdown_row(scheme.title, len(scheme.items))
        sheet.merged_row(said, style.GROUP, 23)
        _write(sheet, scheme, levels)
    if not told.schemes:
        page.sentence_row(sheet, kinds.no_criteria())
    board_page.end(sheet, told.ranking, frame, [])


def _depth(scheme: Scheme) -> int:
    return min(_MOST_LEVELS, max((len(scheme.path(item)) for item in scheme.items), default=0))


def _path(scheme: Scheme, item: Item, levels: int) -> tuple[str, ...]:
    """The sections above an item, so many as there are columns; deeper ones share the last."""
    said = [f"{one.code} {one.text}".strip() for one in scheme.path(item)]
    if len(said) > levels:
        said = [*said[: levels - 1], "\n".join(said[levels - 1 :])]
    return (*said, *[""] * (levels - len(said)))


def _runs(paths: Sequence[tuple[str, ...]], level: int) -> Iterator[tuple[int, int]]:
    """The first and last place of items that stand under one section, ten at most."""
    start = 0
    for place in range(1, len(paths) + 1):
        is_other = place == len(paths) or paths[place][: level + 1] != paths[start][: level + 1]
        if is_other or place - start == _MOST_MERGED:
            yield start, place - 1
            start = place


def _write(sheet: Sheet, scheme: Scheme, levels: int) -> None:
    paths = [_path(scheme, item, levels) for item in scheme.items]
    shown = [list(path) for path in paths]
    heights = [_height(sheet, item, levels) for item in scheme.items]
    merged: list[tuple[int, int, int]] = []
    for level in range(levels):
        for start, last in _runs(paths, level):
            merged.append((level + 2, start, last))
            # The rows of a run hold the text of its section together.
            needed = fit.height([(paths[start][level], _SECTION)], 11, board_page.ROW, margin=4)
            for place in range(start, last + 1):
                heights[place] = max(heights[place], round(needed / (last - start + 1), 1))
                if place > start:
                    shown[place][level] = ""
    first = sheet.next_row
    for item, path, height in zip(scheme.items, shown, heights, strict=True):
        sheet.row(_cells(sheet, item, path), height)
    for column, start, last in merged:
        sheet.merge(first + start, column, column, first + last)


def _texts(item: Item) -> list[str]:
    standard = f"{item.code} {item.text}".strip()
    asked = [item.guidance]
    if item.exceptions:
        asked.append(kinds.exceptions(item.exceptions))
    types = sheet_words.joined(item.site_types) or kinds.all_types()
    return [standard, "\n".join(filter(None, asked)), types, item.method, item.unit]


def _cells(sheet: Sheet, item: Item, path: Sequence[str]) -> list[Cell]:
    text, word = sheet.style(style.TEXT), sheet.style(style.WORD)
    standard, asked, types, method, unit = _texts(item)
    return [
        (item.number, sheet.style(board_page.RANK)),
        *[(section, text) for section in path],
        (standard, text),
        (item.full_mark, sheet.style(style.SCORE)),
        (asked, text),
        (types, word),
        (method, word),
        (unit, text),
    ]


def _height(sheet: Sheet, item: Item, levels: int) -> float:
    widths = sheet.widths[1 + levels :]
    wrapped = list(zip(_texts(item), (widths[0], *widths[2:]), strict=True))
    return fit.height(wrapped, 11, board_page.ROW, margin=4)
