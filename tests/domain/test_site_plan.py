from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from msgspec.structs import replace

from inspector.domain.site import Site, SiteType, SiteUnit
from inspector.domain.site_plan import plan
from inspector.domain.site_sheet import Line, Link, Register, SiteFate, SiteSheet
from inspector.domain.unit import Role, Unit, UnitClass, UnitParent
from inspector.errors import Ambiguous, CellFault, CellRefused

STREET = Unit(UUID(int=1), "S1", "东岗街道", UnitClass.STREET)
BUREAU = Unit(UUID(int=2), "B1", "城管局", UnitClass.BUREAU)
MARKET = SiteType(UUID(int=3), "市场")
SITE = Site(UUID(int=4), "0001", "东岗市场", "市场", leader="甲")
LINK = SiteUnit(UUID(int=5), SITE.id, STREET.id, Role.TERRITORIAL)
DATED = SiteUnit(UUID(int=6), SITE.id, BUREAU.id, Role.LEAD, valid_from=date(2026, 1, 1))
HELD = Register((STREET, BUREAU), (), (MARKET,), (SITE,), (LINK, DATED))


def line(sheet, row, named=None, **values):
    columns = {name: name for name in (*values, *(named or {}))}
    return Line(sheet, row, values, named or {}, columns)


def site_line(row=2, named=None, **more):
    return line(
        "点位", row, named, **{"code": "0001", "name": "东岗市场", "site_type": "市场", **more}
    )


def duty(row, unit, role, first=None, last=None, share=1, site="0001"):
    return Link("责任关系", row, site, unit, role, Decimal(share), first, last, {})


def book(**parts):
    empty = dict.fromkeys(("units", "types", "sites", "superiors", "duties", "fates"), ())
    titles = ("责任单位", "点位类型", "点位", "上级关系", "责任关系")
    return SiteSheet(Path("site.xlsx"), titles, **{**empty, **parts})


def planned(held=HELD, **parts):
    numbers = count(1000)
    return plan(book(**parts), held, lambda: UUID(int=next(numbers)))


def fates(found):
    return {(each.sheet, each.row): each.fate for each in found.fates}


def test_everything_is_new_in_an_empty_workspace():
    found = planned(
        Register(),
        units=(line("责任单位", 2, code="S1", name="东岗街道", unit_class=UnitClass.STREET),),
        types=(line("点位类型", 2, name="市场", weight=Decimal(2)),),
        sites=(site_line(named={Role.TERRITORIAL: ("东岗街道",)}),),
    )
    assert set(fates(found).values()) == {SiteFate.NEW}
    kinds = [step.kind for step in found.steps]
    assert kinds == ["site_type", "unit", "site", "site_unit"]
    assert (found.units, found.types, found.sites) == (1, 1, 1)


def test_what_is_there_already_is_unchanged_and_nothing_is_written():
    found = planned(
        sites=(site_line(named={Role.TERRITORIAL: ("S1",)}, leader="甲"),),
        duties=(duty(2, "B1", Role.LEAD, date(2026, 1, 1)),),
    )
    assert found.steps == ()
    assert fates(found) == {("点位", 2): SiteFate.UNCHANGED, ("责任关系", 2): SiteFate.UNCHANGED}


def test_a_site_is_updated_by_its_code_and_a_missing_column_leaves_its_field():
    found = planned(sites=(site_line(name="东岗农贸市场"),))
    assert [step.new for step in found.steps] == [replace(SITE, name="东岗农贸市场")]
    assert fates(found) == {("点位", 2): SiteFate.UPDATED}


def test_another_unit_in_the_column_replaces_the_one_before_but_no_dated_link():
    found = planned(sites=(site_line(named={Role.TERRITORIAL: ("城管局",)}),))
    made, ended = (step.new for step in found.steps)
    assert (made.unit, made.role, made.void) == (BUREAU.id, Role.TERRITORIAL, False)
    assert ended == replace(LINK, void=True)
    assert found.ended == 1
    assert fates(found) == {("点位", 2): SiteFate.UPDATED}


def test_rows_of_a_site_replace_its_dated_links_and_leave_those_of_columns():
    found = planned(duties=(duty(2, "B1", Role.SPONSOR), duty(3, "B1", Role.SPONSOR)))
    assert [step.new.role for step in found.steps] == [Role.SPONSOR, Role.LEAD]
    assert found.steps[1].new == replace(DATED, void=True)
    assert fates(found) == {("责任关系", 2): SiteFate.NEW, ("责任关系", 3): SiteFate.REVIEW}


def test_the_end_of_a_duty_updates_its_link():
    last = date(2026, 6, 30)
    found = planned(duties=(duty(2, "B1", Role.LEAD, date(2026, 1, 1), last, "0.5"),))
    assert found.steps[0].new == replace(DATED, valid_to=last, share=Decimal("0.5"))
    assert fates(found) == {("责任关系", 2): SiteFate.UPDATED}


def test_a_superior_makes_the_unit_updated():
    found = planned(
        units=(
            line(
                "责任单位",
                2,
                {Role.TERRITORIAL: ("东岗街道",)},
                code="B1",
                name="城管局",
                unit_class=UnitClass.BUREAU,
            ),
        )
    )
    assert [type(step.new) for step in found.steps] == [UnitParent]
    assert fates(found) == {("责任单位", 2): SiteFate.UPDATED}


def test_a_site_that_an_import_made_up_takes_over_the_code():
    made_up = replace(SITE, code="R0001", from_import=True)
    found = planned(Register((), (), (MARKET,), (made_up,), ()), sites=(site_line(code="M7"),))
    assert [step.new for step in found.steps] == [replace(SITE, code="M7", from_import=False)]


@pytest.mark.parametrize(
    ("parts", "fault", "column"),
    [
        ({"sites": (site_line(2), site_line(3))}, CellFault.DOUBLED_CODE, "code"),
        ({"sites": (site_line(site_type="车站"),)}, CellFault.UNKNOWN_SITE_TYPE, "site_type"),
        (
            {"sites": (site_line(named={Role.TERRITORIAL: ("西岗街道",)}),)},
            CellFault.UNKNOWN_UNIT,
            "territorial",
        ),
        ({"duties": (duty(2, "城管局", Role.LEAD, site="9"),)}, CellFault.UNKNOWN_SITE, "owner"),
        ({"duties": (duty(2, "水利局", Role.LEAD),)}, CellFault.UNKNOWN_UNIT, "unit"),
        ({"superiors": (duty(2, "S1", Role.LEAD, site="S1"),)}, CellFault.UNKNOWN_VALUE, "unit"),
    ],
)
def test_what_is_doubled_or_unknown_is_refused_with_its_cell(parts, fault, column):
    with pytest.raises(CellRefused) as refused:
        planned(**parts)
    assert (refused.value.fault, refused.value.column) == (fault, column)


def test_a_name_that_two_units_have_needs_the_code():
    twin = replace(STREET, id=UUID(int=9), code="S2")
    held = replace(HELD, units=(STREET, twin))
    with pytest.raises(CellRefused) as refused:
        planned(held, sites=(site_line(named={Role.TERRITORIAL: ("东岗街道",)}),))
    assert refused.value.fault is CellFault.AMBIGUOUS_NAME
    assert planned(held, sites=(site_line(named={Role.TERRITORIAL: ("S2",)}),)).steps


def test_a_code_that_the_workspace_holds_twice_is_told():
    held = replace(HELD, sites=(SITE, replace(SITE, id=UUID(int=9), name="南市场")))
    with pytest.raises(Ambiguous) as refused:
        planned(held, sites=(site_line(),))
    assert refused.value.choices == ("东岗市场", "南市场")
