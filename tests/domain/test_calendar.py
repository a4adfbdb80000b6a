"""Holidays by law, and whether a day is worked."""

from __future__ import annotations

from datetime import date

import pytest

from inspector.domain.calendar import (
    LAST_CALCULATED,
    CalendarDay,
    DayOrigin,
    Holiday,
    is_working_day,
    statutory_holidays,
)


def test_the_law_gives_thirteen_days() -> None:
    days = statutory_holidays(2027)
    assert len(days) == 13
    assert {one.origin for one in days} == {DayOrigin.CALCULATED}
    assert days[1].day == date(2027, 2, 5)
    assert days[1].holiday is Holiday.SPRING_FESTIVAL


def test_two_holidays_on_one_day_are_one_day() -> None:
    assert len(statutory_holidays(2031)) == 12


def test_a_year_beyond_the_lunar_dates_has_the_fixed_days_only() -> None:
    assert len(statutory_holidays(LAST_CALCULATED + 1)) == 7


@pytest.mark.parametrize(("year", "day"), [(2024, 4), (2025, 4), (2026, 5), (2027, 5), (2028, 4)])
def test_tomb_sweeping_day(year: int, day: int) -> None:
    assert date(year, 4, day) in {one.day for one in statutory_holidays(year)}


def test_a_worked_weekend_and_a_free_weekday_differ_from_their_weekday() -> None:
    saturday, monday = date(2027, 2, 13), date(2027, 2, 8)
    differing = [
        CalendarDay(saturday, True, DayOrigin.ENTERED),
        CalendarDay(monday, False, DayOrigin.ENTERED),
    ]
    assert is_working_day(saturday, differing)
    assert not is_working_day(monday, differing)
    assert not is_working_day(date(2027, 2, 14), differing)
    assert is_working_day(date(2027, 2, 9), differing)
