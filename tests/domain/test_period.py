"""Periods of a board."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.period import PeriodKind, month_of, parse_period, period_of, week_of
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
        ("2026-Q4", PeriodKind.QUARTER, date(2026, 10, 1), date(2026, 12, 31), 4),
        ("2028-Q1", PeriodKind.QUARTER, date(2028, 1, 1), date(2028, 3, 31), 1),
        ("2026", PeriodKind.YEAR, date(2026, 1, 1), date(2026, 12, 31), 1),
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
        *("", "20", "2026-Q5", "2026-W54", "2025-W53", "2026-13", "2026-00", "9999-12", "9999-W52"),
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
        ("2026-Q1", "2025-Q4"),
        ("2026", "2025"),
        ("2026-11-14..2026-11-20", "2026-11-07..2026-11-13"),
    ],
)
def test_the_period_before_is_of_equal_kind(text, previous):
    assert str(parse_period(text).previous) == previous


@given(DAYS)
def test_periods_hold_their_day_and_follow_each_other(day):
    kinds = (PeriodKind.QUARTER, PeriodKind.YEAR)
    for period in (week_of(day), month_of(day), *(period_of(kind, day) for kind in kinds)):
        assert period.first <= day <= period.last
        assert period.previous.last == period.first - timedelta(days=1)
        assert parse_period(str(period)) == period


@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("2026-W53", "2027-W01"),
        ("2026-12", "2027-01"),
        ("2028-01", "2028-02"),
        ("2028-Q4", "2029-Q1"),
        ("2028", "2029"),
        ("2026-11-14..2026-11-20", "2026-11-21..2026-11-27"),
    ],
)
def test_the_following_period_begins_on_the_next_day(text: str, following: str) -> None:
    period = parse_period(text)
    assert str(period.following) == following
    assert period.following.previous == period


def test_a_week_is_part_of_the_month_that_has_its_thursday() -> None:
    weeks = [str(part) for part in parse_period("2026-11").parts(PeriodKind.WEEK)]
    assert weeks == ["2026-W45", "2026-W46", "2026-W47", "2026-W48"]
    months = [str(part) for part in parse_period("2026-Q3").parts(PeriodKind.MONTH)]
    assert months == ["2026-07", "2026-08", "2026-09"]
    years = parse_period("2024-01-01..2026-12-31").parts(PeriodKind.YEAR)
    assert [str(part) for part in years] == ["2024", "2025", "2026"]


def test_what_has_no_shorter_period_is_its_own_part() -> None:
    for text in ("2026-W47", "2026-11-16..2026-11-17"):
        period = parse_period(text)
        assert period.parts(PeriodKind.MONTH) == (period,)
        assert period.parts(PeriodKind.DAYS) == (period,)


@given(DAYS)
def test_every_week_is_part_of_exactly_one_month(day):
    week = week_of(day)
    months = {month_of(week.first), month_of(week.last)}
    assert sum(week in month.parts(PeriodKind.WEEK) for month in months) == 1
