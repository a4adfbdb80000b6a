"""Objections of units to losses in a sealed edition (复核): terms, and what follows from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct

from inspector.domain.calendar import CalendarDay, is_working_day
from inspector.domain.points import from_units

_LOST = frozenset({"deducted", "valued"})


class Decision(StrEnum):
    """What became of the loss: it stands, is another one, or is taken back."""

    UPHELD = "upheld"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"


class Appeal(Struct, frozen=True):
    """An objection as it is stored; `decision` is empty while it is open."""

    id: UUID
    edition: UUID | None = None
    visit: UUID | None = None
    item: int = 0
    unit: UUID | None = None
    filed: datetime | None = None
    text: str = ""
    decision: str = ""
    decided: datetime | None = None
    decided_by: UUID | None = None
    reason: str = ""
    void: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return not self.decision

    @property
    def asks_correction(self) -> bool:
        """Whether the edition has to be corrected because of the decision."""
        return self.decision in (Decision.AMENDED, Decision.WITHDRAWN)


class AppealLine(Struct, frozen=True):
    """An objection in a list, with the names that stand in its edition.

    `due` is the last day for objections and `left` how many working days there are until then,
    `answered_by` the correction that answers it.
    """

    appeal: Appeal
    unit: str
    visit_number: str
    site: str
    code: str
    text: str
    due: date | None
    decided_by: str = ""
    answered_by: UUID | None = None
    left: int | None = None

    @property
    def owes_correction(self) -> bool:
        """Whether the edition still has to be corrected because of the decision."""
        return self.appeal.asks_correction and self.answered_by is None


def last_day(sealed: date, days: int, differing: Iterable[CalendarDay]) -> date:
    """The last of so many working days after the local day of sealing.

    `differing` are the days that are worked or free otherwise than by their weekday.
    """
    known = tuple(differing)
    day, left = sealed, days
    while left > 0:
        day += timedelta(days=1)
        left -= is_working_day(day, known)
    return day


def days_left(today: date, due: date, differing: Iterable[CalendarDay]) -> int:
    """The working days after today up to the last day; 0 on it and after it."""
    known = tuple(differing)
    days = range(1, (due - today).days + 1)
    return sum(is_working_day(today + timedelta(days=one), known) for one in days)


class EditionLoss(Struct, frozen=True):
    """A loss of an edition that can be objected to, with the units that answer for it."""

    visit: UUID
    visit_number: str
    day: date
    site: str
    item: int
    code: str
    text: str
    units: tuple[tuple[UUID, str], ...]


def answers_for(frozen: Mapping[str, list[Any]], unit: UUID, visit: UUID, item: int) -> bool:
    """Whether a unit answers for an item of a visit, by what is frozen in an edition."""
    return any(
        row[0] == visit.hex and row[1] == unit.hex and row[3] in (0, item)
        for row in frozen["visit_unit"]
    )


def judged(frozen: Mapping[str, list[Any]], visit: UUID, item: int) -> tuple[Any, ...]:
    """What an edition holds of an item of a visit: its answer and its findings, for comparing."""
    answers = [
        tuple(other)
        for row in frozen["answer"]
        if row[0] == visit.hex
        for other in row[2]
        if other[0] == item
    ]
    findings = [
        tuple(row[1:]) for row in frozen["finding"] if row[0] == visit.hex and row[1] == item
    ]
    return (*answers, *sorted(findings, key=str))


def is_lost(frozen: Mapping[str, list[Any]], visit: UUID, item: int) -> bool:
    """Whether an item of a visit is judged otherwise than conforming in an edition."""
    return any(
        row[0] == visit.hex and other[0] == item and other[1] in _LOST
        for row in frozen["answer"]
        for other in row[2]
    )


def is_loss(answer: Sequence[Any], full: Decimal) -> bool:
    """Whether a frozen answer may have lost something: deducted, or valued below the full mark."""
    state, points = answer[1], answer[3]
    return state in _LOST and (points is None or from_units(points) < full)


def inspectors(frozen: Mapping[str, list[Any]], visit: UUID) -> frozenset[str]:
    """The names of who took part in a visit, by what is frozen in an edition."""
    return frozenset(row[1] for row in frozen["visit_person"] if row[0] == visit.hex)


def owed(appeals: Iterable[Appeal], answered: Collection[UUID]) -> tuple[Appeal, ...]:
    """The objections that ask for a correction which no edition has brought yet."""
    return tuple(
        one for one in appeals if one.asks_correction and not one.void and one.id not in answered
    )
