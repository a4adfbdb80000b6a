"""The viewer: what is said of a photo, zoom and turn for the eye, marks saved and undone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from inspector.domain.photo import Mark, MarkKind
from inspector.files.photo_store import photo_path
from inspector.services import closing, photo
from tests.services.made_up import CONFORM
from tests.ui.photo_world import PhotoWorld
from ui.dialogs.photo_viewer import PhotoViewer
from ui.theme import Theme


@pytest.fixture
def viewer(qtbot: QtBot, world: PhotoWorld, theme: Theme) -> PhotoViewer:
    files = [world.file("a.jpg", 10, "2026:11:20 14:01:30"), world.file("b.jpg", 240)]
    world.call(lambda _progress: photo.attach_all(world.ws, world.visit, CONFORM, files))
    made = PhotoViewer(world.ws, world.jobs, theme, world.record().photos, 0, visit=world.visit)
    qtbot.addWidget(made)
    made.resize(900, 560)
    made.show()
    qtbot.waitUntil(lambda: not made.is_busy)
    return made


def drag(qtbot: QtBot, viewer: PhotoViewer, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(viewer.canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewer.canvas, end)
    qtbot.mouseRelease(viewer.canvas, Qt.MouseButton.LeftButton, pos=end)


def texts(label: QLabel) -> list[str]:
    return label.text().split("\n")


def test_it_says_what_is_known_of_each_photo(
    qtbot: QtBot, world: PhotoWorld, viewer: PhotoViewer
) -> None:
    assert viewer.windowTitle() == "Photo 1 of 2"
    assert texts(viewer.facts.facts)[:3] == [
        "close view",
        "2026-11-20 14:01:30",
        "place not recorded",
    ]
    assert "80 × 60 pixels" in viewer.facts.facts.text()
    assert viewer.facts.state.text() == "original verified"
    assert "示例点位0101" in viewer.facts.uses.text()
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: not viewer.is_busy)
    assert viewer.windowTitle() == "Photo 2 of 2"
    assert texts(viewer.facts.facts)[1] == "time not recorded"
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.windowTitle() == "Photo 2 of 2"


def test_a_changed_and_a_missing_original_are_told(
    qtbot: QtBot, world: PhotoWorld, viewer: PhotoViewer
) -> None:
    kept = world.call(lambda _p: photo.load(world.ws, [viewer.current.photo]))
    (facts,) = kept.values()
    original = photo_path(world.ws.paths, facts.sha256, facts.format)
    for state in ("the original was changed", "the original is missing"):
        if state.endswith("missing"):
            original.unlink()
        else:
            original.write_bytes(b"other")
        qtbot.keyClick(viewer, Qt.Key.Key_Right)
        qtbot.keyClick(viewer, Qt.Key.Key_Left)
        qtbot.waitUntil(lambda: not viewer.is_busy)
        assert viewer.facts.state.text() == state
        assert viewer.message.isVisibleTo(viewer)


def test_keys_and_wheel_zoom_and_turn(qtbot: QtBot, viewer: PhotoViewer) -> None:
    fitting = viewer.canvas.scale
    qtbot.keyClick(viewer, Qt.Key.Key_Plus)
    assert viewer.canvas.scale == pytest.approx(min(fitting * 1.25, 8))
    qtbot.keyClick(viewer, Qt.Key.Key_Minus)
    qtbot.keyClick(viewer, Qt.Key.Key_Minus)
    assert viewer.canvas.scale < fitting
    qtbot.keyClick(viewer, Qt.Key.Key_0)
    assert viewer.canvas.scale == fitting
    down = QWheelEvent(
        QPointF(100, 100),
        viewer.canvas.mapToGlobal(QPointF(100, 100)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    viewer.canvas.wheelEvent(down)
    assert viewer.canvas.scale == pytest.approx(fitting / 1.25)
    qtbot.keyClick(viewer, Qt.Key.Key_R)
    assert viewer.canvas.scale != fitting
    for _quarter in range(3):
        qtbot.keyClick(viewer, Qt.Key.Key_R)
    assert viewer.canvas.scale == fitting


def test_a_zoomed_photo_is_moved_by_the_pointer(qtbot: QtBot, viewer: PhotoViewer) -> None:
    qtbot.keyClick(viewer, Qt.Key.Key_Minus)
    middle = viewer.canvas.rect().center()
    assert viewer.canvas.grab().toImage().pixelColor(middle).red() < 40
    drag(qtbot, viewer, middle, middle + QPoint(400, 0))
    assert viewer.canvas.grab().toImage().pixelColor(middle - QPoint(100, 0)).red() > 200


def test_a_mark_is_drawn_saved_and_undone(
    qtbot: QtBot, world: PhotoWorld, viewer: PhotoViewer
) -> None:
    area = viewer.canvas
    qtbot.keyClick(viewer, Qt.Key.Key_A)
    assert area.tool is MarkKind.ARROW
    middle = area.rect().center()
    with qtbot.waitSignal(viewer.marked):
        drag(qtbot, viewer, middle, middle + QPoint(round(area.scale * 20), 0))
    (mark,) = world.record().photos[0].marks
    assert mark.kind is MarkKind.ARROW
    assert float(mark.x1 - mark.x0) == pytest.approx(0.25, abs=0.01)
    assert (float(mark.x0), float(mark.y0)) == pytest.approx((0.5, 0.5), abs=0.02)
    assert area.tool is None
    yellow = area.grab().toImage().pixelColor(middle + QPoint(round(area.scale * 10), 0))
    assert (yellow.red(), yellow.blue()) > (180, 0)
    with qtbot.waitSignal(viewer.marked):
        qtbot.keyClick(viewer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert world.record().photos[0].marks == ()


def test_a_mark_follows_a_turned_photo(
    qtbot: QtBot, world: PhotoWorld, viewer: PhotoViewer
) -> None:
    qtbot.keyClick(viewer, Qt.Key.Key_R)
    qtbot.keyClick(viewer, Qt.Key.Key_C)
    middle = viewer.canvas.rect().center()
    with qtbot.waitSignal(viewer.marked):
        drag(qtbot, viewer, middle, middle + QPoint(0, round(viewer.canvas.scale * 20)))
    (mark,) = world.record().photos[0].marks
    assert float(mark.x1 - mark.x0) == pytest.approx(0.25, abs=0.01)
    assert float(mark.y1 - mark.y0) == pytest.approx(0, abs=0.02)


def test_a_text_is_written_on_the_photo_and_removed(
    qtbot: QtBot, world: PhotoWorld, viewer: PhotoViewer
) -> None:
    qtbot.keyClick(viewer, Qt.Key.Key_T)
    middle = viewer.canvas.rect().center()
    qtbot.mouseClick(viewer.canvas, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.waitUntil(viewer.canvas.text.isVisible)
    qtbot.keyClicks(viewer.canvas.text, "rc ")
    viewer.canvas.text.insert("油污")
    with qtbot.waitSignal(viewer.marked):
        qtbot.keyClick(viewer.canvas.text, Qt.Key.Key_Return)
    assert [mark.text for mark in world.record().photos[0].marks] == ["rc 油污"]
    assert viewer.canvas.mark_at(QPointF(middle)) == 0
    with qtbot.waitSignal(viewer.marked):
        qtbot.keyClick(viewer, Qt.Key.Key_Delete)
    assert world.record().photos[0].marks == ()


def test_escape_leaves_the_tool_first(qtbot: QtBot, viewer: PhotoViewer) -> None:
    qtbot.keyClick(viewer, Qt.Key.Key_A)
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert viewer.isVisible()
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def test_marks_of_a_visit_that_takes_none_are_taken_back(
    qtbot: QtBot, world: PhotoWorld, viewer: PhotoViewer
) -> None:
    world.call(lambda _progress: closing.void(world.ws, world.visit, "by mistake"))
    viewer.canvas.drawn.emit(Mark(MarkKind.CIRCLE, Decimal(0), Decimal(0), Decimal(1), Decimal(1)))
    assert len(viewer.current.marks) == 1
    qtbot.waitUntil(lambda: viewer.current.marks == ())
    assert viewer.message.isVisibleTo(viewer)


def test_it_stays_until_a_mark_is_saved_or_refused(
    qtbot: QtBot, world: PhotoWorld, viewer: PhotoViewer
) -> None:
    mark = Mark(MarkKind.CIRCLE, Decimal(0), Decimal(0), Decimal(1), Decimal(1))
    viewer.canvas.drawn.emit(mark)
    viewer.close()
    assert viewer.isVisible()
    qtbot.waitUntil(lambda: not viewer.isVisible())
    assert world.record().photos[0].marks == (mark,)
    viewer.show()
    world.call(lambda _progress: closing.void(world.ws, world.visit, "by mistake"))
    viewer.canvas.drawn.emit(mark)
    viewer.close()
    qtbot.waitUntil(lambda: viewer.message.isVisibleTo(viewer))
    assert viewer.isVisible()


def test_without_a_visit_nothing_is_drawn(
    qtbot: QtBot, world: PhotoWorld, viewer: PhotoViewer, theme: Theme
) -> None:
    shown = PhotoViewer(world.ws, world.jobs, theme, world.record().photos, 1)
    qtbot.addWidget(shown)
    qtbot.waitUntil(lambda: not shown.is_busy)
    qtbot.keyClick(shown, Qt.Key.Key_A)
    assert shown.canvas.tool is None


def test_words_are_larger_beside_a_large_picture(viewer: PhotoViewer) -> None:
    small = viewer.facts.facts.font().pixelSize(), viewer.facts.width()
    viewer.resize(1840, 1020)
    large = viewer.facts.facts.font().pixelSize(), viewer.facts.width()
    assert large == (15, 352)
    assert small < large
    viewer.resize(900, 560)
    assert (viewer.facts.facts.font().pixelSize(), viewer.facts.width()) == small
