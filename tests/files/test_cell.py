from datetime import date, datetime
from decimal import Decimal

import pytest

from inspector.files.cell import cell_day, cell_names, cell_number, cell_text, is_blank, letter


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (" 市场１２ ", "市场12"),
        (7.0, "7"),
        (7.5, "7.5"),
        (12, "12"),
        ("two\nlines", "two lines"),
        (datetime.fromisoformat("2026-11-20"), "2026-11-20"),
    ],
)
def test_text_is_what_a_reader_sees(value, text):
    assert cell_text(value) == text


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (None, None),
        ("  ", None),
        (0.2, Decimal("0.2")),
        ("０．５", Decimal("0.5")),
        (" 1 ", Decimal(1)),
        (Decimal("1.25"), Decimal("1.25")),
    ],
)
def test_numbers_are_exact(value, number):
    assert cell_number(value) == number


@pytest.mark.parametrize(
    "value", ["none", "nan", "inf", "1-2", True, date(2026, 1, 1), 10**15, "-1e30", "1e999999"]
)
def test_what_is_no_number_is_said_to_be_none(value):
    with pytest.raises(ValueError, match=r".+"):
        cell_number(value)


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 3, 1),
        datetime.fromisoformat("2026-03-01T08:00:00"),
        "2026-3-1",
        "2026/03/01",
        "2026.3.1",
        "2026年3月1日",
        "2026-03-01 00:00:00",
        "２０２６-3-1",
    ],
)
def test_days_in_the_forms_that_people_write(value):
    assert cell_day(value) == date(2026, 3, 1)


@pytest.mark.parametrize("value", ["soon", "2026-13-01", "45000"])
def test_what_is_no_day_is_said_to_be_none(value):
    with pytest.raises(ValueError, match=r".+"):
        cell_day(value)


@pytest.mark.parametrize(
    "value",
    [
        20261120,
        "20261120",
        46346,
        Decimal("46346.75"),
        "11月20日",
        "11/20",
        "11.20",
        "11月20号 上午",
        "26年11月20日",
        "2026年11月20日（周五）",
        "2026-11-20 星期五 14:30",
        "２０２６．１１．２０",
        datetime.fromisoformat("2026-11-20T12:00:00+00:00"),
        "2026-11-20T12:00:00+00:00",
        "2026-11-20T12:00Z",
    ],
)
def test_days_of_a_year_that_is_known_and_days_as_sheets_keep_them(value):
    assert cell_day(value, 2026) == date(2026, 11, 20)


@pytest.mark.parametrize("value", [Decimal("11.2"), "11月31日", "2026-13-01", "13/1", 7, "soon"])
def test_a_day_that_could_be_two_or_none_is_refused_with_what_stands_there(value):
    with pytest.raises(ValueError, match=str(value)):
        cell_day(value, 2026)


def test_an_empty_cell_is_no_day():
    assert cell_day(None) is None


def test_several_names_in_one_cell():
    assert cell_names("甲局、乙局，丙局\n甲局") == ("甲局", "乙局", "丙局")
    assert cell_names(None) == ()


@pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_letters_of_columns(column: int, name: str) -> None:
    assert letter(column) == name


def test_a_row_of_spaces_is_blank():
    assert is_blank([None, " ", "\u3000", "\n"])
    assert not is_blank([None, 0])
    assert is_blank([])
