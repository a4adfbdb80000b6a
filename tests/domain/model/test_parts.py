"""M3, M4, M5, M10 and M12: grades, quantities, site types, periods, several units."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.model.duty import borne
from inspector.domain.model.outcome import Outcome, Part, SiteSum
from inspector.domain.model.quantity import required, shortfall
from inspector.domain.model.roll_up import (
    MissingType,
    RollUp,
    TypeMean,
    part_names,
    part_shares,
    roll_up,
    visit_shares,
)
from inspector.domain.model.sampling import grade_of, share_of
from inspector.domain.model.span import combined
from inspector.domain.points import UNITS_PER_POINT, printed
from inspector.domain.scheme import Grade, Rounding, Rule, RuleKind

D = Decimal
GRADES = (Grade("A", D(1), D(5)), Grade("B", D("0.8"), D(4)), Grade("C", D("0.5"), D(0)))
ESTATE, LANE, ROAD, MARKET = "estate", "lane", "road", "market"
WEIGHTS = {ESTATE: D("0.4"), LANE: D("0.2"), MARKET: D("0.2"), ROAD: D("0.2")}
FIRST, SECOND, THIRD = (UUID(int=n) for n in (1, 2, 3))


@pytest.mark.parametrize(("passed", "letter"), [(5, "A"), (4, "B"), (3, "C"), (0, "C")])
def test_the_letter_follows_from_the_places_that_pass(passed: int, letter: str) -> None:
    for grades in (GRADES, GRADES[::-1]):
        assert grade_of(grades, D(passed)) == letter
    assert share_of(GRADES, letter) == Fraction(str({"A": 1, "B": "0.8", "C": "0.5"}[letter]))


def test_grades_that_are_only_letters_follow_from_nothing() -> None:
    assert grade_of((Grade("A", D(1)),), D(5)) is None
    assert grade_of(GRADES[:1], D(4)) is None
    assert share_of(GRADES, "D") is None


def test_pieces_for_each_length_are_asked_for_in_whole_ones() -> None:
    rule = Rule(RuleKind.QUANTITY, required=D(3), per_length=D(500), each=D(2))
    wanted = required(rule, D(420))
    assert wanted == 3
    assert shortfall(D(10), rule.each, D(2), wanted) == 2
    assert shortfall(D(10), None, D(2), D(3)) == Fraction(10, 3)
    assert shortfall(D(10), None, D(2), D(0)) == 0
    down = Rule(RuleKind.QUANTITY, required=D(3), per_length=D(500), rounding=Rounding.DOWN)
    assert required(down, D(420)) == 2


def site(subject: UUID, site_type: str, score: str, number: int, visits: int = 1) -> SiteSum:
    full = 100 * UNITS_PER_POINT
    got = int(D(score) * UNITS_PER_POINT) * visits
    return SiteSum(subject, "street", UUID(int=number), site_type, {full: got}, 0, visits, visits)


def example() -> list[SiteSum]:
    """A street without a market among two that have one, 75 and 77.4."""
    return [
        SiteSum(FIRST, "street", UUID(int=10), ESTATE, {90 * UNITS_PER_POINT: 705_000}, 0, 1, 1),
        site(FIRST, ESTATE, "85", 11),
        site(FIRST, ESTATE, "90", 12),
        site(FIRST, LANE, "88", 13),
        site(FIRST, ROAD, "92", 14),
        site(SECOND, MARKET, "75", 15),
        site(SECOND, LANE, "60", 16),
        site(THIRD, MARKET, "77.4", 17),
        site(THIRD, ESTATE, "50", 18),
    ]


@pytest.mark.parametrize(
    ("missing", "score"),
    [
        (MissingType.RENORMALISE, "87.22"),
        (MissingType.PEER_MEAN, "85.02"),
        (MissingType.FULL, "89.78"),
        (MissingType.EXCLUDE, None),
    ],
)
def test_a_missing_type_under_each_rule(missing: MissingType, score: str | None) -> None:
    sums = example()
    rule = RollUp(missing=missing, needed=(MARKET,))
    outcome = roll_up(sums, WEIGHTS, part_names(sums, WEIGHTS), rule)[FIRST, "street"]
    assert (None if outcome.score is None else printed(outcome.score)) == (
        None if score is None else D(score)
    )
    is_put = missing in (MissingType.PEER_MEAN, MissingType.FULL)
    assert [part.name for part in outcome.parts if part.is_substituted] == [MARKET] * is_put


def test_without_named_types_those_are_needed_that_half_of_the_list_has() -> None:
    sums = example()
    rule = RollUp(missing=MissingType.FULL)
    outcomes = roll_up(sums, WEIGHTS, part_names(sums, WEIGHTS), rule)
    put = {
        key[0]: {part.name for part in one.parts if part.is_substituted}
        for key, one in outcomes.items()
    }
    assert put == {FIRST: {MARKET}, SECOND: {ESTATE}, THIRD: {LANE}}


def test_shares_and_what_is_put_in_the_place_of_types_make_the_whole() -> None:
    sums = example()
    for missing in (MissingType.RENORMALISE, MissingType.PEER_MEAN, MissingType.FULL):
        for mean in TypeMean:
            rule = RollUp(mean, missing)
            outcomes = roll_up(sums, WEIGHTS, part_names(sums, WEIGHTS), rule)
            shares = visit_shares(sums, WEIGHTS, outcomes, rule)
            for (subject, group), outcome in outcomes.items():
                own = [
                    (shares[subject, group, one.site, one.site_type], one)
                    for one in sums
                    if one.subject == subject
                ]
                put = [part for part in outcome.parts if part.is_substituted]
                rest = part_shares(outcome, WEIGHTS)
                whole = sum(share * one.scored for share, one in own)
                assert whole + sum(rest[part.name] for part in put) == 1


def test_a_type_may_be_the_mean_of_visits_instead_of_sites() -> None:
    sums = [site(FIRST, LANE, "90", 1, visits=3), site(FIRST, LANE, "50", 2)]
    over = {
        mean: roll_up(sums, {}, (LANE,), RollUp(mean))[FIRST, "street"].score for mean in TypeMean
    }
    assert over == {TypeMean.SITES: 70, TypeMean.VISITS: 80}


def test_a_month_is_the_mean_of_its_weeks_or_weighted() -> None:
    weeks = [Outcome(Fraction(60), (), 1, 1), Outcome(Fraction(90), (), 3, 9)]
    assert combined(weeks, [D(1), D(1)], (), 3) == Outcome(Fraction(75), (), 3, 10)
    years = [Outcome(Fraction(n), (), 1, 1) for n in (80, 90, 70)]
    weights = [D("0.15"), D("0.25"), D("0.6")]
    assert combined(years, weights, (), 1).score == Fraction("76.5")
    without = [years[0], Outcome(None, (), 0, 0), years[2]]
    assert combined(without, weights, (), 1).score == Fraction(80 * 15 + 70 * 60, 75)


def test_the_types_of_a_period_are_combined_like_the_whole() -> None:
    weeks = [
        Outcome(Fraction(60), (Part(LANE, Fraction(60), 1, 1),), 1, 1),
        Outcome(Fraction(90), (Part(LANE, Fraction(90), 3, 9),), 3, 9),
    ]
    parts = combined(weeks, [D(1), D(1)], (LANE, ROAD), 3).parts
    assert parts == (Part(LANE, Fraction(75), 3, 10), Part(ROAD, None, 0, 0))


def test_a_unit_bears_its_share_of_what_was_lost() -> None:
    full, got = borne(100, 200, 150, UNITS_PER_POINT // 4)
    assert Fraction(got, 2 * full) == 1 - Fraction(50, 200) / 4
    assert borne(100, 200, 150, UNITS_PER_POINT) == (10**6, 150 * UNITS_PER_POINT)


@given(st.integers(1, 1000), st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 10_000))
def test_more_loss_or_a_greater_share_never_gives_more(
    most: int, lost: int, more: int, share: int
) -> None:
    got = max(0, most - lost)
    less = max(0, got - more)
    _full, earned = borne(most, most, got, share)
    assert borne(most, most, less, share)[1] <= earned
    assert borne(most, most, got, min(10_000, share + more))[1] <= earned
