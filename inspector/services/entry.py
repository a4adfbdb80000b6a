"""What a key says about an item: each does the right thing by the item as it stands in the store.

A key may be pressed before the one before it is saved, so nothing here trusts what a screen shows.
"""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from inspector.domain import answering
from inspector.domain.model.quantity import required
from inspector.domain.model.sampling import usual_sample
from inspector.domain.scheme import Item, RuleKind
from inspector.domain.visit import AnswerState
from inspector.errors import ActionFault, ActionRefused
from inspector.services import answer
from inspector.services.item_place import ItemPlace
from inspector.services.workspace import Workspace
from inspector.store.visit import load_visit


def toggle(ws: Workspace, visit: UUID, item: int) -> None:
    """Make a conforming item deducted and any other conforming; a valued one gets its full value.

    Raises as `answer.answer` and `answer.deduct` do.
    """
    with ws.read():
        place = answer.place(ws, visit, item)
        if place.item.rule.kind not in answering.JUDGED:
            _give_full(ws, visit, place.item)
            return
        conforms = place.answer is not None and place.answer.state is AnswerState.CONFORMING
        _mark(ws, visit, place, AnswerState.DEDUCTED if conforms else AnswerState.CONFORMING)


def mark(ws: Workspace, visit: UUID, item: int, state: AnswerState) -> None:
    """Give an item a state; a deduct item without findings gets its first one with it.

    Raises as `answer.answer` and `answer.deduct` do.
    """
    with ws.read():
        _mark(ws, visit, answer.place(ws, visit, item), state)


def number(
    ws: Workspace, visit: UUID, item: int, value: Decimal, finding: UUID | None = None
) -> None:
    """Take a typed number: occurrences (of `finding`, else of the last one), pieces or points.

    Of a sampled item it is how many places passed of as many as were looked at before, else of as
    many as the scheme asks for.

    Where the scheme leaves the points of a deduct item to the inspector, the number is the points
    lost. Zero occurrences are conforming. Raises as `answer.answer` and `answer.deduct` do.
    """
    with ws.read():
        _number(ws, visit, answer.place(ws, visit, item), value, finding)


def _number(
    ws: Workspace, visit: UUID, place: ItemPlace, value: Decimal, finding: UUID | None
) -> None:
    item = place.item.number
    match place.item.rule.kind:
        case RuleKind.CONFORM:
            _mark(ws, visit, place, AnswerState.DEDUCTED if value else AnswerState.CONFORMING)
        case RuleKind.DEDUCT:
            _deduct(ws, visit, place, value, finding)
        case RuleKind.QUANTITY:
            answer.answer(ws, visit, item, AnswerState.VALUED, found=value)
        case RuleKind.GRADE:
            _grade(ws, visit, place, value)
        case _:
            answer.answer(ws, visit, item, AnswerState.VALUED, points=value)


def _grade(ws: Workspace, visit: UUID, place: ItemPlace, value: Decimal) -> None:
    """The number is the places that passed where the grade follows from it, else the grade's."""
    usual = usual_sample(place.item.rule.grades)
    if usual is None:
        grade(ws, visit, place.item.number, str(value))
        return
    said = place.answer
    looked_at = said.sampled if said is not None and said.sampled is not None else usual
    sample(ws, visit, place.item.number, value, looked_at)


def grade(ws: Workspace, visit: UUID, item: int, key: str) -> None:
    """Give a grade by its letter or its place in the table (1 the best).

    Raises ActionRefused (UNKNOWN_GRADE) for one that the item does not have.
    """
    letters = [each.letter for each in answer.place(ws, visit, item).item.rule.grades]
    named = [letter for letter in letters if letter.upper() == key.upper()]
    index = int(key) - 1 if key.isdecimal() else ord(key.upper()[:1] or "?") - ord("A")
    if named:
        key = named[0]
    elif 0 <= index < len(letters):
        key = letters[index]
    answer.answer(ws, visit, item, AnswerState.VALUED, grade=key)


def sample(ws: Workspace, visit: UUID, item: int, passed: Decimal, sampled: Decimal) -> None:
    """Take how many places passed of those that were looked at; the grade follows (M3).

    Raises as `answer.answer` does: MORE_THAN_SAMPLED, UNKNOWN_GRADE where no grade is for so few.
    """
    answer.answer(ws, visit, item, AnswerState.VALUED, found=passed, sampled=sampled)


def write_note(
    ws: Workspace, visit: UUID, item: int, text: str, finding: UUID | None = None
) -> None:
    """Write the note of a finding, or else of the answer; an unanswered item takes none."""
    if finding is not None:
        answer.change_finding(ws, visit, finding, note=text)
        return
    said = answer.place(ws, visit, item).answer
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
            sampled=said.sampled,
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


def _mark(ws: Workspace, visit: UUID, place: ItemPlace, state: AnswerState) -> None:
    item = place.item
    if state is not AnswerState.DEDUCTED or item.rule.kind is not RuleKind.DEDUCT:
        answer.answer(ws, visit, item.number, state, place=place)
    elif not place.findings:
        answer.deduct(ws, visit, item.number, usual_clause(item), place=place)


def _deduct(
    ws: Workspace, visit: UUID, place: ItemPlace, value: Decimal, finding: UUID | None
) -> None:
    item, present = place.item, place.findings
    if not value:
        answer.answer(ws, visit, item.number, AnswerState.CONFORMING)
        return
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


def _give_full(ws: Workspace, visit: UUID, item: Item) -> None:
    match item.rule.kind:
        case RuleKind.QUANTITY:
            with ws.read():
                asked = required(item.rule, load_visit(visit).length_m)
            answer.answer(ws, visit, item.number, AnswerState.VALUED, found=asked)
        case RuleKind.GRADE:
            usual = usual_sample(item.rule.grades)
            if usual is not None:
                sample(ws, visit, item.number, usual, usual)
                return
            best = max(item.rule.grades, key=lambda each: each.share)
            answer.answer(ws, visit, item.number, AnswerState.VALUED, grade=best.letter)
        case RuleKind.BONUS:
            answer.answer(ws, visit, item.number, AnswerState.VALUED, points=Decimal(0))
        case _:
            full = item.full_mark
            answer.answer(ws, visit, item.number, AnswerState.VALUED, points=full)
