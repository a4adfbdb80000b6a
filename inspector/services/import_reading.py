"""What each of the three imports makes of the rows of a workbook, for its preview."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from inspector.domain.import_preview import (
    OPEN,
    ColumnPreview,
    ImportPreview,
    ImportRequest,
    PointsBalance,
    Problem,
    RowState,
    SheetPreview,
)
from inspector.domain.points import plain
from inspector.domain.result import ResultFate, ResultNote, ResultRowFate
from inspector.domain.result_match import RowStanding, Standing
from inspector.domain.scheme_draft import Fate, SchemeSheet
from inspector.domain.site_sheet import SiteFate, SitePlan, SiteRowFate
from inspector.files import result_workbook, site_workbook
from inspector.files.cell import cell_number, cell_text, letter
from inspector.files.reader import Cell, Sheet, Workbook
from inspector.progress import Progress
from inspector.services import result, scheme, site
from inspector.services.import_sheet import first_text, heading_columns, sheet_preview
from inspector.services.result import ResultImport
from inspector.services.scheme import SchemeImport
from inspector.services.workspace import Workspace
from inspector.wording import import_preview as words
from inspector.wording import result as result_words
from inspector.wording import scheme as scheme_words
from inspector.wording import site as site_words

_SCHEME_STATES = {
    Fate.TITLE: RowState.TITLE,
    Fate.HEADER: RowState.HEADER,
    Fate.SECTION: RowState.SECTION,
    Fate.ITEM: RowState.ITEM,
    Fate.TOTAL: RowState.TOTAL,
    Fate.REMARK: RowState.REMARK,
    Fate.EMPTY: RowState.BLANK,
    Fate.UNKNOWN: RowState.UNKNOWN,
}
_SITE_STATES = {
    SiteFate.HEADER: RowState.HEADER,
    SiteFate.NEW: RowState.NEW,
    SiteFate.UPDATED: RowState.UPDATED,
    SiteFate.UNCHANGED: RowState.UNCHANGED,
    SiteFate.REVIEW: RowState.UNKNOWN,
    SiteFate.EMPTY: RowState.BLANK,
}
_RESULT_STATES = {
    ResultFate.HEADER: RowState.HEADER,
    ResultFate.TAKEN: RowState.NEW,
    ResultFate.REVIEW: RowState.UNKNOWN,
    ResultFate.REFUSED: RowState.REFUSED,
    ResultFate.EMPTY: RowState.BLANK,
}
_STANDINGS = {
    Standing.NEW: RowState.NEW,
    Standing.CORRECTED: RowState.UPDATED,
    Standing.UNCHANGED: RowState.UNCHANGED,
}
_NOTED_COLUMNS = {
    ResultNote.DOUBLED_NUMBER: ("number",),
    ResultNote.NO_CONTENT: ("content",),
    ResultNote.NO_PLACE: ("place",),
    ResultNote.NOT_A_NUMBER: ("lost", "got"),
    ResultNote.OUT_OF_RANGE: ("lost", "got"),
    ResultNote.CONTRADICTION: ("got",),
}


def mapping_text(request: ImportRequest) -> str:
    """The mapping as the import of criteria takes it."""
    return ",".join(f"{column}={field.value}" for column, field in request.mapping)


def preview_scheme(
    ws: Workspace, request: ImportRequest, book: Workbook, progress: Progress
) -> ImportPreview:
    """What importing criteria would do; raises what `scheme.import_` raises."""
    found = scheme.preview(
        ws, request.path, mapping=mapping_text(request), sheet=request.sheet, progress=progress
    )
    read = found.read
    sheets, problems, shown = [], [], 0
    for at, sheet in enumerate(book.sheets):
        fates = [fate.fate for fate in read.fates if fate.sheet == sheet.title]
        if read.mapping and sheet.title != read.sheet:
            sheets.append(_unread_sheet(sheet, fates))
            problems += _unread_problem(sheet, fates)
            continue
        states = [_SCHEME_STATES[fate] for fate in fates]
        is_read = sheet.title == read.sheet
        shown = at if is_read else shown
        columns = _scheme_columns(sheet, fates, read)
        points = _full_marks(read) if is_read else None
        sheets.append(sheet_preview(sheet, states, columns, points=points,
                                    can_map=bool(read.mapping)))  # fmt: skip
        problems += [
            Problem(RowState.UNKNOWN, sheet.title, row, None, first_text(sheet.rows[row - 1]),
                    words.not_understood())
            for row, state in enumerate(states, 1) if state is RowState.UNKNOWN
        ]  # fmt: skip
    problems = [*_wrong_sums(read), *problems]
    return ImportPreview(
        request, tuple(sheets), shown, tuple(problems), _scheme_facts(found), found.is_changed
    )


def preview_sites(
    ws: Workspace, request: ImportRequest, book: Workbook, progress: Progress
) -> ImportPreview:
    """What importing sites would do; raises what `site.import_` raises."""
    found = site.preview(ws, request.path, progress)
    by_row = {(fate.sheet, fate.row): fate for fate in found.fates}
    sheets, problems = [], []
    for sheet in book.sheets:
        fates = [by_row[sheet.title, row] for row in range(1, len(sheet.rows) + 1)]
        header = site_workbook.columns_of(request.path, sheet)
        named = {at: words.site_field(field) for at, field in header[1].items()} if header else {}
        columns = heading_columns(sheet, header[0] if header else None, named)
        sheets.append(sheet_preview(sheet, list(map(_site_state, fates)), columns))
        problems += [
            _site_problem(fate, sheet.rows[fate.row - 1])
            for fate in fates if fate.fate is SiteFate.REVIEW
        ]  # fmt: skip
    return ImportPreview(
        request, tuple(sheets), _fullest(sheets), tuple(problems), _site_facts(found),
        bool(found.steps),
    )  # fmt: skip


def preview_results(
    ws: Workspace, request: ImportRequest, book: Workbook, progress: Progress
) -> ImportPreview:
    """What importing results would do; raises what `result.import_` raises but RESULTS_DIFFER."""
    day = request.day or ws.today()
    found = result.preview(ws, request.path, day, same_day=request.same_day, progress=progress)
    standings = {(each.row.sheet, each.row.row): each for each in found.standings}
    by_row = {(fate.sheet, fate.row): fate for fate in found.sheet.fates}
    sheets, problems = [], []
    for sheet in book.sheets:
        keys = [(sheet.title, row) for row in range(1, len(sheet.rows) + 1)]
        header = result_workbook.columns_of(sheet)
        fields = header[1] if header else {}
        named = {at: words.result_field(field) for at, field in fields.items()}
        at_field = {field: at for at, field in reversed(list(fields.items()))}
        states = [
            _STANDINGS[standings[key].standing]
            if key in standings
            else _RESULT_STATES[by_row[key].fate]
            for key in keys
        ]
        own = [standings[key] for key in keys if key in standings]
        sheets.append(
            sheet_preview(
                sheet,
                states,
                heading_columns(sheet, header[0] if header else None, named),
                was=_was(own, at_field),
                points=_losses(sheet, states, own, at_field),
            )
        )
        problems += _result_problems(sheet, [by_row[key] for key in keys], at_field)
    return ImportPreview(
        request, tuple(sheets), _fullest(sheets), tuple(problems), _result_facts(found),
        found.has_changes, differing=found.corrected,
    )  # fmt: skip


def _unread_sheet(sheet: Sheet, fates: Sequence[Fate]) -> SheetPreview:
    states = [RowState.BLANK if fate is Fate.EMPTY else RowState.UNREAD for fate in fates]
    return sheet_preview(sheet, states, heading_columns(sheet, None), can_map=True)


def _unread_problem(sheet: Sheet, fates: Sequence[Fate]) -> list[Problem]:
    rows = sum(fate is not Fate.EMPTY for fate in fates)
    if not rows:
        return []
    text = words.sheet_not_read(rows)
    return [Problem(RowState.UNREAD, sheet.title, None, None, sheet.title, text)]


def _scheme_columns(
    sheet: Sheet, fates: Sequence[Fate], read: SchemeSheet
) -> tuple[ColumnPreview, ...]:
    if read.mapping:
        known = {each.column: each for each in read.mapping}
        return tuple(
            ColumnPreview(each.letter, known[each.letter].heading, known[each.letter].field.value)
            if each.letter in known
            else each
            for each in heading_columns(sheet, None)
        )
    header = next((at for at, fate in enumerate(fates) if fate is Fate.HEADER), None)
    return heading_columns(sheet, header)


def _full_marks(read: SchemeSheet) -> PointsBalance:
    whole = next((each for each in read.sums if each.section is None), None)
    if whole is not None:
        return PointsBalance(True, whole.stated, whole.found, whole.stated - whole.found)
    found = sum((item.full_mark for item in read.scheme.items), Decimal(0))
    return PointsBalance(True, None, found, Decimal(0))


def _wrong_sums(read: SchemeSheet) -> list[Problem]:
    return [
        Problem(RowState.UNKNOWN, read.sheet, None, None, each.where,
                words.sum_differs(plain(each.stated), plain(each.found)))
        for each in read.sums if not each.is_ok
    ]  # fmt: skip


def _scheme_facts(found: SchemeImport) -> tuple[str, ...]:
    content, number = found.read.scheme, found.previous.number if found.previous else None
    facts = [
        words.follows(content.title, number),
        scheme_words.counts(len(content.sections), len(content.items)),
    ]
    sums = found.read.sums
    if sums:
        facts.append(words.parts_agree(sum(each.is_ok for each in sums), len(sums)))
    return tuple(facts)


def _site_state(fate: SiteRowFate) -> RowState:
    return RowState.DUPLICATE if fate.repeats is not None else _SITE_STATES[fate.fate]


def _site_problem(fate: SiteRowFate, row: Sequence[Cell]) -> Problem:
    said = words.left_out() if fate.repeats is None else words.repeats(fate.repeats)
    title = fate.note or first_text(row)
    return Problem(_site_state(fate), fate.sheet, fate.row, None, title, said)


def _site_facts(found: SitePlan) -> tuple[str, ...]:
    facts = [site_words.read_counts(found.units, found.sites, found.types)]
    if found.ended:
        facts.append(site_words.ended(found.ended))
    return tuple(facts)


def _result_facts(found: ResultImport) -> tuple[str, ...]:
    return (
        result_words.scheme(found.title),
        result_words.visits(found.new, found.corrected, found.unchanged),
        result_words.made(len(found.units), len(found.sites), len(found.contents)),
    )


def _was(own: Sequence[RowStanding], at: dict[str, int]) -> dict[tuple[int, int], str]:
    """The points that stood there before, in the columns of the loss and the score."""
    shown: dict[tuple[int, int], str] = {}
    for each in own:
        if each.was is not None and "lost" in at:
            shown[each.row.row - 1, at["lost"]] = plain(1 - each.was)
        elif each.was is not None:
            shown[each.row.row - 1, at["got"]] = plain(each.was)
    return shown


def _losses(
    sheet: Sheet, states: Sequence[RowState], own: Sequence[RowStanding], at: dict[str, int]
) -> PointsBalance | None:
    """The loss of all rows as the cells say it, of those that are read, and of the rest."""
    if not at:
        return None
    left = sum(
        (_loss(row, at) for row, state in zip(sheet.rows, states, strict=True) if state in OPEN),
        Decimal(0),
    )
    taken = {each.row.row for each in own}
    cells = sum((_loss(row, at) for n, row in enumerate(sheet.rows, 1) if n in taken), Decimal(0))
    read = sum((each.row.lost for each in own), Decimal(0))
    return PointsBalance(False, cells + left, read, left)


def _loss(row: Sequence[Cell], at: dict[str, int]) -> Decimal:
    lost = _number(row[at["lost"]]) if "lost" in at else None
    if lost is not None:
        return lost
    got = _number(row[at["got"]]) if "got" in at else None
    return Decimal(0) if got is None else 1 - got


def _number(cell: Cell) -> Decimal | None:
    try:
        return cell_number(cell)
    except ValueError:
        return None


def _result_problems(
    sheet: Sheet, fates: Sequence[ResultRowFate], at: dict[str, int]
) -> list[Problem]:
    """Rows that are not taken, doubled numbers one by one, other notes once for the sheet."""
    found: list[Problem] = []
    notes: dict[ResultNote, list[int]] = {}
    for fate in fates:
        if fate.fate in (ResultFate.REVIEW, ResultFate.REFUSED):
            found.append(_result_problem(_RESULT_STATES[fate.fate], sheet, fate, at))
        for note in fate.notes if fate.fate is ResultFate.TAKEN else ():
            if note is ResultNote.DOUBLED_NUMBER:
                alone = replace(fate, notes=(note,))
                found.append(_result_problem(RowState.DUPLICATE, sheet, alone, at))
            else:
                notes.setdefault(note, []).append(fate.row)
    for note, rows in notes.items():
        title = result_words.note(ResultRowFate(sheet.title, 0, ResultFate.TAKEN, (note,)))
        text = words.in_rows(rows)
        found.append(Problem(RowState.REMARK, sheet.title, rows[0], None, title, text))
    return found


def _result_problem(
    state: RowState, sheet: Sheet, fate: ResultRowFate, at: dict[str, int]
) -> Problem:
    row = sheet.rows[fate.row - 1]
    named = [row[at[field]] for field in ("content", "place") if field in at]
    title = first_text(named or row)
    column = _noted_column(fate, row, at)
    named_column = "" if column is None else letter(column + 1)
    note = result_words.note(fate)
    return Problem(state, sheet.title, fate.row, column, title, note, named_column)


def _noted_column(fate: ResultRowFate, row: Sequence[Cell], at: dict[str, int]) -> int | None:
    named = [at[f] for f in _NOTED_COLUMNS.get(fate.notes[0], ()) if f in at]
    said = [column for column in named if cell_text(row[column]) == fate.value]
    return next(iter([*said, *named]), None)


def _fullest(sheets: Sequence[SheetPreview]) -> int:
    """The sheet with most rows that are written or to decide, the first of several."""
    weights = [sum(sheet.counts.values()) - sheet.counts[RowState.BLANK] for sheet in sheets]
    return max(range(len(sheets)), key=lambda at: weights[at], default=0)
