from __future__ import annotations

from decimal import Decimal
from importlib.resources import as_file
from pathlib import Path
from uuid import uuid4

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from inspector.domain.scheme import Clause, Rounding, Rule, RuleKind, Scheme, Section
from inspector.domain.scheme_draft import Fate, SchemeSheet
from inspector.errors import CellFault, CellRefused
from inspector.files.scheme.columns import COLUMNS
from inspector.files.scheme.template import write_scheme
from inspector.files.scheme.workbook import read_scheme
from inspector.paths import resource
from tests.domain.schemes import item, schemes

NAMES = [column.name for column in COLUMNS]


def _read(path: Path, **more: object) -> SchemeSheet:
    return read_scheme(path, uuid4, **more)  # type: ignore[arg-type]


def _fill(
    path: Path, *rows: dict[str, object], parameters: tuple[tuple[object, ...], ...] = ()
) -> Path:
    """The template filled by hand."""
    write_scheme(path)
    book = openpyxl.load_workbook(path)
    for row in rows:
        book.worksheets[0].append([row.get(name) for name in NAMES])
    for line in parameters:
        book.worksheets[1].append(line)
    book.save(path)
    return path


@given(schemes().filter(lambda scheme: bool(scheme.items)))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_exported_comes_back_equal(tmp_path: Path, scheme: Scheme) -> None:
    path = tmp_path / "scheme.xlsx"
    write_scheme(path, scheme)
    read = _read(path)
    assert read.scheme == scheme
    assert not [fate for fate in read.fates if fate.fate is Fate.UNKNOWN]


def test_items_away_from_their_section_are_put_below_it(tmp_path: Path) -> None:
    sections = (Section(1, None, "一", "甲"), Section(2, None, "二", "乙"))
    items = (item(1, "a", section=2), item(2, "b", section=1))
    write_scheme(tmp_path / "s.xlsx", Scheme("t", sections, items))
    read = _read(tmp_path / "s.xlsx").scheme
    assert [(each.text, each.section, each.id.int) for each in read.items] == [
        ("b", 1, 2),
        ("a", 2, 1),
    ]


def test_the_shipped_template_is_the_one_that_is_written(tmp_path: Path) -> None:
    write_scheme(tmp_path / "made.xlsx")
    made = openpyxl.load_workbook(tmp_path / "made.xlsx")
    with as_file(resource("templates", "scheme.xlsx")) as path:
        shipped = openpyxl.load_workbook(path)
    assert made.sheetnames == shipped.sheetnames
    for ours, theirs in zip(made.worksheets, shipped.worksheets, strict=True):
        assert list(ours.values) == list(theirs.values)
        assert [(v.formula1, v.sqref) for v in ours.data_validations.dataValidation] == [
            (v.formula1, v.sqref) for v in theirs.data_validations.dataValidation
        ]


def test_a_hand_filled_table_in_chinese(tmp_path: Path) -> None:
    path = _fill(
        tmp_path / "2026年测评.xlsx",
        {"kind": "章节", "code": "一", "text": "环境卫生", "full_mark": 20},
        {"kind": "条目", "code": 1, "text": "路面整洁", "full_mark": "10分", "rule": "扣分",
         "cap": 6, "site_types": "主干道、背街小巷", "photo": "是"},
        {"kind": "情形", "code": "a", "text": "烟头", "each": 0.5},
        {"kind": "情形", "code": "b", "text": "垃圾堆", "each": 2},
        {"kind": "条目", "code": 1.2, "text": "公益广告", "full_mark": 10, "rule": "数量",
         "required": 3, "per_length": 500, "each": 2, "rounding": "四舍五入"},
        {"kind": "章节", "text": "满意度"},
        {"code": "x", "text": "走访", "full_mark": 5},
        {"kind": "等级", "code": "好", "share": 1},
        {"kind": "等级", "code": "差", "share": 0.25},
        parameters=(("层级系数", "市级", 2), ("当场整改系数", None, 0.5), ("加分总上限", None, 3)),
    )  # fmt: skip
    read = _read(path)
    scheme = read.scheme
    assert scheme.title == "2026年测评"
    assert [(each.code, each.section, each.rule.kind) for each in scheme.items] == [
        ("1", 1, RuleKind.DEDUCT),
        ("1.2", 1, RuleKind.QUANTITY),
        ("x", 2, RuleKind.GRADE),
    ]
    first, second, third = scheme.items
    assert first.rule.cap == 6
    assert first.rule.clauses == (
        Clause("a", "烟头", Decimal("0.5")),
        Clause("b", "垃圾堆", Decimal(2)),
    )
    assert first.site_types == ("主干道", "背街小巷")
    assert first.photo_required
    assert second.rule == Rule(
        RuleKind.QUANTITY,
        each=Decimal(2),
        required=Decimal(3),
        per_length=Decimal(500),
        rounding=Rounding.NEAREST,
    )
    assert [grade.share for grade in third.rule.grades] == [1, Decimal("0.25")]
    assert scheme.parameters.fixed_factor == Decimal("0.5")
    assert scheme.parameters.bonus_cap == 3
    assert [(each.level, each.factor) for each in scheme.parameters.levels] == [("市级", 2)]
    assert [(each.where, each.stated, each.found, each.is_ok) for each in read.sums] == [
        ("环境卫生", 20, 20, True)
    ]
    assert read.item_rows == (3, 6, 8)


def test_english_words_and_headings_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in (
        ["Row", "Code", "Text", "Rule", "Full Mark", "Points each", "Photo required"],
        ["section", "A", "Roads", None, None, None, None],
        ["item", "A1", "Kerbs are whole", "deduct", 4, 1, "yes"],
    ):
        sheet.append(line)
    book.save(tmp_path / "english.xlsx")
    only = _read(tmp_path / "english.xlsx").scheme.items[0]
    assert (only.code, only.rule.kind, only.rule.each, only.photo_required) == (
        "A1", RuleKind.DEDUCT, 1, True
    )  # fmt: skip


ITEM = {"kind": "条目", "code": "1", "text": "路面整洁", "full_mark": 10}


@pytest.mark.parametrize(
    ("rows", "row", "column", "fault", "value"),
    [
        ([{**ITEM, "full_mark": "十分之一"}], 2, "分值", CellFault.POINTS_TEXT, "十分之一"),
        ([{**ITEM, "full_mark": -1}], 2, "分值", CellFault.POINTS_NEGATIVE, "-1"),
        ([{**ITEM, "full_mark": 100000}], 2, "分值", CellFault.POINTS_ABOVE, "100000"),
        ([{**ITEM, "full_mark": None}], 2, "分值", CellFault.REQUIRED, ""),
        ([{**ITEM, "text": " "}], 2, "内容", CellFault.REQUIRED, ""),
        ([{**ITEM, "cap": 11}], 2, "上限", CellFault.POINTS_ABOVE, "11"),
        ([{**ITEM, "each": 10.5}], 2, "每处扣分", CellFault.POINTS_ABOVE, "10.5"),
        ([{**ITEM, "rule": "看情况"}], 2, "评分方式", CellFault.UNKNOWN_VALUE, "看情况"),
        ([{**ITEM, "rule": "数量"}], 2, "应有数量", CellFault.REQUIRED, ""),
        ([{**ITEM, "rule": "等级"}], 2, "评分方式", CellFault.GRADES_MISSING, "等级"),
        ([{**ITEM, "photo": "也许"}], 2, "必须拍照", CellFault.UNKNOWN_VALUE, "也许"),
        ([{**ITEM, "level": 2}], 2, "层级", CellFault.UNKNOWN_VALUE, "2"),
        ([{**ITEM, "id": "abc"}], 2, "标识", CellFault.UNKNOWN_VALUE, "abc"),
        ([{**ITEM, "kind": None, "full_mark": None}], 2, "行类", CellFault.REQUIRED, ""),
        ([{"kind": "情形", "each": 1}], 2, "行类", CellFault.UNKNOWN_VALUE, "情形"),
        ([ITEM, {"kind": "情形", "each": 11}], 3, "每处扣分", CellFault.POINTS_ABOVE, "11"),
        ([ITEM, {"kind": "情形", "text": "烟头"}], 3, "每处扣分", CellFault.REQUIRED, ""),
        ([ITEM, {"kind": "等级", "code": "A", "share": 2}], 3, "得分比例", CellFault.POINTS_ABOVE,
         "2"),
        ([ITEM, {"kind": "章节", "text": "甲"}, ITEM], 4, "编号", CellFault.DOUBLED_CODE, "1"),
        ([{**ITEM, "site_types": "农贸市场；飞机场"}], 2, "适用点位类型",
         CellFault.UNKNOWN_SITE_TYPE, "飞机场"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named(
    tmp_path: Path,
    rows: list[dict[str, object]],
    row: int,
    column: str,
    fault: CellFault,
    value: str,
) -> None:
    path = _fill(tmp_path / "scheme.xlsx", *rows)
    with pytest.raises(CellRefused) as caught:
        _read(path, site_types={"农贸市场"})
    refused = caught.value
    assert (refused.path, refused.sheet, refused.row, refused.fault, refused.value) == (
        path, "条目", row, fault, value
    )  # fmt: skip
    assert refused.column.endswith(column)


def test_a_copied_row_is_a_new_item_but_exported_ones_may_share_a_code(tmp_path: Path) -> None:
    sections = (Section(1, None, "一", "甲"), Section(2, None, "二", "乙"))
    one, two = item(1, "a", section=1, code="1"), item(2, "b", section=2, code="1")
    write_scheme(tmp_path / "s.xlsx", Scheme("t", sections, (one, two)))
    assert [each.id for each in _read(tmp_path / "s.xlsx").scheme.items] == [one.id, two.id]

    write_scheme(
        tmp_path / "s.xlsx", Scheme("t", sections, (one, replace(two, id=one.id, code="2")))
    )
    ids = [each.id for each in _read(tmp_path / "s.xlsx").scheme.items]
    assert ids[0] == one.id
    assert ids[1] not in {one.id, two.id}


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    scheme = Scheme("=1+1", (), (item(1, "=SUM(A1)", guidance="-x"),))
    write_scheme(tmp_path / "s.xlsx", scheme)
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx").worksheets[0]
    cell = sheet.cell(2, NAMES.index("text") + 1)
    assert (cell.value, cell.data_type) == ("=SUM(A1)", "s")
    assert _read(tmp_path / "s.xlsx").scheme == scheme
