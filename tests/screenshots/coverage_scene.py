"""Coverage with the plan of a week."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from inspector.services.workspace import Workspace
    from tests.screenshots.stage import Stage
    from ui.main_window import MainWindow
    from ui.pages.page import Page


def coverage_scene(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
    """Every table of the page, with a plan of the week that is running, and its dialog."""
    from inspector.domain.period import week_of
    from inspector.services import plan

    shown = cast("Any", page)
    window.go(page.name)
    stage.settle()
    shown.show_view(4)
    stage.draw("coverage-empty", window)
    week = week_of(ws.today()).following
    names = ("李明", *(name for name in shown._shown.people[:4] if name != "李明"))
    stage.call(lambda: plan.draw(ws, week, names, seed=17))
    shown.reload()
    for place, name in enumerate(("", "-types", "-sites", "-people", "-plan")):
        shown.show_view(place)
        shown.tables[place].setFocus()
        stage.draw(f"coverage{name}", window)
    stage.dialog("coverage-draw", shown.draw_plan, window)
    now = ws.clock
    ws.clock = lambda: now() + timedelta(days=3)
    window.go("visit")
    window.current.reload()
    stage.draw("coverage-inspect", window)
    ws.clock = now
