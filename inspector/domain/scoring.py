"""The points of a visit: what each item lost, the sums by section, what is still missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from inspector.domain.answering import JUDGED
from inspector.domain.model.deduction import capped, occurrences_loss
from inspector.domain.model.quantity import required, shortfall
from inspector.domain.model.sampling import share_of
from inspector.domain.points import apportion, rounded_points
from inspector.domain.scheme import Item, Parameters, RuleKind, Scheme
from inspector.domain.score import (
    ItemResult,
    LineKind,
    LossLine,
    Missing,
    MissingKind,
    Total,
)
from inspector.domain.visit import Answer, AnswerState, Finding, Record

UNANSWERED = "unanswered"
ZERO = Decimal(0)
ONE = Decimal(1)
_COUNTED = {AnswerState.CONFORMING, AnswerState.DEDUCTED, AnswerState.VALUED}


def results(
    scheme: Scheme,
    site_type: str,
    length_m: Decimal | None,
    answers: Iterable[Answer],
    findings: Iterable[Finding],
    *,
    answered_only: bool = False,
) -> tuple[ItemResult, ...]:
    """What every item of the checklist came to, in order (M1, M4 and the forms F1 to F7).

    Losses and gains are points of at most four places, rounded once here. A loss of None leaves
    both sums: not applicable, not observed, no value yet, or a bonus. The gains keep within the
    bonus cap of the scheme: what is above it is cut from the last bonus items. With
    `answered_only` items without an answer are left out, which lose and gain nothing.
    """
    by_item = {answer.item: answer for answer in answers}
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if not finding.void:
            found[finding.item].append(finding)
    judged = [
        item_result(item, by_item.get(item.number), found[item.number], scheme.parameters, length_m)
        for item in scheme.checklist(site_type)
        if not answered_only or item.number in by_item
    ]
    return tuple(_within_bonus_cap(judged, scheme.parameters.bonus_cap))


def item_result(
    item: Item,
    answer: Answer | None,
    findings: list[Finding],
    parameters: Parameters,
    length_m: Decimal | None,
) -> ItemResult:
    """What one item came to by itself, its gain not yet within the bonus cap of the scheme.

    `findings` are those of the item that are not void.
    """
    state = UNANSWERED if answer is None else answer.state.value
    wanted = required(item.rule, length_m) if item.rule.kind is RuleKind.QUANTITY else None
    if item.rule.kind is RuleKind.BONUS:
        return ItemResult(item.number, state, item.full_mark, None, _gain(item, answer))
    if answer is None:
        loss = ZERO if item.rule.kind in JUDGED else None
    elif answer.state not in _COUNTED:
        loss = None
    elif answer.state is AnswerState.CONFORMING:
        loss = ZERO
    else:
        loss = _loss(item, answer, findings, parameters, wanted)
    return ItemResult(item.number, state, item.full_mark, loss, ZERO, wanted)


def totals(scheme: Scheme, judged: Iterable[ItemResult]) -> tuple[Total, ...]:
    """Sums of item results: section 0 is the whole visit, then each section that holds items.

    An item counts in every section above it; bonus items add to `bonus` and are not counted.
    """
    above = _sections_above(scheme)
    members: dict[int, list[ItemResult]] = {0: []}
    for result in judged:
        members[0].append(result)
        for section in above[scheme.item(result.item).section]:
            members.setdefault(section, []).append(result)
    return tuple(section_total(scheme, section, members[section]) for section in sorted(members))


def section_total(scheme: Scheme, section: int, judged: Sequence[ItemResult]) -> Total:
    """The sums of the items that count in a section (0: the whole)."""
    counted = [result for result in judged if result.loss is not None]
    states = [
        result.state
        for result in judged
        if scheme.item(result.item).rule.kind is not RuleKind.BONUS
    ]
    full = sum((result.full for result in counted), ZERO)
    lost = sum((result.loss or ZERO for result in counted), ZERO)
    return Total(
        section=section,
        got=full - lost,
        full=full,
        bonus=sum((result.gain for result in judged), ZERO),
        observed=sum(state in _COUNTED for state in states),
        not_observed=states.count(AnswerState.NOT_OBSERVED),
        not_applicable=states.count(AnswerState.NOT_APPLICABLE),
        unanswered=states.count(UNANSWERED),
    )


def record_results(
    scheme: Scheme, record: Record, *, answered_only: bool = False
) -> tuple[ItemResult, ...]:
    """The item results of a whole visit as it stands, or of the items with an answer."""
    visit = record.visit
    return results(
        scheme,
        visit.site_type,
        visit.length_m,
        record.answers,
        record.findings,
        answered_only=answered_only,
    )


def live_total(scheme: Scheme, record: Record) -> Total:
    """The sums that closing the visit now would give."""
    return totals(scheme, record_results(scheme, record))[0]


def missing(scheme: Scheme, record: Record) -> tuple[Missing, ...]:
    """What keeps the visit from being closed: items without a value, and required photos.

    A required photo is asked for on every item that will count, conforming or not; photos of its
    findings do.
    """
    with_photo = {photo.item for photo in record.photos if not photo.void}
    deducted = {finding.item for finding in record.findings if not finding.void}
    by_item = {answer.item: answer for answer in record.answers}
    return tuple(
        each
        for item in scheme.checklist(record.visit.site_type)
        for each in item_missing(
            item,
            by_item.get(item.number),
            has_finding=item.number in deducted,
            has_photo=item.number in with_photo,
        )
    )


def item_missing(
    item: Item, answer: Answer | None, *, has_finding: bool, has_photo: bool
) -> list[Missing]:
    """What is missing at one item, as `missing` tells it."""
    wanting: list[Missing] = []
    if not _has_value(item, answer, has_finding):
        wanting.append(Missing(item.number, item.code, item.text, MissingKind.VALUE))
    if item.photo_required and not has_photo and _will_count(item, answer):
        wanting.append(Missing(item.number, item.code, item.text, MissingKind.PHOTO))
    return wanting


def explain(scheme: Scheme, record: Record) -> tuple[LossLine, ...]:
    """The lines that lead from 100 to the printed score, in the order of the checklist.

    Their `lost` (percent points, two places) add up to 100 minus the printed score exactly, by the
    largest remainder; a bonus is a line with the sign turned. No score, no lines.
    """
    judged = record_results(scheme, record)
    whole = totals(scheme, judged)[0]
    if whole.printed_score is None:
        return ()
    telling = [result for result in judged if result.loss or result.gain]
    shares = [lost_share(result, whole.full) for result in telling]
    lost = apportion(shares, 100 - whole.printed_score)
    return tuple(
        _line(scheme.item(result.item), result, points)
        for result, points in zip(telling, lost, strict=True)
    )


def lost_share(result: ItemResult, full: Decimal) -> Fraction:
    """What an item took from the 100 percent points of its visit; negative for a bonus (M1)."""
    if result.loss is None:
        return -Fraction(result.gain)
    return _share_of(result.loss, full)


@lru_cache(maxsize=4096)
def _share_of(loss: Decimal, full: Decimal) -> Fraction:
    return 100 * Fraction(loss) / Fraction(full)


def _loss(
    item: Item,
    answer: Answer,
    findings: list[Finding],
    parameters: Parameters,
    wanted: Decimal | None,
) -> Decimal | None:
    match item.rule.kind:
        case RuleKind.CONFORM:
            exact: Fraction | None = Fraction(item.full_mark)
        case RuleKind.DEDUCT:
            exact = sum((_finding_loss(one, parameters) for one in findings), Fraction(0))
        case RuleKind.QUANTITY:
            exact = _shortfall(item, answer, wanted)
        case RuleKind.GRADE:
            exact = _grade_loss(item, answer)
        case _:
            exact = None
            if answer.points is not None:
                exact = Fraction(item.full_mark) - Fraction(answer.points)
    if exact is None:
        return None
    return capped(exact, item.full_mark, item.rule.cap)


def _finding_loss(finding: Finding, parameters: Parameters) -> Fraction:
    factors = (one.factor for one in parameters.levels if one.level == finding.level)
    return occurrences_loss(
        finding.points_each,
        finding.occurrences,
        next(factors, ONE),
        parameters.fixed_factor if finding.fixed else ONE,
    )


def _shortfall(item: Item, answer: Answer, wanted: Decimal | None) -> Fraction | None:
    if answer.found is None or wanted is None:
        return None
    return shortfall(item.full_mark, item.rule.each, answer.found, wanted)


def _grade_loss(item: Item, answer: Answer) -> Fraction | None:
    share = share_of(item.rule.grades, answer.grade)
    return None if share is None else Fraction(item.full_mark) * (1 - share)


def _gain(item: Item, answer: Answer | None) -> Decimal:
    if answer is None or answer.points is None or answer.state not in _COUNTED:
        return ZERO
    gain = rounded_points(answer.points)
    return gain if item.rule.cap is None else min(gain, item.rule.cap)


def _within_bonus_cap(judged: list[ItemResult], cap: Decimal | None) -> list[ItemResult]:
    if cap is None:
        return judged
    excess = max(ZERO, sum((result.gain for result in judged), ZERO) - cap)
    kept: list[ItemResult] = []
    for result in reversed(judged):
        cut = min(excess, max(ZERO, result.gain))
        excess -= cut
        kept.append(
            ItemResult(
                result.item,
                result.state,
                result.full,
                result.loss,
                result.gain - cut,
                result.required,
            )
        )
    return kept[::-1]


def _sections_above(scheme: Scheme) -> dict[int | None, tuple[int, ...]]:
    parents = {section.number: section.parent for section in scheme.sections}
    above: dict[int | None, tuple[int, ...]] = {None: ()}
    for number in parents:
        chain: list[int] = []
        upper: int | None = number
        while upper is not None:
            chain.append(upper)
            upper = parents[upper]
        above[number] = tuple(chain)
    return above


def _has_value(item: Item, answer: Answer | None, has_finding: bool) -> bool:
    kind = item.rule.kind
    if kind is RuleKind.BONUS:
        return True
    if answer is None:
        return kind in JUDGED
    if answer.state not in _COUNTED or answer.state is AnswerState.CONFORMING:
        return True
    match kind:
        case RuleKind.DEDUCT:
            return has_finding
        case RuleKind.QUANTITY:
            return answer.found is not None
        case RuleKind.GRADE:
            return any(grade.letter == answer.grade for grade in item.rule.grades)
        case RuleKind.POINTS:
            return answer.points is not None
    return True


def _will_count(item: Item, answer: Answer | None) -> bool:
    if item.rule.kind is RuleKind.BONUS:
        return answer is not None and answer.state in _COUNTED and bool(answer.points)
    return answer is None or answer.state in _COUNTED


def _line(item: Item, result: ItemResult, lost: Decimal) -> LossLine:
    if result.loss is None:
        return LossLine(LineKind.BONUS, item.number, item.code, item.text, -result.gain, lost)
    return LossLine(LineKind.ITEM, item.number, item.code, item.text, result.loss, lost)
