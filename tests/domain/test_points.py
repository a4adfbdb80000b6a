"""Exact numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.points import (
    apportion,
    from_units,
    plain,
    printed,
    rounded_points,
    to_units,
)

UNITS = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(1, 200), "0.01"),
        (Fraction(-1, 200), "-0.01"),
        (Fraction(433, 456) * 100, "94.96"),
        (Fraction(2, 3), "0.67"),
        (Fraction(0), "0.00"),
    ],
)
def test_a_derived_number_is_rounded_half_up_away_from_zero(value, shown):
    assert str(printed(value)) == shown


@pytest.mark.parametrize(
    ("value", "points"),
    [(Fraction(1, 3), "0.3333"), (Decimal("0.00005"), "0.0001"), (Decimal("-0.00005"), "-0.0001")],
)
def test_points_have_four_places(value, points):
    assert rounded_points(value) == Decimal(points)


@pytest.mark.parametrize(
    ("value", "text"), [("7.0000", "7"), ("0.5000", "0.5"), ("100", "100"), ("1E+2", "100")]
)
def test_points_are_written_in_plain_notation(value, text):
    assert plain(Decimal(value)) == text


@given(UNITS)
def test_stored_points_come_back(units):
    assert to_units(from_units(units)) == units


def test_without_shares_nothing_is_apportioned():
    assert apportion([], Decimal(5)) == []


@given(st.lists(st.fractions(0, 100, max_denominator=900), min_size=1, max_size=40))
def test_apportioned_shares_add_up_to_their_printed_sum(shares):
    total = printed(sum(shares, Fraction(0)))
    assert sum(apportion(shares, total)) == total
