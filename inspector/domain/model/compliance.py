"""M2, compliance rate (domain 8.1): observations pooled, or the mean of the means of contents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from msgspec import Struct

from inspector.domain.model.outcome import Outcome


class Pooling(StrEnum):
    """How observations of imported results become a rate (model M2)."""

    POOLED = "pooled"
    BY_CONTENT = "by_content"


class RateSum(Struct, frozen=True):
    """Sums over the observations of a subject on one content of imported results.

    `got` is the sum of what each observation earned of its full mark, between 0 and `n`.
    """

    subject: UUID
    content: str
    got: Fraction
    n: int


def rates(sums: Iterable[RateSum], pooling: Pooling) -> dict[UUID, Outcome]:
    """Rate of every subject by model M2 in percent, exact, in the pooling that is asked for."""
    return {subject: _rate(group, pooling) for subject, group in _by_subject(sums).items()}


def observation_shares(
    sums: Iterable[RateSum], pooling: Pooling
) -> dict[tuple[UUID, str], Fraction]:
    """How much one observation of a content counts in the rate of a subject (M2).

    Pooled 1/n, by content 1/(contents x n of the content); they add up to 1 over a subject.
    """
    shares: dict[tuple[UUID, str], Fraction] = {}
    for subject, group in _by_subject(sums).items():
        n = sum(one.n for one in group)
        for one in group:
            pooled = pooling is Pooling.POOLED
            shares[subject, one.content] = Fraction(1, n if pooled else len(group) * one.n)
    return shares


def _by_subject(sums: Iterable[RateSum]) -> Mapping[UUID, Sequence[RateSum]]:
    found: dict[UUID, list[RateSum]] = defaultdict(list)
    for one in sums:
        found[one.subject].append(one)
    return found


def _rate(sums: Sequence[RateSum], pooling: Pooling) -> Outcome:
    n = sum(one.n for one in sums)
    if pooling is Pooling.POOLED:
        rate = sum((one.got for one in sums), Fraction(0)) / n
    else:
        means = sum((one.got / one.n for one in sums), Fraction(0))
        rate = means / len(sums)
    return Outcome(100 * rate, (), 0, n)
