"""An import is looked over row by row with keys and clicks before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from inspector.domain.import_preview import RowState
from inspector.domain.scheme_draft import SchemeField
from inspector.services import scheme, site, workspace
from inspector.services.workspace import Workspace
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.models.import_sheet import MARKED_ROLE, WAS_ROLE, ImportSheetModel
from ui.pages.import_preview import ImportPreviewPage
from ui.pages.page import Notice, Page
from ui.pages.scheme import SchemePage
from ui.theme import Theme
from ui.widgets.problem_list import ProblemModel

CRITERIA = (
    ("示例镇评分细则",),
    ("序号", "检查项目", "分值", "评分标准"),
    ("一", "环境", 9, None),
    ("1", "路面没有垃圾", 6, "每处扣 0.5 分"),
    ("2", "井盖没有破损", 3, "每处扣 1 分"),
    (None, "看一看", None, "听一听"),
    ("合计", None, 9, None),
)
RESULTS = (
    ("序号", "项目", "考察点位", "扣分", "得分", "区域", "责任单位2"),
    ("1", "绿化1", "公园1", 0.2, None, "望湖街道", "园林局"),
    ("2", "秩序1", "公园1", "无", None, "望湖街道", "城管局"),
)


def write(path: Path, *sheets: tuple[tuple[object, ...], ...]) -> Path:
    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets, 1):
        sheet = book.worksheets[0] if number == 1 else book.create_sheet()
        sheet.title = f"表{number}"
        for row in rows:
            sheet.append(row)
    if len(sheets[0][0]) == 1:
        book.worksheets[0].merge_cells("A1:D1")
    book.save(path)
    return path


class Desk:
    """A window with the pages that imports lead to."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, folder: Path) -> None:
        self.bot = qtbot
        workspace.create(folder, district="示例区").close()
        self.jobs = Jobs()
        self.opened: list[Workspace] = []
        self.run(lambda _progress: self.opened.append(workspace.open_workspace(folder)))
        self.ws = self.opened[0]
        self.jobs.serve(self.ws)
        theme = Theme(qapp)
        self.page = ImportPreviewPage(self.ws, self.jobs, theme)
        self.scheme = SchemePage(self.ws, self.jobs, theme)
        pages: list[Page] = [self.scheme, self.page]
        self.window = MainWindow(self.ws, self.jobs, theme, pages, "测试员")
        qtbot.addWidget(self.window)
        self.window.resize(1280, 680)
        self.window.go("scheme")
        self.window.show()
        self.settle()

    def run(self, operation: object) -> object:
        job = self.jobs.run(operation)  # type: ignore[arg-type]
        found: list[object] = []
        job.succeeded.connect(found.append)
        with self.bot.waitSignal(job.ended):
            pass
        return found[0] if found else None

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not self.jobs.is_busy, timeout=20_000)

    def show(self, kind: str, path: Path) -> None:
        self.window.go("import_preview", (kind, path))
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        focused = self.window.focusWidget() or self.page
        self.bot.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)

    def column(self, number: int) -> list[str]:
        model = self.page.table.sheet
        return [model.index(row, number).data() for row in range(model.rowCount())]


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
    assert desk.window.current is desk.scheme
    desk.bot.waitUntil(lambda: "示例镇评分细则" in desk.scheme.message.text.text())
    desk.bot.waitUntil(lambda: desk.scheme.list.versions.rowCount() == 1)
    desk.bot.mouseClick(desk.scheme.message.action, Qt.MouseButton.LeftButton)
    desk.settle()
    desk.bot.waitUntil(lambda: desk.scheme.message.text.text() == "The import was taken back.")
    assert desk.run(lambda _progress: scheme.list_(desk.ws)) == ()


def test_a_column_is_read_as_chosen_above_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = desk.page
    desk.show("scheme", write(tmp_path / "bare.xlsx", (("路面没有垃圾", 6), ("井盖完好", 3))))
    assert "No header row" in page.message.text.text()
    assert not page.foot.confirm.isEnabled()
    boxes = page.table.mapping.boxes
    for box, field in ((boxes[1], SchemeField.FULL_MARK), (boxes[0], SchemeField.TEXT)):
        box.setCurrentIndex(list(SchemeField).index(field))
        box.activated.emit(box.currentIndex())
        desk.settle()
    assert page.message.isHidden()
    assert page.chips.chips[RowState.ITEM].text().strip() == "Item 2"
    assert page.foot.confirm.text() == "Import 2 rows"
    assert boxes[0].accessibleName() == "Column A is read as"

    opened: list[str] = []
    # A real list would grab the keyboard, which there is none of without a screen.
    monkeypatch.setattr(QComboBox, "showPopup", lambda box: opened.append(box.accessibleName()))
    letters = page.table.mapping.viewport()
    desk.bot.mouseClick(letters, Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    assert opened == ["Column A is read as"]


def test_another_sheet_of_criteria_is_read_instead(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    other = (("序号", "检查项目", "分值"), ("1", "宣传到位", 5))
    desk.show("scheme", write(tmp_path / "two.xlsx", CRITERIA, other))
    assert "2 rows of this sheet are not read" in str(page.panel.list.problems.index(1).data())
    page.head.sheets.setCurrentIndex(1)
    page.head.sheets.activated.emit(1)
    desk.settle()
    assert desk.column(1) == ["检查项目", "宣传到位"]
    assert page.foot.confirm.text() == "Import 1 row"


def test_results_ask_for_the_day_and_for_what_differs(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    path = write(tmp_path / "r.xlsx", RESULTS)
    desk.show("result", path)
    page.head.day.setDate(QDate(2020, 3, 2))
    desk.settle()
    assert "Deducted 0.2 = read 0.2 + to decide 0" in page.foot.points.accessibleName()
    assert page.panel.list.problems.rowCount() == 1
    with desk.bot.waitSignal(page.navigated) as left:
        desk.bot.mouseClick(page.foot.confirm, Qt.MouseButton.LeftButton)
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
    junk.write_text("no workbook")
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
    assert "很多" in page.message.text.text()
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
    assert page.foot.confirm.text() == "Import 2 rows"
    page.head.sheets.setCurrentIndex(1)
    page.head.sheets.activated.emit(1)
    assert desk.column(0) == ["类型", "公园"]
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
    shown = desk.page._shown
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
