"""The score of a visit and the lines that explain it, as values."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from inspector.domain.points import UNITS_PER_POINT, printed


class Total(Struct, frozen=True):
    """Sums over the items of a section (0: the whole visit), points and counts of items.

    `got` and `full` leave out what is not applicable, not observed or has no value yet; `bonus`
    stands apart. `unanswered` counts the items not yet looked at.
    """

    section: int
    got: Decimal
    full: Decimal
    bonus: Decimal
    observed: int
    not_observed: int
    not_applicable: int
    unanswered: int

    @property
    def score(self) -> Fraction | None:
        """100 x got / full + bonus (model M1), None where nothing was scored."""
        if not self.full:
            return None
        return 100 * Fraction(self.got) / Fraction(self.full) + Fraction(self.bonus)

    @property
    def printed_score(self) -> Decimal | None:
        """The score half-up to two places."""
        return None if self.score is None else printed(self.score)


def printed_score(got: int, full: int, bonus: int) -> Decimal | None:
    """The printed score (model M1) of sums in stored units, as `Total.printed_score` gives it.

    In whole numbers, because a table shows tens of thousands of scores at once.
    """
    if not full:
        return None
    below = UNITS_PER_POINT * full
    hundredths = 100 * (100 * UNITS_PER_POINT * got + bonus * full)
    return Decimal((2 * hundredths + below) // (2 * below)).scaleb(-2)


class ItemResult(Struct, frozen=True):
    """What one item of the checklist came to: loss in points, None where it leaves both sums."""

    item: int
    state: str
    full: Decimal
    loss: Decimal | None
    gain: Decimal
    required: Decimal | None = None


class LineKind(StrEnum):
    """What a line of an explanation is about."""

    ITEM = "item"
    BONUS = "bonus"


class LossLine(Struct, frozen=True):
    """One line of an explanation: points on the form and `lost` in the printed score.

    The `lost` of all lines add up to 100 minus the printed score; a bonus is a negative loss.
    """

    kind: LineKind
    item: int
    code: str
    text: str
    points: Decimal
    lost: Decimal


class MissingKind(StrEnum):
    """What keeps a visit from being closed."""

    VALUE = "value"
    PHOTO = "photo"


class Missing(Struct, frozen=True):
    """An item that must be answered, or photographed, before closing."""

    item: int
    code: str
    text: str
    kind: MissingKind
