"""The page of editions (发布版): what was sealed, proved and corrected, and objections to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from inspector.domain.appeal import AppealLine
from inspector.domain.edition import Difference, EditionLine, EditionText, Verdict
from inspector.errors import InspectorError
from inspector.services import appeal, edition, edition_proof
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import appeal as appeal_words
from inspector.wording import edition as words
from inspector.wording import edition_table as table_words
from inspector.wording.error import sentence
from ui.dialogs.edition_doing import EditionDoing
from ui.dialogs.ground import Ground
from ui.jobs import Job, JobProgress, Jobs
from ui.models import edition_columns as columns
from ui.models.edition_columns import Listed
from ui.models.table_model import Column, TableModel
from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.edition_head import APPEALS, CHANGES, RANKS, TODAY, VIEWS, EditionHead, ViewHead
from ui.widgets.empty_page import EmptyPage
from ui.widgets.hairline import hairline
from ui.widgets.key_button import KeyButton
from ui.widgets.table import Table

_EDITION_WIDTHS = {1: 144, 2: 112, 3: 136, 4: 96, 5: 120, 6: 64, 7: 96, 8: 112}
_RANK_WIDTHS = {0: 128, 1: 64, 2: 96, 4: 96, 5: 72, 6: 320}
_APPEAL_WIDTHS = {0: 128, 1: 240, 3: 96, 4: 248, 5: 104, 6: 88, 7: 200}
_CHANGE_WIDTHS = {0: 144, 2: 200, 3: 200}
_UPPER, _LOWER = 260, 400


class Shown(Struct, frozen=True):
    """What the page loads: editions, newest first, and the objections to all of them."""

    lines: tuple[EditionLine, ...]
    appeals: tuple[AppealLine, ...]


class Told(Struct, frozen=True):
    """What is told of one edition; a refusal where it cannot be read."""

    text: EditionText | None
    term: str
    refusal: InspectorError | None = None


class EditionPage(Page):
    """All editions above, and below one of four tables about the edition that is chosen."""

    name = "edition"
    icon = "lock"
    watches = frozenset({"edition", "appeal", "visit", "answer", "finding", "board", "calendar"})

    def __init__(self, ws: Workspace, jobs: Jobs, theme: Theme) -> None:
        super().__init__(ws, jobs, theme)
        self._shown = Shown((), ())
        self._verdicts: dict[UUID, Verdict] = {}
        self._view = RANKS
        self._told: Job | None = None
        self._today: Job | None = None
        self._compared: UUID | None = None
        self._wanted: UUID | None = None
        self._term = self._differs = self._reason = ""
        self.doing = EditionDoing(Ground(self, ws, jobs, theme, self.message, self.run))
        self._make_actions()
        self.editions = self._table(columns.edition_columns(), _by_id, _("Editions"))
        self.editions.set_widths(_EDITION_WIDTHS, 0, (4, 5, 6))
        self.tables = self._make_tables()
        self._lay_out()
        self.editions.current_changed.connect(self._on_current)
        self.tables[APPEALS].opened.connect(lambda _row: self.decide_action.trigger())
        self.tables[APPEALS].current_changed.connect(lambda _row: self._tell_actions())
        self.show_view(RANKS)

    @override
    def title(self) -> str:
        return _("Editions")

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("↑ ↓", _("Choose")),
            ("Alt+← →", _("Other table")),
            ("Ctrl+K", _("Verify")),
            ("Ctrl+N", _("File an appeal")),
            ("Ctrl+E", _("Export")),
        )

    @override
    def page_actions(self) -> Sequence[QAction]:
        return self._actions

    @override
    def load(self, progress: JobProgress) -> Shown:
        return Shown(tuple(reversed(edition.list_(self.ws))), appeal.list_(self.ws))

    @override
    def reload(self) -> None:
        if not self.editions.has_rows:
            self.editions.wait()
        super().reload()

    @override
    def show_data(self, data: Shown) -> None:
        self._shown = data
        self._compared = None
        self._stack.setCurrentIndex(0 if data.lines else 1)
        self._show_editions()

    @override
    def open(self, subject: object) -> None:
        """Choose an edition by its id."""
        if isinstance(subject, UUID) and not self.editions.go_to(subject):
            self._wanted = subject

    @property
    def line(self) -> EditionLine | None:
        """The edition that is chosen."""
        row = self.editions.current_row()
        return row.line if isinstance(row, Listed) else None

    def show_view(self, place: int) -> None:
        """Show one of the tables of the edition, by its place in VIEWS."""
        self._view = place
        self.views.show_view(place)
        self._body.setCurrentIndex(place)
        self._tell_actions()
        self._tell_facts()
        if place == TODAY:
            self._compare()

    def _make_actions(self) -> None:
        doing = self.doing
        self.verify_action = self._action(_("Verify"), "Ctrl+K", self._verify)
        self.export_action = self._action(
            _("Export the edition file …"), "Ctrl+E", lambda: doing.export(self.line)
        )
        self.workbook_action = self._action(
            _("Export the workbook …"), "Ctrl+Shift+E", lambda: doing.publish(self.line)
        )
        self.correct_action = self._action(_("Correct …"), "", lambda: doing.correct(self.line))
        self.file_action = self._action(
            _("File an appeal …"), "Ctrl+N", lambda: doing.file(self.line)
        )
        self.decide_action = self._action(
            _("Decide the appeal …"), "Ctrl+D", lambda: doing.decide(self._appeal)
        )
        self._before = self._action(_("The table before"), "Alt+Left", lambda: self._step(-1))
        self._after = self._action(_("The table after"), "Alt+Right", lambda: self._step(1))
        self._to_rankings = self._action(
            _("To the rankings"), "", lambda: self.navigated.emit("board", None)
        )
        self._actions = (
            *(self.verify_action, self.export_action, self.workbook_action, self.correct_action),
            *(self.file_action, self.decide_action, self._before, self._after),
        )
        doing.corrected.connect(self._on_corrected)

    def _action(self, text: str, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: act())
        self.addAction(action)
        return action

    def _table(self, shown: Sequence[Column], key: Callable[[Any], Any], name: str) -> Table:
        return Table(self.theme, TableModel(shown, self), key, name)

    def _make_tables(self) -> list[Table]:
        ranks = self._table(columns.ranked_columns(), lambda row: row, _("Ranks as sealed"))
        ranks.set_widths(_RANK_WIDTHS, 3, (5, 2))
        appeals = self._table(columns.appeal_columns(), lambda row: row.appeal.id, _("Appeals"))
        appeals.set_widths(_APPEAL_WIDTHS, 2, (6, 3))
        made = [ranks, appeals]
        for name in (_("What was corrected"), _("What differs today")):
            table = self._table(columns.changed_columns(), lambda row: row, name)
            table.set_widths(_CHANGE_WIDTHS, 1)
            made.append(table)
        return made

    def _lay_out(self) -> None:
        theme = self.theme
        head = EditionHead(
            theme,
            (
                KeyButton(theme, self.verify_action, icon="shield", is_flat=True),
                KeyButton(theme, self.export_action, icon="file", word=_("File"), is_flat=True),
                KeyButton(theme, self.workbook_action, icon="export", word=_("Workbook")),
                KeyButton(theme, self.correct_action, is_primary=True),
            ),
        )
        self.views = ViewHead(
            theme,
            (
                KeyButton(theme, self.decide_action, word=_("Decide …"), is_flat=True),
                KeyButton(theme, self.file_action, icon="plus", word=_("File an appeal …")),
            ),
        )
        self.views.chosen.connect(self.show_view)
        self._body = QStackedWidget()
        for table in self.tables:
            self._body.addWidget(table)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.views)
        column.addWidget(self._body, 1)
        self._across = QSplitter(Qt.Orientation.Vertical)
        self._across.setChildrenCollapsible(False)
        self._across.addWidget(self.editions)
        self._across.addWidget(lower)
        self._across.setSizes([_UPPER, _LOWER])
        sentence_ = _("Sealed rankings stand here: what was published, proved and corrected.")
        self.empty = EmptyPage(theme, "lock", sentence_, self._to_rankings)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._across)
        self._stack.addWidget(self.empty)
        for widget in (head, self.doing.progress, hairline()):
            self.body.addWidget(widget)
        self.body.addWidget(self._stack, 1)
        self.setFocusProxy(self.editions)

    def _show_editions(self) -> None:
        counts: dict[UUID | None, int] = {}
        for one in self._shown.appeals:
            counts[one.appeal.edition] = counts.get(one.appeal.edition, 0) + 1
        rows = [
            Listed(one, self._verdicts.get(one.edition.id), counts.get(one.edition.id, 0))
            for one in self._shown.lines
        ]
        _model(self.editions).set_rows(rows)
        if self._wanted is not None and self.editions.go_to(self._wanted):
            self._wanted = None

    def _on_current(self, row: object) -> None:
        self._tell_actions()
        for table in self.tables:
            _model(table).set_rows(())
        self._term = self._differs = ""
        self._compared = None
        if not isinstance(row, Listed):
            return
        found = row.line.edition.id
        of_this = [one for one in self._shown.appeals if one.appeal.edition == found]
        _model(self.tables[APPEALS]).set_rows(of_this)
        if self._told is not None:
            self._told.progress.cancel()
        job = self.run(lambda _progress: _tell(self.ws, found))
        self._told = job
        job.succeeded.connect(lambda told: self._on_told(job, told))
        self._tell_facts()
        if self._view == TODAY:
            self._compare()

    def _on_told(self, job: Job, told: Told) -> None:
        if job is not self._told:
            return
        if told.text is None:
            self._term = sentence(told.refusal) if told.refusal is not None else ""
        else:
            self._term = told.term
            _model(self.tables[RANKS]).set_rows(table_words.ranked(told.text))
            _model(self.tables[CHANGES]).set_rows(table_words.changed(told.text.changes))
            self._reason = told.text.head.reason
        self._tell_facts()

    def _compare(self) -> None:
        """Compute what would come out today; asked once for what is chosen."""
        line = self.line
        if line is None or self._compared == line.edition.id:
            return
        self._compared = line.edition.id
        if self._today is not None:
            self._today.progress.cancel()
        job = self.run(lambda _progress: edition.compare(self.ws, line.edition.id.hex))
        self._today = job
        self._differs = _("Comparing …")
        self._tell_facts()
        job.succeeded.connect(lambda found: self._on_compared(job, found))

    def _on_compared(self, job: Job, found: Difference) -> None:
        if job is not self._today:
            return
        _model(self.tables[TODAY]).set_rows(table_words.changed(found))
        self._differs = words.since(found)
        self._tell_facts()

    def _tell_facts(self) -> None:
        line = self.line
        if line is None:
            self.views.facts.setText("")
        elif self._view == RANKS:
            self.views.facts.setText(words.sealed_as(line.head, line.sha256))
        elif self._view == APPEALS:
            self.views.facts.setText(self._term)
        elif self._view == TODAY:
            self.views.facts.setText(self._differs)
        elif line.edition.corrects is None:
            self.views.facts.setText(_("This is the first edition; it corrects none."))
        else:
            self.views.facts.setText(_("Reason: {reason}").format(reason=self._reason))

    @property
    def _appeal(self) -> AppealLine | None:
        row = self.tables[APPEALS].current_row()
        return row if isinstance(row, AppealLine) else None

    def _tell_actions(self) -> None:
        line = self.line
        is_read = line is not None and line.head is not None
        for action in (self.verify_action, self.export_action):
            action.setEnabled(line is not None)
        for action in (self.workbook_action, self.file_action):
            action.setEnabled(is_read)
        self.correct_action.setEnabled(is_read and line is not None and line.corrected_by is None)
        one = self._appeal
        self.decide_action.setEnabled(one is not None and one.appeal.is_open)

    def _step(self, by: int) -> None:
        self.show_view((self._view + by) % len(VIEWS))
        self.tables[self._view].setFocus()

    def _verify(self) -> None:
        line = self.line
        if line is None or self.doing.progress.is_following:
            return
        found = line.edition.id
        job = self.run(
            lambda progress: edition_proof.verify(edition.find(self.ws, found.hex), progress),
            lambda verdict: self._on_verified(found, verdict),
        )
        self.doing.progress.follow(job, _("Verifying …"))

    def _on_verified(self, found: UUID, verdict: Verdict) -> None:
        self._verdicts[found] = verdict
        say = self.message.tell if verdict.is_right else self.message.warn
        say(words.verdict(verdict))
        self._show_editions()

    def _on_corrected(self, made: object) -> None:
        if isinstance(made, UUID):
            self._wanted = made
            self.show_view(CHANGES)
            self.reload()


def _tell(ws: Workspace, found: UUID) -> Told:
    try:
        text = edition.read(edition.find(ws, found.hex))
        day, left = appeal.term(ws, found.hex)
    except InspectorError as error:
        return Told(None, "", error)
    return Told(text, _("Appeals until {day}").format(day=appeal_words.term(day, left)))


def _model(table: Table) -> TableModel:
    model = table.model()
    assert isinstance(model, TableModel)
    return model


def _by_id(row: Listed) -> UUID:
    return row.line.edition.id
