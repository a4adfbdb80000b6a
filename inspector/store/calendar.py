"""The days of the working calendar that a person entered."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from inspector.domain.calendar import CalendarDay, DayOrigin
from inspector.domain.change import Edit
from inspector.store import tables
from inspector.store.kind import creation, difference

CALENDAR_ID = UUID("3f0d9c1e-6a57-4c2b-8d44-1b7e5a90c202")


class Entry(Struct, frozen=True):
    """A day as it is stored; a void one counts as not entered."""

    day: date
    is_working: bool
    name: str
    void: bool = False
    calendar: UUID = CALENDAR_ID


def load_days(first: date, last: date) -> tuple[CalendarDay, ...]:
    """The days entered from `first` to `last`, by day."""
    day = tables.CalendarDay
    query = (
        day.select()
        .where(day.calendar == CALENDAR_ID, day.void == False, day.day.between(first, last))  # noqa: E712
        .order_by(day.day)
    )
    return tuple(
        CalendarDay(row.day, row.is_working, DayOrigin.ENTERED, None, row.name) for row in query
    )


def find(day: date) -> Entry | None:
    """What is stored for a day, void or not."""
    row = tables.CalendarDay.get_or_none(
        (tables.CalendarDay.calendar == CALENDAR_ID) & (tables.CalendarDay.day == day)
    )
    return None if row is None else Entry(row.day, row.is_working, row.name, row.void)


def enter(wanted: Entry) -> list[Edit]:
    """The edits that make a day what is wanted, with the calendar itself the first time."""
    edits: list[Edit] = []
    if tables.Calendar.get_or_none(tables.Calendar.id == CALENDAR_ID) is None:
        edits += creation("calendar", _Calendar(CALENDAR_ID))
    return edits + difference("calendar_day", find(wanted.day), wanted)


class _Calendar(Struct, frozen=True):
    id: UUID
    name: str = ""
