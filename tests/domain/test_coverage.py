"""What a unit lacks, and how sites are counted by type and unit."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.coverage import (
    Duty,
    InspectorCoverage,
    Lack,
    Needs,
    SiteCoverage,
    UnitVisits,
    answering,
    inspector_coverage,
    territory,
    type_coverage,
    unit_coverage,
)
from inspector.domain.unit import Role, Unit, UnitClass

DAY = date(2026, 11, 20)
STREET = Unit(UUID(int=1), "J1", "望湖街道", UnitClass.STREET)
COMMUNITY = Unit(UUID(int=2), "S1", "湖滨社区", UnitClass.COMMUNITY)
BUREAU = Unit(UUID(int=3), "B1", "示例局", UnitClass.BUREAU)
UNITS = (BUREAU, COMMUNITY, STREET)


def site(number: int, site_type: str, visits: int, last: date | None = DAY) -> SiteCoverage:
    seen = last if visits or last is not DAY else DAY
    return SiteCoverage(UUID(int=number), f"{number}", f"点位{number}", site_type, "", seen, visits)


SITES = (site(10, "公园", 2), site(11, "公园", 0), site(12, "市场", 0, None))
IN_STREET = (Duty(STREET.id, Role.TERRITORIAL), Duty(BUREAU.id, Role.ASSISTING))


def test_sites_are_counted_by_type() -> None:
    park, market = type_coverage(SITES)
    assert (park.sites, park.visited, park.never, park.visits) == (2, 1, 0, 2)
    assert (market.sites, market.visited, market.never, market.visits) == (1, 0, 1, 0)


def test_a_unit_lacks_types_and_visits_that_a_board_would_count() -> None:
    sites = [replace(each, answering=(STREET.id,)) for each in SITES]
    visits = {STREET.id: UnitVisits(Counter({"公园": 2}), 1)}
    (street,) = unit_coverage(UNITS, sites, visits, Needs(3))
    assert (street.name, street.sites, street.visited, street.never) == ("望湖街道", 3, 1, 1)
    assert (street.visits, street.lacking, street.missing_types) == (2, 1, ("市场",))
    assert street.lack is Lack.SAMPLE
    (street,) = unit_coverage(UNITS, sites, visits, Needs(2))
    assert (street.lacking, street.lack) == (0, Lack.TYPES)
    (street,) = unit_coverage(UNITS, sites[:2], visits, Needs(2))
    assert street.lack is None
    (street,) = unit_coverage(UNITS, sites, {}, Needs())
    assert street.lack is Lack.NO_VISIT


def test_a_unit_is_told_by_its_ranked_role_and_in_the_order_of_classes() -> None:
    duties = (Duty(BUREAU.id, Role.LINE), *IN_STREET, Duty(COMMUNITY.id, Role.TERRITORIAL))
    units = {each.id: each for each in UNITS}
    assert answering(duties, units) == (BUREAU.id, STREET.id, COMMUNITY.id)
    assert answering(IN_STREET, units) == (STREET.id,)
    site = replace(SITES[0], answering=answering(duties, units))
    found = unit_coverage(UNITS, (site, *SITES[1:]), {}, Needs(1))
    assert [(each.name, each.sites) for each in found] == [
        ("望湖街道", 1),
        ("示例局", 1),
        ("湖滨社区", 1),
    ]


def test_a_unit_that_lost_its_sites_still_has_its_visits() -> None:
    (street,) = unit_coverage(
        UNITS, SITES, {STREET.id: UnitVisits(Counter({"公园": 5}), 1)}, Needs(3)
    )
    assert (street.sites, street.visits, street.lack) == (0, 5, None)


def test_a_site_lies_in_its_street_else_in_what_is_named_first() -> None:
    units = {each.id: each for each in UNITS}
    below = Duty(COMMUNITY.id, Role.TERRITORIAL)
    assert territory((below, *IN_STREET), units) is STREET
    assert territory((Duty(BUREAU.id, Role.LINE), below), units) is COMMUNITY
    assert territory((Duty(BUREAU.id, Role.LINE),), units) is None


def test_who_is_planned_but_closed_nothing_is_told_too() -> None:
    closed = (InspectorCoverage("李明", 4, 3, DAY),)
    found = inspector_coverage(closed, Counter({"李明": 5, "陈静": 2}), Counter({"李明": 1}))
    assert [(each.name, each.visits, each.planned, each.done) for each in found] == [
        ("李明", 4, 5, 1),
        ("陈静", 0, 2, 0),
    ]


def test_a_unit_lacks_the_sites_and_types_that_the_board_needs() -> None:
    sites = [replace(each, answering=(STREET.id,)) for each in SITES]
    visits = {STREET.id: UnitVisits(Counter({"公园": 4}), 2)}
    (street,) = unit_coverage(UNITS, sites, visits, Needs(4, 3, 2))
    assert (street.lacking, street.lacking_sites, street.lacking_types) == (0, 1, 1)
    assert street.lack is Lack.SAMPLE
