"""M6, M9 and M11: the ledger, composites, vetoes and gates."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.model.composite import MissingMetric, Weighed, base_of, composite
from inspector.domain.model.ledger import (
    LedgerEntry,
    LedgerKind,
    LedgerPoints,
    LedgerRules,
    ledger_score,
)
from inspector.domain.model.veto import Barred, Veto, VetoEffect, verdict
from inspector.domain.points import printed

D, F = Decimal, Fraction
CITY, DISTRICT, STREET = "city", "district", "street"
LEDGER = LedgerRules(
    points=(
        LedgerPoints(LedgerKind.PRAISE, CITY, D(5)),
        LedgerPoints(LedgerKind.PRAISE, DISTRICT, D(3)),
        LedgerPoints(LedgerKind.CLEAN, CITY, D(2)),
        LedgerPoints(LedgerKind.CLEAN, DISTRICT, D(1)),
        LedgerPoints(LedgerKind.PROBLEM, CITY, D(-2)),
        LedgerPoints(LedgerKind.PROBLEM, DISTRICT, D(-1)),
        LedgerPoints(LedgerKind.PROBLEM, STREET, D(-1)),
        LedgerPoints(LedgerKind.OVERDUE, CITY, D(-2)),
    )
)


def test_the_worked_composite_with_bonus_and_penalty() -> None:
    metrics = [
        Weighed(D("0.6"), F("87.22")),
        Weighed(D("0.2"), F("93.33")),
        Weighed(D("0.2"), F("81.5")),
    ]
    base = base_of(metrics, MissingMetric.RENORMALISE)
    assert base is not None
    made = composite(base, F("1.5"), F(2))
    assert printed(made.score) == D("86.80")
    assert made.score == made.base + made.bonus - made.penalty - made.clipped


def test_a_published_composite_comes_out() -> None:
    metrics = [Weighed(D("0.9"), F("95.5320")), Weighed(D("0.1"), F("87.7497"))]
    base = base_of(metrics, MissingMetric.NO_SCORE)
    assert base is not None
    assert printed(base, 4) == D("94.7538")


@pytest.mark.parametrize(
    ("missing", "base"),
    [
        (MissingMetric.RENORMALISE, F(80)),
        (MissingMetric.FULL, F(86)),
        (MissingMetric.NO_SCORE, None),
    ],
)
def test_a_metric_without_a_value_under_each_rule(
    missing: MissingMetric, base: Fraction | None
) -> None:
    metrics = [Weighed(D("0.7"), F(80)), Weighed(D("0.3"), None)]
    assert base_of(metrics, missing) == base
    assert base_of([Weighed(D(1), None)], missing) is None


def test_bonus_and_penalty_keep_within_caps_and_the_whole_within_its_bounds() -> None:
    made = composite(F(95), F(12), F(9), bonus_cap=D(10), penalty_cap=D(3), maximum=D(100))
    assert (made.score, made.bonus, made.penalty, made.clipped) == (100, 10, 3, 2)
    assert composite(F(95), F(12), F(0)).score == 107
    low = composite(F(5), F(0), F(9))
    assert (low.score, low.clipped) == (0, -4)


def test_the_ledger_adds_praise_and_takes_problems_by_who_found_them() -> None:
    entries = [
        LedgerEntry(LedgerKind.PRAISE, CITY),
        LedgerEntry(LedgerKind.PROBLEM, CITY, count=2),
        LedgerEntry(LedgerKind.PROBLEM, DISTRICT, is_fixed=True),
        LedgerEntry(LedgerKind.OVERDUE, CITY),
        LedgerEntry(LedgerKind.MATERIAL, CITY),
    ]
    found = ledger_score(entries, LEDGER)
    assert (found.score, found.bonus, found.penalty) == (F("98.5"), 5, F("6.5"))


def test_clean_sites_count_double_from_three_of_a_visit_on() -> None:
    two, three = (
        ledger_score([LedgerEntry(LedgerKind.CLEAN, DISTRICT, count=n)], LEDGER) for n in (2, 3)
    )
    assert (two.bonus, three.bonus) == (2, 6)


def test_the_sums_of_the_ledger_keep_within_their_caps() -> None:
    rules = LedgerRules(points=LEDGER.points, bonus_cap=D(4), penalty_cap=D(3), base=D(2))
    praise = [LedgerEntry(LedgerKind.PRAISE, CITY)] * 3
    problems = [LedgerEntry(LedgerKind.PROBLEM, CITY)] * 9
    assert ledger_score(praise, rules).score == 6
    assert ledger_score(problems, rules).score == 0
    assert ledger_score(praise + problems, rules).score == 3


def test_a_veto_takes_points_rank_or_title() -> None:
    points = verdict(F(88), [Veto(VetoEffect.POINTS, "accident", D(3), 2)], [])
    assert (points.score, points.is_ranked, points.taken) == (82, True, 6)
    rank = verdict(F(88), [Veto(VetoEffect.NO_RANK, "accident")], [])
    assert (rank.score, rank.is_ranked) == (88, False)
    title = verdict(F(88), [Veto(VetoEffect.NO_SCORE, "accident")], [])
    assert (title.score, title.is_ranked) == (None, False)
    assert verdict(F(2), [Veto(VetoEffect.POINTS, "accident", D(3))], []).score == 0
    assert verdict(None, [], []).score is None


def test_who_does_not_pass_a_gate_is_not_ranked() -> None:
    assert verdict(F(88), [], []).is_ranked
    assert not verdict(F(88), [], [Barred(2, F(84), D(85))]).is_ranked


entries = st.builds(
    LedgerEntry,
    st.sampled_from(LedgerKind),
    st.sampled_from([CITY, DISTRICT, STREET]),
    st.integers(1, 5),
    st.booleans(),
)


@given(st.lists(entries, max_size=8), entries, st.integers(0, 2**32))
def test_the_ledger_does_not_depend_on_order_and_a_problem_never_helps(
    some: list[LedgerEntry], more: LedgerEntry, seed: int
) -> None:
    mixed = list(some)
    Random(seed).shuffle(mixed)
    found = ledger_score(some, LEDGER)
    assert ledger_score(mixed, LEDGER) == found
    if more.kind not in (LedgerKind.PRAISE, LedgerKind.CLEAN):
        assert ledger_score([*some, more], LEDGER).score <= found.score


@given(
    st.lists(st.tuples(st.decimals(0, 1, places=2), st.fractions(0, 100)), min_size=1, max_size=4),
    st.fractions(0, 20),
    st.fractions(0, 20),
    st.sampled_from(MissingMetric),
)
def test_a_better_metric_or_less_penalty_never_lowers_a_composite(
    told: list[tuple[Decimal, Fraction]],
    more: Fraction,
    penalty: Fraction,
    missing: MissingMetric,
) -> None:
    metrics = [Weighed(weight, value) for weight, value in told]
    better = [Weighed(told[0][0], told[0][1] + more), *metrics[1:]]
    before, after = base_of(metrics, missing), base_of(better, missing)
    if before is None or after is None:
        assert sum(weight for weight, _value in told) == 0
        return
    assert after >= before
    assert composite(before, F(0), penalty).score <= composite(before, more, penalty).score
    assert composite(before, F(0), penalty + more).score <= composite(before, F(0), penalty).score
