"""How results are read is said beside them, kept under a name, and used for another file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from inspector.domain.import_preview import RowState
from inspector.domain.result_options import Blank, Direction, Duplicates
from inspector.services import result_profile
from tests.ui.import_world import CRITERIA, RESULTS, Desk, write
from ui.pages.page import dropped_table

HEADER = RESULTS[0]
held: list[QMimeData] = []
TWICE = (
    HEADER,
    ("1", "绿化1", "公园1", 0.2, None, "望湖街道", "园林局"),
    ("1", "绿化1", "公园1", 0.2, None, "望湖街道", "园林局"),
    ("2", "秩序1", "公园1", None, None, "望湖街道", "城管局"),
)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path / "workspace")
    yield made
    made.settle()
    made.jobs.close(made.ws.close)


def choose(desk: Desk, box: QComboBox, at: int) -> None:
    box.setCurrentIndex(at)
    box.activated.emit(at)
    desk.settle()


def states(desk: Desk) -> list[RowState]:
    model = desk.page.table.sheet
    return [model.state_of(row) for row in range(model.rowCount())]


def drop(path: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    # The event does not keep what is dropped.
    held.append(data)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, left, none)


def test_options_are_said_read_anew_and_taken_back(desk: Desk, tmp_path: Path) -> None:
    page, options = desk.page, desk.page.panel.options
    desk.show("result", write(tmp_path / "r.xlsx", TWICE))
    assert options.isVisible()
    assert not options.body.isVisible()
    desk.bot.mouseClick(options.toggle, Qt.MouseButton.LeftButton)
    assert options.body.isVisible()
    assert states(desk)[2] is RowState.NEW
    choose(desk, options.duplicates, 1)
    assert states(desk)[2] is RowState.DUPLICATE
    assert options.toggle.text().endswith("changed")
    choose(desk, options.blank, 2)
    choose(desk, options.direction, 2)
    request = page.look.request
    assert request is not None
    said = request.options
    assert (said.blank, said.duplicates, said.direction) == (
        Blank.ZERO,
        Duplicates.DROP,
        Direction.LOST,
    )
    for _step in range(3):
        desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        desk.settle()
    assert states(desk)[2] is RowState.NEW
    assert options.duplicates.currentIndex() == 0


def test_grades_that_are_none_are_refused_where_they_are_typed(desk: Desk, tmp_path: Path) -> None:
    options = desk.page.panel.options
    desk.show("result", write(tmp_path / "r.xlsx", TWICE))
    options.open(True)
    options.grades.setText("A=3")
    options.grades.editingFinished.emit()
    assert options.wrong.isVisible()
    assert "“A=3” is no grade" in options.wrong.text()
    options.grades.setText("A=1,B=0.5")
    options.grades.editingFinished.emit()
    desk.settle()
    assert not options.wrong.isVisible()
    assert options.grades.text() == "A=1,B=0.5"


def test_a_profile_is_saved_and_reads_the_next_file(desk: Desk, tmp_path: Path) -> None:
    page, options = desk.page, desk.page.panel.options
    desk.show("result", write(tmp_path / "r.xlsx", TWICE))
    choose(desk, options.duplicates, 1)
    mapping = page.table.mapping
    desk.bot.mouseClick(mapping.boxes[5], Qt.MouseButton.LeftButton)
    desk.bot.keyClicks(mapping.picker.search, "inspect")
    desk.bot.keyClick(mapping.picker.search, Qt.Key.Key_Return)
    desk.settle()
    options.open(True)
    options.profile.setEditText("测评公司")
    desk.bot.mouseClick(options.save, Qt.MouseButton.LeftButton)
    desk.settle()
    (kept,) = desk.run(lambda _progress: result_profile.list_(desk.ws))  # type: ignore[misc]
    assert kept.mapping == (("区域", "inspector"),)

    desk.show("result", write(tmp_path / "next.xlsx", TWICE))
    assert states(desk)[2] is RowState.NEW
    assert options.profile.findText("测评公司") == 1
    choose(desk, options.profile, 1)
    assert states(desk)[2] is RowState.DUPLICATE
    assert mapping.boxes[5].text() == "Inspected by"
    assert options.toggle.text().endswith("测评公司")
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert states(desk)[2] is RowState.NEW


def test_a_profile_that_does_not_fit_says_which_column_is_missing(
    desk: Desk, tmp_path: Path
) -> None:
    page, options = desk.page, desk.page.panel.options
    desk.show("result", write(tmp_path / "r.xlsx", TWICE))
    mapping = page.table.mapping
    desk.bot.mouseClick(mapping.boxes[5], Qt.MouseButton.LeftButton)
    desk.bot.keyClicks(mapping.picker.search, "inspect")
    desk.bot.keyClick(mapping.picker.search, Qt.Key.Key_Return)
    desk.settle()
    options.profile.setEditText("测评公司")
    desk.bot.mouseClick(options.save, Qt.MouseButton.LeftButton)
    desk.settle()
    other = tuple((*row[:5], row[6]) for row in TWICE)
    desk.show("result", write(tmp_path / "other.xlsx", other))
    choose(desk, options.profile, 1)
    assert "no column “区域”" in page.message.text.text()
    assert "测评公司" in page.message.text.text()
    assert not page.foot.confirm.isEnabled()
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert page.message.isHidden()


def test_a_profile_needs_a_name(desk: Desk, tmp_path: Path) -> None:
    desk.show("result", write(tmp_path / "r.xlsx", TWICE))
    desk.bot.mouseClick(desk.page.panel.options.save, Qt.MouseButton.LeftButton)
    desk.settle()
    assert "needs a name" in desk.page.message.text.text()


def test_a_table_is_dropped_on_the_page_of_its_kind(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", CRITERIA)
    event = drop(path)
    desk.scheme.dropEvent(event)
    desk.settle()
    assert desk.window.current is desk.page
    assert desk.page.look.request is not None
    assert desk.page.look.request.kind == "scheme"

    other = write(tmp_path / "b.xlsx", CRITERIA[:4])
    desk.page.dropEvent(drop(other))
    desk.settle()
    assert desk.page.look.request.path == other
    assert desk.page.table.sheet.rowCount() == 4
    assert dropped_table(drop(tmp_path / "photo.jpg")) is None
