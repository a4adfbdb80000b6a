"""Decides an objection: what becomes of the loss, why, and who decided it."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.appeal import AppealLine, Decision
from inspector.services import appeal
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import appeal as words
from ui.dialogs.trying import TryingDialog
from ui.jobs import Jobs
from ui.theme import Theme

_WIDTH = 520


class AppealDecision(TryingDialog):
    """The button works once a decision is chosen and explained by somebody who may decide."""

    def __init__(
        self, ws: Workspace, jobs: Jobs, theme: Theme, line: AppealLine, parent: QWidget
    ) -> None:
        super().__init__(ws, jobs, theme, (_("Decide the appeal"), _("Decide")), parent)
        self._line = line
        self._inspectors: frozenset[str] | None = None
        self.setMinimumWidth(theme.scaled(_WIDTH))
        self.choices = QButtonGroup(self)
        self.decisions: dict[Decision, QRadioButton] = {}
        for decision, said in _told().items():
            button = QRadioButton(said)
            self.choices.addButton(button)
            self.decisions[decision] = button
        self.choices.buttonToggled.connect(lambda _button, _on: self._tell())
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setPlaceholderText(_("Reason"))
        self.by = QLineEdit(ws.person.name)
        self.by.setAccessibleName(_("Decided by"))
        self.wrong_by = QLabel()
        self.wrong_by.setProperty("role", "deducted")
        self.wrong_by.setWordWrap(True)
        for field in (self.reason, self.by):
            field.textChanged.connect(lambda _text: self._tell())
        self.accept_button.clicked.connect(self._on_accept)
        self._lay_out()
        self._tell()
        key = line.appeal.id.hex
        job = jobs.run(lambda _progress: appeal.inspectors(ws, key), self)
        job.succeeded.connect(self._on_inspectors)
        job.failed.connect(self.refuse)

    def _lay_out(self) -> None:
        heading = QLabel(self._line.unit)
        heading.setFont(self.theme.font("title"))
        facts = (words.loss(self._line), self._line.text, f"“{self._line.appeal.text}”")
        told = QLabel("\n".join(text for text in facts if text))
        told.setWordWrap(True)
        told.setProperty("role", "secondary")
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        choices = QVBoxLayout()
        choices.setSpacing(4)
        for button in self.decisions.values():
            choices.addWidget(button)
        form.addRow(_("Decision"), choices)
        form.addRow(_("Reason"), self.reason)
        who = QVBoxLayout()
        who.setSpacing(2)
        who.addWidget(self.by)
        who.addWidget(self.wrong_by)
        form.addRow(_("Decided by"), who)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(told)
        layout.addLayout(form)
        for below in (self.faults, self.progress):
            layout.addWidget(below)
        layout.addLayout(self.buttons())

    @property
    def decision(self) -> Decision | None:
        """What is chosen, None before anything is."""
        chosen = (one for one, button in self.decisions.items() if button.isChecked())
        return next(chosen, None)

    def _on_inspectors(self, found: frozenset[str]) -> None:
        self._inspectors = found
        self._tell()

    def _tell(self) -> None:
        name = self.by.text().strip()
        is_own = self._inspectors is not None and name in self._inspectors
        said = ""
        if is_own:
            said = _("{name} was on this visit. Somebody else has to decide.").format(name=name)
        self.wrong_by.setText(said)
        self.wrong_by.setVisible(bool(said))
        is_told = bool(name and self.reason.text().strip())
        is_known = self._inspectors is not None
        self.accept_button.setEnabled(
            is_told and is_known and not is_own and self.decision is not None
        )

    def _on_accept(self) -> None:
        decision, key = self.decision, self._line.appeal.id.hex
        assert decision is not None
        reason, by = self.reason.text(), self.by.text()
        self.attempt(
            lambda _progress: appeal.decide(self.ws, key, decision, reason, by=by),
            _("Saving …"),
        )


def _told() -> dict[Decision, str]:
    return {
        Decision.UPHELD: _("upheld: the loss stands"),
        Decision.AMENDED: _("amended: the loss becomes another one"),
        Decision.WITHDRAWN: _("withdrawn: nothing was lost"),
    }
