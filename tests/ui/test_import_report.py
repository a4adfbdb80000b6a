"""After an import every row of the file is accounted for, on the page and in a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from inspector.domain.import_preview import RowState
from inspector.services import scheme
from tests.ui.import_world import CRITERIA, Desk, write
from ui.models.import_report import ROW, SHEET, WHY

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path / "workspace")
    yield made
    made.settle()
    made.jobs.close(made.ws.close)


def imported(desk: Desk, path: Path) -> None:
    """Criteria of which one row was not understood."""
    desk.show("scheme", write(path, CRITERIA))
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()


def cells(desk: Desk, column: int) -> list[str]:
    model = desk.page.report.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_report_accounts_for_every_row_and_filters_by_fate(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path / "a.xlsx")
    report = desk.page.report
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(report.model, fatal)
    assert tester.model() is report.model
    assert report.isVisible()
    assert report.table.isColumnHidden(SHEET)
    told = desk.page.keys()
    assert [key for key, _does in told] == ["Enter", "Ctrl+S", "Ctrl+Z"]
    assert report.missing.text() == "1 row was not taken"
    assert report.sum.accessibleName().startswith("Rows 7 = Item 2 + Section 1 + To decide 1")
    assert cells(desk, ROW) == ["6", "1", "2", "3", "4", "5", "7"]
    assert "Neither section nor item" in cells(desk, WHY)[0]
    desk.bot.mouseClick(report.chips.chips[RowState.ITEM], Qt.MouseButton.LeftButton)
    assert cells(desk, ROW) == ["4", "5"]
    desk.bot.mouseClick(report.chips.chips[None], Qt.MouseButton.LeftButton)
    assert len(cells(desk, ROW)) == 7


def test_the_report_is_saved_and_opened(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(desk, tmp_path / "a.xlsx")
    suggested: list[str] = []
    opened: list[QUrl] = []

    def choose(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        suggested.append(start)
        return str(tmp_path / "report"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    desk.press(Qt.Key.Key_S, CONTROL)
    desk.settle()
    assert Path(suggested[0]).parent == desk.ws.paths.exports
    assert Path(suggested[0]).name.startswith("Import report a ")
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    assert book["All rows"].max_row == 1 + 7
    for button in (desk.page.message.other, desk.page.message.action):
        desk.bot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [Path(url.toLocalFile()).name for url in opened] == [tmp_path.name, "report.xlsx"]


def test_the_import_is_taken_back_from_its_report(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path / "a.xlsx")
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.window.current is desk.scheme
    assert desk.scheme.message.text.text() == "The import was taken back."
    assert desk.run(lambda _progress: scheme.list_(desk.ws)) == ()


def test_esc_goes_on_from_the_report(desk: Desk, tmp_path: Path) -> None:
    imported(desk, tmp_path / "a.xlsx")
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    assert desk.window.current is desk.scheme
    assert "示例镇评分细则" in desk.scheme.message.text.text()
