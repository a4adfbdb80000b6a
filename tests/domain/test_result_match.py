from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from msgspec.structs import replace

from inspector.domain.result import ResultRow
from inspector.domain.result_match import Standing, match, row_standings
from inspector.domain.unit import Role
from inspector.domain.visit import Answer, AnswerState, Record, Visit, VisitUnit

MARKET, PARK = UUID(int=1), UUID(int=2)
BUREAU = VisitUnit(UUID(int=9), Role.LINE, 1)


def record(site, points, *units):
    moment = datetime(2026, 9, 18, 12, tzinfo=UTC)
    head = Visit(uuid4(), site, "", None, UUID(int=3), date(2026, 9, 18), moment)
    answer = Answer(1, AnswerState.VALUED, points=Decimal(points))
    return Record(head, units, answers=(answer,))


def test_nothing_there_means_all_is_new():
    found = match([record(MARKET, 1)], [])
    assert (len(found.new), found.different, found.equal) == (1, (), ())


def test_equal_visits_are_found_whatever_their_order_and_the_rest_differs():
    held = [record(MARKET, 1), record(MARKET, 0), record(PARK, 1)]
    asked = [record(MARKET, 0), record(MARKET, "0.5"), record(MARKET, "0.6")]
    found = match(asked, held)
    assert found.equal == (held[1],)
    assert found.different == ((held[0], asked[1]),)
    assert found.new == (asked[2],)


def test_other_units_are_a_difference_and_void_ones_do_not_count():
    held = record(MARKET, 1, BUREAU)
    assert match([record(MARKET, 1)], [held]).different
    gone = record(MARKET, 1, replace(BUREAU, void=True))
    assert match([record(MARKET, 1)], [gone]).equal == (gone,)


def test_every_row_is_told_what_it_does():
    row = ResultRow("表1", 2, "1", "绿化", "公园", Decimal("0.5"))
    held = [record(MARKET, 1), record(PARK, 1, BUREAU)]
    asked = [record(MARKET, "0.5"), record(PARK, 1), record(MARKET, 1), record(PARK, 0)]
    found = row_standings([[row]] * 4, asked, match(asked, held))
    told = [(each.standing, each.was) for each in found]
    assert told == [
        (Standing.NEW, None),
        (Standing.CORRECTED, None),
        (Standing.UNCHANGED, None),
        (Standing.NEW, None),
    ]
    again = match(asked[:1], held)
    corrected = row_standings([[row]], asked[:1], again)
    assert [(each.standing, each.was) for each in corrected] == [(Standing.CORRECTED, Decimal(1))]
    bare = replace(held[0], answers=())
    (added,) = row_standings([[row]], asked[:1], match(asked[:1], [bare]))
    assert added.standing is Standing.NEW
