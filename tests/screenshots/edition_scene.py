"""Editions and the objections to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from inspector.services.workspace import Workspace
    from tests.screenshots.stage import Stage
    from ui.main_window import MainWindow
    from ui.pages.page import Page


def edition_scene(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
    """Without anything sealed, then every table about a correction with objections, and dialogs."""
    from inspector.domain.appeal import Decision
    from inspector.services import appeal

    shown = cast("Any", page)
    window.go(page.name)
    stage.draw("edition-empty", window)
    if not stage.is_wanted("edition") and not stage.is_wanted("appeal"):
        return
    filed = stage.call(lambda: _published(ws))
    shown.reload()
    stage.settle()
    shown.editions.setFocus()
    stage.draw("edition", window)
    stage.dialog("edition-correction", shown.correct_action.trigger, window)
    shown.show_view(3)
    stage.settle()
    stage.draw("edition-today", window)
    shown.editions.go_to(filed[0].edition)
    shown.verify_action.trigger()
    stage.settle()
    shown.show_view(1)
    stage.draw("appeal", window)
    stage.dialog("appeal-filing", shown.file_action.trigger, window)
    shown.tables[1].go_to(filed[1].id)
    stage.dialog("appeal-decision", shown.decide_action.trigger, window)
    stage.call(
        lambda: appeal.decide(ws, filed[0].id.hex, Decision.AMENDED, "照片与描述不符", by="王主任")
    )
    shown.reload()
    stage.settle()
    stage.draw("appeal-decided", window)


def _published(ws: Workspace) -> list[Any]:
    """Two sealed weeks, the last with two objections, and a visit changed since."""
    from inspector.domain.period import week_of
    from inspector.services import appeal, closing, edition, visit

    days = [line.day for line in visit.list_(ws) if line.state.value == "closed"]
    week = week_of(max(days))
    edition.seal(ws, "streets", week.previous)
    edition.seal(ws, "units", week)
    sealed = edition.seal(ws, "streets", week)
    losses = appeal.losses(ws, sealed.id.hex)
    filed = []
    for one, why in ((losses[0], "现场已整改"), (losses[9], "该处不属本街道管辖")):
        unit = one.units[0][0].hex
        said = {"visit": one.visit.hex, "item": one.code, "why": why}
        filed.append(appeal.file(ws, sealed.id.hex, unit=unit, **said))
    closing.void(ws, losses[-1].visit, "重复检查")
    return filed
