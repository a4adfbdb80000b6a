"""Who wrote a record last is told on both databases."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from msgspec.structs import replace

from inspector.domain.change import Author
from inspector.domain.remembered import Origin
from inspector.domain.unit import Unit, UnitClass
from inspector.store import change
from inspector.store.database import Database
from inspector.store.kind import creation, difference
from inspector.store.origin import last_written
from inspector.store.workspace import Person

MOMENT = datetime(2026, 9, 18, 8, tzinfo=UTC)
STREET = Unit(uuid4(), "J1", "望湖街道", UnitClass.STREET)


def test_the_last_writer_counts_also_one_without_a_name(database: Database) -> None:
    person = Person(uuid4(), "陈静")
    author = Author(uuid4(), person.id, MOMENT, 480)
    after = MOMENT + timedelta(hours=1)
    with database.transaction():
        change.save(author, "site.import", creation("person", person) + creation("unit", STREET))
        assert last_written([STREET.id, uuid4()]) == {STREET.id: Origin(MOMENT, "陈静")}
        renamed = replace(STREET, name="东岗街道")
        change.save(
            Author(author.device, uuid4(), after, 480),
            "unit.rename",
            difference("unit", STREET, renamed),
        )
        assert last_written([STREET.id]) == {STREET.id: Origin(after, "")}
