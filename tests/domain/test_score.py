from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.points import from_units
from inspector.domain.score import Total, printed_score

SUMS = st.integers(0, 3_000_000)


@given(SUMS, SUMS, st.integers(0, 100_000))
def test_the_quick_score_is_the_exact_one(got: int, full: int, bonus: int) -> None:
    total = Total(0, from_units(got), from_units(full), from_units(bonus), 0, 0, 0, 0)
    assert printed_score(got, full, bonus) == total.printed_score


@pytest.mark.parametrize(
    ("got", "full", "bonus", "score"),
    [
        (2_165_000, 2_280_000, 0, "94.96"),
        (1, 8, 0, "12.50"),
        (80_001, 160_000, 0, "50.00"),
        (80_008, 160_000, 0, "50.01"),
        (10_000, 10_000, 15_000, "101.50"),
        (0, 10_000, 0, "0.00"),
    ],
)
def test_scores_are_rounded_half_up(got: int, full: int, bonus: int, score: str) -> None:
    assert printed_score(got, full, bonus) == Decimal(score)


def test_without_a_full_mark_there_is_no_score() -> None:
    assert printed_score(0, 0, 0) is None
