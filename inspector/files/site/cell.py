"""Cells of units, types and sites: words, degrees, lengths and names, whoever typed them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from inspector.domain.points import plain, rounded_points
from inspector.errors import CellFault
from inspector.files.cell import cell_names, cell_number, cell_text
from inspector.files.reader import Cell
from inspector.files.site.columns import heading_key

_COORDINATE_PLACES = 7
_MOST_METRES = 1_000_000
_NOTHING = frozenset({"", "-", "—", "－", "——", "/", "／", "\\", "无", "暂无", "n/a"})
_LENGTH = re.compile(r"(?:约|长)*(\d+(?:\.\d+)?)(米|m|公里|千米|km)?", re.IGNORECASE)
_KILOMETRES = ("公里", "千米", "km")
_DEGREES = re.compile(
    r"(\d+(?:\.\d+)?)[°度]\s*(?:(\d+(?:\.\d+)?)\s*[′'’分](?![′'’])\s*)?"
    r"(?:(\d+(?:\.\d+)?)\s*(?:[″\"”秒]|′′|''|’’))?|(-?\d+(?:\.\d+)?)"
)
# Where China lies: the numbers tell which of the two is the longitude.
_LATITUDES = (3, 54)
_LONGITUDES = (73, 136)


def is_nothing(text: str) -> bool:
    """Whether a cell is blank in other words: a dash, a stroke, “none”."""
    return text.casefold() in _NOTHING


def word_of(words: Mapping[Any, tuple[str, ...]]) -> Callable[[Cell], Any]:
    """A reader of words; ValueError (UNKNOWN_VALUE) for others."""
    known = {
        heading_key(word): value
        for value, several in words.items()
        for word in (*several, value.value)
    }

    def read(cell: Cell) -> Any:
        try:
            return known[heading_key(cell_text(cell))]
        except KeyError:
            raise ValueError(CellFault.UNKNOWN_VALUE) from None

    return read


def degrees_up_to(most: int) -> Callable[[Cell], Decimal]:
    """A reader of degrees to seven places; ValueError for what is none or beyond `most`."""

    def read(cell: Cell) -> Decimal:
        return _degrees(cell_number(cell) or Decimal(0), most)

    return read


def number_up_to(most: int) -> Callable[[Cell], Decimal]:
    """A reader of numbers above zero to four places; ValueError for what is none or beyond."""

    def read(cell: Cell) -> Decimal:
        return _above_zero(cell_number(cell) or Decimal(0), most)

    return read


def length_in(metres: int) -> Callable[[Cell], Decimal]:
    """A reader of lengths as metres, a plain number being so many `metres`; ValueError."""

    def read(cell: Cell) -> Decimal:
        if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
            return _above_zero(Decimal(cell) * metres, _MOST_METRES)
        found = _LENGTH.fullmatch("".join(_half_width(cell).replace(",", "").split()))
        if found is None:
            raise ValueError(CellFault.NOT_A_NUMBER)
        unit = (found[2] or "").casefold()
        factor = metres if not unit else 1000 if unit in _KILOMETRES else 1
        return _above_zero(Decimal(found[1]) * factor, _MOST_METRES)

    return read


def degrees_in(most: int) -> Callable[[Cell], Decimal]:
    """A reader of degrees with or without signs and minutes, “东经113°37′12″”; ValueError."""

    def read(cell: Cell) -> Decimal:
        if isinstance(cell, Decimal):
            return _degrees(cell, most)
        found = _all_degrees(_half_width(cell))
        if len(found) != 1:
            raise ValueError(CellFault.NOT_A_NUMBER)
        return _degrees(found[0], most)

    return read


def place_in(cell: Cell) -> tuple[Decimal, Decimal]:
    """Longitude and latitude that stand in one cell in either order; ValueError."""
    text = _half_width(cell)
    found = _all_degrees(text)
    if len(found) != 2:
        raise ValueError(CellFault.NOT_A_NUMBER)
    first, second = found
    if _is_within(first, _LATITUDES) and _is_within(second, _LONGITUDES):
        first, second = second, first
    return _degrees(first, 180), _degrees(second, 90)


def names_in(cell: Cell) -> tuple[str, ...]:
    """The names of units in a cell, also those that a stroke parts; none for a dash."""
    return () if cell is None else _names_in(str(cell))


# The same few units stand in thousands of rows.
@lru_cache(maxsize=4096)
def _names_in(text: str) -> tuple[str, ...]:
    names = cell_names(text.replace("/", "、").replace("／", "、"))
    return tuple(name for name in names if not is_nothing(name))


def _half_width(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return plain(cell)
    return unicodedata.normalize("NFKC", "" if cell is None else str(cell)).strip()


def _all_degrees(text: str) -> list[Decimal]:
    return [
        Decimal(whole) + Decimal(minutes or 0) / 60 + Decimal(seconds or 0) / 3600
        if whole
        else Decimal(number)
        for whole, minutes, seconds, number in _DEGREES.findall(text)
    ]


def _degrees(number: Decimal, most: int) -> Decimal:
    if abs(number) > most:
        raise ValueError(CellFault.OUT_OF_RANGE)
    return Decimal(plain(round(number, _COORDINATE_PLACES)))


def _above_zero(number: Decimal, most: int) -> Decimal:
    # What is far beyond cannot even be rounded.
    if number > most or (rounded := rounded_points(number)) <= 0:
        raise ValueError(CellFault.OUT_OF_RANGE)
    return rounded


def _is_within(number: Decimal, limits: tuple[int, int]) -> bool:
    return limits[0] <= number <= limits[1]
