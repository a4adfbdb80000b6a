from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from msgspec.structs import replace

from inspector.domain.board_fault import ItemFate, Known, RuleFault, RuleFaultKind, check_rules
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
    MisreadRules,
    NewerRules,
    Order,
    PeriodRule,
    SubjectGroup,
    SubjectKind,
    Subjects,
    TieKey,
    TypeWeight,
    VetoItem,
    from_json,
    from_wire,
    to_json,
    to_wire,
)
from inspector.domain.model.ledger import LedgerKind, LedgerPoints, LedgerRules
from inspector.domain.model.roll_up import RollUp
from inspector.domain.model.span import PeriodMean
from inspector.domain.model.threshold import Threshold
from inspector.domain.ready_board import READY_BOARDS, READY_KEYS, ready_id
from inspector.domain.unit import UnitClass
from inspector.domain.visit import Level
from inspector.domain.wire import is_wire

D = Decimal
STREET, SITE, ITEM, SCHEME = (UUID(int=n) for n in (1, 2, 3, 4))
DAY = date(2026, 11, 18)
BONUS = Event(STREET, DAY, EventKind.BONUS, "praised", "Wen", D(2))
KNOWN = Known(
    classes={STREET: UnitClass.STREET},
    sites=frozenset({SITE}),
    site_types=frozenset({"market"}),
    schemes=frozenset({SCHEME}),
    items={ITEM: ItemFate.IN_USE, UUID(int=9): ItemFate.UNFIT},
    inspectors={STREET: frozenset({"Lin"})},
)
FULL = BoardRules(
    subjects=Subjects(groups=(SubjectGroup("first tier", (STREET,)),)),
    metrics=(
        Metric(
            weight=D("0.7"),
            scheme=SCHEME,
            filters=Filters(levels=(Level.LEADER,), campaigns=("Spring",)),
            type_weights=(TypeWeight("market", D("1.5")),),
            roll_up=RollUp(needed=("market",)),
        ),
        Metric(MetricKind.RECTIFICATION, "closing", D("0.2"), threshold=Threshold(D(50), D(70))),
        Metric(
            MetricKind.LEDGER,
            weight=D("0.1"),
            ledger=LedgerRules(points=(LedgerPoints(LedgerKind.PROBLEM, "city", D(-2)),)),
        ),
    ),
    period=PeriodRule(PeriodMean.WEIGHTED, weights=(D("0.4"), D("0.6"))),
    order=Order(4, tie_keys=(TieKey.MORE_VISITS,)),
    additions=Additions(
        events=(
            BONUS,
            Event(
                STREET,
                DAY,
                EventKind.LEDGER,
                "seen",
                "Wen",
                ledger=LedgerFact(LedgerKind.PROBLEM, "city", 2),
            ),
        ),
        bonus_cap=D(5),
        maximum=D(100),
        veto_items=(VetoItem(ITEM),),
        gates=(Gate(1, D(85)),),
    ),
)


def faults(**changed: object) -> list[tuple[str, RuleFaultKind]]:
    found = check_rules(replace(FULL, **changed), KNOWN)
    assert all(isinstance(one, RuleFault) for one in found)
    return [(one.place, one.kind) for one in found]


def added(**changed: object) -> list[tuple[str, RuleFaultKind]]:
    return faults(additions=replace(FULL.additions, **changed))


def test_rules_travel_as_json_and_come_back_the_same() -> None:
    for rules in (BoardRules(), FULL):
        wire = to_wire(rules)
        assert is_wire(wire)
        assert from_wire(wire) == rules
        assert from_json(to_json(rules)) == rules
        assert to_wire(from_wire(wire)) == wire


def test_what_is_not_named_has_its_default_and_numbers_are_exact() -> None:
    assert from_json(b"{}") == BoardRules()
    text = b'{"metrics": [{"weight": 0.1234567890123456789}]}'
    assert from_json(text).metrics[0].weight == D("0.1234567890123456789")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"wieghts": 1}', "wieghts"),
        ('{"metrics": [{"filters": {"levels": ["nobody"]}}]}', "$.metrics[0].filters.levels[0]"),
        ('{"metrics": [{"weight": "much"}]}', "$.metrics[0].weight"),
        ("[]", "object"),
        ("{", "truncated"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(MisreadRules) as refused:
        from_json(text.encode())
    assert place in str(refused.value)


@pytest.mark.parametrize("head", [{"format": 2, "new": 1}, {"formula": 2}])
def test_rules_of_a_newer_program_are_told_apart(head: dict[str, int]) -> None:
    with pytest.raises(NewerRules):
        from_json(json.dumps(head).encode())


def test_right_rules_have_no_fault() -> None:
    assert faults() == []
    sites = Known(classes={STREET: UnitClass.STREET}, sites=frozenset({SITE}))
    for board in READY_BOARDS.values():
        assert board.rules is not None
        kinds = {one.kind for one in check_rules(board.rules, sites)}
        assert kinds <= {RuleFaultKind.NO_SUBJECTS}


def test_ready_made_boards_have_ids_of_their_own() -> None:
    assert {READY_KEYS[ready_id(key)] for key in READY_BOARDS} == set(READY_BOARDS)


def test_weights_must_add_up_to_one() -> None:
    halves = (replace(FULL.metrics[0], weight=D("0.5")), *FULL.metrics[1:])
    assert faults(metrics=halves) == [("metrics", RuleFaultKind.WEIGHTS_NOT_ONE)]
    period = replace(FULL.period, weights=(D("0.4"), D("0.7")))
    assert faults(period=period) == [("period.weights", RuleFaultKind.WEIGHTS_NOT_ONE)]
    assert faults(metrics=(), additions=Additions()) == [("metrics", RuleFaultKind.NO_METRIC)]


def test_a_cap_above_the_full_mark_is_told_where_it_is_typed() -> None:
    above = RuleFaultKind.CAP_ABOVE_FULL
    assert added(bonus_cap=D(101)) == [("additions.bonus_cap", above)]
    assert added(penalty_cap=D(101), maximum=None) == [("additions.penalty_cap", above)]
    vetoes = (VetoItem(ITEM, points=D(101)),)
    assert added(veto_items=vetoes) == [("additions.veto_items[0].points", above)]
    first, second, third = FULL.metrics
    ledger = replace(third, ledger=replace(third.ledger, bonus_cap=D(101)))
    closing = replace(second, threshold=Threshold(D(101), D(70)))
    assert faults(metrics=(first, closing, ledger)) == [
        ("metrics[1].threshold.full", above),
        ("metrics[2].ledger.bonus_cap", above),
    ]


def test_a_board_must_rank_somebody_that_is_there() -> None:
    nobody = Subjects(groups=(SubjectGroup("tier"), SubjectGroup("tier", (SITE,))))
    assert faults(subjects=nobody) == [
        ("subjects.groups[0].members", RuleFaultKind.NO_SUBJECTS),
        ("subjects.groups[1].name", RuleFaultKind.DOUBLED_NAME),
        ("subjects.groups[1].members[0]", RuleFaultKind.UNKNOWN_SUBJECT),
    ]
    unnamed = Subjects(SubjectKind.SITES, groups=(SubjectGroup(" ", (SITE,)),))
    assert faults(subjects=unnamed) == [("subjects.groups[0].name", RuleFaultKind.NO_NAME)]
    bureaus = Subjects(classes=(UnitClass.BUREAU,))
    assert faults(subjects=bureaus) == [("subjects.classes", RuleFaultKind.NO_SUBJECTS)]
    assert ("subjects", RuleFaultKind.NO_SUBJECTS) in [
        (one.place, one.kind)
        for one in check_rules(BoardRules(subjects=Subjects(SubjectKind.SITES)), Known({}))
    ]


def test_what_rules_name_must_be_there() -> None:
    first = replace(
        FULL.metrics[0],
        scheme=SITE,
        filters=Filters(site_types=("gone",)),
        roll_up=RollUp(needed=("gone",)),
        type_weights=(TypeWeight("gone", D(1)),),
    )
    assert faults(metrics=(first, *FULL.metrics[1:])) == [
        ("metrics[0].scheme", RuleFaultKind.UNKNOWN_SCHEME),
        ("metrics[0].filters.site_types[0]", RuleFaultKind.UNKNOWN_SITE_TYPE),
        ("metrics[0].roll_up.needed[0]", RuleFaultKind.UNKNOWN_SITE_TYPE),
        ("metrics[0].type_weights[0]", RuleFaultKind.UNKNOWN_SITE_TYPE),
    ]
    vetoes = (VetoItem(UUID(int=8)), VetoItem(UUID(int=9)))
    assert added(veto_items=vetoes) == [
        ("additions.veto_items[0].item", RuleFaultKind.REMOVED_ITEM),
        ("additions.veto_items[1].item", RuleFaultKind.UNFIT_ITEM),
    ]
    assert added(gates=(Gate(0, D(1)), Gate(4, D(1)))) == [
        ("additions.gates[0].metric", RuleFaultKind.NO_SUCH_METRIC),
        ("additions.gates[1].metric", RuleFaultKind.NO_SUCH_METRIC),
    ]


@pytest.mark.parametrize(
    ("changed", "place", "kind"),
    [
        ({"reason": " "}, "reason", RuleFaultKind.NO_REASON),
        ({"approver": ""}, "approver", RuleFaultKind.NO_APPROVER),
        ({"approver": " Lin "}, "approver", RuleFaultKind.APPROVER_INSPECTS),
        ({"subject": ITEM}, "subject", RuleFaultKind.UNKNOWN_SUBJECT),
        ({"points": D(-1)}, "points", RuleFaultKind.BELOW_ZERO),
        ({"points": D("NaN")}, "points", RuleFaultKind.NOT_A_NUMBER),
        ({"kind": EventKind.LEDGER}, "ledger", RuleFaultKind.NO_LEDGER),
    ],
)
def test_an_event_needs_reason_approver_and_points(
    changed: dict[str, object], place: str, kind: RuleFaultKind
) -> None:
    assert added(events=(replace(BONUS, **changed),)) == [(f"additions.events[0].{place}", kind)]


def test_numbers_below_zero_and_too_many_decimals_are_told() -> None:
    assert faults(order=Order(decimals=7)) == [("order.decimals", RuleFaultKind.DECIMALS)]
    assert faults(order=Order(decimals=-1)) == [
        ("order.decimals", RuleFaultKind.BELOW_ZERO),
        ("order.decimals", RuleFaultKind.DECIMALS),
    ]
