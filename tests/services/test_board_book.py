from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest
from msgspec.structs import replace

from inspector.domain.board_fault import RuleFaultKind
from inspector.domain.board_rules import (
    Additions,
    BoardRules,
    Event,
    EventKind,
    Metric,
    Minimum,
    VetoItem,
)
from inspector.domain.ready_board import READY_BOARDS, ready_id
from inspector.errors import ActionFault, ActionRefused, Ambiguous, NotFound, RulesRefused
from inspector.services import board_book, undo
from inspector.services.workspace import Workspace
from inspector.store import tables
from tests.domain import scored_schemes
from tests.services.test_board import World, world
from tests.store import board_world
from tests.store.board_world import DAY

__all__ = ["world"]
RULES = BoardRules(minimum=Minimum(visits=2))


def names(ws: Workspace) -> list[str]:
    return [board.name for board in board_book.list_(ws) if board.name]


def test_the_ready_made_boards_stand_before_all_others(ws: Workspace, world: World) -> None:
    for name in ("second", "  first   board "):
        board_book.add(ws, name, RULES)
    boards = board_book.list_(ws)
    assert boards[: len(READY_BOARDS)] == tuple(READY_BOARDS.values())
    assert names(ws) == ["first board", "second"]
    assert board_book.find(ws, "first board").rules == RULES
    assert board_book.find(ws, "streets").id == ready_id("streets")
    assert board_book.find(ws, "Streets").id == ready_id("streets")


def test_what_was_done_to_boards_can_be_undone(ws: Workspace, world: World) -> None:
    made = board_book.add(ws, "mine", RULES)
    board_book.change(ws, "mine", name="ours", rules=BoardRules(), reason="asked for")
    assert board_book.find(ws, "ours") == replace(made, name="ours", rules=BoardRules())
    undo.undo(ws)
    assert board_book.find(ws, "mine") == made
    board_book.remove(ws, "mine")
    assert names(ws) == []
    undo.undo(ws)
    undo.undo(ws)
    assert names(ws) in ([], ["mine"])


def test_a_name_is_needed_and_stands_for_one_board(ws: Workspace, world: World) -> None:
    board_book.add(ws, "mine", RULES)
    for name, fault in (
        (" ", ActionFault.BOARD_UNNAMED),
        ("mine", ActionFault.BOARD_NAMED),
        ("units", ActionFault.BOARD_NAMED),
        ("All units", ActionFault.BOARD_NAMED),
    ):
        with pytest.raises(ActionRefused) as refused:
            board_book.add(ws, name, RULES)
        assert refused.value.fault is fault
    assert board_book.change(ws, "mine", name="mine").name == "mine"
    with pytest.raises(NotFound):
        board_book.find(ws, "")
    with ws.database.transaction():
        # As two laptops may have made them.
        tables.Board.create(id=UUID(int=5), name="mine", rules=RULES)
    with pytest.raises(Ambiguous):
        board_book.find(ws, "mine")


def test_a_ready_made_board_is_written_only_when_it_is_changed(ws: Workspace, world: World) -> None:
    board_book.change(ws, "streets", rules=RULES)
    assert board_book.find(ws, "streets").rules == RULES
    assert board_book.remove(ws, "streets").rules == RULES
    assert board_book.find(ws, "streets") == READY_BOARDS["streets"]
    board_book.remove(ws, "streets")
    board_book.change(ws, "streets", name="Inner streets")
    assert board_book.find(ws, "Inner streets").id == ready_id("streets")


def test_rules_with_mistakes_are_refused_with_all_of_them(ws: Workspace, world: World) -> None:
    wrong = BoardRules(metrics=(Metric(weight=Decimal("0.9")),))
    with pytest.raises(RulesRefused) as refused:
        board_book.add(ws, "wrong", wrong)
    assert [(place, kind) for place, kind, _facts in refused.value.faults] == [
        ("metrics", "weights_not_one")
    ]
    assert names(ws) == []
    assert [one.kind for one in board_book.check(ws, wrong)] == [RuleFaultKind.WEIGHTS_NOT_ONE]


def test_who_inspected_a_subject_cannot_approve_in_that_month(ws: Workspace, world: World) -> None:
    with ws.database.transaction():
        tables.Person.create(id=UUID(int=7), name="Lin")
        visit = tables.Visit.get(tables.Visit.number == "A-3").id
        tables.VisitPerson.create(visit=visit, person=UUID(int=7))

    def kinds(*events: Event) -> list[RuleFaultKind]:
        found = board_book.check(ws, BoardRules(additions=Additions(events=events)))
        return [one.kind for one in found]

    own = Event(world.west, DAY, EventKind.BONUS, "praised", "Lin", Decimal(1))
    later = replace(own, day=DAY.replace(month=12))
    other = replace(own, subject=world.east)
    assert kinds(own) == [RuleFaultKind.APPROVER_INSPECTS]
    assert kinds(later, other) == []


def test_a_rule_on_an_item_that_was_removed_is_told(ws: Workspace, world: World) -> None:
    def kinds() -> list[RuleFaultKind]:
        vetoes = tuple(VetoItem(UUID(int=n)) for n in (1, 3))
        metric = Metric(scheme=world.scheme_id)
        made = BoardRules(metrics=(metric,), additions=Additions(veto_items=vetoes))
        return [one.kind for one in board_book.check(ws, made)]

    # The first item is given points, the third is violated or not.
    assert kinds() == [RuleFaultKind.UNFIT_ITEM]
    with ws.database.transaction():
        content = scored_schemes.scheme(scored_schemes.item(1, "10", scored_schemes.CONFORM))
        board_world.publish(content, world.scheme_id, 2)
    assert kinds() == [RuleFaultKind.REMOVED_ITEM]
