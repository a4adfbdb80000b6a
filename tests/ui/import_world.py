"""A desk at which workbooks are imported, and made-up workbooks."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.services import workspace
from inspector.services.workspace import Workspace
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.pages.import_preview import ImportPreviewPage
from ui.pages.page import Page
from ui.pages.scheme import SchemePage
from ui.theme import Theme

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
