"""Values as a cell of a number format shows them, and sheets as papers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from inspector.files.sheets import style
from inspector.files.sheets.grid import Book, Value
from inspector.files.sheets.printed import papers, shown

D = Decimal


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (None, "General", ""),
        ("=1+1", "General", "=1+1"),
        (D("2.50"), "General", "2.50"),
        (D("94.8"), style.POINTS, "94.80"),
        (D("-94.805"), style.POINTS, "−94.81"),
        (3, style.COUNT, "3"),
        (1, style.RANK_CHANGE, "▲1"),
        (-2, style.RANK_CHANGE, "▼2"),
        (0, style.RANK_CHANGE, "—"),
        (D("1.5"), style.BONUS, "+1.50"),
        (D("-1.5"), style.BONUS, "−1.50"),
        (D(0), style.BONUS, ""),
        (D("0.42"), style.SCORE_CHANGE, "▲ 0.42"),
        (D("84.44"), '0.00"①"', "84.44①"),
        (1234567, "#,##0", "1,234,567"),
        (date(2026, 11, 16), style.DAY, "2026.11.16"),
        (datetime(2026, 11, 16, 9, 5), style.MOMENT, "11.16 09:05"),  # noqa: DTZ001
    ],
)
def test_a_value_is_shown_as_its_cell_shows_it(value: Value, code: str, expected: str) -> None:
    assert shown(value, code) == expected


def test_merged_cells_are_one_box_and_long_sheets_are_left_out() -> None:
    book = Book("book", is_drawn=True)
    sheet = book.sheet("first", (10, 20, 5))
    word = sheet.style(style.WORD)
    sheet.row([("a", word), (None, word), ("b", word)], 20)
    sheet.merge(1, 1, 2)
    long = book.sheet("data", (10,))
    long.rows(iter(()), 0)
    (paper,) = papers(book)
    assert [(box.text, box.column, box.last_column) for box in paper.boxes] == [
        ("a", 1, 2),
        ("b", 3, 3),
    ]
    assert paper.heights == (20,)
