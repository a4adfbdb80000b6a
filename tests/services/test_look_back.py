"""What earlier periods said is computed once, and again after anything was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta

import pytest

from inspector.domain.list_rules import Line, ListKind, ListRule
from inspector.services.workspace import Workspace
from inspector.store import tables
from tests.services.test_board import World, given, world
from tests.services.test_board_lists import ranked
from tests.store.board_world import DAY

__all__ = ["world"]
LAST = ListRule(ListKind.BLACK, line=Line(last=1))
OLDEST = DAY - timedelta(days=14)


@pytest.fixture(autouse=True)
def weeks(ws: Workspace, world: World) -> None:
    """Two weeks before the last one and that one, in all of which west was last."""
    with ws.database.transaction():
        for days in (-7, -14):
            world.visit(world.road, given("0"), street=world.west, day=days)
            world.visit(world.road, given("9"), street=world.east, day=days)


@contextmanager
def read_days(ws: Workspace) -> Iterator[set[date]]:
    """The first days of the periods whose visits are added up meanwhile."""
    days: set[date] = set()

    def keep(sql: str) -> None:
        if "SUM(t.got)" in sql:
            days.add(date.fromisoformat(sql.partition("v.day BETWEEN '")[2][:10]))

    connection = ws.database.inner.connection()
    connection.set_trace_callback(keep)
    yield days
    connection.set_trace_callback(None)


def times(ws: Workspace) -> tuple[int, bool]:
    """How often in a row somebody is last, and whether older weeks were added up for it."""
    with read_days(ws) as days:
        ranking = ranked(ws, LAST)
    assert ranking.looked_back
    return ranking.lists[0].entries[0].times, min(days) <= OLDEST


def test_a_second_look_adds_up_no_earlier_period_again(ws: Workspace) -> None:
    first = times(ws)
    assert first[1]
    assert times(ws) == (first[0], False)


def test_what_is_written_here_is_seen(ws: Workspace) -> None:
    before, _is_read = times(ws)
    with ws.database.transaction():
        tables.Visit.update(void=True).where(tables.Visit.day <= OLDEST).execute()
    after, is_read = times(ws)
    assert is_read
    assert after == before - 1


def test_what_another_program_writes_is_seen(ws: Workspace) -> None:
    before, _is_read = times(ws)
    with closing(sqlite3.connect(ws.paths.database)) as other:
        other.execute("UPDATE visit SET void = 1 WHERE day <= ?", (OLDEST.isoformat(),))
        other.commit()
    after, is_read = times(ws)
    assert is_read
    assert after == before - 1


def test_what_failed_to_be_written_is_forgotten(ws: Workspace) -> None:
    before, _is_read = times(ws)
    seen = []

    def fail() -> None:
        with ws.database.transaction():
            tables.Visit.update(void=True).where(tables.Visit.day <= OLDEST).execute()
            seen.append(times(ws)[0])
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert seen == [before - 1]
    assert times(ws)[0] == before


def test_an_earlier_cut_off_has_its_own_past(ws: Workspace) -> None:
    before, _is_read = times(ws)
    late = ranked(ws, LAST).cutoff
    with ws.database.transaction():
        tables.Visit.update(closed=late).where(tables.Visit.day <= OLDEST).execute()
    assert times(ws)[0] == before
    made = ranked(ws, LAST, cutoff=late - timedelta(seconds=1))
    assert made.lists[0].entries[0].times == before - 1
