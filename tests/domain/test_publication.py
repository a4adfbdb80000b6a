from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.publication import (
    Observation,
    Sums,
    compared_sums,
    counted,
    scored,
)

D = Decimal
EAST, WEST = (UUID(int=1), "street"), (UUID(int=2), "street")
FIRST, SECOND = UUID(int=10), UUID(int=11)

observations = st.lists(
    st.builds(
        Observation,
        st.lists(st.sampled_from([EAST, WEST]), unique=True).map(tuple),
        st.sampled_from(["market", "road"]),
        st.sampled_from([FIRST, SECOND]),
        st.just(D(5)),
        st.sampled_from([D(0), D("0.5"), D(5)]),
    )
)


def seen(item: UUID, loss: str, *holders: tuple[UUID, str], full: str = "1") -> Observation:
    return Observation(holders, "market", item, D(full), D(loss))


def test_what_counts_for_two_stands_with_both_but_once_in_the_whole() -> None:
    found = counted([seen(FIRST, "0.5", EAST, WEST), seen(FIRST, "0", EAST)])

    assert found.by_type[EAST, "market"].n == 2
    assert found.by_type[WEST, "market"].rate == 0
    assert found.whole.n == 2
    assert found.whole.rate == 50


def test_points_are_means_over_observations_added_over_items() -> None:
    found = counted(
        [seen(FIRST, "0", EAST), seen(FIRST, "1", EAST), seen(SECOND, "1", EAST, full="4")]
    )
    score = scored(found.by_item[EAST, item] for item in (FIRST, SECOND))

    assert (score.got, score.full, score.n) == (Fraction(7, 2), Fraction(5), 3)
    assert score.rate == 70


def test_nothing_observed_has_no_rate() -> None:
    assert Sums().rate is None
    assert scored([]).rate is None
    assert counted([]).whole.n == 0


def test_shares_stand_beside_those_of_the_period_before() -> None:
    now = counted([seen(FIRST, "3", full="5"), seen(SECOND, "1", full="5")]).items
    before = counted([seen(FIRST, "1", full="5"), seen(SECOND, "1", full="5")]).items
    first, second = compared_sums(
        {"order": now[FIRST], "fire": now[SECOND]}, {"order": before[FIRST], "fire": before[SECOND]}
    )

    assert [one.now.name for one in (first, second)] == ["order", "fire"]
    assert [one.now.share for one in (first, second)] == [75, 25]
    assert [one.before.share for one in (first, second)] == [50, 50]


def test_a_period_without_losses_has_no_shares() -> None:
    (only,) = compared_sums({"order": Sums(2, 1, D(10), D(2))}, {"order": Sums(1, 1, D(5), D(0))})

    assert only.now.share == 100
    assert only.before.share is None


@given(observations)
def test_the_order_of_observations_never_matters(given_: list[Observation]) -> None:
    shuffled = sorted(given_, key=lambda one: (one.loss, one.item, one.site_type))

    assert counted(given_) == counted(shuffled)


@given(observations)
def test_types_and_items_add_up_to_the_same_whole(given_: list[Observation]) -> None:
    found = counted(given_)

    assert sum(one.n for one in found.types.values()) == found.whole.n == len(given_)
    assert sum((one.lost for one in found.types.values()), D(0)) == found.whole.lost
