"""Proof that a built program is whole: everything it ships is opened once, and every page drawn."""

from __future__ import annotations

import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from inspector import wording
from inspector.domain.import_preview import ImportKind, ImportRequest
from inspector.services import import_preview, profile, sample, scheme
from inspector.services.beginning import first_answers
from inspector.services.workspace import Workspace
from inspector.settings import Settings
from ui.app import Opening
from ui.jobs import Jobs
from ui.pages.welcome import WelcomePage
from ui.theme import Theme

_DAY = date(2026, 11, 21)
_PATIENCE_SECONDS = 60.0
_QUIET_SECONDS = 0.3


_errors: list[str] = []


class _Broken(Exception):
    """A part of the program does not work."""


def run() -> int:
    """Make the sample district, read a workbook in the child process, draw all pages; 0 if whole.

    Nothing of the person's own is read or written: the profile and the workspace are temporary.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        os.environ["INSPECTOR_PROFILE"] = str(Path(made, "profile"))
        folder = Path(made, "示例 区")
        application = QApplication(sys.argv[:1])
        sys.excepthook = _on_error
        try:
            sample.make(folder, _DAY, "李明")
            for language, look in (("zh_CN", "light"), ("en", "dark")):
                _look_at_all(application, folder, language, look)
        except _Broken as broken:
            _tell(str(broken))
            return 1
    _tell("whole")
    return 0


def _look_at_all(application: QApplication, folder: Path, language: str, look: str) -> None:
    wording.choose_language(language)
    profile.save(Settings(language=language, theme=look, role="office", person="李明"))
    theme, jobs = Theme(application), Jobs()
    theme.choose(look, 1.0)
    _look_at_welcome(application, jobs, theme)
    opening = Opening(folder, jobs, theme, application.quit)
    _wait(application, jobs, lambda: opening.window is not None)
    window, ws = opening.window, opening.ws
    if window is None or ws is None:
        raise _Broken(f"the window did not open: {opening.refusal!r}")
    rows = _result(application, jobs, lambda: _read_workbook(ws, folder))
    for name in window.pages:
        window.go(name)
        page = window.current
        _wait(application, jobs, lambda: True)
        if page.message.isVisible() or not _has_drawing(page):
            raise _Broken(f"the page {name} was not drawn")
    _tell(f"{language} {look}: {len(window.pages)} pages, {rows} rows read")
    window.close()
    opening.close()


def _look_at_welcome(application: QApplication, jobs: Jobs, theme: Theme) -> None:
    first = WelcomePage(jobs, theme, first_answers())
    first.show()
    _wait(application, jobs, lambda: True)
    if not _has_drawing(first):
        raise _Broken("the first page was not drawn")
    first.hide()
    first.deleteLater()


def _read_workbook(ws: Workspace, folder: Path) -> int:
    book = scheme.write_template(folder.with_name("测评标准.xlsx"))
    shown = import_preview.preview(ws, ImportRequest(ImportKind.SCHEME, book))
    return sum(len(sheet.cells) for sheet in shown.sheets)


def _result(application: QApplication, jobs: Jobs, operation: Callable[[], Any]) -> Any:
    results: list[Any] = []
    faults: list[Exception] = []
    job = jobs.run(lambda _progress: operation())
    job.succeeded.connect(results.append)
    job.failed.connect(faults.append)
    _wait(application, jobs, lambda: bool(results or faults))
    if not results:
        raise _Broken(f"the workbook was not read: {faults!r}")
    return results[0]


def _wait(application: QApplication, jobs: Jobs, is_there: Callable[[], bool]) -> None:
    """Let the program go on until it is there and nothing has run for a moment."""
    until = time.monotonic() + _PATIENCE_SECONDS
    quiet = time.monotonic()
    while time.monotonic() < until:
        application.processEvents()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if _errors:
            jobs.close(lambda: None)
            raise _Broken(_errors[0])
        if jobs.is_busy or not is_there():
            quiet = time.monotonic()
        elif time.monotonic() - quiet > _QUIET_SECONDS:
            return
        time.sleep(0.005)


def _has_drawing(window: QWidget) -> bool:
    """Whether there is more than an empty ground: writing brings dozens of shades with it."""
    shown = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    seen = bytes(shown.constBits())
    return len({seen[at : at + 4] for at in range(0, len(seen), 4 * 7)}) > 16


def _on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _errors.append("".join(traceback.format_exception(kind, error, trace)))


def _tell(said: str) -> None:
    """A windowed program of Windows has no standard output."""
    if sys.stdout is not None:
        sys.stdout.write(f"{said}\n")
