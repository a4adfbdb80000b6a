"""The why card of every row of every board: it adds up wherever it is told."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from openpyxl import load_workbook

from inspector.commands.explanation import card_object
from inspector.domain.board import Board, RankedRow, Ranking
from inspector.domain.board_rules import (
    Additions,
    BoardRules,
    Event,
    EventKind,
    LedgerFact,
    Metric,
    MetricKind,
    Order,
    PeriodRule,
    SubjectGroup,
    Subjects,
)
from inspector.domain.list_rules import Line, ListKind, ListRule, ListRules
from inspector.domain.model.duty import DutyRule
from inspector.domain.model.ledger import LedgerKind, LedgerPoints, LedgerRules
from inspector.domain.model.roll_up import MissingType, RollUp
from inspector.domain.model.span import PeriodMean
from inspector.domain.model.veto import VetoEffect
from inspector.domain.period import Period, month_of, week_of
from inspector.domain.ready_board import READY_BOARDS, kind_of
from inspector.domain.unit import RANKED_ROLE, UnitClass
from inspector.domain.visit import Answer, AnswerState, Finding
from inspector.domain.why_card import WhyCard
from inspector.services import board, why_card
from inspector.services.workspace import Workspace
from inspector.store import tables
from inspector.wording.why_card import facts
from tests.domain import scored_schemes
from tests.services.test_board import CUTOFF, WEEK, World, given, world
from tests.store import board_world
from tests.store.board_world import DAY

__all__ = ["world"]
D = Decimal
TYPES = ("market", "road", "school")


class Town:
    """Units of each kind that is ranked, sites of three types, and visits over five weeks."""

    def __init__(self, chance: random.Random) -> None:
        items = [scored_schemes.item(n, "7", scored_schemes.POINTS, section=None) for n in (1, 2)]
        items.append(scored_schemes.item(3, "9", scored_schemes.deduct("0.7"), section=None))
        items.append(scored_schemes.item(4, "3", scored_schemes.BONUS, section=None))
        version = board_world.publish(scored_schemes.scheme(*items), uuid4())
        classes = (UnitClass.STREET, UnitClass.TOWNSHIP, UnitClass.COMMUNITY, UnitClass.BUREAU)
        self.units = {
            each: [board_world.unit(f"{each.value} {n}", each) for n in (1, 2)] for each in classes
        }
        tables.SiteType.create(id=uuid4(), name="road", weight=D(3))
        sites = [(board_world.site(f"s{n}", TYPES[n % 3]), TYPES[n % 3]) for n in range(7)]
        for number in range(60):
            site, name = sites[chance.randrange(7)]
            board_world.visit(
                *(version, site, name),
                [(chance.choice(own), RANKED_ROLE[each]) for each, own in self.units.items()],
                _answers(chance),
                [Finding(uuid4(), 3, occurrences=chance.randrange(1, 9), points_each=D("0.7"))],
                day=DAY - timedelta(days=chance.randrange(32)),
                number=f"A-{number}",
            )


def _answers(chance: random.Random) -> list[Answer]:
    judged = AnswerState.DEDUCTED if chance.random() < 0.6 else AnswerState.NOT_APPLICABLE
    return [
        given(str(chance.randrange(8))),
        given(f"{chance.random() * 7:.2f}", 2),
        Answer(3, judged),
        given(str(chance.choice([0, 0, 2])), 4),
    ]


@pytest.fixture
def town(ws: Workspace) -> Town:
    with ws.database.transaction():
        return Town(random.Random(7))


def _lists(*rules: ListRule) -> ListRules:
    return ListRules(rules)


LISTS = _lists(
    ListRule(ListKind.RED, line=Line(first=1, at_least=D(50))),
    ListRule(ListKind.BLACK, line=Line(last=1)),
)


def _own_boards(town: Town) -> dict[str, BoardRules]:
    streets = town.units[UnitClass.STREET]
    ledger = LedgerRules(points=(LedgerPoints(LedgerKind.PROBLEM, "city", D(2)),))
    events = (
        Event(streets[0], DAY, EventKind.BONUS, "praised", "Wen", D("1.5")),
        Event(streets[1], DAY, EventKind.PENALTY, "late", "Wen", D("0.25")),
        Event(streets[1], DAY, EventKind.VETO, "fire", "Wen", D(3), VetoEffect.POINTS),
        Event(
            *(streets[0], DAY, EventKind.LEDGER, "a problem", "Wen"),
            ledger=LedgerFact(LedgerKind.PROBLEM, "city"),
        ),
    )
    composite = (
        Metric(weight=D("0.7")),
        Metric(MetricKind.LEDGER, "ledger", D("0.2"), ledger=ledger),
        Metric(MetricKind.RECTIFICATION, "rate", D("0.1")),
    )
    of_streets = Subjects(classes=(UnitClass.STREET,))
    tiers = (SubjectGroup("first", tuple(streets)), SubjectGroup("others", (streets[0],)))
    return {
        "composite": BoardRules(
            subjects=of_streets, metrics=composite, additions=Additions(events), lists=LISTS
        ),
        "ledger": BoardRules(
            subjects=of_streets,
            metrics=(Metric(MetricKind.LEDGER, "ledger", ledger=ledger),),
            additions=Additions(events[3:]),
        ),
        "groups": BoardRules(subjects=Subjects(groups=tiers), order=Order(decimals=4)),
        "full": BoardRules(metrics=(Metric(roll_up=RollUp(missing=MissingType.FULL)),)),
        "peers": BoardRules(metrics=(Metric(roll_up=RollUp(missing=MissingType.PEER_MEAN)),)),
        "weeks": BoardRules(period=PeriodRule(PeriodMean.MEAN), order=Order(decimals=0)),
        "split": BoardRules(duty=DutyRule.SPLIT, lists=LISTS),
    }


@pytest.mark.parametrize(
    "name", [*READY_BOARDS, "composite", "ledger", "groups", "full", "peers", "weeks", "split"]
)
def test_every_card_of_a_board_adds_up_on_the_page_as_values_and_as_a_sheet(
    ws: Workspace, town: Town, name: str, tmp_path: Path
) -> None:
    made = READY_BOARDS.get(name)
    if made is None:
        rules = _own_boards(town)[name]
        made = Board(UUID(int=9), name, kind_of(rules), rules)
    ranking = board.rank(ws, made, month_of(DAY), cutoff=CUTOFF)
    assert any(row.score is not None for row in ranking.rows) or name in ("segments",)
    for row in ranking.rows:
        shown = why_card.card(ws, ranking, row, most=3)
        card = why_card.whole(ws, ranking, row)
        if row.score is None:
            assert card.why.explanation.losses == ()
            continue
        whole = 100 - row.score
        assert _shown(shown) == whole
        assert sum(part.lost for part in shown.why.parts) == whole
        assert sum(part.lost for part in card.why.parts) == whole
        lines = card_object(card)["lines"]
        assert sum(D(line["lost"]) for line in lines) == whole
        assert _of_sheet(why_card.export(ranking, card, tmp_path / "why.xlsx")) == whole


def _shown(card: WhyCard) -> Decimal:
    told = card.why.explanation
    lost = [one.lost for one in told.losses] + [one.lost for one in told.rest]
    return sum(lost + [one.lost for one in told.terms], D(0))


def _of_sheet(path: Path) -> Decimal:
    """The sum of the lines of the sheet, which its last line says too."""
    found: list[Decimal] = []
    for row in load_workbook(path).worksheets[0].iter_rows(min_row=4, values_only=True):
        value: Any = row[7]
        if isinstance(value, int | float):
            found.append(D(str(value)))
    *lines, total = found or [D(0), D(0)]
    assert sum(lines, D(0)) == total
    return total


def row(ranking: Ranking, name: str) -> RankedRow:
    return next(one for one in ranking.rows if one.name == name)


def ranked(ws: Workspace, period: Period = WEEK, **rules: object) -> Ranking:
    made = BoardRules(**rules)  # type: ignore[arg-type]
    return board.rank(ws, Board(UUID(int=9), "", kind_of(made), made), period, cutoff=CUTOFF)


def test_what_changed_is_told_by_type_and_item(ws: Workspace, world: World) -> None:
    with ws.database.transaction():
        world.visit(world.market, given("2"), given("10", 2), day=-8, number="B-1")
    ranking = ranked(ws)
    card = why_card.whole(ws, ranking, row(ranking, "east"))
    assert card.history is not None
    assert [(one.name, one.before, one.now) for one in card.history.types] == [
        ("market", D("86.67"), D("95.00"))
    ]
    (better,) = card.history.better
    assert (better.code, better.change < 0) == ("1.1", True)
    assert [one.code for one in card.history.worse] == ["1.3", "1.2"]
    assert sum(one.change for one in card.history.items or ()) == Fraction(-25, 3)
    more, less = (text for text in facts(card) if text.startswith("Lost "))
    assert more.startswith("Lost more on: \N{MINUS SIGN}")
    assert less.startswith("Lost less on: +")


def test_nothing_changed_for_who_was_not_tested_before(ws: Workspace, world: World) -> None:
    ranking = ranked(ws, week_of(DAY - timedelta(days=7)))
    assert why_card.whole(ws, ranking, row(ranking, "east")).history is None


def test_items_are_not_compared_where_there_are_too_many_visits(
    ws: Workspace, world: World
) -> None:
    ranking = ranked(ws)
    shown = why_card.card(ws, ranking, row(ranking, "trade"), most=0)
    card = why_card.with_history(ws, ranking, shown, most=0)
    assert card.history is not None
    assert card.history.items is None
    opened = why_card.opened(ws, ranking, card, card.why.explanation.rest[0].site)
    assert len(opened.why.explanation.rest) == 1


def test_a_loss_at_a_site_that_lost_the_same_before_is_a_relapse(
    ws: Workspace, world: World
) -> None:
    with ws.database.transaction():
        world.visit(world.market, given("9"), day=-8, number="B-1")
        world.visit(world.market, given("5"), day=-15, number="B-2", street=world.west)
        world.visit(world.market, given("1"), day=-400, number="B-3")
        world.visit(world.market, given("1"), day=1, number="B-4")
        world.visit(world.hall, given("1"), day=-3, number="B-5")
    ranking = ranked(ws)
    card = why_card.whole(ws, ranking, row(ranking, "trade"))
    again = {(one.visit_number, one.item): (one.relapses, one.relapsed) for one in card.relapses}
    assert again == {
        ("A-1", 1): (2, DAY - timedelta(days=8)),
        ("B-4", 1): (3, DAY),
    }
    told = card_object(card)["relapses"]
    assert [(one["times"], date.fromisoformat(one["last"])) for one in told] == [
        (3, DAY),
        (2, DAY - timedelta(days=8)),
    ]
    assert any("2" in text and "same" in text for text in facts(card))
    unlisted = BoardRules(lists=ListRules(look_back=1))
    near = ranked(ws, lists=unlisted.lists)
    assert [one.relapses for one in why_card.whole(ws, near, row(near, "trade")).relapses] == [2, 1]


def test_the_way_to_the_lists_is_told(ws: Workspace, world: World) -> None:
    ranking = ranked(ws, lists=LISTS, subjects=Subjects(classes=(UnitClass.STREET,)))
    card = why_card.card(ws, ranking, row(ranking, "west"))
    assert facts(card)[:2] == (
        "red list: lacks 29.00 points or 1 rank",
        "black list: 29.00 points or 1 rank to get off it",
    )
    told = card_object(card)["lists"]
    assert [(one["on"], one["lacks"], one["places"]) for one in told] == [
        (False, "29.00", 1),
        (True, "29.00", 1),
    ]
