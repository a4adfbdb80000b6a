from pathlib import Path

import pytest

from inspector.domain.row_answer import Answers, Choice, RowAnswer
from inspector.errors import CellFault, CellRefused


def refusal(row):
    return CellRefused(Path("a.xlsx"), "表1", row, "C 分值", CellFault.POINTS_TEXT, "很多")


def test_without_answers_the_first_refusal_is_raised():
    with pytest.raises(CellRefused):
        Answers().refuse(refusal(3))


def test_collected_refusals_are_one_a_row():
    answers = Answers(collects=True)
    first = refusal(3)
    for each in (first, refusal(3), refusal(5)):
        answers.refuse(each)
    assert list(answers.refusals) == [("表1", 3), ("表1", 5)]
    assert answers.refusals["表1", 3] is first


def test_the_last_word_on_what_a_row_is_counts_and_passed_rows_are_kept():
    answers = Answers(
        {
            ("表1", 3): [RowAnswer(Choice.ITEM), RowAnswer(Choice.SECTION)],
            ("表1", 4): [RowAnswer(Choice.BLANK, "C"), RowAnswer(Choice.BLANK, "D")],
            ("表1", 5): [RowAnswer(Choice.WITHOUT, "甲局"), RowAnswer(Choice.LEAVE_OUT)],
        }
    )
    assert answers.kind("表1", 3) is Choice.SECTION
    assert answers.kind("表1", 4) is None
    assert answers.blanks() == {("表1", 4): {"C", "D"}}
    assert answers.names("表1", 5, Choice.WITHOUT) == {"甲局"}
    assert [answers.leaves_out("表1", row) for row in (3, 5, 9)] == [False, True, False]
    assert answers.passed == {("表1", 5)}


def test_the_last_value_typed_for_a_cell_counts():
    first, other = RowAnswer(Choice.VALUE, "C", "2"), RowAnswer(Choice.VALUE, "D", "甲")
    answers = Answers({("表1", 3): [first, other, RowAnswer(Choice.VALUE, "C", "0.5")]})
    assert answers.values() == {("表1", 3): {"C": "0.5", "D": "甲"}}
    assert RowAnswer(Choice.VALUE, "C").is_to_type
    assert not first.is_to_type
