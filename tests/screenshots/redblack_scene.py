"""The red and black lists, their presentation, and a sealed edition without its workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from inspector.domain.period import Period
    from inspector.domain.redblack_view import RedBlackView
    from inspector.services.workspace import Workspace
    from tests.screenshots.stage import Stage
    from ui.main_window import MainWindow
    from ui.pages.page import Page


def redblack_scene(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
    """The lists of the streets, then the slides of the meeting."""
    from ui.dialogs.edition_window import EditionWindow
    from ui.dialogs.presentation import Presentation

    shown = cast("Any", page)
    window.go(page.name)
    stage.settle()
    shown.board.setFocus()
    stage.draw("redblack", window)
    slides = Presentation(shown.shown_view, ws, stage.jobs, stage.theme, shown)
    slides.show()
    for place, name in ((0, "-title"), (1, ""), (len(slides.slides) - 2, "-black")):
        slides.go(place)
        stage.draw(f"presentation{name}", slides)
    slides.close()
    view = stage.call(lambda: _sealed(ws, shown.view.ranking.period))
    alone = EditionWindow(view, None, stage.jobs, stage.theme)
    alone.show()
    stage.draw("edition-file", alone)
    alone.close()
    shown.reload()
    stage.draw("redblack-sealed", window)


def _sealed(ws: Workspace, period: Period) -> RedBlackView:
    """The edition of the streets as somebody without the workspace sees it."""
    from inspector.domain.ready_board import ready_id
    from inspector.services import edition, edition_view

    held = edition.sealed_as(ws, ready_id("streets"), period)
    sealed = edition.seal(ws, "streets", period) if held is None else held.edition
    file = ws.paths.exports / "streets.edition"
    edition.export(ws, sealed.id.hex, file)
    return edition_view.open_file(file)
