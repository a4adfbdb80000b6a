"""Keys do the right thing by the item as it stands in the store."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest

from inspector.domain.visit import Answer, AnswerState, Finding
from inspector.errors import ActionFault, ActionRefused
from inspector.services import answer, entry, visit
from inspector.services.workspace import Workspace
from tests.services import made_up
from tests.services.made_up import BONUS, CONFORM, DEDUCT, GRADE, MARKET_ONLY, POINTS, QUANTITY


@pytest.fixture
def started(ws: Workspace) -> UUID:
    made_up.publish(ws)
    return visit.start(ws, made_up.add_site(ws).id).visit.id


def said(ws: Workspace, started: UUID, item: int) -> Answer | None:
    record = visit.load(ws, started)
    return next((each for each in record.answers if each.item == item), None)


def found(ws: Workspace, started: UUID, item: int) -> list[Finding]:
    return [each for each in visit.load(ws, started).findings if each.item == item]


def state(ws: Workspace, started: UUID, item: int) -> AnswerState | None:
    each = said(ws, started, item)
    return each.state if each else None


def test_toggle_goes_from_conforming_to_deducted_and_back(ws: Workspace, started: UUID) -> None:
    for expected in (AnswerState.CONFORMING, AnswerState.DEDUCTED, AnswerState.CONFORMING):
        entry.toggle(ws, started, DEDUCT)
        assert state(ws, started, DEDUCT) is expected
    entry.toggle(ws, started, DEDUCT)
    (finding,) = found(ws, started, DEDUCT)
    assert (finding.clause, finding.occurrences) == ("a", 1)


def test_toggle_gives_a_valued_item_its_full_value(ws: Workspace, started: UUID) -> None:
    for item in (QUANTITY, GRADE, POINTS, BONUS):
        entry.toggle(ws, started, item)
    answers = {each.item: each for each in visit.load(ws, started).answers}
    assert answers[QUANTITY].found == 3
    assert answers[GRADE].grade == "A"
    assert answers[POINTS].points == 8
    assert answers[BONUS].points == 0


def test_marking_deducted_twice_keeps_one_finding(ws: Workspace, started: UUID) -> None:
    entry.mark(ws, started, DEDUCT, AnswerState.DEDUCTED)
    entry.mark(ws, started, DEDUCT, AnswerState.DEDUCTED)
    assert len(found(ws, started, DEDUCT)) == 1


def test_a_number_counts_occurrences(ws: Workspace, started: UUID) -> None:
    entry.number(ws, started, DEDUCT, Decimal(3))
    entry.number(ws, started, DEDUCT, Decimal(5))
    (finding,) = found(ws, started, DEDUCT)
    assert finding.occurrences == 5
    second = answer.deduct(ws, started, DEDUCT, "b")
    entry.number(ws, started, DEDUCT, Decimal(2), finding.id)
    entry.number(ws, started, DEDUCT, Decimal(4), second.id)
    counted = {each.clause: each.occurrences for each in found(ws, started, DEDUCT)}
    assert counted == {"a": 2, "b": 4}
    entry.number(ws, started, DEDUCT, Decimal(0))
    assert state(ws, started, DEDUCT) is AnswerState.CONFORMING
    assert found(ws, started, DEDUCT) == []
    with pytest.raises(ActionRefused) as refused:
        entry.number(ws, started, DEDUCT, Decimal("1.5"))
    assert refused.value.fault is ActionFault.NOT_A_WHOLE_NUMBER


def test_a_number_is_points_where_the_scheme_leaves_them_open(ws: Workspace, started: UUID) -> None:
    entry.number(ws, started, MARKET_ONLY, Decimal("1.5"))
    entry.number(ws, started, MARKET_ONLY, Decimal(2))
    (finding,) = found(ws, started, MARKET_ONLY)
    assert (finding.occurrences, finding.points_each) == (1, 2)


def test_a_number_is_a_value(ws: Workspace, started: UUID) -> None:
    entry.number(ws, started, QUANTITY, Decimal(2))
    entry.number(ws, started, GRADE, Decimal(2))
    entry.number(ws, started, POINTS, Decimal("6.5"))
    entry.number(ws, started, CONFORM, Decimal(1))
    answers = {each.item: each for each in visit.load(ws, started).answers}
    assert answers[QUANTITY].found == 2
    assert answers[GRADE].grade == "B"
    assert answers[POINTS].points == Decimal("6.5")
    assert answers[CONFORM].state is AnswerState.DEDUCTED
    entry.number(ws, started, CONFORM, Decimal(0))
    assert state(ws, started, CONFORM) is AnswerState.CONFORMING


def test_a_grade_is_its_letter_or_its_place(ws: Workspace, started: UUID) -> None:
    for key, letter in (("b", "B"), ("1", "A"), ("2", "B")):
        entry.grade(ws, started, GRADE, key)
        answered = said(ws, started, GRADE)
        assert answered is not None
        assert answered.grade == letter
    for key in ("9", "H", "?"):
        with pytest.raises(ActionRefused):
            entry.grade(ws, started, GRADE, key)


def test_a_note_belongs_to_the_finding_or_the_answer(ws: Workspace, started: UUID) -> None:
    entry.write_note(ws, started, POINTS, "nothing was said yet")
    assert said(ws, started, POINTS) is None
    entry.number(ws, started, POINTS, Decimal(4))
    entry.write_note(ws, started, POINTS, "half of it")
    answered = said(ws, started, POINTS)
    assert answered is not None
    assert (answered.points, answered.note) == (4, "half of it")
    finding = answer.deduct(ws, started, DEDUCT, "a")
    entry.write_note(ws, started, DEDUCT, "at the gate", finding.id)
    assert found(ws, started, DEDUCT)[0].note == "at the gate"
