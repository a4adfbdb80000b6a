"""The page of all imports: the sheet as it looks, the fate of each row, sums that balance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from msgspec.structs import replace
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QStackedWidget,
)
from typing_extensions import override

from inspector.domain.import_answer import answer, marked
from inspector.domain.import_mapping import in_sheet, remapped
from inspector.domain.import_preview import (
    ImportKind,
    ImportPreview,
    ImportRequest,
    Problem,
    SheetPreview,
)
from inspector.domain.result_match import SameDay
from inspector.domain.row_answer import RowAnswer
from inspector.errors import CellRefused, FileRefused, InspectorError
from inspector.services import import_preview, undo
from inspector.services.import_preview import Imported, ImportFile
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import import_preview as words
from inspector.wording.error import sentence
from ui.jobs import Job, JobProgress, Jobs
from ui.pages.page import Notice, Page
from ui.theme import Theme
from ui.widgets.import_answers import AnswerKeys
from ui.widgets.import_foot import ImportFoot
from ui.widgets.import_head import ImportHead
from ui.widgets.import_panel import ImportPanel
from ui.widgets.import_side import ImportSide
from ui.widgets.import_table import ImportTable
from ui.widgets.reading import Reading
from ui.widgets.state_chips import StateChips

_NOUN_PAGES = {ImportKind.SCHEME: "scheme", ImportKind.SITE: "site", ImportKind.RESULT: "board"}


class ImportPreviewPage(Page):
    """Opened with (kind, path): “scheme”, “site” or “result”, and the workbook."""

    name = "import_preview"

    def __init__(self, ws: Workspace, jobs: Jobs, theme: Theme) -> None:
        super().__init__(ws, jobs, theme)
        self._request: ImportRequest | None = None
        self._file: ImportFile | None = None
        self._is_outdated = False
        self._shown: ImportPreview | None = None
        self._sheet = 0
        self._job: Job | None = None
        self.table = ImportTable(theme)
        self.chips = StateChips(theme)
        self.panel = ImportPanel(theme)
        self.answers = AnswerKeys(self, self.table, self.panel.list)
        self._make_actions()
        self.foot = ImportFoot(theme, self._leave, self._confirm)
        self.head = ImportHead(theme)
        self.reading = Reading(theme, self._leave, self._other_file)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.reading)
        self.side = ImportSide(theme, self.head, self.chips, self.table, self.foot, self.panel)
        self._stack.addWidget(self.side)
        self.body.addWidget(self._stack, 1)
        self._connect()

    @override
    def title(self) -> str:
        return _("Import")

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("F8", _("Next to look at")),
            ("0–4", _("Answer")),
            ("F5", _("Read again")),
            ("Ctrl+Enter", _("Import")),
            ("Esc", _("Back")),
        )

    @override
    def page_actions(self) -> Sequence[QAction]:
        return self._actions

    @override
    def open(self, subject: object) -> None:
        """Show what importing a file would do; the subject is (kind, path)."""
        if not isinstance(subject, tuple):
            return
        kind, path = subject
        self._shown, self._file, self._sheet, self._is_outdated = None, None, 0, False
        kind = ImportKind(kind)
        day = self.ws.today() if kind is ImportKind.RESULT else None
        self.message.hide()
        self._ask(ImportRequest(kind, Path(path), day=day))

    @override
    def reload(self) -> None:
        """Read the file anew; without one there is nothing to read."""
        self._is_stale = False
        if self._request is not None:
            self._ask(self._request, is_anew=True)

    def _connect(self) -> None:
        self.head.sheet_chosen.connect(self._on_sheet)
        self.head.day_chosen.connect(self._on_day)
        self.head.other_file.connect(self.choose_file)
        self.chips.chosen.connect(lambda _state: self._show_sheet(is_new=False))
        self.table.mapping.chosen.connect(self._on_mapped)
        self.table.reached.connect(self._on_row)
        self.panel.list.gone_to.connect(self._on_problem)
        self.panel.list.answered.connect(self._on_clicked)
        self.answers.given.connect(self._on_answer)
        self.panel.decided.connect(self._on_decided)

    def _make_actions(self) -> None:
        self._leave = self._action(_("Cancel"), self.leave, "Esc")
        self._confirm = self._action(_("Import"), self._import, "Ctrl+Return", "Ctrl+Enter")
        self._other_file = self._action(_("Choose another file…"), self.choose_file, "Ctrl+O")
        self._actions = [
            self._confirm,
            self._action(_("Next to look at"), lambda: self.panel.list.step(1), "F8"),
            self._action(_("Previous to look at"), lambda: self.panel.list.step(-1), "Shift+F8"),
            self._action(_("Read the file again"), self.reload, "F5"),
            self._other_file,
            self._leave,
        ]
        self.addActions(self._actions)
        self._actions[1:1] = self.answers.actions

    def _action(self, text: str, act: Callable[[], object], *keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: act())
        return action

    def choose_file(self) -> None:
        """Take another workbook for the same import."""
        if self._request is None:
            return
        name, _kind = QFileDialog.getOpenFileName(
            self,
            words.heading(self._request.kind),
            str(self._request.path.parent),
            _("Workbooks (*.xlsx)"),
        )
        if name:
            self.open((self._request.kind, Path(name)))

    def leave(self) -> None:
        """Stop reading and go back to the page of what would have been imported."""
        if self._job is not None:
            self._job.progress.cancel()
            self._job = None
        if self._request is not None:
            kind, self._request, self._shown = self._request.kind, None, None
            self._file = None
            self.table.show_sheet(None, set(), None, is_new=False)
            self.navigated.emit(_NOUN_PAGES[kind], None)

    def _ask(self, request: ImportRequest, *, is_anew: bool = False) -> None:
        """Preview what was read, or the file anew; what an older question brings is dropped."""
        self._request = request
        # An answer that is given meanwhile must not keep the file from being read.
        self._is_outdated = self._is_outdated or is_anew
        file, is_outdated = self._file, self._is_outdated
        if self._job is not None:
            self._job.progress.cancel()
        if self._shown is None:
            self.reading.start(request.path.name)
            self._stack.setCurrentWidget(self.reading)
        else:
            self.foot.hold()

        def read(progress: JobProgress) -> tuple[ImportFile, ImportPreview]:
            asked, known = request, file
            if known is None:
                known = import_preview.read(asked.path, progress)
            elif is_outdated:
                known, asked = import_preview.read_again(asked, known, progress)
            return known, import_preview.preview(self.ws, asked, progress, known)

        job = self.jobs.run(read, asker=self)
        self._job = job
        job.progressed.connect(self.reading.tell)
        job.succeeded.connect(lambda found: self._on_read(job, *found))
        job.failed.connect(lambda error: self._on_unread(job, error))

    def _on_read(self, job: Job, file: ImportFile, found: ImportPreview) -> None:
        if job is not self._job:
            return
        self._job, self._file, self._request = None, file, found.request
        self._is_outdated = False
        self.reading.stop()
        is_new = self._shown is None
        self._shown = found
        if is_new or found.request.kind is ImportKind.SCHEME:
            self._sheet = found.shown
        self._stack.setCurrentIndex(1)
        self.head.show_preview(found, self._sheet)
        self.panel.show_preview(found)
        if found.refusal is not None:
            self._say_refusal(found.refusal)
        elif found.refused:
            self.message.warn(words.refused_rows(found.refused), _("Read again"), self.reload)
        elif not found.is_changed:
            self.message.tell(words.is_there_already())
        else:
            self.message.hide()
        self._show_sheet(is_new=is_new)
        if is_new:
            self.table.setFocus()
            if found.problems and (found.refusal is not None or found.refused):
                self.panel.list.step_to_open()
        self.answers.offer(self.panel.list.current)

    def _on_unread(self, job: Job, error: Exception) -> None:
        if job is not self._job:
            return
        self._job = None
        if not isinstance(error, InspectorError):
            raise error
        self._shown = None
        self._stack.setCurrentWidget(self.reading)
        self.reading.refuse(words.refusal(error))

    def _current(self) -> SheetPreview | None:
        shown = self._shown
        return shown.sheets[self._sheet] if shown is not None and shown.sheets else None

    def _show_sheet(self, *, is_new: bool) -> None:
        sheet, shown = self._current(), self._shown
        if sheet is None or shown is None:
            return
        counts = sheet.counts
        self.chips.show_counts(counts, None if is_new else self.chips.current())
        marked = {
            (row - 1, problem.column)
            for problem in shown.problems
            if problem.sheet == sheet.title and problem.column is not None
            for row in problem.rows
        }
        fields = sheet.fields or shown.fields
        self.table.show_sheet(sheet, marked, self.chips.current(), is_new=is_new, fields=fields)
        self.foot.show_preview(shown, sheet)
        self.side.order_tabs()

    def _on_sheet(self, at: int) -> None:
        shown = self._shown
        if shown is None or self._request is None or at == self._sheet:
            return
        self._sheet = at
        sheet = shown.sheets[at]
        if sheet.can_map or shown.refusal is not None:
            self._ask(replace(self._request, sheet=sheet.title, mapping=()))
        self._show_sheet(is_new=True)

    def _on_day(self, day: QDate) -> None:
        if self._request is not None:
            chosen = day.toPython()
            self._ask(replace(self._request, day=chosen, same_day=None))

    def _on_decided(self, same_day: SameDay) -> None:
        if self._request is not None:
            self._ask(replace(self._request, same_day=same_day))

    def _on_mapped(self, letter: str, field: str) -> None:
        sheet, shown, request = self._current(), self._shown, self._request
        if request is None or sheet is None or shown is None:
            return
        choices = sheet.fields or shown.fields
        repeats = any(each.is_repeatable for each in choices if each.name == field)
        column = in_sheet(sheet.title, letter)
        told = remapped(request.mapping, column, field, is_repeatable=repeats)
        self._ask(replace(request, sheet=sheet.title, mapping=told))

    def _on_row(self, row: int) -> None:
        """The row of the sheet that can be answered now; a row that was understood too."""
        shown, sheet, here = self._shown, self._current(), self.panel.list.current
        if shown is None or sheet is None:
            return
        own = [each for each in shown.problems if each.sheet == sheet.title and row in each.rows]
        if here not in own:
            here = own[0] if own else None
            self.panel.list.choose(here)
            self.panel.show_place()
        self.answers.offer(here or import_preview.question(sheet, row))

    def _on_clicked(self, problem: Problem, answer: RowAnswer) -> None:
        """A click on the answer that was given takes it back."""
        self._on_answer(problem, None if answer == problem.chosen else answer)

    def _on_answer(self, problem: Problem, given: RowAnswer | None) -> None:
        shown, request = self._shown, self._request
        if shown is None or request is None:
            return
        told = marked(shown.problems, problem, given)
        self._shown = replace(shown, problems=told)
        self.panel.show_preview(self._shown)
        if given is not None:
            self.panel.list.step_to_open()
        self._ask(answer(request, problem, given))

    def _on_problem(self, problem: Problem) -> None:
        shown = self._shown
        if shown is None:
            return
        self.panel.show_place()
        self.answers.offer(problem)
        titles = [sheet.title for sheet in shown.sheets]
        at = titles.index(problem.sheet) if problem.sheet in titles else self._sheet
        if problem.row is None:
            return
        if at != self._sheet:
            self._sheet = at
            self.head.show_preview(shown, at)
            self._show_sheet(is_new=True)
        if not self.table.go_to(problem.row - 1, problem.column):
            self.chips.show_counts(shown.sheets[at].counts, None)
            self._show_sheet(is_new=False)
            self.table.go_to(problem.row - 1, problem.column)

    def _import(self) -> None:
        request, file = self._request, self._file
        if request is None:
            return
        self.foot.wait()
        self.run(
            lambda progress: import_preview.import_(self.ws, request, progress, file),
            lambda done: self._on_imported(request, done),
            self._on_refused,
        )

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, InspectorError):
            raise error
        self._say_refusal(error)
        self._show_sheet(is_new=False)

    def _say_refusal(self, error: InspectorError) -> None:
        """Why nothing is written; what is wrong in the file can be corrected there."""
        is_in_file = isinstance(error, FileRefused | CellRefused)
        remedy = (_("Read again"), self.reload) if is_in_file else ()
        self.message.warn(words.refusal(error), *remedy)

    def _on_imported(self, request: ImportRequest, done: Imported) -> None:
        target = _NOUN_PAGES[request.kind]
        self._request = self._shown = self._file = None
        self.table.show_sheet(None, set(), None, is_new=False)
        self.wrote.emit()
        change = done.change
        if change is None:
            self.navigated.emit(target, Notice(done.text, subject=done.subject))
            return
        take_back = _("Undo")
        notice = Notice(done.text, take_back, lambda: self._undo(change, target), done.subject)
        self.navigated.emit(target, notice)

    def _undo(self, change: UUID, target: str) -> None:
        def undone(_found: object) -> None:
            self.navigated.emit(target, Notice(_("The import was taken back.")))

        def refused(error: Exception) -> None:
            if not isinstance(error, InspectorError):
                raise error
            self.navigated.emit(target, Notice(sentence(error), is_warning=True))

        self.run(lambda _progress: undo.undo(self.ws, change), undone, refused)
