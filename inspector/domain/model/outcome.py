"""What goes into the models of a board, and what a subject comes to before it is ranked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from msgspec import Struct

Weights = Mapping[str, Decimal]
"""The weight of each site type by name; 1 where there is none."""


class Part(Struct, frozen=True):
    """The mean X_t of a subject on one site type (model M5), or of one content (model M2).

    `is_substituted` where the subject has no such site and the rule of the board puts the score.
    """

    name: str
    score: Fraction | None
    sites: int
    visits: int
    is_substituted: bool = False


class SiteSum(Struct, frozen=True):
    """Sums over the visits of a subject to one site under one type, of which there is one each.

    `got` holds the points earned by full mark; these and `bonus` are whole numbers of 1/10,000.
    `scored` of the `visits` have a score: visits on which nothing counted are only counted.
    """

    subject: UUID
    group: str
    site: UUID
    site_type: str
    got: Mapping[int, int]
    bonus: int
    scored: int
    visits: int


class Outcome(Struct, frozen=True):
    """What a subject came to before it is ranked; `visits` are observations for results."""

    score: Fraction | None
    parts: tuple[Part, ...]
    sites: int
    visits: int


NOTHING = Outcome(None, (), 0, 0)
"""What a subject came to that nobody looked at."""
