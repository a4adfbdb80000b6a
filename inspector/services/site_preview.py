"""What the import of units and sites makes of the rows of a workbook, for its preview."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.domain.import_answer import answers_of, grouped
from inspector.domain.import_preview import (
    ImportPreview,
    ImportRequest,
    Offer,
    Problem,
    RowState,
    SheetPreview,
)
from inspector.domain.row_answer import Answers, Choice, RowAnswer
from inspector.domain.site_sheet import SiteFate, SitePlan, SiteRowFate
from inspector.domain.unit import Role
from inspector.errors import CellFault, CellRefused
from inspector.files import site_workbook
from inspector.files.cell import cell_text
from inspector.files.reader import Sheet, Workbook
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
from inspector.services.workspace import Workspace
from inspector.wording import import_preview as words
from inspector.wording import site as site_words

_STATES = {
    SiteFate.HEADER: RowState.HEADER,
    SiteFate.NEW: RowState.NEW,
    SiteFate.UPDATED: RowState.UPDATED,
    SiteFate.UNCHANGED: RowState.UNCHANGED,
    SiteFate.REVIEW: RowState.UNKNOWN,
    SiteFate.EMPTY: RowState.BLANK,
}
# Without a date or a share a duty would be another one; without these a site is the same.
_OPTIONAL = frozenset({"longitude", "latitude", "length_m", "weight"})
_NAMES = frozenset({Role.TERRITORIAL.value, Role.LINE.value})


def preview_sites(
    ws: Workspace, request: ImportRequest, book: Workbook, progress: Progress
) -> ImportPreview:
    """What importing sites would do; raises what `site.import_` raises but CellRefused."""
    answers = Answers(answers_of(request), collects=True)
    found = site.preview(ws, request.path, progress, Told(book, answers))
    by_row = {(fate.sheet, fate.row): fate for fate in found.fates}
    sheets: list[SheetPreview] = []
    problems: list[Problem] = []
    for sheet in book.sheets:
        fates = [by_row[sheet.title, row] for row in range(1, len(sheet.rows) + 1)]
        header = site_workbook.columns_of(request.path, sheet)
        named = {at: words.site_field(field) for at, field in header[1].items()} if header else {}
        columns = heading_columns(sheet, header[0] if header else None, named)
        states = with_answers(list(map(_state, fates)), sheet, answers)
        sheets.append(sheet_preview(sheet, states, columns))
        problems += refusals(sheet, answers, _refused_offers)
        if header is None:
            problems += whole_sheet(sheet, states, words.sheet_without_header())
        else:
            problems += _review(sheet, fates, states)
    return ImportPreview(
        request, tuple(sheets), fullest(sheets), tuple(problems), _facts(found), bool(found.steps)
    )


def _state(fate: SiteRowFate) -> RowState:
    return RowState.DUPLICATE if fate.repeats is not None else _STATES[fate.fate]


def _refused_offers(error: CellRefused, letter: str) -> tuple[Offer, ...]:
    first: tuple[Offer, ...] = ()
    if error.fault is CellFault.UNKNOWN_SITE_TYPE:
        first = (_named(Choice.CREATE, error.value),)
    elif error.field in _NAMES and error.fault in (
        CellFault.UNKNOWN_UNIT,
        CellFault.AMBIGUOUS_NAME,
    ):
        first = (_named(Choice.WITHOUT, error.value),)
    elif error.field in _OPTIONAL and letter:
        blank = words.offer(Choice.BLANK, error.field)
        first = (Offer(RowAnswer(Choice.BLANK, letter), blank),)
    return (*first, leaving_out())


def _named(choice: Choice, name: str) -> Offer:
    return Offer(RowAnswer(choice, name), words.offer(choice, about=name))


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


def _facts(found: SitePlan) -> tuple[str, ...]:
    facts = [site_words.read_counts(found.units, found.sites, found.types)]
    if found.ended:
        facts.append(site_words.ended(found.ended))
    return tuple(facts)
