from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from uuid import UUID

from inspector.domain.result import ResultRow
from inspector.domain.result_plan import (
    Known,
    frame_of,
    made_of,
    records_of,
    scheme_with,
    shared_contents,
)
from inspector.domain.scheme import RuleKind, SchemeOrigin
from inspector.domain.site import Site, SiteType
from inspector.domain.unit import Role, Unit, UnitClass
from inspector.domain.visit import AnswerState, Level, VisitState

DAY = date(2026, 9, 18)
NOON = datetime(2026, 9, 18, 4, tzinfo=UTC)


def row(content, place, lost="0", area="", *departments):
    return ResultRow("表", 1, "1", content, place, Decimal(lost), area, departments)


ROWS = (
    row("绿化1", "公园1", "0.2", "望湖街道", "园林局"),
    row("绿化1", "公园2", "0", "望湖街道"),
    row("秩序1", "公园1", "0", "望湖街道", "城管局", "消防大队"),
    row("秩序1", "公园1", "1", "东岗镇"),
    row("秩序1", "公园1", "0"),
)


def ids():
    numbers = count(1000)
    return lambda: UUID(int=next(numbers))


def records(rows, known=None, new_id=None):
    new_id = new_id or ids()
    made = made_of(rows, known or Known(), new_id)
    scheme = scheme_with(rows, None, "第三方", new_id)
    frame = frame_of(new_id(), DAY, NOON)
    return made, scheme, records_of(rows, made, scheme, frame, new_id)


def test_names_become_units_of_the_class_that_their_column_says():
    made = made_of(ROWS, Known(), ids())
    assert {(unit.name, unit.unit_class) for unit in made.units} == {
        ("望湖街道", UnitClass.STREET),
        ("东岗镇", UnitClass.TOWNSHIP),
        ("园林局", UnitClass.BUREAU),
        ("城管局", UnitClass.BUREAU),
        ("消防大队", UnitClass.BUREAU),
    }
    assert all(unit.from_import for unit in made.units)
    assert len({unit.code for unit in made.units}) == 5


def test_a_place_is_a_name_within_an_area_and_its_type_the_name_without_number():
    made = made_of(ROWS, Known(), ids())
    assert [(site.name, site.site_type, site.address) for site in made.sites] == [
        ("公园1（望湖街道）", "公园", "望湖街道"),
        ("公园2（望湖街道）", "公园", "望湖街道"),
        ("公园1（东岗镇）", "公园", "东岗镇"),
        ("公园1", "公园", ""),
    ]
    assert [kind.name for kind in made.types] == ["公园"]
    assert [site.code for site in made.sites] == ["R0001", "R0002", "R0003", "R0004"]


def test_what_is_known_is_used_and_nothing_made_twice():
    first = made_of(ROWS, Known(), ids())
    again = made_of(ROWS, Known(first.units, first.types, first.sites), ids())
    assert (again.units, again.types, again.sites) == ((), (), ())
    assert again.site_of == first.site_of
    own = Site(UUID(int=1), "0001", "公园1", "城市公园")
    bureau = Unit(UUID(int=2), "B1", "园林局", UnitClass.HQ)
    made = made_of(ROWS[:1], Known((bureau,), (SiteType(UUID(int=3), "公园"),), (own,)), ids())
    assert made.site_of["望湖街道", "公园1"] == own
    assert made.unit_of[Role.LINE, "园林局"] == bureau
    assert [unit.name for unit in made.units] == ["望湖街道"]
    assert made.types == ()


def test_contents_become_items_of_one_point_and_keep_them_in_the_next_version():
    new_id = ids()
    first = scheme_with(ROWS, None, "第三方", new_id)
    assert first.origin is SchemeOrigin.RESULT
    assert [(item.number, item.text, item.full_mark) for item in first.items] == [
        (1, "绿化1", 1),
        (2, "秩序1", 1),
    ]
    assert {item.rule.kind for item in first.items} == {RuleKind.POINTS}
    second = scheme_with((row("环境1", "河道"), *ROWS), first, "another", new_id)
    assert second.items[:2] == first.items
    assert second.items[2].text == "环境1"
    assert scheme_with(ROWS, first, "第三方", new_id) == first
    assert shared_contents((row("环境1", "河道"), *ROWS), first) == 2


def test_a_visit_for_each_area_and_place_with_the_units_of_each_item():
    made, _scheme, found = records(ROWS)
    assert [record.visit.site for record in found] == [site.id for site in made.sites]
    park = found[0]
    assert [(answer.item, answer.points) for answer in park.answers] == [
        (1, Decimal("0.8")),
        (2, 1),
    ]
    assert {answer.state for answer in park.answers} == {AnswerState.VALUED}
    named = {unit.id: unit.name for unit in made.units}
    assert [(unit.item, unit.role, named[unit.unit]) for unit in park.units] == [
        (1, Role.TERRITORIAL, "望湖街道"),
        (1, Role.LINE, "园林局"),
        (2, Role.TERRITORIAL, "望湖街道"),
        (2, Role.LINE, "城管局"),
        (2, Role.LINE, "消防大队"),
    ]
    assert found[-1].units == ()
    visit = park.visit
    assert (visit.day, visit.closed, visit.state) == (DAY, NOON, VisitState.CLOSED)
    assert (visit.level, visit.site_type) == (Level.THIRD_PARTY, "公园")


def test_the_same_content_twice_at_a_place_is_two_observations():
    rows = (ROWS[0], ROWS[2], ROWS[0])
    _made, _scheme, found = records(rows)
    assert len(found) == 2
    assert found[0].visit.site == found[1].visit.site
    assert found[0].visit.id != found[1].visit.id
    assert [len(record.answers) for record in found] == [2, 1]
