from __future__ import annotations

from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from inspector.domain.change import Edit
from inspector.domain.scheme import Scheme
from inspector.domain.visit import Answer, AnswerState, Finding
from inspector.store import tables
from inspector.store.database import Database, rows
from inspector.store.kind import creation, difference
from inspector.store.total import check_totals, load_totals
from inspector.store.total_move import follow
from inspector.store.visit import load_visit
from tests.domain import scored_schemes
from tests.store import board_world
from tests.store.test_total import scored

D = Decimal
CAPPED = scored_schemes.every_kind()
PLAIN = replace(CAPPED, parameters=replace(CAPPED.parameters, bonus_cap=None))


def judged(visit: UUID, item: int, before: Answer | None, after: Answer | None) -> list[Edit]:
    """Write the row of an answer and return the edits that a save would have sealed."""
    tables.Answer.delete().where(
        (tables.Answer.visit == visit) & (tables.Answer.item == item)
    ).execute()
    if after is not None:
        tables.Answer.create(visit=visit, item=item, state=after.state, points=after.points)
    return difference("answer", before, after, visit)


def found(visit: UUID, before: Finding | None, after: Finding) -> list[Edit]:
    """Write the row of a finding and return the edits that a save would have sealed."""
    tables.Finding.delete().where(tables.Finding.id == after.id).execute()
    tables.Finding.create(
        id=after.id,
        visit=visit,
        item=after.item,
        occurrences=after.occurrences,
        points_each=after.points_each,
        void=after.void,
    )
    if before is None:
        return creation("finding", after, visit)
    return difference("finding", before, after, visit)


def forget_how_to_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nothing but moving can keep the totals right."""

    def recompute(visits: set[UUID]) -> None:
        raise AssertionError(f"added up anew: {visits}")

    monkeypatch.setattr("inspector.store.total_move.recompute", recompute)


@pytest.mark.parametrize("content", [CAPPED, PLAIN], ids=["capped", "plain"])
def test_totals_follow_single_answers(database: Database, content: Scheme) -> None:
    with database.transaction():
        visit = scored(board_world.publish(content, uuid4()))
        six, two = Answer(6, AnswerState.VALUED, points=D(5)), Answer(2, AnswerState.CONFORMING)
        for item, seen, said in (
            (6, None, six),
            (6, six, Answer(6, AnswerState.NOT_APPLICABLE)),
            (2, Answer(2, AnswerState.DEDUCTED), two),
            (2, two, Answer(2, AnswerState.DEDUCTED)),
            (5, Answer(5, AnswerState.VALUED, grade="B"), None),
        ):
            before = load_totals(visit)
            follow(judged(visit, item, seen, said))
            assert load_totals(visit) != before
            assert check_totals() == []


def test_totals_that_are_not_there_are_added_up_anew(database: Database) -> None:
    with database.transaction():
        visit = scored(board_world.publish(PLAIN, uuid4()))
        due = load_totals(visit)
        tables.Total.delete().where(tables.Total.section == 0).execute()
        said = Answer(6, AnswerState.VALUED, points=D(5))
        follow(judged(visit, 6, None, said))
        assert check_totals() == []
        assert load_totals(visit)[0].got == due[0].got + 5


def test_totals_follow_a_change_of_several_records(database: Database) -> None:
    with database.transaction():
        visit = scored(board_world.publish(PLAIN, uuid4()))
        head = load_visit(visit)
        longer = replace(head, length_m=D(900))
        tables.Visit.update(length_m=D(900)).where(tables.Visit.id == visit).execute()
        follow(difference("visit", head, longer))
        assert check_totals() == []
        six, seven = (Answer(item, AnswerState.NOT_OBSERVED) for item in (6, 1))
        follow([*judged(visit, 6, None, six), *judged(visit, 1, seven, None)])
        assert check_totals() == []


def test_an_answer_to_a_visit_that_is_not_here_has_no_totals(database: Database) -> None:
    with database.transaction():
        follow(difference("answer", None, Answer(1, AnswerState.CONFORMING), uuid4()))
        assert rows("SELECT COUNT(*) FROM total") == [(0,)]


def test_totals_move_by_an_answer_with_its_findings(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction():
        visit = scored(board_world.publish(PLAIN, uuid4()))
        deducted, conforming = Answer(2, AnswerState.DEDUCTED), Answer(2, AnswerState.CONFORMING)
        new = Finding(uuid4(), 2, occurrences=2, points_each=D("0.5"))
        before = load_totals(visit)
        follow(found(visit, None, new))
        forget_how_to_add_up(monkeypatch)
        taken = replace(new, void=True)
        follow([*found(visit, new, taken), *judged(visit, 2, deducted, conforming)])
        assert check_totals() == []
        follow(judged(visit, 2, conforming, None))
        assert check_totals() == []
        again = replace(new, id=uuid4(), occurrences=5)
        follow([*found(visit, None, again), *judged(visit, 2, None, deducted)])
        assert check_totals() == []
        assert load_totals(visit) != before


def test_findings_of_another_item_are_added_up_anew(database: Database) -> None:
    with database.transaction():
        visit = scored(board_world.publish(PLAIN, uuid4()))
        deducted = Answer(2, AnswerState.DEDUCTED)
        other = Finding(uuid4(), 2, points_each=D(4))
        follow([*found(visit, None, other), *judged(visit, 1, None, replace(deducted, item=1))])
        assert check_totals() == []
