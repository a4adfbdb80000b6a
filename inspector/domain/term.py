"""What is in a score beside the losses of visits: other metrics, bonus, penalty, substitutes."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct


class TermKind(StrEnum):
    """What a term of an explanation is."""

    METRIC = "metric"
    SUBSTITUTED = "substituted"
    FULL_MARKS = "full_marks"
    BONUS = "bonus"
    PENALTY = "penalty"
    VETO = "veto"
    CLIPPED = "clipped"


class Term(Struct, frozen=True):
    """One of them in percent points lost, exact and as printed; what was gained is below zero.

    `name` is the site type, or kind and name of the metric with a bar between.
    """

    kind: TermKind
    name: str
    exact: Fraction
    lost: Decimal = Decimal(0)
