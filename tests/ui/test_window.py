"""The window opens a workspace and lists its sites; the database stays off its thread."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from inspector.domain.site import Site
from inspector.services import workspace
from inspector.store.kind import creation
from ui.__main__ import missing_library
from ui.app import Opening
from ui.jobs import Jobs
from ui.models.table_model import Column, TableModel
from ui.pages.site import SitePage
from ui.theme import Theme


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = workspace.create(tmp_path / "workspace", district="示例区")
    with made.write("site.create") as edits:
        for number, name in enumerate(("清河农贸市场", "望湖公园"), start=1):
            edits += creation("site", Site(made.new_id(), f"S{number}", name, "农贸市场"))
    made.close()
    return made.paths.folder


def test_window_lists_the_sites(qtbot: QtBot, qapp: QApplication, folder: Path) -> None:
    opening = Opening(folder, Jobs(), Theme(qapp), lambda: None)
    qtbot.waitUntil(lambda: opening.window is not None)
    assert opening.window is not None
    qtbot.addWidget(opening.window)
    opening.window.go("site")
    page = opening.window.current
    assert isinstance(page, SitePage)
    model = page.table.model()
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    shown = [model.index(row, 1).data() for row in range(2)]
    assert shown == ["清河农贸市场", "望湖公园"]
    opening.close()


def test_a_workspace_in_use_is_refused_with_its_holder(
    qtbot: QtBot, qapp: QApplication, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: said.append(text))
    holder = workspace.open_workspace(folder)
    left: list[bool] = []
    opening = Opening(folder, Jobs(), Theme(qapp), lambda: left.append(True))
    qtbot.waitUntil(lambda: left == [True])
    assert "in use by" in said[0]
    opening.close()
    holder.close()


def test_table_model_is_a_proper_model() -> None:
    model = TableModel([Column("Code", lambda row: row), Column("Name", lambda row: row * 2)])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(["a", "b"])
    assert tester.model() is model
    assert (model.rowCount(), model.columnCount()) == (2, 2)
    assert model.index(1, 1).data() == "bb"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Code"


def test_a_missing_system_library_is_named_with_its_remedy() -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert missing_library(error) == (
        "The system library libEGL.so is missing. Install it: sudo apt install libegl1"
    )
    assert missing_library(ImportError("No module named 'PySide6'")) is None
