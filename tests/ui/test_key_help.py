"""The sheet of keys (F1) tells every key that works, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector import wording
from inspector.services import profile, workspace
from inspector.settings import Settings
from ui.app import Opening
from ui.dialogs.key_help import KeyHelp, all_keys
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.theme import Theme
from ui.widgets.key_cap import KeyCap

SMALLEST_SCREEN = QSize(1280, 680)
TEXT_SIZES = (1.0, 1.25, 1.5)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    profile.save(Settings(role="office"))
    workspace.create(tmp_path / "workspace", district="示例区").close()
    opening = Opening(tmp_path / "workspace", Jobs(), Theme(qapp), lambda: None)
    qtbot.waitUntil(lambda: opening.window is not None)
    shown = opening.window
    assert shown is not None
    for name in shown.pages:
        shown.go(name)
    qtbot.waitUntil(lambda: not shown.current.jobs.is_busy)
    yield shown
    shown.close()
    opening.close()
    shown.deleteLater()


def told() -> set[str]:
    """Every key of the sheet by itself."""
    found = set()
    for _title, keys in all_keys():
        for key, _does in keys:
            before, plus, last = key.rpartition("+")
            for each in last.split() if last.strip() else [key]:
                found |= {f"{before}{plus}{each}"} if plus else set(row_of(each))
    return found


def row_of(keys: str) -> list[str]:
    """The digits of a row of keys, as 1–9; else the key itself."""
    first, to, last = keys.partition("–")
    is_row = to and first.isdigit() and last.isdigit()
    return [*map(str, range(int(first), int(last) + 1)), keys] if is_row else [keys]


def shortcuts(window: MainWindow) -> set[str]:
    """The shortcuts of all actions and buttons."""
    named = {"Return": "Enter", "Left": "←", "Right": "→"}
    found = set()
    for action in window.findChildren(QAction):
        found |= {key.toString() for key in action.shortcuts()}
    found |= {each.shortcut().toString() for each in window.findChildren(QAbstractButton)}
    for word, sign in named.items():
        found = {re.sub(rf"\b{word}\b", sign, key) for key in found}
    # The menus' own letters and the pages are told in one line.
    return {key for key in found if key and not re.match(r"Alt\+\w$|Ctrl\+\d$", key)}


def test_every_shortcut_is_told(window: MainWindow) -> None:
    assert shortcuts(window) - told() == set()


def test_what_is_told_with_ctrl_exists(window: MainWindow) -> None:
    known = shortcuts(window) | {"Ctrl+S", "Ctrl+1–8"}
    assert {key for key in told() if key.startswith("Ctrl+")} - known == set()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_sheet_fits_the_smallest_screen(qtbot: QtBot, theme: Theme, language: str) -> None:
    before = wording.language()
    wording.choose_language(language)
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(SMALLEST_SCREEN)
    sheet = KeyHelp(theme, over)
    needed = sheet.sizeHint()
    sheet.show()
    assert sheet.area.horizontalScrollBar().maximum() == 0
    assert sheet.area.verticalScrollBar().maximum() == 0
    wording.choose_language(before)
    assert needed.width() <= SMALLEST_SCREEN.width()
    assert needed.height() <= SMALLEST_SCREEN.height()


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_a_key_fits_into_its_cap_at_every_text_size(
    qtbot: QtBot, theme: Theme, size: float
) -> None:
    theme.choose("light", size)
    cap = KeyCap("Ctrl+Shift+Z", theme)
    qtbot.addWidget(cap)
    drawn = QFontMetrics(theme.font("key")).tightBoundingRect("Ctrl+Shift+Z")
    assert cap.height() >= drawn.height() + 4
    assert cap.width() >= drawn.width() + 4
    theme.choose("light", 1.0)


def test_the_sheet_of_large_words_stays_within_the_window_and_is_moved(
    qtbot: QtBot, theme: Theme
) -> None:
    theme.choose("light", 1.5)
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(SMALLEST_SCREEN)
    sheet = KeyHelp(theme, over)
    sheet.show()
    assert sheet.width() <= over.width()
    assert sheet.height() <= over.height()
    assert sheet.area.horizontalScrollBar().maximum() > 0
    theme.choose("light", 1.0)
