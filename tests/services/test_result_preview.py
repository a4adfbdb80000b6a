from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from inspector.domain.import_preview import ImportKind, RowState
from inspector.domain.result_options import (
    Blank,
    Direction,
    Duplicates,
    ResultField,
    ResultOptions,
)
from inspector.domain.row_answer import Choice
from inspector.errors import FileFault, FileRefused
from inspector.services import import_preview, visit
from tests.services.made_up import add_site
from tests.services.test_import_answers import Reading
from tests.services.test_import_answers import write as write

WIDE = (
    ("点位", "日期", "环境（10分）", "秩序（20分）", "总分"),
    ("东市", "2026-09-17", 8, 20, 28),
    ("西市", "9月18日", "脏", 15, 15),
    ("西市", "9月18日", "优", None, 9),
    ("南市", None, None, None, None),
    ("合计", None, 8, 35, 43),
)


def look(ws, path, **asked):
    reading = Reading(ws, ImportKind.RESULT, path)
    reading.request = replace(reading.request, **asked)
    reading.look()
    return reading


def fields(shown):
    return [column.field for column in shown.sheets[0].columns]


def test_a_wide_table_is_shown_with_what_its_columns_hold_and_what_is_to_decide(ws, write):
    reading = Reading(ws, ImportKind.RESULT, write(表1=WIDE))
    shown = reading.shown
    assert reading.states() == ["header", "new", "refused", "new", "unknown", "total"]
    assert fields(shown) == ["place", "day", "value", "value", "total"]
    assert {choice.name for choice in shown.fields} == {each.value for each in ResultField}
    assert shown.sheets[0].can_map
    assert reading.choices(3) == ["blank", "leave_out"]
    assert reading.words(3) == ["As missing", "Leave out"]
    assert reading.words(5) == ["A visit without points", "Leave out"]
    told = next(each for each in shown.problems if each.state is RowState.REMARK and each.row == 4)
    assert "9 ≠ 10" in told.text
    assert "Grades as parts of the full mark: 优 = 1." in shown.facts
    assert "2 days, 2026-09-17 to 2026-09-18." in shown.facts
    assert "Observations: 3 with points, 1 missing, 0 not applicable." in shown.facts


def test_points_are_balanced_at_every_step(ws, write):
    reading = Reading(ws, ImportKind.RESULT, write(表1=WIDE))
    points = reading.shown.sheets[0].points
    assert (points.whole, points.read, points.left) == (Decimal(7), Decimal(2), Decimal(5))
    reading.say(3, Choice.BLANK)
    points = reading.shown.sheets[0].points
    assert (points.whole, points.read, points.left) == (Decimal(7), Decimal(7), 0)
    reading.say(5, Choice.LEAVE_OUT)
    assert reading.shown.open == 0
    assert reading.write().text == "3 rows were imported."
    days = [line.day for line in visit.list_(ws, first=date(2026, 9, 1), last=date(2026, 9, 30))]
    assert sorted(days) == [date(2026, 9, 17), date(2026, 9, 18), date(2026, 9, 18)]


def test_options_and_columns_that_are_told_are_read_again(ws, write):
    path = write(表1=(*WIDE[:2], WIDE[1]))
    options = ResultOptions(blank=Blank.ZERO, duplicates=Duplicates.DROP, direction=Direction.LOST)
    lost = look(ws, path, options=options)
    assert lost.states() == ["header", "new", "duplicate"]
    assert lost.shown.sheets[0].points.read == 28
    assert "Its points are points lost: lower is better." in lost.shown.facts
    assert lost.choices(3) == ["keep", "leave_out"]
    mapped = look(ws, path, mapping=(("E", "value"), ("C", "ignore")))
    assert fields(mapped.shown) == ["place", "day", "ignore", "value", "value"]
    assert [column.is_told for column in mapped.shown.sheets[0].columns] == [
        False, False, True, False, True,
    ]  # fmt: skip


def test_a_row_without_a_name_is_of_the_place_above_and_a_bad_day_of_the_day_of_the_import(
    ws, write
):
    rows = (
        ("点位", "日期", "项目", "得分"),
        ("东市", "2026-09-17", "地面", 1),
        (None, None, "墙面", 1),
        ("西市", "某日", "墙面", 1),
    )
    reading = Reading(ws, ImportKind.RESULT, write(表1=rows))
    assert reading.states() == ["header", "new", "unknown", "refused"]
    assert reading.words(3) == ["As in the row above", "Leave out"]
    reading.say(3, Choice.CONTINUE)
    assert reading.words(4) == ["On the day of the import", "Leave out"]
    reading.say(4, Choice.BLANK)
    assert reading.states() == ["header", "new", "new", "new"]
    reading.write()
    lines = visit.list_(ws, first=date(2026, 9, 1), last=date(2026, 9, 30))
    assert {(line.site_name, line.day.day) for line in lines} == {("东市", 17), ("西市", 18)}


def test_a_name_that_nobody_bears_is_asked_once_for_all_its_rows(ws, write):
    site = add_site(ws, name="东风市场")
    rows = (
        ("点位", "项目", "得分"),
        ("东风农贸市场", "地面", 1),
        ("东风农贸市场", "墙面", 0),
        (site.name, "地面", 1),
    )
    path = write(表1=rows)
    reading = Reading(ws, ImportKind.RESULT, path)
    assert reading.states() == ["header", "unknown", "unknown", "new"]
    (problem,) = [each for each in reading.shown.problems if each.is_open]
    assert (problem.title, problem.rows) == ("东风农贸市场", (2, 3))
    assert [offer.answer.choice for offer in problem.offers][-2:] == [
        Choice.CREATED,
        Choice.LEAVE_OUT,
    ]
    reading.say(2, Choice.NAMED)
    assert reading.states() == ["header", "new", "new", "new"]
    reading.write()
    later = Reading(ws, ImportKind.RESULT, path)
    assert later.states() == ["header", "unchanged", "unchanged", "unchanged"]
    assert any("known from before" in fact for fact in later.shown.facts)


def test_a_workbook_without_a_table_of_results_can_be_told_what_its_columns_hold(ws, write):
    path = write(表1=(("某处", "好"), ("别处", "坏")))
    shown = Reading(ws, ImportKind.RESULT, path).shown
    assert isinstance(shown.refusal, FileRefused)
    assert shown.refusal.fault is FileFault.NO_RESULT_HEADER
    assert shown.sheets[0].can_map
    grades = ResultOptions(grades=(("好", Decimal(1)), ("坏", Decimal(0))))
    told = look(ws, path, mapping=(("A", "place"), ("B", "value")), options=grades).shown
    assert told.refusal is None
    assert told.written == 2


def test_several_sheets_are_told_apart(ws, write):
    path = write(表1=WIDE[:2], 表2=WIDE[:2], 说明=(("请勿修改",),))
    shown = import_preview.preview(ws, Reading(ws, ImportKind.RESULT, path).request)
    assert [len(sheet.columns) for sheet in shown.sheets] == [5, 5, 1]
    assert [problem.sheet for problem in shown.problems if problem.is_open] == ["说明"]


def test_a_word_beside_a_deduction_is_none_or_missing_as_somebody_says(ws, write):
    rows = (("点位", "项目", "扣分"), ("东市", "地面", 0.5), ("西市", "地面", "无"))
    reading = Reading(ws, ImportKind.RESULT, write(表1=rows))
    assert reading.words(3) == ["Nothing lost", "As missing", "Leave out"]
    assert reading.states() == ["header", "new", "refused"]
    reading.say(3, Choice.VALUE)
    assert reading.states() == ["header", "new", "new"]
    assert "Observations: 2 with points, 0 missing, 0 not applicable." in reading.shown.facts
    assert reading.shown.sheets[0].points.read == Decimal("0.5")
