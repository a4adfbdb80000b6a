"""A stick that is pulled while a page is shown: a sentence, then all goes on by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot

from inspector.services import site, workspace
from tests.services import made_up
from tests.ui.photo_world import PhotoWorld
from ui.jobs import JobProgress
from ui.pages.page import Page
from ui.theme import Theme


class CountPage(Page):
    """Counts the sites."""

    name = "count"
    shown: int | None = None

    def title(self) -> str:
        return "Count"

    def load(self, progress: JobProgress) -> int:
        return len(site.list_(self.ws))

    def show_data(self, data: int) -> None:
        self.shown = data


def test_a_pulled_stick_is_said_and_comes_back(
    qtbot: QtBot, world: PhotoWorld, theme: Theme, tmp_path: Path
) -> None:
    page = CountPage(world.ws, world.jobs, theme)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.shown == 1)
    folder = world.ws.paths.folder
    away = folder.rename(tmp_path / "away")
    page.run(lambda _progress: made_up.add_site(world.ws, "0102"))
    qtbot.waitUntil(lambda: "cannot be reached" in page.message.text.text())
    assert page.shown == 1
    away.rename(folder)
    qtbot.waitUntil(lambda: "is back" in page.message.text.text())
    page.run(lambda _progress: made_up.add_site(world.ws, "0103"), lambda _site: page.reload())
    qtbot.waitUntil(lambda: page.shown == 2)


def test_a_stick_in_the_hands_of_another_is_waited_for(
    qtbot: QtBot, world: PhotoWorld, theme: Theme, tmp_path: Path
) -> None:
    page = CountPage(world.ws, world.jobs, theme)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.shown == 1)
    folder, stick = world.ws.paths.folder, tmp_path / "stick"
    shutil.copytree(folder, stick)
    shutil.rmtree(folder)
    stick.rename(folder)
    other = workspace.open_workspace(folder)
    page.reload()
    qtbot.waitUntil(lambda: "is in use by" in page.message.text.text())
    other.close()
    qtbot.waitUntil(lambda: "is back" in page.message.text.text())
