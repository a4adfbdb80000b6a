"""What the import of criteria makes of the rows of a workbook, for its preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from inspector.domain.import_answer import answers_of, grouped
from inspector.domain.import_mapping import mapping_text
from inspector.domain.import_preview import (
    ColumnPreview,
    FieldChoice,
    ImportPreview,
    ImportRequest,
    Offer,
    PointsBalance,
    Problem,
    RowState,
    SheetPreview,
)
from inspector.domain.row_answer import Answers, Choice, RowAnswer
from inspector.domain.scheme_draft import (
    Fate,
    MappedColumn,
    RowFate,
    RowReason,
    SchemeField,
    SchemeSheet,
)
from inspector.errors import ActionFault, ActionRefused, CellFault, CellRefused
from inspector.files.cell import cell_text
from inspector.files.reader import Sheet, Workbook
from inspector.files.scheme.columns import ROW_WORDS, RowKind, squeezed
from inspector.files.scheme.headings import REPEATABLE
from inspector.progress import Progress
from inspector.services import scheme
from inspector.services.import_sheet import (
    heading_columns,
    leaving_out,
    named_by,
    refusals,
    sheet_preview,
    told_together,
    whole_sheet,
    with_answers,
)
from inspector.services.import_told import Told
from inspector.services.scheme import SchemeImport
from inspector.services.scheme_question import (
    bare_sections,
    facts,
    proposed_rules,
    sheets_alike,
    weights,
    wrong_sums,
)
from inspector.services.workspace import Workspace
from inspector.wording import import_preview as words
from inspector.wording import scheme as scheme_words
from inspector.wording import scheme_import as import_words

_STATES = {
    Fate.TITLE: RowState.TITLE,
    Fate.HEADER: RowState.HEADER,
    Fate.SECTION: RowState.SECTION,
    Fate.ITEM: RowState.ITEM,
    Fate.TOTAL: RowState.TOTAL,
    Fate.REMARK: RowState.REMARK,
    Fate.EMPTY: RowState.BLANK,
    Fate.UNKNOWN: RowState.UNKNOWN,
}
_KINDS = (Choice.ITEM, Choice.SECTION, Choice.CONTINUE)
_POINTS_FAULTS = frozenset(
    {CellFault.POINTS_TEXT, CellFault.POINTS_NEGATIVE, CellFault.POINTS_ABOVE}
)
# What our own form may leave blank without becoming something else.
_OPTIONAL = frozenset({"each", "cap", "per_length", "id", "rounding", "photo"})


def told_mapping(request: ImportRequest) -> str:
    """What was said of the columns, as the import of criteria takes it."""
    return mapping_text(request.mapping)


def preview_scheme(
    ws: Workspace, request: ImportRequest, book: Workbook, progress: Progress
) -> ImportPreview:
    """What importing criteria would do; raises what `scheme.import_` raises but CellRefused."""
    answers = Answers(answers_of(request), collects=True)
    found = scheme.preview(
        ws, request.path, mapping=told_mapping(request), sheet=request.sheet, progress=progress,
        told=Told(book, answers, request.mapping),
    )  # fmt: skip
    read = found.read
    sheets: list[SheetPreview] = []
    problems, shown = wrong_sums(read), 0
    layouts = {each.sheet: each for each in read.layouts if each.is_taken}
    for at, sheet in enumerate(book.sheets):
        fates = [fate for fate in read.fates if fate.sheet == sheet.title]
        asked = sheets_alike(sheet, read)
        problems += asked
        if read.mapping and sheet.title not in layouts:
            sheets.append(_unread_sheet(sheet, fates, answers))
            problems += [] if asked else _unread_problem(sheet, fates)
            continue
        shown = at if sheet.title == read.sheet else shown
        previewed = _sheet(sheet, fates, read, answers)
        sheets.append(previewed)
        problems += refusals(sheet, answers, _refused_offers(sheet, bool(read.mapping)))
        problems += _unknown(sheet, previewed, read)
        problems += bare_sections(sheet, fates)
    problems += [*weights(read), *proposed_rules(read)]
    return ImportPreview(
        request, tuple(sheets), shown, tuple(problems), _facts(found), found.is_changed,
        _without_items(read, answers, book), fields=field_choices(),
    )  # fmt: skip


def field_choices() -> tuple[FieldChoice, ...]:
    """All that a column of criteria can be read as."""
    return tuple(
        FieldChoice(each.value, scheme_words.scheme_field(each), each in REPEATABLE)
        for each in SchemeField
    )


def _without_items(read: SchemeSheet, answers: Answers, book: Workbook) -> ActionRefused | None:
    """Nothing can be written yet; rows that are refused say so themselves."""
    if read.scheme.items or answers.refusals:
        return None
    return ActionRefused(ActionFault.NOTHING_UNDERSTOOD, {"file": book.path.name})


def _sheet(
    sheet: Sheet, fates: Sequence[RowFate], read: SchemeSheet, answers: Answers
) -> SheetPreview:
    is_table = bool(read.mapping) or sheet.title == read.sheet
    previewed = sheet_preview(
        sheet,
        with_answers([_STATES[fate.fate] for fate in fates], sheet, answers),
        _columns(sheet, fates, read),
        points=_full_marks(read, sheet) if is_table else None,
        can_map=bool(read.mapping),
        offers=(*map(_offer, _KINDS), leaving_out()) if read.mapping else (),
    )
    return replace(previewed, reasons=_reasons(fates), became=_became(sheet, fates, read))


def _reasons(fates: Sequence[RowFate]) -> dict[int, str]:
    """Why rows have their fates; what is refused or to be decided says so itself."""
    return {
        fate.row: import_words.row_reason(fate.reason)
        for fate in fates
        if fate.reason is not None and fate.reason is not RowReason.REFUSED
    }


def _became(sheet: Sheet, fates: Sequence[RowFate], read: SchemeSheet) -> dict[int, str]:
    """The item that a row became, by its code and text; more of it on the rows that go on."""
    titles = read.item_sheets or (read.sheet,) * len(read.item_rows)
    found = {
        row: f"{item.code} {item.text}".strip()
        for item, row, title in zip(read.scheme.items, read.item_rows, titles, strict=True)
        if title == sheet.title
    }
    last = ""
    for fate in fates:
        if fate.row in found:
            last = found[fate.row]
        elif fate.fate is Fate.ITEM and fate.reason is RowReason.CONTINUES:
            found[fate.row] = last
    return found


def _offer(choice: Choice) -> Offer:
    return Offer(RowAnswer(choice), words.offer(choice))


def _refused_offers(
    sheet: Sheet, is_foreign: bool
) -> Callable[[CellRefused, str], tuple[Offer, ...]]:
    def offers(error: CellRefused, letter: str) -> tuple[Offer, ...]:
        blank = Offer(RowAnswer(Choice.BLANK, letter), words.offer(Choice.BLANK, error.field))
        can_be_blank = bool(letter) and (
            error.fault in (CellFault.DOUBLED_CODE, CellFault.UNKNOWN_SITE_TYPE)
            or (not is_foreign and error.field in _OPTIONAL)
            or (not is_foreign and error.field == "full_mark" and _is_section(sheet, error.row))
        )
        if can_be_blank:
            return (blank, leaving_out())
        if is_foreign and error.fault in _POINTS_FAULTS:
            return (_offer(Choice.SECTION), _offer(Choice.CONTINUE), leaving_out())
        return (leaving_out(),)

    return offers


def _is_section(sheet: Sheet, row: int) -> bool:
    """Whether a row of our own form is a section, which may state no points."""
    words = {*map(squeezed, ROW_WORDS[RowKind.SECTION]), RowKind.SECTION.value}
    return any(squeezed(cell_text(cell)) in words for cell in sheet.rows[row - 1])


def _unknown(sheet: Sheet, previewed: SheetPreview, read: SchemeSheet) -> list[Problem]:
    """The rows that are not understood: one by one, those of a sheet of no use together."""
    if not read.mapping and sheet.title != read.sheet:
        return whole_sheet(sheet, previewed.states, words.not_understood())
    found = []
    for row, state in enumerate(previewed.states, 1):
        if state is not RowState.UNKNOWN:
            continue
        is_unread = row - 1 in sheet.unread
        text = words.unread_cell() if is_unread else words.not_understood()
        offers = (leaving_out(),) if is_unread else _unknown_offers(sheet, row, read)
        cells = sheet.rows[row - 1]
        title = named_by(previewed, row)
        problem = Problem(state, sheet.title, row, None, title, text, "", (row,), offers)
        found.append((problem, tuple(map(cell_text, cells))))
    return told_together(grouped(found))


def _unknown_offers(sheet: Sheet, row: int, read: SchemeSheet) -> tuple[Offer, ...]:
    if not read.mapping:
        return (leaving_out(),)
    mapping = _mapping(sheet, read)
    letters = [each.column for each in mapping if each.field is SchemeField.FULL_MARK]
    cells = sheet.rows[row - 1]
    columns = heading_columns(sheet, None)
    marks = [
        cell_text(cell)
        for column, cell in zip(columns, cells, strict=True)
        if column.letter in letters
    ]
    item = _offer(Choice.ITEM)
    if letters and not any(marks):
        item = Offer(item.answer, words.item_without_points())
    return (item, _offer(Choice.SECTION), _offer(Choice.CONTINUE), leaving_out())


def _mapping(sheet: Sheet, read: SchemeSheet) -> tuple[MappedColumn, ...]:
    return next((each.mapping for each in read.layouts if each.sheet == sheet.title), read.mapping)


def _unread_sheet(sheet: Sheet, fates: Sequence[RowFate], answers: Answers) -> SheetPreview:
    states = [RowState.BLANK if fate.fate is Fate.EMPTY else RowState.UNREAD for fate in fates]
    states = with_answers(states, sheet, answers)
    return sheet_preview(sheet, states, heading_columns(sheet, None), can_map=True)


def _unread_problem(sheet: Sheet, fates: Sequence[RowFate]) -> list[Problem]:
    rows = sum(fate.fate is not Fate.EMPTY for fate in fates)
    if not rows:
        return []
    text = words.sheet_not_read(rows)
    return [Problem(RowState.UNREAD, sheet.title, None, None, sheet.title, text)]


def _columns(
    sheet: Sheet, fates: Sequence[RowFate], read: SchemeSheet
) -> tuple[ColumnPreview, ...]:
    if read.mapping:
        known = {each.column: each for each in _mapping(sheet, read)}
        return tuple(
            _column(known[each.letter]) if each.letter in known else each
            for each in heading_columns(sheet, None)
        )
    header = next((at for at, fate in enumerate(fates) if fate.fate is Fate.HEADER), None)
    return heading_columns(sheet, header)


def _column(each: MappedColumn) -> ColumnPreview:
    return ColumnPreview(each.column, each.heading, each.field.value, each.levels, each.is_told)


def _full_marks(read: SchemeSheet, sheet: Sheet) -> PointsBalance:
    sums = (each for each in read.sums if each.is_whole and each.sheet in ("", sheet.title))
    whole = next(sums, None)
    if whole is not None:
        return PointsBalance(True, whole.stated, whole.found, whole.stated - whole.found)
    titles = read.item_sheets or (sheet.title,) * len(read.scheme.items)
    found = sum(
        (
            item.full_mark
            for item, title in zip(read.scheme.items, titles, strict=True)
            if title == sheet.title
        ),
        Decimal(0),
    )
    return PointsBalance(True, None, found, Decimal(0))


def _facts(found: SchemeImport) -> tuple[str, ...]:
    content, number = found.read.scheme, found.previous.number if found.previous else None
    told = [
        words.follows(content.title, number),
        scheme_words.counts(len(content.sections), len(content.items)),
    ]
    sums = found.read.sums
    if sums:
        told.append(words.parts_agree(sum(each.is_ok for each in sums), len(sums)))
    return (*told, *facts(found.read))
