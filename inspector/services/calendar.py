"""The working calendar of the workspace: announced days, calculated ones, and corrections."""

from __future__ import annotations

from datetime import date

from inspector.domain.calendar import (
    CalendarDay,
    DayOrigin,
    Holiday,
    statutory_holidays,
)
from inspector.services.workspace import Workspace
from inspector.store import calendar as store

_HOLIDAYS = {
    "new_years_day": Holiday.NEW_YEAR,
    "spring_festival": Holiday.SPRING_FESTIVAL,
    "tomb_sweeping_day": Holiday.TOMB_SWEEPING,
    "labour_day": Holiday.LABOUR_DAY,
    "dragon_boat_festival": Holiday.DRAGON_BOAT,
    "mid_autumn_festival": Holiday.MID_AUTUMN,
    "national_day": Holiday.NATIONAL_DAY,
}


def days(ws: Workspace, year: int) -> tuple[CalendarDay, ...]:
    """The days of a year that differ from their weekday, by day; what was entered here counts.

    The rest is announced, or calculated for a year that is not announced yet.
    """
    known = {one.day: one for one in announced(year) or statutory_holidays(year)}
    with ws.read():
        entered = store.load_days(date(year, 1, 1), date(year, 12, 31))
    known.update({one.day: one for one in entered})
    return tuple(known[day] for day in sorted(known))


def announced(year: int) -> tuple[CalendarDay, ...]:
    """The free days and worked weekends of a year by the official notice; none if not known."""
    import chinese_calendar

    free = {day: name for day, name in chinese_calendar.holidays.items() if day.year == year}
    worked = {day: name for day, name in chinese_calendar.workdays.items() if day.year == year}
    by_word = {holiday.value: holiday.name for holiday in chinese_calendar.Holiday}
    found = [
        CalendarDay(day, is_working, DayOrigin.ANNOUNCED, _HOLIDAYS.get(by_word.get(name, "")))
        for is_working, part in ((False, free), (True, worked))
        for day, name in part.items()
    ]
    return tuple(sorted(found, key=lambda one: one.day))


def enter(ws: Workspace, day: date, *, is_working: bool, name: str = "") -> None:
    """Say that a day is worked or free, whatever is announced of it."""
    with ws.write("calendar.enter") as edits:
        edits += store.enter(store.Entry(day, is_working, name))


def withdraw(ws: Workspace, day: date) -> None:
    """Let what is announced or calculated count again for a day; without an entry nothing is."""
    with ws.write("calendar.withdraw") as edits:
        known = store.find(day)
        if known is not None:
            edits += store.enter(store.Entry(day, known.is_working, known.name, void=True))
