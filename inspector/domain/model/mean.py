"""The weighted mean that several models share: exact, and open to what has no value."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction


def weighted_mean(pairs: Iterable[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """The mean of (weight, value); what has no value leaves its weight to the others.

    None where nothing has a value or no weight is left.
    """
    known = [(weight, value) for weight, value in pairs if value is not None]
    if len(known) == 1 and known[0][0]:
        # What has one site type only, as every site, needs no arithmetic.
        return known[0][1]
    whole = sum((weight for weight, _ in known), Fraction(0))
    if not whole:
        return None
    return sum((weight * value for weight, value in known), Fraction(0)) / whole
