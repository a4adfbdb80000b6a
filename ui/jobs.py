"""Background work: one database thread, results brought back to the thread of the window."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal


class Job(QObject):
    """One operation on the database thread; its signals arrive on the thread that made it."""

    succeeded = Signal(object)
    failed = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def run(self, operation: Callable[[], Any]) -> None:
        """Run on the database thread and tell the end from there."""
        try:
            result = operation()
        except Exception as error:
            self._ended.emit(None, error)
        else:
            self._ended.emit(result, None)

    def _on_ended(self, result: object, error: object) -> None:
        if error is None:
            self.succeeded.emit(result)
        else:
            self.failed.emit(error)
        self.deleteLater()


class Jobs(QObject):
    """Runs operations one after the other, away from the window."""

    def __init__(self) -> None:
        super().__init__()
        self._thread = ThreadPoolExecutor(1, "database")

    def run(self, operation: Callable[[], Any]) -> Job:
        """Start an operation; connect to the signals of the job before control returns to Qt."""
        job = Job(self)
        self._thread.submit(job.run, operation)
        return job

    def close(self, last: Callable[[], Any]) -> None:
        """Finish what is running, then `last`, and end the thread."""
        self._thread.submit(last)
        self._thread.shutdown(wait=True)
