from __future__ import annotations

import pytest
from msgspec.structs import replace

from inspector.domain.board import Board
from inspector.domain.board_rules import BoardRules, Metric, Minimum, Order, Subjects
from inspector.domain.list_rules import Line, ListKind, ListRule, ListRules
from inspector.domain.ready_board import READY_BOARDS
from inspector.domain.unit import UnitClass
from inspector.errors import RulesRefused
from inspector.services import board_book
from inspector.services.ranking import rank
from inspector.services.what_if import what_if
from inspector.services.workspace import Workspace
from inspector.store import tables
from tests.services.test_board import WEEK, D, World, world

__all__ = ["world"]
STREETS = READY_BOARDS["streets"]


def written(ws: Workspace) -> tuple[int, int]:
    with ws.read():
        return tables.Change.select().count(), tables.Board.select().count()


def test_ranks_and_scores_before_and_after_and_nothing_is_stored(
    ws: Workspace, world: World
) -> None:
    before = written(ws)
    rules = replace(BoardRules(), subjects=STREETS.rules.subjects if STREETS.rules else Subjects())
    shown = what_if(ws, STREETS, replace(rules, minimum=Minimum(visits=2)), WEEK)
    now = rank(ws, STREETS, WEEK, cutoff=shown.before.cutoff)
    assert shown.before == now
    assert {one.name: (one.rank_before, one.score_before) for one in shown.shifts} == {
        row.name: (row.rank, row.score) for row in now.rows
    }
    lost = {one.name for one in shown.shifts if one.is_moved}
    assert lost == {row.name for row in now.rows if row.rank is not None and row.n < 2}
    assert lost
    assert written(ws) == before


def test_who_is_on_the_board_no_more_stands_at_the_end(ws: Workspace, world: World) -> None:
    units = READY_BOARDS["units"]
    rules = BoardRules(subjects=Subjects(classes=(UnitClass.STREET,)))
    shown = what_if(ws, units, rules, WEEK)
    assert [one.name for one in shown.shifts if not one.is_listed] == ["trade"]
    assert shown.shifts[-1].rank_after is None
    assert shown.shifts[-1].is_changed


def test_other_decimals_change_scores_and_what_is_known_is_not_ranked_again(
    ws: Workspace, world: World
) -> None:
    known = rank(ws, STREETS, WEEK)
    rules = BoardRules(subjects=Subjects(classes=(UnitClass.STREET,)), order=Order(decimals=0))
    shown = what_if(ws, STREETS, rules, WEEK, before=known)
    assert shown.before is known
    assert all(
        one.score_after == int(one.score_after)
        for one in shown.shifts
        if one.score_after is not None
    )
    other = what_if(ws, STREETS, rules, WEEK.previous, before=known)
    assert other.before.period == WEEK.previous


def test_rules_with_mistakes_are_refused_with_all_of_them(ws: Workspace, world: World) -> None:
    wrong = BoardRules(metrics=(Metric(weight=D("0.9")),), order=Order(decimals=9))
    with pytest.raises(RulesRefused) as refused:
        what_if(ws, STREETS, wrong, WEEK)
    places = [place for place, _kind, _facts in refused.value.faults]
    assert places == ["metrics", "order.decimals"]


def test_a_new_board_is_compared_with_the_one_that_it_is_like(ws: Workspace, world: World) -> None:
    own: Board = board_book.add(ws, "Own", BoardRules(order=Order(decimals=1)))
    assert own.rules is not None
    shown = what_if(ws, own, own.rules, WEEK)
    assert not any(one.is_changed for one in shown.shifts)


def test_who_comes_on_a_list_and_who_leaves_it(ws: Workspace, world: World) -> None:
    def rules(*listed: ListRule) -> BoardRules:
        return BoardRules(subjects=Subjects(classes=(UnitClass.STREET,)), lists=ListRules(listed))

    red, black = ListRule(ListKind.RED, line=Line(first=1)), ListRule(ListKind.BLACK)
    board = board_book.change(
        ws, "streets", rules=rules(red, replace(black, line=Line(last=1), rungs=("told",)))
    )
    ranked = [one.name for one in what_if(ws, board, board.rules or rules(), WEEK).shifts]
    both = rules(red, replace(black, line=Line(last=1), rungs=("asked to come",)))
    changed = what_if(ws, board, both, WEEK).lists
    assert [(one.name, one.is_changed) for one in changed] == [
        (ranked[0], False),
        (ranked[-1], True),
    ]
    gone = what_if(ws, board, rules(red), WEEK).lists
    assert [(one.name, one.after is None) for one in gone] == [
        (ranked[0], False),
        (ranked[-1], True),
    ]


def test_of_grades_only_what_changes_is_told(ws: Workspace, world: World) -> None:
    streets = Subjects(classes=(UnitClass.STREET,))

    def graded(line: int) -> BoardRules:
        good = ListRule(ListKind.GRADE, "good", line=Line(at_least=D(line)))
        poor = ListRule(ListKind.GRADE, "poor", line=Line(below=D(line)))
        return BoardRules(subjects=streets, lists=ListRules((good, poor)))

    board = board_book.change(ws, "streets", rules=graded(1))
    assert what_if(ws, board, graded(1), WEEK).lists == ()
    moved = what_if(ws, board, graded(100), WEEK).lists
    assert {(one.made.rule.name, one.after is None) for one in moved} == {
        ("good", True),
        ("poor", False),
    }
