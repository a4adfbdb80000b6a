"""Any import shown before it is written: the sheet as it looks, with the fate of every row."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from msgspec import Struct

from inspector.domain.import_preview import (
    ColumnPreview,
    ImportKind,
    ImportPreview,
    ImportRequest,
    Problem,
    RowState,
    SheetPreview,
)
from inspector.errors import CellRefused, FileRefused, InspectorError
from inspector.files.reader import Workbook, read_workbook
from inspector.progress import SILENT, Progress
from inspector.services import result, scheme, site
from inspector.services.import_reading import (
    mapping_text,
    preview_results,
    preview_scheme,
    preview_sites,
)
from inspector.services.import_sheet import heading_columns, is_blank, place_of, sheet_preview
from inspector.services.workspace import Workspace
from inspector.wording import import_preview as words

_Preview = Callable[[Workspace, ImportRequest, Workbook, Progress], ImportPreview]
_PREVIEWS: dict[ImportKind, _Preview] = {
    ImportKind.SCHEME: preview_scheme,
    ImportKind.SITE: preview_sites,
    ImportKind.RESULT: preview_results,
}


class Imported(Struct, frozen=True):
    """What was written: the change (None where nothing was) and the sentence that tells it.

    `subject` is the draft that criteria became.
    """

    change: UUID | None
    text: str
    subject: UUID | None = None


def preview(ws: Workspace, request: ImportRequest, progress: Progress = SILENT) -> ImportPreview:
    """What an import would do to every row; nothing is written.

    A workbook that can be opened but not taken is shown with the `refusal`. Raises FileRefused for
    a file that is no workbook, and Cancelled.
    """
    book = read_workbook(request.path, progress=progress)
    try:
        return _PREVIEWS[request.kind](ws, request, book, progress)
    except InspectorError as error:
        if (
            isinstance(error, FileRefused)
            and error.sheet is None
            and not any(sheet.rows for sheet in book.sheets)
        ):
            raise
        return _refused(request, book, error)


def import_(ws: Workspace, request: ImportRequest, progress: Progress = SILENT) -> Imported:
    """Write what was previewed, as one change after a backup; raises what the imports raise."""
    before = ws.last_change
    title, path, subject = request.path.stem, request.path, None
    if request.kind is ImportKind.SCHEME:
        told = mapping_text(request)
        made = scheme.import_(ws, path, mapping=told, sheet=request.sheet, progress=progress)
        title, rows, subject = made.draft.title, len(made.read.scheme.items), made.draft.id
    elif request.kind is ImportKind.SITE:
        rows = sum(
            fate.fate in ("new", "updated") for fate in site.import_(ws, path, progress).fates
        )
    else:
        day = request.day or ws.today()
        done = result.import_(ws, path, day, same_day=request.same_day, progress=progress)
        rows = sum(each.standing != "unchanged" for each in done.standings)
    if ws.last_change is before or ws.last_change is None:
        return Imported(None, words.is_there_already(), subject)
    return Imported(ws.last_change.id, words.imported(request.kind, rows, title), subject)


def _refused(request: ImportRequest, book: Workbook, error: InspectorError) -> ImportPreview:
    """The workbook without fates, the refused cell marked."""
    can_map = request.kind is ImportKind.SCHEME and not isinstance(error, CellRefused)
    place = place_of(book, error)
    sheets: list[SheetPreview] = []
    for sheet in book.sheets:
        states = [RowState.BLANK if is_blank(row) else RowState.UNREAD for row in sheet.rows]
        if place and place.row and place.sheet == sheet.title:
            states[place.row - 1] = RowState.UNKNOWN
        columns = heading_columns(sheet, None)
        if can_map:
            told = {name: field.value for name, field in request.mapping}
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
    return ImportPreview(request, tuple(sheets), shown, problems, refusal=error)


def _told(book: Workbook, error: InspectorError) -> tuple[str, str]:
    value = error.value if isinstance(error, CellRefused) else book.path.name
    return value or "—", words.refusal(error)
