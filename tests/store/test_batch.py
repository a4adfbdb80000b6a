from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from inspector.domain.change import Author, Change
from inspector.domain.scheme import Scheme, SchemeOrigin, SchemeVersion
from inspector.domain.site import Site, SiteType
from inspector.domain.unit import Role, Unit, UnitClass
from inspector.domain.visit import (
    Answer,
    AnswerState,
    Level,
    Visit,
    VisitPerson,
    VisitState,
    VisitUnit,
)
from inspector.errors import Cancelled
from inspector.store import change
from inspector.store.batch import Batch
from inspector.store.database import Database, rows
from inspector.store.kind import KINDS, creation
from inspector.store.workspace import Person

MOMENT = datetime(2026, 9, 18, 8, tzinfo=UTC)
AUTHOR = Author(UUID(int=1), UUID(int=2), MOMENT, 480)
KNOWN = Site(UUID(int=10), "0001", "公园1", "公园")
STREET = Unit(UUID(int=20), "J1", "望湖街道", UnitClass.STREET)
SITE = Site(UUID(int=30), "", "", "", longitude=Decimal("116.1"), latitude=Decimal("39.90"))
VERSION = SchemeVersion(
    UUID(int=40), UUID(int=41), 1, "示例", MOMENT, SchemeOrigin.RESULT, Scheme("示例", (), ())
)
VISIT = Visit(
    UUID(int=50), KNOWN.id, "公园", Decimal("2.5"), VERSION.id, date(2026, 9, 18), MOMENT,
    VisitState.CLOSED, MOMENT, Level.THIRD_PARTY, number="A-0001",
)  # fmt: skip
OTHER = replace(VISIT, id=UUID(int=51), site=SITE.id, length_m=None, number="A-0002")
BARE = Visit(UUID(int=52), KNOWN.id, "", None, VERSION.id, VISIT.day, MOMENT)

Parts = list[tuple[str, list[Any], list[UUID] | None]]

PARTS: Parts = [
    ("person", [Person(UUID(int=60), "张三")], None),
    ("unit", [STREET, replace(STREET, id=UUID(int=21), from_import=True, note="a\\u")], None),
    ("site_type", [SiteType(UUID(int=70), "公园")], None),
    ("site", [SITE], None),
    ("scheme_version", [VERSION], None),
    ("visit", [VISIT, OTHER, BARE], None),
    (
        "visit_unit",
        [
            VisitUnit(STREET.id, Role.TERRITORIAL, 1),
            VisitUnit(STREET.id, Role.LINE, 1),
            VisitUnit(STREET.id, Role.LINE, 1, share=Decimal("0.5")),
        ],
        [VISIT.id, VISIT.id, OTHER.id],
    ),
    ("visit_person", [VisitPerson(UUID(int=60))], [VISIT.id]),
    (
        "answer",
        [
            Answer(1, AnswerState.VALUED, points=Decimal("0.8")),
            Answer(2, AnswerState.VALUED, points=Decimal("0.80")),
            Answer(3, AnswerState.NOT_OBSERVED, note="空"),
        ],
        [VISIT.id, VISIT.id, OTHER.id],
    ),
]


def save_edits() -> Change:
    edits = [
        edit
        for name, records, roots in PARTS
        for at, record in enumerate(records)
        for edit in creation(name, record, roots[at] if roots else None)
    ]
    return change.save(AUTHOR, "result.import", edits)


def save_batch() -> Change:
    batch = Batch()
    for name, records, roots in PARTS:
        batch.add(name, records, roots)
    return change.save(AUTHOR, "result.import", [], created=batch)


def begin() -> None:
    change.save(AUTHOR, "site.import", creation("site", KNOWN))


def tables() -> dict[str, list[tuple[Any, ...]]]:
    names = [kind.table._meta.table_name for kind in KINDS.values()]
    return {name: sorted(rows(f'SELECT * FROM "{name}"'), key=str) for name in [*names, "touch"]}


class _Back(Exception):
    pass


def test_a_batch_is_the_change_and_the_rows_that_its_edits_would_be(database: Database) -> None:
    with database.transaction():
        begin()
    try:
        with database.transaction():
            one = save_edits()
            expected = tables()
            raise _Back
    except _Back:
        pass
    with database.transaction():
        assert save_batch() == one
        assert tables() == expected
        assert change.check_fold() == []
        assert change.check_chain() == []
        assert len(one.needs) == 1


def test_edits_and_a_batch_are_one_change(database: Database) -> None:
    with database.transaction():
        begin()
        batch = Batch()
        batch.add("visit", [BARE])
        edits = creation("unit", STREET)
        made = change.save(AUTHOR, "result.import", edits, created=batch)
        assert rows("SELECT COUNT(*) FROM touch WHERE change = ?", (made.id,)) == [(2,)]
        assert change.check_fold() == []
        reversal = change.undo(AUTHOR, made.id)
        assert {edit.register for edit in reversal.edits} == {"void"}
        assert change.check_fold() == []


def test_what_is_there_already_is_no_new_root(database: Database) -> None:
    with database.transaction():
        begin()
        for batch_of, edits in ((KNOWN, []), (SITE, creation("site", SITE))):
            batch = Batch()
            batch.add("site", [batch_of])
            with pytest.raises(ValueError, match="there already"):
                change.save(AUTHOR, "result.import", edits, created=batch)


def test_what_no_database_can_hold_is_refused(database: Database) -> None:
    with database.transaction(), pytest.raises(ValueError, match="no wire value"):
        Batch().add("site", [replace(SITE, name="a\0b")])


class Stopper:
    """Ends the work at one of its steps."""

    def __init__(self, last: int) -> None:
        self.left = last

    def step(self) -> None:
        """Count down."""
        self.left -= 1
        if not self.left:
            raise Cancelled


@pytest.mark.parametrize("step", range(1, 10))
def test_every_part_of_the_work_can_be_stopped(database: Database, step: int) -> None:
    with database.transaction():
        begin()

    def work() -> None:
        with database.transaction():
            batch = Batch(Stopper(step).step)
            batch.add("visit", [replace(BARE, id=UUID(int=1000 + at)) for at in range(1200)])
            change.save(AUTHOR, "result.import", [], created=batch)

    with pytest.raises(Cancelled):
        work()
    with database.transaction():
        assert rows("SELECT COUNT(*) FROM visit") == [(0,)]
        assert rows("SELECT COUNT(*) FROM change") == [(1,)]
