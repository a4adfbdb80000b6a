"""The editor of the rules of a board, by keys and clicks: mistakes, what if, saving, undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from inspector.domain.board import Board
from inspector.domain.board_rules import EventKind, MetricKind, Numbering, TieKey
from inspector.domain.model.roll_up import MissingType
from inspector.domain.ready_board import READY_BOARDS, ready_id
from inspector.domain.unit import UnitClass
from inspector.domain.visit import Level
from inspector.services import board_book
from tests.ui.board_world import Office, office, two_weeks
from tests.ui.test_board import FATAL, choose, column, opened, settle
from ui.dialogs.board_editor import BoardEditor
from ui.dialogs.board_members import BoardMembersDialog
from ui.models.ranking_table import Field
from ui.models.shift_columns import shift_columns
from ui.models.table_model import TableModel
from ui.pages.board import BoardPage
from ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    made = office(tmp_path, two_weeks)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Office, theme: Theme) -> BoardPage:
    page = opened(qtbot, desk, theme)
    choose(page.head.board, "Streets")
    settle(qtbot, page)
    page.table.setFocus()
    return page


def edit(qtbot: QtBot, page: BoardPage, modifier: Any = CTRL) -> BoardEditor:
    qtbot.keyClick(page, Qt.Key.Key_R, modifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), BoardEditor))
    editor = QApplication.activeModalWidget()
    assert isinstance(editor, BoardEditor)
    rest(qtbot, page, editor)
    return editor


def field(editor: BoardEditor, place: str) -> Any:
    """What a rule is typed in."""
    return editor.form.fields[place].widget


def add(qtbot: QtBot, editor: BoardEditor, place: str) -> None:
    """A new row among those of a place."""
    rows = next(part.rows[place] for part in editor.form.parts.values() if place in part.rows)
    qtbot.mouseClick(rows.add, Qt.MouseButton.LeftButton)


def rest(qtbot: QtBot, page: BoardPage, editor: BoardEditor) -> None:
    """Until what was typed is tried."""
    qtbot.waitUntil(lambda: not editor._rest.isActive() and not page.jobs.is_busy)


def write(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    if text.isascii():
        qtbot.keyClicks(field, text)
    else:
        # As an input method does; there are no keys for it.
        field.insert(text)


def save(qtbot: QtBot, page: BoardPage, editor: BoardEditor) -> None:
    rest(qtbot, page, editor)
    # Without a window manager nobody makes it active after a dialog of its own.
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    qtbot.keyClick(editor, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    settle(qtbot, page)


def leave(qtbot: QtBot, editor: BoardEditor) -> None:
    for _press in range(2):
        if QApplication.activeModalWidget() is editor:
            qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def boards(desk: Office) -> list[Board]:
    found: list[Board] = list(desk.call(lambda _progress: board_book.list_(desk.ws)))
    return found


def test_rules_are_typed_tried_and_saved_as_one_change_with_undo(
    qtbot: QtBot, page: BoardPage, desk: Office
) -> None:
    editor = edit(qtbot, page)
    assert editor.form.name.text() == "Streets"
    assert not editor.save.isEnabled()
    assert "All ranks and scores stay." in editor.pane.said.text()
    write(qtbot, field(editor, "order.decimals"), "0")
    write(qtbot, field(editor, "minimum.visits"), "2")
    rest(qtbot, page, editor)
    model = editor.pane.model
    shown = {model.row(row).name: model.row(row) for row in range(model.rowCount())}
    assert shown["west"].rank_before == 2
    assert shown["west"].rank_after is None
    assert shown["east"].score_after == round(shown["east"].score_before)
    assert "1 of 2 ranks would be another." in editor.pane.said.text()
    assert boards(desk)[1] == READY_BOARDS["streets"]
    save(qtbot, page, editor)
    written = boards(desk)[1].rules
    assert written is not None
    assert (written.order.decimals, written.minimum.visits) == (0, 2)
    assert column(page, Field.RANK) == ["1", "—"]
    assert page.message.text.text() == "Saved: Streets."
    qtbot.mouseClick(page.message.action, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert boards(desk)[1] == READY_BOARDS["streets"]
    assert column(page, Field.RANK) == ["1", "2"]


def test_each_mistake_stands_at_its_field_while_one_types(qtbot: QtBot, page: BoardPage) -> None:
    editor = edit(qtbot, page)
    form = editor.form
    write(qtbot, form.name, "Townships")
    assert form._name.said == "There is a board “Townships” already. Choose another name."
    write(qtbot, form.name, "")
    assert form._name.said == "The board needs a name."
    write(qtbot, field(editor, "metrics[0].weight"), "0.7")
    add(qtbot, editor, "metrics")
    write(qtbot, field(editor, "metrics[1].weight"), "x")
    write(qtbot, field(editor, "order.decimals"), "9")
    write(qtbot, field(editor, "additions.bonus_cap"), "120")
    add(qtbot, editor, "additions.events")
    rest(qtbot, page, editor)
    said = {place: one.said for place, one in form.fields.items()}
    assert said["metrics"] == "The weights add up to 0.7, not to 1."
    assert said["metrics[1].weight"] == "“x” is no number."
    assert said["order.decimals"] == "9 decimals cannot be printed. Take 0 to 6."
    assert said["additions.bonus_cap"] == "120 is above the full mark 100."
    assert said["additions.events[0].subject"] == "Fill this in."
    assert said["additions.events[0].reason"] == "The reason is missing."
    assert said["additions.events[0].approver"] == "Who approved it is missing."
    assert field(editor, "order.decimals").accessibleDescription() == said["order.decimals"]
    assert not editor.save.isEnabled()
    assert "7 mistakes keep the ranks" in editor.pane.said.text()
    assert "Decimals: 9 decimals cannot be printed." in editor.pane.said.text()
    write(qtbot, field(editor, "metrics[1].weight"), "０．３")
    rest(qtbot, page, editor)
    assert form.fields["metrics"].said == ""
    leave(qtbot, editor)


def test_a_copy_becomes_a_board_of_its_own_and_is_taken_back(
    qtbot: QtBot, page: BoardPage, desk: Office
) -> None:
    editor = edit(qtbot, page, CTRL | SHIFT)
    assert editor.form.name.text() == "Streets (2)"
    write(qtbot, editor.form.name, "Composite")
    write(qtbot, field(editor, "metrics[0].weight"), "0.6")
    add(qtbot, editor, "metrics")
    kind = field(editor, "metrics[1].kind")
    kind.setFocus()
    qtbot.keyClick(kind, Qt.Key.Key_Down)
    write(qtbot, field(editor, "metrics[1].weight"), "0.4")
    write(qtbot, field(editor, "metrics[1].name"), "closed")
    save(qtbot, page, editor)
    made = boards(desk)[-1]
    assert made.name == "Composite"
    assert made.rules is not None
    assert [one.kind for one in made.rules.metrics] == [
        MetricKind.VISITS,
        MetricKind.RECTIFICATION,
    ]
    assert made.rules.subjects.classes == (UnitClass.STREET,)
    assert page.head.board.currentText() == "Composite"
    assert page.table.table.field_place(Field.METRIC) > 0
    page.editing.remove.trigger()
    settle(qtbot, page)
    assert [one.name for one in boards(desk) if one.name] == []
    assert page.head.board.currentText() == "All units"
    qtbot.mouseClick(page.message.action, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert boards(desk)[-1].name == "Composite"


def test_choices_of_all_kinds_reach_the_rules(qtbot: QtBot, page: BoardPage, desk: Office) -> None:
    editor = edit(qtbot, page, CTRL | SHIFT)
    levels = field(editor, "metrics[0].filters.levels").ticks
    levels[Level.JOINT].trigger()
    levels[Level.LEADER].trigger()
    levels[Level.JOINT].trigger()
    write(qtbot, field(editor, "metrics[0].filters.campaigns"), "spring，autumn")
    field(editor, "metrics[0].roll_up.missing").show_value(MissingType.FULL)
    field(editor, "order.tie_keys").ticks[TieKey.MORE_SITES].trigger()
    field(editor, "order.numbering").show_value(Numbering.DENSE)
    add(qtbot, editor, "additions.events")
    event = "additions.events[0]"
    field(editor, f"{event}.kind").show_value(EventKind.PENALTY)
    field(editor, f"{event}.subject").setCurrentText("east")
    for name, text in (("points", "1.5"), ("reason", "late"), ("approver", "Chen")):
        write(qtbot, field(editor, f"{event}.{name}"), text)
    save(qtbot, page, editor)
    rules = boards(desk)[-1].rules
    assert rules is not None
    assert rules.metrics[0].filters.levels == (Level.LEADER,)
    assert rules.metrics[0].filters.campaigns == ("spring", "autumn")
    assert rules.metrics[0].roll_up.missing is MissingType.FULL
    assert rules.order.tie_keys == (TieKey.MORE_SITES,)
    assert rules.order.numbering is Numbering.DENSE
    (penalty,) = rules.additions.events
    assert (penalty.kind, str(penalty.points), penalty.approver) == (
        EventKind.PENALTY,
        "1.5",
        "Chen",
    )


def test_a_list_of_ones_own_has_the_members_that_are_ticked(
    qtbot: QtBot, page: BoardPage, desk: Office
) -> None:
    editor = edit(qtbot, page, CTRL | SHIFT)
    add(qtbot, editor, "subjects.groups")
    qtbot.keyClicks(field(editor, "subjects.groups[0].name"), "Town centre")
    rest(qtbot, page, editor)
    members = editor.form.fields["subjects.groups[0].members"]
    assert members.said.startswith("Nobody is ranked.")
    qtbot.mouseClick(members.widget, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), BoardMembersDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BoardMembersDialog)
    qtbot.keyClicks(dialog.search, "west")
    shown = [item for item in range(dialog.list.count()) if not dialog.list.item(item).isHidden()]
    assert [dialog.list.item(item).text() for item in shown] == ["west"]
    dialog.list.setCurrentRow(shown[0])
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.said.text() == "1 chosen"
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is editor)
    write(qtbot, editor.form.name, "Centre")
    save(qtbot, page, editor)
    assert page.ranking is not None
    assert [group.key for group in page.ranking.groups] == ["Town centre"]
    assert column(page, Field.SUBJECT) == ["west"]


def test_other_periods_are_tried_and_leaving_asks_once_more(
    qtbot: QtBot, page: BoardPage, desk: Office
) -> None:
    editor = edit(qtbot, page)
    write(qtbot, field(editor, "order.decimals"), "1")
    rest(qtbot, page, editor)
    editor.pane.period.step(-1)
    qtbot.waitUntil(lambda: editor._before is not None and not page.jobs.is_busy)
    model = editor.pane.model
    assert [model.row(row).name for row in range(model.rowCount())] == ["west", "east"]
    editor.pane.period.step(-1)
    qtbot.waitUntil(lambda: "No visit was closed" in editor.pane.said.text())
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert editor.said.text() == "The changes are not saved. Press again to drop them."
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert boards(desk)[1] == READY_BOARDS["streets"]


def test_a_changed_ready_made_board_can_be_as_at_first(
    qtbot: QtBot, page: BoardPage, desk: Office
) -> None:
    assert not page.editing.remove.isEnabled()
    editor = edit(qtbot, page)
    write(qtbot, editor.form.name, "Our streets")
    save(qtbot, page, editor)
    assert page.head.board.currentText() == "Our streets"
    assert page.editing.remove.isEnabled()
    assert page.editing.remove.text() == "Make the board as it was at first"
    page.editing.remove.trigger()
    settle(qtbot, page)
    assert page.head.board.currentText() == "Streets"


def test_an_empty_board_leads_to_its_rules(qtbot: QtBot, page: BoardPage) -> None:
    choose(page.head.board, "Townships")
    settle(qtbot, page)
    assert page.board.fill.text() == "Rules of the board …"
    qtbot.mouseClick(page.board.fill, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), BoardEditor))
    editor = QApplication.activeModalWidget()
    assert isinstance(editor, BoardEditor)
    rest(qtbot, page, editor)
    assert editor._edited.board.id == ready_id("townships")
    assert editor.form.fields["subjects.classes"].said.startswith("Nobody is ranked.")
    leave(qtbot, editor)


def test_the_model_of_shifts_is_proper(qtbot: QtBot, page: BoardPage) -> None:
    model = TableModel(shift_columns(), page)
    tester = QAbstractItemModelTester(model, FATAL)
    editor = edit(qtbot, page)
    shown = editor.pane.model
    model.set_rows([shown.row(row) for row in range(shown.rowCount())])
    assert model.rowCount() == 2
    for place in range(model.columnCount()):
        model.sort(place)
    assert tester.model() is model
    leave(qtbot, editor)
