"""The Friday of an office: results come in, are ranked, explained, previewed, exported, undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDateEdit, QFileDialog
from pytestqt.qtbot import QtBot

from inspector.domain.board import RankedRow
from inspector.domain.period import week_of
from inspector.services import workspace
from inspector.services.workspace import Workspace
from tests.ui.guards import no_query_by_the_window, nothing_left_behind
from ui.dialogs.sheet_preview import SheetPreviewDialog
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.models.ranking_table import Field
from ui.pages.board import BoardPage
from ui.pages.import_preview import ImportPreviewPage
from ui.pages.site import SitePage
from ui.theme import Theme

FRIDAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def guarded(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Threads, timers and windows left behind fail, and so does a query on the window's thread."""
    with nothing_left_behind(), no_query_by_the_window(monkeypatch):
        yield


def sites(folder: Path) -> Path:
    """Two streets, each with a park, in our own form."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in {
        "单位": [("编码", "名称", "类别"), ("J1", "东街街道", "街道"), ("J2", "西街街道", "街道")],
        "类型": [("名称", "权重"), ("公园", 1)],
        "点位": [
            ("编码", "名称", "类型", "属地单位"),
            ("P1", "东门公园", "公园", "J1"),
            ("P2", "西门公园", "公园", "J2"),
        ],
    }.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "sites.xlsx"
    book.save(path)
    return path


def results(folder: Path) -> Path:
    """What a third party saw: five observations in each street, more lost in the west."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("序号", "项目", "考察点位", "扣分", "得分", "区域", "责任单位2"))
    for number, (place, street, lost) in enumerate(
        (
            ("东门公园", "东街街道", None),
            ("东门公园", "东街街道", 0.2),
            ("东门公园", "东街街道", None),
            ("西门公园", "西街街道", 0.5),
            ("西门公园", "西街街道", None),
            ("西门公园", "西街街道", 1),
        ),
        start=1,
    ):
        sheet.append((number, f"绿化{number}", place, lost, None, street, None))
    path = folder / "third-party.xlsx"
    book.save(path)
    return path


class Desk:
    """The office's window over a workspace, and the hands on its keyboard."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, folder: Path) -> None:
        self.qtbot = qtbot
        self.jobs = Jobs()
        self.ws: Workspace = self.jobs._database.submit(
            lambda: workspace.create(
                folder / "office", district="示例区", office="示例区创文办", clock=lambda: NOW
            )
        ).result()
        self.jobs.serve(self.ws)
        theme = Theme(qapp)
        kinds = (SitePage, BoardPage, ImportPreviewPage)
        pages = [kind(self.ws, self.jobs, theme) for kind in kinds]
        self.site, self.board, self.imports = pages
        self.window = MainWindow(self.ws, self.jobs, theme, pages, "陈立")
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.go("site")
        self.window.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.is_busy, timeout=30_000)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        target = QApplication.focusWidget() or self.window.current
        self.qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def import_(self, kind: str, path: Path, day: date | None = None) -> None:
        """Preview a workbook, take it in by Ctrl+Enter, and go on from its report."""
        self.window.current.navigated.emit("import_preview", (kind, path))
        self.settle()
        page = self.imports
        assert isinstance(page, ImportPreviewPage)
        assert page.message.isHidden() or page._shown is not None
        if day is not None:
            field = next(one for one in page.findChildren(QDateEdit) if one.isVisible())
            field.setDate(QDate(day.year, day.month, day.day))
            self.settle()
        page.table.setFocus()
        self.press(Qt.Key.Key_Return, CONTROL)
        assert page.report.isVisible()
        self.press(Qt.Key.Key_Return)

    def close(self) -> None:
        self.window.close()
        self.jobs.close(self.ws.close)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path)
    yield made
    made.close()


def test_from_the_results_of_a_third_party_to_the_sheet_and_back(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.import_("site", sites(tmp_path))
    assert desk.window.current is desk.site
    desk.import_("result", results(tmp_path), FRIDAY)
    board = desk.board
    assert isinstance(board, BoardPage)
    assert desk.window.current is board

    assert board.ranking is not None
    assert board.ranking.period == week_of(FRIDAY)
    table = board.table.table
    names = [table.index(row, table.field_place(Field.SUBJECT)).data() for row in range(2)]
    scores = [table.index(row, table.field_place(Field.SCORE)).data() for row in range(2)]
    assert (names, scores) == (["东街街道", "西街街道"], ["93.33", "50.00"])

    board.table.setFocus()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    why = board.panel.why
    assert why is not None
    assert why.explanation.row.name == "西街街道"
    assert sum(loss.lost for loss in why.explanation.losses) == Decimal("50.00")
    desk.qtbot.mouseClick(board.panel._copy, Qt.MouseButton.LeftButton)
    assert "西街街道: 50.00" in QGuiApplication.clipboard().text()
    desk.press(Qt.Key.Key_Escape)
    assert board.panel.isHidden()

    desk.qtbot.keyClick(board.table, Qt.Key.Key_P, CONTROL)
    desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, SheetPreviewDialog)
    assert preview.paper.page_count == 1
    desk.qtbot.keyClick(preview, Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)

    workbook = tmp_path / "week.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(workbook), ""))
    desk.press(Qt.Key.Key_E, CONTROL)
    assert board.message.isVisible()
    shown = [
        cell.value
        for row in openpyxl.load_workbook(workbook).worksheets[0].iter_rows()
        for cell in row
    ]
    assert {"东街街道", "西街街道"} <= set(shown)

    desk.press(Qt.Key.Key_Z, CONTROL)
    assert board.board.currentIndex() == 1, "without the results there is nothing to rank"
    desk.press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    rows = [one for one in board.table.table.rows() if isinstance(one, RankedRow)]
    assert [str(row.score) for row in rows] == ["93.33", "50.00"]
