"""What the import of units and sites makes of the rows of a workbook, for its preview."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from inspector.domain.import_answer import answers_of, grouped
from inspector.domain.import_preview import (
    ColumnPreview,
    FieldChoice,
    ImportPreview,
    ImportRequest,
    Offer,
    Problem,
    RowState,
    SheetPreview,
)
from inspector.domain.row_answer import Answers
from inspector.domain.site_sheet import (
    REPEATABLE,
    ListTable,
    SiteFate,
    SiteField,
    SitePlan,
    SiteRowFate,
)
from inspector.errors import FileFault, FileRefused
from inspector.files.cell import cell_text
from inspector.files.reader import Sheet, Workbook
from inspector.files.site import workbook as site_workbook
from inspector.progress import Progress
from inspector.services import site
from inspector.services.import_sheet import (
    first_text,
    fullest,
    heading_columns,
    leaving_out,
    refusals,
    sheet_preview,
    told_together,
    whole_sheet,
    with_answers,
)
from inspector.services.import_told import Told
from inspector.services.site_offer import SiteOffers
from inspector.services.workspace import Workspace
from inspector.wording import import_preview as words
from inspector.wording import site as site_words

_STATES = {
    SiteFate.TITLE: RowState.TITLE,
    SiteFate.HEADER: RowState.HEADER,
    SiteFate.SECTION: RowState.SECTION,
    SiteFate.NEW: RowState.NEW,
    SiteFate.UPDATED: RowState.UPDATED,
    SiteFate.UNCHANGED: RowState.UNCHANGED,
    SiteFate.REVIEW: RowState.UNKNOWN,
    SiteFate.TOTAL: RowState.TOTAL,
    SiteFate.REMARK: RowState.REMARK,
    SiteFate.EMPTY: RowState.BLANK,
}
_RECORDS = frozenset({RowState.NEW, RowState.UPDATED, RowState.UNCHANGED})
_OF_SITES = (SiteField.UNIT_CLASS, SiteField.SUPERIOR)
_OF_UNITS = (
    *(SiteField.IGNORE, SiteField.CODE, SiteField.UNIT_NAME, SiteField.UNIT_CLASS),
    *(SiteField.SUPERIOR, SiteField.LEADER, SiteField.PHONE, SiteField.NOTE, SiteField.NAME),
)


def preview_sites(
    ws: Workspace, request: ImportRequest, book: Workbook, progress: Progress
) -> ImportPreview:
    """What importing sites would do; raises what `site.import_` raises but CellRefused."""
    answers = Answers(answers_of(request), collects=True)
    told = Told(book, answers, request.mapping, request.options)
    found = site.preview(ws, request.path, progress, told)
    by_row = {(fate.sheet, fate.row): fate for fate in found.fates}
    tables = {table.sheet: table for table in found.tables}
    sheets: list[SheetPreview] = []
    problems: list[Problem] = []
    for sheet in book.sheets:
        fates = [by_row[sheet.title, row] for row in range(1, len(sheet.rows) + 1)]
        table = tables.get(sheet.title)
        states = with_answers(list(map(_state, fates)), sheet, answers)
        became = {
            row: found.became.get((sheet.title, row), "")
            for row, state in enumerate(states, 1)
            if state in _RECORDS
        }
        sheets.append(replace(_sheet(sheet, states, table), became=became))
        offers = SiteOffers(found, table, sheet.title)
        problems += refusals(sheet, answers, offers.of)
        if table is not None and not table.is_understood:
            problems += whole_sheet(sheet, states, words.sheet_without_header())
        else:
            problems += _review(sheet, fates, states)
    problems += _remarks(found)
    return ImportPreview(
        request, tuple(sheets), fullest(sheets), tuple(problems), site_words.facts(found),
        found.is_changed, _not_understood(found, book), fields=field_choices(),
    )  # fmt: skip


def field_choices() -> tuple[FieldChoice, ...]:
    """All that a column of a list can be read as."""
    return _choices(tuple(SiteField))


def _choices(fields: Sequence[SiteField]) -> tuple[FieldChoice, ...]:
    repeatable = REPEATABLE | {SiteField.IGNORE}
    return tuple(
        FieldChoice(each.value, site_words.list_field(each), each in repeatable) for each in fields
    )


def _sheet(sheet: Sheet, states: Sequence[RowState], table: ListTable | None) -> SheetPreview:
    if table is None:
        header = site_workbook.form_columns(sheet)
        named = {at: words.site_field(field) for at, field in header[1].items()} if header else {}
        columns = heading_columns(sheet, header[0] if header else None, named)
        return sheet_preview(sheet, states, columns)
    columns = tuple(
        ColumnPreview(
            each.letter,
            each.headings[-1] if each.headings else "",
            each.field.value if each.field else "",
            each.headings[:-1],
            each.is_told,
        )
        for each in table.columns
    )
    of_sites = tuple(each for each in SiteField if each not in _OF_SITES)
    fields = _choices(_OF_UNITS if table.is_of_units else of_sites)
    previewed = sheet_preview(sheet, states, columns, can_map=True)
    return replace(previewed, fields=fields)


def _state(fate: SiteRowFate) -> RowState:
    return RowState.DUPLICATE if fate.repeats is not None else _STATES[fate.fate]


def _review(
    sheet: Sheet, fates: Sequence[SiteRowFate], states: Sequence[RowState]
) -> list[Problem]:
    """Rows that are no record, equal ones together; rows that say again what stands above."""
    found = []
    for fate, state in zip(fates, states, strict=True):
        if state not in (RowState.UNKNOWN, RowState.DUPLICATE):
            continue
        cells = sheet.rows[fate.row - 1]
        title = fate.note or first_text(cells)
        offers: tuple[Offer, ...] = ()
        if fate.repeats is not None:
            text = words.repeats(fate.repeats)
        else:
            is_unread = fate.row - 1 in sheet.unread
            text = words.unread_cell() if is_unread else words.left_out()
            offers = (leaving_out(),)
        rows = (fate.row,)
        problem = Problem(state, sheet.title, fate.row, None, title, text, "", rows, offers)
        found.append((problem, tuple(map(cell_text, cells))))
    return told_together(grouped(found))


def _remarks(found: SitePlan) -> list[Problem]:
    """Sums that do not add up, and names that stand twice but are taken."""
    repeated = {(fate.sheet, fate.row) for fate in found.fates if fate.repeats is not None}
    return [
        Problem(
            RowState.REMARK, told.sheet, told.row, None, told.text, site_words.remark(told), "",
            (told.row,),
        )
        for told in found.remarks
        if (told.sheet, told.row) not in repeated
    ]  # fmt: skip


def _not_understood(found: SitePlan, book: Workbook) -> FileRefused | None:
    """No sheet is ours, and none has a column of names."""
    has_form = len(found.tables) < len(book.sheets)
    if has_form or any(table.is_understood for table in found.tables):
        return None
    return FileRefused(book.path, FileFault.NO_SITE_HEADER)
