"""Made-up tables of weights and points: each comes in with three corrections at most."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from inspector.domain.scheme_draft import Fate, RowReason, SchemeSheet, SumKind
from inspector.files.reader import Cell, Merge, Sheet
from inspector.files.scheme.mapping import find_layout
from tests.files.criteria import fates, items, sheet_of, understood, wrong

WHOLE = [
    "市容/道路/路面干净=30",
    "市容/道路/井盖平整=20",
    "市容/河道/水面无杂物=50",
    "秩序/停车/车辆入位=60",
    "秩序/停车/通道畅通=40",
]
GRID: tuple[tuple[Cell, ...], ...] = (
    ("市容", 60, "道路", 50, "路面干净", 30, "目测"),
    (None, None, None, None, "井盖平整", 20, "目测"),
    (None, None, "河道", 50, "水面无杂物", 50, None),
    ("秩序", 40, "停车", 100, "车辆入位", 60, "数车"),
    (None, None, None, None, "通道畅通", 40, None),
)
HEAD = ("一级指标", "权重", "二级指标", "分值", "三级指标", "分值", "评分标准")


def _weights(read: SchemeSheet) -> list[tuple[str, Decimal]]:
    return [(read.scheme.sections[w.section - 1].text, w.percent) for w in read.weights]


def _is_whole(read: SchemeSheet) -> None:
    assert items(read) == WHOLE
    assert "?" not in fates(read)
    assert wrong(read) == []
    assert _weights(read) == [("市容", 60), ("秩序", 40)]
    kinds = [each.kind for each in read.sums]
    assert (kinds.count(SumKind.PARTS), kinds.count(SumKind.WEIGHTS)) == (2, 1)


def test_first_levels_are_merged() -> None:
    merges = ("A2:A4", "B2:B4", "C2:C3", "D2:D3", "A5:A6", "B5:B6", "C5:C6", "D5:D6")
    read = understood(sheet_of((HEAD, *GRID, ("总分", 100)), *merges))
    _is_whole(read)
    assert fates(read) == "hiiiii+"
    assert read.scheme.sections[0].guidance == "权重：60"
    assert read.scheme.sections[0].full_mark is None


def test_first_levels_are_carried_down() -> None:
    _is_whole(understood(sheet_of((HEAD, *GRID))))


def test_first_levels_stand_in_every_row() -> None:
    carried: list[Cell] = [None] * 7
    rows = []
    for row in GRID:
        carried = [said if said is not None else carried[at] for at, said in enumerate(row)]
        rows.append((*carried[:6], row[6]))
    _is_whole(understood(sheet_of((HEAD, *rows))))


@pytest.mark.parametrize(
    "weights",
    [("60%", "40%"), (Decimal("0.6"), Decimal("0.4")), ("６０％", "40 %"), ("60分", "40分")],
)
def test_weights_in_every_habit(weights: tuple[Cell, Cell]) -> None:
    rows = [list(row) for row in GRID]
    rows[0][1], rows[3][1] = weights
    _is_whole(understood(sheet_of((HEAD, *rows))))


def test_a_header_of_two_levels_that_is_printed_again() -> None:
    top = ("一级指标", None, "二级指标", None, "三级指标", None, "评分标准")
    low = ("名称", "权重", "名称", "分值", "内容", "分值", None)
    merges = ("A1:B1", "C1:D1", "E1:F1", "G1:G2", "A6:B6", "C6:D6", "E6:F6", "G6:G7")
    rows = (top, low, *GRID[:3], top, low, *GRID[3:])
    for each in (merges, ()):
        read = understood(sheet_of(rows, *each))
        _is_whole(read)
        assert fates(read) == "hhiiihhii"


def test_a_header_of_three_levels_below_titles() -> None:
    rows = (
        ("某街道年度评价表",),
        ("填报单位：", None, None, "年度："),
        ("评价内容", None, None, None, "评价标准", None, "说明"),
        ("一级指标", None, "二级指标", None, "三级指标", None, None),
        ("名称", "权重", "名称", "分值", "名称", "分值", None),
        *GRID,
        ("注：本表按季填写",),
    )
    merges = ("A1:G1", "A3:D3", "E3:F3", "G3:G5", "A4:B4", "C4:D4", "E4:F4")
    for each in (merges, ()):
        read = understood(sheet_of(rows, *each))
        _is_whole(read)
        assert fates(read) == "tnhhhiiiiin"
        assert read.scheme.title == "某街道年度评价表"


def test_other_words_for_the_same_columns() -> None:
    head = ("大类", "比重", "分项", "配分", "考核点", "标准分", "计分办法", "自评得分", "备注")
    rows = [(*row, None, "看现场") for row in GRID]
    read = understood(sheet_of((head, *rows)))
    _is_whole(read)
    assert [item.guidance for item in read.scheme.items] == ["目测", "目测", "", "数车", ""]


def test_columns_of_numbers_that_are_named_by_their_level() -> None:
    head = ("一级指标", "二级指标", "三级指标", "一级权重", "二级分值", "三级分值")
    rows = [(row[0], row[2], row[4], row[1], row[3], row[5]) for row in GRID]
    _is_whole(understood(sheet_of((head, *rows))))


def test_points_in_words_and_in_front() -> None:
    head = ("序号", "一级指标", "权重", "二级指标", "分值", "三级指标", "满分", "检查方法")
    rows = [(at, *row[:5], f"{row[5]}分", "现场") for at, row in enumerate(GRID, 1)]
    read = understood(sheet_of((head, *rows)))
    _is_whole(read)
    assert [item.code for item in read.scheme.items] == ["1", "2", "3", "4", "5"]
    assert {item.method for item in read.scheme.items} == {"现场"}


def test_headings_that_nobody_knows_need_three_corrections() -> None:
    head = ("甲", "乙", "丙", "丁", "戊", "己", "庚")
    rows = sheet_of((head, *GRID))
    read = understood(rows, mapping="戊=text,己=full_mark,甲=section")
    assert [item.split("/")[-1] for item in items(read)] == [
        "路面干净=30", "井盖平整=20", "水面无杂物=50", "车辆入位=60", "通道畅通=40",
    ]  # fmt: skip
    one = ("一级指标", "份额", "二级指标", "分值", "三级指标", "分值", "评分标准")
    _is_whole(understood(sheet_of((one, *GRID)), mapping="份额=weight"))
    two = ("一级指标", "权重", "片区", "分值", "三级指标", "点数", "评分标准")
    _is_whole(
        understood(sheet_of((two, *GRID)), mapping="片区=section,点数=full_mark,D=section_mark")
    )


def test_weights_that_are_the_sums_of_their_items_are_points() -> None:
    rows = (
        ("一级指标", "权重", "二级指标", "权重", "三级指标", "权重"),
        ("市容", 60, "道路", 25, "路面干净", 15),
        (None, None, None, None, "井盖平整", 10),
        (None, None, "河道", 35, "水面无杂物", 35),
        ("秩序", 40, "停车", 41, "车辆入位", 40),
    )
    read = understood(sheet_of(rows))
    assert items(read)[-1] == "秩序/停车/车辆入位=40"
    assert read.weights == ()
    assert wrong(read) == ["items 停车 41 40 5", "parts 秩序 40 41 5"]
    assert [section.full_mark for section in read.scheme.sections] == [60, 25, 35, 40, 41]


def test_weights_of_every_level() -> None:
    rows = (
        ("一级指标", "权重", "二级指标", "权重", "三级指标", "权重"),
        ("市容", Decimal("0.6"), "道路", Decimal("0.5"), "路面干净", Decimal("0.7")),
        (None, None, None, None, "井盖平整", Decimal("0.3")),
        (None, None, "河道", Decimal("0.5"), "水面无杂物", Decimal(1)),
        ("秩序", Decimal("0.3"), "停车", Decimal(1), "车辆入位", Decimal(1)),
    )
    read = understood(sheet_of(rows))
    assert items(read) == [
        "市容/道路/路面干净=70",
        "市容/道路/井盖平整=30",
        "市容/河道/水面无杂物=100",
        "秩序/停车/车辆入位=100",
    ]
    assert [percent for _text, percent in _weights(read)] == [60, 30, 50, 50, 100]
    assert wrong(read) == ["weights 权重 100 90 2"]
    assert next(each for each in read.sums if not each.is_ok).parts == (2, 5)


def test_every_sum_that_is_wrong_is_told_with_its_rows() -> None:
    rows = [list(row) for row in GRID]
    rows[0][5], rows[3][3], rows[0][1] = 31, 99, 61
    read = understood(sheet_of((HEAD, *rows, ("总分", 100))))
    assert wrong(read) == [
        "items 道路 50 51 2",
        "items 停车 99 100 5",
        "parts 秩序 100 99 5",
        "weights 权重 100 101 7",
    ]
    assert [each.parts for each in read.sums if not each.is_ok] == [
        (2, 3), (5, 6), (5,), (2, 5),
    ]  # fmt: skip


def test_levels_without_points_are_told_apart() -> None:
    rows = (
        HEAD,
        ("市容", 60, None, None, None, None, None),
        *[(None, None, *row[2:]) for row in GRID[:3]],
        (None, None, "绿化", None, None, None, None),
        (None, None, None, None, None, None, None),
        *GRID[3:],
        (None, None, None, None, "无人知道", None, None),
    )
    read = understood(sheet_of(rows, "C6:C7", "A2:A7"))
    assert fates(read) == "hsiiissii?"
    assert [(f.row, f.reason) for f in read.fates if f.reason] == [
        (2, RowReason.LEVEL_ONLY),
        (6, RowReason.NO_POINTS),
        (7, RowReason.NO_POINTS),
        (10, RowReason.NO_POINTS),
    ]
    assert items(read) == WHOLE
    assert _weights(read) == [("市容", 60), ("秩序", 40)]


@pytest.mark.parametrize("merges", [("E2:E4", "C2:C4"), ()])
def test_one_text_with_several_points_is_as_many_items(merges: tuple[str, ...]) -> None:
    head = ("一级指标", "二级指标", "权重", "分值", "三级指标", "指标说明", "分值", "数据")
    rows = (
        head,
        ("效果", "满意", None, 15, "群众是否认可", "问卷", 5, "甲"),
        (None, None, None, None, None, None, 5, "乙"),
        (None, None, None, None, None, None, 5, "丙"),
        (None, "影响", None, 5, "是否长久", None, 5, "甲"),
    )
    read = understood(sheet_of(rows, *merges))
    assert items(read) == [
        "效果/满意/群众是否认可 甲=5",
        "效果/满意/群众是否认可 乙=5",
        "效果/满意/群众是否认可 丙=5",
        "效果/影响/是否长久=5",
    ]
    assert [fate.reason for fate in read.fates[2:4]] == [RowReason.CARRIED] * 2
    assert wrong(read) == []


def test_weights_that_stand_behind_the_names_of_first_levels() -> None:
    rows = [(row[0] and f"{row[0]}（权重{row[1]}%）", *row[2:]) for row in GRID]
    read = understood(sheet_of(((HEAD[0], *HEAD[2:]), *rows)))
    assert [item.split("/", 1)[1] for item in items(read)] == [
        item.split("/", 1)[1] for item in WHOLE
    ]
    assert [percent for _text, percent in _weights(read)] == [60, 40]
    assert wrong(read) == []


def test_texts_that_are_repeated_are_told_apart_too() -> None:
    rows = (
        ("项目", "内容", "分值", "证据"),
        ("效果", "群众认可", 5, "甲"),
        ("效果", "群众认可", 5, "乙"),
        ("影响", "群众认可", 5, "乙"),
    )
    assert items(understood(sheet_of(rows))) == [
        "效果/群众认可 甲=5", "效果/群众认可 乙=5", "影响/群众认可=5",
    ]  # fmt: skip


def test_an_item_over_several_rows_stays_one() -> None:
    rows = (
        ("项目", "内容", "分值", "责任单位"),
        ("市容", "路面干净", 10, "环卫站"),
        (None, "路沿无土", None, None),
        (None, "树池无杂物", None, None),
        ("秩序", "车辆入位", 5, "城管队"),
        (None, "（1）不占盲道", None, None),
    )
    read = understood(sheet_of(rows, "A2:A4", "C2:C4", "D2:D4"))
    assert items(read) == ["市容/路面干净=10", "秩序/车辆入位=5"]
    assert fates(read) == "hiiiii"
    assert [item.guidance for item in read.scheme.items] == [
        "路沿无土\n树池无杂物",
        "（1）不占盲道",
    ]


def test_what_is_merged_down_holds_for_every_item_beside_it() -> None:
    rows = (
        ("项目", "内容", "分值", "责任单位", "检查方法"),
        ("市容", "路面干净", 10, "环卫站", "目测"),
        (None, "井盖平整", 5, None, None),
    )
    read = understood(sheet_of(rows, "A2:A3", "D2:D3"))
    assert [item.unit for item in read.scheme.items] == ["环卫站", "环卫站"]
    assert [item.method for item in read.scheme.items] == ["目测", ""]


def test_sums_of_parts_and_of_the_whole() -> None:
    rows = (
        ("检查内容", "分值"),
        ("市容环境", None),
        ("路面干净", 10),
        ("井盖平整", 5),
        ("小计", 15),
        ("公共秩序", None),
        ("车辆入位", 5),
        ("通道畅通", 4),
        ("秩序小计", 10),
        ("合计：25", None),
        ("检查人：        日期：", None),
    )
    read = understood(sheet_of(rows))
    assert items(read) == [
        "市容环境/路面干净=10",
        "市容环境/井盖平整=5",
        "公共秩序/车辆入位=5",
        "公共秩序/通道畅通=4",
    ]
    assert fates(read) == "hsii+sii++n"
    assert wrong(read) == ["items 秩序小计 10 9 9", "items 合计：25 25 24 10"]
    assert read.fates[4].reason is RowReason.PART_TOTAL


def test_levels_by_indentation_alone() -> None:
    rows = (
        ("标准", "分值", "依据"),
        ("市容", 15, None),
        ("　　道路", None, None),
        ("　　　　路面干净", 10, "目测"),
        ("　　　　井盖平整", 5, None),
        ("秩序", None, None),
        ("　　车辆入位", 4, None),
    )
    read = understood(sheet_of(rows), mapping="标准=text")
    assert items(read) == [
        "市容/道路/路面干净=10",
        "市容/道路/井盖平整=5",
        "秩序/车辆入位=4",
    ]
    assert fates(read) == "hssiisi"
    assert wrong(read) == []


def test_blanks_that_show_no_level_change_nothing() -> None:
    rows = (("内容", "分值"), ("路面干净", 10), ("  井盖平整", 5), ("车辆入位", 4))
    assert items(understood(sheet_of(rows))) == ["路面干净=10", "井盖平整=5", "车辆入位=4"]


def test_points_that_stand_in_the_text_alone() -> None:
    rows = (
        ("序号", "检查内容", "检查方法"),
        (1, "路面干净（5分）", "目测"),
        (2, "井盖平整（满分3分）", None),
        (3, "车辆入位", None),
    )
    assert items(understood(sheet_of(rows))) == [
        "路面干净（5分）=5",
        "井盖平整（满分3分）=3",
        "车辆入位=1",
    ]


def test_numbers_of_several_levels() -> None:
    rows = (
        ("编号", "要求", "分值"),
        ("1", "市容", 15),
        ("1.1", "道路", None),
        ("1.1.1", "路面干净", 10),
        ("1.1.2", "井盖平整", 5),
        ("2", "秩序", 4),
    )
    read = understood(sheet_of(rows))
    assert items(read) == ["市容/道路/路面干净=10", "市容/道路/井盖平整=5", "秩序=4"]
    assert fates(read) == "hssiii"


def test_a_section_with_points_of_which_no_item_has_any_is_the_item() -> None:
    rows = (
        ("项目", "分值", "检查内容"),
        ("道路", 10, "路面干净"),
        (None, None, "路沿无土"),
        (None, None, "井盖平整"),
        ("河道", 5, "水面无杂物"),
    )
    read = understood(sheet_of(rows, "A2:A4", "B2:B4"))
    assert items(read) == ["道路=10", "河道=5"]
    assert read.scheme.items[0].guidance == "路面干净\n路沿无土\n井盖平整"


def test_sheets_with_the_same_header_are_sections() -> None:
    head = ("项目", "内容", "分值")
    first = sheet_of((head, ("市容", "路面干净", 5), ("合计", None, 5)), title="道路")
    second = sheet_of((head, ("市容", "水面无杂物", 4), ("合计", None, 5)), title="河道")
    again = sheet_of((head, ("市容", "路面干净", 6)), title="道路（旧）")
    other = sheet_of((("姓名", "电话"), ("某人", 1)), title="通讯录")
    read = understood(first, second, again, other)
    assert items(read) == ["道路/市容/路面干净=5", "河道/市容/水面无杂物=4"]
    assert fates(read) == "hi+hi+????"
    assert wrong(read) == ["items 合计 5 4 3"]
    assert read.item_sheets == ("道路", "河道")
    assert [(each.sheet, each.is_taken) for each in read.layouts] == [
        ("道路", True), ("河道", True), ("道路（旧）", False),
    ]  # fmt: skip
    assert {fate.reason for fate in read.fates[6:]} == {RowReason.SHEET_NOT_READ}


@pytest.mark.parametrize(
    "head",
    [
        ("Section", "Weight", "Subsection", "Points", "Criterion", "Points", "Guidance"),
        ("一级指标", "权重(%)", "二级指标", "分值(分)", "三级指标", "分值(分)", "评分细则"),
        ("考核类别", "权数", "考核项目", "分值", "考核内容", "分值", "扣分标准"),
        ("评价维度", "占比", "指标名称", "基本分", "观测点", "赋分", "评价标准"),
        (
            "Level 1 indicator",
            "Weight %",
            "Level 2 indicator",
            "Points",
            "Level 3 indicator",
            "Points",
            "Scoring",
        ),
        ("1级指标", "权重", "2级指标", "分值", "3级指标", "分值", "评分标准"),
        ("目标层", "权重", "准则层", "分值", "指标层", "分值", "指标解释"),
        ("项目", "权重", "内容", "分值", "评价要点", "分值", "评分标准"),
    ],
)
def test_headings_of_many_offices(head: tuple[str, ...]) -> None:
    _is_whole(understood(sheet_of((head, *GRID))))


def test_a_blank_sheet_beside_it_is_no_table() -> None:
    read = understood(sheet_of((HEAD, *GRID)), Sheet("空", True, ()))
    _is_whole(read)


WORDS: tuple[Cell, ...] = (
    *(None, None, None, 5, Decimal("0.5"), 100, -1, True, "5分", "30%", "若干", "①", "1.1"),
    *("一、市容", "（一）道路", "市容（20分）", "合计", "小计", "注：无", "路面干净", "　　井盖"),
    "每处扣1分，最多扣3分",
)
HEADS = (
    *(None, "序号", "一级指标", "二级指标", "检查内容", "分值", "权重", "评分标准", "名称"),
    "备注",
)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_every_row_of_any_table_has_one_fate(data: st.DataObject) -> None:
    heads = st.sampled_from(HEADS)
    width = data.draw(st.integers(2, 7))
    body = st.lists(st.sampled_from(WORDS), min_size=width, max_size=width)
    rows = [
        *data.draw(st.lists(st.lists(heads, min_size=width, max_size=width), max_size=2)),
        ["检查内容", "分值", *data.draw(st.lists(heads, min_size=width - 2, max_size=width - 2))],
        *data.draw(st.lists(body, max_size=12)),
    ]
    corner = st.tuples(st.integers(0, len(rows) - 1), st.integers(0, width - 1))
    merges = tuple(
        Merge(min(a, c), min(b, d), max(a, c), max(b, d))
        for (a, b), (c, d) in data.draw(st.lists(st.tuples(corner, corner), max_size=3))
    )
    sheet = replace(sheet_of(rows), merges=merges)
    assume(find_layout(sheet) is not None)
    read = understood(sheet)
    assert len(read.item_rows) == len(read.item_sheets) == len(read.scheme.items)
    told = {fate.row for fate in read.fates if fate.fate is Fate.ITEM}
    assert set(read.item_rows) <= told
    assert all(each.found is not None and each.parts is not None for each in read.sums)
    blank = [at for at, row in enumerate(rows, 1) if not any(cell is not None for cell in row)]
    assert {fate.row for fate in read.fates if fate.fate is Fate.EMPTY} <= set(blank)
    assert understood(sheet, rules=True).item_rows == read.item_rows
