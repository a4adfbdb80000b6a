"""An import is looked over row by row with keys and clicks before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton
from pytestqt.qtbot import QtBot

from inspector.domain.import_preview import RowState
from inspector.services import scheme, site
from tests.ui.import_world import CRITERIA, RESULTS, Desk, write
from ui.models.import_sheet import MARKED_ROLE, WAS_ROLE, ImportSheetModel
from ui.pages.page import Notice
from ui.widgets.problem_list import ProblemModel
from ui.widgets.state_chips import StateChips


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path / "workspace")
    yield made
    made.settle()
    made.jobs.close(made.ws.close)


def test_criteria_are_looked_over_imported_and_taken_back(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    desk.show("scheme", write(tmp_path / "a.xlsx", CRITERIA))
    assert page.table.sheet.rowCount() == 7
    assert page.chips.chips[RowState.ITEM].text().strip() == "Item 2"
    assert "Rows 7 = Item 2 + Section 1" in page.foot.rows.accessibleName()
    assert "Full mark 9 = sum of the items 9" in page.foot.points.accessibleName()
    assert page.table.columnSpan(0, 0) == 4

    desk.bot.mouseClick(page.chips.chips[RowState.ITEM], Qt.MouseButton.LeftButton)
    assert desk.column(1) == ["路面没有垃圾", "井盖没有破损"]

    desk.press(Qt.Key.Key_F8)
    assert page.table.sheet.rowCount() == 7
    assert page.table.currentIndex().row() == 5
    assert page.panel.list.place == 0

    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert desk.window.current is page
    assert page.report.isVisible()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.window.current is desk.scheme
    desk.bot.waitUntil(lambda: "示例镇评分细则" in desk.scheme.message.text.text())
    desk.bot.waitUntil(lambda: desk.scheme.list.versions.rowCount() == 1)
    desk.bot.mouseClick(desk.scheme.message.action, Qt.MouseButton.LeftButton)
    desk.settle()
    desk.bot.waitUntil(lambda: desk.scheme.message.text.text() == "The import was taken back.")
    assert desk.run(lambda _progress: scheme.list_(desk.ws)) == ()


def test_a_column_is_read_as_chosen_above_it(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    desk.show("scheme", write(tmp_path / "bare.xlsx", (("路面没有垃圾", 6), ("井盖完好", 3))))
    assert "No header row" in page.message.text.text()
    assert not page.foot.confirm.isEnabled()
    mapping, picker = page.table.mapping, page.table.mapping.picker
    desk.bot.mouseClick(mapping.boxes[1], Qt.MouseButton.LeftButton)
    assert picker.isVisible()
    assert picker.search.accessibleName() == "Column B is read as"
    desk.bot.keyClicks(picker.search, "full")
    assert [each.words for each in picker.fields.lines] == ["full mark"]
    desk.bot.keyClick(picker.search, Qt.Key.Key_Return)
    desk.settle()
    assert not picker.isVisible()

    letters = mapping.viewport()
    desk.bot.mouseClick(letters, Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    names = [each.name for each in picker.fields.lines]
    desk.bot.keyClick(picker.search, Qt.Key.Key_Escape)
    assert not picker.isVisible()
    assert page.isVisible()
    desk.bot.mouseClick(letters, Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    text = picker.fields.index(names.index("text"))
    place = picker.list.visualRect(text).center()
    desk.bot.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.settle()
    assert page.message.isHidden()
    assert page.chips.chips[RowState.ITEM].text().strip() == "Item 2"
    assert "Import 2" in page.foot.confirm.text()
    assert mapping.boxes[0].accessibleName() == "Column A is read as: Text of the item"
    assert mapping.boxes[0].hasFocus()


def test_the_list_of_fields_ticks_what_a_column_is_and_is_searched_by_pinyin(
    desk: Desk, tmp_path: Path
) -> None:
    desk.show("scheme", write(tmp_path / "a.xlsx", CRITERIA))
    picker = desk.page.table.mapping.picker
    QAbstractItemModelTester(picker.fields)
    desk.page.table.mapping.open_list(2)
    assert picker.list.currentIndex().data() == "Full mark"
    assert "as it is read now" in picker.list.currentIndex().data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    desk.bot.keyClick(picker.search, Qt.Key.Key_Down)
    assert picker.list.currentIndex().data() != "Full mark"
    desk.bot.keyClicks(picker.search, "nothing like this")
    desk.bot.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.isVisible()
    desk.page.table.setFocus()
    assert not picker.isVisible()


def test_another_sheet_of_criteria_is_read_instead(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    other = (("序号", "检查项目", "分值"), ("1", "宣传到位", 5))
    desk.show("scheme", write(tmp_path / "two.xlsx", CRITERIA, other))
    told = page.panel.list.problems
    said = [str(told.index(at).data()) for at in range(told.rowCount())]
    assert any("2 rows of this sheet are not read" in each for each in said)
    page.tabs.setCurrentIndex(1)
    desk.settle()
    assert desk.column(1) == ["检查项目", "宣传到位"]
    assert page.foot.confirm.text() == "Import 1 of 9 rows"


def test_results_ask_for_the_day_and_for_what_differs(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    path = write(tmp_path / "r.xlsx", RESULTS)
    desk.show("result", path)
    page.head.day.setDate(QDate(2020, 3, 2))
    desk.settle()
    assert "Deducted 0.2 = read 0.2 + to decide 0" in page.foot.points.accessibleName()
    assert page.panel.list.problems.rowCount() == 1
    assert not page.foot.confirm.isEnabled()
    desk.press(Qt.Key.Key_0)
    desk.settle()
    desk.bot.mouseClick(page.foot.confirm, Qt.MouseButton.LeftButton)
    desk.settle()
    with desk.bot.waitSignal(page.navigated) as left:
        desk.bot.mouseClick(page.report.go_on, Qt.MouseButton.LeftButton)
    assert left.args is not None
    name, notice = left.args
    assert name == "board"
    assert isinstance(notice, Notice)
    # The window has no rankings here, so it goes to its first page and says it there.
    assert desk.window.current is desk.scheme
    assert desk.scheme.message.text.text() == "1 row was imported."

    worse = (RESULTS[0], (*RESULTS[1][:3], 0.9, *RESULTS[1][4:]))
    desk.show("result", write(tmp_path / "r2.xlsx", worse))
    page.head.day.setDate(QDate(2020, 3, 2))
    desk.settle()
    assert not page.foot.confirm.isEnabled()
    assert page.table.sheet.index(1, 3).data(WAS_ROLE) == "0.2"
    desk.bot.mouseClick(page.panel.correct, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.foot.confirm.isEnabled()

    page.head.day.setDate(QDate(2999, 1, 1))
    desk.settle()
    assert "still to come" in page.message.text.text()
    assert not page.foot.confirm.isEnabled()


def test_what_cannot_be_read_is_said_with_a_way_out(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = desk.page
    junk = tmp_path / "junk.xlsx"
    junk.write_bytes(b"%PDF-1.7 no table")
    desk.show("scheme", junk)
    assert "not an Excel workbook" in page.reading.text.text()
    good = write(tmp_path / "good.xlsx", CRITERIA)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(good), ""))
    desk.bot.mouseClick(page.reading.other, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.table.sheet.rowCount() == 7
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.current is desk.scheme
    assert page.table.sheet.rowCount() == 0


def test_a_refused_cell_is_framed_in_its_sheet(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    wrong = (*CRITERIA[:4], ("2", "井盖没有破损", "很多", None))
    desk.show("scheme", write(tmp_path / "w.xlsx", wrong))
    assert "1 row cannot be taken" in page.message.text.text()
    assert page.panel.list.current is not None
    assert page.panel.list.current.title == "很多"
    index = page.table.currentIndex()
    assert (index.row(), index.column()) == (4, 2)
    assert index.data(MARKED_ROLE)
    assert not page.foot.confirm.isEnabled()


def test_reading_can_be_stopped(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "s.xlsx", CRITERIA)
    desk.window.go("import_preview", ("scheme", path))
    desk.page.leave()
    assert desk.window.current is desk.scheme
    desk.settle()
    assert desk.page.table.sheet.rowCount() == 0


def test_the_same_again_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", CRITERIA)
    desk.show("scheme", path)
    desk.bot.mouseClick(desk.page.foot.confirm, Qt.MouseButton.LeftButton)
    desk.settle()
    desk.show("scheme", path)
    assert desk.page.foot.confirm.text() == "Nothing to import"
    assert "there already" in desk.page.message.text.text()


def test_sites_show_each_sheet_and_jump_between_them(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    types = (("类型", "权重"), ("公园", 1))
    sites = (("代码", "名称", "类型"), ("P1", "望湖公园", "公园"), ("以上共一处",))
    desk.show("site", write(tmp_path / "s.xlsx", sites, types))
    assert page.foot.confirm.text() == "Import 2 of 5 rows"
    page.tabs.setCurrentIndex(1)
    assert desk.column(0) == ["类型", "公园"]
    assert "表1 · row 3" in page.panel.list.problems.index(0).data()
    desk.press(Qt.Key.Key_F8)
    assert desk.column(1)[1] == "望湖公园"
    assert page.table.currentIndex().row() == 2
    desk.bot.mouseClick(page.foot.confirm, Qt.MouseButton.LeftButton)
    desk.settle()
    lines = desk.run(lambda _progress: site.list_(desk.ws))
    assert [line.site.name for line in lines] == ["望湖公园"]  # type: ignore[attr-defined]


def test_models_are_proper_models(desk: Desk, tmp_path: Path) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    sheet, problems = ImportSheetModel(), ProblemModel()
    testers = [QAbstractItemModelTester(model, fatal) for model in (sheet, problems)]
    desk.show("scheme", write(tmp_path / "a.xlsx", CRITERIA))
    shown = desk.page.look.shown
    assert shown is not None
    sheet.show(shown.sheets[0], {(3, 2)}, RowState.ITEM)
    problems.show(shown.problems)
    assert [tester.model() for tester in testers] == [sheet, problems]
    assert (sheet.rowCount(), sheet.columnCount()) == (2, 4)
    assert sheet.index(0, 2).data(MARKED_ROLE)
    assert sheet.headerData(0, Qt.Orientation.Vertical) == "Item 4"
    assert sheet.place_of(0) is None
    sheet.show(None)
    assert sheet.rowCount() == 0


def test_large_text_leaves_the_numbers_of_the_chips_and_a_share_for_the_sheet(
    desk: Desk, tmp_path: Path
) -> None:
    page = desk.page
    page.theme.choose("light", 1.5)
    desk.show("scheme", write(tmp_path / "a.xlsx", CRITERIA))
    assert page.chips.chips[RowState.TOTAL].text() == " 1"
    assert page.chips.chips[RowState.TOTAL].accessibleName() == "Total 1"
    assert page.panel.width() < 0.4 * page.width()
    page.theme.choose("light", 1.0)
    assert page.chips.chips[RowState.TOTAL].text().strip() == "Total 1"


SITES = (("点位名称", "点位类型"), ("东岗", "集市"), ("西河", "集市"))


def test_a_refused_file_shows_nothing_of_the_file_before(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    desk.show("site", write(tmp_path / "a.xlsx", SITES))
    desk.bot.waitUntil(lambda: _chips(page.chips) == ["All 3", "Added 2", "Header 1"])

    desk.show("site", write(tmp_path / "b.xlsx", (("说明", "其他"), ("一", "二"))))
    assert "No list of units or sites was found" in page.message.text.text()
    desk.bot.waitUntil(lambda: _chips(page.chips) == ["All 2", "To decide 2"])

    (tmp_path / "c.xlsx").write_bytes(b"PK\x03\x04 and nothing more")
    desk.show("site", tmp_path / "c.xlsx")
    assert not page.chips.isVisible()
    assert list(page.chips.chips) == [None]


def test_chips_replace_those_before_at_once(qtbot: QtBot, desk: Desk) -> None:
    chips = StateChips(desk.page.theme)
    qtbot.addWidget(chips)
    chips.resize(600, 40)
    chips.show()
    chips.show_counts({RowState.NEW: 2, RowState.HEADER: 1}, None)
    qtbot.waitUntil(lambda: _chips(chips) == ["All 3", "Added 2", "Header 1"])
    before = chips.findChildren(QToolButton)
    chips.show_counts({RowState.UNKNOWN: 4}, None)
    assert not any(each.isVisible() for each in before)
    qtbot.waitUntil(lambda: _chips(chips) == ["All 4", "To decide 4"])


def test_a_file_that_lost_the_sheet_that_is_shown_is_read_again(desk: Desk, tmp_path: Path) -> None:
    page, path = desk.page, tmp_path / "a.xlsx"
    desk.show("site", write(path, SITES, (*SITES, ("南山", "集市"), ("北桥", "集市"))))
    desk.bot.waitUntil(lambda: "All 5" in _chips(page.chips))
    write(path, SITES)
    page.look.reread()
    desk.settle()
    desk.bot.waitUntil(lambda: "All 3" in _chips(page.chips))


def _chips(chips: StateChips) -> list[str]:
    shown = [each for each in chips.findChildren(QToolButton) if each.isVisible()]
    return [each.text().strip() for each in sorted(shown, key=lambda each: each.x())]
