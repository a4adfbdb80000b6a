"""Ranking by the rules of a board, over real visits: what each rule does, and why it adds up."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from inspector.domain.board import Board, BoardKind, FootnoteKind, RankedRow, Ranking
from inspector.domain.board_rules import (
    Additions,
    BoardRules,
    Event,
    EventKind,
    Filters,
    Gate,
    LedgerFact,
    Metric,
    MetricKind,
    Minimum,
    Numbering,
    Order,
    PeriodRule,
    SubjectGroup,
    SubjectKind,
    Subjects,
    TieKey,
    TypeWeight,
    VetoItem,
)
from inspector.domain.model.deduction import NaRule
from inspector.domain.model.duty import DutyRule
from inspector.domain.model.ledger import LedgerKind, LedgerPoints, LedgerRules
from inspector.domain.model.roll_up import MissingType, RollUp, TypeMean
from inspector.domain.model.span import PeriodMean
from inspector.domain.model.veto import VetoEffect
from inspector.domain.period import PeriodKind, parse_period
from inspector.domain.ready_board import kind_of
from inspector.domain.scheme import SchemeOrigin
from inspector.domain.unit import Role, UnitClass
from inspector.domain.visit import Answer, AnswerState, Level, Method, VisitUnit
from inspector.errors import ActionFault, ActionRefused
from inspector.services import board
from inspector.services.ranking import campaign_period
from inspector.services.workspace import Workspace
from inspector.store import tables
from tests.domain import scored_schemes
from tests.services.test_board import CUTOFF, WEEK, World, given, result_scheme, results, world
from tests.store import board_world
from tests.store.board_world import DAY

__all__ = ["results", "world"]
D = Decimal
STREETS = Subjects(classes=(UnitClass.STREET,))
VISITS = Metric()


def ranked(ws: Workspace, rules: BoardRules, period: object = WEEK, **more: object) -> Ranking:
    made = Board(UUID(int=77), "made up", kind_of(rules), rules)
    return board.rank(ws, made, period, cutoff=CUTOFF, **more)  # type: ignore[arg-type]


def rules(metric: Metric = VISITS, **more: object) -> BoardRules:
    return BoardRules(**{"subjects": STREETS, "metrics": (metric,), **more})  # type: ignore[arg-type]


def scores(ranking: Ranking) -> dict[str, str | None]:
    return {row.name: None if row.score is None else str(row.score) for row in ranking.rows}


def row(ranking: Ranking, name: str) -> RankedRow:
    return next(one for one in ranking.rows if one.name == name)


def adds_up(ws: Workspace, ranking: Ranking) -> None:
    """Losses and terms of every row add up to what is missing to 100, exact and printed."""
    for one in board.losses(ws, ranking):
        if one.row.score is None:
            continue
        lost = [*one.losses, *one.terms]
        assert one.row.exact is not None
        assert sum((each.exact for each in lost), Fraction(0)) == 100 - one.row.exact
        assert sum((each.lost for each in lost), D(0)) == 100 - one.row.score
        assert board.why(ws, ranking, one.row).explanation == one


def change(ws: Workspace, number: str, **fields: object) -> None:
    with ws.database.transaction():
        tables.Visit.update(**fields).where(tables.Visit.number == number).execute()


def test_only_the_classes_and_lists_of_the_board_are_ranked(ws: Workspace, world: World) -> None:
    assert scores(ranked(ws, rules())) == {"east": "95.00", "west": "66.00"}
    tiers = Subjects(
        groups=(
            SubjectGroup("first", (world.west, world.trade)),
            SubjectGroup("second", (world.trade,)),
        )
    )
    found = ranked(ws, rules(subjects=tiers))
    assert [(one.group, one.name, one.rank) for one in found.rows] == [
        ("first", "trade", 1),
        ("first", "west", 2),
        ("second", "trade", 1),
    ]
    assert (found.board_name, found.rules.subjects) == ("made up", tiers)
    adds_up(ws, found)


def test_sites_are_ranked_by_types_groups_or_length(ws: Workspace, world: World) -> None:
    sites = Subjects(SubjectKind.SITES, site_types=("road",))
    assert scores(ranked(ws, rules(subjects=sites))) == {"r1": "66.00"}
    group = SubjectGroup("some", (world.hall, world.road))
    found = ranked(ws, rules(subjects=Subjects(SubjectKind.SITES, groups=(group,))))
    assert [(one.group, one.name, one.rank) for one in found.rows] == [
        ("some", "m2", 1),
        ("some", "r1", 2),
    ]
    adds_up(ws, found)
    segments = rules(subjects=Subjects(SubjectKind.SEGMENTS))
    change(ws, "A-3", length_m=D(300))
    for number in ("A-1", "A-2", "A-4"):
        change(ws, number, length_m=None)
    (one,) = ranked(ws, segments).groups
    assert (one.key, [each.name for each in one.rows]) == ("segments", ["r1"])
    adds_up(ws, ranked(ws, segments))


def test_a_site_lacks_no_type_that_other_sites_have(ws: Workspace, world: World) -> None:
    group = SubjectGroup("some", (world.market, world.hall, world.road))
    plain = ranked(ws, rules(subjects=Subjects(SubjectKind.SITES, groups=(group,))))
    for missing in MissingType:
        metric = Metric(roll_up=RollUp(missing=missing))
        found = ranked(ws, rules(metric, subjects=plain.rules.subjects))
        assert scores(found) == scores(plain)
        adds_up(ws, found)


def test_only_visits_that_pass_the_filters_count(ws: Workspace, world: World) -> None:
    change(ws, "A-1", level=Level.LEADER, campaign="Spring", method=Method.FILING)
    only = {
        "level": Filters(levels=(Level.LEADER, Level.HIGHER)),
        "campaign": Filters(campaigns=("Spring",)),
        "method": Filters(methods=(Method.FILING,)),
    }
    for filters in only.values():
        found = ranked(ws, rules(Metric(filters=filters)))
        assert scores(found) == {"east": "90.00", "west": None}
        assert FootnoteKind.FILTER in {note.kind for note in found.footnotes}
        adds_up(ws, found)
    types = Filters(site_types=("road",))
    assert scores(ranked(ws, rules(Metric(filters=types)))) == {"east": None, "west": "66.00"}
    assert scores(ranked(ws, rules(), campaign="Spring"))["east"] == "90.00"
    assert campaign_period(ws, "Spring") == parse_period(f"{DAY}..{DAY}")
    with pytest.raises(ActionRefused) as refused:
        campaign_period(ws, "Autumn")
    assert refused.value.fault is ActionFault.NO_CAMPAIGN


def test_a_missing_type_has_what_the_rule_puts_there(ws: Workspace, world: World) -> None:
    expected = {
        MissingType.PEER_MEAN: {"east": "80.50", "west": "80.50"},
        MissingType.FULL: {"east": "97.50", "west": "83.00"},
        MissingType.EXCLUDE: {"east": None, "west": None},
    }
    for missing, wanted in expected.items():
        found = ranked(ws, rules(Metric(roll_up=RollUp(missing=missing))))
        assert scores(found) == wanted
        kinds = {note.kind for one in found.rows for note in one.notes}
        lacks = missing is MissingType.EXCLUDE
        assert kinds == {FootnoteKind.LACKS_TYPE if lacks else FootnoteKind.SUBSTITUTED}
        adds_up(ws, found)


def test_weights_of_types_and_means_over_visits_are_those_of_the_board(
    ws: Workspace, world: World
) -> None:
    with ws.database.transaction():
        world.visit(world.market, given("0"), given("0", 2))
    bureaus = Subjects(classes=(UnitClass.BUREAU,))
    plain = ranked(ws, rules(subjects=bureaus))
    heavy = Metric(type_weights=(TypeWeight("road", D(3)),))
    own = ranked(ws, rules(heavy, subjects=bureaus))
    market, road = (part.score for part in plain.rows[0].parts)
    assert market is not None
    assert road is not None
    assert own.rows[0].exact == (market + 3 * road) / 4
    visits = ranked(ws, rules(Metric(roll_up=RollUp(TypeMean.VISITS)), subjects=bureaus))
    by_name = {part.name: part.score for part in visits.rows[0].parts}
    worst = Fraction(1000, 30)
    assert by_name["market"] == (Fraction(90) + 100 + 95 + worst) / 4
    for found in (plain, own, visits):
        adds_up(ws, found)


def test_what_does_not_apply_counts_as_the_board_says(ws: Workspace, world: World) -> None:
    with ws.database.transaction():
        tables.Visit.update(void=True).where(tables.Visit.number << ["A-1", "A-2"]).execute()
        nothing = Answer(1, AnswerState.NOT_APPLICABLE)
        world.visit(world.market, nothing, given("9", 2), number="A-9")
    # The market has 19 of 20; 29 of 30 or 19 of 30 with the item that does not apply.
    market = {NaRule.EXCLUDE: 95, NaRule.FULL: Fraction(2900, 30), NaRule.ZERO: Fraction(1900, 30)}
    for rule, score in market.items():
        found = ranked(ws, rules(Metric(na_rule=rule)))
        assert row(found, "east").exact == Fraction(score + 95) / 2
        adds_up(ws, found)


def test_units_bear_their_shares_of_the_losses(ws: Workspace, world: World) -> None:
    with ws.database.transaction():
        tables.VisitUnit.update(share=D("0.5")).where(tables.VisitUnit.unit == world.east).execute()
    split = rules(duty=DutyRule.SPLIT, subjects=Subjects())
    found = ranked(ws, split)
    assert scores(found) == {"east": "97.50", "west": "66.00", "trade": "80.50"}
    adds_up(ws, found)


def test_units_answer_in_the_roles_that_are_named(ws: Workspace, world: World) -> None:
    with ws.database.transaction():
        board_world.visit(
            world.version,
            world.road,
            "road",
            [(world.west, Role.CHIEF_1), (world.west, Role.CHIEF_2), (world.east, Role.LINE)],
            [given("4")],
        )
    chiefs = Subjects(roles=(Role.CHIEF_1, Role.CHIEF_2))
    found = ranked(ws, rules(subjects=chiefs))
    assert {one.name: one.n for one in found.rows if one.n} == {"west": 1}
    adds_up(ws, found)


def test_a_month_may_be_the_mean_of_its_weeks(ws: Workspace, world: World) -> None:
    month = parse_period("2026-11")
    pooled = ranked(ws, rules(), month)
    assert scores(pooled)["east"] == "96.25"
    weekly = ranked(ws, rules(period=PeriodRule(PeriodMean.MEAN)), month)
    assert scores(weekly) == {"east": "97.50", "west": "83.00"}
    assert (row(weekly, "east").n, row(weekly, "east").sites) == (4, 2)
    adds_up(ws, weekly)
    weighted = PeriodRule(PeriodMean.WEIGHTED, PeriodKind.WEEK, tuple(map(D, ("0", "0", "1", "0"))))
    found = ranked(ws, rules(period=weighted), month)
    assert scores(found)["east"] == "95.00"
    # October has five weeks, so nothing can stand beside.
    assert {one.previous_score for one in found.rows} == {None}
    with pytest.raises(ActionRefused) as refused:
        ranked(ws, rules(period=weighted), parse_period("2026-10"))
    assert refused.value.facts == {"period": "2026-10", "parts": "5", "weights": "4"}
    sites = rules(period=PeriodRule(PeriodMean.MEAN), subjects=Subjects(SubjectKind.SITES))
    adds_up(ws, ranked(ws, sites, month))
    assert ranked(ws, rules(), parse_period("2026-Q4")).number == 4


def test_who_has_too_little_keeps_its_score_without_a_rank(ws: Workspace, world: World) -> None:
    found = ranked(ws, rules(minimum=Minimum(visits=2), subjects=Subjects()))
    west = row(found, "west")
    assert (west.rank, west.score, found.groups[0].rows[-1]) == (None, D("66.00"), west)
    assert west.notes[0].facts == {"visits": "1/2"}
    assert row(found, "east").rank == 1
    types = ranked(ws, rules(minimum=Minimum(types=2, sites=1)))
    assert {one.rank for one in types.rows} == {None}


def test_a_composite_of_two_schemes_with_bonus_penalty_and_caps(
    ws: Workspace, world: World
) -> None:
    with ws.database.transaction():
        item = scored_schemes.item(1, "10", scored_schemes.POINTS)
        minors, scheme_id = scored_schemes.scheme(item), uuid4()
        version = board_world.publish(minors, scheme_id)
        board_world.visit(
            version, world.hall, "market", [(world.east, Role.TERRITORIAL)], [given("8")]
        )
    metrics = (
        Metric(weight=D("0.6"), scheme=world.scheme_id),
        Metric(name="minors", weight=D("0.2"), scheme=scheme_id),
        Metric(MetricKind.RECTIFICATION, weight=D("0.2")),
    )
    events = (
        Event(world.east, DAY, EventKind.BONUS, "praised", "Wen", D("1.5")),
        Event(world.east, DAY, EventKind.BONUS, "praised again", "Wen", D("1.5")),
        Event(world.east, DAY, EventKind.PENALTY, "late filing", "Wen", D("0.5")),
        Event(world.east, DAY - timedelta(days=30), EventKind.PENALTY, "long ago", "Wen", D(9)),
    )
    made = rules(metrics=metrics, additions=Additions(events=events, bonus_cap=D(2), maximum=D(93)))
    found = ranked(ws, made)
    east = row(found, "east")
    base = (Fraction("0.6") * 95 + Fraction("0.2") * 80) / Fraction("0.8")
    assert east.composition is not None
    assert east.composition.base == base
    assert (east.exact, east.composition.clipped) == (Fraction("92.75"), 0)
    assert [one.value for one in east.composition.metrics] == [95, 80, None]
    assert east.n == 4
    west = row(found, "west")
    assert west.exact == 66
    assert FootnoteKind.NO_VALUE in {note.kind for note in west.notes}
    adds_up(ws, found)
    clipped = ranked(ws, replace(made, additions=replace(made.additions, maximum=D(90))))
    assert row(clipped, "east").score == D("90.00")
    adds_up(ws, clipped)


def test_vetoes_and_gates_take_points_rank_or_title(ws: Workspace, world: World) -> None:
    item = UUID(int=3)
    for effect, expected in (
        (VetoEffect.POINTS, (1, D("92.00"))),
        (VetoEffect.NO_RANK, (None, D("95.00"))),
        (VetoEffect.NO_SCORE, (None, None)),
    ):
        struck = (VetoItem(item, effect, D(3)),)
        found = ranked(ws, rules(additions=Additions(veto_items=struck)))
        east = row(found, "east")
        assert (east.rank, east.score) == expected
        assert "standard 3" in east.notes[0].facts["reason"]
        assert row(found, "west").score == D("66.00")
        adds_up(ws, found)
    sites = Additions(veto_items=(VetoItem(item, points=D(3)),))
    on_sites = ranked(ws, rules(additions=sites, subjects=Subjects(SubjectKind.SITES)))
    assert scores(on_sites) == {"m1": "95.00", "m2": "92.00", "r1": "66.00"}
    gated = ranked(ws, rules(additions=Additions(gates=(Gate(1, D(70)),))))
    assert [(one.name, one.rank) for one in gated.rows] == [("east", 1), ("west", None)]
    by_hand = Event(world.west, DAY, EventKind.VETO, "accident", "Wen", D(6))
    found = ranked(ws, rules(additions=Additions(events=(by_hand,))))
    assert row(found, "west").score == D("60.00")
    adds_up(ws, found)


def test_the_ledger_scores_whoever_has_an_event(ws: Workspace, world: World) -> None:
    ledger = LedgerRules(points=(LedgerPoints(LedgerKind.PROBLEM, "city", D(-2)),))
    fact = LedgerFact(LedgerKind.PROBLEM, "city", 3)
    event = Event(world.west, DAY, EventKind.LEDGER, "found", "Wen", ledger=fact)
    made = rules(
        metrics=(
            Metric(weight=D("0.5")),
            Metric(MetricKind.LEDGER, weight=D("0.5"), ledger=ledger),
        ),
        additions=Additions(events=(event,)),
    )
    found = ranked(ws, made)
    assert scores(found) == {"east": "97.50", "west": "80.00"}
    adds_up(ws, found)


def test_order_numbering_and_tie_keys_are_those_of_the_board(ws: Workspace, world: World) -> None:
    sites = Subjects(SubjectKind.SITES, groups=(SubjectGroup("all", (world.market, world.hall)),))
    assert [one.rank for one in ranked(ws, rules(subjects=sites)).rows] == [1, 1]
    keys = Order(tie_keys=(TieKey.MORE_VISITS,))
    found = ranked(ws, rules(subjects=sites, order=keys))
    assert [(one.name, one.rank) for one in found.rows] == [("m1", 1), ("m2", 2)]
    group = SubjectGroup("all", (world.market, world.hall, world.road))
    three = Subjects(SubjectKind.SITES, groups=(group,))
    dense = Order(decimals=1, numbering=Numbering.DENSE)
    found = ranked(ws, rules(subjects=three, order=dense))
    assert [(one.rank, str(one.score)) for one in found.rows] == [
        (1, "95.0"),
        (1, "95.0"),
        (2, "66.0"),
    ]
    adds_up(ws, found)


def test_rates_follow_roles_shares_and_groups_too(
    ws: Workspace, results: tuple[UUID, UUID]
) -> None:
    east, trade = results
    groups = (SubjectGroup("both", (east, trade)),)
    found = ranked(ws, rules(subjects=Subjects(groups=groups)))
    assert [(one.name, str(one.score)) for one in found.rows] == [
        ("trade", "86.67"),
        ("east", "65.00"),
    ]
    adds_up(ws, found)
    with ws.database.transaction():
        tables.VisitUnit.update(share=D("0.5")).where(tables.VisitUnit.unit == trade).execute()
    split = ranked(ws, rules(subjects=Subjects(), duty=DutyRule.SPLIT))
    assert scores(split) == {"east": "65.00", "trade": "93.33"}
    adds_up(ws, split)
    with ws.database.transaction():
        version = board_world.publish(result_scheme(), uuid4(), origin=SchemeOrigin.RESULT)
        chief = [VisitUnit(trade, Role.CHIEF_1, 1)]
        board_world.visit(version, uuid4(), "hall", answers=[given("0.4")], item_units=chief)
        used = tables.SchemeVersion.get(tables.SchemeVersion.id == version).scheme_id
    chiefs = rules(Metric(scheme=used), subjects=Subjects(roles=(Role.CHIEF_1,)))
    assert scores(ranked(ws, chiefs)) == {"trade": "40.00", "east": None}


def test_rules_of_a_newer_program_are_not_ranked_by(ws: Workspace, world: World) -> None:
    with pytest.raises(ActionRefused) as refused:
        board.rank(ws, Board(UUID(int=1), "newer"), WEEK)
    assert refused.value.fault is ActionFault.RULES_NEWER


def test_a_composite_is_explained_by_types_and_what_else_is_in_it(
    ws: Workspace, world: World
) -> None:
    metrics = (
        Metric(weight=D("0.5"), type_weights=(TypeWeight("road", D(3)),)),
        Metric(MetricKind.LEDGER, weight=D("0.5"), ledger=LedgerRules(base=D(90))),
    )
    bonus = Event(world.trade, DAY, EventKind.BONUS, "praised", "Wen", D(2))
    made = rules(metrics=metrics, subjects=Subjects(), additions=Additions(events=(bonus,)))
    found = ranked(ws, made)
    trade = row(found, "trade")
    why = board.why(ws, found, trade)
    assert trade.score is not None
    assert sum((part.lost for part in why.parts), D(0)) == 100 - trade.score
    assert [(part.name, part.share) for part in why.parts] == [
        ("road", Fraction(3, 4)),
        ("market", Fraction(1, 4)),
        ("full marks that nobody can have", None),
        ("bonus", None),
    ]


def test_site_types_are_ranked_by_the_mean_of_their_sites(ws: Workspace, world: World) -> None:
    plain = ranked(ws, rules(subjects=Subjects(SubjectKind.SITES)))
    of_type: dict[str, list[Fraction]] = {}
    for row in plain.rows:
        of_type.setdefault(row.group, []).append(Fraction(row.exact or 0))
    for missing in MissingType:
        metric = Metric(roll_up=RollUp(missing=missing))
        found = ranked(ws, rules(metric, subjects=Subjects(SubjectKind.TYPES)))
        assert {row.name: row.exact for row in found.rows} == {
            name: sum(scores, Fraction(0)) / len(scores) for name, scores in of_type.items()
        }
        assert (found.kind, {row.group for row in found.rows}) == (BoardKind.TYPES, {"types"})
        adds_up(ws, found)
    market = rules(subjects=Subjects(SubjectKind.TYPES, site_types=("market",)))
    assert [row.name for row in ranked(ws, market).rows] == ["market"]
