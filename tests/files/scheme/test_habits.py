"""Made-up criteria tables with habits of offices that headings alone do not tell."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from msgspec.structs import replace

from inspector.domain.scheme_draft import RowReason
from inspector.errors import FileFault, FileRefused
from inspector.files.reader import Sheet, Workbook
from inspector.files.scheme.workbook import understand
from tests.files.criteria import fates, items, sheet_of, understood, wrong

WHOLE = ["设施/路牌清楚=40", "设施/灯杆无锈=35", "绿化/无枯树=25"]


@pytest.mark.parametrize(
    "heading",
    [
        "目标任务",
        "考核要点",
        "检查要求",
        "测评点",
        "观察点",
        "标准要求",
        "扣分情形",
        "负面清单",
        "标准",
    ],
)
@pytest.mark.parametrize("group", ["类别", "项目"])
def test_what_differs_from_row_to_row_is_the_text(heading: str, group: str) -> None:
    rows = (
        ("序号", group, heading, "分值"),
        (1, "设施", "路牌清楚", 40),
        (2, None, "灯杆无锈", 35),
        (3, "绿化", "无枯树", 25),
        ("合计", None, None, 100),
    )
    assert items(understood(sheet_of(rows))) == WHOLE


def test_groups_that_stand_in_every_row_are_sections() -> None:
    rows = (
        ("评价指标", "评价要求", "分值"),
        ("设施", "路牌清楚", 40),
        ("设施", "灯杆无锈", 35),
        ("绿化", "无枯树", 20),
        ("绿化", "无缺株", 5),
    )
    assert items(understood(sheet_of(rows))) == [*WHOLE[:2], "绿化/无枯树=20", "绿化/无缺株=5"]


@pytest.mark.parametrize(
    "heading", ["计分", "基础分", "赋值", "最高分", "额定分", "参考分值", "Max. points"]
)
def test_points_under_other_words(heading: str) -> None:
    rows = (
        ("类别", "考核内容", heading),
        ("设施", "路牌清楚", 40),
        (None, "灯杆无锈", 35),
        ("绿化", "无枯树", 25),
    )
    assert items(understood(sheet_of(rows))) == WHOLE


def test_what_says_how_points_are_taken_is_no_text() -> None:
    rows = (
        ("序号", "考评项目", "分值", "考评标准"),
        (None, "总分", 50, None),
        ("一", "市容", 30, None),
        ("小计", None, 30, None),
        (1, "无占道", 20, "每处扣2分"),
        (2, "门前整洁", 10, "每户扣0.5分"),
        ("二", "宣传", 20, None),
        ("小计", None, 20, None),
        (1, "有公益广告", 20, "每少一处扣1分"),
    )
    read = understood(sheet_of(rows))
    assert items(read) == ["市容/无占道=20", "市容/门前整洁=10", "宣传/有公益广告=20"]
    assert fates(read) == "h+s+iis+i"
    assert wrong(read) == []


def test_the_line_that_is_signed_holds_no_points() -> None:
    rows = (("内容", "分值"), ("路面干净", 5), ("被检查单位签字：", "年  月  日"))
    assert fates(understood(sheet_of(rows))) == "hin"


@pytest.mark.parametrize(
    "points", ["0-5分", "5-0", "（5）", "满分５分", "5分（每项1分）", "≤5", "5分以内", "共5分"]
)
def test_points_as_people_write_them(points: str) -> None:
    assert items(understood(sheet_of((("内容", "分值"), ("路面干净", points))))) == ["路面干净=5"]


def test_parts_of_an_item_without_points_are_more_of_it() -> None:
    rows = (
        ("考评内容", "分值"),
        ("一、生态", 25),
        ("1.河道清洁", 15),
        ("（1）巡查有记录", None),
        ("（2）整改有反馈", None),
        ("2.水面清洁", 10),
    )
    read = understood(sheet_of(rows))
    assert items(read) == ["生态/河道清洁=15", "生态/水面清洁=10"]
    assert fates(read) == "hsiiii"
    assert read.scheme.items[0].guidance == "（1）巡查有记录\n（2）整改有反馈"


def test_a_line_without_a_number_below_a_numbered_one_is_more_of_it() -> None:
    rows = (
        ("序号", "考核内容", "分值", "得分"),
        (1, "环境卫生管理", 10, None),
        (None, "道路清扫及时，", None, None),
        (None, "垃圾日产日清。", None, None),
        (2, "绿化养护", 8, None),
        (3, "没有分值", None, None),
    )
    read = understood(sheet_of(rows))
    assert items(read) == ["环境卫生管理=10", "绿化养护=8"]
    assert fates(read) == "hiiii?"
    assert [fate.reason for fate in read.fates[2:4]] == [RowReason.CONTINUES] * 2


def test_tables_below_each_other_have_sums_of_their_own() -> None:
    head = ("序号", "测评内容", "分值")
    rows = (
        ("表一 市场",), head, (1, "地面干燥", 14), (2, "防蝇", 3), ("合计", None, 17),
        ("表二 超市",), head, (1, "通道畅通", 5), (2, "公平秤", 2), ("合计", None, 8),
    )  # fmt: skip
    read = understood(sheet_of((*rows[:-1], ("合计", None, 7)), "A1:C1", "A6:C6"))
    assert [item.split("/")[-1] for item in items(read)] == [
        "地面干燥=14", "防蝇=3", "通道畅通=5", "公平秤=2",
    ]  # fmt: skip
    assert wrong(read) == []
    assert len(wrong(understood(sheet_of(rows, "A1:C1", "A6:C6")))) == 1


@pytest.mark.parametrize("gap", [(), (None,)])
def test_tables_beside_each_other_are_refused(gap: tuple[None, ...]) -> None:
    head = ("序号", "内容", "分值")
    rows = ((*head, *gap, *head), (1, "地面干燥", 4, *gap, 1, "通道畅通", 5))
    with pytest.raises(FileRefused) as refused:
        understand(Workbook(Path("made-up.xlsx"), (sheet_of(rows),)), uuid4)
    assert (refused.value.fault, refused.value.sheet) == (FileFault.SIDE_BY_SIDE, "表1")
    assert items(understood(sheet_of(rows), mapping="B=text,C=full_mark"))[0] == "地面干燥=4"


def test_a_veto_is_no_item() -> None:
    rows = (("内容", "分值"), ("台账", 10), ("发生事故", "一票否决"), ("合计", 10))
    read = understood(sheet_of(rows))
    assert fates(read) == "hi?+"
    assert read.fates[2].reason is RowReason.NO_POINTS


def test_headings_that_say_points_as_well() -> None:
    rows = (
        ("类别及分值", "检查内容", "分值"),
        ("卫生 30分", "无垃圾", 20),
        (None, "无污水", 9),
    )
    read = understood(sheet_of(rows))
    assert items(read) == ["卫生 30分/无垃圾=20", "卫生 30分/无污水=9"]
    assert wrong(read) == ["items 卫生 30分 30 29 2"]
    stated = (("序号", "考核内容及分值"), (1, "着装统一（4分）"), (2, "持证上岗(6分)"))
    assert items(understood(sheet_of(stated))) == ["着装统一（4分）=4", "持证上岗(6分)=6"]


def test_points_of_two_levels_under_one_heading() -> None:
    rows = (
        ("项目", "内容", "分值", None),
        (None, None, "项目分", "内容分"),
        ("市容", "无占道", 30, 20),
        (None, "无乱挂", None, 9),
    )
    read = understood(sheet_of(rows, "A1:A2", "B1:B2", "C1:D1", "A3:A4", "C3:C4"))
    assert items(read) == ["市容/无占道=20", "市容/无乱挂=9"]
    assert wrong(read) == ["items 市容 30 29 3"]


def test_pages_and_the_title_printed_again() -> None:
    head = ("序号", "内容", "分值")
    rows = (
        ("检查表",), head, (1, "地面", 5), ("第1页 共2页",), ("检查表（续）",), head,
        (2, "墙面", 5), ("续表",), (3, "门窗", 5), ("第 2 页",),
    )  # fmt: skip
    read = understood(sheet_of(rows, "A1:C1", "A5:C5"))
    assert fates(read) == "thinthinin"
    assert items(read) == ["地面=5", "墙面=5", "门窗=5"]


def test_sections_that_say_what_each_item_is_worth() -> None:
    rows = (
        ("序号", "检查内容", "结果"),
        ("一、卫生（共2项，每项2分，计5分）",),
        (1, "地面", None),
        (2, "墙面", None),
        ("二、服务",),
        (3, "挂牌", None),
    )
    read = understood(sheet_of(rows, "A2:C2", "A5:C5"))
    assert [item.full_mark for item in read.scheme.items] == [2, 2, 1]
    assert [(each.stated, each.found) for each in read.sums] == [(Decimal(5), Decimal(4))]


@pytest.mark.parametrize("words", ["本表合计", "全部总分", "合  计"])
def test_words_of_totals(words: str) -> None:
    rows = (("项目", "内容", "分值"), ("卫生", "地面", 6), (words, None, 6))
    assert fates(understood(sheet_of(rows))) == "hi+"


def test_codes_of_letters() -> None:
    rows = (
        ("代码", "指标名称", "分值"),
        ("A", "服务", None), ("A1", "政务", None), ("A1.1", "一窗受理", 4), ("A1.2", "首问", 4),
        ("B", "安全", None), ("B1", "消防", None), ("B1.1", "通道畅通", 6),
    )  # fmt: skip
    read = understood(sheet_of(rows))
    assert items(read) == ["服务/政务/一窗受理=4", "服务/政务/首问=4", "安全/消防/通道畅通=6"]
    assert fates(read) == "hssiissi"
    assert items(understood(sheet_of((("内容", "分值"), ("A级厕所干净", 5))))) == ["A级厕所干净=5"]


def test_words_above_points_are_no_points_though_nobody_knows_them() -> None:
    rows = (
        ("甲", "乙", "丙"),
        ("设施", "路牌清楚", 40),
        (None, "灯杆无锈", 35),
        ("绿化", "无枯树", 25),
    )
    read = understood(sheet_of(rows), mapping="A=section,B=text,C=full_mark")
    assert items(read) == WHOLE
    assert fates(read) == "hiii"


@pytest.mark.parametrize("merges", [("A2:A4", "B2:B3", "D2:D3", "E2:E3"), ()])
def test_standards_below_the_content_that_has_the_points_are_its_guidance(
    merges: tuple[str, ...],
) -> None:
    rows = (
        ("测评项目", "测评内容", "测评标准", "分值", "责任单位"),
        ("卫生", "道路保洁", "①车道无垃圾", 6, "城管局"),
        (None, None, "②人行道无积水", None, None),
        (None, "垃圾收集", "①桶身干净", 4, "环卫站"),
        ("秩序", "车辆停放", "①入位停放", 5, "交警队"),
    )
    read = understood(sheet_of(rows, *merges))
    assert items(read) == ["卫生/道路保洁=6", "卫生/垃圾收集=4", "秩序/车辆停放=5"]
    assert read.scheme.items[0].guidance == "①车道无垃圾\n②人行道无积水"


def test_levels_in_columns_below_one_heading() -> None:
    rows = (
        ("考核内容", None, None, "分值"),
        ("环境", "道路", "路面净", 10),
        (None, None, "井盖平", 5),
        (None, "河道", "水面净", 5),
        ("秩序", "停车", "入位", 10),
    )
    assert items(understood(sheet_of(rows, "A1:C1", "A2:A4", "B2:B3"))) == [
        "环境/道路/路面净=10", "环境/道路/井盖平=5", "环境/河道/水面净=5", "秩序/停车/入位=10",
    ]  # fmt: skip
    numbered = (("考核内容", None, "分值"), ("（1）", "路面净", 10), ("（2）", "井盖平", 5))
    assert items(understood(sheet_of(numbered, "A1:B1"))) == ["路面净=10", "井盖平=5"]


def test_a_heading_where_the_numbers_of_others_stand() -> None:
    rows = (
        ("序号", "项目名称", "分值", "评分细则"),
        ("一、综合管理", None, 30, None),
        ("1", "制度健全", 10, "缺一项扣1分"),
        ("2", "人员到位", 20, "缺一人扣2分"),
        ("二、现场管理", None, 21, None),
        ("1", "围挡规范", 20, "一处扣1分"),
    )
    read = understood(sheet_of(rows, "A2:B2", "A5:B5"))
    assert items(read) == ["综合管理/制度健全=10", "综合管理/人员到位=20", "现场管理/围挡规范=20"]
    assert wrong(read) == ["items 现场管理 21 20 5"]


@pytest.mark.parametrize("whole", [20, None])
def test_parts_in_brackets_that_have_the_points(whole: int | None) -> None:
    rows = (
        ("考核指标", "分值"),
        ("1、卫生", whole), ("（1）无垃圾", 12), ("（2）无积水", 8),
        ("2、秩序", whole and 10), ("（1）停车有序", 10),
    )  # fmt: skip
    read = understood(sheet_of(rows))
    assert items(read) == ["卫生/无垃圾=12", "卫生/无积水=8", "秩序/停车有序=10"]
    assert fates(read) == "hsiisi"
    codes = (
        ("No", "检查内容", "分值"),
        ("A", "厅堂", None),
        ("a)", "地面净", 3),
        ("b)", "窗净", 2),
    )
    assert items(understood(sheet_of(codes))) == ["厅堂/地面净=3", "厅堂/窗净=2"]


def test_parts_of_an_item_that_state_points_in_its_words_are_added_up() -> None:
    rows = (
        ("序号", "检查内容及分值"),
        (1, "1.路面净（3分）\n2.井盖平（2分）"),
        (2, "停车有序（6分）：入位（4分），通道畅通（2分）"),
    )
    assert [item.full_mark for item in understood(sheet_of(rows)).scheme.items] == [5, 6]


def test_what_is_taken_for_each_place_is_no_full_mark() -> None:
    rows = (("检查内容", "扣分标准", "扣分值", "上限"), ("无占道", "每处", "0.5", "5"))
    assert items(understood(sheet_of(rows))) == ["无占道=5"]


def test_a_table_on_a_hidden_sheet_is_not_read_unasked() -> None:
    hidden = replace(sheet_of((("内容", "分值"), ("路面干净", 5))), is_visible=False)
    book = Workbook(Path("made-up.xlsx"), (Sheet("空", True, ()), hidden))
    with pytest.raises(FileRefused) as refused:
        understand(book, uuid4)
    assert refused.value.fault is FileFault.HIDDEN
    assert items(understand(book, uuid4, sheet="表1")) == ["路面干净=5"]


def test_a_sum_straight_below_a_header_with_a_blank_column_is_no_header() -> None:
    rows = (
        ("序号", "考核项目", "考核内容", "满分", None, "评分细则"),
        ("总分", None, None, "（6分）", None, None),
        (1, "秩序（6分）", "绿化完好", "（1分）", None, None),
        (2, None, "灯光明亮", "（5分）", None, "目测"),
    )
    read = understood(sheet_of(rows))
    assert fates(read) == "h+ii"
    assert items(read) == ["秩序（6分）/绿化完好=1", "秩序（6分）/灯光明亮=5"]
    assert wrong(read) == []


def test_the_innermost_texts_have_the_points_behind_those_of_the_outer_ones() -> None:
    rows = (
        ("项目", None, "内容", None, "评价要点", None),
        ("名称", "权重", "名称", "分值", "内容", "分值"),
        ("秩序", 34, "窗口", 8, "排队有序", 3),
        (None, None, None, None, "用语文明", 5),
        (None, None, "停车", 92, "入位", 92),
        ("卫生", 66, "市场", 100, "地面干燥", 100),
    )
    read = understood(sheet_of(rows))
    assert items(read) == [
        "秩序/窗口/排队有序=3",
        "秩序/窗口/用语文明=5",
        "秩序/停车/入位=92",
        "卫生/市场/地面干燥=100",
    ]
    assert wrong(read) == []
    assert [weight.percent for weight in read.weights] == [34, 66]
