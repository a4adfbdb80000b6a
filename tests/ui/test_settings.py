"""The settings as a person changes them, and the window that follows at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from inspector import wording
from inspector.domain.alias import AliasKind, alias_of
from inspector.domain.result_options import NO_OPTIONS
from inspector.services import backup, profile, result_profile, workspace
from inspector.settings import Settings
from inspector.store.alias import remember
from tests.ui.guards import no_query_by_the_window, nothing_left_behind
from ui.app import Opening
from ui.jobs import Jobs
from ui.pages.settings import SettingsPage
from ui.theme import Theme

LEFT = Qt.MouseButton.LeftButton
COLUMNS = (("得分", "got"),)


@pytest.fixture
def opening(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Opening]:
    with nothing_left_behind(), no_query_by_the_window(monkeypatch):
        profile.save(Settings(language="en", theme="light", person="陈静"))
        workspace.create(tmp_path / "workspace", district="示例区", office="示例办").close()
        made = Opening(tmp_path / "workspace", Jobs(), Theme(qapp), lambda: None)
        qtbot.waitUntil(lambda: made.window is not None)
        yield made
        made.close()
        qtbot.waitUntil(lambda: not made.is_busy)
        assert made.window is not None
        made.window.close()
        made.window.deleteLater()


def page_of(opening: Opening, qtbot: QtBot, part: str) -> SettingsPage:
    """The part of the settings that is shown, once it is filled."""
    assert opening.window is not None
    opening.window.go("settings", part)
    page = opening.window.current
    assert isinstance(page, SettingsPage)
    qtbot.waitUntil(lambda: bool(page.district.text()))
    return page


def choose(qtbot: QtBot, box: QComboBox, value: object) -> None:
    """Choose by keys, as a person does."""
    box.setFocus()
    while box.currentData() != value:
        key = Qt.Key.Key_Down if box.findData(value) > box.currentIndex() else Qt.Key.Key_Up
        qtbot.keyClick(box, key)


def rebuilt(opening: Opening, qtbot: QtBot, old: SettingsPage) -> SettingsPage:
    """The page of the new window."""

    def is_new() -> bool:
        return opening.window is not None and opening.window.current is not old

    qtbot.waitUntil(is_new)
    assert opening.window is not None
    page = opening.window.current
    assert isinstance(page, SettingsPage)
    qtbot.waitUntil(lambda: bool(page.district.text()))
    return page


def test_another_language_is_spoken_at_once(opening: Opening, qtbot: QtBot) -> None:
    page = page_of(opening, qtbot, "look")
    choose(qtbot, page.language, "zh_CN")
    changed = rebuilt(opening, qtbot, page)
    assert wording.language() == "zh_CN"
    assert changed.title() == wording._("Settings")
    assert profile.load().language == "zh_CN"


def test_larger_text_and_the_dark_look_are_kept(opening: Opening, qtbot: QtBot) -> None:
    page = page_of(opening, qtbot, "look")
    choose(qtbot, page.theme_choice, "dark")
    page = rebuilt(opening, qtbot, page)
    assert page.theme.is_dark
    size = page.theme.font("body").pixelSize()
    page.size_choice.setFocus()
    qtbot.keyClick(page.size_choice, Qt.Key.Key_Down)
    page = rebuilt(opening, qtbot, page)
    assert profile.load().text_percent == 110
    assert page.theme.font("body").pixelSize() > size


def test_another_role_has_other_pages(opening: Opening, qtbot: QtBot) -> None:
    page = page_of(opening, qtbot, "look")
    assert opening.window is not None
    assert "board" not in opening.window.pages
    choose(qtbot, page.role, "office")
    rebuilt(opening, qtbot, page)
    assert "board" in opening.window.pages
    assert opening.window.who.text().startswith("Office")


def test_person_and_laptop_are_kept_and_write_from_now_on(opening: Opening, qtbot: QtBot) -> None:
    page = page_of(opening, qtbot, "person")
    page.person.setText("赵敏")
    page.unit.setText("督查二组")
    page.laptop.setText("笔记本七号")
    qtbot.mouseClick(page.keep_person, LEFT)
    rebuilt(opening, qtbot, page)
    assert opening.ws is not None
    assert (opening.ws.person.name, opening.ws.device.name) == ("赵敏", "笔记本七号")
    known = profile.load()
    assert (known.person, known.unit, known.laptop) == ("赵敏", "督查二组", "笔记本七号")
    assert opening.window is not None
    assert "赵敏" in opening.window.who.text()


def test_an_empty_name_is_refused(opening: Opening, qtbot: QtBot) -> None:
    page = page_of(opening, qtbot, "person")
    page.person.clear()
    qtbot.mouseClick(page.keep_person, LEFT)
    assert page.message.isVisible()
    page.show_part("district")
    page.district.clear()
    qtbot.mouseClick(page.keep_district, LEFT)
    assert "heads every sheet" in page.message.text.text()


def test_the_district_is_renamed_and_the_change_taken_back(opening: Opening, qtbot: QtBot) -> None:
    page = page_of(opening, qtbot, "district")
    window = opening.window
    assert window is not None
    page.district.setText("望湖区")
    qtbot.mouseClick(page.keep_district, LEFT)
    qtbot.waitUntil(lambda: window.strip.text("workspace") == "望湖区")
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.strip.text("workspace") == "示例区")
    qtbot.waitUntil(lambda: "Undone" in page.message.text.text())
    assert page.district.text() == "示例区"


def test_a_day_is_entered_for_a_year_that_is_only_calculated(
    opening: Opening, qtbot: QtBot
) -> None:
    page = page_of(opening, qtbot, "holidays")
    table, calendar = page.calendar.table, page.calendar
    model = table.model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tester.model() is model
    calendar.year = 2034
    qtbot.mouseClick(calendar.newer, LEFT)
    qtbot.waitUntil(lambda: model.index(0, 0).data() == "2035-01-01")
    assert "not been announced" in calendar.note.text()
    assert model.index(0, 4).data() == "▲ calculated"
    calendar.day.setDate(QDate(2035, 1, 6))
    calendar.name.setText("调休")
    qtbot.mouseClick(calendar.worked, LEFT)
    qtbot.waitUntil(lambda: model.index(1, 0).data() == "2035-01-06")
    assert [model.index(1, column).data() for column in (2, 3, 4)] == [
        "● worked", "调休", "entered here",
    ]  # fmt: skip
    table.setCurrentIndex(model.index(1, 0))
    qtbot.mouseClick(calendar.back, LEFT)
    qtbot.waitUntil(lambda: model.index(1, 0).data() != "2035-01-06")


def test_a_backup_is_made_put_back_and_that_taken_back(opening: Opening, qtbot: QtBot) -> None:
    page = page_of(opening, qtbot, "backups")
    qtbot.mouseClick(page.backups.now, LEFT)
    model = page.backups.table.model()
    qtbot.waitUntil(lambda: model.rowCount() == 1 and page.backups.now.isEnabled())
    assert "Backed up" in page.message.text.text()
    page.show_part("district")
    page.district.setText("望湖区")
    qtbot.mouseClick(page.keep_district, LEFT)
    assert opening.window is not None
    window = opening.window
    qtbot.waitUntil(lambda: window.strip.text("workspace") == "望湖区")
    page.show_part("backups")
    page.backups.table.setCurrentIndex(model.index(0, 0))
    qtbot.mouseClick(page.backups.restore, LEFT)
    page = rebuilt(opening, qtbot, page)
    qtbot.waitUntil(lambda: page.district.text() == "示例区")
    assert opening.window.strip.text("workspace") == "示例区"
    assert "put back" in page.message.text.text()
    qtbot.mouseClick(page.message.action, LEFT)
    page = rebuilt(opening, qtbot, page)
    qtbot.waitUntil(lambda: page.district.text() == "望湖区")


def test_a_backup_that_went_away_is_said(opening: Opening, qtbot: QtBot) -> None:
    page = page_of(opening, qtbot, "backups")
    qtbot.mouseClick(page.backups.now, LEFT)
    model = page.backups.table.model()
    qtbot.waitUntil(lambda: model.rowCount() == 1 and page.backups.now.isEnabled())
    page.backups.table.setCurrentIndex(model.index(0, 0))
    assert opening.ws is not None
    for one in backup.list_(opening.ws):
        one.path.unlink()
    qtbot.mouseClick(page.backups.restore, LEFT)
    qtbot.waitUntil(lambda: "no workspace" in page.message.text.text())


def test_a_folder_is_shown_in_the_file_manager(
    opening: Opening, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    page = page_of(opening, qtbot, "folders")
    button = next(one for one in page.findChildren(QPushButton) if one.text() == "Open")
    qtbot.mouseClick(button, LEFT)
    assert shown == [str(tmp_path / "workspace")]


def test_what_imports_remember_is_searched_forgotten_and_taken_back(
    opening: Opening, qtbot: QtBot
) -> None:
    page = page_of(opening, qtbot, "names")
    names = page.names
    assert "Nothing is remembered yet" in names.nothing.text()
    assert names.nothing.isVisible()
    assert not names.forget.isVisible()
    for name in ("monthly A", "monthly B", "weekly"):
        page.run(
            lambda _progress, name=name: result_profile.save(page.ws, name, COLUMNS, NO_OPTIONS)
        )
    model = names.table.model()
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tester.model() is model
    assert [model.index(0, column).data() for column in (0, 2)] == [
        "Profile", "How 1 column is read",
    ]  # fmt: skip
    assert model.index(0, 4).data() == "陈静"
    assert names.count.text() == "3 remembered"

    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert names.search.hasFocus()
    qtbot.keyClicks(names.search, "monthly profile")
    assert model.rowCount() == 2
    assert names.count.text() == "2 of 3 shown"
    qtbot.keyClick(names.search, Qt.Key.Key_Delete)
    assert model.rowCount() == 2
    qtbot.keyClick(names.search, Qt.Key.Key_Return)
    assert names.table.hasFocus()

    names.table.setCurrentIndex(model.index(0, 0))
    chosen = model.index(0, 1).data()
    qtbot.keyClick(names.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert page.message.text.text() == f"The import profile “{chosen}” is forgotten."
    qtbot.mouseClick(page.message.action, LEFT)
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    qtbot.waitUntil(lambda: page.message.text.text() == f"“{chosen}” is remembered again.")

    names.search.setText("nothing like this")
    assert "nothing like this" in names.nothing.text()
    assert not names.forget.isEnabled()
    qtbot.keyClick(names.search, Qt.Key.Key_Escape)
    assert model.rowCount() == 3


def test_a_name_whose_meaning_is_gone_is_marked_and_forgotten_by_a_click(
    opening: Opening, qtbot: QtBot
) -> None:
    page = page_of(opening, qtbot, "names")
    model = page.names.table.model()
    told = alias_of(AliasKind.UNIT, "旺湖街道", UUID(int=7))

    def tell(_progress: object) -> None:
        with page.ws.write("result.import") as edits:
            edits += remember(told)

    page.run(tell)
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert [model.index(0, column).data() for column in (0, 1, 2)] == [
        "Unit", "旺湖街道", "no longer there",
    ]  # fmt: skip
    search = page.names.search
    for typed, found in (("whjd", 1), ("wanghu", 1), ("danwei", 0), ("hujie unit", 1)):
        search.clear()
        qtbot.keyClicks(search, typed)
        assert model.rowCount() == found, typed
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    page.names.table.selectRow(0)
    qtbot.mouseClick(page.names.forget, LEFT)
    qtbot.waitUntil(lambda: model.rowCount() == 0)
    assert "The next import asks" in page.message.text.text()
