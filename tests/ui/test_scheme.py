"""The page of the schemes: versions, items, publishing, comparing, writing out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from inspector.domain.scheme import Item, Scheme
from inspector.files.scheme.template import write_scheme
from inspector.services import scheme, workspace
from inspector.services.workspace import Workspace
from tests.services.made_up import scheme as made_up
from ui.jobs import Jobs
from ui.models.scheme_difference import DifferenceTable
from ui.models.scheme_tree import FULL_MARK, RECORD_ROLE, TEXT, SchemeTree
from ui.pages.scheme import SchemePage
from ui.theme import Theme
from ui.widgets.scheme_list import SchemeLines


class Desk:
    """The page over a workspace with version 1 and the draft that follows it."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, folder: Path, *, is_empty: bool) -> None:
        self.bot = qtbot
        self.folder = folder
        self.jobs = Jobs()
        made: list[Workspace] = []
        job = self.jobs.run(lambda _progress: made.append(self._made(is_empty=is_empty)))
        with qtbot.waitSignal(job.ended, timeout=20_000):
            pass
        self.ws = made[0]
        self.jobs.serve(self.ws)
        self.page = SchemePage(self.ws, self.jobs, Theme(qapp))
        qtbot.addWidget(self.page)
        self.page.resize(1208, 600)
        self.page.show()
        self.settle()

    def _made(self, *, is_empty: bool) -> Workspace:
        ws = workspace.create(self.folder / "workspace", district="示例区")
        if not is_empty:
            first, second = self.folder / "1.xlsx", self.folder / "2.xlsx"
            write_scheme(first, made_up())
            scheme.import_(ws, first)
            scheme.publish(ws)
            write_scheme(second, changed(made_up()))
            scheme.import_(ws, second)
        return ws

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not self.jobs.is_busy, timeout=20_000)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        focused = self.page.focusWidget() or self.page
        self.bot.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)


def changed(content: Scheme) -> Scheme:
    items = list(content.items)
    items[0] = replace(items[0], full_mark=Decimal(9), guidance="逐处查看")
    del items[2]
    return replace(content, items=tuple(replace(each, number=n) for n, each in enumerate(items, 1)))


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path, is_empty=False)
    yield made
    made.settle()
    made.jobs.close(made.ws.close)


def test_items_are_shown_with_their_rules_and_told_in_the_panel(desk: Desk) -> None:
    page = desk.page
    tree = page.tree.tree
    section = tree.index(0, 0)
    assert tree.index(0, TEXT).data() == "示例部分"
    assert tree.rowCount(section) == 7
    assert tree.index(0, FULL_MARK, section).data() == "9"
    assert page.list.versions.rowCount() == 2
    page.tree.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert isinstance(page.tree.currentIndex().data(RECORD_ROLE), Item)
    told = page.facts.texts()
    assert told[0] == "示例标准2"
    assert any("占道经营: 1 each" in text for text in told)
    page.tree.setCurrentIndex(section)
    assert page.facts.texts()[0] == "示例部分"


def test_a_draft_is_published_after_a_question_and_can_be_taken_back(desk: Desk) -> None:
    page = desk.page
    assert page.publish_action.isEnabled()
    desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert "as version 2" in page.message.text.text()
    desk.bot.keyClick(page.message.action, Qt.Key.Key_Return)
    desk.bot.waitUntil(lambda: not page.publish_action.isEnabled())
    assert "Version 2" in page.message.text.text()
    desk.settle()
    assert page.name_label.text().startswith("Version 2")
    desk.bot.mouseClick(page.message.action, Qt.MouseButton.LeftButton)
    desk.bot.waitUntil(lambda: page.message.text.text() == "It is a draft again.")
    desk.settle()
    assert page.list.versions.lines[0].version is None


def test_two_versions_are_compared_field_by_field(desk: Desk) -> None:
    page = desk.page
    page.compare_with.setCurrentIndex(1)
    page.compare_with.activated.emit(1)
    desk.settle()
    model = page.difference_model
    rows = [[model.index(row, column).data() for column in range(4)] for row in range(2)]
    assert rows == [
        ["Changed", "1.1", "示例标准1", "Full mark: 5 → 9; Guidance: — → 逐处查看"],
        ["Removed", "1.3", "示例标准3", ""],
    ]
    assert "6 items are equal" in page._counts.text()
    assert {"was: 5", "now: 9"} <= set(page.facts.texts())
    page.differences.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert page.facts.texts()[0] == "Removed · 示例标准3"
    page.compare_with.setCurrentIndex(0)
    page.compare_with.activated.emit(0)
    desk.settle()
    assert page.tree.isVisible()


def test_another_version_is_chosen_in_the_list(desk: Desk) -> None:
    page = desk.page
    page.list.setFocus()
    desk.press(Qt.Key.Key_Down)
    desk.settle()
    assert page.name_label.text().startswith("Version 1")
    assert page.tree.tree.rowCount(page.tree.tree.index(0, 0)) == 8
    assert not page.publish_action.isEnabled()


def test_a_version_is_written_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    page, out = desk.page, desk.folder / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    desk.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert out.with_suffix(".xlsx").is_file()
    desk.bot.waitUntil(lambda: "out.xlsx" in page.message.text.text())
    template = desk.folder / "template.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(template), ""))
    page.template_action.trigger()
    desk.settle()
    assert template.is_file()


def test_an_empty_page_offers_the_import(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(qtbot, qapp, tmp_path, is_empty=True)
    assert desk.page.empty.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("a.xlsx", ""))
    with qtbot.waitSignal(desk.page.navigated) as asked:
        qtbot.mouseClick(desk.page.empty.button, Qt.MouseButton.LeftButton)
    assert asked.args == ["import_preview", ("scheme", Path("a.xlsx"))]
    desk.jobs.close(desk.ws.close)


def test_models_are_proper_models() -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tree, table, lines = SchemeTree(), DifferenceTable(), SchemeLines()
    testers = [QAbstractItemModelTester(model, fatal) for model in (tree, table, lines)]
    tree.show(made_up())
    assert tree.parent(tree.index(0, 0, tree.index(0, 0))) == tree.index(0, 0)
    tree.show(None)
    assert tree.rowCount() == 0
    assert len(testers) == 3
