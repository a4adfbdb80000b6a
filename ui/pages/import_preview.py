"""The page of all imports: the sheet as it looks, the fate of each row, sums that balance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from msgspec.structs import replace
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget
from typing_extensions import override

from inspector.domain.import_preview import (
    ImportKind,
    ImportPreview,
    ImportRequest,
    Problem,
    SheetPreview,
)
from inspector.domain.import_report import ImportReport
from inspector.domain.row_answer import RowAnswer
from inspector.errors import CellRefused, FileRefused, InspectorError
from inspector.services import import_preview, import_report, undo
from inspector.services.import_preview import Imported
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import import_preview as words
from inspector.wording.error import sentence
from inspector.wording.table_kind import table_filter
from ui.jobs import JobProgress, Jobs
from ui.models.import_look import ImportLook
from ui.pages.page import Notice, Page
from ui.theme import Theme
from ui.widgets.import_actions import ImportActions
from ui.widgets.import_answers import AnswerKeys
from ui.widgets.import_foot import ImportFoot
from ui.widgets.import_head import ImportHead
from ui.widgets.import_panel import ImportPanel
from ui.widgets.import_report import ImportReportView
from ui.widgets.import_side import ImportSide
from ui.widgets.import_table import ImportTable
from ui.widgets.reading import Reading
from ui.widgets.sheet_tabs import SheetTabs
from ui.widgets.state_chips import StateChips

_NOUN_PAGES = {ImportKind.SCHEME: "scheme", ImportKind.SITE: "site", ImportKind.RESULT: "board"}


class ImportPreviewPage(Page):
    """Opened with (kind, path): “scheme”, “site” or “result”, and the workbook."""

    name = "import_preview"

    def __init__(self, ws: Workspace, jobs: Jobs, theme: Theme) -> None:
        super().__init__(ws, jobs, theme)
        self._sheet = 0
        self._done: tuple[Imported, ImportReport] | None = None
        self.look = ImportLook(ws, jobs, self)
        self.table = ImportTable(theme)
        self.tabs = SheetTabs(theme)
        self.chips = StateChips(theme)
        self.panel = ImportPanel(theme)
        self.answers = AnswerKeys(self, self.table, self.panel.list)
        self.commands = ImportActions(self, self._acts())
        self._offered = self.commands.all(self.answers.actions)
        self.addActions([each for each in self._offered if each not in self.answers.actions])
        self.foot = ImportFoot(theme, self.commands.leave, self.commands.confirm)
        self.head = ImportHead(theme)
        self.reading = Reading(theme, self.commands.leave, self.commands.other_file)
        self.report = ImportReportView(theme, self.commands)
        self.side = ImportSide(
            theme, self.head, self.chips, self.table, self.tabs, self.foot, self.panel
        )
        self._stack = QStackedWidget()
        for part in (self.reading, self.side, self.report):
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self._connect()

    @override
    def title(self) -> str:
        return _("Import")

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return self.commands.keys

    @override
    def page_actions(self) -> Sequence[QAction]:
        return self._offered

    @override
    def open(self, subject: object) -> None:
        """Show what importing a file would do; the subject is (kind, path)."""
        if not isinstance(subject, tuple):
            return
        kind, path, was_done = ImportKind(subject[0]), subject[1], self._done is not None
        self._forget()
        if was_done:
            self.navigated.emit(self.name, None)
        self.imports = kind.value
        day = self.ws.today() if kind is ImportKind.RESULT else None
        self.message.hide()
        self.look.ask(ImportRequest(kind, Path(path), day=day))

    @override
    def reload(self) -> None:
        """Read the file anew; without one there is nothing to read."""
        self._is_stale = False
        if self._done is None:
            self.look.reread()

    def _connect(self) -> None:
        self.look.begun.connect(self._on_begun)
        self.look.progressed.connect(self.reading.tell)
        self.look.found.connect(self._on_found)
        self.look.refused.connect(self._on_unread)
        self.tabs.chosen.connect(self._on_sheet)
        self.head.day_chosen.connect(
            lambda day: self._on_request(day=day.toPython(), same_day=None)
        )
        self.head.other_file.connect(self.choose_file)
        self.chips.chosen.connect(lambda _state: self._show_sheet(is_new=False))
        self.table.mapping.chosen.connect(
            lambda letter, field: self.look.read_column(self._current(), letter, field)
        )
        self.table.reached.connect(self._on_row)
        self.table.typed.connect(self._on_answer)
        self.panel.list.gone_to.connect(self._on_problem)
        self.panel.list.answered.connect(self._on_clicked)
        self.answers.given.connect(self._on_answer)
        self.panel.decided.connect(lambda chosen: self._on_request(same_day=chosen))
        options = self.panel.options
        options.changed.connect(lambda chosen: self._on_request(options=chosen))
        options.profile_chosen.connect(self.look.use_profile)
        options.profile_saved.connect(self.look.save_profile)
        self.look.profiles.connect(options.show_profiles)
        self.look.failed.connect(self.refuse)

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "confirm": self._import,
            "next": lambda: self.panel.list.step(1),
            "previous": lambda: self.panel.list.step(-1),
            "undo": self._undo,
            "redo": self.look.redo,
            "reread": self.look.reread,
            "other_file": self.choose_file,
            "save": self._save_report,
            "go_on": self.leave,
            "leave": self.leave,
        }

    def choose_file(self) -> None:
        """Take another workbook for the same import."""
        if self.look.request is None:
            return
        heading = words.heading(self.look.request.kind)
        folder, kinds = str(self.look.request.path.parent), table_filter()
        name, _kind = QFileDialog.getOpenFileName(self, heading, folder, kinds)
        if name:
            self.open((self.look.request.kind, Path(name)))

    def leave(self) -> None:
        """Go back to the page of what is imported; what is being read is read no further."""
        self.look.stop()
        done, request = self._done, self.look.request
        if request is None:
            return
        target, notice = _NOUN_PAGES[request.kind], None
        self._forget()
        if done is not None:
            change = done[0].change
            take_back = None if change is None else partial(self._take_back, change, target)
            word = _("Undo") if change is not None else ""
            notice = Notice(done[0].text, word, take_back, done[0].subject)
        self.navigated.emit(target, notice)

    def _forget(self) -> None:
        """Hold nothing of a file any more."""
        self.look.forget()
        self._sheet, self._done = 0, None
        self.commands.show_report(False)
        self.chips.show_counts({}, None)
        self.table.show_sheet(None, set(), None, is_new=False)

    def _on_begun(self) -> None:
        request = self.look.request
        if self.look.shown is None and request is not None:
            self.reading.start(request.path.name)
            self._stack.setCurrentWidget(self.reading)
        else:
            self.foot.hold()

    def _on_found(self, is_new: bool) -> None:
        found = self.look.shown
        if found is None:
            return
        self.reading.stop()
        is_gone = self._sheet >= len(found.sheets)
        if is_new or is_gone or found.request.kind is ImportKind.SCHEME:
            self._sheet = found.shown
        self._stack.setCurrentWidget(self.side)
        self.head.show_preview(found)
        self.tabs.show_sheets(found.sheets, self._sheet)
        self.commands.undo.setEnabled(self.look.history.can_undo)
        self.commands.redo.setEnabled(self.look.history.can_redo)
        self.panel.show_preview(found)
        self._tell(found)
        self._show_sheet(is_new=is_new)
        if is_new and found.request.kind is ImportKind.RESULT:
            self.look.list_profiles()
        if is_new:
            self.table.setFocus()
            if found.problems and (found.refusal is not None or found.refused):
                self.panel.list.step_to_open()
        self.answers.offer(self.panel.list.current)

    def _tell(self, found: ImportPreview) -> None:
        if found.refusal is not None:
            self._say_refusal(found.refusal)
        elif found.refused:
            self.message.warn(words.refused_rows(found.refused), _("Read again"), self.look.reread)
        elif not found.is_changed:
            self.message.tell(words.is_there_already())
        else:
            self.message.hide()

    def _on_unread(self, error: InspectorError) -> None:
        self._stack.setCurrentWidget(self.reading)
        self.reading.refuse(words.refusal(error))

    def _current(self) -> SheetPreview | None:
        shown = self.look.shown
        return shown.sheets[self._sheet] if shown is not None and shown.sheets else None

    def _show_sheet(self, *, is_new: bool) -> None:
        sheet, shown = self._current(), self.look.shown
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
        shown = self.look.shown
        if shown is None or at == self._sheet:
            return
        self._sheet = at
        self.look.read_sheet(shown.sheets[at])
        self._show_sheet(is_new=True)

    def _on_request(self, **changed: object) -> None:
        if self.look.request is not None:
            self.look.ask(replace(self.look.request, **changed))

    def _on_row(self, row: int) -> None:
        """The row of the sheet that can be answered now; a row that was understood too."""
        shown, sheet, here = self.look.shown, self._current(), self.panel.list.current
        if shown is None or sheet is None:
            return
        own = [each for each in shown.problems if each.sheet == sheet.title and row in each.rows]
        if here not in own:
            here = own[0] if own else None
            self.panel.list.choose(here)
            self.panel.show_place()
        is_asked = here is not None and (here.is_open or here.chosen is not None)
        self.answers.offer(here, None if is_asked else import_preview.question(sheet, row))

    def _on_clicked(self, problem: Problem, answer: RowAnswer) -> None:
        """A click on the answer that was given takes it back."""
        self._on_answer(problem, None if answer == problem.chosen else answer)

    def _on_answer(self, problem: Problem, given: RowAnswer | None) -> None:
        if given is not None and given.is_to_type:
            self._on_problem(problem)
            self.table.type_over(problem)
            return
        self.look.answer(problem, given)
        if self.look.shown is not None:
            self.panel.show_preview(self.look.shown)
        if given is not None:
            self.panel.list.step_to_open()

    def _on_problem(self, problem: Problem) -> None:
        shown = self.look.shown
        if shown is None:
            return
        self.panel.show_place()
        self.answers.offer(problem)
        titles = [sheet.title for sheet in shown.sheets]
        at = titles.index(problem.sheet) if problem.sheet in titles else self._sheet
        if at != self._sheet:
            self._sheet = at
            self.tabs.show_sheets(shown.sheets, at)
            self._show_sheet(is_new=True)
        if problem.row is None:
            return
        if not self.table.go_to(problem.row - 1, problem.column):
            self.chips.show_counts(shown.sheets[at].counts, None)
            self._show_sheet(is_new=False)
            self.table.go_to(problem.row - 1, problem.column)

    def _import(self) -> None:
        request, file, shown = self.look.request, self.look.file, self.look.shown
        if request is None or shown is None:
            return
        self.foot.wait()

        def write(progress: JobProgress) -> tuple[Imported, ImportReport]:
            done = import_preview.import_(self.ws, request, progress, file)
            is_written = done.change is not None
            return done, import_report.report_of(self.ws, shown, done.text, is_written=is_written)

        self.run(write, self._on_imported, self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, InspectorError):
            raise error
        self._say_refusal(error)
        self._show_sheet(is_new=False)

    def _say_refusal(self, error: InspectorError) -> None:
        """Why nothing is written; what is wrong in the file can be corrected there."""
        is_in_file = isinstance(error, FileRefused | CellRefused)
        remedy = (_("Read again"), self.look.reread) if is_in_file else ()
        self.message.warn(words.refusal(error), *remedy)

    def _on_imported(self, found: tuple[Imported, ImportReport]) -> None:
        """Every row is accounted for before one goes on."""
        self._done = found
        self.message.hide()
        self.commands.show_report(True)
        self.report.show_report(found[1])
        self._stack.setCurrentWidget(self.report)
        self.wrote.emit()
        # The window shows the keys of a page when it goes there.
        self.navigated.emit(self.name, None)
        self.report.go_on.setFocus()

    def _save_report(self) -> None:
        if self._done is None:
            return
        report = self._done[1]
        start = str(import_report.suggested(self.ws, report))
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Save the report"), start, _("Workbook (*.xlsx)")
        )
        if name:
            self.run(
                lambda progress: import_report.save(self.ws, report, Path(name), progress),
                self._on_saved,
            )

    def _on_saved(self, path: Path) -> None:
        self.message.offer(
            _("Written: {path}").format(path=path.name),
            (_("Open the file"), lambda: _open(path)),
            (_("Show in folder"), lambda: _open(path.parent)),
        )

    def _undo(self) -> None:
        """Before an import what was asked last, after it the import."""
        if self.look.request is None:
            return
        change = self._done[0].change if self._done is not None else None
        if change is not None:
            self._take_back(change, _NOUN_PAGES[self.look.request.kind])
        elif self._done is None:
            self.look.undo()

    def _take_back(self, change: UUID, target: str) -> None:
        def undone(_found: object) -> None:
            self._forget()
            self.navigated.emit(target, Notice(_("The import was taken back.")))

        def refused(error: Exception) -> None:
            if not isinstance(error, InspectorError):
                raise error
            self.navigated.emit(target, Notice(sentence(error), is_warning=True))

        self.run(lambda _progress: undo.undo(self.ws, change), undone, refused)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
