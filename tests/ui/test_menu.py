"""The menus: everything is there, and no key means two things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from inspector.services import profile, workspace
from inspector.settings import Settings
from tests.ui.guards import no_query_by_the_window, nothing_left_behind
from ui.app import Opening
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.theme import Theme


@pytest.fixture
def opening(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Opening]:
    with nothing_left_behind(), no_query_by_the_window(monkeypatch):
        profile.save(Settings(language="en", theme="light", person="陈静", role="office"))
        workspace.create(tmp_path / "workspace", district="示例区").close()
        made = Opening(tmp_path / "workspace", Jobs(), Theme(qapp), lambda: None)
        qtbot.waitUntil(lambda: made.window is not None)
        yield made
        made.close()
        qtbot.waitUntil(lambda: not made.is_busy)
        for window in (made.window, made.welcome):
            if window is not None:
                window.close()
                window.deleteLater()


def window_of(opening: Opening) -> MainWindow:
    assert opening.window is not None
    return opening.window


def actions(menu: QMenu) -> list[QAction]:
    """All actions of a menu and of the menus in it."""
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        found += actions(inner) if isinstance(inner, QMenu) else [action]
    return found


def menus(window: MainWindow) -> dict[str, list[QAction]]:
    """What stands in each menu."""
    found = {}
    for action in window.menuBar().actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            found[action.text().replace("&", "")] = actions(menu)
    return found


def find(window: MainWindow, menu: str, text: str) -> QAction:
    """The action with this text."""
    return next(action for action in menus(window)[menu] if action.text() == text)


def test_everything_has_its_place(opening: Opening, qtbot: QtBot) -> None:
    window = window_of(opening)
    shown = {name: [one.text() for one in found] for name, found in menus(window).items()}
    assert {"New workspace…", "Open workspace…", "Criteria…", "Settings", "Quit"} <= set(
        shown["File"]
    )
    assert shown["Edit"] == ["Undo", "Redo"]
    assert {"Inspect", "Sites", "Rankings", "Scheme", "Settings"} <= set(shown["View"])
    assert {"All keys", "About this program"} <= set(shown["Help"])


def test_no_key_is_given_twice_on_any_page(opening: Opening, qtbot: QtBot) -> None:
    window = window_of(opening)
    for name in window.pages:
        window.go(name)
        page = window.current
        heard = {id(one): one for one in (*window.actions(), *page.actions())}
        heard.update({id(one): one for found in menus(window).values() for one in found})
        keys = Counter(
            key.toString() for one in heard.values() if one.isEnabled() for key in one.shortcuts()
        )
        assert [key for key, times in keys.items() if key and times > 1] == [], name


def test_an_import_from_the_menu_opens_its_page(
    opening: Opening, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_of(opening)
    book = tmp_path / "sites.xlsx"
    book.write_bytes(b"none")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(book), ""))
    find(window, "File", "Sites and units…").trigger()
    assert window.current.name == "import_preview"


def test_undo_without_anything_to_undo_is_said(opening: Opening, qtbot: QtBot) -> None:
    window = window_of(opening)
    window.go("settings")
    find(window, "Edit", "Undo").trigger()
    qtbot.waitUntil(lambda: "nothing to undo" in window.current.message.text.text())
    find(window, "Edit", "Redo").trigger()
    qtbot.waitUntil(lambda: "nothing to redo" in window.current.message.text.text())


def test_another_workspace_takes_the_place_of_this_one(
    opening: Opening, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = window_of(opening)
    workspace.create(tmp_path / "other", district="望湖区").close()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "other"))
    find(first, "File", "Open workspace…").trigger()
    qtbot.waitUntil(lambda: opening.window is not first)
    assert window_of(opening).strip.text("workspace") == "望湖区"
    assert not first.isVisible()
    freed = workspace.open_workspace(tmp_path / "workspace")
    freed.close()


def test_a_folder_without_a_workspace_is_refused_and_all_stays(
    opening: Opening, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_of(opening)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    find(window, "File", "Open workspace…").trigger()
    qtbot.waitUntil(lambda: "no workspace" in window.current.message.text.text())
    assert opening.window is window


def test_a_new_workspace_is_begun_on_the_first_page_and_left_again(
    opening: Opening, qtbot: QtBot
) -> None:
    window = window_of(opening)
    find(window, "File", "New workspace…").trigger()
    first = opening.welcome
    assert first is not None
    assert first.person.text() == "陈静"
    qtbot.mouseClick(first.foot.leave, Qt.MouseButton.LeftButton)
    assert opening.welcome is None
    assert window.isVisible()


def test_the_program_says_what_it_runs_on(
    opening: Opening, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: shown.append(box.informativeText()))
    find(window_of(opening), "Help", "About this program").trigger()
    assert "Qt" in shown[0]
