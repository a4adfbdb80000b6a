"""What is written in any format comes back as the same grid."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from inspector.files.reader import Cell
from tests.files.reader import writers
from tests.files.reader.here import read_here

Grid = list[list[Cell]]


TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"), max_codepoint=0xFFFD),
    min_size=1,
    max_size=12,
) | st.sampled_from(["007", "１２", "=1+1", "a\nb", " x ", "#N/A", "true", '5" 管', "、；|\t,;"])
NUMBERS = st.integers(-(10**9), 10**9) | st.decimals(
    -10_000, 10_000, places=4, allow_nan=False
).map(lambda number: number.normalize() if number % 1 else int(number))
DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))
CELLS: st.SearchStrategy[Cell] = st.none() | TEXTS | NUMBERS | st.booleans() | DAYS

TYPED: dict[str, writers.Writer] = {
    "xlsx": writers.write_xlsx,
    "xlsx with shared strings": writers.write_shared_xlsx,
    "xls": writers.write_xls,
    "xlsb": writers.write_xlsb,
    "ods": writers.write_ods,
    "xml of 2003": writers.write_old_xml,
}
ENCODINGS = {
    "UTF-8": ("utf-8", b""),
    "UTF-8 with mark": ("utf-8", b"\xef\xbb\xbf"),
    "GB18030": ("gb18030", b""),
    "UTF-16 LE": ("utf-16-le", b"\xff\xfe"),
    "UTF-16 BE": ("utf-16-be", b"\xfe\xff"),
}


@st.composite
def grids(draw: st.DrawFn, cells: st.SearchStrategy[Cell] = CELLS) -> Grid:
    width = draw(st.integers(1, 5))
    row = st.lists(cells, min_size=width, max_size=width)
    grid = draw(st.lists(row, min_size=1, max_size=8))
    assume(any(cell is not None for row in grid for cell in row))
    return grid


def trimmed(grid: Grid) -> tuple[tuple[Cell, ...], ...]:
    """Without blank rows and columns at the ends."""
    filled = [
        (row, column)
        for row, cells in enumerate(grid)
        for column, cell in enumerate(cells)
        if cell is not None
    ]
    height, width = (1 + max(each) for each in zip(*filled, strict=True))
    return tuple(tuple(row[:width]) for row in grid[:height])


def of_type(rows: tuple[tuple[Cell, ...], ...]) -> list[list[tuple[type, Cell]]]:
    return [[(type(cell), cell) for cell in row] for row in rows]


def read_back(write: Callable[[Path], object]) -> Grid:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.xls")
        write(path)
        (sheet,) = read_here(path)
        assert sheet.unread == ()
        return [list(row) for row in sheet.rows]


@pytest.mark.parametrize("name", TYPED)
@settings(max_examples=60, deadline=None)
@given(grid=grids())
@example(grid=[[True, 1, Decimal("1.5"), "1", None], [False, 0, None, "", date(2026, 11, 20)]])
def test_values_keep_their_kind(name: str, grid: Grid) -> None:
    cells = [[cell if cell != "" else None for cell in row] for row in grid]
    found = read_back(lambda path: TYPED[name](path, cells))
    if name == "ods":
        # Paragraphs of an .ods file hold no runs of spaces, and calamine tells no truth values.
        cells = [[int(cell) if isinstance(cell, bool) else cell for cell in row] for row in cells]
        found = [[int(cell) if isinstance(cell, bool) else cell for cell in row] for row in found]
    assert of_type(trimmed(found)) == of_type(trimmed(cells))


@pytest.mark.parametrize("separator", ",;\t|")
@pytest.mark.parametrize("encoding", ENCODINGS)
@settings(max_examples=15, deadline=None)
@given(grid=grids(TEXTS))
def test_texts_come_back_from_any_encoding_and_separator(
    encoding: str, separator: str, grid: Grid
) -> None:
    # Chinese words stand in every table of an office, and tell its encoding.
    rows: Grid = [["项目", "分值", "说明"][: max(2, len(grid[0]))] for _ in range(9)]
    width = len(rows[0])
    rows += [([*row, *[None] * width])[:width] for row in grid]
    codec, mark = ENCODINGS[encoding]
    found = read_back(
        lambda path: writers.write_csv(path, rows, codec=codec, mark=mark, separator=separator)
    )
    assert [row[:width] for row in found] == rows


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@settings(max_examples=40, deadline=None)
@given(grid=grids(TEXTS))
@example([["\u3000\u3000路面", "0\u20000"]])
def test_texts_come_back_from_a_page(codec: str, grid: Grid) -> None:
    rows = [["项目"] * len(grid[0]), *grid]
    found = read_back(lambda path: writers.write_page(path, rows, codec))

    def shown(cell: Cell) -> Cell:
        lines = (re.sub(r"[ \t\r\f\xa0]+", " ", line) for line in str(cell).split("\n"))
        lines = (line.rstrip().lstrip(" ") for line in lines)
        return "\n".join(filter(None, lines)) or None

    expected = [[None if cell is None else shown(cell) for cell in row] for row in rows]
    assert found == expected
