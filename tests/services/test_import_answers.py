"""What an import asks about rows, and what the answers do to the next reading and to what is
written."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from inspector.domain.import_answer import answer
from inspector.domain.import_preview import ImportKind, ImportRequest, RowState
from inspector.domain.row_answer import Choice, RowAnswer
from inspector.errors import Cancelled, CellFault, CellRefused, FileFault, FileRefused
from inspector.services import import_preview, scheme, site
from tests.services.made_up import add_site, add_units

OUT = RowAnswer(Choice.LEAVE_OUT)
RESULT_HEADER = ("序号", "项目", "考察点位", "扣分", "得分", "区域", "责任单位2")
CRITERIA = (
    ("示例镇评分细则",),
    ("序号", "检查项目", "分值", "评分标准"),
    ("一", "环境", None, None),
    ("1", "路面没有垃圾", 6, "每处扣 0.5 分"),
    ("2", "井盖没有破损", "很多", "每处扣 1 分"),
    (None, "看一看", None, "听一听"),
    ("3", "栏杆没有锈蚀", -1, None),
    ("二", "秩序", None, None),
    ("4", "停车有序", 5, None),
)


@pytest.fixture
def write(tmp_path):
    def made(name="made-up.xlsx", **sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return made


class Reading:
    """An import that is previewed again with each answer, its file read once."""

    def __init__(self, ws, kind, path):
        self.ws = ws
        day = date(2026, 9, 18) if kind is ImportKind.RESULT else None
        self.request = ImportRequest(kind, path, day=day)
        self.file = import_preview.read(path)
        self.look()

    def look(self):
        self.shown = import_preview.preview(self.ws, self.request, file=self.file)

    def say(self, row, choice, sheet=None):
        """Give the answer that is offered for a row."""
        problem = next(
            each
            for each in self.shown.problems
            if row in each.rows and sheet in (None, each.sheet) and each.is_open
        )
        given = next(each.answer for each in problem.offers if each.answer.choice is choice)
        self.request = answer(self.request, problem, given)
        self.look()

    def choices(self, row):
        problem = next(each for each in self.shown.problems if row in each.rows)
        return [each.answer.choice.value for each in problem.offers if not each.answer.is_to_type]

    def words(self, row):
        problem = next(each for each in self.shown.problems if row in each.rows)
        return [each.text for each in problem.offers if not each.answer.is_to_type]

    def states(self, sheet=0):
        return [state.value for state in self.shown.sheets[sheet].states]

    def write(self):
        return import_preview.import_(self.ws, self.request, file=self.file)


def test_every_refused_row_of_criteria_is_shown_and_the_rest_is_as_it_is(ws, write):
    path = write(表1=CRITERIA)
    reading = Reading(ws, ImportKind.SCHEME, path)
    assert reading.states() == [
        "title", "header", "section", "item", "refused", "unknown", "refused", "section", "item",
    ]  # fmt: skip
    assert (reading.shown.refused, reading.shown.open) == (2, 3)
    told = [(each.row, each.column, each.title) for each in reading.shown.problems]
    assert told[:3] == [(5, 2, "很多"), (6, None, "看一看"), (7, 2, "-1")]
    assert reading.shown.problems[0].text == "“很多” is no number of points. Enter a number."
    assert reading.choices(5) == ["section", "continue", "leave_out"]
    assert reading.words(6)[0] == "Item of 0 points"
    with pytest.raises(CellRefused) as caught:
        scheme.import_(ws, path)
    assert (caught.value.row, caught.value.fault) == (5, CellFault.POINTS_TEXT)
    with pytest.raises(CellRefused):
        reading.write()
    assert scheme.list_(ws) == ()


def test_rows_of_criteria_become_what_was_said(ws, write):
    reading = Reading(ws, ImportKind.SCHEME, write(表1=CRITERIA))
    reading.say(5, Choice.CONTINUE)
    reading.say(6, Choice.SECTION)
    reading.say(7, Choice.LEAVE_OUT)
    assert reading.states()[3:7] == ["item", "item", "section", "left_out"]
    assert (reading.shown.refused, reading.shown.open) == (0, 0)
    assert [each.chosen.choice.value for each in reading.shown.problems if each.chosen] == [
        "continue", "section", "leave_out",
    ]  # fmt: skip
    reading.write()
    content = scheme.show(ws).content
    assert [each.text for each in content.sections] == ["环境", "看一看", "秩序"]
    assert [each.text for each in content.items] == ["路面没有垃圾", "停车有序"]
    assert content.items[0].guidance == "每处扣 0.5 分\n井盖没有破损\n很多\n每处扣 1 分"
    assert content.items[1].section == 3


def test_a_row_that_was_understood_can_be_told_otherwise(ws, write):
    reading = Reading(ws, ImportKind.SCHEME, write(表1=CRITERIA))
    sheet = reading.shown.sheets[0]
    assert [import_preview.question(sheet, row) is None for row in (1, 2, 3, 4, 99)] == [
        True, True, False, False, True,
    ]  # fmt: skip
    asked = import_preview.question(sheet, 4)
    assert asked.title == "路面没有垃圾"
    assert [each.answer.choice.value for each in asked.offers] == [
        "section", "continue", "leave_out",
    ]  # fmt: skip
    reading.request = answer(reading.request, asked, OUT)
    reading.look()
    assert reading.states()[3] == "left_out"
    assert reading.shown.problems[0].text == "Was read as: Item."
    assert not import_preview.question(reading.shown.sheets[0], 4)


def test_items_below_a_row_that_is_left_out_stay_in_the_section_that_it_names(ws, write):
    rows = (
        ("一级指标", "检查项目", "分值"),
        ("环境", "路面没有垃圾", 6),
        ("秩序", "停车有序", "不定"),
        (None, "摊位入市", 4),
    )
    reading = Reading(ws, ImportKind.SCHEME, write(表1=rows))
    reading.say(3, Choice.LEAVE_OUT)
    reading.write()
    content = scheme.show(ws).content
    assert content.sections[content.items[-1].section - 1].text == "秩序"


FORM = (
    ("行类", "层级", "编号", "内容", "评分说明", "例外", "检查方法", "评分方式", "分值",
     "每处扣分", "上限"),
    ("章节", 1, "一", "环境"),
    ("条目", None, "1.1", "路面没有垃圾", None, None, None, "扣分", 6, None, 4),
    ("情形", None, "a", "有垃圾", None, None, None, None, None, 0.5),
    ("条目", None, "1.2", "井盖完好", None, None, None, "扣分", "几分", None, None),
    ("情形", None, "a", "破损", None, None, None, None, None, 1),
    ("条目", None, "1.3", "墙面无污损", None, None, None, "扣分", 3, None, 9),
    ("情形", None, "a", "污损", None, None, None, None, None, 1),
    ("章节", 2, "（一）", "秩序", None, None, None, None, "多"),
    ("条目", None, "1.1", "停车有序", None, None, None, None, 5),
)  # fmt: skip


def test_our_own_form_shows_all_refusals_and_what_is_left_out_takes_its_parts_along(ws, write):
    reading = Reading(ws, ImportKind.SCHEME, write(测评项=FORM))
    assert reading.states() == [
        "header", "section", "item", "item", "refused", "item", "refused", "item", "refused",
        "refused",
    ]  # fmt: skip
    assert reading.words(7) == ["As a blank cell", "Leave out"]
    assert reading.words(10) == ["Without the code", "Leave out"]
    reading.say(7, Choice.BLANK)
    reading.say(5, Choice.LEAVE_OUT)
    reading.say(9, Choice.BLANK)
    reading.say(10, Choice.BLANK)
    assert reading.states()[4:] == ["left_out", "left_out", "item", "item", "section", "item"]
    reading.write()
    content = scheme.show(ws).content
    told = [(each.code, each.section) for each in content.items]
    assert told == [("1.1", 1), ("1.3", 1), ("", 2)]
    assert [len(each.rule.clauses) for each in content.items] == [1, 1, 0]
    assert content.items[1].rule.cap is None


def test_items_below_a_section_that_is_left_out_go_to_the_one_above_it(ws, write):
    second = ("章节", 2, "（一）", "道路")
    rows = (FORM[0], FORM[1], second, FORM[2], (*FORM[8][:3], "绿地", *FORM[8][4:]), FORM[6])
    reading = Reading(ws, ImportKind.SCHEME, write(测评项=rows))
    reading.say(5, Choice.LEAVE_OUT)
    reading.say(6, Choice.BLANK)
    reading.write()
    assert [each.section for each in scheme.show(ws).content.items] == [2, 1]


def test_sites_offer_what_can_be_done_and_equal_cells_are_answered_once(ws, write):
    add_units(ws, add_site(ws, "0101", "公园"))
    sites = (
        ("代码", "名称", "类型", "属地单位", "经度", "纬度"),
        ("P1", "望湖公园", "公园", "望湖街道、无名街道", 120.5, 31.2),
        ("H1", "东湖", "湖", "望湖街道", None, None),
        ("H2", "西湖", "湖", "望湖街道", None, None),
        ("P2", "小公园", "公园", "望湖街道", "东边", 31.2),
        ("P2", "大公园", "公园", "望湖街道", None, None),
        ("P3", None, "公园", None, None, None),
    )
    types = (("类型", "权重"), ("公园", 1))
    reading = Reading(ws, ImportKind.SITE, write(点位=sites, 点位类型=types))
    assert reading.states() == ["header", *["refused"] * 4, "new", "refused"]
    assert reading.words(2)[-2:] == ["Without “无名街道”", "Leave out"]
    assert reading.words(4) == ["Add the type “湖”", "Leave out"]
    assert reading.words(5) == ["As a blank cell", "Leave out"]
    assert reading.shown.problems[1].rows == (3, 4)
    reading.say(2, Choice.WITHOUT)
    reading.say(3, Choice.CREATE)
    reading.say(5, Choice.BLANK)
    # Only now the second row of that code is told: before the first one could not be read.
    assert reading.states()[5] == "refused"
    reading.say(6, Choice.LEAVE_OUT)
    reading.say(7, Choice.LEAVE_OUT)
    assert reading.states() == ["header", *["new"] * 4, "left_out", "left_out"]
    assert reading.shown.refused == 0
    reading.write()
    lines = {line.site.code: line for line in site.list_(ws)}
    assert sorted(lines) == ["0101", "H1", "H2", "P1", "P2"]
    assert [duty.unit for duty in lines["P1"].duties] == ["望湖街道"]
    assert lines["H2"].site.site_type == "湖"
    assert (lines["P2"].site.name, lines["P2"].site.longitude) == ("小公园", None)


def test_what_names_a_refused_row_is_not_refused_with_it_until_it_is_left_out(ws, write):
    units = (("代码", "名称", "类别"), ("J1", "望湖街道", "不明"))
    types = (("类型", "权重"), ("公园", 1))
    sites = (("代码", "名称", "类型", "属地单位"), ("P1", "望湖公园", "公园", "望湖街道"))
    duties = (("点位", "责任单位", "角色"), ("P1", "望湖街道", "牵头"))
    path = write(责任单位=units, 点位类型=types, 点位=sites, 责任关系=duties)
    reading = Reading(ws, ImportKind.SITE, path)
    assert [reading.states(at)[1] for at in range(4)] == ["refused", "new", "new", "new"]
    reading.say(2, Choice.LEAVE_OUT, "责任单位")
    assert [reading.states(at)[1] for at in range(4)] == ["left_out", "new", "refused", "refused"]


def test_a_sheet_without_header_is_one_question(ws, write):
    sites = (("代码", "名称", "类型"), ("P1", "望湖公园", "公园"))
    types = (("类型", "权重"), ("公园", 1))
    notes = (("填表说明",), ("第二行", "更多"), (), ("第四行",))
    reading = Reading(ws, ImportKind.SITE, write(点位=sites, 点位类型=types, 说明=notes))
    (problem,) = reading.shown.problems
    assert problem.rows == (1, 2, 4)
    assert "In 3 rows: 1-2, 4" in problem.text
    reading.say(1, Choice.LEAVE_OUT)
    assert reading.states(2) == ["left_out", "left_out", "blank", "left_out"]


RESULTS = (
    RESULT_HEADER,
    ("1", "绿化1", "公园1", "无", None, "望湖街道", "园林局"),
    ("2", "绿化1", "公园2", "无", None, "望湖街道", "园林局"),
    ("3", "绿化1", "公园3", 0.3, 0.8, "望湖街道", "园林局"),
    ("4", "绿化1", "公园4", "？", 0.6, "望湖街道", "园林局"),
    ("5", "绿化1", "公园5", 4, None, "望湖街道", "园林局"),
    ("5", "绿化1", "公园6", 0.1, None, "望湖街道", "园林局"),
    ("6", None, "公园7", 0.2, None, "望湖街道", "园林局"),
)


def test_results_offer_the_other_cell_and_are_balanced_at_every_step(ws, write):
    reading = Reading(ws, ImportKind.RESULT, write(表1=RESULTS))
    assert reading.states() == [
        "header", "refused", "refused", "unknown", "refused", "refused", "new", "unknown",
    ]  # fmt: skip
    assert reading.shown.problems[0].rows == (2, 3)
    assert reading.words(2) == ["Nothing lost", "Leave out"]
    assert reading.words(4) == ["By the deduction 0.3", "By the score 0.8", "Leave out"]
    assert reading.words(5) == ["By the score 0.6", "Leave out"]
    assert reading.words(6) == ["Leave out"]
    assert reading.shown.open == 6
    for row, choice in (
        (2, Choice.BLANK),
        (5, Choice.BLANK),
        (6, Choice.LEAVE_OUT),
        (8, Choice.LEAVE_OUT),
    ):
        reading.say(row, choice)
        points = reading.shown.sheets[0].points
        assert points.whole == points.read + points.left + points.out
    assert (points.read, points.left, points.out) == (
        Decimal("0.5"),
        Decimal("0.3"),
        Decimal("4.2"),
    )
    by_score = reading.shown.problems[1].offers[1].answer
    reading.request = answer(reading.request, reading.shown.problems[1], by_score)
    reading.look()
    points = reading.shown.sheets[0].points
    assert (points.whole, points.read, points.left) == (Decimal("4.9"), Decimal("0.7"), 0)
    assert reading.states().count("new") == 5
    assert reading.write().text == "5 rows were imported."


def test_a_doubled_number_counts_or_not_as_was_said(ws, write):
    reading = Reading(ws, ImportKind.RESULT, write(表1=(RESULT_HEADER, RESULTS[6], RESULTS[6])))
    (problem,) = reading.shown.problems
    assert problem.state is RowState.DUPLICATE
    assert reading.words(3) == ["Count both", "Leave out"]
    assert reading.shown.open == 0
    reading.request = answer(reading.request, problem, OUT)
    reading.look()
    assert reading.states() == ["header", "new", "left_out"]


def test_a_sheet_of_results_without_header_is_one_question(ws, write):
    reading = Reading(ws, ImportKind.RESULT, write(表1=(RESULT_HEADER, RESULTS[6]), 表2=(("甲",),)))
    assert [each.sheet for each in reading.shown.problems] == ["表2"]
    reading.say(1, Choice.LEAVE_OUT, "表2")
    assert reading.states(1) == ["left_out"]


def test_a_corrected_file_is_read_again_and_answers_to_the_same_rows_are_kept(ws, write):
    reading = Reading(ws, ImportKind.RESULT, write(表1=RESULTS))
    reading.say(5, Choice.BLANK)
    reading.say(6, Choice.LEAVE_OUT)
    corrected = (*RESULTS[:5], (*RESULTS[5][:3], 0.4, *RESULTS[5][4:]), *RESULTS[6:])
    write(表1=corrected)
    with pytest.raises(FileRefused) as caught:
        reading.write()
    assert caught.value.fault is FileFault.CHANGED
    reading.file, reading.request = import_preview.read_again(reading.request, reading.file)
    reading.look()
    assert reading.states()[4:6] == ["new", "new"]
    assert [each.problem.rows for each in reading.request.answered] == [(5,)]
    write(表1=RESULTS[:3])
    reading.file, reading.request = import_preview.read_again(reading.request, reading.file)
    assert reading.request.answered == ()


def test_a_file_that_is_gone_is_written_as_it_was_shown(ws, write):
    path = write(表1=(RESULT_HEADER, RESULTS[6]))
    reading = Reading(ws, ImportKind.RESULT, path)
    path.unlink()
    assert reading.write().text == "1 row was imported."


class Impatient:
    """Stops at the first step in which rows are told."""

    def step(self, done, total, what):
        if total is not None:
            raise Cancelled


def test_understanding_can_be_stopped(ws, write):
    reading = Reading(ws, ImportKind.RESULT, write(表1=RESULTS))
    with pytest.raises(Cancelled):
        import_preview.preview(ws, reading.request, Impatient(), reading.file)


def test_where_everything_is_left_out_each_answer_can_still_be_taken_back(ws, write):
    rows = (CRITERIA[1], ("1", "路面没有垃圾", "很多", None))
    reading = Reading(ws, ImportKind.SCHEME, write(表1=rows))
    reading.say(2, Choice.LEAVE_OUT)
    assert reading.shown.refusal is not None
    (problem,) = reading.shown.problems
    assert (problem.state, problem.chosen) == (RowState.LEFT_OUT, OUT)
    reading.request = answer(reading.request, problem, None)
    reading.look()
    assert reading.states() == ["header", "refused"]


def test_a_table_of_which_nothing_is_understood_can_be_told(ws, write):
    rows = (CRITERIA[1], (None, "路面没有垃圾", None, "每处扣 0.5 分"))
    reading = Reading(ws, ImportKind.SCHEME, write(表1=rows))
    assert reading.states() == ["header", "unknown"]
    assert reading.shown.refusal is not None
    reading.say(2, Choice.ITEM)
    assert reading.shown.refusal is None
    reading.write()
    assert scheme.show(ws).content.items[0].text == "路面没有垃圾"
