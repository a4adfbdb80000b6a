"""The first start as a new user goes through it: three answers, one button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from inspector import wording
from inspector.services import profile, workspace
from tests.ui.guards import no_query_by_the_window, nothing_left_behind
from ui.app import Opening
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.pages.welcome import WelcomePage
from ui.theme import Theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(folder))
    return folder


@pytest.fixture
def opening(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opening]:
    with nothing_left_behind(), no_query_by_the_window(monkeypatch):
        made = Opening(None, Jobs(), Theme(qapp), lambda: None)
        yield made
        if made.welcome is not None:
            made.welcome.close()
        made.close()
        qtbot.waitUntil(lambda: not made.is_busy)
        if made.window is not None:
            made.window.close()
            made.window.deleteLater()


def page_of(opening: Opening, qtbot: QtBot) -> WelcomePage:
    page = opening.welcome
    assert page is not None
    qtbot.waitUntil(lambda: page.foot.start.isEnabled() and bool(page.place.place.text()))
    return page


def window_of(opening: Opening, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: opening.window is not None, timeout=60_000)
    assert opening.window is not None
    return opening.window


def test_enter_accepts_everything_but_an_empty_start_is_chosen(
    opening: Opening, qtbot: QtBot, documents: Path
) -> None:
    page = page_of(opening, qtbot)
    page.person.setText("陈静")
    page.unit.setText("督查一组")
    page.laptop.setText("笔记本三号")
    qtbot.mouseClick(page.sources["empty"], LEFT)
    qtbot.waitUntil(lambda: "City inspection" in page.place.place.text())
    qtbot.keyClick(page, Qt.Key.Key_2)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    window = window_of(opening, qtbot)
    qtbot.waitUntil(lambda: opening.welcome is None)
    known = profile.load()
    assert (known.person, known.unit, known.laptop) == ("陈静", "督查一组", "笔记本三号")
    assert known.role == "office"
    assert workspace.is_workspace(documents / "City inspection")
    assert window.who.text() == "Office · 陈静"
    assert window.strip.text("device") == "笔记本三号"
    qtbot.waitUntil(lambda: profile.load().last_workspace != "")


def test_the_sample_is_made_with_one_click_and_says_what_it_is(
    opening: Opening, qtbot: QtBot, documents: Path
) -> None:
    page = page_of(opening, qtbot)
    qtbot.mouseClick(page.foot.start, LEFT)
    assert page.foot.bar.isVisible()
    window = window_of(opening, qtbot)
    assert workspace.is_workspace(documents / "Sample district")
    assert window.banner.isVisible()
    assert "made up" in window.banner.text()


def test_making_the_sample_can_be_cancelled(
    opening: Opening, qtbot: QtBot, documents: Path
) -> None:
    page = page_of(opening, qtbot)
    qtbot.mouseClick(page.foot.start, LEFT)
    qtbot.waitUntil(lambda: page.foot.bar.value() > 0, timeout=30_000)
    qtbot.mouseClick(page.foot.leave, LEFT)
    qtbot.waitUntil(page.message.isVisible, timeout=30_000)
    assert "Nothing was changed" in page.message.text.text()
    assert page.foot.start.isEnabled()
    assert not workspace.is_workspace(documents / "Sample district")


def test_a_digit_in_the_name_is_no_choice_of_a_role(opening: Opening, qtbot: QtBot) -> None:
    page = page_of(opening, qtbot)
    page.person.setFocus()
    page.person.clear()
    qtbot.keyClicks(page.person, "2")
    assert page.person.text() == "2"
    assert page.cards["inspector"].isChecked()


def test_a_name_is_needed(opening: Opening, qtbot: QtBot) -> None:
    page = page_of(opening, qtbot)
    page.person.clear()
    page.begin()
    assert "name first" in page.message.text.text()
    assert opening.window is None


def test_a_folder_with_other_things_is_refused_while_it_is_shown(
    opening: Opening, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(opening, qtbot)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("x", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "full"))
    qtbot.mouseClick(page.other, LEFT)
    qtbot.waitUntil(lambda: "not empty" in page.place.verdict.text())
    assert not page.foot.start.isEnabled()
    qtbot.mouseClick(page.existing, LEFT)
    qtbot.waitUntil(page.message.isVisible)
    assert "no workspace" in page.message.text.text()


def test_an_existing_workspace_is_opened(
    opening: Opening, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.create(tmp_path / "there", district="望湖区").close()
    page = page_of(opening, qtbot)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "there"))
    qtbot.mouseClick(page.existing, LEFT)
    window = window_of(opening, qtbot)
    assert window.strip.text("workspace") == "望湖区"
    assert not window.banner.isVisible()


def test_own_workbooks_go_to_the_import_page(
    opening: Opening, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(opening, qtbot)
    book = tmp_path / "criteria.xlsx"
    book.write_bytes(b"none")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(book), ""))
    qtbot.mouseClick(page.criteria, LEFT)
    assert page.sources["own"].button.isChecked()
    assert "criteria.xlsx" in page.sources["own"].explanation.text()
    qtbot.mouseClick(page.sites, LEFT)
    qtbot.waitUntil(lambda: "City inspection" in page.place.place.text())
    qtbot.mouseClick(page.foot.start, LEFT)
    window = window_of(opening, qtbot)
    assert window.current.name == "import_preview"
    window.go("site")
    assert "criteria.xlsx" in window.current.message.text.text()
    qtbot.mouseClick(window.current.message.action, LEFT)
    assert window.current.name == "import_preview"


def test_language_and_light_change_at_once_and_the_answers_stay(
    opening: Opening, qtbot: QtBot
) -> None:
    page = page_of(opening, qtbot)
    page.person.setText("陈静")
    qtbot.mouseClick(page.cards["office"], LEFT)
    page.letterhead.spoken.emit("zh_CN")
    page_of(opening, qtbot).letterhead.lit.emit("dark")
    changed = page_of(opening, qtbot)
    assert changed is not page
    assert wording.language() == "zh_CN"
    assert profile.load().theme == "dark"
    assert changed.person.text() == "陈静"
    assert changed.cards["office"].isChecked()


def test_a_workspace_that_is_gone_leads_back_to_the_first_page(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    opening = Opening(tmp_path / "gone", Jobs(), Theme(qapp), lambda: None, is_remembered=True)
    qtbot.waitUntil(lambda: opening.welcome is not None)
    assert opening.welcome is not None
    assert "gone" in opening.welcome.message.text.text()
    opening.welcome.close()
    opening.close()


def test_a_damaged_workspace_is_rescued_from_its_backup(
    opening: Opening, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = workspace.create(tmp_path / "there", district="望湖区")
    made.backup("import")
    made.close()
    made.paths.database.write_bytes(b"torn" * 5000)
    page = page_of(opening, qtbot)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "there"))
    qtbot.mouseClick(page.existing, LEFT)
    qtbot.waitUntil(lambda: "damaged" in page.message.text.text())
    qtbot.mouseClick(page.message.action, LEFT)
    window = window_of(opening, qtbot)
    assert window.strip.text("workspace") == "望湖区"


def test_a_narrow_page_has_its_letterhead_as_a_band(opening: Opening, qtbot: QtBot) -> None:
    page = page_of(opening, qtbot)
    for width, height, size in (
        (1366, 768, QSize(392, 768)),
        (1200, 680, QSize(1200, 96)),
        (1700, 900, QSize(480, 900)),
    ):
        page.resize(width, height)
        qtbot.waitUntil(lambda size=size: page.letterhead.size() == size)
        assert page.letterhead.skyline.isVisible() == (size.height() > 96)


def test_a_leader_begins_with_the_red_and_black_lists(opening: Opening, qtbot: QtBot) -> None:
    page = page_of(opening, qtbot)
    qtbot.mouseClick(page.sources["empty"], LEFT)
    qtbot.waitUntil(lambda: "City inspection" in page.place.place.text())
    qtbot.keyClick(page, Qt.Key.Key_3)
    assert page.answers.role == "leader"
    qtbot.keyClick(page, Qt.Key.Key_Return)
    window = window_of(opening, qtbot)
    assert window.who.text().startswith("Leadership")
    assert window.current.name == "redblack"
    assert "import_preview" in window.pages
    qtbot.waitUntil(lambda: profile.load().last_workspace != "")
