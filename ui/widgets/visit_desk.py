"""Where a visit is scored: the checklist, the item that is chosen in it, and the tray of photos."""

from __future__ import annotations

from PySide6.QtGui import QAction

from inspector.services.workspace import Workspace
from ui.jobs import Jobs
from ui.theme import Theme
from ui.widgets.checklist_pane import ChecklistPane
from ui.widgets.earlier_row import EarlierRow
from ui.widgets.item_panel import ItemPanel
from ui.widgets.photo_strip import PhotoStrip
from ui.widgets.photo_tray import PhotoTray
from ui.widgets.thumbnails import Thumbnails


class VisitDesk:
    """The parts of the desk, wired to each other; `pane` holds the view and the tray."""

    def __init__(
        self,
        ws: Workspace,
        jobs: Jobs,
        theme: Theme,
        undo: QAction,
        close: QAction,
        reopen: QAction,
    ) -> None:
        self.tray = PhotoTray(ws, jobs, theme)
        self.tray.hide()
        self.pane = ChecklistPane(theme, undo, close, reopen, self.tray)
        self.view = self.pane.view
        thumbnails = Thumbnails(ws, jobs)
        strip = PhotoStrip(ws, jobs, theme, thumbnails)
        self.panel = ItemPanel(theme, strip, EarlierRow(theme, thumbnails))
        self._connect()

    def _connect(self) -> None:
        view, panel = self.view, self.panel
        view.note_wanted.connect(panel.to_note)
        view.photo_wanted.connect(panel.photos.choose)
        panel.moved.connect(view.step)
        panel.next_wanted.connect(view.next_unanswered)
        panel.note.finished.connect(view.setFocus)
        self.tray.item_wanted.connect(view.step)
