"""Reading visits and photos, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from uuid import UUID, uuid4

import pytest

from inspector.domain.change import Author
from inspector.domain.photo import Photo, PhotoFormat, PhotoView
from inspector.domain.scheme import SchemeOrigin, SchemeVersion
from inspector.domain.site import Site
from inspector.domain.unit import Role
from inspector.domain.visit import (
    Answer,
    AnswerState,
    Finding,
    Level,
    PhotoUse,
    Record,
    Visit,
    VisitPerson,
    VisitPhoto,
    VisitState,
    VisitUnit,
)
from inspector.errors import NotFound
from inspector.store import change, total
from inspector.store import photo as photo_store
from inspector.store import visit as store
from inspector.store.database import Database
from inspector.store.kind import creation
from inspector.store.workspace import Person
from tests.services import made_up

MOMENT = datetime(2026, 11, 18, 2, 30, 15, 123000, tzinfo=UTC)
AUTHOR = Author(uuid4(), uuid4(), MOMENT, 480)
SITE = Site(UUID(int=7), "0101", "示例点位", made_up.MARKET)
VERSION = UUID(int=8)
PERSON = Person(UUID(int=9), "李敏")
PHOTO = Photo(
    sha256(b"made up").digest(),
    PhotoFormat.JPEG,
    1234,
    640,
    480,
    datetime(2026, 11, 18, 10, 29, 58),  # noqa: DTZ001
    Decimal("121.473701"),
    Decimal("31.230416"),
)


def save(record: Record) -> None:
    """Save a visit with what it names, once each."""
    visit = record.visit
    edits = creation("visit", visit)
    for kind, parts in (
        ("visit_unit", record.units),
        ("visit_person", tuple(VisitPerson(person) for person in record.persons)),
        ("answer", record.answers),
        ("finding", record.findings),
        ("visit_photo", record.photos),
    ):
        for part in parts:
            edits += creation(kind, part, visit.id)
    change.save(AUTHOR, "visit.record", edits)
    total.recompute([visit.id])


def prepare() -> None:
    """The site, the scheme, the person and the photo that the visits name."""
    edits = creation("site", SITE) + creation("person", PERSON) + creation("photo", PHOTO)
    content = made_up.scheme()
    edits += creation(
        "scheme_version",
        SchemeVersion(VERSION, uuid4(), 1, content.title, MOMENT, SchemeOrigin.CRITERIA, content),
    )
    change.save(AUTHOR, "scheme.publish", edits)


def whole(number: str = "NB-0001", day: date = date(2026, 11, 18), **head: object) -> Record:
    """A visit that uses every field."""
    visit = Visit(
        uuid4(),
        SITE.id,
        made_up.MARKET,
        Decimal("350.5"),
        VERSION,
        day,
        MOMENT,
        level=Level.JOINT,
        campaign="冬季",
        number=number,
        note="小雨",
        **head,
    )
    finding = Finding(uuid4(), 2, "a", 3, Decimal("0.5"), "serious", True, "烟头")
    return Record(
        visit,
        (VisitUnit(uuid4(), Role.TERRITORIAL), VisitUnit(uuid4(), Role.LINE, 2, Decimal("0.5"))),
        (PERSON.id,),
        (
            Answer(2, AnswerState.DEDUCTED, note="门口"),
            Answer(3, AnswerState.VALUED, found=Decimal(2)),
            Answer(4, AnswerState.VALUED, grade="B"),
            Answer(5, AnswerState.VALUED, points=Decimal("6.25")),
        ),
        (finding,),
        (VisitPhoto(uuid4(), PHOTO.id, 2, finding.id, PhotoView.FAR, MOMENT),),
    )


def test_a_visit_comes_back_as_it_was_saved(database: Database) -> None:
    record = whole()
    with database.transaction():
        prepare()
        save(record)
        assert store.load_record(record.visit.id) == record
        assert store.load_place(record.visit.id, 5).answer == record.answers[3]
        assert store.load_place(record.visit.id, 6).answer is None
        assert store.load_item_findings(record.visit.id, 2) == record.findings
        with pytest.raises(NotFound):
            store.load_record(uuid4())


def test_void_parts_stay_readable_but_out_of_the_record(database: Database) -> None:
    record = whole()
    gone = Finding(uuid4(), 2, "b", points_each=Decimal(1), void=True)
    shown = VisitPhoto(uuid4(), PHOTO.id, 2, gone.id, attached=MOMENT)
    with database.transaction():
        prepare()
        save(record)
        edits = creation("finding", gone, record.visit.id)
        change.save(AUTHOR, "test", edits + creation("visit_photo", shown, record.visit.id))
        assert store.load_record(record.visit.id) == record
        assert gone in store.load_findings(record.visit.id)
        assert store.load_item_findings(record.visit.id, 2) == record.findings
        assert len(store.load_photos(record.visit.id)) == 2


def test_lists_show_names_and_scores(database: Database) -> None:
    record = whole(state=VisitState.CLOSED, closed=MOMENT)
    with database.transaction():
        prepare()
        save(record)
        (line,) = store.load_lines()
        assert (line.site_code, line.site_name, line.persons) == ("0101", "示例点位", ("李敏",))
        assert (line.state, line.closed, line.void) == (VisitState.CLOSED, MOMENT, False)
        assert line.scheme_title == "示例测评体系"
        assert line.score == total.load_totals(record.visit.id)[0].printed_score
        assert line.unanswered == 3


def test_lists_are_filtered_and_ordered(database: Database) -> None:
    early = whole("NB-0001", date(2026, 11, 2))
    late = whole("NB-0002", date(2026, 11, 20), void=True)
    with database.transaction():
        prepare()
        save(early)
        save(late)
        assert [line.number for line in store.load_lines(with_void=True)] == ["NB-0002", "NB-0001"]
        assert [line.number for line in store.load_lines(site_code="0101")] == ["NB-0001"]
        assert store.load_lines(first=date(2026, 11, 3)) == ()
        assert store.load_lines(last=date(2026, 11, 1)) == ()
        assert store.load_lines(state=VisitState.CLOSED) == ()
        assert store.load_lines(site=uuid4()) == ()
        assert len(store.load_lines(ids=[late.visit.id], with_void=True)) == 1
        assert store.load_lines(ids=[]) == ()


def test_visits_are_found_by_number_and_by_the_start_of_an_id(database: Database) -> None:
    record, other = whole("NB-0012"), whole("nb-0300")
    with database.transaction():
        prepare()
        save(record)
        save(other)
        assert store.find_visits("nb-0012") == (record.visit.id,)
        assert store.find_visits(str(record.visit.id)[:10]) == (record.visit.id,)
        assert store.find_visits("") == ()
        assert store.find_visits("xyz-99") == ()
        assert store.last_number("NB") == 12
        assert store.last_number("N") == 0


def test_the_newest_criteria_are_used_and_no_results(database: Database) -> None:
    content = made_up.scheme()
    with database.transaction():
        assert store.newest_version() is None
        prepare()
        later = MOMENT.replace(year=2027)
        imported = SchemeVersion(
            uuid4(), uuid4(), 1, "results", later, SchemeOrigin.RESULT, content
        )
        change.save(AUTHOR, "result.import", creation("scheme_version", imported))
        assert store.newest_version() == VERSION


def test_photos_and_where_they_hang(database: Database) -> None:
    record, void = whole(), whole("NB-0002", void=True)
    with database.transaction():
        prepare()
        save(record)
        save(void)
        assert photo_store.load_photos((PHOTO.id, uuid4())) == {PHOTO.id: PHOTO}
        assert photo_store.load_all() == [PHOTO]
        assert photo_store.load_uses(PHOTO.id) == (
            PhotoUse(record.visit.id, "NB-0001", "示例点位", date(2026, 11, 18), 2),
        )
