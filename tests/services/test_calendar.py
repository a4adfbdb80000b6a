"""The calendar of a workspace: announced, calculated, corrected."""

from __future__ import annotations

from datetime import date

from inspector.domain.calendar import DayOrigin, statutory_holidays
from inspector.services import calendar, undo
from inspector.services.workspace import Workspace


def origins(ws: Workspace, year: int) -> set[DayOrigin]:
    return {one.origin for one in calendar.days(ws, year)}


def test_an_announced_year_has_its_worked_weekends(ws: Workspace) -> None:
    days = calendar.days(ws, 2026)
    assert origins(ws, 2026) == {DayOrigin.ANNOUNCED}
    assert any(one.is_working for one in days)
    assert all(one.holiday for one in days)


def test_the_calculated_days_agree_with_the_announced_ones() -> None:
    free = {one.day for one in calendar.announced(2026) if not one.is_working}
    assert {one.day for one in statutory_holidays(2026)} <= free


def test_a_year_nobody_announced_is_calculated(ws: Workspace) -> None:
    assert origins(ws, 2035) == {DayOrigin.CALCULATED}


def test_what_was_entered_counts_until_it_is_withdrawn(ws: Workspace) -> None:
    new_year = date(2026, 1, 1)
    calendar.enter(ws, new_year, is_working=True, name="值班")
    day = calendar.days(ws, 2026)[0]
    assert (day.day, day.is_working, day.origin, day.name) == (
        new_year,
        True,
        DayOrigin.ENTERED,
        "值班",
    )
    calendar.withdraw(ws, new_year)
    assert origins(ws, 2026) == {DayOrigin.ANNOUNCED}
    calendar.enter(ws, new_year, is_working=True)
    assert DayOrigin.ENTERED in origins(ws, 2026)


def test_entering_a_day_can_be_undone(ws: Workspace) -> None:
    calendar.enter(ws, date(2035, 3, 3), is_working=False)
    undo.undo(ws)
    assert origins(ws, 2035) == {DayOrigin.CALCULATED}
    calendar.withdraw(ws, date(2035, 4, 4))
    assert origins(ws, 2035) == {DayOrigin.CALCULATED}
