"""One window per workspace: a second start brings the first to the front."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from inspector.services import workspace
from ui import instance
from ui.app import Opening
from ui.instance import Instance
from ui.jobs import Jobs
from ui.theme import Theme


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = workspace.create(tmp_path / "工 作区", district="示例区")
    made.close()
    return made.paths.folder


def test_nobody_answers_where_no_window_is(qapp: QApplication, tmp_path: Path) -> None:
    assert not instance.call(tmp_path)


def test_a_call_reaches_the_window_of_this_folder_only(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    first = Instance(tmp_path / "one")
    with qtbot.waitSignal(first.called):
        assert instance.call(tmp_path / "one")
    assert not instance.call(tmp_path / "two")
    first.close()
    assert not instance.call(tmp_path / "one")


def test_what_a_killed_program_left_is_no_obstacle(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    left = Instance(tmp_path)
    second = Instance(tmp_path)
    with qtbot.waitSignal(second.called):
        assert instance.call(tmp_path)
    second.close()
    left.close()


def test_a_second_start_brings_the_first_window_to_the_front_and_ends(
    qapp: QApplication, qtbot: QtBot, folder: Path
) -> None:
    opening = Opening(folder, Jobs(), Theme(qapp), lambda: None)
    qtbot.waitUntil(lambda: opening.window is not None and opening.listens)
    window = opening.window
    assert window is not None
    qtbot.addWidget(window)
    window.showMinimized()
    second = subprocess.Popen(
        [sys.executable, "-m", "ui", str(folder)], env=dict(os.environ), stderr=subprocess.PIPE
    )
    qtbot.waitUntil(lambda: not window.isMinimized(), timeout=30_000)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    _out, said = second.communicate()
    assert (second.returncode, said) == (0, b"")
    opening.close()


def test_a_workspace_held_without_a_window_is_refused_with_its_holder(
    qapp: QApplication, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: said.append(text))
    holder = workspace.open_workspace(folder)
    opening = Opening(folder, Jobs(), Theme(qapp), lambda: None)
    qtbot.waitUntil(lambda: bool(said))
    assert str(os.getpid()) in said[0]
    opening.close()
    holder.close()
