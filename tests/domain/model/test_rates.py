"""M2, M7 and M8: rates of observations and of rectification, and points from a rate."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.model.compliance import Pooling, RateSum, rates
from inspector.domain.model.rectification import Case, RateBase, Rectification, counted
from inspector.domain.model.threshold import Shortage, Threshold, threshold_score
from inspector.domain.points import printed

D = Decimal
CUTOFF = datetime(2026, 11, 20, tzinfo=UTC)
DAY = timedelta(days=1)
UNIT = UUID(int=1)


def cases(number: int, **what: object) -> list[Case]:
    return [Case(CUTOFF - 9 * DAY, **what)] * number  # type: ignore[arg-type]


def test_the_two_poolings_of_one_sheet_differ() -> None:
    # 228 observations of 39 contents, as many as on a published sheet: 216.5 in all, but 36.673
    # as the sum of the means.
    means = [Fraction("36.673") - 36, *[Fraction(1)] * 36, *[Fraction(0)] * 2]
    numbers = [1, *[5] * 36, 23, 24]
    lost = sum(n * (1 - mean) for n, mean in zip(numbers, means, strict=True))
    sums = [
        RateSum(UNIT, str(place), n * mean, n)
        for place, (n, mean) in enumerate(zip(numbers, means, strict=True))
    ]
    assert sum(numbers) == 228
    by_content = rates(sums, Pooling.BY_CONTENT)[UNIT].score
    assert by_content is not None
    assert printed(by_content) == D("94.03")
    pooled = rates(sums, Pooling.POOLED)[UNIT].score
    assert pooled == 100 * (228 - lost) / 228
    alike = rates([RateSum(UNIT, "a", Fraction("216.5"), 228)], Pooling.POOLED)[UNIT].score
    assert alike is not None
    assert printed(alike) == D("94.96")


@pytest.mark.parametrize(("done", "due", "rate"), [(963, 1032, "93.31"), (28, 57, "49.12")])
def test_published_rates_come_out(done: int, due: int, rate: str) -> None:
    told = cases(done, closed=CUTOFF) + cases(due - done)
    found = counted(told, Rectification(), CUTOFF)
    assert (found.done, found.due) == (done, due)
    assert found.rate is not None
    assert printed(found.rate) == D(rate)


def test_no_problem_is_no_rate() -> None:
    assert counted((), Rectification(), CUTOFF).rate is None
    assert counted(cases(1, is_disputed=True), Rectification(), CUTOFF).rate is None


def test_the_cut_off_decides_what_is_raised_due_and_done() -> None:
    told = [
        Case(CUTOFF - 5 * DAY, CUTOFF - DAY, CUTOFF - 2 * DAY),
        Case(CUTOFF - 5 * DAY, CUTOFF - 2 * DAY, CUTOFF - DAY),
        Case(CUTOFF - 5 * DAY, CUTOFF - DAY, CUTOFF + DAY),
        Case(CUTOFF - 5 * DAY, CUTOFF + 9 * DAY),
        Case(CUTOFF + DAY, CUTOFF + 9 * DAY),
    ]
    found = {base: counted(told, Rectification(base), CUTOFF) for base in RateBase}
    assert (found[RateBase.ALL].done, found[RateBase.ALL].due) == (2, 4)
    assert (found[RateBase.DUE].done, found[RateBase.DUE].due) == (2, 3)
    # One closed in time, one late, one overdue and still open.
    assert (found[RateBase.ON_TIME].done, found[RateBase.ON_TIME].due) == (1, 3)


def test_disputed_and_long_term_problems_are_left_out_and_told_unless_asked_for() -> None:
    told = cases(3, closed=CUTOFF) + cases(1, is_disputed=True) + cases(2, is_long_term=True)
    found = counted(told, Rectification(), CUTOFF)
    assert (found.rate, found.left_out) == (100, 3)
    asked = Rectification(without_disputed=False, without_long_term=False)
    assert counted(told, asked, CUTOFF).rate == 50


@pytest.mark.parametrize(
    ("shortage", "score"),
    [(Shortage.EXACT, "43.4"), (Shortage.STARTED, "43"), (Shortage.COMPLETED, "44")],
)
def test_each_point_below_the_threshold_costs(shortage: Shortage, score: str) -> None:
    rule = Threshold(D(50), D(70), D(1), shortage)
    assert threshold_score(Fraction("63.4"), rule) == Fraction(score)


def test_above_the_threshold_all_is_got_and_nothing_falls_below_zero() -> None:
    rule = Threshold(D(50), D(70), D(2))
    assert threshold_score(Fraction(70), rule) == 50
    assert threshold_score(Fraction(99), rule) == 50
    assert threshold_score(Fraction(3), rule) == 0
    assert threshold_score(None, rule) is None


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9), st.booleans()), max_size=9),
    st.integers(0, 2**32),
    st.sampled_from(RateBase),
)
def test_rates_do_not_depend_on_order_and_closing_never_lowers_them(
    told: list[tuple[int, int, bool]], seed: int, base: RateBase
) -> None:
    some = [
        Case(CUTOFF - 9 * DAY, CUTOFF + (5 - due) * DAY, CUTOFF - closed * DAY if done else None)
        for due, closed, done in told
    ]
    mixed = list(some)
    Random(seed).shuffle(mixed)
    rule = Rectification(base)
    before = counted(some, rule, CUTOFF)
    assert counted(mixed, rule, CUTOFF) == before
    closed = [
        case if case.closed else Case(case.raised, case.due, case.due and min(case.due, CUTOFF))
        for case in some
    ]
    after = counted(closed, rule, CUTOFF)
    assert before.rate is None or (after.rate is not None and after.rate >= before.rate)
