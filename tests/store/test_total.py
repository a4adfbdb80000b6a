from __future__ import annotations

from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from inspector.domain.scoring import record_results, totals
from inspector.domain.visit import Answer, AnswerState, Finding
from inspector.errors import NotFound
from inspector.store import tables
from inspector.store.database import Database, rows
from inspector.store.total import check_totals, load_scheme, load_totals, recompute
from inspector.store.visit import load_record
from tests.domain import scored_schemes
from tests.store import board_world

D = Decimal


def scored(version: UUID) -> UUID:
    return board_world.visit(
        version,
        uuid4(),
        "market",
        answers=[
            Answer(2, AnswerState.DEDUCTED),
            Answer(3, AnswerState.VALUED, found=D(2)),
            Answer(5, AnswerState.VALUED, grade="B"),
            Answer(7, AnswerState.VALUED, points=D("1.5")),
            Answer(1, AnswerState.NOT_OBSERVED),
        ],
        findings=[
            Finding(uuid4(), 2, occurrences=3, points_each=D("0.5"), fixed=True),
            Finding(uuid4(), 2, points_each=D(9), void=True),
        ],
    )


def test_stored_totals_are_those_of_the_rules(database: Database) -> None:
    with database.transaction():
        version = board_world.publish(scored_schemes.every_kind(), uuid4())
        visits = [scored(version) for _ in range(2)]
        for visit in visits:
            record = load_record(visit)
            content = load_scheme(version)
            assert load_totals(visit) == totals(content, record_results(content, record))
        assert load_totals(visits[0])[0].bonus == D("1.5")
        assert check_totals() == []


def test_an_answer_changes_only_the_totals_it_touches(database: Database) -> None:
    with database.transaction():
        visit = scored(board_world.publish(scored_schemes.every_kind(), uuid4()))
        before = {one.section: one for one in load_totals(visit)}
        tables.Answer.create(visit=visit, item=6, state=AnswerState.VALUED, points=D(5))
        recompute([visit, visit])
        after = {one.section: one for one in load_totals(visit)}
        assert {number for number in after if after[number] != before[number]} == {0, 3}
        assert after[3].got == before[3].got + 5


def test_a_section_that_has_no_items_any_more_has_no_total(database: Database) -> None:
    with database.transaction():
        visit = scored(board_world.publish(scored_schemes.every_kind(), uuid4()))
        smaller = scored_schemes.scheme(scored_schemes.item(1, "10", scored_schemes.CONFORM))
        version = board_world.publish(smaller, uuid4())
        tables.Visit.update(version=version).where(tables.Visit.id == visit).execute()
        recompute([visit])
        assert [one.section for one in load_totals(visit)] == [0, 1]


def test_totals_that_differ_from_the_answers_are_found(database: Database) -> None:
    with database.transaction():
        visit = scored(board_world.publish(scored_schemes.every_kind(), uuid4()))
        total = tables.Total
        total.update(got=D(1)).where(total.visit == visit, total.section == 0).execute()
        total.delete().where(total.visit == visit, total.section == 3).execute()
        found = check_totals()
        assert [(one.record, one.facts["section"]) for one in found] == [
            (visit.hex, "0"),
            (visit.hex, "3"),
        ]
        assert found[0].facts["stored"] == "1/38"
        recompute([visit])
        assert check_totals() == []


def test_many_visits_are_recomputed_at_once(database: Database) -> None:
    with database.transaction():
        version = board_world.publish(scored_schemes.every_kind(), uuid4())
        visits = [board_world.visit(version, uuid4(), "market") for _ in range(3)]
        tables.Total.delete().execute()
        recompute([*visits, uuid4()])
        assert rows("SELECT COUNT(*) FROM total")[0][0] == 12


def test_a_visit_without_a_scheme_has_no_totals(database: Database) -> None:
    with database.transaction():
        visit = uuid4()
        tables.Visit.create(id=visit)
        recompute([visit])
        assert load_totals(visit) == ()
        with pytest.raises(NotFound):
            load_scheme(uuid4())
