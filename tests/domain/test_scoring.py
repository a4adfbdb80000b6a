from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.model.quantity import required
from inspector.domain.scheme import Rounding, Rule, RuleKind, Scheme
from inspector.domain.score import LineKind, MissingKind, Total
from inspector.domain.scoring import (
    explain,
    live_total,
    missing,
    record_results,
    results,
    totals,
)
from inspector.domain.visit import Answer, AnswerState, Finding, Record, Visit, VisitPhoto
from tests.domain import scored_schemes as schemes
from tests.domain.scored_schemes import CONFORM, GRADED, POINTS, deduct, item, scheme

D = Decimal
LENGTH = D(420)
NOON = datetime(2026, 11, 16, 4, tzinfo=UTC)


def record(
    answers: list[Answer],
    findings: list[Finding] | None = None,
    *,
    site_type: str = "market",
    length: Decimal | None = LENGTH,
    photos: tuple[int, ...] = (),
) -> Record:
    visit = Visit(
        UUID(int=1), UUID(int=2), site_type, length, UUID(int=3), date(2026, 11, 16), NOON
    )
    return Record(
        visit,
        answers=tuple(answers),
        findings=tuple(findings or ()),
        photos=tuple(VisitPhoto(UUID(int=90 + n), UUID(int=7), item=n) for n in photos),
    )


def finding(
    number: int,
    each: str,
    occurrences: int = 1,
    *,
    level: str = "",
    fixed: bool = False,
    void: bool = False,
) -> Finding:
    return Finding(
        UUID(int=1000 + number), number, "", occurrences, D(each), level, fixed, void=void
    )


def answer(number: int, state: AnswerState, **values: Decimal | str) -> Answer:
    return Answer(number, state, **values)  # type: ignore[arg-type]


DEDUCTED, VALUED = AnswerState.DEDUCTED, AnswerState.VALUED


def losses(content: Scheme, whole: Record) -> dict[int, Decimal | None]:
    return {result.item: result.loss for result in record_results(content, whole)}


def test_capped_deductions_on_a_checklist_come_to_the_score_of_model_m1() -> None:
    content = scheme(
        item(1, "10", deduct("2")),
        item(2, "30", deduct("0.5")),
        item(3, "10", deduct("5", cap="10")),
        item(4, "20", CONFORM),
        item(5, "10", CONFORM),
        item(6, "20", deduct("1")),
    )
    found = [finding(1, "2"), finding(2, "0.5", 7), finding(3, "5", 3), finding(6, "1", 4)]
    answers = [answer(number, DEDUCTED) for number in (1, 2, 3, 6)]
    answers.append(answer(5, AnswerState.NOT_APPLICABLE))
    whole = live_total(content, record(answers, found))
    assert (whole.got, whole.full) == (D("70.5"), D(90))
    assert whole.printed_score == D("78.33")
    assert (whole.not_applicable, whole.unanswered, whole.observed) == (1, 1, 4)


@pytest.mark.parametrize(
    ("rounding", "length", "wanted"),
    [
        (Rounding.UP, "420", "3"),
        (Rounding.DOWN, "420", "2"),
        (Rounding.NEAREST, "420", "3"),
        (Rounding.NEAREST, "400", "2"),
        (Rounding.UP, "500", "3"),
        (Rounding.UP, "0", "0"),
    ],
)
def test_a_number_per_length_is_rounded_as_the_scheme_says(
    rounding: Rounding, length: str, wanted: str
) -> None:
    rule = Rule(RuleKind.QUANTITY, required=D(3), per_length=D(500), rounding=rounding)
    assert required(rule, D(length)) == D(wanted)


def test_a_number_per_length_is_unknown_without_a_length() -> None:
    rule = Rule(RuleKind.QUANTITY, required=D(3), per_length=D(500))
    assert required(rule, None) is None
    assert required(Rule(RuleKind.QUANTITY, required=D(3)), None) == 3
    assert required(Rule(RuleKind.QUANTITY), D(5)) is None


def test_each_missing_piece_loses_its_points_as_in_model_m4() -> None:
    whole = record([answer(3, VALUED, found=D(2))])
    assert losses(schemes.every_kind(), whole)[3] == D(2)


def test_a_share_of_the_required_number_earns_that_share() -> None:
    content = schemes.every_kind()
    assert losses(content, record([answer(4, VALUED, found=D(6))]))[4] == D("1.25")
    assert losses(content, record([answer(4, VALUED, found=D(9))]))[4] == 0
    third = scheme(item(1, "10", Rule(RuleKind.QUANTITY, required=D(3))))
    assert losses(third, record([answer(1, VALUED, found=D(1))]))[1] == D("6.6667")


def test_nothing_required_on_a_short_road_loses_nothing() -> None:
    rule = Rule(RuleKind.QUANTITY, required=D(1), per_length=D(500), rounding=Rounding.DOWN)
    content = scheme(item(1, "10", rule))
    assert losses(content, record([answer(1, VALUED, found=D(0))], length=D(100)))[1] == 0


def test_a_quantity_without_a_known_length_leaves_both_sums() -> None:
    whole = record([answer(3, VALUED, found=D(2))], length=None)
    assert losses(schemes.every_kind(), whole)[3] is None


def test_grades_earn_the_share_of_their_table() -> None:
    content = scheme(item(1, "8", GRADED))
    for grade, loss in (("A", D(0)), ("B", D("2.4")), ("C", D("5.6")), ("F", None)):
        assert losses(content, record([answer(1, VALUED, grade=grade)]))[1] == loss


def test_level_and_fixing_on_the_spot_change_what_a_finding_loses() -> None:
    content = schemes.every_kind()
    said = [answer(2, DEDUCTED)]
    found = [
        finding(2, "0.5", 3, level="city"),
        finding(2, "1", fixed=True),
        finding(2, "9", void=True),
        finding(2, "1", level="unheard of"),
    ]
    assert losses(content, record(said, found))[2] == D("4.5")


def test_a_rounding_happens_once_at_the_item() -> None:
    parameters = schemes.Parameters(D("0.3333"))
    content = scheme(item(1, "10", deduct("1")), parameters=parameters)
    found = [finding(1, "0.0001", fixed=True) for _ in range(3)]
    assert losses(content, record([answer(1, DEDUCTED)], found))[1] == D("0.0001")


def test_a_conform_item_that_fails_loses_its_whole_mark() -> None:
    content = schemes.every_kind()
    assert losses(content, record([answer(1, DEDUCTED)], [finding(1, "0.5")]))[1] == D(10)


def test_a_deduct_item_without_findings_loses_nothing_and_is_asked_for() -> None:
    content = schemes.every_kind()
    whole = record([answer(2, DEDUCTED)])
    assert losses(content, whole)[2] == 0
    assert (2, MissingKind.VALUE) in {(one.item, one.kind) for one in missing(content, whole)}


def test_what_was_not_seen_or_does_not_apply_leaves_both_sums() -> None:
    content = scheme(item(1, "10", CONFORM), item(2, "30", POINTS))
    said = [answer(1, AnswerState.NOT_OBSERVED), answer(2, AnswerState.NOT_APPLICABLE)]
    whole = live_total(content, record(said))
    assert whole == Total(0, D(0), D(0), D(0), 0, 1, 1, 0)
    assert whole.score is None
    assert whole.printed_score is None
    assert explain(content, record(said)) == ()


def test_the_live_score_is_what_closing_now_would_give() -> None:
    content = schemes.every_kind()
    before = live_total(content, record([]))
    assert (before.got, before.full, before.unanswered) == (D(30), D(30), 6)
    later = live_total(content, record([answer(6, VALUED, points=D(5))]))
    assert (later.got, later.full, later.unanswered) == (D(35), D(37), 5)


def test_a_bonus_stands_outside_both_sums_and_may_be_a_penalty() -> None:
    content = scheme(item(1, "10", CONFORM), item(2, "5", schemes.BONUS))
    for points in (D("12.5"), D(-4)):
        whole = live_total(content, record([answer(2, VALUED, points=points)]))
        assert (whole.got, whole.full, whole.bonus) == (D(10), D(10), points)
        assert whole.score == 100 + points
        assert (whole.observed, whole.unanswered) == (0, 1)


def test_bonuses_keep_within_their_own_cap_and_that_of_the_scheme() -> None:
    content = schemes.every_kind()
    said = [answer(7, VALUED, points=D("2.5")), answer(8, VALUED, points=D(4))]
    gains = {one.item: one.gain for one in record_results(content, record(said)) if one.gain}
    assert gains == {7: D("2.5"), 8: D("0.5")}
    assert live_total(content, record(said)).bonus == D(3)
    penalty = [answer(7, VALUED, points=D(-2)), answer(8, VALUED, points=D(4))]
    assert live_total(content, record(penalty)).bonus == 0


def test_an_item_counts_in_every_section_above_it() -> None:
    content = schemes.every_kind()
    said = [answer(2, DEDUCTED), answer(6, VALUED, points=D(4)), answer(4, VALUED, found=D(8))]
    judged = record_results(content, record(said, [finding(2, "0.5", 2)]))
    sums = {one.section: (one.got, one.full) for one in totals(content, judged)}
    assert sums == {0: (38, 42), 1: (29, 30), 2: (29, 30), 3: (9, 12)}


def test_a_checklist_holds_only_what_applies_to_the_site_type() -> None:
    content = schemes.every_kind()
    assert 5 not in losses(content, record([], site_type="school"))
    assert 5 in losses(content, record([]))


def test_values_and_required_photos_are_missing_before_closing() -> None:
    content = schemes.every_kind()
    wanting = [(one.item, one.kind) for one in missing(content, record([]))]
    value, photo = MissingKind.VALUE, MissingKind.PHOTO
    assert wanting == [(3, value), (4, value), (5, value), (6, value), (6, photo)]
    said = [
        answer(3, AnswerState.NOT_OBSERVED),
        answer(4, VALUED, found=D(1)),
        answer(5, VALUED, grade="B"),
        answer(6, VALUED, points=D(1)),
        answer(7, VALUED, points=D(1)),
    ]
    assert [one.item for one in missing(content, record(said))] == [6]
    assert missing(content, record(said, photos=(6,))) == ()
    said[3] = answer(6, AnswerState.NOT_APPLICABLE)
    assert missing(content, record(said)) == ()


def test_a_photo_is_asked_for_on_a_bonus_only_when_it_is_given() -> None:
    content = scheme(item(1, "5", schemes.BONUS, photo=True), item(2, "5", CONFORM, photo=True))
    assert [one.item for one in missing(content, record([]))] == [2]
    given_bonus = record([answer(1, VALUED, points=D(1))], photos=(2,))
    assert [one.item for one in missing(content, given_bonus)] == [1]


def test_the_lines_of_an_explanation_tell_losses_and_bonus() -> None:
    content = schemes.every_kind()
    said = [answer(2, DEDUCTED), answer(7, VALUED, points=D(2))]
    lines = explain(content, record(said, [finding(2, "0.5", 2)]))
    assert [(line.kind, line.item, line.points, line.lost) for line in lines] == [
        (LineKind.ITEM, 2, D(1), D("3.33")),
        (LineKind.BONUS, 7, D(-2), D("-2.00")),
    ]


points = st.decimals(min_value=0, max_value=20, places=4)
found_points = st.lists(st.tuples(points, st.integers(1, 30), st.booleans()), max_size=4)


@st.composite
def scored(draw: st.DrawFn) -> tuple[Scheme, Record]:
    """A record with random answers to a scheme with an item of each kind, twice over."""
    content = schemes.every_kind()
    said: list[Answer] = []
    found: list[Finding] = []
    for one in content.items:
        state = draw(st.sampled_from([None, *AnswerState]))
        if state is None:
            continue
        said.append(
            Answer(
                one.number,
                state,
                found=draw(st.none() | st.decimals(0, 12, places=2)),
                points=draw(st.none() | st.decimals(0, one.full_mark, places=4)),
                grade=draw(st.sampled_from([None, "A", "B", "C"])),
            )
        )
        for each, occurrences, fixed in draw(found_points):
            found.append(finding(one.number, str(each), occurrences, fixed=fixed))
    return content, record(said, found, length=draw(st.none() | st.just(D(1234))))


@given(scored())
def test_a_loss_is_between_nothing_and_the_full_mark(case: tuple[Scheme, Record]) -> None:
    for result in record_results(*case):
        assert result.loss is None or 0 <= result.loss <= result.full
        assert result.loss is None or -result.loss.as_tuple().exponent <= 4
    whole = live_total(*case)
    assert 0 <= whole.got <= whole.full
    assert whole.bonus <= 3


@given(scored())
def test_the_lines_add_up_to_what_is_missing_from_100(case: tuple[Scheme, Record]) -> None:
    score = live_total(*case).printed_score
    lines = explain(*case)
    if score is None:
        assert lines == ()
    else:
        assert sum((line.lost for line in lines), D(0)) == 100 - score


@given(scored(), st.randoms())
def test_the_order_of_answers_and_findings_does_not_matter(
    case: tuple[Scheme, Record], chance: object
) -> None:
    content, whole = case
    mixed_answers, mixed_findings = list(whole.answers), list(whole.findings)
    chance.shuffle(mixed_answers)  # type: ignore[attr-defined]
    chance.shuffle(mixed_findings)  # type: ignore[attr-defined]
    again = results(content, "market", whole.visit.length_m, mixed_answers, mixed_findings)
    assert again == record_results(content, whole)


@given(scored(), points, st.integers(1, 5))
def test_another_finding_never_raises_the_score(
    case: tuple[Scheme, Record], each: Decimal, occurrences: int
) -> None:
    content, whole = case
    said = [one for one in whole.answers if one.item != 2] + [answer(2, DEDUCTED)]
    less = record(said, [*whole.findings], length=whole.visit.length_m)
    more = record(
        said, [*whole.findings, finding(2, str(each), occurrences)], length=whole.visit.length_m
    )
    before, after = live_total(content, less).score, live_total(content, more).score
    assert before is not None
    assert after is not None
    assert after <= before


@given(scored())
def test_the_sections_on_top_add_up_to_the_whole(case: tuple[Scheme, Record]) -> None:
    content, whole = case
    by_section = {one.section: one for one in totals(content, record_results(content, whole))}
    top = [by_section[number] for number in (1, 3)]
    assert sum((one.full for one in top), D(0)) == by_section[0].full
    assert sum((one.got for one in top), D(0)) == by_section[0].got


def test_a_score_is_printed_half_up() -> None:
    assert Total(0, D("216.5"), D(228), D(0), 1, 0, 0, 0).printed_score == D("94.96")
    assert Total(0, D("199.99"), D(200), D(0), 1, 0, 0, 0).printed_score == D("100.00")
