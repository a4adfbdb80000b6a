"""The tray: files by time, one key each, refused ones with their reason, what is left counted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from inspector.services import closing
from tests.services.made_up import CONFORM, DEDUCT
from tests.ui.photo_world import PhotoWorld, picture
from ui.models.photo_list import TrayState
from ui.theme import Theme
from ui.widgets.photo_tray import PhotoTray


@pytest.fixture
def tray(qtbot: QtBot, world: PhotoWorld, theme: Theme) -> PhotoTray:
    made = PhotoTray(world.ws, world.jobs, theme)
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show()
    made.set_target(world.visit, CONFORM, None, "1.1")
    return made


def names(tray: PhotoTray) -> list[str]:
    return [cell.path.name for cell in tray.model.cells]


def filled(qtbot: QtBot, world: PhotoWorld, tray: PhotoTray) -> None:
    """Four photos, the last taken first, one without a time; and one that is cut."""
    for hour, name in enumerate("dcb", start=9):
        world.file(f"DCIM/{name}.jpg", 10 * hour, f"2026:11:20 {hour:02}:00:00")
    world.file("DCIM/a.jpg", 200)
    world.file("DCIM/cut.jpg").write_bytes(picture()[:300])
    (world.folder / "DCIM" / "notes.txt").write_text("no photo")
    tray.take([world.folder])
    qtbot.waitUntil(lambda: tray.model.rowCount() == 5 and not tray.is_reading)


def test_photos_come_in_the_order_in_which_they_were_taken(
    qtbot: QtBot, world: PhotoWorld, tray: PhotoTray
) -> None:
    tester = QAbstractItemModelTester(
        tray.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    filled(qtbot, world, tray)
    assert names(tray) == ["d.jpg", "c.jpg", "b.jpg", "a.jpg", "cut.jpg"]
    assert tray.count.text() == "4 photos left  ·  1 cannot be taken"
    last = tray.model.cells[-1]
    assert last.state is TrayState.REFUSED
    assert last.reason == "cut.jpg: the photo is cut off. Copy it from the camera again."
    assert tester.model() is tray.model
    assert not list(world.ws.paths.photos.rglob("*.jpg"))


def test_one_key_puts_each_on_the_item(qtbot: QtBot, world: PhotoWorld, tray: PhotoTray) -> None:
    filled(qtbot, world, tray)
    with qtbot.waitSignal(tray.changed):
        qtbot.keyClick(tray.view, Qt.Key.Key_Return)
    tray.set_target(world.visit, DEDUCT, None, "1.2")
    with qtbot.waitSignal(tray.changed):
        qtbot.keyClick(tray.view, Qt.Key.Key_2)
    assert names(tray) == ["c.jpg", "a.jpg", "cut.jpg"]
    assert tray.view.currentIndex().row() == 0
    assert tray.count.text() == "2 photos left  ·  2 put in place  ·  1 cannot be taken"
    assert [link.item for link in world.record().photos] == [CONFORM, DEDUCT]


def test_quick_keys_put_all_and_none_twice(
    qtbot: QtBot, world: PhotoWorld, tray: PhotoTray
) -> None:
    filled(qtbot, world, tray)
    for _press in range(6):
        qtbot.keyClick(tray.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(tray) == ["cut.jpg"])
    assert tray.left == 0
    assert len(world.record().photos) == 4


def test_a_photo_is_skipped_and_the_tray_closed(
    qtbot: QtBot, world: PhotoWorld, tray: PhotoTray
) -> None:
    filled(qtbot, world, tray)
    qtbot.keyClick(tray.view, Qt.Key.Key_Delete)
    assert names(tray)[0] == "c.jpg"
    assert tray.count.text() == "3 photos left  ·  1 skipped  ·  1 cannot be taken"
    with qtbot.waitSignal(tray.finished):
        qtbot.mouseClick(tray.done, Qt.MouseButton.LeftButton)
    assert (tray.left, tray.model.rowCount()) == (0, 0)
    assert world.record().photos == ()
    assert (world.folder / "DCIM" / "d.jpg").is_file()


def test_a_refused_photo_is_read_anew_when_it_comes_again(
    qtbot: QtBot, world: PhotoWorld, tray: PhotoTray
) -> None:
    filled(qtbot, world, tray)
    whole = world.file("DCIM/cut.jpg", 99, "2026:11:20 08:00:00")
    tray.take([whole])
    qtbot.waitUntil(lambda: names(tray)[0] == "cut.jpg")
    assert tray.left == 5


def test_what_the_visit_refuses_waits_on(qtbot: QtBot, world: PhotoWorld, tray: PhotoTray) -> None:
    filled(qtbot, world, tray)
    world.call(lambda _progress: closing.void(world.ws, world.visit, "by mistake"))
    with qtbot.waitSignal(tray.refused):
        qtbot.keyClick(tray.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tray.left == 4 and tray.model.cells[0].state is TrayState.WAITING)


def test_a_card_that_is_pulled_out_leaves_the_reason(
    qtbot: QtBot, world: PhotoWorld, tray: PhotoTray
) -> None:
    filled(qtbot, world, tray)
    (world.folder / "DCIM" / "d.jpg").unlink()
    qtbot.keyClick(tray.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tray.model.cells[0].state is TrayState.REFUSED)
    assert "there is no such file" in tray.model.cells[0].reason
    assert tray.left == 3


def test_without_an_item_a_photo_waits(qtbot: QtBot, world: PhotoWorld, tray: PhotoTray) -> None:
    filled(qtbot, world, tray)
    tray.clear_target()
    with qtbot.waitSignal(tray.refused):
        qtbot.keyClick(tray.view, Qt.Key.Key_Return)
    with qtbot.waitSignal(tray.item_wanted) as wanted:
        qtbot.keyClick(tray.view, Qt.Key.Key_Down)
    assert wanted.args == [1]
    assert tray.left == 4


def test_a_folder_without_photos_is_said(qtbot: QtBot, world: PhotoWorld, tray: PhotoTray) -> None:
    world.folder.mkdir()
    with qtbot.waitSignal(tray.refused) as said:
        tray.take([world.folder])
    assert said.args == ["There is no photo in this folder."]
