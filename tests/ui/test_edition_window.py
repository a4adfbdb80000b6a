"""A sealed edition is opened from a file: with a workspace, without one, and when it is broken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from inspector.services import edition, profile
from inspector.settings import Settings
from tests.services.test_board import WEEK
from tests.ui.guards import no_query_by_the_window, nothing_left_behind
from tests.ui.redblack_world import listed_office
from ui.app import Opening
from ui.dialogs.edition_window import EditionWindow
from ui.dialogs.presentation import Presentation
from ui.jobs import Jobs
from ui.theme import Theme


@pytest.fixture
def office_folder(tmp_path: Path) -> Path:
    """A workspace that is closed, and beside it the edition of its week."""
    desk = listed_office(tmp_path)

    def write(_progress: object) -> None:
        sealed = edition.seal(desk.ws, "streets", WEEK)
        edition.export(desk.ws, sealed.id.hex, tmp_path / "streets.edition")

    desk.call(write)
    desk.close()
    return tmp_path / "office"


class Stage:
    """The program as it was started."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.qtbot = qtbot
        self.theme = theme
        self.left = 0
        self.opening: Opening | None = None

    def start(self, folder: Path | None = None, file: Path | None = None) -> Opening:
        def leave() -> None:
            self.left += 1

        self.opening = Opening(folder, Jobs(), self.theme, leave, edition=file)
        return self.opening

    def edition(self) -> EditionWindow:
        opening = self.opening
        assert opening is not None
        self.qtbot.waitUntil(lambda: bool(opening.editions), timeout=20_000)
        return opening.editions[-1]

    def leave(self) -> None:
        opening = self.opening
        assert opening is not None
        for window in (*opening.editions, opening.welcome, opening.window):
            if window is not None:
                window.close()
        self.qtbot.waitUntil(lambda: not opening.is_busy)
        opening.close()
        if opening.window is not None:
            opening.window.deleteLater()


@pytest.fixture
def stage(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    with nothing_left_behind(), no_query_by_the_window(monkeypatch):
        profile.save(Settings(language="en", theme="light", person="陈静", role="leader"))
        made = Stage(qtbot, Theme(qapp))
        yield made
        made.leave()


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))


def test_a_leader_without_a_workspace_opens_it_from_the_first_page_and_presents_it(
    stage: Stage, office_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, office_folder.parent / "streets.edition")
    opening = stage.start()
    assert opening.welcome is not None
    qtbot.mouseClick(opening.welcome.edition, Qt.MouseButton.LeftButton)
    shown = stage.edition()
    assert shown.windowTitle() == "Streets, Week 47"
    assert shown.state.text().startswith("Sealed ")
    assert shown.message.isVisible()
    assert "SHA-256" in shown.message.text.text()
    assert [view.list.rowCount() for view in shown.board.views] == [3, 2]
    qtbot.keyClick(shown.board.praise, Qt.Key.Key_F5)
    slides = [one for one in shown.children() if isinstance(one, Presentation)]
    assert [type(one).__name__ for one in slides[0].slides] == [
        *("TitleSlide", "CardSlide", "CardSlide", "EndSlide"),
    ]
    qtbot.keyClick(slides[0], Qt.Key.Key_PageDown)
    slides[0].grab()
    qtbot.keyClick(slides[0], Qt.Key.Key_Escape)
    assert opening.ws is None
    assert not opening.welcome.message.isVisible()


def test_beside_an_open_workspace_the_photos_are_there(
    stage: Stage, office_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, office_folder.parent / "streets.edition")
    opening = stage.start(office_folder)
    qtbot.waitUntil(lambda: opening.window is not None)
    window = opening.window
    assert window is not None
    qtbot.waitUntil(lambda: not opening.is_busy)
    window.edition_wanted.emit()
    shown = stage.edition()
    assert not shown.message.isVisible()
    assert not shown.view.lacks_photos
    qtbot.waitUntil(lambda: not opening.is_busy)
    # It stays where it is when the window of the workspace goes on to another page.
    window.go("board")
    assert shown.isVisible()
    shown.close()
    qtbot.waitUntil(lambda: opening.editions == [])


def test_given_to_the_program_only_the_edition_is_shown(
    stage: Stage, office_folder: Path, qtbot: QtBot
) -> None:
    opening = stage.start(file=office_folder.parent / "streets.edition")
    assert stage.edition().isVisible()
    assert (opening.window, opening.welcome) == (None, None)


def test_a_broken_one_is_refused_with_a_sentence(
    stage: Stage, office_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: said.append(text))
    file = office_folder.parent / "streets.edition"
    file.write_bytes(file.read_bytes().replace(b"goods outside", b"goods inside."))
    opening = stage.start(file=file)
    qtbot.waitUntil(lambda: stage.left == 1)
    assert "the seal is broken" in said[0]
    assert opening.refusal is not None
    assert opening.editions == []


def test_on_the_first_page_a_broken_one_is_told_in_its_bar(
    stage: Stage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    choose(monkeypatch, tmp_path / "letter.txt")
    opening = stage.start()
    welcome = opening.welcome
    assert welcome is not None
    qtbot.mouseClick(welcome.edition, Qt.MouseButton.LeftButton)
    assert welcome.message.text.text() == "Proving the edition …"
    qtbot.waitUntil(lambda: "no sealed edition" in welcome.message.text.text())
    assert welcome.message.isVisible()
