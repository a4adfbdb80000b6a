"""Wiring: application, look, workspace, background work, pages and the window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMessageBox

from inspector import wording
from inspector.errors import InspectorError
from inspector.paths import profile_folder
from inspector.services import profile, workspace
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording.error import sentence
from ui.crash import install_crash_dialog
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.pages.board import BoardPage
from ui.pages.page import Page
from ui.pages.site import SitePage
from ui.theme import Theme

PAGES: dict[str, tuple[type[Page], ...]] = {
    "inspector": (SitePage,),
    "office": (SitePage, BoardPage),
    "leader": (BoardPage,),
}
"""The pages of each role in the order of the rail; the first one opens first."""


class Opening(QObject):
    """Opens the workspace away from the window's thread, then shows the window, or why not."""

    def __init__(self, folder: Path, jobs: Jobs, theme: Theme, leave: Callable[[], None]) -> None:
        super().__init__()
        self.ws: Workspace | None = None
        self.window: MainWindow | None = None
        self.refusal: InspectorError | None = None
        self._jobs = jobs
        self._theme = theme
        self._leave = leave
        person = profile.load().person or None
        job = jobs.run(lambda _progress: workspace.open_workspace(folder, person=person))
        job.succeeded.connect(self._on_opened)
        job.failed.connect(self._on_failed)

    def close(self) -> None:
        """Close the workspace on the thread that opened it."""
        self._jobs.close(self.ws.close if self.ws else lambda: None)

    def _on_opened(self, ws: Workspace) -> None:
        self.ws = ws
        self._jobs.serve(ws)
        kinds = PAGES.get(profile.load().role, PAGES["office"])
        pages = [kind(ws, self._jobs, self._theme) for kind in kinds]
        self.window = MainWindow(ws, self._jobs, self._theme, pages, ws.person.name)
        self.window.go(pages[0].name)
        self.window.resize(1366, 768)
        self.window.show()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, InspectorError):
            raise error
        self.refusal = error
        QMessageBox.warning(None, _("Inspector"), sentence(error))
        self._leave()


def run(folder: Path) -> int:
    """Show the workspace until its window is closed; 1 where it could not be opened."""
    wording.choose_language(profile.load().language or None)
    application = QApplication(sys.argv[:1])
    theme = Theme(application)
    known = profile.load()
    theme.choose(known.theme, known.text_percent / 100)
    install_crash_dialog(profile_folder())
    opening = Opening(folder, Jobs(), theme, application.quit)
    application.exec()
    opening.close()
    return 1 if opening.refusal else 0
