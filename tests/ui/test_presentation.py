"""The weekly meeting: a clicker goes from the title through cards and photos to the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.domain.list_rules import Line, ListKind, ListRule
from tests.ui.board_world import Office
from tests.ui.redblack_world import D, listed_office
from ui.dialogs.presentation import Presentation
from ui.models.slides import CardSlide, EmptySlide, EndSlide, TitleSlide
from ui.pages.redblack import RedBlackPage
from ui.theme import Theme


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    made = listed_office(tmp_path)
    yield made
    made.close()


def begun(qtbot: QtBot, desk: Office, theme: Theme) -> Presentation:
    page = RedBlackPage(desk.ws, desk.jobs, theme)
    qtbot.addWidget(page)
    page.resize(1294, 716)
    page.show()
    qtbot.waitUntil(lambda: bool(page.board.trends))
    page.board.setFocus()
    qtbot.keyClick(page.board.praise, Qt.Key.Key_F5)
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, Presentation)]
    (made,) = [one for one in shown if one.isVisible()]
    return made


def names(shown: Presentation) -> list[str]:
    found = []
    for slide in shown.slides:
        is_card = isinstance(slide, CardSlide)
        found.append(slide.card.row.name if is_card else type(slide).__name__)
    return found


def test_keys_go_through_everything_and_escape_leaves(
    qtbot: QtBot, desk: Office, theme: Theme
) -> None:
    shown = begun(qtbot, desk, theme)
    assert shown.isFullScreen()
    assert names(shown) == ["TitleSlide", "east", "east", "west", "EndSlide"]
    seen = [shown.place]
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(shown, key)
        shown.grab()
        seen.append(shown.place)
    assert seen == [0, 1, 2, 3, 4]
    qtbot.keyClick(shown, Qt.Key.Key_PageDown)
    assert shown.place == 4
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Backspace):
        qtbot.keyClick(shown, key)
    assert shown.place == 1
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    assert shown.place == 3
    qtbot.keyClick(shown, Qt.Key.Key_Up)
    assert shown.place == 1
    qtbot.keyClick(shown, Qt.Key.Key_End)
    assert isinstance(shown.slide, EndSlide)
    qtbot.keyClick(shown, Qt.Key.Key_Home)
    assert isinstance(shown.slide, TitleSlide)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    qtbot.waitUntil(lambda: not desk.jobs.is_busy)


def test_the_next_photo_is_read_before_it_is_asked_for(
    qtbot: QtBot, desk: Office, theme: Theme
) -> None:
    shown = begun(qtbot, desk, theme)
    first, second = shown.slides[1], shown.slides[2]
    assert isinstance(first, CardSlide)
    assert isinstance(second, CardSlide)
    one, other = first.photo, second.photo
    assert one is not None
    assert other is not None
    assert one.sha256 != other.sha256
    qtbot.waitUntil(lambda: shown.picture(one) is not None and shown.picture(other) is not None)
    assert shown.place == 0
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert shown.is_large
    shown.grab()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert (shown.is_large, shown.isVisible()) == (False, True)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)


def test_a_lost_photo_does_not_stop_the_meeting(qtbot: QtBot, desk: Office, theme: Theme) -> None:
    for path in (desk.folder / "office" / "photos").rglob("*.*"):
        path.unlink()
    shown = begun(qtbot, desk, theme)
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    slide = shown.slide
    assert isinstance(slide, CardSlide)
    photo = slide.photo
    assert photo is not None
    qtbot.waitUntil(lambda: shown.picture(photo) is not None)
    assert shown.picture(photo).isNull()  # type: ignore[union-attr]
    shown.grab()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not desk.jobs.is_busy)


def test_an_empty_list_has_its_sentence(qtbot: QtBot, tmp_path: Path, theme: Theme) -> None:
    nobody = ListRule(ListKind.BLACK, line=Line(last=1, below=D(10)))
    desk = listed_office(tmp_path, nobody)
    shown = begun(qtbot, desk, theme)
    assert isinstance(shown.slides[1], EmptySlide)
    shown.go(1)
    shown.grab()
    assert shown.accessibleName() == "Black list"
    shown.close()
    desk.close()
