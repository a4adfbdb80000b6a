"""The guards around the window's tests bite."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import ui
from inspector.services import workspace
from inspector.services.workspace import Workspace
from tests.ui import guards
from ui.jobs import Jobs


def test_a_thread_that_goes_on_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "_PATIENCE_SECONDS", 0.05)
    jobs = Jobs()
    with pytest.raises(AssertionError, match="thread database"), guards.nothing_left_behind():
        jobs.run(lambda _progress: None)
    jobs.close(lambda: None)


def test_a_thread_that_ends_is_waited_for() -> None:
    gate = threading.Event()
    with guards.nothing_left_behind():
        threading.Thread(target=gate.wait).start()
        threading.Timer(0.05, gate.set).start()


def test_a_timer_that_runs_on_is_told(qtbot: QtBot) -> None:
    timer = QTimer()
    with pytest.raises(AssertionError, match="timer of nobody"), guards.nothing_left_behind():
        timer.start(10_000)
    timer.stop()


def test_a_window_that_stays_is_told(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with pytest.raises(AssertionError, match="window QWidget"), guards.nothing_left_behind():
        window.show()


def test_a_query_of_the_window_is_told_and_one_of_the_test_is_not(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with guards.no_query_by_the_window(monkeypatch):
        assert workspace.district(ws).name == "示例区"
    place = Path(ui.__file__).parent / "widgets" / "made_up.py"
    code: dict[str, Any] = {}
    exec(compile("def ask(district, ws): return district(ws)", place, "exec"), code)
    with (
        pytest.raises(AssertionError, match=r"made_up\.py:1"),
        guards.no_query_by_the_window(monkeypatch),
    ):
        code["ask"](workspace.district, ws)
