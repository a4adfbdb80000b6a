"""How two units of the sample come to the same printed score without losing the same."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from inspector.domain.points import printed

STEP = Decimal("0.5")
"""Losses that are to be met exactly are multiples of this."""

_ATTEMPTS = 5000


class TiedSite(Struct, frozen=True):
    """A site that was visited once: its type, the points that counted and those it lost."""

    site_type: str
    full: Decimal
    lost: Decimal


def other_losses(
    sites: Mapping[str, TiedSite], weights: Mapping[str, Decimal], chance: random.Random
) -> dict[str, Decimal]:
    """Losses, site by site, with which a like unit gets the same printed score (model M5).

    They are found by trying; should every attempt fail, they are the same losses.
    """
    same = {code: site.lost for code, site in sites.items()}
    wanted = printed(_score(sites, same, weights))
    for _ in range(_ATTEMPTS):
        other = {code: _moved(site, chance) for code, site in sites.items()}
        if other != same and printed(_score(sites, other, weights)) == wanted:
            return other
    return same


def _moved(site: TiedSite, chance: random.Random) -> Decimal:
    return max(Decimal(0), site.lost + chance.randint(-6, 6) * STEP)


def _score(
    sites: Mapping[str, TiedSite], lost: Mapping[str, Decimal], weights: Mapping[str, Decimal]
) -> Fraction:
    by_type: dict[str, list[Fraction]] = defaultdict(list)
    for code, site in sites.items():
        by_type[site.site_type].append(100 * (1 - Fraction(lost[code]) / Fraction(site.full)))
    weighted = [
        (Fraction(weights[name]), sum(scores, Fraction(0)) / len(scores))
        for name, scores in by_type.items()
    ]
    whole = sum((weight for weight, _ in weighted), Fraction(0))
    return sum((weight * mean for weight, mean in weighted), Fraction(0)) / whole
