from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

from msgspec.structs import replace

from inspector.domain.change import Author
from inspector.domain.site import Site
from inspector.domain.unit import Role, Unit, UnitClass
from inspector.domain.visit import Answer, AnswerState, Level, Visit, VisitState, VisitUnit
from inspector.store import change
from inspector.store.kind import creation
from inspector.store.result import load_results

DAY = date(2026, 9, 18)
MOMENT = datetime(2026, 9, 18, 8, tzinfo=UTC)


def test_the_third_party_visits_of_a_day_come_with_answers_and_units(database):
    site, bureau, version = uuid4(), Unit(uuid4(), "B1", "城管局", UnitClass.BUREAU), uuid4()
    visit = Visit(
        *(uuid4(), site, "公园", None, version, DAY, MOMENT, VisitState.CLOSED, MOMENT),
        level=Level.THIRD_PARTY,
        number="A-0001",
    )
    others = [
        replace(visit, id=uuid4(), number="A-0002", day=date(2026, 9, 19)),
        replace(visit, id=uuid4(), number="A-0003", version=uuid4()),
        replace(visit, id=uuid4(), number="A-0004", level=Level.DAILY_TEAM),
        replace(visit, id=uuid4(), number="A-0005", void=True),
    ]
    second = replace(visit, id=uuid4(), number="A-0006")
    answers = [Answer(item, AnswerState.VALUED, points=Decimal("0.8")) for item in (1, 2)]
    units = [VisitUnit(bureau.id, Role.LINE, 1), VisitUnit(bureau.id, Role.LINE, 2, void=True)]
    edits = creation("unit", bureau) + creation("site", Site(site, "0001", "公园1", "公园"))
    for each in (visit, *others, second):
        edits += creation("visit", each)
    for answer in answers:
        edits += creation("answer", answer, visit.id)
    for unit in units:
        edits += creation("visit_unit", unit, visit.id)
    with database.transaction():
        change.save(Author(uuid4(), uuid4(), MOMENT, 480), "test", edits)
    with database.transaction():
        found = load_results([version, uuid4()], [DAY])
        assert load_results([], [DAY]) == ()
        week = [DAY, date(2026, 9, 25)]
        assert len(load_results([version], week)) == 2
        assert len(load_results([version], [DAY, date(2026, 9, 19)])) == 3
    assert [record.visit for record in found] == [visit, second]
    assert found[0].answers == tuple(answers)
    assert set(found[0].units) == set(units)
    assert (found[1].answers, found[1].units) == ((), ())
