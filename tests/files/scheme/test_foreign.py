from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import openpyxl
import pytest

from inspector.domain.import_mapping import parse_mapping
from inspector.domain.scheme import RuleKind
from inspector.domain.scheme_draft import Fate, RowReason, SchemeField, SchemeSheet, SumKind
from inspector.errors import (
    ActionFault,
    ActionRefused,
    CellFault,
    CellRefused,
    FileFault,
    FileRefused,
)
from inspector.files.scheme.workbook import read_scheme

HEAD = ("序号", "检查项目", "分值", "评分标准", "责任单位")


def _write(
    path: Path, *tables: tuple[tuple[object, ...], ...], merges: tuple[str, ...] = ()
) -> Path:
    book = openpyxl.Workbook()
    for number, table in enumerate(tables):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        sheet.title = f"表{number + 1}"
        for line in table:
            sheet.append(line)
    for merge in merges:
        book.worksheets[0].merge_cells(merge)
    book.save(path)
    return path


def _read(path: Path, mapping: str = "", **more: object) -> SchemeSheet:
    return read_scheme(path, uuid4, mapping=parse_mapping(mapping, SchemeField), **more)  # type: ignore[arg-type]


def _fates(read: SchemeSheet) -> list[str]:
    return [fate.fate.value for fate in read.fates]


def _items(read: SchemeSheet) -> list[tuple[object, ...]]:
    scheme = read.scheme
    return [
        (item.code, [section.text for section in scheme.path(item)], item.text, item.full_mark)
        for item in scheme.items
    ]


def test_sections_in_rows_of_their_own(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "table.xlsx",
        (
            ("某区月度检查细则",),
            ("填表日期：三月",),
            HEAD,
            ("一、", "环境卫生", 15, None, None),
            (1, "道路保洁", 10, "有垃圾每处扣1分", "环卫中心"),
            (None, None, None, "积水每处扣2分", None),
            (2, "绿化带", "5分", None, "园林中心"),
            (None,),
            ("二、", "宣传", 6, "看两处", None),
            ("三、", "加分项目", 3, "受到表扬的", None),
            ("合 计", None, 20, None, None),
            ("注：本表由办公室解释",),
            ("制表人", "张某", None, None, None),
        ),
    )
    read = _read(path)
    assert read.scheme.title == "某区月度检查细则"
    assert _fates(read) == [
        "title", "remark", "header", "section", "item", "item", "item", "empty", "item", "item",
        "total", "remark", "unknown",
    ]  # fmt: skip
    assert _items(read) == [
        ("1", ["环境卫生"], "道路保洁", 10),
        ("2", ["环境卫生"], "绿化带", 5),
        ("二", ["宣传"], "宣传", 6),
        ("三", ["加分项目"], "加分项目", 3),
    ]
    assert read.scheme.items[0].guidance == "有垃圾每处扣1分\n积水每处扣2分"
    assert [item.rule.kind for item in read.scheme.items][2:] == [RuleKind.POINTS, RuleKind.BONUS]
    assert [(each.where, each.stated, each.found, each.is_ok) for each in read.sums] == [
        ("环境卫生", 15, 15, True),
        ("宣传", 6, 6, True),
        ("加分项目", 3, 3, True),
        ("合 计", 20, 21, False),
    ]
    assert read.item_rows == (5, 7, 9, 10)


def test_sections_in_merged_columns_and_a_header_of_two_rows(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "table.xlsx",
        (
            ("一级指标", "二级指标", "分值", "测评内容", "评分", None),
            (None, None, None, None, "分值", "评分标准"),
            ("环境", "道路", 7, "路面整洁", 4, "目测"),
            (None, None, None, "井盖完好", 3, "目测"),
            (None, "河道", None, "水面无漂浮物", 2, None),
            ("秩序", "停车", None, "车辆入位", 5, None),
            ("一级指标", "二级指标", "分值", "测评内容", "分值", "评分标准"),
            (None, None, None, "道路通畅", 1, None),
        ),
        merges=("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "A3:A5", "B3:B4", "C3:C4"),
    )
    read = _read(path)
    assert _fates(read) == ["header", "header", *["item"] * 4, "header", "item"]
    assert _items(read) == [
        ("1", ["环境", "道路"], "路面整洁", 4),
        ("2", ["环境", "道路"], "井盖完好", 3),
        ("3", ["环境", "河道"], "水面无漂浮物", 2),
        ("4", ["秩序", "停车"], "车辆入位", 5),
        ("5", ["秩序", "停车"], "道路通畅", 1),
    ]
    assert [(each.where, each.is_ok) for each in read.sums] == [("道路", True)]


def test_one_text_beside_several_scored_lines_is_a_section(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "table.xlsx",
        (
            ("检查项目", "评分标准", "分值"),
            ("道路", "无垃圾", 2),
            (None, "无积水", 3),
            ("河道", "无漂浮物", 4),
            (None, "无异味", 1),
        ),
    )
    assert _items(_read(path)) == [
        ("1", ["道路"], "无垃圾", 2),
        ("2", ["道路"], "无积水", 3),
        ("3", ["河道"], "无漂浮物", 4),
        ("4", ["河道"], "无异味", 1),
    ]


def test_points_beside_one_merged_text_are_as_many_items(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "table.xlsx",
        (("检查内容", "分值"), ("窗口服务", 2), (None, 3), ("停车", 4)),
        merges=("A2:A3",),
    )
    read = _read(path)
    assert [(item.text, item.full_mark) for item in read.scheme.items] == [
        ("窗口服务", 2),
        ("窗口服务", 3),
        ("停车", 4),
    ]
    assert [fate.reason for fate in read.fates] == [None, None, RowReason.CARRIED, None]
    assert _fates(read) == ["header", "item", "item", "item"]


def test_headings_across_the_table_and_numbered_parts(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "table.xlsx",
        (
            HEAD,
            ("一、市容（8分）", None, None, None, None),
            ("（一）道路", None, None, None, None),
            ("1", "保洁", 8, None, None),
            ("1.1", "路面", 5, None, None),
            ("1.2", "人行道", 3, None, None),
            ("特色工作", None, None, None, None),
            ("2", "创新", 2, None, None),
        ),
        merges=("A2:E2", "A3:E3", "A7:E7"),
    )
    read = _read(path)
    assert _items(read) == [
        ("1.1", ["市容（8分）", "道路", "保洁"], "路面", 5),
        ("1.2", ["市容（8分）", "道路", "保洁"], "人行道", 3),
        ("2", ["特色工作"], "创新", 2),
    ]
    assert [(each.where, each.stated, each.is_ok) for each in read.sums] == [
        ("市容（8分）", 8, True),
        ("保洁", 8, True),
    ]


def test_a_list_that_is_only_numbered_has_no_sections(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "table.xlsx",
        (("项目", "分值"), ("一、路面整洁", 5), ("二、河道清洁", 5)),
    )
    read = _read(path)
    assert read.scheme.sections == ()
    assert _items(read) == [("一", [], "路面整洁", 5), ("二", [], "河道清洁", 5)]


def test_a_table_without_points_counts_one_for_each_item(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "table.xlsx",
        (
            ("序号", "测评项目", "测评标准", "点位类型"),
            (1, "环境", "整洁", "公园、广场"),
            (2, None, "有序", None),
        ),
    )
    read = _read(path, site_types={"公园", "广场"})
    assert _items(read) == [("1", ["环境"], "整洁", 1), ("2", ["环境"], "有序", 1)]
    assert read.scheme.items[0].site_types == ("公园", "广场")
    with pytest.raises(CellRefused) as caught:
        _read(path, site_types={"公园"})
    assert caught.value.fault is CellFault.UNKNOWN_SITE_TYPE
    assert (caught.value.row, caught.value.column) == (2, "D 点位类型")


def test_the_mapping_is_shown_and_can_be_told(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "table.xlsx",
        (("编号", "摘要", "扣分细则", "计数"), ("a", "路面整洁", "每处扣1分", 4)),
    )
    shown = [(each.column, each.heading, each.field.value) for each in _read(path).mapping]
    assert shown == [
        ("A", "编号", "code"),
        ("B", "摘要", "ignore"),
        ("C", "扣分细则", "text"),
        ("D", "计数", "ignore"),
    ]
    read = _read(path, "B=text, 扣分细则=guidance, d=full_mark")
    assert _items(read) == [("a", [], "路面整洁", 4)]
    assert read.scheme.items[0].guidance == "每处扣1分"


def test_told_columns_need_no_header(tmp_path: Path) -> None:
    path = _write(tmp_path / "table.xlsx", (("路面整洁", 4), ("车辆有序", 6)))
    read = _read(path, "A=text,B=full_mark")
    assert _items(read) == [("1", [], "路面整洁", 4), ("2", [], "车辆有序", 6)]
    with pytest.raises(FileRefused) as caught:
        _read(path)
    assert (caught.value.fault, caught.value.sheet) == (FileFault.NO_HEADER, "表1")


@pytest.mark.parametrize("told", ["Z=text", "B=colour", "text", "分值=full_mark,甲=text"])
def test_a_mapping_that_is_not_understood_is_refused(tmp_path: Path, told: str) -> None:
    path = _write(tmp_path / "table.xlsx", (HEAD, (1, "路面整洁", 4, None, None)))
    with pytest.raises(ActionRefused) as caught:
        _read(path, told)
    assert caught.value.fault is ActionFault.BAD_MAPPING


@pytest.mark.parametrize(
    ("mark", "fault"),
    [
        ("若干", CellFault.POINTS_TEXT),
        (-2, CellFault.POINTS_NEGATIVE),
        (120, CellFault.POINTS_ABOVE),
        (5000, CellFault.POINTS_ABOVE),
    ],
)
def test_points_that_cannot_be_are_refused(tmp_path: Path, mark: object, fault: CellFault) -> None:
    path = _write(
        tmp_path / "table.xlsx",
        (HEAD, ("总分", None, 100, None, None), (1, "路面整洁", mark, None, None)),
    )
    with pytest.raises(CellRefused) as caught:
        _read(path)
    refused = caught.value
    assert (refused.fault, refused.sheet, refused.row, refused.column, refused.value) == (
        fault, "表1", 3, "C 分值", str(mark)
    )  # fmt: skip


def test_codes_may_repeat_in_another_section_only(tmp_path: Path) -> None:
    rows: tuple[tuple[object, ...], ...] = (
        HEAD,
        ("一", "甲", 5, None, None),
        (1, "路面", 5, None, None),
        ("二", "乙", 5, None, None),
        (1, "河道", 5, None, None),
    )
    assert len(_read(_write(tmp_path / "a.xlsx", rows)).scheme.items) == 2
    with pytest.raises(CellRefused) as caught:
        _read(_write(tmp_path / "b.xlsx", (*rows, (1, "桥梁", 5, None, None))))
    assert (caught.value.fault, caught.value.row) == (CellFault.DOUBLED_CODE, 6)


def test_rows_of_other_sheets_are_told_and_a_sheet_can_be_chosen(tmp_path: Path) -> None:
    path = _write(
        tmp_path / "table.xlsx",
        (HEAD, (1, "路面整洁", 4, None, None)),
        (("检查项目", "分值"), ("车辆有序", 6), (None,), ("旧", 1)),
    )
    read = _read(path)
    assert [(fate.sheet, fate.row, fate.fate) for fate in read.fates] == [
        ("表1", 1, Fate.HEADER), ("表1", 2, Fate.ITEM),
        ("表2", 1, Fate.UNKNOWN), ("表2", 2, Fate.UNKNOWN), ("表2", 3, Fate.EMPTY),
        ("表2", 4, Fate.UNKNOWN),
    ]  # fmt: skip
    assert [item.text for item in _read(path, sheet="表2").scheme.items] == ["车辆有序", "旧"]
    with pytest.raises(ActionRefused) as caught:
        _read(path, sheet="表3")
    assert caught.value.facts["sheets"] == "表1\n表2"


def test_a_workbook_without_an_item_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ActionRefused) as caught:
        _read(_write(tmp_path / "a.xlsx", (HEAD,)))
    assert caught.value.fault is ActionFault.NOTHING_UNDERSTOOD
    with pytest.raises(FileRefused) as refused:
        _read(_write(tmp_path / "b.xlsx", ()))
    assert refused.value.fault is FileFault.EMPTY


def test_the_real_table_of_a_county_comes_in_whole(real_data: Path) -> None:
    read = _read(real_data / "shicheng-2018-township-criteria.xlsx")
    scheme = read.scheme
    fates = _fates(read)
    sections = {4: "section", 11: "section", 13: "section", 18: "section"}
    assert fates == [
        {1: "title", 2: "header", 3: "total", **sections}.get(row, "item") for row in range(1, 33)
    ]
    assert [section.code for section in scheme.sections] == ["一", "二", "三", "四", "五", "六"]
    assert [item.code for item in scheme.items] == [*map(str, range(1, 24)), "五", "六"]
    assert scheme.sections[2].guidance
    fifth, sixth = scheme.items[-2:]
    assert (fifth.full_mark, fifth.rule.kind) == (7, RuleKind.POINTS)
    assert (sixth.full_mark, sixth.rule.kind) == (7, RuleKind.BONUS)
    assert [section.code for section in scheme.path(fifth)] == ["五"]
    assert [each.stated for each in read.sums] == [31, 2, 15, 45, 7, 7, 100]
    assert all(each.is_ok for each in read.sums)
    assert sum((item.full_mark for item in scheme.items), Decimal(0)) == 107


@pytest.mark.parametrize(
    ("name", "items", "levels", "bare", "parts"),
    [
        ("appraisal-three-levels.xlsx", 35, [15], [], 11),
        ("appraisal-three-levels-2.xls", 49, [], [35, 36, 59, 60], 9),
    ],
)
def test_real_tables_of_weights_and_points_come_in_whole(
    real_data: Path, name: str, items: int, levels: list[int], bare: list[int], parts: int
) -> None:
    read = _read(real_data / name)
    assert "unknown" not in _fates(read)
    assert len(read.scheme.items) == items
    assert all(len(read.scheme.path(item)) == 2 for item in read.scheme.items)
    assert [f.row for f in read.fates if f.reason is RowReason.LEVEL_ONLY] == levels
    assert [f.row for f in read.fates if f.reason is RowReason.NO_POINTS] == bare
    assert all(each.is_ok for each in read.sums)
    kinds = [each.kind for each in read.sums]
    assert [kinds.count(kind) for kind in SumKind] == [parts, 3, 1]
    assert [each.stated for each in read.sums[parts:]] == [100] * 4
    assert [each.percent for each in read.weights] == [50, 25, 25]
