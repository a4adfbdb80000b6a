from __future__ import annotations

import os
from contextlib import suppress
from random import Random

import peewee

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
