"""What a key says about an item: each does the right thing by the item as it stands in the store.

A key may be pressed before the one before it is saved, so nothing here trusts what a screen shows.
"""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from inspector.domain import answering, scoring
from inspector.domain.scheme import Item, RuleKind
from inspector.domain.visit import AnswerState, Finding, Visit
from inspector.errors import ActionFault, ActionRefused
from inspector.services import answer
from inspector.services.workspace import Workspace
from inspector.store.total import load_scheme
from inspector.store.visit import load_answer, load_item_findings, load_visit


def toggle(ws: Workspace, visit: UUID, item: int) -> None:
    """Make a conforming item deducted and any other conforming; a valued one gets its full value.

    Raises as `answer.answer` and `answer.deduct` do.
    """
    place, head = _place(ws, visit, item)
    if place.rule.kind not in answering.JUDGED:
        _give_full(ws, head, place)
        return
    with ws.read():
        said = load_answer(visit, item)
    conforms = said is not None and said.state is AnswerState.CONFORMING
    mark(ws, visit, item, AnswerState.DEDUCTED if conforms else AnswerState.CONFORMING)


def mark(ws: Workspace, visit: UUID, item: int, state: AnswerState) -> None:
    """Give an item a state; a deduct item without findings gets its first one with it.

    Raises as `answer.answer` and `answer.deduct` do.
    """
    place, _head = _place(ws, visit, item)
    if state is AnswerState.DEDUCTED and place.rule.kind is RuleKind.DEDUCT:
        if not _findings(ws, visit, item):
            answer.deduct(ws, visit, item, usual_clause(place))
        return
    answer.answer(ws, visit, item, state)


def number(
    ws: Workspace, visit: UUID, item: int, value: Decimal, finding: UUID | None = None
) -> None:
    """Take a typed number: occurrences (of `finding`, else of the last one), pieces or points.

    Where the scheme leaves the points of a deduct item to the inspector, the number is the points
    lost. Zero occurrences are conforming. Raises as `answer.answer` and `answer.deduct` do.
    """
    place, _head = _place(ws, visit, item)
    match place.rule.kind:
        case RuleKind.CONFORM:
            mark(ws, visit, item, AnswerState.DEDUCTED if value else AnswerState.CONFORMING)
        case RuleKind.DEDUCT:
            _deduct(ws, visit, place, value, finding)
        case RuleKind.QUANTITY:
            answer.answer(ws, visit, item, AnswerState.VALUED, found=value)
        case RuleKind.GRADE:
            grade(ws, visit, item, str(value))
        case _:
            answer.answer(ws, visit, item, AnswerState.VALUED, points=value)


def grade(ws: Workspace, visit: UUID, item: int, key: str) -> None:
    """Give a grade by its letter or its place in the table (1 the best).

    Raises ActionRefused (UNKNOWN_GRADE) for one that the item does not have.
    """
    place, _head = _place(ws, visit, item)
    letters = [each.letter for each in place.rule.grades]
    named = [letter for letter in letters if letter.upper() == key.upper()]
    index = int(key) - 1 if key.isdecimal() else ord(key.upper()[:1] or "?") - ord("A")
    if named:
        key = named[0]
    elif 0 <= index < len(letters):
        key = letters[index]
    answer.answer(ws, visit, item, AnswerState.VALUED, grade=key)


def write_note(
    ws: Workspace, visit: UUID, item: int, text: str, finding: UUID | None = None
) -> None:
    """Write the note of a finding, or else of the answer; an unanswered item takes none."""
    if finding is not None:
        answer.change_finding(ws, visit, finding, note=text)
        return
    with ws.read():
        said = load_answer(visit, item)
    if said is not None and said.note != text:
        answer.answer(
            ws,
            visit,
            item,
            said.state,
            found=said.found,
            points=said.points,
            grade=said.grade,
            note=text,
        )


def usual_clause(item: Item) -> str:
    """The clause of a finding that names none: the item's own points ("") or its first clause."""
    if item.rule.each is None and item.rule.clauses:
        return item.rule.clauses[0].code
    return ""


def takes_points(item: Item) -> bool:
    """Whether a typed number is the points lost, because the scheme leaves them open."""
    rule = item.rule
    return rule.kind is RuleKind.DEDUCT and rule.each is None and not rule.clauses


def _deduct(ws: Workspace, visit: UUID, item: Item, value: Decimal, finding: UUID | None) -> None:
    if not value:
        mark(ws, visit, item.number, AnswerState.CONFORMING)
        return
    present = _findings(ws, visit, item.number)
    chosen = [each for each in present if each.id == finding] or present[-1:]
    if takes_points(item):
        if chosen:
            answer.change_finding(ws, visit, chosen[0].id, points=value)
        else:
            answer.deduct(ws, visit, item.number, points=value)
        return
    if value != value.to_integral_value():
        raise ActionRefused(ActionFault.NOT_A_WHOLE_NUMBER, {"value": str(value)})
    if chosen:
        answer.change_finding(ws, visit, chosen[0].id, occurrences=int(value))
    else:
        answer.deduct(ws, visit, item.number, usual_clause(item), occurrences=int(value))


def _give_full(ws: Workspace, visit: Visit, item: Item) -> None:
    match item.rule.kind:
        case RuleKind.QUANTITY:
            asked = scoring.required(item.rule, visit.length_m)
            answer.answer(ws, visit.id, item.number, AnswerState.VALUED, found=asked)
        case RuleKind.GRADE:
            best = max(item.rule.grades, key=lambda each: each.share)
            answer.answer(ws, visit.id, item.number, AnswerState.VALUED, grade=best.letter)
        case RuleKind.BONUS:
            answer.answer(ws, visit.id, item.number, AnswerState.VALUED, points=Decimal(0))
        case _:
            full = item.full_mark
            answer.answer(ws, visit.id, item.number, AnswerState.VALUED, points=full)


def _findings(ws: Workspace, visit: UUID, item: int) -> tuple[Finding, ...]:
    with ws.read():
        return load_item_findings(visit, item)


def _place(ws: Workspace, visit: UUID, item: int) -> tuple[Item, Visit]:
    with ws.read():
        head = load_visit(visit)
        return answering.item_of(load_scheme(head.version), head.site_type, item), head
