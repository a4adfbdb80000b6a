"""M11, veto and gate (domain 8.1): what takes points, rank or title, always with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct


class VetoEffect(StrEnum):
    """What a clause of the negative list (负面清单) does."""

    POINTS = "points"
    NO_RANK = "no_rank"
    NO_SCORE = "no_score"


class Veto(Struct, frozen=True):
    """A clause that struck a subject: `points` are taken for each of `times` where it says so."""

    effect: VetoEffect
    reason: str
    points: Decimal = Decimal(0)
    times: int = 1


class Barred(Struct, frozen=True):
    """A gate that a subject did not pass: a metric, by its place from 1, that is too low."""

    metric: int
    value: Fraction
    least: Decimal


class Verdict(Struct, frozen=True):
    """What is left of a score after vetoes and gates; `taken` are the points taken."""

    score: Fraction | None
    is_ranked: bool
    taken: Fraction


def verdict(score: Fraction | None, vetoes: Sequence[Veto], barred: Sequence[Barred]) -> Verdict:
    """The score after vetoes, not below 0, and whether the subject keeps its rank (M11)."""
    effects = {one.effect for one in vetoes}
    if score is None or VetoEffect.NO_SCORE in effects:
        return Verdict(None, is_ranked=False, taken=Fraction(0))
    points = sum(
        (one.times * Fraction(one.points) for one in vetoes if one.effect is VetoEffect.POINTS),
        Fraction(0),
    )
    taken = min(score, points)
    is_ranked = VetoEffect.NO_RANK not in effects and not barred
    return Verdict(score - taken, is_ranked, taken)
