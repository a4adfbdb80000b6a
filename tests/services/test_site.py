import time
from datetime import date
from uuid import uuid4

import pytest
from msgspec.structs import replace

from inspector.domain.site import Site
from inspector.domain.site_sheet import SiteFate
from inspector.domain.unit import Role
from inspector.errors import Ambiguous, CellRefused, NotFound
from inspector.files.site.template import write_sites
from inspector.services import site as sites
from inspector.services import unit as units
from inspector.store.kind import creation, difference
from inspector.store.site import units_of
from tests.files.register import register


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "site.xlsx"
    write_sites(path, register())
    return path


def of(found):
    return {each.fate for each in found.fates}


def test_a_preview_writes_nothing(ws, workbook):
    assert of(sites.preview(ws, workbook)) == {SiteFate.HEADER, SiteFate.NEW}
    assert sites.list_(ws) == ()


def test_an_import_is_one_change_with_a_backup_and_a_second_one_is_none(ws, workbook):
    before = ws.last_change
    found = sites.import_(ws, workbook)
    change = ws.last_change
    assert of(found) == {SiteFate.HEADER, SiteFate.NEW}
    assert change is not before
    assert len(list(ws.paths.backups.glob("*import*"))) == 1
    assert of(sites.import_(ws, workbook)) == {SiteFate.HEADER, SiteFate.UNCHANGED}
    assert ws.last_change is change
    assert len(list(ws.paths.backups.glob("*import*"))) == 1
    assert [line.site.code for line in sites.list_(ws)] == ["0001", "0002"]


def test_what_is_exported_comes_back_unchanged(ws, workbook, tmp_path):
    sites.import_(ws, workbook)
    out = tmp_path / "out.xlsx"
    sites.export(ws, out)
    found = sites.preview(ws, out)
    assert found.steps == ()
    assert of(found) == {SiteFate.HEADER, SiteFate.UNCHANGED}


def test_a_refused_workbook_changes_nothing(ws, tmp_path):
    path = tmp_path / "site.xlsx"
    odd = replace(register(), types=())
    write_sites(path, odd)
    with pytest.raises(CellRefused):
        sites.import_(ws, path)
    assert sites.list_(ws) == ()
    assert units.list_(ws) == ()


def test_lists_name_the_units_of_the_day_and_their_superiors(ws, workbook):
    sites.import_(ws, workbook)
    road = sites.list_(ws, date(2025, 12, 31))[0]
    assert {(duty.role, duty.unit) for duty in road.duties} == {
        (Role.TERRITORIAL, "东岗街道"),
        (Role.TERRITORIAL, "松园社区"),
        (Role.LINE, "城管局"),
    }
    assert Role.CHIEF_1 in {duty.role for duty in sites.list_(ws, date(2026, 1, 1))[0].duties}
    above = {line.unit.name: line.superiors for line in units.list_(ws)}
    assert above["东岗街道"] == ()
    assert set(above["松园社区"]) == {"东岗街道", "城管局"}


def test_a_site_is_found_by_code_name_and_the_beginning_of_its_id(ws, workbook):
    sites.import_(ws, workbook)
    road = sites.find(ws, "0001")
    assert sites.find(ws, " 东岗路 ") == road
    assert sites.find(ws, str(road.id)[:13]) == road
    with pytest.raises(NotFound):
        sites.find(ws, "西岗路")
    with ws.write("test") as edits:
        edits += creation("site", Site(uuid4(), "0009", "东岗路", "次干道"))
    with pytest.raises(Ambiguous) as refused:
        sites.find(ws, "东岗路")
    assert refused.value.choices == ("0001 东岗路", "0009 东岗路")


def test_the_street_above_a_community_answers_too_and_only_once(ws, workbook):
    sites.import_(ws, workbook)
    named = {line.unit.name: line.unit.id for line in units.list_(ws)}
    road = sites.find(ws, "0001")
    with ws.read():
        found = units_of(road.id, date(2026, 6, 1))
    territorial = {each.unit for each in found if each.role is Role.TERRITORIAL}
    assert territorial == {named["东岗街道"], named["松园社区"], named["城管局"]}
    assert len(found) == 5


def test_a_loop_of_superiors_and_void_units_do_no_harm(ws, workbook):
    sites.import_(ws, workbook)
    named = {line.unit.name: line.unit for line in units.list_(ws)}
    with ws.write("test") as edits:
        loop = replace(register().parents[0], id=uuid4(), unit=named["东岗街道"].id)
        edits += creation("unit_parent", replace(loop, parent=named["松园社区"].id))
        edits += difference("unit", named["城管局"], replace(named["城管局"], void=True))
    with ws.read():
        found = units_of(sites.find(ws, "0001").id, date(2026, 6, 1))
    assert {(each.unit, each.role) for each in found} == {
        (named["东岗街道"].id, Role.TERRITORIAL),
        (named["松园社区"].id, Role.TERRITORIAL),
    }


def test_five_thousand_sites_come_in_within_seconds(ws, tmp_path):
    few = register()
    many = tuple(replace(few.sites[1], id=uuid4(), code=f"{number:05d}") for number in range(5_000))
    links = tuple(replace(few.links[0], id=uuid4(), site=site.id) for site in many)
    path = tmp_path / "site.xlsx"
    write_sites(path, replace(few, sites=many, links=links))
    start = time.perf_counter()
    found = sites.import_(ws, path)
    assert found.sites == 5_000
    assert time.perf_counter() - start < 20
    assert len(sites.list_(ws)) == 5_000
