"""Background work: one database thread, another for pictures, results brought to the window."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from inspector.errors import Cancelled
from inspector.services.workspace import Workspace

_STEP_SECONDS = 0.05
_PICTURE_THREADS = 2

Operation = Callable[["JobProgress"], Any]


class JobProgress:
    """What a running operation tells its job, and how it learns that it should stop.

    `show` hands over what can be shown before the operation ends.
    """

    def __init__(
        self, tell: Callable[[int, int, str], None], show: Callable[[object], None]
    ) -> None:
        self._tell = tell
        self.show = show
        self._told = 0.0
        self._is_cancelled = False
        self._is_hurried = False

    def cancel(self) -> None:
        """Ask the operation not to begin, or to stop at its next step."""
        self._is_cancelled = True

    def hurry(self) -> None:
        """Ask the operation to stop at its next step; what is saved in one step is still saved."""
        self._is_hurried = True

    def begin(self) -> None:
        """Raise Cancelled if nobody wants the operation any more."""
        if self._is_cancelled:
            raise Cancelled

    def step(self, done: int, total: int | None, what: str) -> None:
        """Tell how far it is, at most twenty times a second; raises Cancelled if asked to."""
        if self._is_cancelled or self._is_hurried:
            raise Cancelled
        now = time.monotonic()
        if now - self._told >= _STEP_SECONDS:
            self._told = now
            self._tell(done, -1 if total is None else total, what)


class Job(QObject):
    """One operation away from the window; its signals arrive on the window's thread.

    `progressed` has done, total (-1 where it is not known) and what is being done.
    """

    progressed = Signal(int, int, str)
    shown = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    _stepped = Signal(int, int, str)
    _handed = Signal(object)
    _returned = Signal(object, object, object)

    def __init__(self, parent: Jobs, asker: QObject | None) -> None:
        super().__init__(parent)
        self._asker = asker
        self.progress = JobProgress(self._stepped.emit, self._handed.emit)
        self._stepped.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        self._handed.connect(self._on_handed, Qt.ConnectionType.QueuedConnection)
        self._returned.connect(self._on_returned, Qt.ConnectionType.QueuedConnection)

    def run(self, operation: Operation, touched: Callable[[], frozenset[str]]) -> None:
        """Run on a thread of the pool and tell the end from there."""
        result, error = None, None
        try:
            self.progress.begin()
            result = operation(self.progress)
        except Exception as raised:
            error = raised
        self._returned.emit(result, error, touched())

    def _on_returned(self, result: object, error: object, touched: frozenset[str]) -> None:
        # Not kept as an attribute: a job that is deleted would then take its own parent along.
        jobs = self.parent()
        assert isinstance(jobs, Jobs)
        jobs.forget(self)
        if touched:
            jobs.touched.emit(touched)
        if self._asker is None or isValid(self._asker):
            self._tell(result, error)
        self.deleteLater()

    def _on_handed(self, result: object) -> None:
        if self._asker is None or isValid(self._asker):
            self.shown.emit(result)

    def _tell(self, result: object, error: object) -> None:
        if error is None:
            self.succeeded.emit(result)
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(error)
        self.ended.emit()


class Jobs(QObject):
    """Runs operations in order on the database thread; `touched` tells which kinds a write changed.

    Pictures are decoded on threads that never see the database.
    """

    touched = Signal(frozenset)

    def __init__(self) -> None:
        super().__init__()
        self._database = ThreadPoolExecutor(1, "database")
        self._pictures = ThreadPoolExecutor(_PICTURE_THREADS, "picture")
        self._running: set[Job] = set()
        self._is_closed = False
        self._ws: Workspace | None = None

    def serve(self, ws: Workspace) -> None:
        """Work for this workspace from now on."""
        self._ws = ws

    @property
    def is_busy(self) -> bool:
        """Whether anything is running or waiting."""
        return bool(self._running)

    def run(self, operation: Operation, asker: QObject | None = None) -> Job:
        """Start an operation on the database thread; connect to its job before Qt goes on.

        Nothing is told where the asker is deleted before the operation ends.
        """
        return self._start(self._database, operation, self._take_touched, asker)

    def run_picture(self, operation: Operation, asker: QObject | None = None) -> Job:
        """Start an operation that needs no database, such as decoding a photo."""
        return self._start(self._pictures, operation, frozenset, asker)

    def forget(self, job: Job) -> None:
        """Count a job as ended."""
        self._running.discard(job)

    def close(self, last: Callable[[], Any]) -> None:
        """End all threads, `last` being the last on that of the database.

        What is running ends at its next step, and what was saved before this is saved; what is
        asked for afterwards, by a window that is still there, is never done.
        """
        self._is_closed = True
        for job in self._running:
            job.progress.hurry()
        self._pictures.shutdown(wait=True, cancel_futures=True)
        self._database.submit(last).result()
        self._database.shutdown(wait=True)

    def _start(
        self,
        pool: ThreadPoolExecutor,
        operation: Operation,
        touched: Callable[[], frozenset[str]],
        asker: QObject | None,
    ) -> Job:
        job = Job(self, asker)
        if self._is_closed:
            return job
        self._running.add(job)
        pool.submit(job.run, operation, touched)
        return job

    def _take_touched(self) -> frozenset[str]:
        return self._ws.take_touched() if self._ws else frozenset()
