"""Points that are worth their share of the weights above them, as whole points of a hundred."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from inspector.domain.points import rounded_points
from inspector.domain.scheme import Rule, Scheme
from inspector.domain.scheme_draft import SectionWeight

WEIGHTS = "weights"
"""By what an answer says that it is about the weights, not about the rule of a row."""


def weighted(scheme: Scheme, weights: Iterable[SectionWeight]) -> Scheme:
    """The scheme with all points multiplied by the weights (per cent) of the sections above them.

    That makes the score by M1 the weighted one: 5 of 100 points under a weight of 40 are 2 of 100.
    What an item loses and may lose, and what sections state, is multiplied with it.
    """
    percents = {each.section: Fraction(each.percent) / 100 for each in weights}
    factors: dict[int | None, Fraction] = {None: Fraction(1)}
    for section in scheme.sections:
        factors[section.number] = factors[section.parent] * percents.get(section.number, 1)
    return replace(
        scheme,
        sections=tuple(
            each
            if each.full_mark is None
            else replace(each, full_mark=_times(each.full_mark, factors[each.number]))
            for each in scheme.sections
        ),
        items=tuple(
            replace(
                each,
                full_mark=_times(each.full_mark, factors[each.section]),
                rule=_rule(each.rule, factors[each.section]),
            )
            for each in scheme.items
        ),
    )


def _rule(rule: Rule, factor: Fraction) -> Rule:
    return replace(
        rule,
        each=None if rule.each is None else _times(rule.each, factor),
        cap=None if rule.cap is None else _times(rule.cap, factor),
        clauses=tuple(replace(each, each=_times(each.each, factor)) for each in rule.clauses),
    )


def _times(points: Decimal, factor: Fraction) -> Decimal:
    return rounded_points(Fraction(points) * factor)
