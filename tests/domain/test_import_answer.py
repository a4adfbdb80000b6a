from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from inspector.domain.import_answer import (
    answer,
    answers_of,
    grouped,
    is_same,
    keyed,
    marked,
    with_answered,
)
from inspector.domain.import_preview import (
    ImportKind,
    ImportPreview,
    ImportRequest,
    Offer,
    Problem,
    RowState,
    SheetPreview,
)
from inspector.domain.row_answer import Choice, RowAnswer

BLANK, OUT = RowAnswer(Choice.BLANK, "C"), RowAnswer(Choice.LEAVE_OUT)
KEEP = RowAnswer(Choice.KEEP)
OFFERS = (Offer(BLANK, "as blank"), Offer(KEEP, "both"), Offer(OUT, "leave out"))
REQUEST = ImportRequest(ImportKind.RESULT, Path("a.xlsx"))


def problem(row, state=RowState.REFUSED, title="无", **more):
    return Problem(state, "表1", row, 2, title, "told", "C", (row,), OFFERS, **more)


def sheet(*states, title="表1"):
    cells = tuple((Decimal(1),) for _state in states)
    return SheetPreview(title, cells, states, ())


def test_answers_are_numbered_and_leaving_out_is_always_nought():
    assert [key for key, _offer in keyed(problem(2))] == ["1", "2", "0"]


def test_equal_problems_are_one_with_all_rows_and_different_ones_are_not():
    told = [(problem(2), "a"), (problem(5), "a"), (problem(6), "b"), (problem(7, title="？"), "a")]
    assert [each.rows for each in grouped(told)] == [(2, 5), (6,), (7,)]


def test_one_answer_is_about_all_rows_of_its_problem():
    group = grouped([(problem(2), 0), (problem(5), 0)])[0]
    request = answer(REQUEST, group, BLANK)
    assert answers_of(request) == {("表1", 2): [BLANK], ("表1", 5): [BLANK]}
    assert answers_of(answer(request, group, OUT)) == {("表1", 2): [OUT], ("表1", 5): [OUT]}
    assert answer(request, replace(group, chosen=BLANK), None) == REQUEST


def test_two_cells_of_a_row_are_two_questions():
    other = replace(problem(2), column=3)
    request = answer(answer(REQUEST, problem(2), BLANK), other, RowAnswer(Choice.BLANK, "D"))
    assert answers_of(request)["表1", 2] == [BLANK, RowAnswer(Choice.BLANK, "D")]
    assert not is_same(problem(2), other)


def test_what_was_answered_stays_in_its_place_with_what_became_of_the_row():
    request = answer(REQUEST, problem(3), OUT)
    sheets = (sheet(RowState.HEADER, RowState.REFUSED, RowState.LEFT_OUT, RowState.REFUSED),)
    shown = with_answered([problem(4), problem(2)], request, sheets)
    assert [(each.row, each.state, each.chosen) for each in shown] == [
        (2, RowState.REFUSED, None),
        (3, RowState.LEFT_OUT, OUT),
        (4, RowState.REFUSED, None),
    ]
    found = ImportPreview(request, sheets, 0, shown)
    assert (found.open, found.refused) == (2, 2)


def test_an_answer_that_leaves_its_question_open_is_none():
    request = answer(REQUEST, problem(2), BLANK)
    shown = with_answered([problem(2)], request, (sheet(RowState.HEADER, RowState.REFUSED),))
    assert [each.chosen for each in shown] == [None]
    doubled = problem(2, RowState.DUPLICATE)
    request = answer(REQUEST, doubled, KEEP)
    shown = with_answered([doubled], request, (sheet(RowState.HEADER, RowState.NEW),))
    assert [each.chosen for each in shown] == [KEEP]


def test_sheets_come_first_and_remarks_last():
    remark = Problem(RowState.REMARK, "表1", 2, None, "no area", "In 1 row: 2")
    whole = Problem(RowState.UNREAD, "表1", None, None, "表1", "not read")
    shown = with_answered([remark, problem(9), whole], REQUEST, (sheet(RowState.HEADER),))
    assert shown == (whole, problem(9), remark)


def test_an_answer_is_marked_before_it_is_read():
    assert [each.chosen for each in marked([problem(2), problem(3)], problem(3), OUT)] == [
        None,
        OUT,
    ]
