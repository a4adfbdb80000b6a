"""Closing, reopening, voiding and restoring a visit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from inspector.domain.visit import AnswerState, VisitState
from inspector.errors import ActionFault, ActionRefused, NotReady
from inspector.services import answer, closing, photo, visit
from inspector.services.workspace import Workspace
from tests.services import made_up
from tests.services.made_up import CONFORM, DEDUCT, GRADE, MARKET_ONLY, PHOTO, POINTS, QUANTITY
from tests.services.test_photo import picture


@pytest.fixture
def head(ws: Workspace) -> UUID:
    made_up.publish(ws)
    return visit.start(ws, made_up.add_site(ws).id).visit.id


def ready(ws: Workspace, head: UUID) -> None:
    answer.answer(ws, head, QUANTITY, AnswerState.VALUED, found=Decimal(2))
    answer.answer(ws, head, GRADE, AnswerState.VALUED, grade="B")
    answer.answer(ws, head, POINTS, AnswerState.VALUED, points=Decimal(8))
    photo.attach(ws, head, PHOTO, picture())


def test_what_is_missing_is_listed(ws: Workspace, head: UUID) -> None:
    with pytest.raises(NotReady) as refusal:
        closing.close(ws, head)
    assert {(code, what) for code, _, what in refusal.value.missing} == {
        ("1.3", "value"),
        ("1.4", "value"),
        ("1.5", "value"),
        ("1.7", "photo"),
    }
    assert visit.load(ws, head).answers == ()


def test_closing_makes_the_rest_conforming_in_one_change(ws: Workspace, head: UUID) -> None:
    answer.deduct(ws, head, DEDUCT, "a", occurrences=2)
    ready(ws, head)
    live = visit.show(ws, head).line.score
    closed = closing.close(ws, head)
    assert closed.state is VisitState.CLOSED
    assert closed.closed is not None
    record = visit.load(ws, head)
    assert record.visit.state is VisitState.CLOSED
    states = {each.item: each.state for each in record.answers}
    assert states[CONFORM] is states[PHOTO] is states[MARKET_ONLY] is AnswerState.CONFORMING
    assert states[DEDUCT] is AnswerState.DEDUCTED
    standing = visit.show(ws, head)
    assert standing.line.score == live
    assert standing.line.unanswered == 0
    assert ws.last_change is not None
    assert ws.last_change.action == "visit.close"
    assert len(ws.last_change.body) < 500


def test_a_closed_visit_takes_answers_only_after_reopening(ws: Workspace, head: UUID) -> None:
    ready(ws, head)
    closing.close(ws, head)
    with pytest.raises(ActionRefused) as refusal:
        answer.deduct(ws, head, DEDUCT, "a")
    assert refusal.value.fault is ActionFault.VISIT_CLOSED
    with pytest.raises(ActionRefused) as refusal:
        closing.reopen(ws, head, "")
    assert refusal.value.fault is ActionFault.REASON_MISSING
    opened = closing.reopen(ws, head, "forgot the back yard")
    assert (opened.state, opened.closed) == (VisitState.OPEN, None)
    answer.deduct(ws, head, DEDUCT, "a")
    closing.close(ws, head)
    with pytest.raises(ActionRefused) as refusal:
        closing.close(ws, head)
    assert refusal.value.fault is ActionFault.VISIT_CLOSED


def test_void_and_back(ws: Workspace, head: UUID) -> None:
    ready(ws, head)
    closing.close(ws, head)
    before = visit.load(ws, head)
    assert closing.void(ws, head, "wrong day").void
    with pytest.raises(ActionRefused) as refusal:
        closing.void(ws, head, "again")
    assert refusal.value.fault is ActionFault.VISIT_VOID
    assert visit.list_(ws) == ()
    closing.restore(ws, head)
    assert visit.load(ws, head) == before
    with pytest.raises(ActionRefused) as refusal:
        closing.restore(ws, head)
    assert refusal.value.fault is ActionFault.NOT_VOID


def test_an_open_visit_cannot_be_reopened(ws: Workspace, head: UUID, tmp_path: Path) -> None:
    with pytest.raises(ActionRefused) as refusal:
        closing.reopen(ws, head, "why")
    assert refusal.value.fault is ActionFault.VISIT_OPEN
