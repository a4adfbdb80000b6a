"""Taking back what was done on this device."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from inspector.domain.visit import AnswerState
from inspector.errors import ActionFault, ActionRefused
from inspector.services import answer, check, closing, photo, undo, visit, workspace
from inspector.services.workspace import Workspace
from inspector.store import change as store
from inspector.store.workspace import find_person
from tests.services import made_up
from tests.services.made_up import CONFORM, DEDUCT, POINTS
from tests.services.test_photo import picture


@pytest.fixture
def head(ws: Workspace) -> UUID:
    made_up.publish(ws)
    return visit.start(ws, made_up.add_site(ws).id).visit.id


def test_the_last_action_is_taken_back_with_its_totals(ws: Workspace, head: UUID) -> None:
    answer.answer(ws, head, CONFORM, AnswerState.NOT_APPLICABLE)
    before, score = visit.load(ws, head), visit.show(ws, head).line.score
    answer.deduct(ws, head, DEDUCT, "b", occurrences=3)
    assert visit.show(ws, head).line.score != score
    undone = undo.undo(ws)
    assert (undone.change.action, undone.kept) == ("visit.deduct", ())
    assert visit.load(ws, head) == before
    assert visit.show(ws, head).line.score == score


def test_undoing_goes_back_step_by_step_even_on_one_item(ws: Workspace, head: UUID) -> None:
    states = [visit.load(ws, head)]
    answer.answer(ws, head, POINTS, AnswerState.VALUED, points=Decimal(5))
    states.append(visit.load(ws, head))
    answer.answer(ws, head, POINTS, AnswerState.VALUED, points=Decimal(6))
    states.append(visit.load(ws, head))
    finding = answer.deduct(ws, head, DEDUCT, "a")
    states.append(visit.load(ws, head))
    answer.change_finding(ws, head, finding.id, occurrences=4)
    states.append(visit.load(ws, head))
    answer.answer(ws, head, DEDUCT, AnswerState.CONFORMING)
    while states:
        undo.undo(ws)
        assert visit.load(ws, head) == states.pop()
    answer.answer(ws, head, POINTS, AnswerState.VALUED, points=Decimal(7))
    assert undo.undo(ws).change.action == "visit.answer"


def test_closing_and_voiding_are_taken_back_whole(ws: Workspace) -> None:
    made_up.publish(ws, made_up.judged_scheme())
    head = visit.start(ws, made_up.add_site(ws).id).visit.id
    before = visit.load(ws, head)
    closing.close(ws, head)
    undo.undo(ws)
    assert visit.load(ws, head) == before
    closing.void(ws, head, "by mistake")
    undo.undo(ws)
    assert visit.load(ws, head) == before
    assert undo.undo(ws).change.action == "visit.start"
    assert visit.list_(ws) == ()


def test_a_photo_that_was_taken_back_stays_known_and_can_come_again(
    ws: Workspace, head: UUID
) -> None:
    hung = photo.attach(ws, head, CONFORM, picture())
    undo.undo(ws)
    assert visit.load(ws, head).photos == ()
    assert check.check(ws) == []
    again = photo.attach(ws, head, CONFORM, picture())
    assert (again.photo, again.uses) == (hung.photo, ())
    assert [link.photo for link in visit.load(ws, head).photos] == [hung.photo.id]
    assert check.check(ws) == []


def test_the_making_of_the_workspace_is_not_taken_back(ws: Workspace) -> None:
    with pytest.raises(ActionRefused) as refusal:
        undo.undo(ws)
    assert refusal.value.fault is ActionFault.NOTHING_TO_UNDO


def test_an_undo_that_is_taken_back_counts_again(ws: Workspace, head: UUID) -> None:
    answer.answer(ws, head, POINTS, AnswerState.VALUED, points=Decimal(5))
    five = visit.load(ws, head)
    answer.answer(ws, head, POINTS, AnswerState.VALUED, points=Decimal(6))
    six = visit.load(ws, head)
    undo.undo(ws)
    assert visit.load(ws, head) == five
    assert ws.last_change is not None
    with ws.read():
        again = store.undo(ws.author(), ws.last_change.id)
        ws.saved(again.change, list(again.edits))
    assert visit.load(ws, head) == six
    undo.undo(ws)
    assert visit.load(ws, head) == five


def test_who_wrote_stays_known(ws: Workspace, tmp_path: Path) -> None:
    made_up.publish(ws)
    site = made_up.add_site(ws)
    ws.close()
    other = workspace.open_workspace(ws.paths.folder, person="何静")
    visit.start(other, site.id)
    undo.undo(other)
    with other.read():
        assert find_person("何静").id == other.person.id
    other.close()


def test_redo_does_again_what_undo_took_back(ws: Workspace) -> None:
    made_up.publish(ws)
    started = visit.start(ws, made_up.add_site(ws).id).visit.id
    for occurrences in (1, 2):
        answer.deduct(ws, started, made_up.DEDUCT, "a", occurrences=occurrences)
    undo.undo(ws)
    undo.undo(ws)
    assert visit.load(ws, started).findings == ()
    assert undo.redo(ws).change.action == "visit.deduct"
    assert [each.occurrences for each in visit.load(ws, started).findings] == [1]
    undo.redo(ws)
    assert {each.occurrences for each in visit.load(ws, started).findings} == {1, 2}
    undo.undo(ws)
    undo.redo(ws)
    assert {each.occurrences for each in visit.load(ws, started).findings} == {1, 2}
    for _nothing_left in range(2):
        with pytest.raises(ActionRefused) as refused:
            undo.redo(ws)
        assert refused.value.fault is ActionFault.NOTHING_TO_REDO


def test_nothing_is_redone_after_something_else_was_done(ws: Workspace) -> None:
    made_up.publish(ws)
    started = visit.start(ws, made_up.add_site(ws).id).visit.id
    answer.deduct(ws, started, made_up.DEDUCT, "a")
    undo.undo(ws)
    answer.deduct(ws, started, made_up.DEDUCT, "b")
    with pytest.raises(ActionRefused):
        undo.redo(ws)
