from collections import Counter
from decimal import Decimal
from uuid import uuid4

import pytest

from inspector.domain.scheme import Item, RuleKind, Scheme
from inspector.domain.scheme_codec import from_wire, to_wire
from inspector.domain.unit import Role, UnitClass
from inspector.files.sample.photo import SCENES
from inspector.services.sample_content import (
    SampleDistrict,
    load_course,
    load_district,
    load_problems,
    load_scheme,
)


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme(uuid4)


@pytest.fixture(scope="module")
def district() -> SampleDistrict:
    return load_district(uuid4)


def most_lost(item: Item) -> list[Decimal]:
    return [clause.each for clause in item.rule.clauses] + [item.rule.cap or Decimal(0)]


def test_the_scheme_is_as_large_and_varied_as_a_real_one(scheme: Scheme) -> None:
    kinds = Counter(item.rule.kind for item in scheme.items)
    assert len(scheme.items) >= 120
    assert 6 <= sum(section.parent is None for section in scheme.sections) <= 9
    assert set(kinds) == set(RuleKind)
    assert kinds[RuleKind.BONUS] == 2
    assert sum(bool(item.exceptions) for item in scheme.items) >= 25
    assert sum(len(item.rule.clauses) >= 2 for item in scheme.items) >= 50
    assert any(item.rule.per_length for item in scheme.items)


def test_the_scheme_fits_its_own_wire_form(scheme: Scheme) -> None:
    assert from_wire(to_wire(scheme)) == scheme


def test_every_type_of_site_has_a_checklist_of_a_usable_length(
    scheme: Scheme, district: SampleDistrict
) -> None:
    lengths = {one.name: len(scheme.checklist(one.name)) for one in district.types}
    assert len(lengths) == 12
    assert all(20 <= length <= 45 for length in lengths.values()), lengths


def test_items_hold_together(scheme: Scheme, district: SampleDistrict) -> None:
    types = {one.name for one in district.types}
    units = {one.name for one in district.units}
    assert len({item.code for item in scheme.items}) == len(scheme.items)
    for item in scheme.items:
        assert item.full_mark > 0
        assert max(most_lost(item)) <= item.full_mark, item.code
        assert set(item.site_types) <= types, item.code
        assert not item.unit or item.unit in units, item.code
        assert item.method, item.code
        assert item.aspect, item.code
        if item.rule.kind is RuleKind.DEDUCT:
            assert item.rule.clauses, item.code
        if item.rule.per_length:
            assert set(item.site_types) <= {"主次干道", "背街小巷"}, item.code
        if item.rule.kind is RuleKind.GRADE:
            assert item.rule.grades[0].share == 1, item.code
        assert bool(item.deadline_class) == (item.rule.kind is not RuleKind.BONUS), item.code


def test_every_item_has_notes_with_a_picture_that_can_be_drawn(scheme: Scheme) -> None:
    problems = load_problems()
    assert set(problems) == {item.code for item in scheme.items}
    for item in scheme.items:
        clauses = {clause.code for clause in item.rule.clauses} or {""}
        for problem in problems[item.code]:
            assert problem.clause in clauses, item.code
            assert problem.scene in SCENES, item.code
            assert 3 <= len(problem.note) <= 16, problem.note


def test_the_district_has_its_units_and_sites(district: SampleDistrict) -> None:
    classes = Counter(unit.unit_class for unit in district.units)
    assert classes[UnitClass.STREET] + classes[UnitClass.TOWNSHIP] == 8
    assert classes[UnitClass.BUREAU] == 6
    assert classes[UnitClass.COMMUNITY] == 20
    assert len(district.sites) == 120
    assert len({site.code for site in district.sites}) == 120
    assert len({site.name for site in district.sites}) == 120
    assert {site.site_type for site in district.sites} == {one.name for one in district.types}
    assert all(83 < site.longitude < Decimal("83.1") for site in district.sites if site.longitude)
    assert all(39 < site.latitude < Decimal("39.06") for site in district.sites if site.latitude)


def test_every_site_has_one_territory_and_roads_have_a_length(district: SampleDistrict) -> None:
    links = Counter((link.site, link.role) for link in district.links)
    for site in district.sites:
        assert links[site.id, Role.TERRITORIAL] == 1
        assert links[site.id, Role.LINE] <= 1
        assert (site.length_m is not None) == (site.site_type in {"主次干道", "背街小巷"})
    roles = {link.role for link in district.links}
    assert {Role.SPONSOR, Role.LEAD, Role.ASSISTING, Role.CHIEF_1, Role.CHIEF_2} <= roles


def test_every_community_lies_in_one_street_and_one_has_two_superiors(
    district: SampleDistrict,
) -> None:
    above = Counter(parent.unit for parent in district.parents)
    own = [parent.unit for parent in district.parents if parent.role is Role.TERRITORIAL]
    communities = {one.id for one in district.units if one.unit_class is UnitClass.COMMUNITY}
    assert set(own) == communities
    assert len(own) == len(communities)
    assert max(above.values()) == 2


def test_the_course_names_what_there_is(scheme: Scheme, district: SampleDistrict) -> None:
    course = load_course()
    streets = {site.code.split("-")[0] for site in district.sites}
    assert set(course.lost_percent) == streets
    assert set(course.type_factor) == {one.name for one in district.types}
    bonus_items = {item.code for item in scheme.items if item.rule.kind is RuleKind.BONUS}
    assert {one.item for one in course.bonus} <= bonus_items
    assert {one.site for one in course.bonus} <= {site.code for site in district.sites}
