"""What happens on an error that nobody expected: a log, a sentence, and the program goes on.

The log and the dialog hold where the error was, never what it was about: an error's own text may
quote a name, a note or a score.
"""

from __future__ import annotations

import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Qt, Signal

from inspector import __version__
from inspector.wording import _

_LOG = "crash.log"
_MOST_BYTES = 256 * 1024


def versions() -> str:
    """The versions that an error report needs, one line."""
    import platform

    return (
        f"Inspector {__version__} · Python {platform.python_version()} · "
        f"Qt {PySide6.__version__} · {platform.system()} {platform.release()}"
    )


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where an error was: its kind and the places in the program, without any text of its own."""
    lines = [versions(), kind.__name__]
    for frame in traceback.extract_tb(trace):
        parts = Path(frame.filename).parts
        place = "/".join(parts[-2:])
        lines.append(f"  {place}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


class CrashDialog(QObject):
    """Writes unexpected errors to a log and tells each of them once, on the window's thread."""

    _raised = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.log = folder / _LOG
        self._told: set[str] = set()
        # Queued: an error in a paint event must not open a dialog from inside the painting.
        self._raised.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take an error that nobody caught."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        said = report(kind, trace)
        self._write(said)
        if said not in self._told:
            self._told.add(said)
            self._raised.emit(said)

    def _write(self, said: str) -> None:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            if self.log.is_file() and self.log.stat().st_size > _MOST_BYTES:
                self.log.unlink()
            with self.log.open("a", encoding="utf-8") as stream:
                stream.write(f"{moment} {said}\n\n")
        except OSError:
            # A full disk must not hide the error itself: it is still told.
            sys.stderr.write(said + "\n")

    def _tell(self, said: str) -> None:
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox()
        box.setWindowTitle(_("Inspector"))
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(_("Something went wrong in the program. What was shown as saved is safe."))
        box.setInformativeText(
            _(
                "You can go on. If it happens again, send the details: they hold no names and no "
                "scores. They are also in {file}."
            ).format(file=self.log)
        )
        box.setDetailedText(said)
        copy = box.addButton(_("Copy the details"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(said))
        close = box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(close)
        box.exec()


def install_crash_dialog(folder: Path) -> CrashDialog:
    """Take all errors that nobody catches, of every thread; the log lies in this folder."""
    dialog = CrashDialog(folder)
    sys.excepthook = dialog.on_error

    def on_thread_error(raised: threading.ExceptHookArgs) -> None:
        if raised.exc_value is not None:
            dialog.on_error(raised.exc_type, raised.exc_value, raised.exc_traceback)

    threading.excepthook = on_thread_error
    return dialog
