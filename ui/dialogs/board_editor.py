"""Edits the rules of a board, with what they would do to a past period beside them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from inspector.domain.board import Board, Ranking
from inspector.domain.board_fault import RuleFault
from inspector.domain.board_rules import BoardRules, SubjectKind
from inspector.domain.change import Change
from inspector.domain.list_fault import tie_faults
from inspector.domain.period import Period
from inspector.errors import ActionFault, ActionRefused, InspectorError
from inspector.services import board_book
from inspector.services.board_choice import BoardChoices
from inspector.services.what_if import WhatIf, what_if
from inspector.services.workspace import Workspace
from inspector.wording import _, ngettext
from inspector.wording.error import sentence
from ui.dialogs.board_members import BoardMembersDialog
from ui.jobs import Job, JobProgress, Jobs
from ui.theme import Theme
from ui.widgets.board_field import BoardField
from ui.widgets.board_form import BoardForm, Mistake
from ui.widgets.board_input import Text
from ui.widgets.board_part import BoardRow
from ui.widgets.board_typed import TypedRules
from ui.widgets.board_what_if import BoardWhatIf
from ui.widgets.hairline import hairline
from ui.widgets.key_button import KeyButton

_WIDTH, _HEIGHT, _MARGIN, _PANE = 1260, 664, 48, 516
# So long nobody types before the rules are tried.
_REST_MS = 250
_TOLD = 8


class Edited(Struct, frozen=True):
    """The board that is edited: `name` as shown, the period to try on, what is known of it.

    A new one (`is_new`) begins with the rules of the board; `scheme` is that of the page as hex.
    """

    board: Board
    name: str
    choices: BoardChoices
    period: Period
    scheme: str | None = None
    before: Ranking | None = None
    is_new: bool = False

    @property
    def is_sealed(self) -> bool:
        """Whether editions were published by the rules that are changed."""
        return not self.is_new and self.board.id in self.choices.sealed


class _Tried(Struct, frozen=True):
    state: int
    faults: tuple[RuleFault, ...] = ()
    found: WhatIf | None = None
    refusal: str = ""


class BoardEditor(QDialog):
    """Says each mistake at its field while one types; `saved` has the board and its change."""

    saved = Signal(object, object)

    def __init__(
        self, ws: Workspace, jobs: Jobs, theme: Theme, edited: Edited, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New board") if edited.is_new else _("Rules of the board"))
        self._ws, self._jobs, self._theme = ws, jobs, theme
        self._edited = edited
        self._rules = edited.board.rules or BoardRules()
        self._period = edited.period
        self._before = edited.before
        self._faults: tuple[RuleFault, ...] = ()
        self._job: Job | None = None
        self._is_leaving = False
        # Counts what is typed: rules with a number that is none are never equal.
        self._state = 0
        self.form = BoardForm(
            theme, edited.name, self._rules, edited.choices, ws.today(), self._choose_members
        )
        self.pane = BoardWhatIf(theme, edited.period)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setProperty("role", "deducted")
        self.reason = Text(_("Why the rules change; it stays in the record."))
        self._reason = BoardField(theme, "", self.reason)
        self.reason.setAccessibleName(_("Reason for the change"))
        # A new board changes nothing.
        self._reason.setVisible(not edited.is_new)
        self.reason.edited.connect(lambda: self._reason.tell(()))
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self._saving = QAction(_("Save the board"), self)
        self._saving.setShortcut(QKeySequence("Ctrl+S"))
        self._saving.triggered.connect(self._save)
        self._history = TypedRules(self.form)
        self.addActions((self._saving, self._history.undo))
        self.undo = KeyButton(theme, self._history.undo, icon="undo", word=_("Undo"), is_flat=True)
        self.save = KeyButton(theme, self._saving, word=_("Save"), is_primary=True)
        for button in (self.undo, self.save):
            button.setAutoDefault(False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._try)
        self._lay_out(parent)
        self.form.changed.connect(self._on_changed)
        self.pane.place_asked.connect(self.form.show_place)
        self.pane.period_chosen.connect(self._on_period)
        self._on_changed()
        self._try()

    @property
    def is_changed(self) -> bool:
        """Whether anything is typed that is not saved."""
        return self._edited.is_new or self._is_typed

    @property
    def _is_typed(self) -> bool:
        named = self.form.name.value != self._edited.name
        return named or self.form.rules != self._rules

    @override
    def reject(self) -> None:
        if self._is_typed and not self._is_leaving:
            self._is_leaving = True
            self.said.setText(_("The changes are not saved. Press again to drop them."))
            self.cancel.setText(_("Drop the changes"))
            return
        self._rest.stop()
        super().reject()

    def _on_changed(self) -> None:
        self._is_leaving = False
        self._state += 1
        self.cancel.setText(_("Cancel"))
        self.said.clear()
        self.form.tell_name(self._name_fault())
        self._allow()
        self._rest.start()

    def _on_period(self, period: Period) -> None:
        self._period, self._before = period, None
        self._try()

    def _name_fault(self) -> str:
        name = " ".join(self.form.name.text().split())
        if not name:
            return sentence(ActionRefused(ActionFault.BOARD_UNNAMED, {}))
        own = None if self._edited.is_new else self._edited.board.id
        if any(name == other and one != own for one, other in self._edited.choices.boards):
            return sentence(ActionRefused(ActionFault.BOARD_NAMED, {"name": name}))
        return ""

    def _allow(self) -> None:
        self._saving.setEnabled(self.is_changed and not self._faults and not self._name_fault())

    def _try(self) -> None:
        """Check the rules and rank by them, unless that still runs: then once more after it."""
        self._rest.stop()
        if self._job is not None:
            self._rest.start()
            return
        edited, rules, period, before = self._edited, self.form.rules, self._period, self._before
        self._history.keep(rules)
        state = self._state

        def tried(_progress: JobProgress) -> _Tried:
            faults = board_book.check(self._ws, rules)
            if faults:
                return _Tried(state, faults)
            try:
                found = what_if(
                    self._ws, edited.board, rules, period, scheme=edited.scheme, before=before
                )
            except InspectorError as error:
                return _Tried(state, refusal=sentence(error))
            return _Tried(state, found=found)

        self._job = self._jobs.run(tried, asker=self)
        self._job.succeeded.connect(self._on_tried)
        self._job.failed.connect(self._on_refused)
        self._job.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._job = None

    def _on_tried(self, tried: _Tried) -> None:
        if tried.state != self._state:
            return
        self._faults = tried.faults
        # A tie is of this period: it is told, but the rules may be saved.
        ties = tie_faults(tried.found.after.lists) if tried.found is not None else ()
        mistakes = self.form.tell((*tried.faults, *ties))
        self._allow()
        if tried.found is not None:
            if tried.found.before.period == self._period:
                self._before = tried.found.before
                self.pane.show_result(tried.found)
        else:
            self.pane.say(escape(tried.refusal) or _told(mistakes, self._theme))

    def _save(self) -> None:
        edited, rules, name = self._edited, self.form.rules, self.form.name.value
        reason = self.reason.value
        if edited.is_sealed and not reason:
            self._reason.tell([_("An edition was sealed by these rules: say why they change.")])
            self.reason.setFocus()
            return

        def save(_progress: JobProgress) -> tuple[Board, Change | None]:
            if edited.is_new:
                made = board_book.add(self._ws, name, rules)
            else:
                named = None if name == edited.name else name
                made = board_book.change(
                    self._ws,
                    edited.board.id.hex,
                    name=named,
                    rules=rules,
                    reason=reason or None,
                )
            return made, self._ws.last_change

        self._saving.setEnabled(False)
        job = self._jobs.run(save, asker=self)
        job.succeeded.connect(self._on_saved)
        job.failed.connect(self._on_refused)

    def _on_saved(self, done: tuple[Board, Change | None]) -> None:
        self._rest.stop()
        self.saved.emit(*done)
        self.accept()

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, InspectorError):
            raise error
        self.said.setText(sentence(error))
        self._allow()

    def _choose_members(self, row: BoardRow) -> None:
        choices = self._edited.choices
        subjects: tuple[tuple[UUID, str], ...] = choices.sites
        if self.form.rules.subjects.kind is SubjectKind.UNITS:
            subjects = tuple((unit.id, unit.name) for unit in choices.units)
        group = row.value
        title = group.name or _("A list of your own")
        dialog = BoardMembersDialog(self._theme, title, subjects, group.members, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        members = row.own["members"].widget
        dialog.accepted.connect(lambda: members.show_value(dialog.members))
        dialog.open()

    def _lay_out(self, parent: QWidget) -> None:
        self.pane.setFixedWidth(self._theme.scaled(_PANE))
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.form, 1)
        across.addWidget(hairline(is_upright=True))
        across.addWidget(self.pane)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 16, 8)
        foot.setSpacing(8)
        foot.addWidget(self._reason, 2)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.undo)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(across, 1)
        layout.addWidget(hairline())
        layout.addLayout(foot)
        window = parent.window()
        self.resize(
            min(self._theme.scaled(_WIDTH), window.width() - _MARGIN),
            min(self._theme.scaled(_HEIGHT), window.height() - _MARGIN),
        )
        self.form.name.setFocus()


def _told(mistakes: Sequence[Mistake], theme: Theme) -> str:
    """How many mistakes there are and which, each leading to its field."""
    count = len(mistakes)
    said = ngettext(
        "{count} mistake keeps the ranks from being computed.",
        "{count} mistakes keep the ranks from being computed.",
        count,
    ).format(count=count)
    # A link would be red of itself, which is no colour of mistakes.
    ink = theme.colour("state.deducted").name()
    lines = [
        f'<a href="{escape(one.place)}" style="color: {ink}">{escape(one.said)}</a>'
        if one.place
        else escape(one.said)
        for one in mistakes[:_TOLD]
    ]
    if count > _TOLD:
        lines.append("…")
    return "<br>".join((escape(said), *lines))
