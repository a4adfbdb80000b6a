"""Asks why an edition is corrected, and shows what changed before the correction is sealed."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from inspector.domain.edition import Difference, EditionLine
from inspector.services import edition
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import edition as words
from inspector.wording import edition_table as table_words
from ui.dialogs.trying import TryingDialog
from ui.jobs import Job, Jobs
from ui.models.edition_columns import changed_columns
from ui.models.table_model import TableModel
from ui.theme import Theme
from ui.widgets.table import Table

_WIDTH, _LIST = 760, 280
_WIDTHS = {0: 128, 1: 184, 2: 184}


class EditionCorrection(TryingDialog):
    """The button works once there is a reason and something changed."""

    def __init__(
        self, ws: Workspace, jobs: Jobs, theme: Theme, line: EditionLine, parent: QWidget
    ) -> None:
        words_ = (_("Correct the edition"), _("Seal the correction"))
        super().__init__(ws, jobs, theme, words_, parent)
        self._line = line
        self._job: Job | None = None
        self.difference: Difference | None = None
        self.setMinimumWidth(theme.scaled(_WIDTH))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setPlaceholderText(_("Why it is corrected; the reason is published with it"))
        self.reason.textChanged.connect(lambda _text: self._tell())
        self.new_rules = QCheckBox(_("Go by the rules that the board has now"))
        self.new_rules.toggled.connect(lambda _on: self._compare())
        self.told = QLabel(_("Comparing …"))
        self.told.setWordWrap(True)
        self.changes = TableModel(changed_columns(), self)
        self.table = Table(theme, self.changes, lambda row: row, _("What changed"))
        self.table.set_widths(_WIDTHS, 3)
        self.table.setMinimumHeight(theme.scaled(_LIST))
        self.accept_button.clicked.connect(self._on_accept)
        self._lay_out()
        self._compare()

    def _lay_out(self) -> None:
        board, period = table_words.board_of(self._line), table_words.period_of(self._line)
        heading = QLabel(f"{board} · {period}")
        heading.setFont(self.theme.font("title"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        for widget in (heading, self.reason, self.new_rules, self.told):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        for below in (self.faults, self.progress):
            layout.addWidget(below)
        layout.addLayout(self.buttons())

    def _compare(self) -> None:
        key, with_new = self._line.edition.id.hex, self.new_rules.isChecked()
        if self._job is not None:
            self._job.progress.cancel()
        self.difference = None
        self._tell()
        job = self.jobs.run(
            lambda _progress: edition.compare(self.ws, key, with_new_rules=with_new), self
        )
        self._job = job
        job.succeeded.connect(lambda found: self._on_compared(job, found))
        job.failed.connect(self.refuse)

    def _on_compared(self, job: Job, found: Difference) -> None:
        if job is not self._job:
            return
        self.difference = found
        self.changes.set_rows(table_words.changed(found))
        self.told.setText(
            words.since(found)
            if found.is_any
            else _("Nothing has changed since it was sealed. There is nothing to correct.")
        )
        self._tell()

    def _tell(self) -> None:
        is_any = self.difference is not None and self.difference.is_any
        self.accept_button.setEnabled(is_any and bool(self.reason.text().strip()))

    def _on_accept(self) -> None:
        key, reason = self._line.edition.id.hex, self.reason.text()
        with_new = self.new_rules.isChecked()
        self.attempt(
            lambda _progress: edition.correct(self.ws, key, reason, with_new_rules=with_new),
            _("Sealing …"),
        )
