"""Inspect, a visit being scored, its photos, and closing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from inspector.domain.visit import Record
    from inspector.services.workspace import Workspace
    from tests.screenshots.stage import Stage
    from ui.main_window import MainWindow
    from ui.pages.page import Page


def visit_scene(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
    window.go("visit")
    stage.draw("visit-none", window)
    rich: Record = stage.call(lambda: _richest(ws))

    window.go("visit", rich.visit.id)
    stage.settle()
    view: Any = page
    item = max(rich.findings, key=lambda each: len(_photos(rich, each.item))).item
    view.view.go_to(item)
    stage.draw("visit-closed", window)
    photos = _photos(rich, item)
    if photos:
        stage.dialog("photo", lambda: _open_viewer(stage, window, ws, photos), window)
    window.go("visit", stage.call(lambda: _begun(ws, rich)))
    stage.settle()
    view.view.go_to(item)
    stage.draw("visit", window)
    stage.dialog("closing", view.close_action.trigger, window)
    view.panes.take_photos(sorted((stage.folder / "photos").rglob("*.jpg"))[:9])
    stage.draw("visit-tray", window)


def _begun(ws: Workspace, like: Record) -> UUID:
    """A visit at the same site with two thirds of its items answered as they were there."""
    from inspector.services import answer, photo, visit

    begun = visit.start(ws, like.visit.site).visit.id
    losses = {each.item: each for each in like.findings}
    for each in like.answers[: len(like.answers) * 2 // 3]:
        loss = losses.get(each.item)
        if loss is None:
            said = {"found": each.found, "points": each.points, "grade": each.grade}
            answer.answer(ws, begun, each.item, each.state, **said)
        else:
            worth = {"occurrences": loss.occurrences, "points": loss.points_each}
            named = {"level": loss.level, "fixed": loss.fixed, "note": loss.note}
            found = answer.deduct(ws, begun, each.item, loss.clause, **worth, **named)
            hung = [link.photo for link in like.photos if link.item == each.item]
            kept = list(photo.load(ws, hung).values())
            photo.attach_kept(ws, begun, each.item, kept, finding=found.id)
    return begun


def _open_viewer(stage: Stage, window: MainWindow, ws: Workspace, photos: list[Any]) -> None:
    from ui.dialogs.photo_viewer import PhotoViewer

    PhotoViewer(ws, stage.jobs, stage.theme, photos, 0, window).open()


def _photos(record: Record, item: int) -> list[Any]:
    return [each for each in record.photos if each.item == item]


def _richest(ws: Workspace) -> Record:
    from inspector.services import visit

    lines = visit.list_(ws)[-60:]
    return max((visit.load(ws, each.id) for each in lines), key=lambda found: len(found.photos))
