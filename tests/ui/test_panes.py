"""The widths of panes that somebody chose are the same again after the next start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.services import profile, visit, workspace
from tests.services import made_up
from ui.app import Opening
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.theme import Theme
from ui.widgets.panes import Panes

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = workspace.create(tmp_path / "workspace", district="示例区")
    made_up.publish(made, made_up.judged_scheme())
    visit.start(made, made_up.add_site(made).id)
    made.close()
    return made.paths.folder


@contextmanager
def window(qtbot: QtBot, qapp: QApplication, folder: Path) -> Iterator[MainWindow]:
    opening = Opening(folder, Jobs(), Theme(qapp), lambda: None)
    qtbot.waitUntil(lambda: opening.window is not None)
    shown = opening.window
    assert shown is not None
    shown.resize(1366, 768)
    panes = shown.current.panes
    qtbot.waitUntil(lambda: not shown.current.jobs.is_busy and bool(panes and all(panes.sizes())))
    yield shown
    shown.close()
    opening.close()
    shown.deleteLater()


def drag(panes: Panes, by: int) -> list[int]:
    """Move the handle at the left of the last pane."""
    handle = panes.handle(panes.count() - 1)
    start = QPoint(0, 40)
    QTest.mousePress(handle, LEFT, pos=start)
    QTest.mouseMove(handle, start + QPoint(by, 0))
    QTest.mouseRelease(handle, LEFT, pos=start)
    return panes.sizes()


def test_widths_are_kept_when_the_window_closes(
    qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    with window(qtbot, qapp, folder) as first:
        panes = first.current.panes
        assert panes is not None
        before = panes.sizes()
        after = drag(panes, -60)
        assert after[-1] > before[-1]
        assert profile.load().panes == {}
    assert profile.load().panes == {"visit": after}
    with window(qtbot, qapp, folder) as second:
        again = second.current.panes
        assert again is not None
        assert again.sizes() == after


def test_what_nobody_moved_is_not_written(qtbot: QtBot, qapp: QApplication, folder: Path) -> None:
    with window(qtbot, qapp, folder) as first:
        first.go("scheme")
    assert profile.load().panes == {}


@pytest.mark.parametrize("stored", ["[1, 2]", '["a", "b", "c"]', "[0, 5, 5]", "7"])
def test_widths_that_make_no_sense_are_passed_over(profile: Path, stored: str) -> None:
    from inspector.services.profile import pane_widths

    profile.mkdir(exist_ok=True)
    (profile / "settings.json").write_text(f'{{"panes": {{"visit": {stored}}}}}')
    assert pane_widths("visit", 3) == []


def test_a_profile_that_cannot_be_written_does_not_keep_the_window_open(
    qtbot: QtBot,
    qapp: QApplication,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with window(qtbot, qapp, folder) as first:
        panes = first.current.panes
        assert panes is not None
        drag(panes, -60)
        (tmp_path / "file").touch()
        monkeypatch.setenv("INSPECTOR_PROFILE", str(tmp_path / "file" / "profile"))
        assert first.close()
