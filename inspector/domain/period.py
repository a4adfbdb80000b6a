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
        return f"{self.first.isoformat()}..{self.last.isoformat()}"

    @property
    def number(self) -> int:
        """The issue number unless another is given: of the week, of the month, 1 for a span."""
        if self.kind is PeriodKind.WEEK:
            return self.first.isocalendar().week
        return self.first.month if self.kind is PeriodKind.MONTH else 1

    @property
    def previous(self) -> Period:
        """The period of equal kind that ends on the day before this one."""
        last = self.first - timedelta(days=1)
        if self.kind is PeriodKind.MONTH:
            return Period(self.kind, last.replace(day=1), last)
        return Period(self.kind, self.first - (self.last - self.first) - timedelta(days=1), last)

    @property
    def following(self) -> Period:
        """The period of equal kind that begins on the day after this one."""
        first = self.last + timedelta(days=1)
        if self.kind is PeriodKind.MONTH:
            return month_of(first)
        return Period(self.kind, first, first + (self.last - self.first))


def week_of(day: date) -> Period:
    """The ISO week (Monday to Sunday) that holds this day."""
    first = day - timedelta(days=day.weekday())
    return Period(PeriodKind.WEEK, first, first + timedelta(days=6))


def month_of(day: date) -> Period:
    """The calendar month that holds this day."""
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return Period(PeriodKind.MONTH, first, following - timedelta(days=1))


def parse_period(text: str) -> Period:
    """Read 2026-W47, 2026-11 or 2026-11-14..2026-11-20.

    Raises ActionRefused (BAD_PERIOD) where the text is none of these or ends before it begins.
    """
    try:
        if match := re.fullmatch(r"([12]\d{3})-W(\d{2})", text):
            return week_of(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        if match := re.fullmatch(r"([12]\d{3})-(\d{2})", text):
            return month_of(date(int(match[1]), int(match[2]), 1))
        if match := re.fullmatch(r"([12]\S{9})\.\.([12]\S{9})", text):
            period = Period(
                PeriodKind.DAYS, date.fromisoformat(match[1]), date.fromisoformat(match[2])
            )
            if period.first <= period.last:
                return period
    except ValueError:
        pass
    raise ActionRefused(ActionFault.BAD_PERIOD, {"period": text})
