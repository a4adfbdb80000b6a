"""Answers and findings of an open visit."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest

from inspector.domain.visit import Answer, AnswerState, Finding
from inspector.errors import ActionFault, ActionRefused, NotFound
from inspector.services import answer, closing, visit
from inspector.services.workspace import Workspace
from tests.services import made_up
from tests.services.made_up import BONUS, CONFORM, DEDUCT, GRADE, MARKET_ONLY, POINTS, QUANTITY


@pytest.fixture
def head(ws: Workspace) -> UUID:
    made_up.publish(ws)
    return visit.start(ws, made_up.add_site(ws).id).visit.id


def answers(ws: Workspace, head: UUID) -> dict[int, Answer]:
    return {each.item: each for each in visit.load(ws, head).answers}


def findings(ws: Workspace, head: UUID) -> tuple[Finding, ...]:
    return visit.load(ws, head).findings


def test_each_kind_of_answer_is_kept_as_one_change(ws: Workspace, head: UUID) -> None:
    said = [
        answer.answer(ws, head, CONFORM, AnswerState.CONFORMING),
        answer.answer(ws, head, QUANTITY, AnswerState.VALUED, found=Decimal(2)),
        answer.answer(ws, head, GRADE, AnswerState.VALUED, grade="B"),
        answer.answer(ws, head, POINTS, AnswerState.VALUED, points=Decimal("6.5")),
        answer.answer(ws, head, BONUS, AnswerState.VALUED, points=Decimal(-2)),
        answer.answer(ws, head, MARKET_ONLY, AnswerState.NOT_APPLICABLE, note="没有摊位"),
    ]
    assert answers(ws, head) == {each.item: each for each in said}


def test_saying_the_same_again_changes_nothing(ws: Workspace, head: UUID) -> None:
    answer.answer(ws, head, CONFORM, AnswerState.CONFORMING)
    before = ws.last_change
    answer.answer(ws, head, CONFORM, AnswerState.CONFORMING)
    assert ws.last_change is before


def test_a_finding_deducts_and_conforming_takes_it_back(ws: Workspace, head: UUID) -> None:
    finding = answer.deduct(ws, head, DEDUCT, "a", occurrences=3, level="serious", note="烟头")
    made = ws.last_change
    assert finding.points_each == Decimal("0.5")
    assert findings(ws, head) == (finding,)
    assert answers(ws, head)[DEDUCT].state is AnswerState.DEDUCTED
    answer.answer(ws, head, DEDUCT, AnswerState.CONFORMING)
    assert ws.last_change is not made
    assert findings(ws, head) == ()
    assert answers(ws, head)[DEDUCT].state is AnswerState.CONFORMING


def test_the_note_of_an_answer_stays_unless_another_is_given(ws: Workspace, head: UUID) -> None:
    answer.answer(ws, head, DEDUCT, AnswerState.CONFORMING, note="雨后")
    answer.deduct(ws, head, DEDUCT, "a")
    assert answers(ws, head)[DEDUCT].note == "雨后"
    answer.answer(ws, head, DEDUCT, AnswerState.CONFORMING, note="")
    assert answers(ws, head)[DEDUCT].note == ""


def test_a_deduct_item_is_not_deducted_without_a_finding(ws: Workspace, head: UUID) -> None:
    with pytest.raises(ActionRefused) as refusal:
        answer.answer(ws, head, DEDUCT, AnswerState.DEDUCTED)
    assert refusal.value.fault is ActionFault.NO_FINDING
    answer.answer(ws, head, CONFORM, AnswerState.DEDUCTED)
    assert answers(ws, head)[CONFORM].state is AnswerState.DEDUCTED


def test_findings_change_and_a_new_clause_brings_its_points(ws: Workspace, head: UUID) -> None:
    finding = answer.deduct(ws, head, DEDUCT, "a")
    changed = answer.change_finding(ws, head, finding.id, clause="b", occurrences=2, fixed=True)
    assert changed.points_each == Decimal(1)
    assert findings(ws, head) == (changed,)
    own = answer.change_finding(ws, head, finding.id, points=Decimal("0.3"), note="门口")
    assert (own.points_each, own.note, own.clause) == (Decimal("0.3"), "门口", "b")
    with pytest.raises(NotFound):
        answer.change_finding(ws, head, ws.new_id(), note="nothing")


def test_with_the_last_finding_the_item_is_unanswered_again(ws: Workspace, head: UUID) -> None:
    first = answer.deduct(ws, head, DEDUCT, "a")
    second = answer.deduct(ws, head, DEDUCT, "b")
    answer.remove_finding(ws, head, first.id)
    assert answers(ws, head)[DEDUCT].state is AnswerState.DEDUCTED
    answer.remove_finding(ws, head, second.id)
    assert answers(ws, head) == {}
    assert findings(ws, head) == ()


def test_clearing_makes_an_item_unanswered(ws: Workspace, head: UUID) -> None:
    answer.deduct(ws, head, DEDUCT, "a", note="烟头")
    answer.clear(ws, head, DEDUCT)
    record = visit.load(ws, head)
    assert (record.answers, record.findings) == ((), ())
    answer.deduct(ws, head, DEDUCT, "b")
    assert len(findings(ws, head)) == 1


def test_points_are_asked_for_where_the_scheme_has_none(ws: Workspace, head: UUID) -> None:
    with pytest.raises(ActionRefused) as refusal:
        answer.deduct(ws, head, MARKET_ONLY)
    assert refusal.value.fault is ActionFault.POINTS_NEEDED
    assert answer.deduct(ws, head, MARKET_ONLY, points=Decimal(2)).points_each == Decimal(2)


def test_closed_and_void_visits_take_no_answers(ws: Workspace, head: UUID) -> None:
    closing.void(ws, head, "by mistake")
    with pytest.raises(ActionRefused) as refusal:
        answer.answer(ws, head, CONFORM, AnswerState.CONFORMING)
    assert refusal.value.fault is ActionFault.VISIT_VOID


def test_a_refused_answer_leaves_nothing_behind(ws: Workspace, head: UUID) -> None:
    answer.deduct(ws, head, DEDUCT, "a")
    before = visit.load(ws, head)
    with pytest.raises(ActionRefused):
        answer.deduct(ws, head, DEDUCT, "b", level="unheard of")
    with pytest.raises(ActionRefused):
        answer.answer(ws, head, POINTS, AnswerState.VALUED, points=Decimal(9))
    assert visit.load(ws, head) == before


def test_items_are_found_by_code_and_number(ws: Workspace, head: UUID) -> None:
    assert answer.find_item(ws, head, "1.2").number == DEDUCT
    assert answer.find_item(ws, head, "#2").number == DEDUCT
    with pytest.raises(NotFound):
        answer.find_item(ws, head, "9.9")
