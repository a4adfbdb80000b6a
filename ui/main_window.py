"""The window: navigation between pages and nothing else."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow

from inspector.services.workspace import Workspace
from inspector.wording import _
from ui.jobs import Jobs
from ui.pages.site import SitePage


class MainWindow(QMainWindow):
    """Shows the pages of one workspace."""

    def __init__(self, ws: Workspace, jobs: Jobs) -> None:
        super().__init__()
        self.setWindowTitle(_("Inspector · {folder}").format(folder=ws.paths.folder.resolve().name))
        self.resize(1100, 680)
        self.site_page = SitePage(ws, jobs)
        self.setCentralWidget(self.site_page)
        self.site_page.load()
