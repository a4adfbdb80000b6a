"""What happens on an error that nobody expected: a log, a sentence, and the program goes on."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QMessageBox

from inspector.wording import _


def install_crash_dialog(folder: Path) -> None:
    """Write unexpected errors to crash.log in this folder and tell the user where it is."""

    def on_error(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        log = folder / "crash.log"
        folder.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as stream:
            traceback.print_exception(kind, error, trace, file=stream)
        said = _("Something went wrong. What was saved is safe. Details are in {file}.")
        QMessageBox.warning(None, _("Inspector"), said.format(file=log))

    sys.excepthook = on_error
