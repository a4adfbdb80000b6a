"""The working calendar: which days are holidays, and which weekends are worked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

_SATURDAY = 5


class Holiday(StrEnum):
    """The public holidays of the country."""

    NEW_YEAR = "new_year"
    SPRING_FESTIVAL = "spring_festival"
    TOMB_SWEEPING = "tomb_sweeping"
    LABOUR_DAY = "labour_day"
    DRAGON_BOAT = "dragon_boat"
    MID_AUTUMN = "mid_autumn"
    NATIONAL_DAY = "national_day"


class DayOrigin(StrEnum):
    """Where it is known from that a day differs from its weekday."""

    ANNOUNCED = "announced"
    CALCULATED = "calculated"
    ENTERED = "entered"


class CalendarDay(Struct, frozen=True):
    """A day that differs from its weekday: a holiday, or a weekend that is worked.

    `holiday` is what it is about where that is known, `name` what a person wrote.
    """

    day: date
    is_working: bool
    origin: DayOrigin
    holiday: Holiday | None = None
    name: str = ""


# First day of the first month, fifth of the fifth, fifteenth of the eighth month of the lunar
# calendar, as (month, day); the dates of years that no notice is known of yet.
_LUNAR: dict[int, tuple[tuple[int, int], ...]] = {
    2026: ((2, 17), (6, 19), (9, 25)),
    2027: ((2, 6), (6, 9), (9, 15)),
    2028: ((1, 26), (5, 28), (10, 3)),
    2029: ((2, 13), (6, 16), (9, 22)),
    2030: ((2, 3), (6, 5), (9, 12)),
    2031: ((1, 23), (6, 24), (10, 1)),
    2032: ((2, 11), (6, 12), (9, 19)),
    2033: ((1, 31), (6, 1), (9, 8)),
    2034: ((2, 19), (6, 20), (9, 27)),
    2035: ((2, 8), (6, 10), (9, 16)),
    2036: ((1, 28), (5, 30), (10, 4)),
    2037: ((2, 15), (6, 18), (9, 24)),
    2038: ((2, 4), (6, 7), (9, 13)),
    2039: ((1, 24), (5, 27), (10, 2)),
    2040: ((2, 12), (6, 14), (9, 20)),
}
LAST_CALCULATED = max(_LUNAR)
"""The last year whose lunar holidays are known here."""


def statutory_holidays(year: int) -> tuple[CalendarDay, ...]:
    """The days that are free by law in a year, by day, without any moved weekends.

    The law of 2025 gives 13 days: New Year 1, Spring Festival 4 from its eve, Tomb Sweeping 1,
    Labour Day 2, Dragon Boat 1, Mid-Autumn 1, National Day 3. Years without known lunar dates have
    only the others.
    """
    spans = [
        (Holiday.NEW_YEAR, date(year, 1, 1), 1),
        (Holiday.TOMB_SWEEPING, _tomb_sweeping(year), 1),
        (Holiday.LABOUR_DAY, date(year, 5, 1), 2),
        (Holiday.NATIONAL_DAY, date(year, 10, 1), 3),
    ]
    if year in _LUNAR:
        spring, dragon, autumn = (date(year, month, day) for month, day in _LUNAR[year])
        spans += [
            (Holiday.SPRING_FESTIVAL, spring - timedelta(days=1), 4),
            (Holiday.DRAGON_BOAT, dragon, 1),
            (Holiday.MID_AUTUMN, autumn, 1),
        ]
    free = {
        first + timedelta(days=number): CalendarDay(
            first + timedelta(days=number), False, DayOrigin.CALCULATED, holiday
        )
        for holiday, first, length in spans
        for number in range(length)
    }
    return tuple(free[day] for day in sorted(free))


def is_working_day(day: date, differing: Iterable[CalendarDay]) -> bool:
    """Whether a day is worked, by its weekday unless it is among the days that differ."""
    for one in differing:
        if one.day == day:
            return one.is_working
    return day.weekday() < _SATURDAY


def _tomb_sweeping(year: int) -> date:
    """The day on which the sun stands at 15 degrees (common formula for 2001 to 2100)."""
    short = year % 100
    return date(year, 4, int(short * 0.2422 + 4.81) - short // 4)
