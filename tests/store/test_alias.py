from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from msgspec.structs import replace

from inspector.domain.alias import Alias, AliasKind, alias_of
from inspector.domain.change import Author, Change
from inspector.domain.unit import Unit, UnitClass
from inspector.store import change
from inspector.store.alias import load_aliases, remember
from inspector.store.database import Database, rows
from inspector.store.kind import creation
from inspector.store.merge import merge

MOMENT = datetime(2026, 9, 18, 8, tzinfo=UTC)
STREET = Unit(uuid4(), "J1", "望湖街道", UnitClass.STREET)
OTHER = Unit(uuid4(), "J2", "东岗街道", UnitClass.STREET)


class Laptop:
    """Writes into one database, undone again so that another laptop can."""

    def __init__(self) -> None:
        self.author = Author(uuid4(), uuid4(), MOMENT, 480)

    def save(self, *aliases: Alias) -> Change:
        """Remember names."""
        edits = [edit for alias in aliases for edit in remember(alias)]
        return change.save(self.author, "result.import", edits)


def begun() -> Change:
    edits = creation("unit", STREET) + creation("unit", OTHER)
    return change.save(Author(uuid4(), uuid4(), MOMENT, 480), "site.import", edits)


def said(unit: Unit, name: str = "旺湖街道") -> Alias:
    return alias_of(AliasKind.UNIT, name, unit.id)


def test_what_was_said_last_counts_and_can_be_undone(database: Database) -> None:
    laptop = Laptop()
    with database.transaction():
        begun()
        laptop.save(said(STREET))
        assert remember(said(STREET)) == []
        last = laptop.save(said(OTHER))
        assert load_aliases() == (said(OTHER),)
        change.undo(laptop.author, last.id)
        assert load_aliases() == (said(STREET),)
        laptop.save(replace(said(STREET), void=True))
        assert load_aliases() == ()
        laptop.save(said(OTHER))
        assert load_aliases() == (said(OTHER),)
        assert change.check_fold() == []
        assert change.check_chain() == []


def _apart(database: Database, *meanings: Unit) -> list[Change]:
    """What laptops say of the same name that do not know of each other."""
    made: list[Change] = []
    for unit in meanings:
        try:
            with database.transaction():
                begin = begun() if not made else made[0]
                if made:
                    merge([begin])
                made = made or [begin]
                made.append(Laptop().save(said(unit)))
                raise _Left
        except _Left:
            pass
    return made


class _Left(Exception):
    pass


def test_laptops_that_say_the_same_agree(database: Database) -> None:
    with database.transaction():
        assert merge(_apart(database, STREET, STREET)).conflicts == 0
        assert load_aliases() == (said(STREET),)
        assert change.check_fold() == []


def test_laptops_that_say_otherwise_are_a_conflict_until_somebody_decides(
    database: Database,
) -> None:
    made = _apart(database, STREET, OTHER)
    with database.transaction():
        found = merge(made)
        assert found.conflicts == 1
        assert found.roots[said(STREET).id] == "alias"
        shown = load_aliases()[0].meant
    with database.transaction():
        assert merge(reversed(made)).known == 3
        assert load_aliases()[0].meant == shown
        chosen = OTHER if shown == STREET.id else STREET
        Laptop().save(said(chosen))
        assert rows("SELECT COUNT(*) FROM conflict") == [(0,)]
        assert load_aliases() == (said(chosen),)
        assert change.check_fold() == []


def test_an_alias_does_not_come_before_what_it_means(database: Database) -> None:
    made = _apart(database, STREET)
    with database.transaction():
        found = merge(made[1:])
        assert (found.taken, list(found.waiting.values())) == ((), [(made[0].id,)])
        assert load_aliases() == ()
        assert len(merge(made[:1]).taken) == 2
        assert load_aliases() == (said(STREET),)
