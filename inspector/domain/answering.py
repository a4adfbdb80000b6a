"""What may be said about an item: which states its rule takes, and within which ranges."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from inspector.domain.model.sampling import grade_of, is_sampled
from inspector.domain.points import plain, rounded_points
from inspector.domain.scheme import Item, Parameters, Rule, RuleKind, Scheme
from inspector.domain.visit import Answer, AnswerState, Finding, Visit, VisitState
from inspector.errors import ActionFault, ActionRefused, Ambiguous, NotFound, Noun

JUDGED = frozenset({RuleKind.CONFORM, RuleKind.DEDUCT})
"""The kinds that closing turns into conforming where nothing was said."""

APART = (AnswerState.NOT_APPLICABLE, AnswerState.NOT_OBSERVED)
"""The states that take an item out of both sums."""

_STATES = {
    kind: (AnswerState.CONFORMING, AnswerState.DEDUCTED, *APART)
    if kind in JUDGED
    else (AnswerState.VALUED, *APART)
    for kind in RuleKind
}
_MOST_OCCURRENCES = 9_999


def check_open(visit: Visit) -> None:
    """Raise ActionRefused (VISIT_VOID, VISIT_CLOSED) for a visit that takes no answers now."""
    if visit.void:
        raise ActionRefused(ActionFault.VISIT_VOID, {})
    if visit.state is VisitState.CLOSED:
        raise ActionRefused(ActionFault.VISIT_CLOSED, {})


def states_of(kind: RuleKind) -> tuple[AnswerState, ...]:
    """The states that an item of this kind can have, in the order of the form."""
    return _STATES[kind]


def item_of(scheme: Scheme, site_type: str, number: int) -> Item:
    """The item with this number on the checklist of a site type.

    Raises NotFound where the scheme has no such item, ActionRefused (NOT_ON_CHECKLIST) where it
    does not apply to the site type.
    """
    if not 1 <= number <= len(scheme.items):
        raise NotFound(Noun.ITEM, str(number))
    item = scheme.items[number - 1]
    if item.site_types and site_type not in item.site_types:
        raise ActionRefused(ActionFault.NOT_ON_CHECKLIST, {"item": item.code})
    return item


def find_item(scheme: Scheme, site_type: str, text: str) -> Item:
    """The item of a checklist with this code, or with this number behind a # (#12).

    Digits alone are a number only where no item of the scheme has a code: a mistyped code must
    not score another item.

    Raises Ambiguous where several items have the code, NotFound, or ActionRefused
    (NOT_ON_CHECKLIST) as `item_of` does.
    """
    wanted = text.strip()
    coded = [item for item in scheme.items if item.code and item.code == wanted]
    listed = [item for item in coded if not item.site_types or site_type in item.site_types]
    if len(listed) > 1:
        choices = tuple(f"#{item.number} {item.text}" for item in listed)
        raise Ambiguous(Noun.ITEM, text, choices)
    if coded:
        return item_of(scheme, site_type, (listed or coded)[0].number)
    digits = wanted.removeprefix("#")
    is_number = wanted.startswith("#") or not any(item.code for item in scheme.items)
    if not (is_number and digits.isdecimal()):
        raise NotFound(Noun.ITEM, text)
    return item_of(scheme, site_type, int(digits))


def checked_answer(item: Item, answer: Answer) -> Answer:
    """The answer as it is kept: without the values that its state does not use.

    Raises ActionRefused where the state does not fit the rule, a value is missing or out of its
    range (0 to the full mark for points, 0 and more for a number found), or a grade is unknown.
    A grade may be told by the number of places that passed (M3), which are no more than were
    looked at. A bonus takes any points; scoring caps them.
    """
    if answer.state not in _STATES[item.rule.kind]:
        raise ActionRefused(
            ActionFault.STATE_NOT_FOR_RULE, {"item": item.code, "state": answer.state.value}
        )
    bare = Answer(answer.item, answer.state, note=answer.note)
    if answer.state is not AnswerState.VALUED:
        return bare
    match item.rule.kind:
        case RuleKind.QUANTITY:
            return replace(bare, found=_found(item, answer.found))
        case RuleKind.GRADE:
            return _graded(item, bare, answer)
        case _:
            return replace(bare, points=_points(item, answer.points))


def checked_finding(item: Item, parameters: Parameters, finding: Finding) -> Finding:
    """The finding as it is kept: points in four places.

    Raises ActionRefused where the item takes no findings, the level is unknown, occurrences are
    not 1 to 9,999 or the points are not within 0 and the full mark (more only where the scheme
    itself says so); NotFound for an unknown clause.
    """
    if item.rule.kind not in JUDGED:
        raise ActionRefused(
            ActionFault.STATE_NOT_FOR_RULE,
            {"item": item.code, "state": AnswerState.DEDUCTED.value},
        )
    if finding.clause and finding.clause not in {clause.code for clause in item.rule.clauses}:
        raise NotFound(Noun.CLAUSE, finding.clause)
    levels = [factor.level for factor in parameters.levels]
    if finding.level and finding.level not in levels:
        raise ActionRefused(
            ActionFault.UNKNOWN_LEVEL, {"level": finding.level, "levels": "\n".join(levels) or "—"}
        )
    if not 1 <= finding.occurrences <= _MOST_OCCURRENCES:
        raise ActionRefused(
            ActionFault.OCCURRENCES_OUT_OF_RANGE,
            {"occurrences": str(finding.occurrences), "high": str(_MOST_OCCURRENCES)},
        )
    each = _exact(finding.points_each)
    named = [item.rule.each or Decimal(0), *(clause.each for clause in item.rule.clauses)]
    most = max(item.full_mark, *named)
    if not 0 <= each <= most:
        raise _out_of_range(item, each, Decimal(0), most)
    return replace(finding, points_each=each)


def points_of_clause(item: Item, clause: str) -> Decimal:
    """Points an occurrence of this clause loses ("": the item's own), the full mark for conform.

    Raises NotFound for an unknown clause, ActionRefused (CLAUSE_NEEDED, POINTS_NEEDED)
    where the scheme leaves the points to the clauses or to the inspector.
    """
    if item.rule.kind is RuleKind.CONFORM:
        return item.full_mark
    each = item.rule.each if not clause else _clause(item.rule, clause)
    if each is not None:
        return each
    if item.rule.clauses:
        clauses = "\n".join(f"{clause.code} {clause.text}".strip() for clause in item.rule.clauses)
        raise ActionRefused(ActionFault.CLAUSE_NEEDED, {"item": item.code, "clauses": clauses})
    raise ActionRefused(ActionFault.POINTS_NEEDED, {"item": item.code})


def _clause(rule: Rule, code: str) -> Decimal:
    for clause in rule.clauses:
        if clause.code == code:
            return clause.each
    raise NotFound(Noun.CLAUSE, code)


def _exact(value: Decimal) -> Decimal:
    if not value.is_finite() or abs(value) >= 1_000_000 or rounded_points(value) != value:
        raise ActionRefused(ActionFault.NOT_A_NUMBER, {"value": str(value)})
    return rounded_points(value)


def _found(item: Item, found: Decimal | None) -> Decimal:
    if found is None:
        raise ActionRefused(ActionFault.FOUND_NEEDED, {"item": item.code})
    exact = _exact(found)
    if exact < 0:
        raise ActionRefused(ActionFault.NOT_A_NUMBER, {"value": str(found)})
    return exact


def _grade(item: Item, grade: str | None) -> str:
    letters = [grade.letter for grade in item.rule.grades]
    if grade not in letters:
        raise ActionRefused(
            ActionFault.UNKNOWN_GRADE,
            {"item": item.code, "grade": grade or "—", "grades": "\n".join(letters)},
        )
    return grade


def _graded(item: Item, bare: Answer, said: Answer) -> Answer:
    """The letter that follows from the places that passed (M3), or else the one that is named."""
    if said.found is None or (said.grade is not None and not is_sampled(item.rule.grades)):
        return replace(bare, grade=_grade(item, said.grade))
    passed = _places(item, said.found)
    sampled = None if said.sampled is None else _places(item, said.sampled)
    if sampled is not None and passed > sampled:
        facts = {"item": item.code, "found": plain(passed), "sampled": plain(sampled)}
        raise ActionRefused(ActionFault.MORE_THAN_SAMPLED, facts)
    letter = _grade(item, grade_of(item.rule.grades, passed))
    return replace(bare, found=passed, sampled=sampled, grade=letter)


def _places(item: Item, number: Decimal) -> Decimal:
    exact = _found(item, number)
    if exact != exact.to_integral_value():
        raise ActionRefused(ActionFault.NOT_A_WHOLE_NUMBER, {"value": str(number)})
    return exact


def _points(item: Item, points: Decimal | None) -> Decimal:
    if points is None:
        raise ActionRefused(ActionFault.POINTS_NEEDED, {"item": item.code})
    exact = _exact(points)
    if item.rule.kind is RuleKind.POINTS and not 0 <= exact <= item.full_mark:
        raise _out_of_range(item, exact, Decimal(0), item.full_mark)
    return exact


def _out_of_range(item: Item, points: Decimal, low: Decimal, high: Decimal) -> ActionRefused:
    return ActionRefused(
        ActionFault.POINTS_OUT_OF_RANGE,
        {"points": plain(points), "item": item.code, "low": plain(low), "high": plain(high)},
    )
