"""M6, ledger score (domain 8.1): a base, and events that add and take points by who found them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

ZERO = Fraction(0)


class LedgerKind(StrEnum):
    """What an event of the ledger is about."""

    PRAISE = "praise"
    CLEAN = "clean"
    PROBLEM = "problem"
    OVERDUE = "overdue"
    MATERIAL = "material"


class LedgerPoints(Struct, frozen=True, forbid_unknown_fields=True):
    """What one event of a kind is worth when it comes from a level; losses are negative."""

    kind: LedgerKind
    source: str
    points: Decimal


class LedgerRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Named parameters of M6.

    Clean sites count `clean_factor` times from `clean_from` of them in one visit on; what was put
    right on the spot counts by `fixed_factor`; each problem counts again with every report.
    """

    base: Decimal = Decimal(100)
    points: tuple[LedgerPoints, ...] = ()
    clean_from: int = 3
    clean_factor: Decimal = Decimal(2)
    fixed_factor: Decimal = Decimal("0.5")
    bonus_cap: Decimal | None = None
    penalty_cap: Decimal | None = None


class LedgerEntry(Struct, frozen=True):
    """An event of a subject: of what kind, from which level, how many, put right on the spot?"""

    kind: LedgerKind
    source: str
    count: int = 1
    is_fixed: bool = False


class LedgerScore(Struct, frozen=True):
    """The score with the bonus and penalty in it, after their caps; not below 0."""

    score: Fraction
    bonus: Fraction
    penalty: Fraction


def ledger_score(entries: Iterable[LedgerEntry], rules: LedgerRules) -> LedgerScore:
    """Base ± events, each sum within its cap, exact (M6).

    An event for which the table has no points is worth nothing.
    """
    table = {(one.kind, one.source): Fraction(one.points) for one in rules.points}
    bonus = penalty = ZERO
    for entry in entries:
        worth = entry.count * table.get((entry.kind, entry.source), ZERO)
        if entry.kind is LedgerKind.CLEAN and entry.count >= rules.clean_from:
            worth *= Fraction(rules.clean_factor)
        if entry.is_fixed:
            worth *= Fraction(rules.fixed_factor)
        bonus += max(ZERO, worth)
        penalty += max(ZERO, -worth)
    if rules.bonus_cap is not None:
        bonus = min(bonus, Fraction(rules.bonus_cap))
    if rules.penalty_cap is not None:
        penalty = min(penalty, Fraction(rules.penalty_cap))
    return LedgerScore(max(ZERO, Fraction(rules.base) + bonus - penalty), bonus, penalty)
