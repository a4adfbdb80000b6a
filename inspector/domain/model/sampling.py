"""M3, graded sampling (domain 8.1): places that pass of those sampled, letter, share."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from inspector.domain.scheme import Grade


def grade_of(grades: Iterable[Grade], passed: Decimal) -> str | None:
    """The letter for so many places that passed: that of the highest number they reach (M3).

    None where no grade says from how many places on it is given.
    """
    reached = [
        (one.passed, one.letter)
        for one in grades
        if one.passed is not None and one.passed <= passed
    ]
    return max(reached)[1] if reached else None


def is_sampled(grades: Iterable[Grade]) -> bool:
    """Whether the grade follows from the places that passed."""
    return any(one.passed is not None for one in grades)


def usual_sample(grades: Iterable[Grade]) -> Decimal | None:
    """How many places are looked at unless told otherwise: as many as the best grade asks (M3)."""
    return max((one.passed for one in grades if one.passed is not None), default=None)


def share_of(grades: Iterable[Grade], letter: str | None) -> Fraction | None:
    """The part of the full mark that a letter earns (M3), None for an unknown letter."""
    return next((Fraction(one.share) for one in grades if one.letter == letter), None)
