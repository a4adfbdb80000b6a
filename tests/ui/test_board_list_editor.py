"""Red and black typed in the editor of a board, by the keys alone, tried, saved and explained."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector.domain.board_rules import MetricKind
from inspector.domain.list_rules import ListKind, Missed, Ties
from inspector.services import edition
from tests.ui.board_world import Office
from tests.ui.test_board import WEEK, choose, settle
from tests.ui.test_board_editor import (
    CTRL,
    add,
    boards,
    desk,
    edit,
    field,
    leave,
    page,
    rest,
    save,
    write,
)
from ui.dialogs.board_editor import BoardEditor
from ui.pages.board import BoardPage

__all__ = ["desk", "page"]


def press(qtbot: QtBot, editor: BoardEditor, key: Qt.Key, modifier: object = None) -> QWidget:
    """Press a key where the keys go; where they go then."""
    at = QApplication.focusWidget() or editor
    qtbot.keyClick(at, key, modifier or Qt.KeyboardModifier.NoModifier)
    return QApplication.focusWidget() or editor


def tab_to(qtbot: QtBot, editor: BoardEditor, wanted: QWidget) -> None:
    """Go on by Tab until something has the keys."""
    for _step in range(60):
        if press(qtbot, editor, Qt.Key.Key_Tab) is wanted:
            return
    raise AssertionError(f"Tab never comes to {wanted.accessibleName()}")


def test_lists_are_written_with_the_keys_alone_and_their_effect_is_shown(
    qtbot: QtBot, page: BoardPage, desk: Office
) -> None:
    editor = edit(qtbot, page)
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    for _turn in range(4):
        press(qtbot, editor, Qt.Key.Key_PageDown, CTRL)
    assert editor.form.tabs.tabText(editor.form.tabs.currentIndex()) == "Red and black"
    rows = next(part.rows for part in editor.form.parts.values() if "lists.rules" in part.rows)
    tab_to(qtbot, editor, rows["lists.rules"].add)
    press(qtbot, editor, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is field(editor, "lists.rules[0].kind")
    press(qtbot, editor, Qt.Key.Key_Down)
    tab_to(qtbot, editor, field(editor, "lists.rules[0].line.first"))
    press(qtbot, editor, Qt.Key.Key_Delete)
    tab_to(qtbot, editor, field(editor, "lists.rules[0].line.last"))
    qtbot.keyClicks(QApplication.focusWidget(), "1")
    tab_to(qtbot, editor, field(editor, "lists.rules[0].rungs"))
    qtbot.keyClicks(QApplication.focusWidget(), "told")
    press(qtbot, editor, Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "asked to come")
    field(editor, "lists.rules[0].missed").show_value(Missed.RESET)
    rest(qtbot, page, editor)
    said = rows["lists.rules"].rows[0].said.text()
    assert said == "black list: the last; who is level on the line is listed."
    assert "1 would come on a list, 0 would leave one." in editor.pane.said.text()
    (shown,) = [editor.pane.lists.row(row) for row in range(editor.pane.lists.rowCount())]
    assert (shown.name, shown.before, shown.after.measure) == ("west", None, "told")
    save(qtbot, page, editor)
    rules = boards(desk)[1].rules
    assert rules is not None
    (rule,) = rules.lists.rules
    assert (rule.kind, rule.line.last, rule.line.first) == (ListKind.BLACK, 1, None)
    assert (rule.rungs, rule.missed) == (("told", "asked to come"), Missed.RESET)


def test_mistakes_of_lists_stand_at_their_fields_and_are_found_from_the_other_side(
    qtbot: QtBot, page: BoardPage
) -> None:
    editor = edit(qtbot, page)
    for _row in range(3):
        add(qtbot, editor, "lists.rules")
    write(qtbot, field(editor, "lists.rules[0].line.at_least"), "120")
    write(qtbot, field(editor, "lists.rules[2].name"), "good")
    add(qtbot, editor, "lists.entries")
    add(qtbot, editor, "additions.veto_items")
    rest(qtbot, page, editor)
    said = {place: one.said for place, one in editor.form.fields.items()}
    assert said["lists.rules[0].line.at_least"] == "120 is above the full mark 100."
    assert said["lists.rules[2].line.first"].startswith("Nobody can be named.")
    assert said["lists.entries[0].subject"] == "Fill this in."
    assert said["lists.entries[0].approver"] == "Who approved it is missing."
    assert said["additions.veto_items[0].item"] == "Fill this in."
    tabs = editor.form.tabs
    marked = [tabs.tabText(at) for at in range(tabs.count()) if not tabs.tabIcon(at).isNull()]
    assert marked == ["Bonus and vetoes", "Red and black"]
    assert tabs.tabToolTip(4) == "5 mistakes"
    assert "Red and black › Who: Fill this in." in editor.pane.said.text()
    assert "Red and black › The first (3): Nobody can be named." in editor.pane.said.text()
    editor.pane.said.linkActivated.emit("additions.veto_items[0].item")
    assert tabs.currentIndex() == 3
    assert editor.form.fields["additions.veto_items[0].item"].isVisible()
    leave(qtbot, editor)


def test_a_change_of_sealed_rules_asks_for_its_reason_and_keeps_it(
    qtbot: QtBot, page: BoardPage, desk: Office
) -> None:
    sealed = desk.call(lambda _progress: edition.seal(desk.ws, "streets", WEEK.previous))
    assert sealed.board == boards(desk)[1].id
    choose(page.head.board, "Streets")
    settle(qtbot, page)
    editor = edit(qtbot, page)
    write(qtbot, field(editor, "order.decimals"), "1")
    rest(qtbot, page, editor)
    qtbot.mouseClick(editor.save, Qt.MouseButton.LeftButton)
    assert editor.isVisible()
    assert editor._reason.said.startswith("An edition was sealed by these rules")
    write(qtbot, editor.reason, "one decimal as the city has")
    assert editor._reason.said == ""
    save(qtbot, page, editor)
    change = desk.ws.last_change
    assert change is not None
    assert change.reason == "one decimal as the city has"


def test_taking_a_row_away_leaves_the_keys_at_the_next(qtbot: QtBot, page: BoardPage) -> None:
    editor = edit(qtbot, page)
    for _row in range(2):
        add(qtbot, editor, "lists.exempt")
    rows = next(part.rows for part in editor.form.parts.values() if "lists.exempt" in part.rows)
    exempt = rows["lists.exempt"]
    editor.form.show_place("lists.exempt[0].reason")
    second = exempt.rows[1]
    exempt.rows[0].remove.click()
    assert exempt.rows == [second]
    assert second.remove.hasFocus() or not editor.isActiveWindow()
    rest(qtbot, page, editor)
    leave(qtbot, editor)


def test_what_was_taken_away_comes_back_by_undo(qtbot: QtBot, page: BoardPage) -> None:
    editor = edit(qtbot, page)
    assert not editor.undo.isEnabled()
    add(qtbot, editor, "lists.rules")
    write(qtbot, field(editor, "lists.rules[0].name"), "honours")
    rest(qtbot, page, editor)
    rows = next(part.rows for part in editor.form.parts.values() if "lists.rules" in part.rows)
    rows["lists.rules"].rows[0].remove.click()
    rest(qtbot, page, editor)
    assert editor.form.rules.lists.rules == ()
    qtbot.mouseClick(editor.undo, Qt.MouseButton.LeftButton)
    (rule,) = editor.form.rules.lists.rules
    assert rule.name == "honours"
    while editor.undo.isEnabled():
        qtbot.mouseClick(editor.undo, Qt.MouseButton.LeftButton)
    assert editor.form.rules == editor._rules
    assert not editor.save.isEnabled()
    rest(qtbot, page, editor)
    leave(qtbot, editor)


def test_a_tie_across_the_line_stands_at_its_rule_and_may_be_saved(
    qtbot: QtBot, page: BoardPage
) -> None:
    editor = edit(qtbot, page)
    write(qtbot, field(editor, "order.decimals"), "0")
    write(qtbot, field(editor, "metrics[0].weight"), "0")
    add(qtbot, editor, "metrics")
    field(editor, "metrics[1].kind").show_value(MetricKind.LEDGER)
    write(qtbot, field(editor, "metrics[1].weight"), "1")
    add(qtbot, editor, "lists.rules")
    write(qtbot, field(editor, "lists.rules[0].line.first"), "1")
    field(editor, "lists.rules[0].line.ties").show_value(Ties.DECIDED)
    rest(qtbot, page, editor)
    said = editor.form.fields["lists.rules[0].line.ties"].said
    assert said.startswith("A tie stands across the line: ")
    assert editor.save.isEnabled()
    leave(qtbot, editor)
