"""Cells of a workbook: how they are named, and what stands in them, whoever typed it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

_FULL_DIGITS = str.maketrans("０１２３４５６７８９　", "0123456789 ")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－＋，　", "0123456789.-+, ")
_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00(?::00)?)?"
)
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
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date()
    digits = str(value).translate(_FULL_DIGITS)
    return " ".join(digits.split())


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


def cell_day(value: object) -> date | None:
    """The day in the cell, None where it is empty; ValueError when it is neither."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = cell_text(value)
    if not text:
        return None
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return date(int(found[1]), int(found[2]), int(found[3]))


def cell_names(value: object) -> tuple[str, ...]:
    """The names that stand in one cell, each once, parted by commas, 、, semicolons or lines."""
    names = (cell_text(part) for part in _SEPARATORS.split("" if value is None else str(value)))
    return tuple(dict.fromkeys(name for name in names if name))
