from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from inspector.domain.model.outcome import SiteSum
from inspector.domain.scheme import SchemeOrigin
from inspector.domain.unit import Role, UnitClass
from inspector.domain.visit import Answer, AnswerState, Finding, VisitUnit
from inspector.store import board, tables
from inspector.store.database import Database
from inspector.store.evidence import load_evidence
from inspector.store.selection import Selection
from inspector.store.unit import load_units
from tests.domain import scored_schemes
from tests.store import board_world
from tests.store.board_world import CLOSED, DAY

D = Decimal
FIRST, LAST = date(2026, 11, 16), date(2026, 11, 22)
CUTOFF = datetime(2026, 11, 23, tzinfo=UTC)


def simple(origin: SchemeOrigin = SchemeOrigin.CRITERIA) -> UUID:
    """A version with two points items of 10 and one bonus."""
    items = [scored_schemes.item(n, "10", scored_schemes.POINTS, section=None) for n in (1, 2)]
    items.append(scored_schemes.item(3, "5", scored_schemes.BONUS, section=None))
    return board_world.publish(scored_schemes.scheme(*items), uuid4(), origin=origin)


def given(points: str, item: int = 1) -> Answer:
    return Answer(item, AnswerState.VALUED, points=D(points))


def chosen(*versions: UUID) -> Selection:
    return Selection(FIRST, LAST, CUTOFF, versions)


def test_schemes_are_listed_with_all_their_versions(database: Database) -> None:
    with database.transaction():
        scheme, other = UUID(int=1), UUID(int=2)
        content = scored_schemes.every_kind()
        second = board_world.publish(content, scheme, 2)
        first = board_world.publish(content, scheme, 1)
        third = board_world.publish(content, other, 1, SchemeOrigin.RESULT)
        found = board.load_schemes()
        assert [one.versions for one in found] == [(first, second), (third,)]
        assert [one.origin.value for one in found] == ["criteria", "result"]
        board_world.visit(first, uuid4(), "market")
        board_world.visit(second, uuid4(), "market", void=True)
        board_world.visit(third, uuid4(), "market", day=FIRST - timedelta(days=1))
        assert board.load_versions_used(FIRST, LAST) == {first}


def test_a_visit_counts_whole_for_each_of_its_units_in_their_roles(database: Database) -> None:
    with database.transaction():
        version = simple()
        street = board_world.unit("street", UnitClass.STREET)
        bureau = board_world.unit("bureau", UnitClass.BUREAU)
        office = board_world.unit("office", UnitClass.OFFICE)
        gone = board_world.unit("gone", UnitClass.STREET, void=True)
        place = board_world.site("m1", "market")
        units = [
            (street, Role.TERRITORIAL),
            (street, Role.SPONSOR),
            (bureau, Role.LINE),
            (bureau, Role.TERRITORIAL),
            (office, Role.LINE),
            (office, Role.LEAD),
            (gone, Role.TERRITORIAL),
        ]
        for points in ("7.5", "10"):
            board_world.visit(version, place, "market", units, [given(points), given("1", 3)])
        board_world.visit(version, place, "market", units, [given("9"), given("9", 2)])
        sums = board.load_unit_sums(chosen(version), load_units())
        expected = [
            SiteSum(
                unit, group, place, "market", {100_000: 175_000, 200_000: 180_000}, 20_000, 3, 3
            )
            for unit, group in ((street, "street"), (bureau, "bureau"), (office, "office"))
        ]
        assert sorted(sums, key=lambda one: one.subject) == sorted(
            expected, key=lambda one: one.subject
        )


def test_only_closed_visits_of_the_days_and_the_scheme_count(database: Database) -> None:
    with database.transaction():
        version, other = simple(), simple()
        place = board_world.site("m1", "market")
        kept = [(version, DAY, CLOSED), (version, FIRST, CLOSED), (version, LAST, CUTOFF)]
        left_out = [
            (version, FIRST - timedelta(days=1), CLOSED),
            (version, LAST + timedelta(days=1), CLOSED),
            (version, DAY, CUTOFF + timedelta(milliseconds=1)),
            (version, DAY, None),
            (other, DAY, CLOSED),
        ]
        for used, day, closed in kept + left_out:
            board_world.visit(used, place, "market", answers=[given("5")], day=day, closed=closed)
        board_world.visit(version, place, "market", answers=[given("5")], void=True)
        board_world.visit(version, place, "market")
        (place_sum,) = board.load_site_sums(chosen(version))
        assert (place_sum.got, place_sum.scored, place_sum.visits) == ({100_000: 150_000}, 3, 4)
        assert board.count_without_score(chosen(version)) == 1
        counts = board.load_counts(chosen(version))
        assert (counts.after_cutoff, counts.open) == (1, 1)
        assert board.load_site_sums(chosen()) == []


def test_a_site_stands_under_the_type_it_had_on_the_visit(database: Database) -> None:
    with database.transaction():
        version = simple()
        place = board_world.site("m1", "market")
        board_world.visit(version, place, "shop", answers=[given("5")])
        board_world.visit(version, place, "market", answers=[given("5")])
        groups = {one.group for one in board.load_site_sums(chosen(version))}
        assert groups == {"shop", "market"}
        assert board.load_site_lines([place]) == {place: ("m1", "m1")}


def test_sites_that_were_not_visited_are_named(database: Database) -> None:
    with database.transaction():
        version = simple()
        place = board_world.site("b", "market")
        board_world.site("c", "market")
        board_world.site("a", "market")
        board_world.visit(version, place, "market")
        assert [name for _site, name in board.load_untested_sites(chosen(version))] == ["a", "c"]


def test_contradictions_not_decided_yet_are_counted(database: Database) -> None:
    with database.transaction():
        version = simple()
        visit = board_world.visit(version, uuid4(), "market")
        for register in ("note", "day"):
            tables.Conflict.create(
                root=visit, kind="visit", key="[]", register=register, clash="values", changes=[]
            )
        assert board.load_counts(chosen(version)).unresolved == 1


def test_weights_are_those_of_the_types_in_use(database: Database) -> None:
    with database.transaction():
        tables.SiteType.create(id=uuid4(), name="market", weight=D("1.5"))
        tables.SiteType.create(id=uuid4(), name="gone", weight=D(2), void=True)
        assert board.load_weights() == {"market": D("1.5")}


def test_observations_are_summed_by_item_for_the_whole_and_each_unit(database: Database) -> None:
    with database.transaction():
        version = simple(SchemeOrigin.RESULT)
        street = board_world.unit("street", UnitClass.STREET)
        bureau = board_world.unit("bureau", UnitClass.BUREAU)
        board_world.visit(
            version,
            uuid4(),
            "place",
            [(street, Role.TERRITORIAL)],
            [given("4"), given("10", 2), Answer(3, AnswerState.NOT_OBSERVED)],
            item_units=[
                VisitUnit(street, Role.TERRITORIAL, 1),
                VisitUnit(bureau, Role.LINE, 2),
                VisitUnit(bureau, Role.ASSISTING, 1),
            ],
        )
        board_world.visit(
            version, uuid4(), "place", answers=[given("6"), Answer(2, AnswerState.CONFORMING)]
        )
        found = {
            (one.unit, one.item): (one.valued, one.n, one.conforming)
            for one in board.load_item_sums(chosen(version))
        }
        assert found == {
            (None, 1): (D(10), 2, 0),
            (None, 2): (D(10), 1, 1),
            (street, 1): (D(4), 1, 0),
            (street, 2): (D(10), 1, 0),
            (bureau, 2): (D(10), 1, 0),
        }
        assert board.count_without_unit(chosen(version)) == 2


def test_the_evidence_of_a_selection_is_whole_and_without_what_is_void(
    database: Database,
) -> None:
    with database.transaction():
        version = board_world.publish(scored_schemes.every_kind(), uuid4())
        street = board_world.unit("street", UnitClass.STREET)
        place = board_world.site("m1", "market")
        kept, gone = uuid4(), uuid4()
        board_world.visit(version, place, "market", number="A")
        visit = board_world.visit(
            version,
            place,
            "market",
            [(street, Role.TERRITORIAL)],
            [Answer(2, AnswerState.DEDUCTED, note="seen")],
            [
                Finding(kept, 2, points_each=D("0.5"), note="one"),
                Finding(gone, 2, points_each=D(1), void=True),
            ],
            number="B",
        )
        person, photo = uuid4(), uuid4()
        tables.Person.create(id=person, name="Wen")
        tables.VisitPerson.create(visit=visit, person=person)
        tables.Photo.create(id=photo, sha256=b"hash")
        for finding in (None, kept, gone):
            tables.VisitPhoto.create(id=uuid4(), visit=visit, photo=photo, item=2, finding=finding)
        first, second = load_evidence(chosen(version))
        assert (first.record.visit.number, second.record.visit.number) == ("A", "B")
        assert second.inspectors == ("Wen",)
        assert second.photos == (b"hash", b"hash")
        assert [one.finding for one in second.record.photos if one.finding] == [kept]
        assert [one.id for one in second.record.findings] == [kept]
        assert second.record.answers == (Answer(2, AnswerState.DEDUCTED, note="seen"),)
        assert second.units == {street: "street"}
        assert (second.site_code, second.site_name) == ("m1", "m1")
