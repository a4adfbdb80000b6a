"""Red and black over real visits, and the words and the command that show them."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from inspector.domain.board import Board, FootnoteKind, Ranking
from inspector.domain.board_rules import BoardRules, SubjectKind, Subjects
from inspector.domain.list_rules import (
    Exemption,
    Flag,
    Line,
    ListKind,
    ListRule,
    ListRules,
    ManualEntry,
    Missed,
    Ties,
)
from inspector.domain.ready_board import kind_of
from inspector.domain.unit import UnitClass
from inspector.errors import RulesRefused, SealRefused
from inspector.services import board, board_book, edition, edition_proof
from inspector.services.redblack import warned_for
from inspector.services.workspace import Workspace
from inspector.store import tables
from inspector.wording.sheet import row_remark
from tests.services.test_board import CUTOFF, WEEK, World, given, world
from tests.store.board_world import DAY

__all__ = ["world"]
D = Decimal
STREETS = Subjects(classes=(UnitClass.STREET,))
BLACK = ListRule(ListKind.BLACK, line=Line(last=1, below=D(80)), rungs=("talk", "statement"))
RED = ListRule(ListKind.RED, line=Line(first=1, at_least=D(90)))
GOOD = ListRule(ListKind.GRADE, "good", line=Line(at_least=D(80)))


def ranked(
    ws: Workspace,
    *rules: ListRule,
    subjects: Subjects = STREETS,
    cutoff: datetime = CUTOFF,
    **more: object,
) -> Ranking:
    made = BoardRules(subjects=subjects, lists=ListRules(rules, **more))  # type: ignore[arg-type]
    return board.rank(ws, Board(UUID(int=7), "x", kind_of(made), made), WEEK, cutoff=cutoff)


def test_a_ranking_carries_its_lists_and_every_row_what_they_say(
    ws: Workspace, world: World
) -> None:
    ranking = ranked(ws, RED, BLACK, GOOD)
    assert [[entry.subject_name for entry in one.entries] for one in ranking.lists] == [
        ["east"],
        ["west"],
        ["east"],
    ]
    east, west = ranking.rows
    assert [mark.kind for mark in east.marks] == [ListKind.RED, ListKind.GRADE]
    assert [mark.kind for mark in west.marks] == [ListKind.BLACK]
    kinds = [note.kind for note in ranking.footnotes]
    assert kinds.count(FootnoteKind.LIST) == 2
    assert {FootnoteKind.LADDER, FootnoteKind.GRADES} <= set(kinds)
    assert row_remark(west, is_shared=False).startswith("black list; ")
    assert row_remark(east, is_shared=False).startswith("red list (2 in a row); good")


def test_times_in_a_row_come_from_the_rankings_before(ws: Workspace, world: World) -> None:
    def weeks_back(*back: int) -> None:
        with ws.database.transaction():
            for weeks in back:
                world.visit(world.road, given("0"), street=world.west, day=-7 * weeks)

    (one,) = ranked(ws, BLACK).lists
    assert (one.entries[0].times, one.entries[0].measure) == (1, "talk")
    with ws.database.transaction():
        tables.Visit.update(void=True).where(tables.Visit.day == DAY - timedelta(days=7)).execute()
    weeks_back(2, 3)
    (one,) = ranked(ws, BLACK).lists
    assert (one.entries[0].times, one.entries[0].measure) == (3, "statement")
    reset = ListRule(ListKind.BLACK, line=BLACK.line, missed=Missed.RESET)
    assert ranked(ws, reset).lists[0].entries[0].times == 1
    weeks_back(1)
    assert ranked(ws, reset).lists[0].entries[0].times == 4


def test_who_is_warned_has_its_largest_losses(ws: Workspace, world: World) -> None:
    red = ListRule(ListKind.RED, line=Line(first=1))
    flag = ListRule(ListKind.FLAG, flag=Flag.YELLOW, line=Line(below=D(80)))
    with ws.database.transaction():
        world.visit(world.market, given("0"), given("9", 2), street=world.west)
    ranking = ranked(ws, red, flag)
    found = warned_for(ws, ranking)
    ((group, subject),) = found
    assert (group, subject) == ("street", world.west)
    points = [(loss.site_name, loss.points) for loss in found["street", world.west]]
    # Ten of twenty points on the market are less of its score than seven of ten on the road.
    assert points == [("r1", D(7)), ("m1", D(10))]
    assert len(warned_for(ws, ranking, 9)["street", world.west]) == 3
    assert warned_for(ws, ranked(ws, red)) == {}


def test_nothing_is_sealed_with_a_tie_across_a_line(ws: Workspace, world: World) -> None:
    undecided = ListRule(ListKind.RED, line=Line(first=1, ties=Ties.DECIDED))
    sites = Subjects(SubjectKind.SITES)
    board_book.add(ws, "lists", BoardRules(subjects=sites, lists=ListRules((undecided,))))
    with pytest.raises(SealRefused) as refused:
        edition.seal(ws, "lists", WEEK)
    assert refused.value.rules == (("lists.rules[0].line.ties", "tie_across", {"names": "m1\nm2"}),)
    listed = replace(undecided, line=replace(undecided.line, ties=Ties.LISTED))
    rules = BoardRules(subjects=sites, lists=ListRules((listed,)))
    board_book.change(ws, "lists", rules=rules)
    assert edition_proof.verify(edition.seal(ws, "lists", WEEK)).is_right


def test_sites_have_lists_too(ws: Workspace, world: World) -> None:
    ranking = ranked(ws, BLACK, subjects=Subjects(SubjectKind.SITES))
    found = {one.group: [entry.subject_name for entry in one.entries] for one in ranking.lists}
    assert found == {"market": [], "road": ["r1"]}


def test_a_board_without_lists_has_none(ws: Workspace, world: World) -> None:
    ranking = ranked(ws)
    assert ranking.lists == ()
    assert all(row.marks == () for row in ranking.rows)


@pytest.mark.parametrize(
    ("approver", "kind"),
    [
        ("Lin", "approver_inspects"),
        ("east", "approver_is_subject"),
        ("Qiao", "approver_is_subject"),
    ],
)
def test_neither_the_inspector_nor_the_unit_approves(
    ws: Workspace, world: World, approver: str, kind: str
) -> None:
    with ws.database.transaction():
        tables.Unit.update(leader="Qiao").where(tables.Unit.id == world.east).execute()
        person = uuid4()
        tables.Person.create(id=person, name="Lin")
        seen = world.visit(world.market, given("9"))
        tables.VisitPerson.create(visit=seen, person=person)
    lists = ListRules(
        (BLACK,),
        (ManualEntry(1, world.east, DAY, "accident", approver),),
        (Exemption(world.east, "roadworks", approver),),
    )
    with pytest.raises(RulesRefused) as refused:
        board_book.add(ws, "lists", BoardRules(subjects=STREETS, lists=lists))
    assert [(place, one) for place, one, _facts in refused.value.faults] == [
        ("lists.entries[0].approver", kind),
        ("lists.exempt[0].approver", kind),
    ]
