"""Watching for a workspace whose stick or drive was pulled out, so that it comes back by itself."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.services import workspace
from inspector.services.workspace import Workspace
from ui.jobs import Jobs

_EACH_MS = 1000


class Away(QObject):
    """Asks once a second, from `watch` on, until the folder can be used again: `returned`."""

    returned = Signal()

    def __init__(self, ws: Workspace, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._ws = ws
        self._jobs = jobs
        self._is_watching = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EACH_MS)
        self._timer.timeout.connect(self._ask)

    def watch(self) -> None:
        """Ask until the folder is back."""
        if not self._is_watching:
            self._is_watching = True
            self._timer.start()

    def _ask(self) -> None:
        ws = self._ws
        job = self._jobs.run(lambda _progress: workspace.is_reachable(ws), asker=self)
        job.succeeded.connect(self._on_answer)

    def _on_answer(self, is_back: bool) -> None:
        if not is_back:
            self._timer.start()
            return
        self._is_watching = False
        self.returned.emit()
