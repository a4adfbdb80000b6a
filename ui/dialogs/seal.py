"""Asks before a ranking is sealed: what will be frozen, and all that stands against it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.board import BoardView
from inspector.domain.edition import APPEAL_DAYS
from inspector.domain.moment import local_moment
from inspector.errors import SealFault
from inspector.services import edition, edition_preview
from inspector.services.edition_preview import Prospect
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import edition as words
from inspector.wording.board import period_label
from inspector.wording.board_rules import board_name
from ui.dialogs.trying import TryingDialog
from ui.jobs import Job, Jobs
from ui.theme import Theme
from ui.widgets.stepper import Stepper

_WIDTH = 520
_MOST_ISSUE, _MOST_DAYS = Decimal(9999), Decimal(99)


class SealDialog(TryingDialog):
    """The button works once nothing stands against sealing; `made` has the edition.

    `rules_asked` and `edition_asked` ask for where a mistake is mended.
    """

    rules_asked = Signal()
    edition_asked = Signal(object)

    def __init__(
        self, ws: Workspace, jobs: Jobs, theme: Theme, view: BoardView, parent: QWidget
    ) -> None:
        super().__init__(ws, jobs, theme, (_("Seal the ranking"), _("Seal")), parent)
        self._view = view
        self._job: Job | None = None
        self.prospect: Prospect | None = None
        self.accept_button.clicked.connect(self._on_seal)
        self.remedies = {
            None: (_("Rules …"), self._leave_for_rules),
            SealFault.SEALED_BEFORE: (_("Show the edition"), self._leave_for_edition),
            SealFault.CUTOFF_AHEAD: (_("Cut-off"), lambda: self.cutoff.setFocus()),
        }
        self.setMinimumWidth(theme.scaled(_WIDTH))
        self.cutoff = QLineEdit()
        self.cutoff.setAccessibleName(_("Cut-off"))
        self.cutoff.setPlaceholderText(_("now, or a moment such as 2026-11-20 18:00"))
        self.cutoff.editingFinished.connect(self.check)
        self.wrong_moment = QLabel(_("This is no moment. Write 2026-11-20 18:00."))
        self.wrong_moment.setProperty("role", "deducted")
        self.wrong_moment.hide()
        self.campaign = QComboBox()
        self.campaign.setAccessibleName(_("Campaign"))
        self.campaign.addItem(_("all visits"), None)
        self.campaign.activated.connect(self.check)
        self.issue = Stepper(theme, _("Issue number"))
        self.issue.show_value(Decimal(view.period.number), low=Decimal(1), high=_MOST_ISSUE)
        self.days = Stepper(theme, _("Working days to appeal"))
        self.days.show_value(Decimal(APPEAL_DAYS), high=_MOST_DAYS)
        self.told = QLabel(_("Counting what will be frozen …"))
        self.told.setWordWrap(True)
        self._lay_out()
        if view.campaign is not None:
            self.campaign.addItem(view.campaign.name, view.campaign.name)
            self.campaign.setCurrentIndex(1)
        self._load_campaigns()
        self.check()

    def check(self) -> None:
        """Look again at what would be sealed, by what is chosen now."""
        self.accept_button.setEnabled(False)
        if self._job is not None:
            self._job.progress.cancel()
        until = self._until()
        if isinstance(until, ValueError):
            return
        view, campaign = self._view, self.campaign.currentData()
        job = self.jobs.run(
            lambda _progress: edition_preview.look(
                self.ws,
                view.board,
                view.period,
                scheme=self._scheme,
                cutoff=until,
                campaign=campaign,
            ),
            self,
        )
        self._job = job
        job.succeeded.connect(lambda found: self._on_found(job, found))
        job.failed.connect(self.refuse)

    @property
    def _scheme(self) -> str | None:
        ranking = self._view.ranking
        found = None if ranking is None else ranking.scheme_id
        return None if found is None else found.hex

    def _until(self) -> datetime | ValueError | None:
        text = self.cutoff.text().strip()
        try:
            until = local_moment(text) if text else None
        except ValueError as error:
            self.wrong_moment.show()
            return error
        self.wrong_moment.hide()
        return until

    def _lay_out(self) -> None:
        heading = QLabel(f"{board_name(self._view.board)} · {period_label(self._view.period)}")
        heading.setFont(self.theme.font("title"))
        heading.setWordWrap(True)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        moment = QVBoxLayout()
        moment.setSpacing(2)
        moment.addWidget(self.cutoff)
        moment.addWidget(self.wrong_moment)
        form.addRow(_("Cut-off"), moment)
        form.addRow(_("Campaign"), self.campaign)
        for word, stepper in (
            (_("Issue number"), self.issue),
            (_("Working days to appeal"), self.days),
        ):
            row = QHBoxLayout()
            row.addWidget(stepper)
            row.addStretch(1)
            form.addRow(word, row)
        warning = QLabel(
            _("A sealed edition is never changed or taken back; a correction is a new edition.")
        )
        warning.setWordWrap(True)
        warning.setProperty("role", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addLayout(form)
        for widget in (self.told, self.faults, warning, self.progress):
            layout.addWidget(widget)
        layout.addLayout(self.buttons())

    def _load_campaigns(self) -> None:
        self.campaign.setEnabled(False)
        job = self.jobs.run(
            lambda _progress: edition_preview.campaigns(self.ws, self._view.period), self
        )
        job.succeeded.connect(self._on_campaigns)

    def _on_campaigns(self, found: tuple[str, ...]) -> None:
        for name in found:
            if self.campaign.findData(name) < 0:
                self.campaign.addItem(name, name)
        self.campaign.setEnabled(bool(found))

    def _on_found(self, job: Job, found: Prospect) -> None:
        if job is not self._job:
            return
        self.prospect = found
        self.told.setText(words.prospect(found.visits, found.late, found.open))
        self.show_faults(found.rules, found.faults)
        self.accept_button.setEnabled(found.is_ready)

    def _leave_for_rules(self) -> None:
        self.reject()
        self.rules_asked.emit()

    def _leave_for_edition(self) -> None:
        standing = self.prospect.standing if self.prospect is not None else None
        self.reject()
        if standing is not None:
            self.edition_asked.emit(standing.edition.id)

    def _on_seal(self) -> None:
        view, until = self._view, self._until()
        if isinstance(until, ValueError):
            return
        issue, days = int(self.issue.value or 1), int(self.days.value or 0)
        campaign, scheme = self.campaign.currentData(), self._scheme
        self.attempt(
            lambda progress: edition.seal(
                self.ws,
                view.board.id.hex,
                view.period,
                scheme=scheme,
                cutoff=until,
                campaign=campaign,
                issue=issue,
                appeal_days=days,
                progress=progress,
            ),
            _("Sealing …"),
        )
