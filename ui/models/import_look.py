"""The look that is taken at a file before it is imported: what is asked of it, what was found."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from inspector.domain.import_answer import answer, marked
from inspector.domain.import_mapping import in_sheet, remapped
from inspector.domain.import_preview import (
    ImportKind,
    ImportPreview,
    ImportRequest,
    Problem,
    RowState,
    SheetPreview,
)
from inspector.domain.row_answer import RowAnswer
from inspector.errors import InspectorError
from inspector.services import import_preview, result_profile
from inspector.services.import_preview import ImportFile
from inspector.services.workspace import Workspace
from ui.jobs import Job, JobProgress, Jobs
from ui.models.import_history import RequestHistory


class ImportLook(QObject):
    """A file is read once and looked at again with each question; what is asked is taken back.

    `begun` says that something is being read, `progressed` how far it is, `found` that there is
    something new to show (True for the first look at a file), `refused` has why there is nothing.
    `profiles` has the names of the saved ones, `failed` why something cannot be done with them.
    """

    begun = Signal()
    progressed = Signal(int, int, str)
    found = Signal(bool)
    refused = Signal(object)
    profiles = Signal(object)
    failed = Signal(object)

    def __init__(self, ws: Workspace, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._ws, self._jobs = ws, jobs
        self._job: Job | None = None
        self._is_outdated = False
        self.request: ImportRequest | None = None
        self.file: ImportFile | None = None
        self.shown: ImportPreview | None = None
        self.history = RequestHistory()

    def stop(self) -> None:
        """What is being read is read no further."""
        if self._job is not None:
            self._job.progress.cancel()
            self._job = None

    def forget(self) -> None:
        """Hold nothing of a file any more."""
        self.request = self.file = self.shown = None
        self._is_outdated = False
        self.history.clear()

    def ask(self, request: ImportRequest) -> None:
        """Look at the file as it is asked for now; what an older question brings is dropped."""
        if self.request is not None:
            self.history.note(self.request, request)
        self._look(request)

    def reread(self) -> None:
        """Read the file anew; answers to rows that are as they were stay."""
        if self.request is not None:
            # An answer that is given meanwhile must not keep the file from being read.
            self._is_outdated = True
            self._look(self.request)

    def undo(self) -> None:
        """Ask as before."""
        before = self.history.undo(self.request) if self.request is not None else None
        if before is not None:
            self._look(before)

    def redo(self) -> None:
        """Ask again what was taken back."""
        after = self.history.redo(self.request) if self.request is not None else None
        if after is not None:
            self._look(after)

    def answer(self, problem: Problem, given: RowAnswer | None) -> None:
        """Answer a problem, None to take the answer back; it is marked before it is read."""
        if self.request is not None and self.shown is not None:
            told = marked(self.shown.problems, problem, given)
            self.shown = replace(self.shown, problems=told)
            self.ask(answer(self.request, problem, given))

    def read_column(self, sheet: SheetPreview | None, letter: str, field: str) -> None:
        """Read a column of a sheet as another field."""
        request, shown = self.request, self.shown
        if request is None or shown is None or sheet is None:
            return
        choices = sheet.fields or shown.fields
        repeats = any(each.is_repeatable for each in choices if each.name == field)
        column = in_sheet(sheet.title, letter)
        told = remapped(request.mapping, column, field, is_repeatable=repeats)
        read = sheet.title if _is_passed_over(request, sheet) else request.sheet
        self.ask(replace(request, sheet=read, mapping=told))

    def use_profile(self, name: str) -> None:
        """Read results as a saved profile says; "" as the table suggests."""
        request = self.request
        if request is None:
            return
        job = self._jobs.run(
            lambda _progress: result_profile.applied(self._ws, request, name), asker=self
        )
        job.succeeded.connect(self.ask)
        job.failed.connect(self.failed)

    def save_profile(self, name: str) -> None:
        """Keep how results are read now under a name; `saved` has it."""
        request, shown = self.request, self.shown
        if request is None or shown is None:
            return
        columns = {sheet.title: sheet.columns for sheet in shown.sheets}
        self._change_profiles(
            lambda _progress: result_profile.keep(self._ws, request, name, columns)
        )

    def list_profiles(self) -> None:
        """Ask for the names of all profiles; `profiles` has them."""
        self._change_profiles(None)

    def _change_profiles(self, change: Callable[[JobProgress], object] | None) -> None:
        def listed(progress: JobProgress) -> list[str]:
            if change is not None:
                change(progress)
            return [each.name for each in result_profile.list_(self._ws)]

        job = self._jobs.run(listed, asker=self)
        job.succeeded.connect(self.profiles)
        job.failed.connect(self.failed)

    def read_sheet(self, sheet: SheetPreview) -> None:
        """Read a sheet of criteria that is passed over in place of the one that is read."""
        request = self.request
        if request is not None and sheet.can_map and _is_passed_over(request, sheet):
            self.ask(replace(request, sheet=sheet.title))

    def _look(self, request: ImportRequest) -> None:
        self.request = request
        file, is_outdated = self.file, self._is_outdated
        if self._job is not None:
            self._job.progress.cancel()
        self.begun.emit()

        def read(progress: JobProgress) -> tuple[ImportFile, ImportPreview]:
            asked, known = request, file
            if known is None:
                known = import_preview.read(asked.path, progress)
            elif is_outdated:
                known, asked = import_preview.read_again(asked, known, progress)
            return known, import_preview.preview(self._ws, asked, progress, known)

        job = self._jobs.run(read, asker=self)
        self._job = job
        job.progressed.connect(self.progressed)
        job.succeeded.connect(lambda found: self._on_read(job, *found))
        job.failed.connect(lambda error: self._on_unread(job, error))

    def _on_read(self, job: Job, file: ImportFile, shown: ImportPreview) -> None:
        if job is not self._job:
            return
        self._job, self._is_outdated = None, False
        is_new = self.shown is None
        self.file, self.shown, self.request = file, shown, shown.request
        self.found.emit(is_new)

    def _on_unread(self, job: Job, error: Exception) -> None:
        if job is not self._job:
            return
        self._job = None
        if not isinstance(error, InspectorError):
            raise error
        self.shown = None
        self.refused.emit(error)


def _is_passed_over(request: ImportRequest, sheet: SheetPreview) -> bool:
    """Whether a table of criteria stands there that is not read because another one is."""
    return request.kind is ImportKind.SCHEME and RowState.UNREAD in sheet.states
