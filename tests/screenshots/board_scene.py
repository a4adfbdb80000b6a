"""Rankings and the editor of the rules of a board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from tests.screenshots.table_scene import first_row

if TYPE_CHECKING:
    from inspector.services.workspace import Workspace
    from tests.screenshots.stage import Stage
    from ui.main_window import MainWindow
    from ui.pages.page import Page


def board_scene(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
    """The page, then the editor of its rules as it opens, with a composite, and with mistakes."""
    first_row(stage, window, page, ws)
    shown: Any = page
    shown.head.board.setCurrentIndex(shown.head.board.findData(_streets().hex))
    shown.head.board.activated.emit(shown.head.board.currentIndex())
    stage.settle()
    stage.dialog("board-rules", shown.editing.rules.trigger, window)
    stage.dialog("seal", shown.sealing.action.trigger, window)

    def typed() -> None:
        shown.editing.rules.trigger()
        stage.settle()
        editor: Any = stage.dialogs[-1]
        _type(editor, {"metrics[0].weight": "0.7", "order.decimals": "9"})
        _add(editor, "metrics")
        editor.form.fields["metrics[1].kind"].widget.setCurrentIndex(1)
        _type(editor, {"metrics[1].weight": "0.2"})
        _add(editor, "additions.events")
        editor.form.tabs.setCurrentIndex(1)

    stage.dialog("board-mistakes", typed, window)

    def scrolled() -> None:
        typed()
        editor: Any = stage.dialogs[-1]
        _type(
            editor,
            {"metrics[1].weight": "0.3", "order.decimals": "1", "minimum.visits": "8"},
        )
        editor.form.show_place("additions.events[0].reason")

    stage.dialog("board-events", scrolled, window)

    def tried() -> None:
        shown.editing.copy.trigger()
        stage.settle()
        editor: Any = stage.dialogs[-1]
        editor.form.fields["metrics[0].roll_up.missing"].widget.setCurrentIndex(2)
        _type(editor, {"minimum.visits": "20"})

    stage.dialog("board-what-if", tried, window)

    def listed() -> None:
        shown.editing.copy.trigger()
        stage.settle()
        editor: Any = stage.dialogs[-1]
        if not editor.form.rules.lists.rules:
            _add(editor, "lists.rules")
        _add(editor, "lists.rules")
        _type(editor, {"lists.rules[0].line.first": "2"})
        editor.form.show_place("lists.rules[0].kind")
        editor.pane.tabs.setCurrentIndex(1)

    stage.dialog("board-lists", listed, window)


def _type(editor: Any, texts: dict[str, str]) -> None:
    for place, text in texts.items():
        editor.form.fields[place].widget.setText(text)


def _add(editor: Any, place: str) -> None:
    next(part.rows[place] for part in editor.form.parts.values() if place in part.rows).add.click()


def _streets() -> UUID:
    from inspector.domain.ready_board import ready_id

    return ready_id("streets")
