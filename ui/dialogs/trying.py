"""A dialog that does what it asks for before it closes, and tells inside why it could not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from inspector.domain.rule_fault import RuleFaultKind
from inspector.errors import InspectorError, SealFault, SealRefused
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording.board_rules import fault_at
from inspector.wording.edition import seal_fault
from inspector.wording.error import sentence
from ui.jobs import JobProgress, Jobs
from ui.theme import Theme
from ui.widgets.fault_list import Fault, FaultList
from ui.widgets.progress_line import ProgressLine

_Rules = tuple[tuple[str, str, dict[str, str]], ...]
_Faults = tuple[tuple[SealFault, dict[str, str]], ...]


class TryingDialog(QDialog):
    """`made` has what the service gave; the dialog stays open while it is refused.

    `remedies` are what mends a mistake: the word of a button and what it does, None for mistakes in
    the rules of a board.
    """

    made = Signal(object)

    def __init__(
        self, ws: Workspace, jobs: Jobs, theme: Theme, words: tuple[str, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        title, word = words
        self.ws, self.jobs, self.theme = ws, jobs, theme
        self.remedies: dict[SealFault | None, tuple[str, Callable[[], object] | None]] = {}
        self.setWindowTitle(title)
        self.faults = FaultList(theme, _("What stands against it"))
        self.progress = ProgressLine()
        self.accept_button = QPushButton(word)
        self.accept_button.setProperty("primary", True)
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(False)
        self._back = QPushButton(_("Cancel"))
        self._back.setAutoDefault(False)
        self._back.clicked.connect(self.reject)

    def attempt(self, operation: Callable[[JobProgress], Any], said: str) -> None:
        """Run a service; close when it is done, else tell why not."""
        job = self.jobs.run(operation, self)
        self.accept_button.setEnabled(False)
        job.succeeded.connect(self._on_done)
        job.failed.connect(self.refuse)
        job.cancelled.connect(lambda: self.accept_button.setEnabled(True))
        self.progress.follow(job, said)

    def refuse(self, error: Exception) -> None:
        """Tell why something was refused; what is no refusal goes to the crash dialog."""
        if isinstance(error, SealRefused):
            self.show_faults(error.rules, error.faults)
        elif isinstance(error, InspectorError):
            self.faults.show_faults([Fault(sentence(error))])
            self.accept_button.setEnabled(True)
        else:
            raise error
        self.adjustSize()

    def show_faults(self, rules: _Rules, faults: _Faults) -> None:
        """Tell all that stands against sealing, each where it is mended."""
        said = [fault_at(place, RuleFaultKind(kind), facts) for place, kind, facts in rules]
        shown = [self._fault(None, each) for each in said]
        shown += [self._fault(kind, seal_fault(kind, facts)) for kind, facts in faults]
        self.faults.show_faults(shown)
        self.adjustSize()

    def buttons(self) -> QHBoxLayout:
        """The row at the foot."""
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._back)
        row.addWidget(self.accept_button)
        return row

    @override
    def reject(self) -> None:
        """While the service runs this stops it; nothing of it is kept."""
        if self.progress.is_following:
            self.progress.cancel.click()
        else:
            super().reject()

    def _fault(self, kind: SealFault | None, said: str) -> Fault:
        return Fault(said, *self.remedies.get(kind, ("", None)))

    def _on_done(self, made: object) -> None:
        self.accept()
        self.made.emit(made)
