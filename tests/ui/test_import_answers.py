"""What an import asks is answered with keys and clicks, row by row, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.domain.import_preview import RowState
from inspector.services import scheme, site
from tests.ui.import_world import CRITERIA, RESULTS, Desk, write

CONTROL = Qt.KeyboardModifier.ControlModifier
WRONG = (
    *CRITERIA[:5],
    ("3", "栏杆没有锈蚀", "很多", "每处扣 1 分"),
    ("4", "墙面没有污损", -2, "每处扣 1 分"),
    *CRITERIA[5:],
)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path / "workspace")
    yield made
    made.settle()
    made.jobs.close(made.ws.close)


def states(desk: Desk) -> list[RowState]:
    model = desk.page.table.sheet
    return [model.state_of(row) for row in range(model.rowCount())]


def click(desk: Desk, entry: int, key: str) -> None:
    shown = desk.page.panel.list
    place = shown.button_rects(entry)[key].center()
    desk.bot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.settle()


def test_refused_rows_are_answered_by_their_digits_and_the_rest_is_imported(
    desk: Desk, tmp_path: Path
) -> None:
    page = desk.page
    desk.show("scheme", write(tmp_path / "w.xlsx", WRONG))
    assert states(desk)[5:8] == [RowState.REFUSED, RowState.REFUSED, RowState.UNKNOWN]
    assert "2 rows cannot be taken" in page.message.text.text()
    assert not page.foot.confirm.isEnabled()
    assert page.table.currentIndex().row() == 5
    told = [page.panel.list.problems.index(at).data() for at in range(3)]
    assert "“很多” is no number of points" in told[0]
    assert told[0].endswith("2 Part of the row above · 3 It should be… · 0 Leave out")

    desk.press(Qt.Key.Key_2)
    assert page.panel.list.current is not None
    assert page.panel.list.current.title == "-2"
    desk.settle()
    desk.press(Qt.Key.Key_0)
    desk.settle()
    assert states(desk)[5:8] == [RowState.ITEM, RowState.LEFT_OUT, RowState.UNKNOWN]
    assert page.foot.confirm.isEnabled()
    assert page.message.isHidden()
    assert "answered: Part of the row above" in page.panel.list.problems.index(0).data()

    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    (line,) = desk.run(lambda _progress: scheme.list_(desk.ws))  # type: ignore[misc]
    assert (line.sections, line.items) == (1, 2)


def test_an_answer_is_clicked_and_taken_back(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    desk.show("scheme", write(tmp_path / "w.xlsx", WRONG))
    click(desk, 0, "0")
    assert states(desk)[5] is RowState.LEFT_OUT
    assert "Left out 1" in page.chips.chips[RowState.LEFT_OUT].text()
    click(desk, 0, "0")
    assert states(desk)[5] is RowState.REFUSED

    click(desk, 2, "1")
    assert states(desk)[7] is RowState.ITEM
    page.panel.list.setCurrentIndex(page.panel.list.problems.index(2))
    desk.press(Qt.Key.Key_Backspace)
    desk.settle()
    assert states(desk)[7] is RowState.UNKNOWN


def test_a_row_that_was_understood_is_said_to_be_something_else(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    desk.show("scheme", write(tmp_path / "a.xlsx", CRITERIA))
    page.table.go_to(4, 1)
    page.table.setFocus()
    offered = [each.text() for each in page.answers.actions if each.isVisible()]
    rule = ["Score by this rule", "Points are given by hand"]
    assert offered[:-1] == [*rule, "Section", "Part of the row above", "Leave out"]
    desk.press(Qt.Key.Key_4)
    desk.settle()
    assert page.chips.chips[RowState.ITEM].text().strip() == "Item 2"
    assert "Was read as: Item." in page.panel.list.problems.index(0).data()
    assert "sum of the items 9" in page.foot.points.accessibleName()
    page.table.go_to(0, 0)
    assert not any(each.isEnabled() for each in page.answers.actions)


def test_equal_cells_are_answered_once(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    types = (("类型", "权重"), ("公园", 1))
    sites = (
        ("代码", "名称", "类型"),
        ("P1", "望湖公园", "公园"),
        ("H1", "东湖", "湖"),
        ("H2", "西湖", "湖"),
    )
    desk.show("site", write(tmp_path / "s.xlsx", sites, types))
    assert page.panel.list.problems.rowCount() == 1
    assert "In 2 rows: 3-4" in page.panel.list.problems.index(0).data()
    desk.press(Qt.Key.Key_1)
    desk.settle()
    assert states(desk)[2:] == [RowState.NEW, RowState.NEW]
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    lines = desk.run(lambda _progress: site.list_(desk.ws))
    assert [each.site.site_type for each in lines] == ["湖", "湖", "公园"]  # type: ignore[attr-defined]


def test_the_file_is_corrected_and_read_again(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    path = write(tmp_path / "r.xlsx", (*RESULTS, ("3", "秩序1", "公园2", "？")))
    desk.show("result", path)
    assert states(desk)[2:] == [RowState.REFUSED, RowState.REFUSED]
    desk.press(Qt.Key.Key_1)
    desk.settle()
    assert states(desk)[2:] == [RowState.NEW, RowState.REFUSED]
    write(path, (*RESULTS, ("3", "秩序1", "公园2", 0.5)))
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    assert states(desk)[2:] == [RowState.NEW, RowState.NEW]
    assert "answered: Nothing lost" in page.panel.list.problems.index(0).data()

    write(path, RESULTS[:2])
    desk.bot.mouseClick(page.foot.confirm, Qt.MouseButton.LeftButton)
    desk.settle()
    assert "changed meanwhile" in page.message.text.text()
    desk.bot.mouseClick(page.message.action, Qt.MouseButton.LeftButton)
    desk.settle()
    assert states(desk) == [RowState.HEADER, RowState.NEW]


def test_an_answer_given_while_the_file_is_read_again_stops_no_reading(
    desk: Desk, tmp_path: Path
) -> None:
    page = desk.page
    path = write(tmp_path / "r.xlsx", (*RESULTS, ("3", "秩序1", "公园2", "？")))
    desk.show("result", path)
    write(path, (*RESULTS, ("3", "秩序1", "公园2", 0.5)))
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_0)
    desk.settle()
    assert states(desk)[2:] == [RowState.LEFT_OUT, RowState.NEW]
    assert page.foot.confirm.isEnabled()
