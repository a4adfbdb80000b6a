"""Exact numbers: points of at most four places, fractions for everything derived."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import lcm

UNITS_PER_POINT = 10_000
_UNIT = Decimal(1).scaleb(-4)


def rounded_points(value: Decimal | Fraction) -> Decimal:
    """Points rounded half-up, once, to four places."""
    return (
        _half_up(value, 4) if isinstance(value, Fraction) else value.quantize(_UNIT, ROUND_HALF_UP)
    )


def to_units(points: Decimal) -> int:
    """Points as the whole number of 1/10,000 that is stored."""
    return int(rounded_points(points).scaleb(4))


def from_units(units: int) -> Decimal:
    """Points from the stored whole number of 1/10,000."""
    return Decimal(units).scaleb(-4)


def plain(points: Decimal) -> str:
    """Points in plain notation without trailing zeros: 7, 0.5."""
    text = format(points, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain_or_none(points: Decimal | None) -> str | None:
    """Points in plain notation, None where there are none."""
    return None if points is None else plain(points)


def printed(value: Fraction, places: int = 2) -> Decimal:
    """A derived number rounded half-up once, as it is printed."""
    return _half_up(value, places)


def _half_up(value: Fraction, places: int) -> Decimal:
    below = value.denominator
    units = (2 * abs(value.numerator) * 10**places + below) // (2 * below)
    return Decimal(units if value >= 0 else -units).scaleb(-places)


def apportion(shares: Sequence[Fraction], total: Decimal, places: int = 2) -> list[Decimal]:
    """Round shares so that they add up to `total` exactly, by the largest remainder.

    Without shares there is nothing that could add up.
    """
    if not shares:
        return []
    # Whole numbers over one denominator: sorting thousands of fractions takes ten times as long.
    below = lcm(*(share.denominator for share in shares))
    scaled = [share.numerator * (below // share.denominator) * 10**places for share in shares]
    floors = [share // below for share in scaled]
    left = [share % below for share in scaled]
    spare = int(total.scaleb(places).to_integral_value(ROUND_FLOOR)) - sum(floors)
    order = sorted(range(len(shares)), key=lambda i: (left[i], -i), reverse=spare > 0)
    step = 1 if spare > 0 else -1
    for turn in range(abs(spare)):
        floors[order[turn % len(order)]] += step
    return [Decimal(units).scaleb(-places) for units in floors]
