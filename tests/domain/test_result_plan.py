from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count, permutations
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.alias import AliasKind, alias_of
from inspector.domain.name_book import NOTHING_SAID
from inspector.domain.result import ResultRow, ResultState
from inspector.domain.result_name import Known, ResultNames
from inspector.domain.result_plan import (
    contents_of,
    frame_of,
    full_marks,
    made_of,
    records_of,
    shared_contents,
    visits_of,
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


def named(rows, known=None, said=NOTHING_SAID):
    return ResultNames(known or Known(), said).read(rows)


def made(rows, known=None):
    known = known or Known()
    return made_of(named(rows, known), known, ids())


def scheme_with(rows, held, title, new_id):
    return contents_of(rows, named(rows, Known(scheme=held)), held, title, new_id).scheme


def records(rows):
    new_id = ids()
    meant = named(rows)
    new = made_of(meant, Known(), new_id)
    contents = contents_of(rows, meant, None, "第三方", new_id)
    visits = visits_of(rows, new, contents, DAY)
    frame = frame_of(new_id(), DAY, NOON)
    return new, contents, records_of(visits, new, contents, lambda _day: frame, new_id)


def test_names_become_units_of_the_class_that_their_column_says():
    new = made(ROWS)
    assert {(unit.name, unit.unit_class) for unit in new.units} == {
        ("望湖街道", UnitClass.STREET),
        ("东岗镇", UnitClass.TOWNSHIP),
        ("园林局", UnitClass.BUREAU),
        ("城管局", UnitClass.BUREAU),
        ("消防大队", UnitClass.BUREAU),
    }
    assert all(unit.from_import for unit in new.units)
    assert len({unit.code for unit in new.units}) == 5


def test_a_name_in_both_columns_is_one_territory_whatever_came_first():
    rows = (row("绿化1", "公园1", "0", "", "望湖街道"), row("绿化1", "公园2", "0", "望湖 街道"))
    for order in (rows, rows[::-1]):
        assert [unit.unit_class for unit in made(order).units] == [UnitClass.STREET]


def test_a_place_is_a_name_within_an_area_and_its_type_the_name_without_number():
    new = made(ROWS)
    assert [(site.name, site.site_type, site.address) for site in new.sites] == [
        ("公园1（望湖街道）", "公园", "望湖街道"),
        ("公园2（望湖街道）", "公园", "望湖街道"),
        ("公园1（东岗镇）", "公园", "东岗镇"),
        ("公园1", "公园", ""),
    ]
    assert [kind.name for kind in new.types] == ["公园"]
    assert [site.code for site in new.sites] == ["R0001", "R0002", "R0003", "R0004"]


def test_what_is_known_is_used_and_nothing_made_twice():
    first = made(ROWS)
    again = made(ROWS, Known(first.units, first.types, first.sites))
    assert (again.units, again.types, again.sites) == ((), (), ())
    assert again.site_of == first.site_of
    own = Site(UUID(int=1), "0001", "公园 １", "城市公园")
    bureau = Unit(UUID(int=2), "B1", "园林局", UnitClass.HQ)
    street = Unit(UUID(int=3), "J1", "望湖街道", UnitClass.STREET, from_import=True)
    known = Known((bureau, street), (SiteType(UUID(int=4), "公园"),), (own,))
    new = made(ROWS[:1], known)
    assert new.site_of["望湖街道", "公园1"] == own
    assert new.unit_of[Role.LINE, "园林局"] == bureau
    assert new.unit_of[Role.TERRITORIAL, "望湖街道"] == street
    assert (new.units, new.types, new.sites) == ((), (), ())


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
    assert shared_contents(["环境1", "绿化 １", "秩序1"], {"绿化1", "秩序1"}) == 2


def test_a_content_is_worth_what_its_item_is_or_the_most_that_is_told():
    held = scheme_with(ROWS, None, "第三方", ids())
    rows = (
        replace(ROWS[0], full_mark=Decimal(5)),
        replace(row("环境1", "河道"), full_mark=Decimal(10)),
        replace(row("环境 1", "河道"), full_mark=Decimal(20)),
        replace(row("秩序1", "河道"), full_mark=Decimal(9), state=ResultState.MISSING),
    )
    assert full_marks(rows, named(rows, Known(scheme=held)), held) == {
        "绿化1": 1,
        "环境1": 20,
        "环境 1": 20,
        "秩序1": 1,
    }
    assert [item.full_mark for item in scheme_with(rows, None, "", ids()).items] == [5, 20, 1]


def test_a_visit_for_each_area_and_place_with_the_units_of_each_item():
    new, _contents, found = records(ROWS)
    assert [record.visit.site for record in found] == [site.id for site in new.sites]
    park = found[0]
    assert [(answer.item, answer.points) for answer in park.answers] == [
        (1, Decimal("0.8")),
        (2, 1),
    ]
    assert {answer.state for answer in park.answers} == {AnswerState.VALUED}
    names = {unit.id: unit.name for unit in new.units}
    assert [(unit.item, unit.role, names[unit.unit]) for unit in park.units] == [
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
    _new, _contents, found = records(rows)
    assert len(found) == 2
    assert found[0].visit.site == found[1].visit.site
    assert found[0].visit.id != found[1].visit.id
    assert [len(record.answers) for record in found] == [2, 1]


def test_days_and_visit_names_make_visits_of_their_own():
    later = replace(ROWS[0], day=date(2026, 9, 19))
    same = replace(ROWS[2], day=DAY)
    other = replace(ROWS[2], visit="二组")
    new = made((ROWS[0],))
    rows = (ROWS[0], same, later, other)
    contents = contents_of(rows, named(rows), None, "", ids())
    found = visits_of(rows, new, contents, DAY)
    assert found == ((ROWS[0], same), (later,), (other,))


def test_which_rows_a_second_visit_takes_does_not_depend_on_their_order():
    rows = (
        *ROWS,
        row("绿化1", "公园1", "0.1", "望湖街道"),
        row("秩序1", "公园1", "0.4", "望湖街道"),
    )
    told = set()
    for order in permutations(rows[2:]):
        new, contents, found = records((*rows[:2], *order))
        names = {item.number: content for content, item in contents.item_of.items()}
        sites = {site.id: site.name for site in new.sites}
        told.add(
            frozenset(
                (sites[each.visit.site], frozenset((names[a.item], a.points) for a in each.answers))
                for each in found
            )
        )
    assert len(told) == 1


def test_what_is_missing_or_not_applicable_has_no_points():
    rows = (
        replace(ROWS[0], state=ResultState.MISSING, lost=Decimal(0)),
        replace(ROWS[2], state=ResultState.NOT_APPLICABLE, lost=Decimal(0)),
        replace(ROWS[3], grade="差"),
    )
    _new, _contents, found = records(rows)
    told = [(a.state, a.points, a.note) for each in found for a in each.answers]
    assert told == [
        (AnswerState.NOT_OBSERVED, None, ""),
        (AnswerState.NOT_APPLICABLE, None, ""),
        (AnswerState.VALUED, 0, "差"),
    ]


def test_an_alias_of_a_content_makes_no_new_item():
    held = scheme_with(ROWS, None, "第三方", ids())
    scheme_id = UUID(int=77)
    alias = alias_of(AliasKind.CONTENT, "绿 化一", held.items[0].id, scheme_id)
    rows = (replace(ROWS[0], content="绿化一"),)
    known = Known(scheme=held, scheme_id=scheme_id, aliases=(alias,))
    contents = contents_of(rows, named(rows, known), held, "", ids())
    assert contents.scheme == held
    assert contents.item_of["绿化一"] == held.items[0]
