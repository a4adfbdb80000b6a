"""M1: the worked example of a checklist, and what does not apply."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.model.deduction import NaRule, capped, occurrences_loss, with_not_applicable
from inspector.domain.points import printed
from inspector.domain.scheme import Item, Rule, RuleKind, Scheme
from inspector.domain.scoring import results, section_total
from inspector.domain.visit import Answer, AnswerState, Finding
from tests.domain import scored_schemes
from tests.domain.scored_schemes import deduct, item

D = Decimal
NOT_APPLICABLE = AnswerState.NOT_APPLICABLE


def form() -> tuple[Scheme, list[Answer], list[Finding]]:
    """Publicity 1 × 2, surroundings 7 × 0.5, wires 3 × 5 capped, fire exit clean, parking 4 × 1."""
    given_items: list[tuple[str, Rule, int, str]] = [
        ("10", deduct("2"), 1, "2"),
        ("30", deduct("0.5"), 7, "0.5"),
        ("10", deduct("5"), 3, "5"),
        ("20", scored_schemes.CONFORM, 0, "0"),
        ("10", scored_schemes.CONFORM, -1, "0"),
        ("20", deduct("1"), 4, "1"),
    ]
    items: list[Item] = []
    answers: list[Answer] = []
    findings: list[Finding] = []
    for number, (full, rule, times, each) in enumerate(given_items, 1):
        items.append(item(number, full, rule))
        state = AnswerState.CONFORMING if times == 0 else AnswerState.DEDUCTED
        answers.append(Answer(number, NOT_APPLICABLE if times < 0 else state))
        if times > 0:
            findings.append(Finding(items[-1].id, number, occurrences=times, points_each=D(each)))
    return scored_schemes.scheme(*items), answers, findings


@pytest.mark.parametrize(
    ("rule", "score"),
    [(NaRule.EXCLUDE, "78.33"), (NaRule.FULL, "80.50"), (NaRule.ZERO, "70.50")],
)
def test_the_worked_example_under_each_rule_for_what_does_not_apply(
    rule: NaRule, score: str
) -> None:
    scheme, answers, findings = form()
    judged = with_not_applicable(scheme, results(scheme, "", None, answers, findings), rule)
    total = section_total(scheme, 0, judged)
    assert total.printed_score == D(score)
    assert [one.loss for one in judged[:4]] == [D(2), D("3.5"), D(10), D(0)]


def test_where_nothing_else_counts_there_is_no_score_under_any_rule() -> None:
    scheme = scored_schemes.scheme(
        item(1, "10", scored_schemes.CONFORM), item(2, "5", scored_schemes.BONUS)
    )
    answers = [Answer(1, NOT_APPLICABLE), Answer(2, NOT_APPLICABLE)]
    judged = results(scheme, "", None, answers, [])
    for rule in NaRule:
        assert section_total(scheme, 0, with_not_applicable(scheme, judged, rule)).score is None


def test_a_bonus_that_does_not_apply_is_never_counted() -> None:
    kinds = (scored_schemes.CONFORM, Rule(RuleKind.BONUS))
    scheme = scored_schemes.scheme(*(item(n, "10", kind) for n, kind in enumerate(kinds, 1)))
    judged = results(scheme, "", None, [Answer(2, NOT_APPLICABLE)], [])
    total = section_total(scheme, 0, with_not_applicable(scheme, judged, NaRule.ZERO))
    assert (total.got, total.full) == (10, 10)


def test_level_and_on_the_spot_factors_multiply_and_the_loss_is_rounded_once() -> None:
    exact = occurrences_loss(D("0.3"), 3, D(2), D("0.5"))
    assert printed(exact) == D("0.90")
    assert capped(exact / 7, D(10), None) == D("0.1286")
    assert capped(exact, D(10), D("0.5")) == D("0.5")


@given(
    st.decimals(0, 20, places=2),
    st.integers(0, 30),
    st.decimals(0, 3, places=1),
    st.decimals(0, 1, places=1),
    st.decimals(0, 20, places=1),
)
def test_more_occurrences_never_lose_less_and_never_more_than_the_cap(
    each: Decimal, times: int, level: Decimal, fixed: Decimal, cap: Decimal
) -> None:
    one, other = (
        capped(occurrences_loss(each, n, level, fixed), D(10), cap) for n in (times, times + 1)
    )
    assert 0 <= one <= other <= min(cap, D(10))
