"""What may be said about an item."""

from decimal import Decimal
from uuid import UUID

import pytest
from msgspec.structs import replace

from inspector.domain import answering
from inspector.domain.scheme import (
    Clause,
    Grade,
    Item,
    LevelFactor,
    Parameters,
    Rule,
    RuleKind,
    Scheme,
)
from inspector.domain.visit import Answer, AnswerState, Finding
from inspector.errors import ActionFault, ActionRefused, InspectorError, NotFound

LITTER = Clause("a", "litter", Decimal("0.5"))
LEVELS = Parameters(levels=(LevelFactor("severe", Decimal(2)),))


def item(kind: RuleKind, **parameters: object) -> Item:
    rule = Rule(kind, **parameters)
    return Item(UUID(int=1), 1, None, "1.1", "clean", Decimal(4), rule)


def finding(**fields: object) -> Finding:
    return replace(Finding(UUID(int=9), 1, points_each=Decimal(1)), **fields)


@pytest.mark.parametrize("kind", RuleKind)
def test_states_fit_the_rule(kind: RuleKind) -> None:
    said = {state for state in AnswerState if _taken(kind, state)}
    assert said == set(answering.states_of(kind))


def _taken(kind: RuleKind, state: AnswerState) -> bool:
    subject = item(kind, grades=(Grade("A", Decimal(1)),))
    answer = Answer(1, state, found=Decimal(3), points=Decimal(1), grade="A")
    try:
        answering.checked_answer(subject, answer)
    except ActionRefused as refusal:
        if refusal.fault is not ActionFault.STATE_NOT_FOR_RULE:
            raise
        return False
    return True


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        (RuleKind.QUANTITY, {"found"}),
        (RuleKind.GRADE, {"grade"}),
        (RuleKind.POINTS, {"points"}),
        (RuleKind.BONUS, {"points"}),
    ],
)
def test_only_what_the_rule_uses_is_kept(kind: RuleKind, kept: set[str]) -> None:
    subject = item(kind, grades=(Grade("A", Decimal(1)),))
    answer = Answer(1, AnswerState.VALUED, Decimal(3), Decimal(1), "A", "seen")
    said = answering.checked_answer(subject, answer)
    held = {name for name in ("found", "points", "grade") if getattr(said, name) is not None}
    assert held == kept
    assert said.note == "seen"


@pytest.mark.parametrize(
    ("kind", "answer", "fault"),
    [
        (RuleKind.POINTS, {"points": Decimal("4.01")}, ActionFault.POINTS_OUT_OF_RANGE),
        (RuleKind.POINTS, {"points": Decimal(-1)}, ActionFault.POINTS_OUT_OF_RANGE),
        (RuleKind.POINTS, {"points": Decimal("0.00001")}, ActionFault.NOT_A_NUMBER),
        (RuleKind.POINTS, {"points": Decimal("NaN")}, ActionFault.NOT_A_NUMBER),
        (RuleKind.POINTS, {}, ActionFault.POINTS_NEEDED),
        (RuleKind.QUANTITY, {"found": Decimal(-1)}, ActionFault.NOT_A_NUMBER),
        (RuleKind.QUANTITY, {}, ActionFault.FOUND_NEEDED),
        (RuleKind.GRADE, {"grade": "Z"}, ActionFault.UNKNOWN_GRADE),
        (RuleKind.BONUS, {"points": Decimal("Infinity")}, ActionFault.NOT_A_NUMBER),
    ],
)
def test_values_out_of_range_are_refused(
    kind: RuleKind, answer: dict[str, Decimal], fault: ActionFault
) -> None:
    subject = item(kind, grades=(Grade("A", Decimal(1)),))
    with pytest.raises(ActionRefused) as refusal:
        answering.checked_answer(subject, replace(Answer(1, AnswerState.VALUED), **answer))
    assert refusal.value.fault is fault


def test_a_bonus_may_take_points_away_and_exceed_its_mark() -> None:
    for points in (Decimal(-3), Decimal(9)):
        said = Answer(1, AnswerState.VALUED, points=points)
        assert answering.checked_answer(item(RuleKind.BONUS), said).points == points


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"clause": "z"}, NotFound),
        ({"level": "unheard"}, ActionRefused),
        ({"occurrences": 0}, ActionRefused),
        ({"occurrences": 10_000}, ActionRefused),
        ({"points_each": Decimal("4.5")}, ActionRefused),
        ({"points_each": Decimal(-1)}, ActionRefused),
    ],
)
def test_findings_out_of_range_are_refused(
    fields: dict[str, object], error: type[InspectorError]
) -> None:
    subject = item(RuleKind.DEDUCT, clauses=(LITTER,))
    with pytest.raises(error):
        answering.checked_finding(subject, LEVELS, finding(**fields))


def test_a_finding_with_a_known_clause_and_level_is_kept() -> None:
    subject = item(RuleKind.DEDUCT, clauses=(LITTER,))
    said = finding(clause="a", level="severe", occurrences=3)
    assert answering.checked_finding(subject, LEVELS, said) == said


def test_findings_belong_to_judged_items_only() -> None:
    with pytest.raises(ActionRefused) as refusal:
        answering.checked_finding(item(RuleKind.POINTS), LEVELS, finding())
    assert refusal.value.fault is ActionFault.STATE_NOT_FOR_RULE


def test_points_come_from_the_clause_then_the_rule() -> None:
    subject = item(RuleKind.DEDUCT, clauses=(LITTER,), each=Decimal("0.2"))
    assert answering.points_of_clause(subject, "a") == Decimal("0.5")
    assert answering.points_of_clause(subject, "") == Decimal("0.2")
    assert answering.points_of_clause(item(RuleKind.CONFORM), "") == Decimal(4)
    with pytest.raises(NotFound):
        answering.points_of_clause(subject, "z")
    with pytest.raises(ActionRefused) as refusal:
        answering.points_of_clause(item(RuleKind.DEDUCT), "")
    assert refusal.value.fault is ActionFault.POINTS_NEEDED


def test_items_outside_the_checklist_are_named() -> None:
    scheme = Scheme("s", (), (replace(item(RuleKind.CONFORM), site_types=("market",)),))
    assert answering.item_of(scheme, "market", 1).code == "1.1"
    with pytest.raises(ActionRefused) as refusal:
        answering.item_of(scheme, "street", 1)
    assert refusal.value.fault is ActionFault.NOT_ON_CHECKLIST
    with pytest.raises(NotFound):
        answering.item_of(scheme, "market", 2)


def test_a_refusal_lists_what_there_is_one_a_line() -> None:
    graded = item(RuleKind.GRADE, grades=(Grade("A", Decimal(1)), Grade("B", Decimal(0))))
    with pytest.raises(ActionRefused) as refusal:
        answering.checked_answer(graded, Answer(1, AnswerState.VALUED, grade="C"))
    assert refusal.value.facts["grades"] == "A\nB"


def test_a_mistyped_code_is_never_the_number_of_another_item() -> None:
    coded = Scheme("made up", (), (item(RuleKind.CONFORM),))
    bare = replace(coded, items=(replace(coded.items[0], code=""),))
    assert [answering.find_item(coded, "market", text).number for text in ("1.1", "#1")] == [1, 1]
    with pytest.raises(NotFound):
        answering.find_item(coded, "market", "1")
    assert answering.find_item(bare, "market", "1").number == 1


def test_a_sample_gives_the_grade_and_no_more_pass_than_were_looked_at() -> None:
    grades = (Grade("A", Decimal(1), Decimal(5)), Grade("C", Decimal(0), Decimal(0)))
    subject = item(RuleKind.GRADE, grades=grades)

    def said(found: str, sampled: str | None) -> Answer:
        looked_at = None if sampled is None else Decimal(sampled)
        answer = Answer(1, AnswerState.VALUED, Decimal(found), grade="A", sampled=looked_at)
        return answering.checked_answer(subject, answer)

    assert said("4", "5").grade == "C"
    assert said("5", "5") == Answer(1, AnswerState.VALUED, Decimal(5), None, "A", "", Decimal(5))
    assert said("7", None).sampled is None
    for found, sampled, fault in (
        ("6", "5", ActionFault.MORE_THAN_SAMPLED),
        ("1.5", "5", ActionFault.NOT_A_WHOLE_NUMBER),
        ("1", "4.5", ActionFault.NOT_A_WHOLE_NUMBER),
    ):
        with pytest.raises(ActionRefused) as refused:
            said(found, sampled)
        assert refused.value.fault is fault
