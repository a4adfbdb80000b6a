"""Periods of a board: an ISO week, a month, or a span of days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from inspector.errors import ActionFault, ActionRefused


class PeriodKind(StrEnum):
    """The kinds of period that can be ranked."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DAYS = "days"


class Period(Struct, frozen=True):
    """Local days `first` to `last`, both included."""

    kind: PeriodKind
    first: date
    last: date

    def __str__(self) -> str:
        if self.kind is PeriodKind.WEEK:
            year, week, _ = self.first.isocalendar()
            return f"{year}-W{week:02d}"
        if self.kind is PeriodKind.MONTH:
            return f"{self.first.year}-{self.first.month:02d}"
        if self.kind is PeriodKind.QUARTER:
            return f"{self.first.year}-Q{self.number}"
        if self.kind is PeriodKind.YEAR:
            return f"{self.first.year}"
        return f"{self.first.isoformat()}..{self.last.isoformat()}"

    @property
    def number(self) -> int:
        """The issue number unless another is given: of the week, month or quarter, else 1."""
        if self.kind is PeriodKind.WEEK:
            return self.first.isocalendar().week
        if self.kind is PeriodKind.QUARTER:
            return (self.first.month + 2) // 3
        return self.first.month if self.kind is PeriodKind.MONTH else 1

    @property
    def previous(self) -> Period:
        """The period of equal kind that ends on the day before this one."""
        last = self.first - timedelta(days=1)
        if self.kind in _OF_MONTHS:
            return period_of(self.kind, last)
        return Period(self.kind, self.first - (self.last - self.first) - timedelta(days=1), last)

    @property
    def following(self) -> Period:
        """The period of equal kind that begins on the day after this one."""
        first = self.last + timedelta(days=1)
        if self.kind in _OF_MONTHS:
            return period_of(self.kind, first)
        return Period(self.kind, first, first + (self.last - self.first))

    def parts(self, kind: PeriodKind) -> tuple[Period, ...]:
        """The shorter periods of a kind in this one, in order: those whose middle day is in it.

        By this a week belongs to the month that has its Thursday, as it does to its year. Where
        there is none, and for a span of days, the period itself is its only part.
        """
        if kind is PeriodKind.DAYS:
            return (self,)
        found = []
        part = period_of(kind, self.first)
        while part.first <= self.last:
            if self.first <= part.first + (part.last - part.first) // 2 <= self.last:
                found.append(part)
            part = part.following
        return tuple(found) or (self,)


class Campaign(Struct, frozen=True):
    """A campaign as its visits name it, from its first closed one to its last."""

    name: str
    first: date
    last: date

    @property
    def period(self) -> Period:
        """The days of the campaign."""
        return Period(PeriodKind.DAYS, self.first, self.last)


_OF_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}


def period_of(kind: PeriodKind, day: date) -> Period:
    """The period of a kind that holds this day; of a span of days the day alone."""
    if kind is PeriodKind.WEEK:
        return week_of(day)
    months = _OF_MONTHS.get(kind)
    if months is None:
        return Period(kind, day, day)
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    beyond = (first + timedelta(days=31 * months)).replace(day=1)
    return Period(kind, first, beyond - timedelta(days=1))


def week_of(day: date) -> Period:
    """The ISO week (Monday to Sunday) that holds this day."""
    first = day - timedelta(days=day.weekday())
    return Period(PeriodKind.WEEK, first, first + timedelta(days=6))


def month_of(day: date) -> Period:
    """The calendar month that holds this day."""
    return period_of(PeriodKind.MONTH, day)


def parse_period(text: str) -> Period:
    """Read 2026-W47, 2026-11, 2026-Q4, 2026 or 2026-11-14..2026-11-20.

    Raises ActionRefused (BAD_PERIOD) where the text is none of these or ends before it begins.
    """
    try:
        if match := re.fullmatch(r"([12]\d{3})-W(\d{2})", text):
            return week_of(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        if match := re.fullmatch(r"([12]\d{3})-(\d{2})", text):
            return month_of(date(int(match[1]), int(match[2]), 1))
        if match := re.fullmatch(r"([12]\d{3})-Q([1-4])", text):
            return period_of(PeriodKind.QUARTER, date(int(match[1]), 3 * int(match[2]), 1))
        if match := re.fullmatch(r"([12]\d{3})", text):
            return period_of(PeriodKind.YEAR, date(int(match[1]), 1, 1))
        if match := re.fullmatch(r"([12]\S{9})\.\.([12]\S{9})", text):
            period = Period(
                PeriodKind.DAYS, date.fromisoformat(match[1]), date.fromisoformat(match[2])
            )
            if period.first <= period.last:
                return period
    except ValueError:
        pass
    raise ActionRefused(ActionFault.BAD_PERIOD, {"period": text})
