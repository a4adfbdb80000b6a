"""A visit that is followed while it is scored stands as if it were read anew each time."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from uuid import UUID

import pytest

from inspector.domain.visit import AnswerState
from inspector.errors import ActionRefused
from inspector.services import answer, entry, undo, visit
from inspector.services.standing import Followed
from inspector.services.visit import Standing
from inspector.services.workspace import Workspace
from tests.services import made_up
from tests.services.made_up import BONUS, CONFORM, DEDUCT, GRADE, POINTS, QUANTITY


@pytest.fixture
def started(ws: Workspace) -> UUID:
    made_up.publish(ws)
    return visit.start(ws, made_up.add_site(ws).id).visit.id


def test_each_save_shows_what_reading_the_whole_visit_would(ws: Workspace, started: UUID) -> None:
    followed = Followed(ws)
    followed.read(started)
    state = partial(entry.mark, ws, started)
    steps: tuple[Callable[[], object], ...] = (
        partial(entry.number, ws, started, QUANTITY, Decimal(1)),
        partial(entry.toggle, ws, started, DEDUCT),
        partial(entry.toggle, ws, started, DEDUCT),
        partial(answer.deduct, ws, started, DEDUCT, "b", occurrences=2),
        partial(state, CONFORM, AnswerState.DEDUCTED),
        partial(entry.grade, ws, started, GRADE, "B"),
        partial(entry.number, ws, started, BONUS, Decimal(2)),
        partial(state, DEDUCT, AnswerState.NOT_OBSERVED),
        partial(state, CONFORM, AnswerState.NOT_APPLICABLE),
        partial(entry.toggle, ws, started, POINTS),
        partial(answer.clear, ws, started, POINTS),
    )
    for act in steps:
        assert followed.save(started, act) == visit.show(ws, started)


def test_each_save_of_a_finding_shows_what_reading_the_whole_visit_would(
    ws: Workspace, started: UUID
) -> None:
    followed = Followed(ws)
    followed.read(started)
    for clause in ("b", "a", "b"):
        shown = followed.save(started, partial(answer.deduct, ws, started, DEDUCT, clause))
        assert shown == visit.show(ws, started)
    one, two, three = (each.id for each in shown.record.findings)
    steps: tuple[Callable[[], object], ...] = (
        partial(answer.change_finding, ws, started, two, occurrences=3, note="挡住通道"),
        partial(answer.change_finding, ws, started, one, clause="b"),
        partial(entry.write_note, ws, started, DEDUCT, "门口", three),
        partial(entry.number, ws, started, DEDUCT, Decimal(4)),
        partial(answer.remove_finding, ws, started, two),
        partial(answer.remove_finding, ws, started, one),
        partial(answer.remove_finding, ws, started, three),
        partial(entry.write_note, ws, started, DEDUCT, "无人应答"),
    )
    for act in steps:
        assert followed.save(started, act) == visit.show(ws, started)


def test_what_others_wrote_meanwhile_is_shown_with_the_next_save(
    ws: Workspace, started: UUID
) -> None:
    followed = Followed(ws)
    followed.read(started)
    followed.save(started, partial(entry.grade, ws, started, GRADE, "B"))
    undo.undo(ws)
    entry.toggle(ws, started, CONFORM)
    shown = followed.save(started, partial(entry.toggle, ws, started, DEDUCT))
    assert {each.item for each in shown.record.answers} == {CONFORM, DEDUCT}
    assert shown == visit.show(ws, started)


def test_a_refused_save_leaves_what_was_shown(ws: Workspace, started: UUID) -> None:
    followed = Followed(ws)
    before = followed.read(started)
    with pytest.raises(ActionRefused):
        followed.save(started, partial(entry.number, ws, started, POINTS, Decimal(99)))
    assert followed.newest is before
    assert ws.foretell is None


def test_another_visit_is_read_whole(ws: Workspace, started: UUID) -> None:
    followed = Followed(ws)
    followed.read(started)
    other = visit.start(ws, made_up.add_site(ws, "0102").id).visit.id
    shown = followed.save(other, partial(entry.grade, ws, other, GRADE, "A"))
    assert shown == visit.show(ws, other)


def test_what_is_shown_before_the_disk_has_it_is_taken_back_where_the_disk_refuses(
    ws: Workspace, started: UUID
) -> None:
    followed = Followed(ws)
    before = followed.read(started)
    shown: list[Standing] = []

    def refuse(standing: Standing) -> None:
        shown.append(standing)
        raise OSError("no space")

    toggle = partial(entry.toggle, ws, started, DEDUCT)
    with pytest.raises(OSError, match="no space"):
        followed.save(started, toggle, refuse)
    assert [each.item for each in shown[0].record.answers] == [DEDUCT]
    assert followed.newest is before
    assert visit.show(ws, started) == before
    assert followed.save(started, toggle, shown.append) is shown[1]
    assert visit.show(ws, started) == shown[1]
