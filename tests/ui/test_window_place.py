"""The window comes back where it was, unless nobody could see it there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector.services import profile
from ui.widgets.window_place import keep_place, restore_place


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_window_comes_back_where_it_was(window: QWidget, qtbot: QtBot) -> None:
    window.setGeometry(30, 60, 500, 400)
    keep_place(window)
    again = QWidget()
    qtbot.addWidget(again)
    restore_place(again)
    assert again.geometry() == QRect(30, 60, 500, 400)
    assert not again.isMaximized()


def test_a_window_that_filled_the_screen_does_so_again_and_knows_its_size(
    window: QWidget, qtbot: QtBot
) -> None:
    window.setGeometry(30, 60, 500, 400)
    window.showMaximized()
    keep_place(window)
    assert profile.window_place() == ((30, 60, 500, 400), True)
    again = QWidget()
    qtbot.addWidget(again)
    restore_place(again)
    assert again.isMaximized()


@pytest.mark.parametrize(
    "place", [(5000, 60, 500, 400), (30, -300, 500, 400), (-450, 60, 500, 400)]
)
def test_a_place_on_no_screen_is_passed_over(
    window: QWidget, place: tuple[int, int, int, int]
) -> None:
    profile.keep_window(place, is_maximized=False)
    restore_place(window)
    assert (window.width(), window.height()) == (500, 400)
    assert QGuiApplication.primaryScreen().availableGeometry().contains(window.geometry())


def test_a_screen_without_room_for_the_first_window_is_filled(window: QWidget) -> None:
    restore_place(window)
    assert window.isMaximized()


def test_the_first_window_is_no_larger_than_its_screen(window: QWidget) -> None:
    room = window.screen().availableSize()
    window.setMinimumSize(room)
    restore_place(window)
    assert not window.isMaximized()
    assert window.size() == room
