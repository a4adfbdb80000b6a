"""M9, composite (domain 8.1): metrics by weight, bonus and penalty, within 0 and the most."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from inspector.domain.model.mean import weighted_mean

ZERO = Fraction(0)


class MissingMetric(StrEnum):
    """What a metric without a value, such as the rate of no problems, does to the whole."""

    RENORMALISE = "renormalise"
    FULL = "full"
    NO_SCORE = "no_score"


class Weighed(Struct, frozen=True):
    """A metric of a subject: its weight, its value Z_k and the full value that it could have."""

    weight: Decimal
    value: Fraction | None
    full: Decimal = Decimal(100)


class Composite(Struct, frozen=True):
    """A composite with what it was made of, all exact.

    `score` = `base` + bonus - penalty - `clipped`; what was cut off at the caps is not in the
    bonus and penalty told here.
    """

    score: Fraction
    base: Fraction
    bonus: Fraction = ZERO
    penalty: Fraction = ZERO
    clipped: Fraction = ZERO


def base_of(metrics: Sequence[Weighed], missing: MissingMetric) -> Fraction | None:
    """Σ a_k x Z_k (M9), None where nothing has a value or one that must have none.

    By `RENORMALISE` a metric without a value leaves its weight to the others, in the same sum of
    weights; by `FULL` it counts as full.
    """
    known = [one for one in metrics if one.value is not None]
    if not known or (missing is MissingMetric.NO_SCORE and len(known) < len(metrics)):
        return None
    if missing is MissingMetric.FULL:
        values = [Fraction(one.full) if one.value is None else one.value for one in metrics]
        pairs = zip(metrics, values, strict=True)
        return sum((Fraction(one.weight) * value for one, value in pairs), ZERO)
    mean = weighted_mean([(Fraction(one.weight), one.value) for one in metrics])
    return None if mean is None else mean * sum((Fraction(one.weight) for one in metrics), ZERO)


def composite(
    base: Fraction,
    bonus: Fraction,
    penalty: Fraction,
    *,
    bonus_cap: Decimal | None = None,
    penalty_cap: Decimal | None = None,
    maximum: Decimal | None = None,
) -> Composite:
    """Z = Σ a_k x Z_k + bonus - penalty, each within its cap, the whole within 0 and the maximum.

    M9; without a maximum only 0 is a bound. `base` is the sum over the metrics, bonus and penalty
    are points of at least 0.
    """
    gained = bonus if bonus_cap is None else min(bonus, Fraction(bonus_cap))
    lost = penalty if penalty_cap is None else min(penalty, Fraction(penalty_cap))
    exact = base + gained - lost
    score = max(ZERO, exact if maximum is None else min(exact, Fraction(maximum)))
    return Composite(score, base, gained, lost, exact - score)
