from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from random import Random
from uuid import UUID

import peewee
import pytest
from msgspec.structs import replace

from inspector.domain.change import Author, Change, Edit, Key, compose, time_of
from inspector.domain.change import _sealed_id as sealed_id
from inspector.domain.wire import Wire
from inspector.store import change
from inspector.store.database import Database, rows
from inspector.store.log import load_waiting, uuid_of
from inspector.store.merge import merge
from tests.domain.history import Arrival, History, Save
from tests.store.world import WORLD

HISTORIES = int(os.environ.get("INSPECTOR_HISTORIES", "300"))


class _Abandoned(Exception):
    """Ends a history: what it wrote is rolled back."""


class _Twin:
    """One machine of a history on a real database, compared with the pure rule at each event."""

    def __init__(self, place: int, always: bool) -> None:
        self.place = place
        self.always = always
        self.history: History

    def __call__(self, event: Save | Arrival) -> None:
        if event.machine != self.place:
            return
        machine = self.history.machines[self.place]
        if isinstance(event, Save):
            made = change.save(event.author, event.action, event.asked)
            assert made == event.change
        else:
            report = merge(event.changes)
            assert not report.damaged
            assert set(report.waiting) == set(machine.waiting)
        if self.always:
            self.compare()

    def compare(self) -> None:
        machine = self.history.machines[self.place]
        held = {uuid_of(row[0]) for row in rows('SELECT "id" FROM "change"')}
        assert held == set(machine.held)
        assert {each.id for each in load_waiting()} == set(machine.waiting)
        assert change.check_fold() == []
        assert set(change.chain_tips()) == set(machine.tips())

    def check_chain(self) -> None:
        held = self.history.machines[self.place].held.values()
        followed = [each.prev for each, _ in held if each.prev is not None]
        found = change.check_chain()
        assert {each.kind for each in found} <= {"device_copied"}
        assert len(found) == len(followed) - len(set(followed))


def test_random_histories_equal_the_pure_rule(database: Database) -> None:
    is_sqlite = isinstance(database.inner, peewee.SqliteDatabase)
    count = HISTORIES // 5 if is_sqlite else HISTORIES // 15
    for seed in range(count):
        rng = Random(seed)
        twin = _Twin(seed % 3, always=is_sqlite and seed % 3 == 0)
        history = History(rng, WORLD, watch=twin)
        twin.history = history
        with suppress(_Abandoned), database.transaction():
            history.play(rng.randint(15, 40))
            twin.compare()
            history.join()
            twin.compare()
            twin.check_chain()
            raise _Abandoned


AUTHOR = Author(UUID(int=1), UUID(int=2), datetime(2026, 3, 2, tzinfo=UTC), 480)
ROOT, OTHER = UUID(int=10), UUID(int=11)


def _edit(
    kind: str, register: str, after: Wire, key: Key = (), root: UUID = ROOT, before: Wire = None
) -> Edit:
    return Edit(kind, root, key, register, before, after)


def _change(*edits: Edit, after: Change | None = None, **options: object) -> Change:
    """A change made on another laptop, after one of its own."""
    number, prev = (after.number + 1, after.id) if after else (1, None)
    options = {"number": number, "prev": prev, "heads": {}} | options
    return compose(AUTHOR, "x", edits, **options)[0]  # type: ignore[arg-type]


def _note(after: Wire, root: UUID = ROOT) -> Edit:
    return _edit("visit", "note", after, root=root, before="")


@pytest.fixture
def start(database: Database) -> Iterator[Change]:
    """Another laptop's visit, taken in; the transaction stays open."""
    with database.transaction():
        made = _change(_note("雨"))
        report = merge([made])
        assert report.taken == (made.id,)
        assert report.roots == {ROOT: "visit"}
        yield made


def test_what_names_a_missing_change_waits_whole_and_comes_in_with_it(start: Change) -> None:
    second = _change(_note("晴"), after=start, heads={ROOT: [start.id]})
    third = _change(_note("阴"), _note("霜", OTHER), after=second, heads={ROOT: [second.id]})
    report = merge([third])
    assert (report.taken, report.roots) == ((), {})
    assert report.waiting == {third.id: (second.id,)}
    assert rows('SELECT "note" FROM "visit"') == [("雨",)]
    assert merge([third, start, third]).known == 1
    report = merge([second])
    assert report.taken == (second.id, third.id)
    assert report.waiting == {}
    assert load_waiting() == []
    assert sorted(rows('SELECT "note" FROM "visit"')) == [("阴",), ("霜",)]


@pytest.mark.parametrize(
    "edit",
    [
        _edit("street", "name", "x", ("a",)),
        _edit("visit", "weather", "rain"),
        _edit("visit", "mode", "by_drone"),
        _edit("visit", "note", 5),
        _edit("visit", "day", "2026-13-01"),
        _edit("visit", "day", "20260301"),
        _edit("visit", "started", 1 << 60),
        _edit("visit", "void", 1),
        _edit("visit", "void", None),
        _edit("visit", "subject", [None, ""]),
        _edit("visit", "subject", "x"),
        _edit("visit", "state", "closed"),
        _edit("visit", "plan", "not an id"),
        _edit("answer", "judged", [True, None, None, None], (1,)),
        _edit("answer", "note", "n", ("1",)),
        _edit("answer", "note", "n", (1, 2)),
        _edit("finding", "note", "n", (OTHER.hex.upper() + " ",)),
        _edit("site", "place", ["nowhere", None], root=OTHER),
        _edit("scheme_version", "content", [None, 1, "t", 1, "criteria", {"no": 1}], root=OTHER),
    ],
    ids=str,
)
def test_what_only_a_newer_program_understands_waits(start: Change, edit: Edit) -> None:
    heads = {ROOT: [start.id]} if edit.root == ROOT else {}
    strange = _change(edit, after=start, heads=heads)
    later = _change(_note("x"), after=strange, heads={ROOT: [start.id]})
    report = merge([strange, later])
    assert report.waiting == {strange.id: (), later.id: (strange.id,)}
    assert (report.taken, report.damaged) == ((), {})
    assert merge([]).waiting == report.waiting
    assert rows('SELECT "note" FROM "visit"') == [("雨",)]


def test_a_newer_format_waits_unless_the_id_is_known(start: Change) -> None:
    newer = replace(_change(_note("x", OTHER)), format=2)
    assert merge([newer, replace(start, format=2)]).waiting == {newer.id: ()}
    # A change in order under the same id takes its place.
    assert merge([replace(newer, format=1)]).taken == (newer.id,)
    assert load_waiting() == []


def _resealed(made: Change, **fields: object) -> Change:
    forged = replace(made, **fields)  # type: ignore[arg-type]
    return replace(forged, id=sealed_id(forged, time_of(made.id)))


def test_a_forged_change_is_refused_by_name_and_the_others_are_taken(start: Change) -> None:
    elsewhere = _change(_note("霜", OTHER), after=start)
    good = _change(_note("x"), after=elsewhere, heads={ROOT: [start.id]})
    forged = {
        "hash": replace(good, id=UUID(int=good.id.int ^ 1)),
        "order": replace(good, id=UUID(int=good.id.int + (1 << 80))),
        "heads": _change(_note("y"), after=start, heads={ROOT: [elsewhere.id]}),
        "root": _change(
            _edit("site", "code", "1", before=""), after=start, heads={ROOT: [start.id]}
        ),
        "number": _resealed(good, number=7),
        "body": _resealed(good, body=b"[]"),
    }
    report = merge([*forged.values(), elsewhere, good])
    assert report.damaged == {made.id: flaw for flaw, made in forged.items()}
    assert set(report.taken) == {elsewhere.id, good.id}
    assert report.waiting == {}
    assert change.check_chain() == []
    assert change.check_fold() == []


def test_an_answer_without_its_visit_never_comes_in(start: Change) -> None:
    orphan = _change(_edit("answer", "note", "n", (1,), OTHER, ""), after=start)
    assert merge([orphan]).damaged == {orphan.id: "root"}
    mixed = _change(
        _note("x", OTHER), _edit("site_unit", "share", 1, (ROOT.hex,), OTHER), after=start
    )
    assert merge([mixed]).damaged == {mixed.id: "root"}


def test_a_finding_stays_with_its_visit_whatever_another_one_claims(start: Change) -> None:
    key = (UUID(int=99).hex,)
    own = _change(
        _edit("finding", "note", "n", key, before=""), after=start, heads={ROOT: [start.id]}
    )
    thief = _change(
        _note("x", OTHER), _edit("finding", "note", "stolen", key, OTHER, ""), after=own
    )
    merge([own])
    merge([thief])
    assert rows('SELECT "note" FROM "finding"') == [("n",)]
    assert {each.kind for each in change.check_fold()} == {"row_differs"}


def test_a_conflict_is_listed_until_somebody_decides(start: Change) -> None:
    one = _change(_note("晴"), after=start, heads={ROOT: [start.id]})
    other = Author(UUID(int=5), UUID(int=6), AUTHOR.now, 480)
    two = compose(other, "x", [_note("阴")], number=1, prev=None, heads={ROOT: [start.id]})[0]
    report = merge([one, two])
    assert report.conflicts == 1
    ((shown,),) = rows('SELECT "note" FROM "visit"')
    assert rows('SELECT "kind", "key", "register", "clash" FROM "conflict"') == [
        ("visit", "[]", "note", "values")
    ]
    made = change.save(other, "visit.decide", [_edit("visit", "note", shown, before=shown)])
    assert rows('SELECT count(*) FROM "conflict"') == [(0,)]
    assert change.missing_from([one.id, two.id]) == [made]
    assert merge([one, two, made]).known == 3


def test_a_void_that_did_not_see_an_answer_leaves_the_visit_in_sight(start: Change) -> None:
    void = _change(
        _edit("visit", "void", True, before=False), after=start, heads={ROOT: [start.id]}
    )
    other = Author(UUID(int=5), UUID(int=6), AUTHOR.now, 480)
    edit = _edit("answer", "note", "n", (1,), before="")
    answer = compose(other, "x", [edit], number=1, prev=None, heads={ROOT: [start.id]})[0]
    assert merge([void, answer]).conflicts == 1
    assert rows('SELECT "void" FROM "visit"') == [(0,)]
    again = _edit("answer", "note", "m", (1,), before="n")
    change.save(other, "visit.answer", [again])
    assert rows('SELECT "void" FROM "visit"') == [(0,)]
    assert rows('SELECT count(*) FROM "conflict"') == [(0,)]
    change.save(other, "visit.void", [_edit("visit", "void", True, before=False)])
    assert rows('SELECT "void" FROM "visit"') == [(1,)]
    assert change.check_fold() == []
