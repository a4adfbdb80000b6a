"""The line that tells how far a long task is, with a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton

from inspector.wording import _
from ui.jobs import Job


class ProgressLine(QFrame):
    """Follows one job while it runs; hidden otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self._job: Job | None = None
        self._what = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.clicked.connect(self._on_cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 4, 16, 4)
        layout.setSpacing(16)
        layout.addWidget(self._what)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self.cancel)
        self.hide()

    @property
    def is_following(self) -> bool:
        """Whether a task is running."""
        return self._job is not None

    def follow(self, job: Job, what: str) -> None:
        """Show a job until it ends."""
        self._job = job
        self._what.setText(what)
        self._bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        job.progressed.connect(self._on_progress)
        job.ended.connect(self._on_ended)
        self.show()

    def _on_progress(self, done: int, total: int, what: str) -> None:
        if what:
            self._what.setText(f"{what} {done}" if total < 0 else what)
        self._bar.setRange(0, max(0, total))
        self._bar.setValue(done)

    def _on_cancel(self) -> None:
        if self._job is not None:
            self.cancel.setEnabled(False)
            self._job.progress.cancel()

    def _on_ended(self) -> None:
        self._job = None
        self.hide()
