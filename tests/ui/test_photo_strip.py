"""The strip of an item's photos: files, drops, pastes, what is shown of them, taking off."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from inspector.domain.photo import PhotoView
from inspector.files.photo_store import photo_path
from inspector.services import undo
from tests.services.made_up import CONFORM, DEDUCT
from tests.ui.photo_world import PhotoWorld, picture
from ui.models.photo_list import PhotoList
from ui.theme import Theme
from ui.widgets.photo_strip import PhotoStrip


@pytest.fixture
def strip(qtbot: QtBot, world: PhotoWorld, theme: Theme) -> PhotoStrip:
    made = PhotoStrip(world.ws, world.jobs, theme)
    qtbot.addWidget(made)
    made.show_item(world.visit, CONFORM, None, ())
    made.resize(352, 120)
    made.show()
    return made


def shown(model: PhotoList) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def drop(strip: PhotoStrip, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    strip.view.dropEvent(
        QDropEvent(
            QPointF(20, 20),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_files_are_hung_and_shown(qtbot: QtBot, world: PhotoWorld, strip: PhotoStrip) -> None:
    tester = QAbstractItemModelTester(
        strip.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    files = [world.file("a.jpg", 10, "2026:11:20 14:01:00"), world.file("b.jpg", 20)]
    with qtbot.waitSignal(strip.changed):
        strip.add_files(files)
    assert shown(strip.model) == ["near 14:01", "near", "Drop or paste"]
    links = world.record().photos
    assert [link.item for link in links] == [CONFORM, CONFORM]
    assert strip.photos == links
    assert world.ws.take_touched() == frozenset()
    qtbot.waitUntil(lambda: strip._state.text() == "original verified")
    assert "2026-11-20 14:01:00" in strip.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tester.model() is strip.model


def test_thumbnails_come_when_they_are_seen(
    qtbot: QtBot, world: PhotoWorld, strip: PhotoStrip
) -> None:
    with qtbot.waitSignal(strip.changed):
        strip.add_files([world.file("a.jpg", 10)])
    qtbot.waitUntil(lambda: strip.view.grab().toImage().pixelColor(40, 20).red() < 40)
    assert len(list(world.ws.paths.derived.rglob("*.jpg"))) == 1


def test_a_photo_that_is_gone_is_said(qtbot: QtBot, world: PhotoWorld, strip: PhotoStrip) -> None:
    with qtbot.waitSignal(strip.changed):
        strip.add_files([world.file("a.jpg")])
    qtbot.waitUntil(lambda: bool(strip._state.text()))
    facts = strip.model.cells[0].photo
    assert facts is not None
    photo_path(world.ws.paths, facts.sha256, facts.format).unlink()
    other = PhotoStrip(world.ws, world.jobs, strip.view._theme)
    qtbot.addWidget(other)
    other.show_item(world.visit, CONFORM, None, world.record().photos)
    qtbot.waitUntil(lambda: other._state.text() == "the original is missing")
    with qtbot.waitSignal(other.changed):
        other.add_files([world.folder / "a.jpg"])
    qtbot.waitUntil(lambda: other._state.text() == "original verified")
    assert len(world.record().photos) == 1


def test_what_cannot_be_read_does_not_hold_up_the_rest(
    qtbot: QtBot, world: PhotoWorld, strip: PhotoStrip
) -> None:
    said: list[str] = []
    strip.refused.connect(said.append)
    cut = world.file("cut.jpg")
    cut.write_bytes(picture()[:300])
    with qtbot.waitSignal(strip.changed):
        strip.add_files([cut, world.file("whole.jpg", 30)])
    assert said == ["cut.jpg: the photo is cut off. Copy it from the camera again."]
    assert len(world.record().photos) == 1


def test_a_photo_used_before_is_told(qtbot: QtBot, world: PhotoWorld, strip: PhotoStrip) -> None:
    told: list[str] = []
    strip.told.connect(told.append)
    file = world.file("a.jpg")
    for item in (CONFORM, DEDUCT):
        strip.show_item(world.visit, item, None, ())
        with qtbot.waitSignal(strip.changed):
            strip.add_files([file])
    assert len(told) == 1
    assert told[0].startswith("This photo was used already: ")


def test_the_photo_goes_where_it_was_put_though_the_item_changed(
    qtbot: QtBot, world: PhotoWorld, strip: PhotoStrip
) -> None:
    with qtbot.waitSignal(strip.changed):
        strip.add_files([world.file("a.jpg")])
        strip.show_item(world.visit, DEDUCT, None, ())
    assert [link.item for link in world.record().photos] == [CONFORM]
    assert shown(strip.model) == ["Drop or paste"]


def test_a_drop_hangs_few_and_asks_a_tray_for_many(
    qtbot: QtBot, world: PhotoWorld, strip: PhotoStrip
) -> None:
    with qtbot.waitSignal(strip.changed):
        drop(strip, world.file("one.jpg", 1))
    many = [world.file(f"{red}.jpg", red) for red in (11, 12, 13, 14)]
    for dropped in (many, [world.folder]):
        with qtbot.waitSignal(strip.many_dropped) as asked:
            drop(strip, *dropped)
        assert asked.args == [dropped]
    assert len(world.record().photos) == 1


def test_pictures_are_pasted(qtbot: QtBot, world: PhotoWorld, strip: PhotoStrip) -> None:
    clipboard = QGuiApplication.clipboard()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    clipboard.setImage(image)
    with qtbot.waitSignal(strip.changed):
        strip.paste()
    original = QMimeData()
    original.setData("image/jpeg", picture(77, "2026:11:20 09:30:00"))
    clipboard.setMimeData(original)
    with qtbot.waitSignal(strip.changed):
        strip.paste()
    assert shown(strip.model) == ["near", "near 09:30", "Drop or paste"]
    clipboard.clear()
    with qtbot.waitSignal(strip.refused):
        strip.paste()


def test_keys_open_say_what_is_shown_and_take_off(
    qtbot: QtBot, world: PhotoWorld, strip: PhotoStrip
) -> None:
    with qtbot.waitSignal(strip.changed):
        strip.add_files([world.file("a.jpg", 10), world.file("b.jpg", 20)])
    strip.view.setCurrentIndex(strip.model.index(0, 0))
    qtbot.keyClick(strip.view, Qt.Key.Key_Right)
    with qtbot.waitSignal(strip.opened) as opened:
        qtbot.keyClick(strip.view, Qt.Key.Key_Return)
    assert opened.args == [1]
    with qtbot.waitSignal(strip.changed):
        qtbot.keyClick(strip.view, Qt.Key.Key_V)
    assert [link.view for link in world.record().photos] == [PhotoView.NEAR, PhotoView.FAR]
    with qtbot.waitSignals([strip.changed, strip.told]):
        qtbot.keyClick(strip.view, Qt.Key.Key_Delete)
    assert shown(strip.model) == ["near", "Drop or paste"]
    assert len(world.record().photos) == 1
    world.call(lambda _progress: undo.undo(world.ws))
    assert len(world.record().photos) == 2


def test_the_last_cell_asks_for_files(
    qtbot: QtBot, world: PhotoWorld, strip: PhotoStrip, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [str(world.file("a.jpg"))]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: (chosen, ""))
    with qtbot.waitSignal(strip.changed):
        qtbot.mouseClick(
            strip.view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=strip.view.visualRect(strip.model.index(0, 0)).center(),
        )
    assert len(world.record().photos) == 1


def test_a_closed_visit_takes_and_gives_nothing(
    qtbot: QtBot, world: PhotoWorld, strip: PhotoStrip
) -> None:
    with qtbot.waitSignal(strip.changed):
        strip.add_files([world.file("a.jpg", 10)])
    strip.set_read_only(True)
    assert shown(strip.model) == ["near"]
    strip.add_files([world.file("b.jpg", 20)])
    qtbot.keyClick(strip.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not world.jobs.is_busy)
    assert len(world.record().photos) == 1
    strip.clear()
    assert shown(strip.model) == []
