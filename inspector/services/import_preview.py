"""Any import shown before it is written: the sheet as it looks, with the fate of every row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.import_answer import answers_of, with_answered
from inspector.domain.import_mapping import of_sheet
from inspector.domain.import_preview import (
    ColumnPreview,
    ImportKind,
    ImportPreview,
    ImportRequest,
    Problem,
    RowState,
    SheetPreview,
)
from inspector.domain.row_answer import Answers
from inspector.errors import Cancelled, CellRefused, FileFault, FileRefused, InspectorError
from inspector.files.reader import Workbook
from inspector.files.reader.parent import read_workbook
from inspector.progress import SILENT, Progress
from inspector.services import result, result_profile, scheme, site
from inspector.services.import_sheet import (
    heading_columns,
    is_blank,
    named_by,
    place_of,
    reading_facts,
    sheet_preview,
)
from inspector.services.import_told import Told
from inspector.services.import_typed import with_typing, with_values
from inspector.services.result_preview import field_choices as result_fields
from inspector.services.result_preview import preview_results
from inspector.services.scheme_preview import field_choices as scheme_fields
from inspector.services.scheme_preview import preview_scheme, told_mapping
from inspector.services.site_preview import field_choices as site_fields
from inspector.services.site_preview import preview_sites
from inspector.services.uncollected import uncollected
from inspector.services.workspace import Workspace
from inspector.wording import import_preview as words

_Preview = Callable[[Workspace, ImportRequest, Workbook, Progress], ImportPreview]
_TOLD_OTHERWISE = frozenset(
    {RowState.ITEM, RowState.SECTION, RowState.TOTAL, RowState.REMARK, RowState.UNKNOWN}
)
_PREVIEWS: dict[ImportKind, _Preview] = {
    ImportKind.SCHEME: preview_scheme,
    ImportKind.SITE: preview_sites,
    ImportKind.RESULT: preview_results,
}
_FIELDS = {
    ImportKind.SCHEME: scheme_fields,
    ImportKind.SITE: site_fields,
    ImportKind.RESULT: result_fields,
}


class Imported(Struct, frozen=True):
    """What was written: the change (None where nothing was) and the sentence that tells it.

    `subject` is the draft that criteria became.
    """

    change: UUID | None
    text: str
    subject: UUID | None = None


class ImportFile(Struct, frozen=True):
    """A workbook that was read once for an import: what is shown is what will be written.

    `stamp` tells whether the file was changed since (None: it could not be told).
    """

    book: Workbook
    stamp: tuple[int, int] | None


def read(path: Path, progress: Progress = SILENT) -> ImportFile:
    """Read the workbook of an import; raises FileRefused and Cancelled."""
    # Taken before: what is changed while it is read counts as changed.
    stamp = _stamp(path)
    return ImportFile(read_workbook(path, progress=progress), stamp)


def read_again(
    request: ImportRequest, old: ImportFile, progress: Progress = SILENT
) -> tuple[ImportFile, ImportRequest]:
    """Read the workbook anew; answers to rows that are as they were are kept.

    Raises FileRefused and Cancelled.
    """
    file = read(request.path, progress)
    before = {sheet.title: sheet.rows for sheet in old.book.sheets}
    after = {sheet.title: sheet.rows for sheet in file.book.sheets}

    def is_as_it_was(sheet: str, row: int) -> bool:
        now = after.get(sheet, ())
        return row <= len(now) and now[row - 1] == before[sheet][row - 1]

    kept = tuple(
        each
        for each in request.answered
        if all(is_as_it_was(each.problem.sheet, row) for row in each.problem.rows)
    )
    return file, replace(request, answered=kept)


def preview(
    ws: Workspace,
    request: ImportRequest,
    progress: Progress = SILENT,
    file: ImportFile | None = None,
) -> ImportPreview:
    """What an import would do to every row; nothing is written. `file` is what was read already.

    Cells that cannot be taken are told row by row, a workbook that can be opened but not taken at
    all with the `refusal`. Raises FileRefused for a file that is no workbook, and Cancelled.
    """
    book = (file or read(request.path, progress)).book
    try:
        with uncollected():
            found = _PREVIEWS[request.kind](ws, request, book, progress)
    except Cancelled:
        raise
    except InspectorError as error:
        if (
            isinstance(error, FileRefused)
            and error.sheet is None
            and not any(sheet.rows for sheet in book.sheets)
        ):
            raise
        found = _refused(request, book, result_profile.misfit(ws, request.profile, error))
    sheets = with_values(found.sheets, request)
    problems = with_answered(with_typing(found.problems), request, sheets)
    facts = (*found.facts, *reading_facts(book))
    return replace(found, sheets=sheets, problems=problems, facts=facts)


def import_(
    ws: Workspace,
    request: ImportRequest,
    progress: Progress = SILENT,
    file: ImportFile | None = None,
) -> Imported:
    """Write what was previewed, as one change after a backup; `file` is what was read then.

    Raises FileRefused (CHANGED) where the file is another one by now, and what the imports raise.
    """
    if file is not None and _stamp(request.path) not in (None, file.stamp):
        raise FileRefused(request.path, FileFault.CHANGED)
    answers = Answers(answers_of(request))
    told = Told(file.book if file else None, answers, request.mapping, request.options)
    before = ws.last_change
    title, path, subject = request.path.stem, request.path, None
    if request.kind is ImportKind.SCHEME:
        mapping = told_mapping(request)
        made = scheme.import_(
            ws, path, mapping=mapping, sheet=request.sheet, progress=progress, told=told
        )
        title, rows, subject = made.draft.title, len(made.read.scheme.items), made.draft.id
    elif request.kind is ImportKind.SITE:
        rows = sum(
            fate.fate in ("new", "updated") for fate in site.import_(ws, path, progress, told).fates
        )
    else:
        day = request.day or ws.today()
        done = result.import_(
            ws, path, day, same_day=request.same_day, progress=progress, told=told
        )
        written = (each.row for each in done.standings if each.standing != "unchanged")
        rows = len({(row.sheet, row.row) for row in written})
    if ws.last_change is before or ws.last_change is None:
        return Imported(None, words.is_there_already(), subject)
    return Imported(ws.last_change.id, words.imported(request.kind, rows, title), subject)


def question(sheet: SheetPreview, row: int) -> Problem | None:
    """What may be said of a row (from 1) that was understood; None where nothing may."""
    if not sheet.offers or not 1 <= row <= len(sheet.states):
        return None
    state = sheet.states[row - 1]
    headers = [at for at, each in enumerate(sheet.states, 1) if each is RowState.HEADER]
    if state not in _TOLD_OTHERWISE or (headers and row < headers[0]):
        return None
    offers = tuple(each for each in sheet.offers if each.answer.choice.value != state.value)
    title = named_by(sheet, row)
    text = words.told_otherwise(state)
    return Problem(state, sheet.title, row, None, title, text, "", (row,), offers)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_size, told.st_mtime_ns


def _refused(request: ImportRequest, book: Workbook, error: InspectorError) -> ImportPreview:
    """The workbook without fates, the refused cell marked."""
    can_map = not isinstance(error, CellRefused)
    place = place_of(book, error)
    sheets: list[SheetPreview] = []
    for sheet in book.sheets:
        states = [RowState.BLANK if is_blank(row) else RowState.UNREAD for row in sheet.rows]
        if place and place.row and place.sheet == sheet.title:
            states[place.row - 1] = RowState.UNKNOWN
        columns = heading_columns(sheet, None)
        if can_map:
            told = dict(of_sheet(request.mapping, sheet.title))
            columns = tuple(
                ColumnPreview(each.letter, each.heading, told.get(each.letter, ""))
                for each in columns
            )
        sheets.append(sheet_preview(sheet, states, columns, can_map=can_map))
    titles = [sheet.title for sheet in sheets]
    wanted = place.sheet if place else request.sheet
    filled = next((at for at, sheet in enumerate(sheets) if sheet.cells), 0)
    shown = titles.index(wanted) if wanted in titles else filled
    problems: tuple[Problem, ...] = ()
    if place is not None:
        title, text = _told(book, error)
        problems = (
            Problem(
                RowState.UNKNOWN, place.sheet, place.row, place.column, title, text, place.letter
            ),
        )
    fields = _FIELDS[request.kind]() if can_map else ()
    return ImportPreview(request, tuple(sheets), shown, problems, refusal=error, fields=fields)


def _told(book: Workbook, error: InspectorError) -> tuple[str, str]:
    value = error.value if isinstance(error, CellRefused) else book.path.name
    return value or "—", words.refusal(error)
