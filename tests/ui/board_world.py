"""Two weeks of a small district for the Rankings page, on the database thread of its jobs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from inspector.domain.photo import PhotoView
from inspector.domain.visit import Finding, VisitState
from inspector.services import photo, workspace
from inspector.services.workspace import Workspace
from inspector.store import tables
from tests.services.test_board import World, given
from tests.ui.photo_world import picture
from ui.jobs import JobProgress, Jobs

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@dataclass
class Office:
    """An open workspace on the database thread of `jobs`."""

    jobs: Jobs
    ws: Workspace
    folder: Path

    def call(self, operation: Callable[[JobProgress], Any]) -> Any:
        """The result of an operation on the database thread, behind all that is waiting there."""
        return self.jobs._database.submit(lambda: operation(JobProgress(print, print))).result()

    def close(self) -> None:
        """End the threads."""
        self.jobs.close(self.ws.close)


def office(folder: Path, fill: Callable[[Workspace], None]) -> Office:
    """Make one and fill it."""
    jobs = Jobs()

    def make() -> Workspace:
        ws = workspace.create(
            folder / "office", district="示例区", office="示例区创文办", clock=lambda: NOW
        )
        fill(ws)
        return ws

    ws = jobs._database.submit(make).result()
    jobs.serve(ws)
    return Office(jobs, ws, folder)


def two_weeks(ws: Workspace) -> None:
    """East was second and is first; its worst loss has two photos; the bureau has both streets."""
    with ws.database.transaction():
        world = World()
        shown = world.visit(world.market, given("8"), given("9", 2), number="A-1", closed=None)
        world.visit(world.market, given("10"), number="A-2")
        world.visit(world.road, given("3"), given("1", 4), street=world.west, number="A-3")
        note = Finding(uuid4(), 3, occurrences=2, note="goods outside")
        world.visit(world.hall, given("10"), findings=(note,), number="A-4")
        world.visit(world.hall, given("6"), day=-7)
        world.visit(world.road, given("10"), day=-7, street=world.west)
    for red, view in ((10, PhotoView.NEAR), (240, PhotoView.FAR)):
        photo.attach(ws, shown, 1, picture(red), view=view)
    with ws.database.transaction():
        closed = {"state": VisitState.CLOSED, "closed": datetime(2026, 11, 18, 4, tzinfo=UTC)}
        tables.Visit.update(closed).where(tables.Visit.id == shown).execute()
    ws.take_touched()
