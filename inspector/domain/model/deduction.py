"""M1, capped deduction on a checklist (domain 8.1): what occurrences cost, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from msgspec.structs import replace

from inspector.domain.points import rounded_points
from inspector.domain.scheme import RuleKind, Scheme
from inspector.domain.score import ItemResult
from inspector.domain.visit import AnswerState


class NaRule(StrEnum):
    """What an item that does not apply on a site does to the score of the visit."""

    EXCLUDE = "exclude"
    FULL = "full"
    ZERO = "zero"


@lru_cache(maxsize=4096)
def occurrences_loss(
    each: Decimal, occurrences: int, level_factor: Decimal, fixed_factor: Decimal
) -> Fraction:
    """Points that occurrences of one kind cost: d x n x λ x φ, exact (M1)."""
    return occurrences * Fraction(each) * Fraction(level_factor) * Fraction(fixed_factor)


@lru_cache(maxsize=4096)
def capped(loss: Fraction, full: Decimal, cap: Decimal | None) -> Decimal:
    """The loss of an item in points, at least nothing and at most its cap or full mark (M1).

    Rounded half-up to four places, once.
    """
    most = full if cap is None else min(cap, full)
    return rounded_points(max(Fraction(0), min(loss, Fraction(most))))


def with_not_applicable(
    scheme: Scheme, judged: Sequence[ItemResult], rule: NaRule
) -> tuple[ItemResult, ...]:
    """Item results with what does not apply counted as the rule says (M1, `na_rule`).

    A visit on which nothing else counts has no score under any rule.
    """
    if rule is NaRule.EXCLUDE or all(result.loss is None for result in judged):
        return tuple(judged)
    return tuple(scored_not_applicable(scheme, judged, rule))


def scored_not_applicable(
    scheme: Scheme, judged: Iterable[ItemResult], rule: NaRule
) -> Iterator[ItemResult]:
    """The same for some of the items of a visit that has a score."""
    for result in judged:
        is_bonus = scheme.item(result.item).rule.kind is RuleKind.BONUS
        is_left_out = rule is NaRule.EXCLUDE or result.state != AnswerState.NOT_APPLICABLE
        if is_bonus or is_left_out:
            yield result
        else:
            yield replace(result, loss=Decimal(0) if rule is NaRule.FULL else result.full)
