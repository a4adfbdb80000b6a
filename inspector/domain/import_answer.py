"""The numbered answers of an import: which there are, which were given, what is still open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from inspector.domain.import_preview import (
    Answered,
    ImportRequest,
    Offer,
    Problem,
    SheetPreview,
)
from inspector.domain.row_answer import Choice, RowAnswer, RowKey

_MOST_DIGITS = 10


def keyed(problem: Problem, after: int = 0) -> tuple[tuple[str, Offer], ...]:
    """The answers with their digits: in order from 1, leaving out is always 0.

    `after` digits are taken already; beyond 9 there is no digit, and the key is empty.
    """
    number, found = after, []
    for offer in problem.offers:
        if offer.answer.choice is Choice.LEAVE_OUT:
            found.append(("0", offer))
        else:
            number += 1
            found.append((str(number) if number < _MOST_DIGITS else "", offer))
    return tuple(found)


def answers_of(request: ImportRequest) -> Mapping[RowKey, Sequence[RowAnswer]]:
    """What was said about each row."""
    found: dict[RowKey, list[RowAnswer]] = defaultdict(list)
    for each in request.answered:
        for row in each.problem.rows:
            found[each.problem.sheet, row].append(each.answer)
    return found


def answer(request: ImportRequest, problem: Problem, given: RowAnswer | None) -> ImportRequest:
    """The request with the answer to a problem in place of an earlier one; None takes it back."""
    kept = [
        each
        for each in request.answered
        if not is_same(each.problem, problem) and not _is_retyped(each, problem, given)
    ]
    if given is not None:
        kept.append(Answered(replace(problem, chosen=None), given))
    return replace(request, answered=tuple(kept))


def marked(
    problems: Iterable[Problem], problem: Problem, given: RowAnswer | None
) -> tuple[Problem, ...]:
    """The problems with one of them answered, before its answer is read."""
    return tuple(
        replace(each, chosen=given) if is_same(each, problem) else each for each in problems
    )


def is_same(one: Problem, other: Problem) -> bool:
    """Whether two problems ask the same about the same rows."""
    return _question(one) == _question(other)


def grouped(problems: Iterable[tuple[Problem, object]]) -> list[Problem]:
    """Problems that are equal but for their rows as one; what else must be equal stands beside."""
    found: dict[object, list[Problem]] = defaultdict(list)
    for problem, alike in problems:
        found[replace(problem, row=None, rows=()), alike].append(problem)
    return [
        replace(same[0], rows=tuple(row for each in same for row in each.rows))
        for same in found.values()
    ]


def with_answered(
    problems: Iterable[Problem], request: ImportRequest, sheets: Sequence[SheetPreview]
) -> tuple[Problem, ...]:
    """All problems, those that were answered with their answer, in the order of the workbook.

    First comes what is about a whole sheet, then what is to decide, what is only told, and last
    the rules that are proposed. An answer that left its
    question open is no answer.
    """
    states = {sheet.title: sheet.states for sheet in sheets}
    order = {sheet.title: at for at, sheet in enumerate(sheets)}
    given = {_question(each.problem): each for each in request.answered}
    asked = []
    for problem in problems:
        each = given.pop(_question(problem), None)
        is_settled = each is not None and not problem.is_open
        asked.append(replace(problem, chosen=each.answer) if each and is_settled else problem)
    for each in given.values():
        old = each.problem
        if old.row is not None and old.sheet in states and old.row <= len(states[old.sheet]):
            state = states[old.sheet][old.row - 1]
            asked.append(replace(old, state=state, chosen=each.answer))
    return tuple(sorted(asked, key=lambda each: _place(each, order)))


def _is_retyped(earlier: Answered, problem: Problem, given: RowAnswer | None) -> bool:
    """Whether an answer is about the cell for which a value was typed before."""
    place = (problem.sheet, problem.rows, problem.letter)
    was_typed = earlier.answer.choice is Choice.VALUE
    return was_typed and given is not None and place == (
        earlier.problem.sheet, earlier.problem.rows, earlier.problem.letter
    )  # fmt: skip


def _question(problem: Problem) -> tuple[object, ...]:
    return problem.sheet, problem.rows, problem.column, problem.title


def _place(problem: Problem, order: Mapping[str, int]) -> tuple[int, int, int]:
    is_proposal = any(each.answer.choice is Choice.RULED for each in problem.offers)
    kind = 0 if problem.row is None else 3 if is_proposal else 1 if problem.offers else 2
    return order.get(problem.sheet, 0), kind, problem.row or 0
