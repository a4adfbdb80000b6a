from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import count
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import openpyxl
import pytest

from inspector import paths
from inspector.domain.site_plan import plan
from inspector.domain.site_sheet import Register, SiteFate
from inspector.domain.unit import Role, UnitClass
from inspector.errors import CellFault, CellRefused, FileFault, FileRefused
from inspector.files.reader import Sheet, Workbook
from inspector.files.site.template import write_sites, write_template
from inspector.files.site.workbook import read_sites, understand
from tests.files.register import register

SITE_HEADER = ("代码", "名称", "类型", "经度", "长度（米）")
DUTY_HEADER = ("点位", "责任单位", "角色", "份额", "起始日期", "截止日期")


def book(unread=(), **sheets):
    made = []
    for title, rows in sheets.items():
        width = max((len(row) for row in rows), default=0)
        padded = tuple(tuple(row) + (None,) * (width - len(row)) for row in rows)
        made.append(Sheet(title, True, padded, unread=unread))
    return Workbook(Path("site.xlsx"), tuple(made))


def test_headings_are_understood_in_both_languages():
    chinese = understand(book(点位=[SITE_HEADER, ("0001", "东岗路", "次干道", 113.5, 420)]))
    english = understand(
        book(
            sites=[
                ("Code", "Name", "Type", "Longitude", "Length_m"),
                ("0001", "东岗路", "次干道", Decimal("113.50"), "４２０"),
            ]
        )
    )
    assert dict(chinese.sites[0].values) == dict(english.sites[0].values)
    assert chinese.sites[0].values["length_m"] == 420
    assert chinese.sites[0].values["longitude"] == Decimal("113.5")


def test_a_sheet_without_a_known_title_is_known_by_its_header():
    found = understand(
        book(
            Sheet1=[("某区点位",), SITE_HEADER, (1, "东岗路", "次干道")],
            Sheet2=[("单位", "名称", "代码", "类别"), (None, "城管局", "B1", "局")],
            Sheet3=[("name", "weight"), ("次干道", 2)],
            Sheet4=[("a note to ourselves",)],
        )
    )
    assert [line.values["code"] for line in found.sites] == ["1"]
    assert found.units[0].values["unit_class"] is UnitClass.BUREAU
    assert dict(found.types[0].values) == {"name": "次干道", "weight": 2}
    assert [(each.sheet, each.row, each.fate) for each in found.fates] == [
        ("Sheet1", 1, SiteFate.HEADER),
        ("Sheet1", 2, SiteFate.HEADER),
        ("Sheet2", 1, SiteFate.HEADER),
        ("Sheet3", 1, SiteFate.HEADER),
        ("Sheet4", 1, SiteFate.REVIEW),
    ]


def test_blank_rows_remarks_and_unread_rows_are_told():
    found = understand(
        book(点位=[SITE_HEADER, (None,), ("注：待补充",), ("2", "东岗路", "次干道")], unread=(3,))
    )
    assert [each.fate for each in found.fates[1:]] == [
        SiteFate.EMPTY,
        SiteFate.REVIEW,
        SiteFate.REVIEW,
    ]
    assert found.sites == ()


def test_role_columns_name_several_units():
    header = (*SITE_HEADER, "属地单位", "包保单位")
    found = understand(book(点位=[header, ("1", "东岗路", "次干道", None, None, "甲、乙", None)]))
    assert found.sites[0].named == {Role.TERRITORIAL: ("甲", "乙"), Role.SPONSOR: ()}


def test_dated_duties():
    found = understand(
        book(责任关系=[DUTY_HEADER, ("1", "城管局", "牵头", 0.5, "2026.1.1", date(2026, 6, 30))])
    )
    duty = found.duties[0]
    assert (duty.owner, duty.unit, duty.role) == ("1", "城管局", Role.LEAD)
    assert (duty.share, duty.valid_from, duty.valid_to) == (
        Decimal("0.5"),
        date(2026, 1, 1),
        date(2026, 6, 30),
    )


@pytest.mark.parametrize(
    ("sheets", "column", "fault"),
    [
        ({"点位": [SITE_HEADER, (None, "东岗路", "次干道")]}, "代码", CellFault.REQUIRED),
        ({"点位": [SITE_HEADER, ("1", "路", "道", "东经")]}, "经度", CellFault.NOT_A_NUMBER),
        ({"点位": [SITE_HEADER, ("1", "路", "道", 181)]}, "经度", CellFault.OUT_OF_RANGE),
        ({"点位": [SITE_HEADER, ("1", "路", "道", 1, -5)]}, "长度（米）", CellFault.OUT_OF_RANGE),
        ({"点位类型": [("类型", "权重"), ("道", 0)]}, "权重", CellFault.OUT_OF_RANGE),
        (
            {"责任单位": [("代码", "名称", "类别"), ("1", "甲", "公司")]},
            "类别",
            CellFault.UNKNOWN_VALUE,
        ),
        (
            {"责任关系": [DUTY_HEADER, ("1", "甲", "牵头", None, "soon")]},
            "起始日期",
            CellFault.NOT_A_DATE,
        ),
        (
            {"责任关系": [DUTY_HEADER, ("1", "甲", "牵头", None, "2026-2-1", "2026-1-1")]},
            "截止日期",
            CellFault.OUT_OF_RANGE,
        ),
    ],
)
def test_a_cell_that_cannot_be_taken_is_refused_with_its_place(sheets, column, fault):
    with pytest.raises(CellRefused) as refused:
        understand(book(**sheets))
    error = refused.value
    assert (error.row, error.column, error.fault) == (2, column, fault)
    assert error.sheet in sheets


def test_a_known_sheet_without_its_header_and_a_foreign_workbook_are_refused():
    for sheets in ({"点位": [("甲", "乙")]}, {"Sheet1": [("甲", "乙")]}):
        with pytest.raises(FileRefused) as refused:
            understand(book(**sheets))
        assert refused.value.fault is FileFault.NO_SITE_HEADER
    with pytest.raises(FileRefused) as refused:
        understand(book(点位=[]))
    assert refused.value.fault is FileFault.EMPTY


def test_what_is_written_comes_back_unchanged(tmp_path):
    path = tmp_path / "site.xlsx"
    write_sites(path, register())
    sheet = read_sites(path)
    numbers = count(1000)
    found = plan(sheet, register(), lambda: UUID(int=next(numbers)))
    assert found.steps == ()
    assert {each.fate for each in found.fates} == {SiteFate.HEADER, SiteFate.UNCHANGED}
    assert (found.units, found.sites, found.types) == (3, 2, 2)


def test_what_is_written_makes_the_same_in_an_empty_workspace(tmp_path):
    path = tmp_path / "site.xlsx"
    write_sites(path, register())
    numbers = count(1000)
    found = plan(read_sites(path), Register(), lambda: UUID(int=next(numbers)))
    assert len(found.steps) == 3 + 3 + 2 + 2 + 5
    assert {each.fate for each in found.fates} == {SiteFate.HEADER, SiteFate.NEW}


def test_text_of_users_is_never_a_formula(tmp_path):
    path = tmp_path / "site.xlsx"
    write_sites(path, register())
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells)


def test_the_template_in_the_program_is_the_one_that_is_made():
    made = BytesIO()
    write_template(made)
    shipped = BytesIO(paths.resource("templates", "site.xlsx").read_bytes())
    with ZipFile(made) as ours, ZipFile(shipped) as theirs:
        assert sorted(ours.namelist()) == sorted(theirs.namelist())
        parts = [name for name in ours.namelist() if name != "docProps/core.xml"]
        assert [name for name in parts if ours.read(name) != theirs.read(name)] == []
