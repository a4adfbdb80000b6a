"""Periods of a board."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.period import PeriodKind, month_of, parse_period, week_of
from inspector.errors import ActionFault, ActionRefused

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "kind", "first", "last", "number"),
    [
        ("2026-W47", PeriodKind.WEEK, date(2026, 11, 16), date(2026, 11, 22), 47),
        ("2026-W01", PeriodKind.WEEK, date(2025, 12, 29), date(2026, 1, 4), 1),
        ("2026-11", PeriodKind.MONTH, date(2026, 11, 1), date(2026, 11, 30), 11),
        ("2024-02", PeriodKind.MONTH, date(2024, 2, 1), date(2024, 2, 29), 2),
        ("2026-11-14..2026-11-20", PeriodKind.DAYS, date(2026, 11, 14), date(2026, 11, 20), 1),
        ("2026-11-14..2026-11-14", PeriodKind.DAYS, date(2026, 11, 14), date(2026, 11, 14), 1),
    ],
)
def test_a_period_is_read_and_written(text, kind, first, last, number):
    period = parse_period(text)
    assert (period.kind, period.first, period.last) == (kind, first, last)
    assert period.number == number
    assert str(period) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026", "2026-W54", "2025-W53", "2026-13", "2026-00", "9999-12", "9999-W52"),
        *("0001-01", "2026-11-20..2026-11-14", "2026-11-31..2026-12-01", "0001-01-01..0001-01-02"),
        *("2026-11-14..9999-12-31", " 2026-11", "2026-W47 "),
    ],
)
def test_what_is_no_period_is_refused_with_the_text(text):
    with pytest.raises(ActionRefused) as refused:
        parse_period(text)
    assert refused.value.fault is ActionFault.BAD_PERIOD
    assert refused.value.facts == {"period": text}


@pytest.mark.parametrize(
    ("text", "previous"),
    [
        ("2026-W01", "2025-W52"),
        ("2021-W01", "2020-W53"),
        ("2026-01", "2025-12"),
        ("2024-03", "2024-02"),
        ("2026-11-14..2026-11-20", "2026-11-07..2026-11-13"),
    ],
)
def test_the_period_before_is_of_equal_kind(text, previous):
    assert str(parse_period(text).previous) == previous


@given(DAYS)
def test_periods_hold_their_day_and_follow_each_other(day):
    for period in (week_of(day), month_of(day)):
        assert period.first <= day <= period.last
        assert period.previous.last == period.first - timedelta(days=1)
        assert parse_period(str(period)) == period


@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("2026-W53", "2027-W01"),
        ("2026-12", "2027-01"),
        ("2028-01", "2028-02"),
        ("2026-11-14..2026-11-20", "2026-11-21..2026-11-27"),
    ],
)
def test_the_following_period_begins_on_the_next_day(text: str, following: str) -> None:
    period = parse_period(text)
    assert str(period.following) == following
    assert period.following.previous == period
