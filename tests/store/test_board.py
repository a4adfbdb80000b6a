from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from msgspec.structs import replace

from inspector.domain.board import Board, BoardKind
from inspector.domain.board_rules import BoardRules, Order, to_wire
from inspector.domain.model.duty import DutyRule
from inspector.domain.model.outcome import SiteSum
from inspector.domain.period import Campaign
from inspector.domain.scheme import SchemeOrigin
from inspector.domain.unit import Role, UnitClass
from inspector.domain.visit import Answer, AnswerState, Finding, Level, VisitUnit
from inspector.store import board, tables
from inspector.store.board_book import find_board, load_boards, load_inspectors
from inspector.store.database import Database, is_sqlite
from inspector.store.evidence import load_evidence, load_lost_evidence
from inspector.store.selection import Selection
from inspector.store.strike import load_struck
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


def test_what_was_lost_is_read_by_subject_and_site(database: Database) -> None:
    with database.transaction():
        version = simple()
        street = board_world.unit("street", UnitClass.STREET)
        near, far = (board_world.site(name, "market") for name in ("m1", "m2"))
        units = [(street, Role.TERRITORIAL)]
        conforming = Answer(2, AnswerState.CONFORMING)
        board_world.visit(version, near, "market", units, [given("5"), conforming], number="A")
        board_world.visit(version, far, "market", units, [given("2", 3), conforming], number="B")
        board_world.visit(version, near, "market", [], [given("5")], number="C")
        found = list(load_lost_evidence(chosen(version), street))
        assert [one.record.visit.number for one in found] == ["A", "B"]
        assert [one.record.answers for one in found] == [(given("5"),), (given("2", 3),)]
        assert [one.full for one in found] == [D(20), D(10)]
        by_site = load_lost_evidence(chosen(version), street, {near})
        assert [one.record.visit.number for one in by_site] == ["A"]
        at_site = load_lost_evidence(chosen(version), near)
        assert [one.record.visit.number for one in at_site] == ["A", "C"]
        anybody = load_lost_evidence(chosen(version), sites={near, far})
        assert {one.record.visit.number for one in anybody} == {"A", "B", "C"}


def test_a_selection_picks_visits_by_what_they_are(database: Database) -> None:
    with database.transaction():
        version = simple()
        place = board_world.site("m1", "market")
        kinds = [("leader", "Spring", D(300)), ("daily_team", "Spring", None), ("leader", "", None)]
        for level, campaign, length in kinds:
            visit = board_world.visit(version, place, "market", answers=[given("5")])
            tables.Visit.update(level=Level(level), campaign=campaign, length_m=length).where(
                tables.Visit.id == visit
            ).execute()
        picked = {
            (("level", ("leader", "joint")),): 2,
            (("campaign", ("Spring",)),): 2,
            (("level", ("leader",)), ("campaign", ("Spring",))): 1,
            (("site_type", ("road",)),): 0,
        }
        for filters, count in picked.items():
            some = replace(chosen(version), filters=filters)
            assert sum(one.visits for one in board.load_site_sums(some)) == count
            assert board.load_counts(some).open == 0
        roads = replace(chosen(version), with_length=True)
        assert sum(one.visits for one in board.load_site_sums(roads)) == 1
        assert board.load_campaigns("Spring") == (Campaign("Spring", DAY, DAY),)
        assert board.load_campaigns() == board.load_campaigns("Spring")
        assert board.load_campaigns("Autumn") == ()


def test_points_of_what_does_not_apply_are_added_to_the_sums(database: Database) -> None:
    with database.transaction():
        version = simple()
        street = board_world.unit("street", UnitClass.STREET)
        office = board_world.unit("office", UnitClass.OFFICE)
        place = board_world.site("m1", "market")
        units = [(street, Role.TERRITORIAL), (office, Role.LEAD)]
        nothing = Answer(2, AnswerState.NOT_APPLICABLE)
        board_world.visit(version, place, "market", units, [given("5"), nothing])
        board_world.visit(version, place, "market", units, [nothing])
        counted = tuple((version, item, 100_000) for item in (1, 2))
        for is_most in {False, is_sqlite()}:
            for is_earned, got in ((True, 150_000), (False, 50_000)):
                some = replace(
                    chosen(version), counted=counted, is_earned=is_earned, is_most=is_most
                )
                expected = ({200_000: got}, 1, 2)
                sums = [*board.load_site_sums(some), *board.load_unit_sums(some, load_units())]
                assert [(one.got, one.scored, one.visits) for one in sums] == [expected] * 3


def test_units_bear_their_share_in_the_roles_that_are_asked_for(database: Database) -> None:
    with database.transaction():
        version = simple(SchemeOrigin.RESULT)
        street = board_world.unit("street", UnitClass.STREET)
        other = board_world.unit("other", UnitClass.OTHER)
        place = board_world.site("m1", "market")
        for share in ("0.25", "0.5"):
            shared = [
                VisitUnit(street, Role.TERRITORIAL, 0, D(share)),
                VisitUnit(other, Role.LEAD, 0, D(share)),
                VisitUnit(other, Role.LINE, 0, D("0.75")),
                VisitUnit(street, Role.CHIEF_1, 0, D(1)),
            ]
            board_world.visit(version, place, "market", (), [given("6")], item_units=shared)
        units = load_units()
        split = board.load_unit_sums(chosen(version), units, duty=DutyRule.SPLIT)
        # Of four points lost on each of two visits the street bears one and two, the other three.
        earned = {one.subject: one.got for one in split}
        assert earned == {
            street: {10**9: (20 - 1 - 2) * 10**8},
            other: {10**9: (20 - 3 - 3) * 10**8},
        }
        chiefs = board.load_unit_sums(chosen(version), units, (Role.CHIEF_1,))
        assert [(one.subject, one.got) for one in chiefs] == [(street, {100_000: 120_000})]
        items = board.load_item_sums(chosen(version), duty=DutyRule.SPLIT)
        shares = {(one.unit, one.share): (one.valued, one.n) for one in items}
        assert shares == {
            (None, D(1)): (D(12), 2),
            (street, D("0.25")): (D(6), 1),
            (street, D("0.5")): (D(6), 1),
            (other, D("0.75")): (D(12), 2),
        }
        named = board.load_item_sums(chosen(version), (Role.CHIEF_1,))
        assert [(one.unit, one.n) for one in named if one.unit] == [(street, 2)]


def test_visits_are_found_on_which_an_item_was_violated(database: Database) -> None:
    with database.transaction():
        version = board_world.publish(scored_schemes.every_kind(), uuid4())
        street = board_world.unit("street", UnitClass.STREET)
        place = board_world.site("m1", "market")
        units = [(street, Role.TERRITORIAL)]
        struck = Answer(1, AnswerState.DEDUCTED)
        visit = board_world.visit(version, place, "market", units, [struck])
        board_world.visit(version, place, "market", units, [Answer(1, AnswerState.CONFORMING)])
        board_world.visit(version, place, "market", units, [Answer(2, AnswerState.DEDUCTED)])
        board_world.visit(version, place, "market", units, [struck], void=True)
        (found,) = load_struck(chosen(version), [(version, 1)])
        assert (found.visit, found.item, found.site_type) == (visit, 1, "market")
        assert found.units == (VisitUnit(street, Role.TERRITORIAL),)
        assert load_struck(chosen(version), []) == ()


def test_who_inspected_a_subject_is_known_by_name(database: Database) -> None:
    with database.transaction():
        version = simple()
        street = board_world.unit("street", UnitClass.STREET)
        place = board_world.site("m1", "market")
        person = uuid4()
        tables.Person.create(id=person, name="Wen")
        visit = board_world.visit(version, place, "market", [(street, Role.TERRITORIAL)])
        tables.VisitPerson.create(visit=visit, person=person)
        days = {street: (FIRST, LAST), place: (FIRST, LAST), visit: (FIRST, LAST)}
        found = load_inspectors(days)
        assert found == {street: {"Wen"}, place: {"Wen"}, visit: frozenset()}
        before = FIRST - timedelta(days=1)
        assert load_inspectors({street: (before, before)}) == {street: frozenset()}


def test_a_board_keeps_its_rules_and_a_newer_one_is_not_taken(database: Database) -> None:
    rules = BoardRules(order=Order(4))
    with database.transaction():
        made, bare = Board(uuid4(), "b", BoardKind.UNITS, rules), Board(uuid4(), "a", void=True)
        for one in (made, bare):
            tables.Board.create(
                id=one.id, name=one.name, kind=one.kind, rules=one.rules, void=one.void
            )
        assert load_boards() == (bare, made)
        assert find_board(made.id) == made
        assert find_board(uuid4()) is None
    column = tables.Board.rules
    assert column.takes(to_wire(rules))
    assert column.takes(None)
    for wrong in ({"format": 2}, {"unheard": 1}, [], "text"):
        assert not column.takes(wrong)
