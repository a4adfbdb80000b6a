from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.appeal import last_day
from inspector.domain.calendar import CalendarDay, DayOrigin, is_working_day

FRIDAY = date(2026, 11, 20)
FREE = CalendarDay(date(2026, 11, 23), False, DayOrigin.ENTERED)
WORKED = CalendarDay(date(2026, 11, 21), True, DayOrigin.ENTERED)


@pytest.mark.parametrize(
    ("days", "differing", "last"),
    [
        (0, (), FRIDAY),
        (1, (), date(2026, 11, 23)),
        (3, (), date(2026, 11, 25)),
        (3, (FREE,), date(2026, 11, 26)),
        (3, (WORKED,), date(2026, 11, 24)),
        (3, (FREE, WORKED), date(2026, 11, 25)),
    ],
)
def test_weekends_holidays_and_worked_weekends_count_as_what_they_are(
    days: int, differing: tuple[CalendarDay, ...], last: date
) -> None:
    assert last_day(FRIDAY, days, differing) == last


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(1, 30))
def test_so_many_working_days_lie_after_the_sealing(sealed: date, days: int) -> None:
    last = last_day(sealed, days, ())
    between = [sealed + timedelta(days=n) for n in range(1, (last - sealed).days + 1)]
    assert sum(is_working_day(day, ()) for day in between) == days
    assert is_working_day(last, ())
