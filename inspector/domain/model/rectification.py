"""M7, rectification rate (domain 8.1): what was done of what was due, as at a cut-off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct


class RateBase(StrEnum):
    """Of which problems the rate is taken."""

    ALL = "all"
    DUE = "due"
    ON_TIME = "on_time"


class Rectification(Struct, frozen=True, forbid_unknown_fields=True):
    """Named parameters of M7: which problems are looked at, and which are left out."""

    base: RateBase = RateBase.ALL
    without_disputed: bool = True
    without_long_term: bool = True


class Case(Struct, frozen=True):
    """A problem as the rate sees it; moments are aware, `closed` is None while it is open."""

    raised: datetime
    due: datetime | None = None
    closed: datetime | None = None
    is_disputed: bool = False
    is_long_term: bool = False


class Counted(Struct, frozen=True):
    """Problems done of those that count; `left_out` are disputed or approved for the long term."""

    done: int
    due: int
    left_out: int

    @property
    def rate(self) -> Fraction | None:
        """Done of due in percent, exact; None where nothing was due: no problem is no 100 %."""
        return 100 * Fraction(self.done, self.due) if self.due else None


def counted(cases: Iterable[Case], rule: Rectification, cutoff: datetime) -> Counted:
    """What the rate of M7 is made of, as things stood at the cut-off.

    `ON_TIME` sets what was closed by its deadline against what was closed or is overdue.
    """
    done = due = left_out = 0
    for case in cases:
        if case.raised > cutoff:
            continue
        if (rule.without_disputed and case.is_disputed) or (
            rule.without_long_term and case.is_long_term
        ):
            left_out += 1
        elif _counts(case, rule.base, cutoff):
            due += 1
            done += _is_done(case, rule.base, cutoff)
    return Counted(done, due, left_out)


def _counts(case: Case, base: RateBase, cutoff: datetime) -> bool:
    if base is RateBase.ALL:
        return True
    is_overdue = case.due is not None and case.due <= cutoff
    return is_overdue or (base is RateBase.ON_TIME and _is_closed(case, cutoff))


def _is_done(case: Case, base: RateBase, cutoff: datetime) -> bool:
    if not _is_closed(case, cutoff):
        return False
    in_time = case.due is None or (case.closed is not None and case.closed <= case.due)
    return base is not RateBase.ON_TIME or in_time


def _is_closed(case: Case, cutoff: datetime) -> bool:
    return case.closed is not None and case.closed <= cutoff
