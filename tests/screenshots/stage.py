"""The program over one workspace, brought up page by page and drawn."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from ui.main_window import MainWindow


# Logical points, what the file is called after, and the scale factor, which needs its own process.
SIZES = (
    ((1366, 768), "1366x768", "1"),
    ((1920, 1080), "1920x1080", "1"),
    ((1280, 720), "1920x1080@1.5", "1.5"),
)


PATIENCE_SECONDS = 20.0


# So long must nothing run before a page counts as drawn: rests of typing and of loading pictures.
_QUIET_SECONDS = 0.4


class Stage:
    """The program over one workspace, its pages brought up one after the other."""

    def __init__(self, folder: Path, out: Path, language: str, look: str, scale: str) -> None:
        from PySide6.QtWidgets import QApplication

        from inspector import wording
        from inspector.services import profile
        from inspector.settings import Settings
        from ui.jobs import Jobs
        from ui.theme import Theme

        wording.choose_language(language)
        profile.save(Settings(language=language, theme=look, role="office", person="李明"))
        self.application = QApplication([])
        self.theme = Theme(self.application)
        self.theme.choose(look, 1.0)
        self.jobs = Jobs()
        self.folder = folder
        self.wanted: list[str] = []
        self._out = out
        self._suffix = f"{language.split('_')[0]}-{look}"
        self._sizes = [(size, name) for size, name, factor in SIZES if factor == scale]

    def settle(self) -> None:
        """Let the program go on until nothing has run for a moment."""
        from PySide6.QtCore import QEvent

        until = time.monotonic() + PATIENCE_SECONDS
        quiet = time.monotonic()
        while time.monotonic() < until and time.monotonic() - quiet < _QUIET_SECONDS:
            self.application.processEvents()
            # Outside of the program's own event loop nobody does this.
            self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if self.jobs.is_busy:
                quiet = time.monotonic()
            time.sleep(0.005)

    def call(self, operation: Callable[[], Any]) -> Any:
        """The result of a service on the database thread."""
        return self.jobs._database.submit(operation).result()

    def is_wanted(self, name: str) -> bool:
        """A page is wanted with all its parts: settings-look with settings."""
        return not self.wanted or any(
            name == each or name.startswith(f"{each}-") for each in self.wanted
        )

    def draw(self, name: str, window: QWidget, resized: QWidget | None = None) -> None:
        """Write the window at each size of this process."""
        if not self.is_wanted(name):
            self.settle()
            return
        for size, size_name in self._sizes:
            (resized or window).resize(*size)
            self.settle()
            window.grab().save(str(self._out / f"{name}-{self._suffix}-{size_name}.png"))

    def dialog(self, name: str, open_it: Callable[[], object], window: MainWindow) -> None:
        """Write a dialog over its window, and close it again."""
        before = set(self.dialogs)
        for size, _ in self._sizes:
            window.resize(*size)
        open_it()
        self.settle()
        for opened in [one for one in self.dialogs if one not in before]:
            self._draw_as_is(name, opened)
            opened.reject()
            if opened.isVisible():
                # What was typed is dropped by saying so again.
                opened.reject()
        self.settle()

    @property
    def dialogs(self) -> list[QDialog]:
        """The dialogs that are open."""
        from PySide6.QtWidgets import QDialog

        shown = self.application.topLevelWidgets()
        return [one for one in shown if isinstance(one, QDialog) and one.isVisible()]

    def _draw_as_is(self, name: str, window: QWidget) -> None:
        if self.is_wanted(name):
            file = f"{name}-{self._suffix}-{self._sizes[-1][1]}.png"
            window.grab().save(str(self._out / file))
