"""M4, quantity (domain 8.1): pieces found against pieces required, also for each length of road."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from inspector.domain.scheme import Rounding, Rule


def required(rule: Rule, length_m: Decimal | None) -> Decimal | None:
    """The number of pieces that a quantity item asks for on a site of this length in metres (M4).

    None where it depends on a length that is not recorded.
    """
    if rule.required is None:
        return None
    if not rule.per_length:
        return rule.required
    if length_m is None:
        return None
    exact = Fraction(rule.required) * Fraction(length_m) / Fraction(rule.per_length)
    if rule.rounding is Rounding.UP:
        return Decimal(exact.__ceil__())
    if rule.rounding is Rounding.NEAREST:
        return Decimal((exact + Fraction(1, 2)).__floor__())
    return Decimal(exact.__floor__())


def shortfall(full: Decimal, each: Decimal | None, found: Decimal, wanted: Decimal) -> Fraction:
    """Points that missing pieces cost, not yet capped: k for each, or their part of the full mark.

    M4: `each` x max(0, wanted - found), without `each` full x (1 - min(1, found / wanted)).
    """
    lacking = max(Fraction(0), Fraction(wanted) - Fraction(found))
    if each is not None:
        return Fraction(each) * lacking
    return Fraction(full) * lacking / Fraction(wanted) if wanted else Fraction(0)
