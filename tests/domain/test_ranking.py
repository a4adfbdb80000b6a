from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.board import BoardKind, FootnoteKind, RankedGroup
from inspector.domain.board_rules import Minimum, Numbering, Order, TieKey
from inspector.domain.footnote import Told, footnotes
from inspector.domain.model.compliance import Pooling, RateSum, observation_shares, rates
from inspector.domain.model.outcome import Outcome, Part, SiteSum
from inspector.domain.model.roll_up import part_names, roll_up, visit_shares
from inspector.domain.points import UNITS_PER_POINT, printed
from inspector.domain.ranking import Came, Subject, ranked_group, with_missing_types

D = Decimal
UNIT = UUID(int=1)
UNITS = BoardKind.UNITS
ESTATE, LANE, ROAD, MARKET = "estate", "lane", "road", "market"
WEIGHTS = {ESTATE: D("0.4"), LANE: D("0.2"), ROAD: D("0.2"), MARKET: D("0.2")}


@dataclass(frozen=True)
class Seen:
    """Visits to one site with the same full mark."""

    subject: UUID
    site: UUID
    site_type: str
    full: int
    got: int
    bonus: int
    visits: int


def merged(seen: list[Seen]) -> list[SiteSum]:
    """One sum for each subject, site and type, as the store gives them."""
    sums: dict[tuple[UUID, UUID, str], list[Seen]] = {}
    for one in seen:
        sums.setdefault((one.subject, one.site, one.site_type), []).append(one)
    return [
        SiteSum(
            subject,
            "street",
            site,
            site_type,
            {
                full: sum(one.got for one in group if one.full == full)
                for full in {one.full for one in group if one.full}
            },
            sum(one.bonus for one in group if one.full),
            sum(one.visits for one in group if one.full),
            sum(one.visits for one in group),
        )
        for (subject, site, site_type), group in sums.items()
    ]


def visit(
    site: int,
    site_type: str,
    got: str,
    full: str = "100",
    *,
    bonus: str = "0",
    visits: int = 1,
    subject: UUID = UNIT,
) -> Seen:
    got_units, full_units, bonus_units = (
        int(D(text) * UNITS_PER_POINT) for text in (got, full, bonus)
    )
    return Seen(subject, UUID(int=site), site_type, full_units, got_units, bonus_units, visits)


def score(sums: list[Seen], weights: dict[str, Decimal] | None = None) -> Outcome:
    held = weights or {}
    given_sums = merged(sums)
    return roll_up(given_sums, held, part_names(given_sums, held))[UNIT, "street"]


def ranked(scores: dict[str, str | None]) -> RankedGroup:
    subjects = [Subject(UUID(int=n), "street", name, name) for n, name in enumerate(scores, 1)]
    outcomes = {
        (one.id, "street"): Outcome(Fraction(value), (), 1, 1)
        for one in subjects
        if (value := scores[one.name]) is not None
    }
    return ranked_group("street", subjects, Came(outcomes), Came({}))


def test_a_missing_type_leaves_its_weight_to_the_others_as_in_model_m5() -> None:
    sums = [
        visit(1, ESTATE, "70.5", "90"),
        visit(2, ESTATE, "85"),
        visit(3, ESTATE, "90"),
        visit(4, LANE, "88"),
        visit(5, ROAD, "92"),
    ]
    outcome = score(sums, WEIGHTS)
    assert outcome.score is not None
    assert printed(outcome.score) == D("87.22")
    assert [(part.name, printed(part.score or Fraction())) for part in outcome.parts] == [
        (ESTATE, D("84.44")),
        (LANE, D("88.00")),
        (ROAD, D("92.00")),
    ]
    assert (outcome.sites, outcome.visits) == (5, 5)


def test_a_site_counts_once_however_often_it_was_visited() -> None:
    sums = [visit(1, LANE, "540", "100", visits=6), visit(2, LANE, "60")]
    assert score(sums).score == Fraction(75)


def test_visits_with_different_full_marks_are_averaged_exactly() -> None:
    sums = [visit(1, LANE, "1", "3"), visit(1, LANE, "1", "7"), visit(1, LANE, "2", "7")]
    expected = 100 * (Fraction(1, 3) + Fraction(1, 7) + Fraction(2, 7)) / 3
    assert score(sums).score == expected


def test_a_bonus_adds_points_to_its_visit() -> None:
    sums = [visit(1, LANE, "9", "10", bonus="1.5"), visit(1, LANE, "8", "16", bonus="-0.5")]
    assert score(sums).score == (Fraction("91.5") + Fraction("49.5")) / 2


def test_a_visit_without_score_is_counted_but_leaves_the_means() -> None:
    sums = [visit(1, LANE, "9", "10"), visit(1, LANE, "0", "0"), visit(2, ROAD, "0", "0")]
    outcome = score(sums)
    assert outcome.score == 90
    assert (outcome.sites, outcome.visits) == (2, 3)
    assert {part.name: part.score for part in outcome.parts} == {LANE: Fraction(90), ROAD: None}


def test_nothing_scored_is_no_score() -> None:
    assert score([visit(1, LANE, "0", "0")]).score is None
    assert score([visit(1, LANE, "1", "2")], {LANE: D(0)}).score is None


def test_the_shares_of_the_visits_add_up_to_the_whole() -> None:
    sums = [
        visit(1, ESTATE, "70.5", "90"),
        visit(1, ESTATE, "85", visits=2),
        visit(2, LANE, "88"),
        visit(3, LANE, "0", "0"),
    ]
    given_sums = merged(sums)
    outcomes = roll_up(given_sums, WEIGHTS, part_names(given_sums, WEIGHTS))
    shares = visit_shares(given_sums, WEIGHTS, outcomes)
    first = shares[UNIT, "street", UUID(int=1), ESTATE]
    second = shares[UNIT, "street", UUID(int=2), LANE]
    assert len(shares) == 2
    assert 3 * first + second == 1
    assert second == Fraction(1, 3)


def test_results_are_pooled_or_averaged_by_content_as_in_model_m2() -> None:
    sums = [
        RateSum(UNIT, "a", Fraction(2), 4),
        RateSum(UNIT, "b", Fraction(1), 1),
        RateSum(UUID(int=2), "b", Fraction(1), 1),
    ]
    assert rates(sums, Pooling.POOLED)[UNIT].score == Fraction(60)
    assert rates(sums, Pooling.BY_CONTENT)[UNIT].score == Fraction(75)
    assert rates(sums, Pooling.POOLED)[UNIT].visits == 5
    for pooling in Pooling:
        shares = observation_shares(sums, pooling)
        assert 4 * shares[UNIT, "a"] + shares[UNIT, "b"] == 1


def test_equal_printed_scores_share_a_rank_and_the_next_is_left_out() -> None:
    group = ranked({"d": "80", "b": "94.954", "a": "94.9549", "c": "95", "e": None, "f": "7"})
    assert [(row.name, row.rank) for row in group.rows] == [
        ("c", 1),
        ("a", 2),
        ("b", 2),
        ("d", 4),
        ("f", 5),
        ("e", None),
    ]


def test_the_mean_of_a_list_is_over_those_with_a_score() -> None:
    group = ranked({"a": "90", "b": "80", "c": None})
    assert group.mean == D("85.00")
    assert ranked({"a": None}).mean is None


def test_ranks_of_the_period_before_stand_beside() -> None:
    subjects = [Subject(UUID(int=n), "street", str(n), str(n)) for n in (1, 2, 3)]
    key = [(one.id, "street") for one in subjects]
    now = {key[0]: Outcome(Fraction(90), (), 1, 1), key[1]: Outcome(Fraction(80), (), 1, 1)}
    then = {key[1]: Outcome(Fraction(70), (), 1, 1), key[2]: Outcome(Fraction(60), (), 1, 1)}
    group = ranked_group("street", subjects, Came(now), Came(then))
    assert [(row.rank, row.previous_rank, row.is_new) for row in group.rows] == [
        (1, None, True),
        (2, 1, False),
        (None, 2, False),
    ]
    assert group.previous_mean == D("65.00")
    assert group.rows[1].previous_score == D("70.00")


def test_a_row_that_lacks_a_type_of_the_group_says_so() -> None:
    other = UUID(int=2)
    sums = [visit(1, LANE, "9"), visit(2, ROAD, "9"), visit(3, LANE, "9", subject=other)]
    given_sums = merged(sums)
    outcomes = roll_up(given_sums, {}, part_names(given_sums, {}))
    subjects = [Subject(UNIT, "street", "1", "one"), Subject(other, "street", "2", "two")]
    group = with_missing_types(ranked_group("street", subjects, Came(outcomes), Came({})))
    notes = {row.name: row.notes for row in group.rows}
    assert notes["one"] == ()
    assert [(note.kind, note.facts) for note in notes["two"]] == [
        (FootnoteKind.MISSING_TYPE, {"types": ROAD})
    ]


def test_a_type_that_few_of_a_group_have_is_no_gap_of_the_others() -> None:
    units = [UUID(int=n) for n in (1, 2, 3)]
    given_sums = merged([visit(n, LANE, "9", subject=unit) for n, unit in enumerate(units)])
    given_sums += merged([visit(9, ROAD, "9")])
    outcomes = roll_up(given_sums, {}, part_names(given_sums, {}))
    subjects = [Subject(unit, "street", "", "") for unit in units]
    group = with_missing_types(ranked_group("street", subjects, Came(outcomes), Came({})))
    assert [row.notes for row in group.rows] == [(), (), ()]
    told = {note.kind: note.facts for note in footnotes(UNITS, (group,), {}, Told("now", ()))}
    assert told[FootnoteKind.MISSING_TYPE] == {"count": "2"}


names = st.sampled_from([ESTATE, LANE, ROAD, MARKET])


@st.composite
def visits(draw: st.DrawFn) -> list[Seen]:
    found = []
    for _ in range(draw(st.integers(1, 12))):
        full = draw(st.integers(0, 1_000_000))
        number = draw(st.integers(1, 3))
        found.append(
            Seen(
                UUID(int=draw(st.integers(1, 3))),
                UUID(int=draw(st.integers(1, 4))),
                draw(names),
                full,
                draw(st.integers(0, full * number)),
                0,
                number,
            )
        )
    return found


def plain_roll_up(sums: list[Seen], subject: UUID) -> Fraction | None:
    """Model M5 written down as in the book, visit sums as they are."""
    weighted, whole = Fraction(0), Fraction(0)
    for name in {one.site_type for one in sums}:
        means = []
        for site in {one.site for one in sums}:
            own = [
                one
                for one in sums
                if (one.subject, one.site_type, one.site) == (subject, name, site) and one.full
            ]
            if own:
                total = sum((Fraction(100 * one.got, one.full) for one in own), Fraction(0))
                means.append(total / sum(one.visits for one in own))
        if means:
            weighted += Fraction(WEIGHTS[name]) * sum(means, Fraction(0)) / len(means)
            whole += Fraction(WEIGHTS[name])
    return weighted / whole if whole else None


@given(visits())
def test_the_roll_up_is_the_formula_and_stays_within_0_and_100(sums: list[Seen]) -> None:
    given_sums = merged(sums)
    outcomes = roll_up(given_sums, WEIGHTS, part_names(given_sums, WEIGHTS))
    for (subject, _group), outcome in outcomes.items():
        assert outcome.score == plain_roll_up(sums, subject)
        assert outcome.score is None or 0 <= outcome.score <= 100


@given(visits(), st.integers(0, 2**32))
def test_the_ranking_does_not_depend_on_the_order_of_the_input(sums: list[Seen], seed: int) -> None:
    subjects = [Subject(UUID(int=n), "street", "", f"name {n % 2}") for n in (1, 2, 3)]

    def board(seen: list[Seen], given_subjects: list[Subject]) -> RankedGroup:
        given_sums = merged(seen)
        outcomes = roll_up(given_sums, WEIGHTS, part_names(given_sums, WEIGHTS))
        return ranked_group("street", given_subjects, Came(outcomes), Came(outcomes))

    mixed_sums, mixed_subjects = list(sums), list(subjects)
    Random(seed).shuffle(mixed_sums)
    Random(seed).shuffle(mixed_subjects)
    assert board(sums, subjects) == board(mixed_sums, mixed_subjects)


@given(st.lists(st.fractions(0, 100, max_denominator=999), min_size=1, max_size=12))
def test_equal_printed_scores_have_equal_ranks_and_better_ones_better_ranks(
    scores: list[Fraction],
) -> None:
    group = ranked({str(n): str(value) for n, value in enumerate(scores)})
    for row in group.rows:
        assert row.score is not None
        better = [one for one in group.rows if one.score is not None and one.score > row.score]
        assert row.rank == len(better) + 1


@given(visits(), st.integers(1, 1000))
def test_a_better_visit_never_lowers_a_score(sums: list[Seen], more: int) -> None:
    first = sums[0]
    better = Seen(
        first.subject,
        first.site,
        first.site_type,
        first.full,
        min(first.got + more, first.full * first.visits),
        0,
        first.visits,
    )
    before = plain_roll_up(sums, first.subject)
    given_sums = merged([better, *sums[1:]])
    outcomes = roll_up(given_sums, WEIGHTS, part_names(given_sums, WEIGHTS))
    after = outcomes[first.subject, "street"].score
    assert before is None or (after is not None and after >= before)


def held(value: Fraction, visits: int, types: int = 1) -> Outcome:
    parts = tuple(Part(str(n), value, 1, visits) for n in range(types))
    return Outcome(value, parts, types, visits)


def test_equals_go_on_densely_or_are_parted_by_what_is_declared() -> None:
    subjects = [Subject(UUID(int=n), "street", name, name) for n, name in enumerate("abcd", 1)]
    values = [held(Fraction(n), visits) for n, visits in ((90, 1), (90, 3), (80, 1), (80, 1))]
    came = Came({(one.id, "street"): value for one, value in zip(subjects, values, strict=True)})

    def ranks(order: Order) -> list[tuple[str, int | None]]:
        rows = ranked_group("street", subjects, came, Came({}), order).rows
        return [(row.name, row.rank) for row in rows]

    assert ranks(Order()) == [("a", 1), ("b", 1), ("c", 3), ("d", 3)]
    assert ranks(Order(numbering=Numbering.DENSE)) == [("a", 1), ("b", 1), ("c", 2), ("d", 2)]
    parted = Order(numbering=Numbering.DENSE, tie_keys=(TieKey.MORE_VISITS, TieKey.MORE_SITES))
    assert ranks(parted) == [("b", 1), ("a", 2), ("c", 3), ("d", 3)]


def test_the_exact_score_may_decide_though_the_printed_is_the_same() -> None:
    subjects = [Subject(UUID(int=n), "street", name, name) for n, name in enumerate("ab", 1)]
    values = [held(Fraction("85.541"), 1), held(Fraction("85.544"), 1)]
    came = Came({(one.id, "street"): value for one, value in zip(subjects, values, strict=True)})
    for order, expected in (
        (Order(), [("a", 1, D("85.54")), ("b", 1, D("85.54"))]),
        (Order(by_exact=True), [("b", 1, D("85.54")), ("a", 2, D("85.54"))]),
        (Order(decimals=3), [("b", 1, D("85.544")), ("a", 2, D("85.541"))]),
    ):
        rows = ranked_group("street", subjects, came, Came({}), order).rows
        assert [(row.name, row.rank, row.score) for row in rows] == expected


def test_who_has_less_than_the_minimum_stands_below_without_a_rank() -> None:
    subjects = [Subject(UUID(int=n), "street", name, name) for n, name in enumerate("abc", 1)]
    values = [held(Fraction(99), 1), held(Fraction(80), 5, types=2)]
    came = Came({(one.id, "street"): value for one, value in zip(subjects, values, strict=False)})
    group = ranked_group("street", subjects, came, came, Order(), Minimum(3, 2, 2))
    assert [(row.name, row.rank, row.previous_rank) for row in group.rows] == [
        ("b", 1, 1),
        ("a", None, None),
        ("c", None, None),
    ]
    assert group.rows[1].notes[0].facts == {"visits": "1/3", "sites": "1/2", "types": "1/2"}
    assert group.rows[2].notes == ()


orders = st.builds(
    Order,
    st.integers(0, 4),
    st.booleans(),
    st.sampled_from(Numbering),
    st.lists(st.sampled_from(TieKey), max_size=3, unique=True).map(tuple),
)


@given(
    st.lists(
        st.tuples(st.fractions(0, 100, max_denominator=99), st.integers(1, 3)),
        min_size=1,
        max_size=9,
    ),
    orders,
    st.integers(0, 2**32),
)
def test_any_declared_order_is_free_of_the_order_of_the_input(
    told: list[tuple[Fraction, int]], order: Order, seed: int
) -> None:
    subjects = [Subject(UUID(int=n), "street", "", str(n)) for n in range(len(told))]
    came = Came({(UUID(int=n), "street"): held(*one) for n, one in enumerate(told)})
    mixed = list(subjects)
    Random(seed).shuffle(mixed)
    group = ranked_group("street", subjects, came, came, order)
    assert ranked_group("street", mixed, came, came, order) == group
    ranks = [row.rank or 0 for row in group.rows]
    assert ranks[0] == 1
    for place, (before, after) in enumerate(zip(group.rows, group.rows[1:], strict=False), 1):
        assert before.exact is not None
        assert after.exact is not None
        same = before.rank == after.rank
        values = [one.exact if order.by_exact else one.score for one in (before, after)]
        assert values[0] >= values[1]  # type: ignore[operator]
        if same or not order.tie_keys:
            assert same == (values[0] == values[1])
        step = 1 if order.numbering is Numbering.DENSE else place + 1 - ranks[place - 1]
        assert ranks[place] == (ranks[place - 1] if same else ranks[place - 1] + step)
