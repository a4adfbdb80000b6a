"""Tables of a web page, which many systems write and name .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector.domain.reading_note import ReadingNoteKind
from inspector.errors import FileFault, FileRefused
from inspector.files.reader.frame import Frame
from inspector.files.reader.grid import Grid, grid_frames
from inspector.files.reader.indentation import StyleSheets

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CELL = re.compile(r"<t[dh](?=[\s>/])", re.IGNORECASE)
_NO_MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_LINES = {"br", "p", "div", "li"}
_SILENT = {"script", "style", "table", "head", "title"}
_COMMENT = "comment"
_MOST_COLUMNS, _MOST_ROWS = 1_000, 65_534
_TOLD_CHARACTERS = 200


def web_page_frames(path: Path, text: str) -> Iterator[Frame]:
    """One sheet for each table; FileRefused where there is none or a cell would be lost."""
    from lxml import html

    # Nothing that a page refers to is fetched, and its tree may be as deep as it is.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    root = html.document_fromstring(text.encode("utf-8", "surrogatepass"), parser=parser)
    tables = list(root.iter("table"))
    stated = len(_CELL.findall(_NO_MARKUP.sub("", text)))
    found = sum(1 for table in tables for row in _own(table, "tr") for _ in _cells(row))
    if not tables or not stated:
        raise FileRefused(path, FileFault.NO_TABLE)
    if stated != found:
        raise FileRefused(path, FileFault.DAMAGED, detail=f"{found} of {stated} cells")
    outside = _line(_text(root))
    styles = StyleSheets(each.text or "" for each in root.iter("style"))
    grids = []
    for number, table in enumerate(tables, 1):
        grid = _grid(table, path.stem if len(tables) == 1 else f"{path.stem} {number}", styles)
        grid.notes.append((ReadingNoteKind.WEB_PAGE, {}))
        if outside:
            grid.notes.append((ReadingNoteKind.TEXT_OUTSIDE, {"text": outside[:_TOLD_CHARACTERS]}))
        grids.append(grid)
    return grid_frames(path, grids)


def _own(element: HtmlElement, tag: str) -> Iterator[HtmlElement]:
    """The elements inside that belong to no table further in."""
    for child in element.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag != "table":
            yield from _own(child, tag)


def _cells(row: HtmlElement) -> Iterator[HtmlElement]:
    for child in row.iterchildren():
        if child.tag in ("td", "th"):
            yield child
        elif child.tag not in ("table", "tr"):
            yield from _cells(child)


def _grid(table: HtmlElement, title: str, styles: StyleSheets) -> Grid:
    grid = Grid(title, [])
    covered: dict[int, int] = {}
    for number, row in enumerate(_own(table, "tr")):
        if _is_hidden(row):
            grid.hidden_rows.append(number)
        grid.rows.append(_row(grid, number, row, covered, styles))
        covered = {column: left - 1 for column, left in covered.items() if left > 1}
    last = len(grid.rows) - 1
    grid.merges = [
        (first, left, min(bottom, last), right) for first, left, bottom, right in grid.merges
    ]
    return grid


def _row(
    grid: Grid, number: int, row: HtmlElement, covered: dict[int, int], styles: StyleSheets
) -> list[Any]:
    """The cells of a row; `covered` tells for how many rows a column is taken from above."""
    values: list[Any] = []
    for cell in _cells(row):
        while len(values) in covered:
            values.append("")
        column = len(values)
        width = _span(cell, "colspan", _MOST_COLUMNS)
        height = _span(cell, "rowspan", _MOST_ROWS)
        values.append(_paragraphs(_text(cell)))
        blanks = styles.blanks(cell.tag, cell.get("class", ""), cell.get("style", ""))
        if blanks and values[-1]:
            grid.indents.append((number, column, blanks))
        values += [""] * (width - 1)
        if width * height > 1:
            grid.merges.append((number, column, number + height - 1, column + width - 1))
        if height > 1:
            covered.update(dict.fromkeys(range(column, column + width), height))
        for comment in cell.iter(_COMMENT):
            grid.comments.append((number, column, _line(comment.text_content())))
    return values


def _span(cell: HtmlElement, name: str, most: int) -> int:
    stated = cell.get(name, "1").strip()
    return max(1, min(int(stated), most)) if stated.isdecimal() else 1


def _is_hidden(element: HtmlElement) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _text(element: HtmlElement) -> str:
    """What is read in an element, with a null character where a line ends."""
    pieces = [element.text or ""]
    for child in element.iterchildren():
        if isinstance(child.tag, str) and child.tag not in _SILENT and child.tag != _COMMENT:
            ends_line = child.tag in _LINES
            pieces += ["\0" if ends_line else "", _text(child), "\0" if ends_line else ""]
        pieces.append(child.tail or "")
    return "".join(pieces)


def _paragraphs(text: str) -> str:
    # Full-width blanks before a text are no markup: they show its level.
    lines = (_SPACES.sub(" ", line).rstrip().lstrip(" ") for line in text.split("\0"))
    return "\n".join(filter(None, lines))


def _line(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())
