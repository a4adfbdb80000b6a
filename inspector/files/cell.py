"""Cells of a workbook: how they are named, and what stands in them, whoever typed it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

_FULL_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_HAS_FULL_DIGITS = re.compile("[０-９]").search
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－＋，　", "0123456789.-+, ")
_TIME = (
    r"(?:\s*[（(]?(?:周|星期)[一二三四五六日天][)）]?)?(?:\s*[上下]午)?(?:[ T]?\d{1,2}[:：时].*)?"
)
_DAY = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?{_TIME}")
_DIGITS = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SHORT_DAY = re.compile(rf"(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?{_TIME}")
_SHORT_YEAR = re.compile(r"(\d{2})年\s*(\d{1,2})月\s*(\d{1,2})[日号]?")
_ZONED = re.compile(r"\d{4}-\d{2}-\d{2}[T ].*(?:Z|[+-]\d{2}:?\d{2})")
_FULL_SIGNS = str.maketrans("．／－：", "./-:")
# The numbers that stand for days of these years in a sheet whose first day is in 1900.
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050
_SERIAL_ZERO = date(1899, 12, 30)
_SEPARATORS = re.compile(r"[、，,;；\n\r]+")
# Excel holds 15 digits; beyond them nothing is counted, weighed or measured here.
_TOO_LARGE = Decimal(10) ** 15


def letter(column: int) -> str:
    """The letters of a column, counted from 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def is_blank(row: Iterable[object]) -> bool:
    """Whether nothing stands in any cell of a row."""
    return not any(cell_text(value) for value in row)


def cell_text(value: object) -> str:
    """The cell as trimmed text on one line; digits are half-width, whole numbers have no point.

    >>> cell_text(" 主干道１\\n"), cell_text(7.0), cell_text(None)
    ('主干道1', '7', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        text = value
    elif isinstance(value, float) and value.is_integer():
        text = str(int(value))
    else:
        text = str(value.date() if isinstance(value, datetime) else value)
    # Most texts have none, and looking is quicker than translating.
    if _HAS_FULL_DIGITS(text):
        text = text.translate(_FULL_DIGITS)
    return " ".join(text.split())


def cell_number(value: object) -> Decimal | None:
    """The number in the cell as it is shown, None where the cell is empty; ValueError otherwise."""
    if isinstance(value, bool | date):
        raise ValueError(str(value))
    text = "" if value is None else str(value).translate(_FULL_WIDTH).strip()
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite() or abs(number) >= _TOO_LARGE:
        raise ValueError(text)
    return number


def cell_day(value: object, year: int | None = None) -> date | None:
    """The day in the cell, None where it is empty; ValueError when it is neither.

    A moment of another zone is the day that it was here. With the `year` that is meant where none
    is written, months and days alone are understood too, and the numbers that sheets keep.
    """
    if isinstance(value, datetime):
        return value.astimezone().date() if value.tzinfo else value.date()
    if isinstance(value, date):
        return value
    text = cell_text(value)
    if not text:
        return None
    text = text.translate(_FULL_SIGNS)
    try:
        day = _written_day(text)
        if day is None and year is not None:
            day = _short_day(text, year, is_number=not isinstance(value, str))
    except ValueError:
        raise ValueError(text) from None
    if day is None:
        raise ValueError(text)
    return day


def _written_day(text: str) -> date | None:
    if _ZONED.fullmatch(text):
        return datetime.fromisoformat(text).astimezone().date()
    found = _DAY.fullmatch(text)
    return None if found is None else date(int(found[1]), int(found[2]), int(found[3]))


def _short_day(text: str, year: int, *, is_number: bool) -> date | None:
    if found := _DIGITS.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _SHORT_YEAR.fullmatch(text):
        return date(2000 + int(found[1]), int(found[2]), int(found[3]))
    whole = text.split(".")[0]
    if whole.isdecimal() and _FIRST_SERIAL <= int(whole) <= _LAST_SERIAL:
        return _SERIAL_ZERO + timedelta(days=int(whole))
    found = _SHORT_DAY.fullmatch(text)
    # The number 11.2 is 11.20 as often as it is the second.
    if found and not (is_number and len(found[2]) == 1):
        return date(year, int(found[1]), int(found[2]))
    return None


def cell_names(value: object) -> tuple[str, ...]:
    """The names that stand in one cell, each once, parted by commas, 、, semicolons or lines."""
    names = (cell_text(part) for part in _SEPARATORS.split("" if value is None else str(value)))
    return tuple(dict.fromkeys(name for name in names if name))
