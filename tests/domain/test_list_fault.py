"""Mistakes in the rules of lists, each at the place where it is typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from msgspec.structs import replace

from inspector.domain.board_fault import Known, RuleFaultKind, check_rules
from inspector.domain.board_rules import (
    Additions,
    BoardRules,
    SubjectGroup,
    SubjectKind,
    Subjects,
    from_json,
    from_wire,
    to_json,
    to_wire,
)
from inspector.domain.list_fault import tie_faults
from inspector.domain.list_rules import (
    Exemption,
    Flag,
    Line,
    ListKind,
    ListRule,
    ListRules,
    ManualEntry,
    Ties,
)
from inspector.domain.unit import UnitClass
from tests.domain.made_up_lists import black, board, made, numbered, red

D = Decimal
STREET, SITE = UUID(int=1), UUID(int=2)
DAY = date(2026, 11, 18)
KNOWN = Known(
    classes={STREET: UnitClass.STREET},
    sites=frozenset({SITE}),
    site_types=frozenset({"market"}),
    inspectors={STREET: frozenset({"Lin"})},
    own={STREET: frozenset({"East Street", "Qiao"})},
)
ENTRY = ManualEntry(1, STREET, DAY, "an accident", "Wen")
EXEMPT = Exemption(STREET, "roadworks", "Wen", first=DAY, last=DAY)
RED = red(first=3, at_least=D(90))


def grade(name: str, **line: object) -> ListRule:
    return ListRule(ListKind.GRADE, name, line=Line(**line))  # type: ignore[arg-type]


GRADES = (grade("good", at_least=D(80)), grade("bad", below=D(80)))


def faults(
    *rules: ListRule, subjects: Subjects | None = None, most: Decimal | None = None, **lists: object
) -> list[tuple[str, RuleFaultKind]]:
    given = BoardRules(
        subjects=subjects or Subjects(),
        additions=Additions(maximum=most),
        lists=ListRules(rules, **lists),  # type: ignore[arg-type]
    )
    return [(one.place, one.kind) for one in check_rules(given, KNOWN)]


def test_rules_of_lists_travel_as_json_and_come_back_the_same() -> None:
    lists = ListRules(
        (RED, black(("street",), last=1), *GRADES, ListRule(ListKind.FLAG, flag=Flag.BLUE)),
        (ENTRY,),
        (EXEMPT,),
        26,
    )
    rules = BoardRules(lists=lists)
    assert from_json(to_json(rules)) == rules
    assert from_wire(to_wire(rules)) == rules
    assert from_json(b'{"lists": {}}') == BoardRules()


def test_right_lists_have_no_fault() -> None:
    flag = ListRule(ListKind.FLAG, flag=Flag.RED, line=Line(first=1))
    other = replace(flag, flag=Flag.YELLOW, line=Line(last=1))
    rules = (RED, black(below=D(60)), *GRADES, flag, other)
    assert faults(*rules, entries=(ENTRY,), exempt=(EXEMPT,)) == []


@pytest.mark.parametrize(
    ("rule", "place", "kind"),
    [
        (red(), "line", RuleFaultKind.NO_LINE),
        (red(at_least=D(101)), "line.at_least", RuleFaultKind.CAP_ABOVE_FULL),
        (red(below=D("100.5")), "line.below", RuleFaultKind.CAP_ABOVE_FULL),
        (red(first=-1), "line.first", RuleFaultKind.BELOW_ZERO),
        (red(at_least=D("NaN")), "line.at_least", RuleFaultKind.NOT_A_NUMBER),
        (red(at_least=D(80), below=D(80)), "line.below", RuleFaultKind.EMPTY_BAND),
        (red(("market",), first=1), "groups[0]", RuleFaultKind.UNKNOWN_GROUP),
        (grade(" ", below=D(60)), "name", RuleFaultKind.NO_NAME),
        (ListRule(ListKind.FLAG, line=Line(first=1)), "flag", RuleFaultKind.NO_FLAG),
    ],
)
def test_a_mistake_is_told_at_its_place(rule: ListRule, place: str, kind: RuleFaultKind) -> None:
    assert faults(rule) == [(f"lists.rules[0].{place}", kind)]


def test_the_full_mark_is_the_maximum_of_the_board() -> None:
    assert faults(red(at_least=D(105)), most=D(110)) == []


@pytest.mark.parametrize(
    ("subjects", "group"),
    [
        (Subjects(), "street"),
        (Subjects(classes=(UnitClass.STREET,)), "street"),
        (Subjects(groups=(SubjectGroup("first tier", (STREET,)),)), "first tier"),
        (Subjects(SubjectKind.SITES), "market"),
        (Subjects(SubjectKind.SEGMENTS), "segments"),
    ],
)
def test_a_rule_may_name_the_lists_of_its_board_alone(subjects: Subjects, group: str) -> None:
    assert faults(red((group,), first=1), subjects=subjects) == []
    assert faults(red(("no such",), first=1), subjects=subjects) == [
        ("lists.rules[0].groups[0]", RuleFaultKind.UNKNOWN_GROUP)
    ]


def test_no_list_is_made_twice_for_one_group() -> None:
    twice = [("lists.rules[1].groups", RuleFaultKind.DOUBLED_LIST)]
    assert faults(RED, red(first=1)) == twice
    assert faults(red(("street", "bureau"), first=5), red(("bureau",), first=1)) == twice
    assert faults(red(("street",), first=5), red(("bureau",), first=1)) == []
    assert faults(RED, replace(RED, name="ten best")) == []


def test_no_score_has_two_grades() -> None:
    overlapping = [("lists.rules[1].line", RuleFaultKind.OVERLAPPING_GRADES)]
    assert faults(GRADES[0], grade("fair", at_least=D(60), below=D("80.01"))) == overlapping
    assert faults(grade("fair", at_least=D(60), below=D("80.01")), GRADES[0]) == overlapping
    assert faults(GRADES[0], grade("all", at_least=D(90))) == overlapping
    assert faults(GRADES[0], grade("first", first=1)) == []
    unfinished = [("lists.rules[1].line", RuleFaultKind.NO_LINE)]
    assert faults(GRADES[0], grade("unfinished")) == unfinished
    street = replace(GRADES[0], groups=("street",))
    assert faults(street, replace(street, name="fine", groups=("bureau",))) == []


@pytest.mark.parametrize(
    ("change", "place", "kind"),
    [
        ({"rule": 2}, "rule", RuleFaultKind.NO_SUCH_LIST),
        ({"rule": 0}, "rule", RuleFaultKind.NO_SUCH_LIST),
        ({"subject": UUID(int=9)}, "subject", RuleFaultKind.UNKNOWN_SUBJECT),
        ({"reason": " "}, "reason", RuleFaultKind.NO_REASON),
        ({"approver": ""}, "approver", RuleFaultKind.NO_APPROVER),
        ({"approver": "Lin "}, "approver", RuleFaultKind.APPROVER_INSPECTS),
        ({"approver": "Qiao"}, "approver", RuleFaultKind.APPROVER_IS_SUBJECT),
        ({"approver": "East Street"}, "approver", RuleFaultKind.APPROVER_IS_SUBJECT),
    ],
)
def test_an_entry_by_hand_needs_reason_and_an_approver_who_is_neither_side(
    change: dict[str, object], place: str, kind: RuleFaultKind
) -> None:
    entry = replace(ENTRY, **change)
    assert faults(RED, entries=(entry,)) == [(f"lists.entries[0].{place}", kind)]
    if "rule" not in change:
        exempt = replace(EXEMPT, **change)
        assert faults(RED, exempt=(exempt,)) == [(f"lists.exempt[0].{place}", kind)]


def test_an_exemption_ends_after_it_begins() -> None:
    backwards = replace(EXEMPT, last=date(2026, 11, 17))
    assert faults(RED, exempt=(backwards,)) == [("lists.exempt[0].last", RuleFaultKind.ENDS_BEFORE)]


def test_a_count_looks_back_so_far_at_most() -> None:
    assert faults(RED, look_back=60) == []
    assert faults(RED, look_back=61) == [("lists.look_back", RuleFaultKind.LOOK_BACK)]


def test_a_tie_across_a_line_is_open_until_somebody_decides() -> None:
    scores = numbered("90", "80", "80", "70")
    decided = board(black(below=D(60)), red(first=2, ties=Ties.DECIDED))
    (fault,) = tie_faults(made(scores, decided))
    assert (fault.place, fault.kind) == ("lists.rules[1].line.ties", RuleFaultKind.TIE_ACROSS)
    assert fault.facts == {"names": "b\nc"}
    assert tie_faults(made(scores, board(red(first=2, ties=Ties.LEFT_OUT)))) == ()
