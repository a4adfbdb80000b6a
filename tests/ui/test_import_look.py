"""What is asked of a file is taken back step by step, and values are typed over its cells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.domain.import_preview import ImportKind, ImportRequest, RowState
from tests.ui.import_world import CRITERIA, RESULTS, Desk, write
from ui.models.import_history import RequestHistory
from ui.models.import_sheet import WAS_ROLE

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path / "workspace")
    yield made
    made.settle()
    made.jobs.close(made.ws.close)


def read_as(desk: Desk, column: int, field: str) -> None:
    mapping = desk.page.table.mapping
    desk.bot.mouseClick(mapping.boxes[column], Qt.MouseButton.LeftButton)
    desk.bot.keyClicks(mapping.picker.search, field)
    desk.bot.keyClick(mapping.picker.search, Qt.Key.Key_Return)
    desk.settle()


def fields(desk: Desk) -> list[str]:
    shown = desk.page.look.shown
    assert shown is not None
    return [column.field for column in shown.sheets[0].columns]


def test_a_mapping_is_undone_and_done_again(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    desk.show("scheme", write(tmp_path / "a.xlsx", CRITERIA))
    before = fields(desk)
    assert not page.commands.undo.isEnabled()
    read_as(desk, 3, "method")
    assert fields(desk)[3] == "method"
    assert page.table.mapping.boxes[3].text() == "Method of inspection"
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert fields(desk) == before
    assert not page.commands.undo.isEnabled()
    desk.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    desk.settle()
    assert fields(desk)[3] == "method"


def test_answers_are_undone_in_their_order(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    desk.show("scheme", write(tmp_path / "a.xlsx", CRITERIA))
    desk.press(Qt.Key.Key_F8)
    desk.press(Qt.Key.Key_0)
    desk.settle()
    assert page.table.sheet.state_of(5) is RowState.LEFT_OUT
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert page.table.sheet.state_of(5) is RowState.UNKNOWN


def test_a_value_is_typed_over_a_refused_cell(desk: Desk, tmp_path: Path) -> None:
    page, editor = desk.page, desk.page.table.editor
    desk.show("result", write(tmp_path / "r.xlsx", (*RESULTS, ("3", "秩序1", "公园2", "？"))))
    desk.press(Qt.Key.Key_0)
    desk.settle()
    problem = page.panel.list.current
    assert problem is not None
    key = next(key for key, each in enumerate(problem.offers, 1) if each.answer.is_to_type)
    desk.press(Qt.Key(Qt.Key.Key_0 + key))
    assert editor.isVisible()
    assert editor.text() == "？"
    desk.bot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert page.isVisible()
    assert page.table.sheet.state_of(3) is RowState.REFUSED

    desk.press(Qt.Key(Qt.Key.Key_0 + key))
    desk.bot.keyClicks(editor, "0.5")
    desk.bot.keyClick(editor, Qt.Key.Key_Return)
    desk.settle()
    assert page.table.sheet.state_of(3) is RowState.NEW
    index = page.table.sheet.index(3, 3)
    assert (index.data(), index.data(WAS_ROLE)) == ("0.5", "？")
    told = page.panel.list.problems
    said = [told.index(at).data() for at in range(told.rowCount())]
    assert any("answered: It should be… 0.5" in each for each in said)


def test_a_history_forgets_what_was_taken_back_when_something_else_is_asked() -> None:
    first, second, third = (
        ImportRequest(ImportKind.SITE, Path("a.xlsx"), sheet=each) for each in "abc"
    )
    history = RequestHistory()
    history.note(first, first)
    assert not history.can_undo
    history.note(first, second)
    assert history.undo(second) == first
    assert history.can_redo
    history.note(first, third)
    assert not history.can_redo
    assert history.redo(third) is None
    history.clear()
    assert history.undo(third) is None
