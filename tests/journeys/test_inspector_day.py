"""The whole day of an inspector in the window, from the first site to the last, and its strokes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from inspector.domain.visit import VisitState
from inspector.services import check, visit
from inspector.services.agenda import SiteState
from tests.ui.guards import no_query_by_the_window, nothing_left_behind
from tests.ui.photo_world import picture
from tests.ui.visit_world import Day, long_scheme
from ui.dialogs.closing import ClosingDialog
from ui.theme import Theme

MOST_STROKES = 40
Key = Qt.Key


@pytest.fixture
def day(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    profile: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Day]:
    with nothing_left_behind(), no_query_by_the_window(monkeypatch):
        theme = Theme(qapp)
        theme.choose("light", 1.0)
        made = Day(qtbot, tmp_path, theme, long_scheme())
        yield made
        made.close()


def deduct(day: Day, code: str, occurrences: str, note: str) -> None:
    """Find an item by its number, count what was found and write where."""
    day.press("f", control=True)
    day.press(*code)
    day.press(Key.Key_Return)
    day.press(*occurrences, "t")
    day.settle()
    day.write(note)
    day.press(Key.Key_Escape)


def paste(day: Day, path: Path) -> None:
    """Put a photo on the current item from the clipboard."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(mime)
    day.press("v", control=True)
    day.settle()


def hand_in(day: Day) -> None:
    """Close the visit by keys."""
    day.press(Key.Key_Return, control=True)
    day.settle()
    (dialog,) = day.page.findChildren(ClosingDialog)
    day.qtbot.waitUntil(dialog.isActiveWindow)
    day.press(Key.Key_Return)
    day.activate()


def test_a_hundred_items_take_at_most_forty_strokes(
    day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = tmp_path / "bin.jpg"
    photo.write_bytes(picture(30))
    other = tmp_path / "path.jpg"
    other.write_bytes(picture(220))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: ([str(other)], ""))
    day.press("f", control=True)
    day.press(*"qhsc", Key.Key_Return)
    day.qtbot.waitUntil(lambda: day.page.view.hasFocus())
    deduct(day, "1.3", "2", "bins full at the gate")
    paste(day, photo)
    deduct(day, "4.7", "1", "one stall on the path")
    day.press("p")
    deduct(day, "9.9", "3", "leaflets on three doors")
    hand_in(day)
    record = day.record()
    assert record.visit.state is VisitState.CLOSED
    assert len(record.answers) == 100
    assert {each.item: each.occurrences for each in record.findings} == {3: 2, 37: 1, 89: 3}
    assert len(record.photos) == 2
    assert all(each.note for each in record.findings)
    assert day.strokes <= MOST_STROKES
    QGuiApplication.clipboard().clear()


def test_the_day_of_an_inspector(day: Day) -> None:
    """Two sites; a slip is taken back, the program is killed and goes on, all adds up."""
    day.choose("rmgy")
    day.press(Key.Key_Space, "j", "n", "j", "1", "2", "j")
    day.press("z", control=True)
    day.settle()
    assert day.states() == {"1.1": "conforming", "1.2": "not_applicable"}
    day.press("k", "2", Key.Key_Return)
    assert day.states()["1.3"] == "deducted"
    before = day.states()
    day.restart()
    assert day.page.panes.desk.pane.head.name.text() == "人民公园"
    assert day.states() == before
    hand_in(day)
    sites = {each.site.code: each for each in day.page._agenda.sites}
    assert sites["P1"].state is SiteState.DONE
    assert sites["P1"].score == Decimal("99.49")
    day.choose("dmsc")
    day.press("j", "j", "o", Key.Key_Return)
    hand_in(day)
    day.settle()
    assert day.page._agenda.done == 2
    lines = day.on_database(lambda: visit.list_(day.ws))
    assert [line.state for line in lines] == [VisitState.CLOSED] * 2
    assert day.on_database(lambda: check.check(day.ws)) == []
