"""Draws every page in light and dark, Chinese and English, and three sizes.

Over the sample district; the files are called page-language-look-size.png.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.screenshots.board_scene import board_scene
from tests.screenshots.coverage_scene import coverage_scene
from tests.screenshots.edition_scene import edition_scene
from tests.screenshots.import_scene import import_scene
from tests.screenshots.redblack_scene import redblack_scene
from tests.screenshots.settings_scene import settings_scene
from tests.screenshots.stage import PATIENCE_SECONDS, SIZES, Stage
from tests.screenshots.table_scene import first_row
from tests.screenshots.visit_scene import visit_scene

if TYPE_CHECKING:
    from inspector.services.workspace import Workspace
    from ui.main_window import MainWindow
    from ui.pages.page import Page


LANGUAGES, LOOKS = ("zh_CN", "en"), ("light", "dark")


def main(out: Path, wanted: list[str]) -> int:
    """Make the sample once, then draw each language, look and scale in a process of its own."""
    from inspector.services import sample

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        os.environ["INSPECTOR_PROFILE"] = str(Path(made, "profile"))
        district = Path(made, "district")
        sample.make(district, datetime.now().astimezone().date(), "李明")
        codes = [
            _drawn_apart(district, out, language, look, scale, wanted)
            for language in LANGUAGES
            for look in LOOKS
            for scale in dict.fromkeys(scale for _, _, scale in SIZES)
        ]
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")  # noqa: T201
    return max(codes)


def _drawn_apart(
    district: Path, out: Path, language: str, look: str, scale: str, wanted: list[str]
) -> int:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "chengguan")
        shutil.copytree(district, folder)
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": scale,
            "INSPECTOR_PROFILE": str(Path(made, "profile")),
            "INSPECTOR_LANGUAGE": language,
        }
        words = [str(folder), str(out), language, look, scale, *wanted]
        command = [sys.executable, "-m", "tests.screenshots", "--one", *words]
        return subprocess.run(command, env=environment, check=False).returncode


def draw_all(stage: Stage) -> None:
    """Every page and dialog."""
    from PySide6.QtWidgets import QWidget

    from inspector.services.beginning import first_answers
    from ui.app import Opening
    from ui.dialogs.key_help import KeyHelp
    from ui.pages import welcome

    first = welcome.WelcomePage(stage.jobs, stage.theme, first_answers())
    first.show()
    stage.draw("welcome", first)
    first.hide()

    opening = Opening(stage.folder, stage.jobs, stage.theme, stage.application.quit)
    until = time.monotonic() + PATIENCE_SECONDS
    while opening.window is None and time.monotonic() < until:
        stage.settle()
    window, ws = opening.window, opening.ws
    assert window is not None
    assert ws is not None
    for name in dict.fromkeys((*SCENES, *window.pages)):
        if name in SCENES:
            SCENES[name](stage, window, window.pages[name], ws)
        else:
            window.go(name)
            stage.draw(name, window)
    stage.dialog("keys", lambda: KeyHelp(stage.theme, window).open(), window)
    window.close()
    for left in stage.application.topLevelWidgets():
        QWidget.close(left)
    opening.close()


SCENES: dict[str, Callable[[Stage, MainWindow, Page, Workspace], None]] = {
    "visit": visit_scene,
    "site": first_row,
    "board": board_scene,
    "edition": edition_scene,
    "redblack": redblack_scene,
    "coverage": coverage_scene,
    "import_preview": import_scene,
    "settings": settings_scene,
}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        place, target, *look_and_scale = sys.argv[2:7]
        here = Stage(Path(place), Path(target), *look_and_scale)
        here.wanted = sys.argv[7:]
        draw_all(here)
    else:
        words = ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
        words.add_argument("out", type=Path, help="the folder of the pictures")
        words.add_argument("page", nargs="*", help="the pages to draw, all if none is named")
        asked = words.parse_args()
        sys.exit(main(asked.out, asked.page))
