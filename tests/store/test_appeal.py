from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from inspector.domain.appeal import Decision
from inspector.services import appeal, edition
from inspector.store import change
from inspector.store.database import Database, rows
from inspector.store.edition import open_bench
from inspector.store.merge import merge
from inspector.store.workspace import Person
from tests.store.test_edition import NOW, WEEK, district, workspace_of


def test_an_objection_travels_and_two_decisions_made_apart_are_told(
    database: Database, tmp_path: Path
) -> None:
    ws = workspace_of(database, tmp_path)
    with database.transaction():
        district()
    sealed = edition.seal(ws, "units", WEEK)
    made = appeal.file(
        ws, sealed.id.hex, unit="商务局", visit="L1-1", item="1.2", why="it was clean"
    )
    bench = open_bench()
    there = workspace_of(bench, tmp_path)
    there.clock = lambda: NOW + timedelta(hours=1)
    with database.transaction():
        changes = change.missing_from([])
    with bench.transaction():
        merge(changes[::-1])
    there.person = Person(uuid4(), "director")
    appeal.decide(there, made.id.hex, Decision.AMENDED, "half of it")
    appeal.decide(ws, made.id.hex, Decision.UPHELD, "all of it")
    with bench.transaction():
        theirs = change.missing_from([])
    with database.transaction():
        ours = change.missing_from([])
        merge(theirs)
        conflicts = rows("SELECT kind, register FROM conflict")
        shown = rows("SELECT decision FROM appeal")
    with bench.transaction():
        merge(ours)
        assert rows("SELECT kind, register FROM conflict") == conflicts
        assert rows("SELECT decision FROM appeal") == shown
    assert conflicts == [("appeal", "decision")]
    bench.close()


def test_filed_and_decided_are_kept_to_the_millisecond(database: Database, tmp_path: Path) -> None:
    ws = workspace_of(database, tmp_path)
    ws.clock = lambda: datetime(2026, 12, 1, 8, 0, 0, 123_456, tzinfo=UTC)
    with database.transaction():
        district()
    sealed = edition.seal(ws, "units", WEEK)
    made = appeal.file(ws, sealed.id.hex, unit="商务局", visit="L1-1", item="2", why="clean")
    decided = appeal.decide(ws, made.id.hex, Decision.UPHELD, "seen")
    (line,) = appeal.list_(ws)
    assert line.appeal == decided
    assert line.decided_by == "office"
