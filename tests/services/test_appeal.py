from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from inspector.domain.appeal import Appeal, Decision
from inspector.domain.edition import Edition
from inspector.errors import ActionFault, ActionRefused, NotFound, SealFault, SealRefused
from inspector.services import appeal, edition, edition_proof, undo, workspace
from inspector.services.check import check
from inspector.services.workspace import Workspace
from inspector.store import tables
from tests.services.test_board import WEEK, World, given
from tests.services.test_edition import judge, visit_of


class Office:
    """A workspace whose day can be moved, with a sealed week."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self.now = datetime(2026, 11, 20, 4, tzinfo=UTC)
        ws.clock = lambda: self.now
        with ws.database.transaction():
            self.world = World()
            self.visit = self.world.visit(self.world.market, given("8"), number="A-1")
            self.world.visit(self.world.road, given("9"), street=self.world.west, number="A-2")
            inspector = uuid4()
            tables.Person.create(id=inspector, name="Inspector Li", team="")
            tables.VisitPerson.create(visit=self.visit, person=inspector)
        self.sealed = edition.seal(ws, "units", WEEK)

    def file(self, **other: object) -> Appeal:
        asked = {"unit": "east", "visit": "A-1", "item": "1.1", "why": "it was tidy"} | other
        return appeal.file(self.ws, self.sealed.id.hex, **asked)  # type: ignore[arg-type]

    def refused(self, **other: object) -> ActionFault:
        with pytest.raises(ActionRefused) as refusal:
            self.file(**other)
        return refusal.value.fault

    def person(self, name: str) -> None:
        workspace.change_person(self.ws, name)


@pytest.fixture
def office(ws: Workspace) -> Iterator[Office]:
    clock = ws.clock
    yield Office(ws)
    ws.clock = clock


def corrected(office: Office, text: str = "") -> Edition:
    return edition.correct(office.ws, text or office.sealed.id.hex, "decided on appeal")


def test_an_objection_is_filed_and_listed_with_its_names(office: Office) -> None:
    made = office.file()
    (line,) = appeal.list_(office.ws)
    assert (line.appeal, line.unit, line.visit_number, line.site, line.code) == (
        made,
        "east",
        "A-1",
        "m1",
        "1.1",
    )
    # Sealed on a Friday: the third working day is a Wednesday.
    assert str(line.due) == "2026-11-25"
    assert not line.owes_correction
    assert [one.appeal.id for one in appeal.list_(office.ws, only_open=True)] == [made.id]


def test_only_a_loss_that_is_the_units_own_can_be_objected_to(office: Office) -> None:
    assert office.refused(unit="west") is ActionFault.NOT_ANSWERING
    assert office.refused(item="1.3") is ActionFault.NO_LOSS
    assert office.refused(why="  ") is ActionFault.REASON_MISSING
    for wrong in ({"unit": "nobody"}, {"visit": "A-99"}, {"item": "9.9"}):
        with pytest.raises(NotFound):
            office.file(**wrong)
    first = office.file()
    assert office.refused() is ActionFault.APPEAL_STANDS
    assert office.file(unit="trade").unit != first.unit


def test_an_objection_comes_in_time_or_not_at_all(office: Office) -> None:
    office.now += timedelta(days=5)
    assert office.file().filed == office.now
    office.now += timedelta(days=1)
    assert office.refused(unit="trade") is ActionFault.APPEAL_LATE
    ahead = office.now.astimezone().date() + timedelta(days=1)
    assert office.refused(unit="trade", day=ahead) is ActionFault.APPEAL_AHEAD
    # A letter of Tuesday that is entered on Thursday came in time.
    late = office.file(unit="trade", day=ahead - timedelta(days=3))
    assert late.filed is not None
    assert late.filed < office.now


def test_who_was_on_the_visit_does_not_decide(office: Office) -> None:
    made = office.file()
    office.person("Inspector Li")
    with pytest.raises(ActionRefused) as own:
        appeal.decide(office.ws, made.id.hex, Decision.UPHELD, "I saw it")
    assert own.value.fault is ActionFault.OWN_VISIT
    office.person("Director Wang")
    with pytest.raises(ActionRefused) as silent:
        appeal.decide(office.ws, made.id.hex, Decision.UPHELD, " ")
    assert silent.value.fault is ActionFault.REASON_MISSING
    appeal.decide(office.ws, made.id.hex, Decision.UPHELD, "the photo shows it")
    (line,) = appeal.list_(office.ws)
    assert (line.appeal.decision, line.decided_by, line.appeal.reason) == (
        "upheld",
        "Director Wang",
        "the photo shows it",
    )
    assert not line.owes_correction
    with pytest.raises(ActionRefused) as again:
        appeal.decide(office.ws, made.id.hex, Decision.AMENDED, "on second thoughts")
    assert again.value.fault is ActionFault.APPEAL_DECIDED


@pytest.mark.parametrize("decision", [Decision.AMENDED, Decision.WITHDRAWN])
def test_a_granted_objection_leads_to_a_correction(office: Office, decision: Decision) -> None:
    made = office.file()
    appeal.decide(office.ws, made.id.hex, decision, "the form was misread")
    assert appeal.find(office.ws, made.id.hex).owes_correction
    with pytest.raises(SealRefused) as early:
        corrected(office)
    facts = {"appeal": made.id.hex[:8], "visit": "A-1"}
    assert early.value.faults == ((SealFault.LOSS_UNCHANGED, facts),)

    judge(office.ws, office.visit, given("10"))
    second = corrected(office)
    text = edition.read(second)
    (answer,) = text.head.answers
    assert (answer.id, answer.decision, answer.reason) == (
        made.id,
        decision.value,
        "the form was misread",
    )
    line = appeal.find(office.ws, made.id.hex)
    assert (line.owes_correction, line.answered_by) == (False, second.id)
    # West is overtaken.
    assert {row.name for row in text.changes.rows} == {"east", "trade", "west"}
    assert edition_proof.verify(second).is_right
    # The next correction does not answer it again.
    judge(office.ws, visit_of(office.ws, "A-2"), given("3"))
    assert edition.read(corrected(office, second.id.hex)).head.answers == ()


def test_a_decision_and_an_objection_can_be_undone(office: Office) -> None:
    made = office.file()
    appeal.decide(office.ws, made.id.hex, Decision.WITHDRAWN, "granted")
    undo.undo(office.ws)
    assert appeal.find(office.ws, made.id.hex).appeal == made
    undo.undo(office.ws)
    assert appeal.list_(office.ws) == ()
    undo.redo(office.ws)
    assert [line.appeal.id for line in appeal.list_(office.ws)] == [made.id]


def test_the_tables_are_what_the_changes_say(office: Office) -> None:
    made = office.file()
    appeal.decide(office.ws, made.id.hex, Decision.AMENDED, "half of it")
    own: set[UUID] = {made.id, office.sealed.id}
    assert [one for one in check(office.ws) if one.record in {str(each) for each in own}] == []


def test_the_losses_of_an_edition_are_offered_with_who_answers_for_them(office: Office) -> None:
    found = appeal.losses(office.ws, office.sealed.id.hex)
    assert [
        (one.visit_number, one.site, one.code, [name for _id, name in one.units]) for one in found
    ] == [("A-1", "m1", "1.1", ["east", "trade"]), ("A-2", "r1", "1.1", ["trade", "west"])]
    for one in found:
        for unit, _name in one.units:
            office.file(unit=unit.hex, visit=one.visit.hex, item=str(one.item))


def test_the_working_days_left_are_told(office: Office) -> None:
    office.file()
    told = []
    for _day in range(8):
        (line,) = appeal.list_(office.ws)
        assert (line.due, line.left) == appeal.term(office.ws, office.sealed.id.hex)
        told.append(line.left)
        office.now += timedelta(days=1)
    # From a Friday over a weekend; on the last day, and after it, none is left.
    assert told == [3, 3, 3, 2, 1, 0, 0, 0]


def test_somebody_else_may_have_decided(office: Office) -> None:
    first = office.file()
    assert appeal.inspectors(office.ws, first.id.hex) == {"Inspector Li"}
    with pytest.raises(ActionRefused) as own:
        appeal.decide(office.ws, first.id.hex, Decision.UPHELD, "seen", by="Inspector Li")
    assert own.value.fault is ActionFault.OWN_VISIT
    appeal.decide(office.ws, first.id.hex, Decision.UPHELD, "seen", by=" Director Wang ")
    (line,) = appeal.list_(office.ws)
    assert line.decided_by == "Director Wang"
    second = office.file(unit="trade")
    appeal.decide(office.ws, second.id.hex, Decision.UPHELD, "seen", by="Director Wang")
    one, other = appeal.list_(office.ws)
    assert one.appeal.decided_by == other.appeal.decided_by
    assert not any(one.kind.startswith("appeal") for one in check(office.ws))
