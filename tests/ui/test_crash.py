"""An unexpected error is told once, logged without anything of the user's, and survived."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from ui.crash import CrashDialog


def raise_into(dialog: CrashDialog, text: str) -> None:
    try:
        raise KeyError(text)
    except KeyError as error:
        dialog.on_error(KeyError, error, error.__traceback__)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[QMessageBox]:
    boxes: list[QMessageBox] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: boxes.append(box))
    return boxes


def test_the_log_says_where_and_never_about_whom(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, shown: list[QMessageBox]
) -> None:
    dialog = CrashDialog(tmp_path / "profile")
    raise_into(dialog, "清河农贸市场 86.5")
    qtbot.waitUntil(lambda: len(shown) == 1)
    log = dialog.log.read_text(encoding="utf-8")
    assert "KeyError" in log
    assert "ui/test_crash.py" in log
    assert "Qt" in log
    assert "清河" not in log
    assert str(tmp_path) not in log
    assert "清河" not in shown[0].detailedText()
    assert "KeyError" in shown[0].detailedText()


def test_the_details_can_be_copied(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, shown: list[QMessageBox]
) -> None:
    dialog = CrashDialog(tmp_path)
    raise_into(dialog, "x")
    qtbot.waitUntil(lambda: len(shown) == 1)
    copy = next(button for button in shown[0].buttons() if "Copy" in button.text())
    copy.click()
    assert "KeyError" in qapp.clipboard().text()


def test_the_same_error_is_told_once_and_logged_each_time(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, shown: list[QMessageBox]
) -> None:
    dialog = CrashDialog(tmp_path)
    for number in range(3):
        raise_into(dialog, str(number))
    qtbot.waitUntil(lambda: len(shown) == 1)
    qapp.processEvents()
    assert len(shown) == 1
    assert dialog.log.read_text(encoding="utf-8").count("KeyError") == 3


def test_a_log_that_grew_too_long_begins_anew(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, shown: list[QMessageBox]
) -> None:
    dialog = CrashDialog(tmp_path)
    dialog.log.write_bytes(b"x" * 300_000)
    raise_into(dialog, "x")
    qtbot.waitUntil(lambda: len(shown) == 1)
    assert dialog.log.stat().st_size < 10_000


def test_a_profile_that_cannot_be_written_hides_no_error(
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    shown: list[QMessageBox],
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "file").write_bytes(b"")
    dialog = CrashDialog(tmp_path / "file")
    raise_into(dialog, "x")
    qtbot.waitUntil(lambda: len(shown) == 1)
    assert "KeyError" in capsys.readouterr().err
