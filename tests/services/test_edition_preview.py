from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from inspector.domain.board_rules import BoardRules, Metric
from inspector.domain.ready_board import READY_BOARDS
from inspector.errors import SealFault
from inspector.services import board_book, edition, edition_preview
from inspector.services.workspace import Workspace
from inspector.store import tables
from inspector.store.kind import creation
from tests.services.test_board import WEEK, World, given, world
from tests.services.test_edition import visit_of

__all__ = ["world"]
UNITS = READY_BOARDS["units"]


def of_spring(visit: UUID) -> None:
    tables.Visit.update(campaign="spring").where(tables.Visit.id == visit).execute()


def test_what_is_frozen_is_told_before(ws: Workspace, world: World) -> None:
    with ws.database.transaction():
        world.visit(world.hall, given("1"), closed=None, number="A-9")
        of_spring(world.visit(world.hall, given("1"), number="A-10"))
    found = edition_preview.look(ws, UNITS, WEEK)
    assert (found.visits, found.late, found.open) == (5, 0, 1)
    assert found.is_ready
    assert edition_preview.campaigns(ws, WEEK) == ("spring",)
    assert edition_preview.campaigns(ws, WEEK.previous) == ()
    early = edition_preview.look(ws, UNITS, WEEK, cutoff=ws.now() - timedelta(days=4000))
    assert (early.visits, early.late, early.open) == (0, 5, 1)
    assert [fault for fault, _facts in early.faults] == [SealFault.NO_SCORES]
    assert edition.list_(ws) == ()


def test_everything_against_it_is_told_at_once(ws: Workspace, world: World) -> None:
    sealed = edition.seal(ws, "units", WEEK)
    weighed = BoardRules(metrics=(Metric(weight=Decimal("0.6")),))
    with ws.write("board.change") as edits:
        # The service refuses such rules, but they may come from another laptop.
        edits += creation("board", UNITS.__class__(UNITS.id, "", UNITS.kind, weighed))
    units = board_book.find(ws, "units")
    found = edition_preview.look(ws, units, WEEK, cutoff=ws.now() + timedelta(days=9))
    assert [place for place, _kind, _facts in found.rules] == ["metrics"]
    assert [fault for fault, _facts in found.faults] == [
        SealFault.SEALED_BEFORE,
        SealFault.CUTOFF_AHEAD,
    ]
    assert found.standing is not None
    assert found.standing.edition.id == sealed.id
    assert found.visits == 4


def test_a_visit_tells_in_which_editions_it_stands(ws: Workspace, world: World) -> None:
    first = edition.seal(ws, "units", WEEK)
    second = edition.seal(ws, "sites", WEEK)
    edition.seal(ws, "units", WEEK.previous)
    inside = visit_of(ws, "A-3")
    assert [one.edition.id for one in edition.holding(ws, inside)] == [first.id, second.id]
    with ws.database.transaction():
        later = world.visit(world.hall, given("1"), number="A-9")
        tables.Visit.update(closed=None).where(tables.Visit.id == later).execute()
    assert edition.holding(ws, later) == ()


def test_only_the_visits_of_a_campaign_are_sealed(ws: Workspace, world: World) -> None:
    with ws.database.transaction():
        of_spring(world.visit(world.hall, given("0"), given("0", 2), number="A-9"))
    found = edition_preview.look(ws, UNITS, WEEK, campaign="spring")
    assert (found.visits, found.is_ready) == (1, True)
    sealed = edition.seal(ws, "units", WEEK, campaign="spring")
    rows = {row.name: row.n for row in edition.read(sealed).rows}
    assert rows == {"east": 1, "west": 0, "trade": 1}
    assert not edition.compare(ws, sealed.id.hex).is_any
