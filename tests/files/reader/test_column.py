"""Columns of numbers come over the wire the same, whatever way they take."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inspector.files.reader.column import BLANK, ColumnWriter, RowBuilder
from inspector.files.reader.frame import Block, Column, Numbers, read_frame
from inspector.files.reader.number_text import number_text
from inspector.files.reader.workbook import Cell


def over_the_wire(*columns: list[Any]) -> tuple[list[Column], list[tuple[Cell, ...]], int]:
    """The columns that were told, the rows that came out, and how many values were counted."""
    writer = ColumnWriter()
    block = Block(writer.columns(list(zip(*columns, strict=True)), 0))
    back = read_frame(msgspec.msgpack.encode(block))
    assert isinstance(back, Block)
    return back.columns, list(RowBuilder().rows(back.columns)), writer.value_count


def as_excel_shows(value: float | str) -> Cell:
    if value == BLANK:
        return None
    assert isinstance(value, float)
    if not math.isfinite(value):
        return str(value)
    shown = Decimal(format(value, ".15g"))
    return int(shown) if shown == int(shown) else shown


def alike(cells: list[Cell]) -> list[tuple[type, Cell]]:
    return [(type(cell), cell) for cell in cells]


POINTS = st.integers(-(10**9), 10**9).map(lambda number: number / 1000)
FLOATS = st.floats(allow_nan=False) | st.floats(-1e6, 1e6) | POINTS | st.just(BLANK)


@given(st.lists(FLOATS, min_size=1, max_size=80))
@example([0.1 + 0.2, -0.0, 1e15, 1e16, 1e-5, 1000000000000000.5, 0.5, 1e22, math.inf])
@example([1.7976931348623151e308, 1e23])
@example([number + 0.30000000000000004 for number in range(30)])
@example([number / 8 for number in range(30)] + [BLANK, 0.0])
def test_each_number_comes_as_excel_shows_it(column: list[float | str]) -> None:
    _, rows, count = over_the_wire(column)
    assert alike([cell for (cell,) in rows]) == alike(list(map(as_excel_shows, column)))
    assert count == len(column) - column.count(BLANK)


@pytest.mark.parametrize(
    "column",
    [
        [number / 7 for number in range(1, 40)],
        [number / 4 for number in range(40)],
        [float(number) for number in range(40)],
        [BLANK if number % 3 else number / 8 for number in range(90)],
    ],
    ids=["long", "short", "whole", "with blanks"],
)
def test_numbers_that_differ_go_as_text(column: list[float | str]) -> None:
    (told,), rows, _ = over_the_wire(column)
    assert isinstance(told, Numbers)
    assert alike([cell for (cell,) in rows]) == alike(list(map(as_excel_shows, column)))


def test_few_different_numbers_are_told_once() -> None:
    column = [number % 5 / 2 for number in range(200)]
    (told,), rows, _ = over_the_wire(column)
    assert not isinstance(told, Numbers)
    assert [cell for (cell,) in rows] == column


@pytest.mark.parametrize("text", ["路面", '"', "null", "1.5", "\u0000"])
def test_a_text_among_numbers_stays_a_text(text: str) -> None:
    column: list[Any] = [number / 8 for number in range(40)]
    column[7] = text
    assert number_text(column) is None
    _, rows, count = over_the_wire(column)
    assert rows[7] == (text.replace("\0", "�"),)
    assert rows[8] == (1,)
    assert count == 40


@pytest.mark.parametrize("number", [math.inf, math.nan, 1e300, 1e-9])
def test_what_is_written_with_an_exponent_is_told_by_itself(number: float) -> None:
    assert number_text([1.5, number]) is None


def test_columns_stay_beside_each_other() -> None:
    numbers = [number / 8 for number in range(40)]
    texts = [f"点位{number}" for number in range(40)]
    _, rows, count = over_the_wire(numbers, texts, [BLANK] * 40)
    assert rows == [(number, text, None) for number, text in zip(numbers, texts, strict=True)]
    assert count == 80
