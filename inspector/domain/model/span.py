"""M10, period (domain 8.1): a month from its weeks, a quarter from its months, three years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from inspector.domain.model.mean import weighted_mean
from inspector.domain.model.outcome import Outcome, Part


class PeriodMean(StrEnum):
    """How the shorter periods within a period become one value."""

    POOLED = "pooled"
    MEAN = "mean"
    WEIGHTED = "weighted"


def combined(
    outcomes: Sequence[Outcome], weights: Sequence[Decimal], names: Iterable[str], sites: int
) -> Outcome:
    """The outcome of a whole period from those of the shorter ones in it, in order (M10).

    A shorter period without a score leaves its weight to the others, and so does one of a site
    type; `names` are those of the site types. `sites` are those of the whole period, in which a
    site may be visited more than once.
    """
    fractions = [Fraction(weight) for weight in weights]
    score = weighted_mean(
        [(weight, one.score) for weight, one in zip(fractions, outcomes, strict=True)]
    )
    parts = tuple(_part(name, outcomes, fractions) for name in names)
    return Outcome(score, parts, sites, sum(one.visits for one in outcomes))


def _part(name: str, outcomes: Sequence[Outcome], weights: Sequence[Fraction]) -> Part:
    found = [
        (weight, part)
        for weight, one in zip(weights, outcomes, strict=True)
        for part in one.parts
        if part.name == name
    ]
    return Part(
        name,
        weighted_mean([(weight, part.score) for weight, part in found]),
        max((part.sites for _weight, part in found), default=0),
        sum(part.visits for _weight, part in found),
        any(part.is_substituted for _weight, part in found),
    )
