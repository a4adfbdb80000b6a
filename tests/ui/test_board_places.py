"""Every parameter of the rules of a board has a field in the editor, and all come back as typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from inspector.domain import board_rules as rules
from inspector.domain import list_rules as lists
from inspector.domain.model.compliance import Pooling
from inspector.domain.model.composite import MissingMetric
from inspector.domain.model.deduction import NaRule
from inspector.domain.model.duty import DutyRule
from inspector.domain.model.ledger import LedgerKind, LedgerPoints, LedgerRules
from inspector.domain.model.rectification import RateBase, Rectification
from inspector.domain.model.roll_up import MissingType, RollUp, TypeMean
from inspector.domain.model.span import PeriodMean
from inspector.domain.model.threshold import Shortage, Threshold
from inspector.domain.model.veto import VetoEffect
from inspector.domain.period import PeriodKind
from inspector.domain.unit import Role, UnitClass
from inspector.domain.visit import Level, Method, Mode
from inspector.services.board_choice import BoardChoices
from ui.theme import Theme
from ui.widgets.board_form import BoardForm

TODAY = date(2026, 11, 20)
SUBJECT, ITEM, SCHEME = UUID(int=1), UUID(int=2), UUID(int=3)
# The form in which rules are written and the number of their formulas are no choice of a person.
NOT_TYPED = {"format", "formula"}

METRIC = rules.Metric(
    kind=rules.MetricKind.RECTIFICATION,
    name="closed",
    weight=Decimal("0.4"),
    scheme=SCHEME,
    filters=rules.Filters(
        levels=(Level.JOINT,),
        modes=(Mode.UNANNOUNCED,),
        methods=(Method.FILING,),
        campaigns=("spring", "autumn"),
        site_types=("road",),
    ),
    pooling=Pooling.BY_CONTENT,
    roll_up=RollUp(TypeMean.VISITS, MissingType.PEER_MEAN, ("road", "market")),
    type_weights=(rules.TypeWeight("road", Decimal(3)),),
    na_rule=NaRule.ZERO,
    rectification=Rectification(RateBase.ON_TIME, without_disputed=False, without_long_term=False),
    threshold=Threshold(Decimal(20), Decimal(95), Decimal("0.5"), Shortage.STARTED),
    ledger=LedgerRules(
        base=Decimal(90),
        points=(LedgerPoints(LedgerKind.OVERDUE, "city", Decimal(-2)),),
        clean_from=4,
        clean_factor=Decimal(3),
        fixed_factor=Decimal("0.25"),
        bonus_cap=Decimal(5),
        penalty_cap=Decimal(30),
    ),
)
EVENT = rules.Event(
    subject=SUBJECT,
    day=date(2026, 11, 3),
    kind=rules.EventKind.LEDGER,
    reason="told by the city",
    approver="Chen",
    points=Decimal("1.5"),
    effect=VetoEffect.NO_RANK,
    ledger=rules.LedgerFact(LedgerKind.PRAISE, "city", 2, is_fixed=True),
)
FILLED = rules.BoardRules(
    subjects=rules.Subjects(
        kind=rules.SubjectKind.SITES,
        classes=(UnitClass.STREET,),
        site_types=("market",),
        groups=(rules.SubjectGroup("centre", (SUBJECT,)),),
        roles=(Role.LEAD,),
    ),
    metrics=(METRIC,),
    missing_metric=MissingMetric.FULL,
    period=rules.PeriodRule(
        PeriodMean.WEIGHTED,
        PeriodKind.MONTH,
        (Decimal("0.2"), Decimal("0.3"), Decimal("0.5")),
        PeriodKind.QUARTER,
    ),
    minimum=rules.Minimum(2, 3, 1),
    order=rules.Order(
        3,
        by_exact=True,
        numbering=rules.Numbering.DENSE,
        tie_keys=(rules.TieKey.MORE_SITES, rules.TieKey.FEWER_VETOES),
    ),
    duty=DutyRule.SPLIT,
    additions=rules.Additions(
        events=(EVENT,),
        bonus_cap=Decimal(3),
        penalty_cap=Decimal(10),
        maximum=Decimal(105),
        veto_items=(rules.VetoItem(ITEM, VetoEffect.NO_SCORE, Decimal(5)),),
        gates=(rules.Gate(1, Decimal(85)),),
    ),
    lists=lists.ListRules(
        rules=(
            lists.ListRule(
                lists.ListKind.FLAG,
                "blue card",
                lists.Flag.BLUE,
                ("centre",),
                lists.Line(
                    first=1,
                    last=2,
                    at_least=Decimal(60),
                    below=Decimal(80),
                    joined=lists.Joined.EITHER,
                    ties=lists.Ties.DECIDED,
                    scope=lists.Scope.WHOLE,
                    longest=4,
                ),
                ("told", "", "asked to come"),
                lists.Missed.RESET,
            ),
        ),
        entries=(lists.ManualEntry(1, SUBJECT, date(2026, 11, 2), "fire", "Chen"),),
        exempt=(
            lists.Exemption(
                SUBJECT,
                "building works",
                "Chen",
                (lists.ListKind.BLACK, lists.ListKind.FLAG),
                date(2026, 11, 1),
                date(2026, 12, 31),
            ),
        ),
        look_back=6,
    ),
)
CHOICES = BoardChoices(
    sites=((SUBJECT, "001 market"),),
    site_types=("market", "road"),
    schemes=((SCHEME, "criteria"),),
    items=((ITEM, "1.2 no accidents"),),
)


def places(wire: Any, place: str = "") -> Iterator[str]:
    """All places of rules as JSON; a list of plain values is one place."""
    if isinstance(wire, dict):
        for name, value in wire.items():
            yield from places(value, f"{place}.{name}" if place else name)
    elif isinstance(wire, list) and wire and isinstance(wire[0], dict):
        for number, value in enumerate(wire):
            yield from places(value, f"{place}[{number}]")
    else:
        yield place


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> BoardForm:
    form = BoardForm(theme, "board", FILLED, CHOICES, TODAY, print)
    qtbot.addWidget(form)
    return form


def test_the_rules_of_this_test_fill_every_place() -> None:
    wire: Any = rules.to_wire(FILLED)
    empty = rules.to_wire(rules.BoardRules())
    assert set(places(empty)) - set(places(wire)) <= {
        "additions.events",
        "additions.gates",
        "additions.veto_items",
        "lists.entries",
        "lists.exempt",
        "lists.rules",
        "metrics[0].ledger.points",
        "metrics[0].threshold",
        "metrics[0].type_weights",
        "subjects.groups",
    }


def test_every_parameter_has_a_field(form: BoardForm) -> None:
    asked = set(places(rules.to_wire(FILLED))) - NOT_TYPED
    assert asked - form.fields.keys() == set()


def test_all_that_is_shown_comes_back(form: BoardForm) -> None:
    assert form.rules == FILLED


def test_what_is_not_here_any_more_stays_until_another_is_chosen(
    qtbot: QtBot, theme: Theme
) -> None:
    form = BoardForm(theme, "board", FILLED, BoardChoices(), TODAY, print)
    qtbot.addWidget(form)
    assert form.rules == FILLED
    assert form.fields["metrics[0].scheme"].widget.currentText() == str(SCHEME)
    assert form.fields["additions.veto_items[0].item"].widget.currentText() == ITEM.hex[:8]


def test_entries_and_gates_follow_what_they_name(form: BoardForm) -> None:
    rows = {place: one for part in form.parts.values() for place, one in part.rows.items()}
    for place in ("lists.rules", "metrics"):
        rows[place].add.click()
    form.fields["lists.entries[0].rule"].widget.show_value(2)
    form.fields["additions.gates[0].metric"].widget.show_value(2)
    for place in ("lists.rules", "metrics"):
        rows[place].rows[0].remove.click()
    assert form.rules.lists.entries[0].rule == 1
    assert form.rules.additions.gates[0].metric == 1
    for place in ("lists.rules", "metrics"):
        rows[place].rows[0].remove.click()
    assert form.rules.lists.entries[0].rule == 0
    assert form.fields["additions.gates[0].metric"].widget.currentText() == ""


def test_the_keys_come_to_every_field_and_each_says_its_name(form: BoardForm) -> None:
    stops = [stop for part in form.parts.values() for stop in part.stops()]
    assert {one.widget for one in form.fields.values()} - {form.fields["metrics"].widget} <= set(
        stops
    )
    assert [
        stop for stop in stops if not (stop.accessibleName() or getattr(stop, "text", str)())
    ] == []
