"""M8, threshold rate score (domain 8.1): full marks from a rate on, points less below it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct


class Shortage(StrEnum):
    """Which points of a rate below its threshold cost something."""

    EXACT = "exact"
    STARTED = "started"
    COMPLETED = "completed"


class Threshold(Struct, frozen=True, forbid_unknown_fields=True):
    """Named parameters of M8: full mark P, threshold T in percent, k points for each below it."""

    full: Decimal
    threshold: Decimal
    each: Decimal = Decimal(1)
    shortage: Shortage = Shortage.EXACT


def threshold_score(rate: Fraction | None, rule: Threshold) -> Fraction | None:
    """P - k x max(0, T - rate), not below 0, exact (M8); the rate is in percent.

    None where there is no rate.
    """
    if rate is None:
        return None
    lacking = max(Fraction(0), Fraction(rule.threshold) - rate)
    if rule.shortage is Shortage.STARTED:
        lacking = Fraction(lacking.__ceil__())
    elif rule.shortage is Shortage.COMPLETED:
        lacking = Fraction(lacking.__floor__())
    return max(Fraction(0), Fraction(rule.full) - Fraction(rule.each) * lacking)
