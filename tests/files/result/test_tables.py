from collections import Counter
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.result import ResultFate, ResultNote, ResultState
from inspector.domain.result_options import (
    Blank,
    Direction,
    Duplicates,
    ResultField,
    ResultOptions,
)
from inspector.domain.row_answer import Answers, Choice, RowAnswer
from inspector.errors import ActionFault, ActionRefused, FileRefused
from inspector.files.result.columns import Asked
from inspector.files.result.workbook import understand
from tests.files.result_tables import book_of, sheet_of

TODAY = date(2026, 12, 1)
D = Decimal


def read(*rows, merges=(), options=None, mapping=(), places=(), answers=None):
    asked = Asked(mapping, options or ResultOptions(), frozenset(places), TODAY)
    sheet = sheet_of(*rows, merges=merges)
    found = understand(book_of(sheet), answers, asked=asked)
    assert [fate.row for fate in found.fates] == list(range(1, len(rows) + 1))
    taken = {fate.row for fate in found.fates if fate.fate is ResultFate.TAKEN}
    assert {row.row for row in found.rows} == taken
    assert all(0 <= row.lost <= row.full_mark for row in found.rows)
    return found


def got(found):
    return [(row.place, row.content, row.got if row.is_valued else row.state) for row in found.rows]


def marks(found):
    return {row.content: row.full_mark for row in found.rows}


def fates(found):
    return [fate.fate for fate in found.fates]


H, T = ResultFate.HEADER, ResultFate.TAKEN


def test_a_wide_table_with_full_marks_in_its_headings():
    found = read(
        ("2026年11月点位检查得分表",),
        ("序号", "点位名称", "检查日期", "环境卫生（10分）", "公共秩序\n(满分20分)", "总分"),
        (1, "东门市场", "11月20日", 8, 18, 26),
        (2, "西门市场", "2026.11.21", D("9.5"), 20, D("29.5")),
        ("合计", None, None, D("17.5"), 38, D("55.5")),
        ("注：满分30分。",),
    )
    assert fates(found) == [H, H, T, T, ResultFate.TOTAL, ResultFate.REMARK]
    assert got(found) == [
        ("东门市场", "环境卫生", 8),
        ("东门市场", "公共秩序", 18),
        ("西门市场", "环境卫生", D("9.5")),
        ("西门市场", "公共秩序", 20),
    ]
    assert marks(found) == {"环境卫生": 10, "公共秩序": 20}
    assert [row.day for row in found.rows[1:3]] == [date(2026, 11, 20), date(2026, 11, 21)]
    assert [row.column for row in found.rows[:2]] == ["D", "E"]
    assert found.tables[0].assumed == ()


def test_a_wide_table_of_two_levels_with_a_row_of_full_marks():
    found = read(
        ("点位", "环境", None, "秩序", None, "备注"),
        (None, "地面", "墙面", "停车", "摊位", None),
        ("满分", 10, 10, 15, "15分", None),
        ("东街", 9, None, 15, "—", "雨天"),
        ("西街", 10, 7, "未检查", 12, None),
        merges=((0, 1, 0, 2), (0, 3, 0, 4), (0, 0, 1, 0), (0, 5, 1, 5)),
    )
    assert fates(found) == [H, H, H, T, T]
    assert got(found) == [
        ("东街", "地面", 9),
        ("东街", "墙面", ResultState.MISSING),
        ("东街", "停车", 15),
        ("东街", "摊位", ResultState.NOT_APPLICABLE),
        ("西街", "地面", 10),
        ("西街", "墙面", 7),
        ("西街", "停车", ResultState.MISSING),
        ("西街", "摊位", 12),
    ]
    assert marks(found) == {"地面": 10, "墙面": 10, "停车": 15, "摊位": 15}
    assert ResultNote.NO_VALUE in found.fates[3].notes


def test_full_marks_that_stand_below_merged_headings_alone():
    found = read(
        ("路段", "保洁", "绿化"),
        (None, "10分", "5分"),
        ("一路", 9, 4),
        merges=((0, 0, 1, 0),),
    )
    assert marks(found) == {"保洁": 10, "绿化": 5}
    assert fates(found) == [H, H, T]


def test_deductions_by_content_are_losses_and_lower_is_better():
    found = read(
        ("10月检查扣分汇总表",),
        ("点位", "市容（20分）", "交通（30分）", "合计扣分"),
        ("南里", 3, None, 3),
        ("北里", 0, D("4.5"), D("4.5")),
        options=ResultOptions(blank=Blank.ZERO),
    )
    assert [row.lost for row in found.rows] == [3, 0, 0, D("4.5")]
    assert found.tables[0].is_lost
    assert not any(ResultNote.TOTAL_DIFFERS in fate.notes for fate in found.fates)


def test_points_are_losses_where_somebody_says_so_and_may_be_written_with_a_minus():
    rows = (("点位", "市容", "交通"), ("南里", -3, 0), ("北里", -1, -2), ("中里", 0, 0))
    found = read(*rows, options=ResultOptions(direction=Direction.LOST, full_mark=D(10)))
    assert [row.lost for row in found.rows] == [3, 0, 1, 2, 0, 0]
    with_points = read(*rows[:1], ("南里", 3, 0), options=ResultOptions(full_mark=D(10)))
    assert [row.lost for row in with_points.rows] == [7, 10]


def test_a_row_with_only_a_total_is_one_content_of_a_hundred():
    found = read(
        ("排名", "社区", "得分", "较上期"),
        (1, "甲社区", D("96.5"), D("0.5")),
        (2, "乙社区", "９５", None),
        (3, "丙社区", "不涉及", None),
        mapping=(("较上期", "ignore"),),
    )
    assert got(found) == [
        ("甲社区", "得分", D("96.5")),
        ("乙社区", "得分", 95),
        ("丙社区", "得分", ResultState.NOT_APPLICABLE),
    ]
    assert marks(found) == {"得分": 100}
    assert found.tables[0].assumed == (("得分", D(100)),)
    assert {row.area for row in found.rows} == {"甲社区", "乙社区", "丙社区"}


def test_total_deductions_of_a_visit_are_lost_of_a_hundred():
    found = read(("小区名称", "扣分"), ("甲苑", 12), ("乙苑", D("3.5")))
    assert [row.got for row in found.rows] == [88, D("96.5")]


def test_letters_are_parts_of_the_full_mark_as_stated_or_as_told():
    rows = (("点位", "环境", "设施"), ("一号", "A", "b"), ("二号", "C", "D"), ("三号", None, "/"))
    found = read(*rows)
    assert [row.rate for row in found.rows if row.is_valued] == [1, D("0.8"), D("0.6"), 0]
    assert dict(found.tables[0].grades)["b"] == D("0.8")
    assert [row.grade for row in found.rows[:2]] == ["A", "b"]
    told = read(*rows, options=ResultOptions(grades=(("B", D("0.85")),), full_mark=D(20)))
    assert told.rows[1].got == 17
    assert told.rows[-1].state is ResultState.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("words", "rates"),
    [
        (("合格", "不合格", "合格"), [1, 0, 1]),
        (("优", "合格", "不合格"), [1, D("0.6"), 0]),
        (("优秀", "良好", "差"), [1, D("0.8"), 0]),
        (("√", "×", "是"), [1, 0, 1]),
        (("符合", "基本符合", "不符合"), [1, D("0.6"), 0]),
    ],
)
def test_words_are_graded_by_the_ladder_that_they_stand_on(words, rates):
    rows = [(f"{at}号", "照明", word) for at, word in enumerate(words)]
    found = read(("点位", "检查内容", "检查结果"), *rows)
    assert [row.rate for row in found.rows] == rates


def test_a_long_table_with_full_marks_inspectors_visits_and_percentages():
    found = read(
        ("任务编号", "检查人员", "点位", "测评项目", "测评内容", "分值", "得分", "扣分原因"),
        ("R1", "张三、李四", "东广场", "环境", "垃圾桶", 5, 4, "满溢"),
        ("R1", "张三、李四", "东广场", "环境", "果皮箱", 5, "80%", None),
        ("R2", "王五", "东广场", "环境", "垃圾桶", 5, 5, None),
    )
    assert got(found) == [("东广场", "垃圾桶", 4), ("东广场", "果皮箱", 4), ("东广场", "垃圾桶", 5)]
    assert [row.visit for row in found.rows] == ["R1", "R1", "R2"]
    assert found.rows[0].inspectors == ("张三", "李四")


def test_points_and_deductions_of_a_long_table_state_its_full_mark():
    found = read(
        ("点位", "检查内容", "扣分", "得分"),
        ("一号", "灯光", 2, 8),
        ("一号", "座椅", None, 10),
        ("二号", "灯光", 1, None),
        ("二号", "座椅", None, None),
        ("三号", "灯光", 3, 8),
    )
    assert [row.got for row in found.rows[:3]] == [8, 10, 9]
    assert found.rows[3].state is ResultState.MISSING
    assert (found.fates[5].fate, found.fates[5].notes) == (
        ResultFate.REVIEW,
        (ResultNote.CONTRADICTION,),
    )


def test_groups_of_points_and_reasons_are_contents_of_the_group():
    found = read(
        ("点位", "环境", None, None, "秩序", None, None),
        (None, "分值", "扣分", "原因", "分值", "扣分", "原因"),
        ("甲", 10, 1, "脏", 20, 0, None),
        ("乙", 10, 0, None, 20, 5, "乱"),
        merges=((0, 1, 0, 3), (0, 4, 0, 6), (0, 0, 1, 0)),
    )
    assert got(found) == [
        ("甲", "环境", 9),
        ("甲", "秩序", 20),
        ("乙", "环境", 10),
        ("乙", "秩序", 15),
    ]


def test_one_content_of_several_full_marks_is_one_content_for_each():
    found = read(
        ("点位", "内容", "分值", "得分"),
        ("甲", "照明", 5, 5),
        ("乙", "照明", 10, 7),
        ("丙", "座椅", 5, 5),
    )
    assert marks(found) == {"照明（5分）": 5, "照明（10分）": 10, "座椅": 5}
    assert ResultNote.FULL_MARK_DIFFERS in found.fates[1].notes
    assert ResultNote.FULL_MARK_DIFFERS not in found.fates[3].notes


def test_names_that_are_merged_down_count_for_every_row():
    found = read(
        ("区域", "点位", "日期", "项目", "得分"),
        ("甲街道", "东园", datetime.fromisoformat("2026-11-20"), "草坪", 1),
        (None, None, None, "灯杆", D("0.5")),
        (None, "西园", 20261121, "草坪", 1),
        merges=((1, 0, 3, 0), (1, 1, 2, 1), (1, 2, 2, 2)),
    )
    assert [(row.area, row.place) for row in found.rows] == [
        ("甲街道", "东园"),
        ("甲街道", "东园"),
        ("甲街道", "西园"),
    ]
    assert [row.day.day for row in found.rows] == [20, 20, 21]


def test_a_row_without_a_name_is_that_of_the_row_above_where_somebody_says_so():
    rows = (("点位", "项目", "得分"), ("东园", "草坪", 1), (None, "灯杆", 1))
    assert read(*rows).fates[2].notes == (ResultNote.NO_PLACE,)
    said = Answers({("表1", 3): (RowAnswer(Choice.CONTINUE),)})
    assert read(*rows, answers=said).rows[1].place == "东园"


def test_a_row_that_names_a_place_and_no_more_is_asked_about():
    rows = (("点位", "地面", "墙面"), ("一、市场",), ("东市", 1, 1), ("西市", None, None))
    found = read(*rows)
    assert fates(found) == [H, ResultFate.REMARK, T, ResultFate.REVIEW]
    assert found.fates[3].notes == (ResultNote.NO_VALUE,)
    said = Answers({("表1", 4): (RowAnswer(Choice.KEEP),)})
    kept = read(*rows, answers=said).rows[-2:]
    assert [row.state for row in kept] == [ResultState.MISSING] * 2


def test_rows_that_are_equal_are_told_and_kept_or_dropped():
    rows = (
        ("序号", "点位", "项目", "得分"),
        (1, "东园", "草坪", 1),
        (1, "东园", "草坪", 1),
        (2, "东园", "草坪", 1),
    )
    kept = read(*rows)
    assert len(kept.rows) == 3
    assert kept.fates[2].notes[0] is ResultNote.DOUBLED_ROW
    assert kept.fates[2].value == "2"
    dropping = ResultOptions(duplicates=Duplicates.DROP)
    dropped = read(*rows, options=dropping)
    assert fates(dropped) == [H, T, ResultFate.DROPPED, T]
    said = Answers({("表1", 3): (RowAnswer(Choice.KEEP),)})
    assert len(read(*rows, options=dropping, answers=said).rows) == 3


def test_two_visits_of_a_place_stay_apart_in_a_wide_table():
    found = read(("点位", "地面", "墙面"), ("甲", 1, None), ("甲", 1, D("0.5")), ("乙", 1, 1))
    assert [row.visit for row in found.rows] == ["", "", "2", "2", "", ""]


def test_full_marks_that_nothing_states_are_taken_from_the_values_and_told():
    found = read(
        ("点位", "环境", "秩序", "宣传"),
        *[(f"{at}号", 8 + at % 3, 15 + at % 5, 9) for at in range(10)],
    )
    assert dict(found.tables[0].assumed) == {"环境": 10, "秩序": 20, "宣传": 10}
    told = ResultOptions(full_marks=(("秩序", D(30)),), full_mark=D(10))
    rows = (("点位", "环境", "秩序"), ("甲", 9, 25))
    assert marks(read(*rows, options=told)) == {"环境": 10, "秩序": 30}


def test_a_slip_among_many_does_not_make_the_full_mark():
    rows = [(f"{at}号", "照明", 9) for at in range(30)]
    found = read(("点位", "内容", "得分"), *rows, ("三十号", "照明", 90))
    assert marks(found) == {"照明": 10}
    assert (found.fates[-1].fate, found.fates[-1].value) == (ResultFate.REFUSED, "90")
    assert found.fates[-1].column == "C"


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        ("下周", ResultNote.NOT_A_DAY),
        ("2027-01-05", ResultNote.DAY_AHEAD),
        (D("11.2"), ResultNote.NOT_A_DAY),
    ],
)
def test_a_day_that_is_none_or_still_to_come_refuses_the_row(cell, note):
    found = read(
        ("日期", "点位", "内容", "得分"), (cell, "甲", "照明", 1), (46346, "乙", "照明", 1)
    )
    assert (found.fates[1].fate, found.fates[1].notes) == (ResultFate.REFUSED, (note,))
    assert found.fates[1].column == "A"
    assert found.rows[0].day == date(2026, 11, 20)


def test_a_total_that_its_parts_do_not_add_up_to_is_shown_and_not_repaired():
    found = read(("点位", "甲项", "乙项", "总分"), ("东", 8, 9, 18), ("西", 8, 9, 17))
    assert ResultNote.TOTAL_DIFFERS in found.fates[1].notes
    assert found.fates[1].value == "18 ≠ 17"
    assert ResultNote.TOTAL_DIFFERS not in found.fates[2].notes
    assert [row.got for row in found.rows[:2]] == [8, 9]


def test_a_header_that_is_printed_again_is_a_header():
    head = ("点位", "内容", "得分")
    found = read(head, ("甲", "灯", 1), head, ("乙", "灯", 1))
    assert fates(found) == [H, T, H, T]


def test_headings_that_say_nothing_are_read_by_what_stands_below_them():
    found = read(
        ("A栏", "B栏", "C栏", "D栏"),
        ("东园", "2026-11-20", 1, D("0.5")),
        ("西园", "2026-11-21", 1, 1),
        places=("东园", "西园"),
    )
    fields = [column.field for column in found.tables[0].columns]
    assert fields == [ResultField.PLACE, ResultField.DAY, ResultField.VALUE, ResultField.VALUE]
    assert found.rows[0].day == date(2026, 11, 20)


def test_columns_are_what_somebody_says_by_heading_or_letter():
    rows = (("甲", "乙", "丙", "丁"), ("一号", "灯", 3, "x"), ("二号", "灯", 5, "y"))
    mapping = (("甲", "place"), ("B", "content"), ("丙", "got"))
    found = read(*rows, mapping=mapping, options=ResultOptions(full_mark=D(5)))
    assert got(found) == [("一号", "灯", 3), ("二号", "灯", 5)]
    told = [column.is_told for column in found.tables[0].columns]
    assert told == [True, True, True, False]
    headless = read(*rows[1:], mapping=(("A", "place"), ("B", "content"), ("C", "got")))
    assert [row.got for row in headless.rows] == [3, 5]


def test_a_told_column_that_is_not_there_is_refused_by_name():
    with pytest.raises(ActionRefused) as refused:
        read(("点位", "内容", "得分"), ("甲", "灯", 1), mapping=(("分数线", "got"),))
    assert refused.value.fault is ActionFault.BAD_MAPPING
    assert refused.value.facts["part"] == "分数线"


def test_a_sheet_that_only_looks_like_results_is_none_beside_a_sure_one():
    results = sheet_of(("点位", "内容", "得分"), ("甲", "灯", 1))
    other = sheet_of(("名目", "数目"), ("树", 12), title="表2")
    found = understand(book_of(results, other), asked=Asked(today=TODAY))
    assert Counter(fate.fate for fate in found.fates if fate.sheet == "表2") == {
        ResultFate.REVIEW: 2
    }
    with pytest.raises(FileRefused):
        understand(book_of(sheet_of(("说明",), ("请填写",))), asked=Asked(today=TODAY))


def test_in_the_sheet_of_our_own_a_blank_is_zero_unless_somebody_says_otherwise():
    own = (
        ("序号", "项目", "考察点位", "扣分", "得分", "区域"),
        (1, "灯", "甲", None, None, "东街道"),
    )
    assert read(*own).rows[0].got == 1
    missing = read(*own, options=ResultOptions(blank=Blank.MISSING)).rows[0]
    assert missing.state is ResultState.MISSING
    foreign = (("点位", "内容", "得分"), ("甲", "灯", None), ("乙", "灯", 1))
    assert read(*foreign).rows[0].state is ResultState.MISSING
    assert read(*foreign, options=ResultOptions(blank=Blank.ZERO)).rows[0].got == 0


words = st.sampled_from(
    [
        "点位",
        "项目",
        "得分",
        "扣分",
        "日期",
        "区域",
        "责任单位",
        "分值",
        "总分",
        "环境（10分）",
        "等级",
        "优",
        "差",
        "合格",
        "—",
        "/",
        "无",
        "不涉及",
        "合计",
        "备注：",
        "一、市场",
        "9月18日",
        "80%",
        "８",
    ]
)
cells = (
    st.none() | words | st.integers(-3, 120) | st.decimals(-1, 101, places=1) | st.text(max_size=4)
)
cells |= st.dates(date(2025, 1, 1), date(2027, 1, 1)) | st.booleans() | st.just(20260918)
heads = st.lists(words, min_size=2, max_size=6, unique=True)


@st.composite
def any_sheet(draw, title):
    width = draw(st.integers(1, 6))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=12))
    if draw(st.booleans()):
        rows.insert(draw(st.integers(0, len(rows))), draw(heads))
    merges = draw(
        st.lists(st.tuples(*[st.integers(0, 5)] * 4), max_size=3).map(
            lambda found: [each for each in found if each[0] <= each[2] and each[1] <= each[3]]
        )
    )
    high, wide = len(rows), max((len(row) for row in rows), default=0)
    inside = [each for each in merges if each[2] < high and each[3] < wide]
    return sheet_of(*rows, title=title, merges=inside)


options_of_any = st.builds(
    ResultOptions,
    blank=st.sampled_from([None, *Blank]),
    duplicates=st.sampled_from(Duplicates),
    direction=st.sampled_from([None, *Direction]),
    full_mark=st.sampled_from([None, D(1), D(10)]),
)


@settings(max_examples=300, deadline=None)
@given(any_sheet("表1"), any_sheet("表2"), options_of_any)
def test_every_row_of_any_sheet_has_one_fate_and_points_stay_in_their_full_mark(one, two, options):
    try:
        found = understand(book_of(one, two), asked=Asked(options=options, today=TODAY))
    except FileRefused:
        return
    rows = [(sheet.title, row) for sheet in (one, two) for row in range(1, len(sheet.rows) + 1)]
    assert [(fate.sheet, fate.row) for fate in found.fates] == rows
    taken = {(each.sheet, each.row) for each in found.fates if each.fate is ResultFate.TAKEN}
    assert {(row.sheet, row.row) for row in found.rows} == taken
    for row in found.rows:
        assert 0 <= row.lost <= row.full_mark
        assert row.place
        assert row.content
        assert row.day is None or row.day <= TODAY
    silent = (ResultFate.EMPTY, ResultFate.HEADER, ResultFate.TAKEN, ResultFate.TOTAL)
    for fate in found.fates:
        assert fate.notes or fate.fate in (*silent, ResultFate.REMARK)


def test_texts_of_a_file_without_numbers_are_read_as_the_numbers_that_they_say():
    found = read(
        ("site", "inspected on", "score", "visits"),
        ("North", "2026-10-08T12:30:00Z", "88.5", "3"),
        ("South", "20261009", "91分", "4"),
    )
    assert got(found) == [("North", "score", D("88.5")), ("South", "score", 91)]
    assert marks(found) == {"score": 100}
    assert [row.day for row in found.rows] == [date(2026, 10, 8), date(2026, 10, 9)]


def test_what_stands_beside_the_points_of_a_visit_is_no_content():
    found = read(
        ("名次", "街道", "得分", "上月得分", "问题数"),
        (1, "甲街道", 96, 95, 12),
        (2, "乙街道", 90, 97, 3),
        ("平均", None, 93, 96, 15),
    )
    assert fates(found) == [H, T, T, ResultFate.TOTAL]
    assert got(found) == [("甲街道", "得分", 96), ("乙街道", "得分", 90)]


def test_losses_of_which_no_full_mark_is_known_have_one_for_all_contents():
    found = read(
        ("点位", "环境", "秩序", "扣分合计"), ("甲", D("-0.5"), 0, D("-0.5")), ("乙", 0, -2, -2),
        ("检查组长签字：",),
    )  # fmt: skip
    assert fates(found) == [H, T, T, ResultFate.REMARK]
    assert marks(found) == {"环境": 10, "秩序": 10}
    assert [row.lost for row in found.rows] == [D("0.5"), 0, 0, 2]


def test_a_place_that_stands_twice_on_a_day_is_told():
    found = read(("点位", "扣分"), ("甲", 3), ("甲", 5), ("乙", 2))
    assert ResultNote.FURTHER_VISIT in found.fates[2].notes
    assert ResultNote.FURTHER_VISIT not in found.fates[3].notes
    assert [row.visit for row in found.rows] == ["", "2", ""]
