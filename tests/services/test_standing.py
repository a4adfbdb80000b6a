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
    steps: tuple[tuple[int, Callable[[], object]], ...] = (
        (QUANTITY, partial(entry.number, ws, started, QUANTITY, Decimal(1))),
        (DEDUCT, partial(entry.toggle, ws, started, DEDUCT)),
        (DEDUCT, partial(entry.toggle, ws, started, DEDUCT)),
        (DEDUCT, partial(answer.deduct, ws, started, DEDUCT, "b", occurrences=2)),
        (CONFORM, partial(state, CONFORM, AnswerState.DEDUCTED)),
        (GRADE, partial(entry.grade, ws, started, GRADE, "B")),
        (BONUS, partial(entry.number, ws, started, BONUS, Decimal(2))),
        (DEDUCT, partial(state, DEDUCT, AnswerState.NOT_OBSERVED)),
        (CONFORM, partial(state, CONFORM, AnswerState.NOT_APPLICABLE)),
        (POINTS, partial(entry.toggle, ws, started, POINTS)),
        (POINTS, partial(answer.clear, ws, started, POINTS)),
    )
    for item, act in steps:
        assert followed.save(started, item, act) == visit.show(ws, started)


def test_what_others_wrote_meanwhile_is_shown_with_the_next_save(
    ws: Workspace, started: UUID
) -> None:
    followed = Followed(ws)
    followed.read(started)
    followed.save(started, GRADE, partial(entry.grade, ws, started, GRADE, "B"))
    undo.undo(ws)
    entry.toggle(ws, started, CONFORM)
    shown = followed.save(started, DEDUCT, partial(entry.toggle, ws, started, DEDUCT))
    assert {each.item for each in shown.record.answers} == {CONFORM, DEDUCT}
    assert shown == visit.show(ws, started)


def test_a_refused_save_leaves_what_was_shown(ws: Workspace, started: UUID) -> None:
    followed = Followed(ws)
    before = followed.read(started)
    with pytest.raises(ActionRefused):
        followed.save(started, POINTS, partial(entry.number, ws, started, POINTS, Decimal(99)))
    assert followed.newest is before


def test_another_visit_is_read_whole(ws: Workspace, started: UUID) -> None:
    followed = Followed(ws)
    followed.read(started)
    other = visit.start(ws, made_up.add_site(ws, "0102").id).visit.id
    shown = followed.save(other, GRADE, partial(entry.grade, ws, other, GRADE, "A"))
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
        followed.save(started, DEDUCT, toggle, refuse)
    assert [each.item for each in shown[0].record.answers] == [DEDUCT]
    assert followed.newest is before
    assert visit.show(ws, started) == before
    assert followed.save(started, DEDUCT, toggle, shown.append) is shown[1]
    assert visit.show(ws, started) == shown[1]
