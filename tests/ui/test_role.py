"""Every role has its pages, and a page costs nothing before it is shown."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.photo_world import PhotoWorld
from ui.main_window import MainWindow
from ui.pages.page import Page
from ui.role import PAGES, places
from ui.theme import Theme


@pytest.mark.parametrize("role", PAGES)
def test_places_say_what_their_pages_say(world: PhotoWorld, theme: Theme, role: str) -> None:
    made: list[Page] = []
    for place in places(role, world.ws, world.jobs, theme, made.append):
        page = place.make()
        assert (place.name, place.icon, place.title) == (page.name, page.icon, page.title())
    assert [page.name for page in made] == list(PAGES[role])


def test_a_page_is_made_when_it_is_first_shown(
    qtbot: QtBot, world: PhotoWorld, theme: Theme
) -> None:
    made: list[Page] = []
    there = places("office", world.ws, world.jobs, theme, made.append)
    window = MainWindow(world.ws, world.jobs, theme, there, "李明")
    qtbot.addWidget(window)
    assert made == []
    assert "site" in window.pages
    window.go("site")
    window.go("site")
    assert [page.name for page in made] == ["site"]
    assert window.current is made[0]
    window.rail.chosen.emit("settings")
    assert [page.name for page in made] == ["site", "settings"]
