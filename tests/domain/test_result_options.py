from decimal import Decimal

import pytest

from inspector.domain.result_options import pairs_text, parse_full_marks, parse_grades
from inspector.errors import ActionFault, ActionRefused


def test_grades_are_told_as_parts_of_the_full_mark():
    told = parse_grades("A=1， B = 0.8；中等=60%，差＝０")
    assert told == (
        ("A", Decimal(1)),
        ("B", Decimal("0.8")),
        ("中等", Decimal("0.6")),
        ("差", Decimal(0)),
    )
    assert parse_grades(pairs_text(told)) == told
    assert parse_grades("") == ()


@pytest.mark.parametrize("text", ["A", "A=", "A=1.2", "=1", "A=good", "A=-1", "A=nan"])
def test_what_is_no_grade_is_refused(text):
    with pytest.raises(ActionRefused) as refused:
        parse_grades(text)
    assert refused.value.fault is ActionFault.BAD_GRADES


def test_full_marks_are_told_for_all_and_for_contents():
    assert parse_full_marks("10") == (Decimal(10), ())
    assert parse_full_marks("绿化=10, 5；秩序=20") == (
        Decimal(5),
        (("绿化", Decimal(10)), ("秩序", Decimal(20))),
    )
    assert parse_full_marks("") == (None, ())


@pytest.mark.parametrize("text", ["0", "1,2", "many", "绿化=0", "绿化=-1", "=5", "inf"])
def test_what_is_no_full_mark_is_refused(text):
    with pytest.raises(ActionRefused) as refused:
        parse_full_marks(text)
    assert refused.value.fault is ActionFault.BAD_FULL_MARKS
