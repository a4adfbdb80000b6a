"""What the import of somebody else's results makes of the rows of a workbook, for its preview."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from inspector.domain.import_answer import answers_of, grouped
from inspector.domain.import_preview import (
    OPEN,
    ImportPreview,
    ImportRequest,
    Offer,
    PointsBalance,
    Problem,
    RowState,
    SheetPreview,
)
from inspector.domain.points import plain
from inspector.domain.result import ResultFate, ResultNote, ResultRowFate
from inspector.domain.result_match import RowStanding, Standing
from inspector.domain.row_answer import Answers, Choice, RowAnswer
from inspector.files import result_workbook
from inspector.files.blanked import blanked
from inspector.files.cell import cell_number, cell_text, letter
from inspector.files.reader import Cell, Sheet, Workbook
from inspector.progress import Progress
from inspector.services import result
from inspector.services.import_sheet import (
    first_text,
    fullest,
    heading_columns,
    leaving_out,
    sheet_preview,
    told_together,
    whole_sheet,
    with_answers,
)
from inspector.services.import_told import Told
from inspector.services.result import ResultImport
from inspector.services.workspace import Workspace
from inspector.wording import import_preview as words
from inspector.wording import result as result_words

_STATES = {
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
_OTHER = {"lost": "got", "got": "lost"}


def preview_results(
    ws: Workspace, request: ImportRequest, book: Workbook, progress: Progress
) -> ImportPreview:
    """What importing results would do; raises what `result.import_` raises but RESULTS_DIFFER."""
    day = request.day or ws.today()
    answers = Answers(answers_of(request), collects=True)
    found = result.preview(
        ws, request.path, day, same_day=request.same_day, progress=progress,
        told=Told(book, answers),
    )  # fmt: skip
    standings = {(each.row.sheet, each.row.row): each for each in found.standings}
    fates = {(fate.sheet, fate.row): fate for fate in found.sheet.fates}
    sheets: list[SheetPreview] = []
    problems: list[Problem] = []
    for sheet, counted in zip(book.sheets, blanked(book, answers).sheets, strict=True):
        keys = [(sheet.title, row) for row in range(1, len(sheet.rows) + 1)]
        header = result_workbook.columns_of(sheet)
        fields = header[1] if header else {}
        named = {at: words.result_field(field) for at, field in fields.items()}
        at_field = {field: at for at, field in reversed(list(fields.items()))}
        states = [
            _STANDINGS[standings[key].standing] if key in standings else _STATES[fates[key].fate]
            for key in keys
        ]
        states = with_answers(states, sheet, answers)
        own = [standings[key] for key in keys if key in standings]
        sheets.append(
            sheet_preview(
                sheet,
                states,
                heading_columns(sheet, header[0] if header else None, named),
                was=_was(own, at_field),
                points=_losses(counted, states, own, at_field),
            )
        )
        if header is None:
            problems += whole_sheet(sheet, states, words.sheet_without_header())
        else:
            problems += _problems(sheet, [fates[key] for key in keys], states, at_field)
    return ImportPreview(
        request, tuple(sheets), fullest(sheets), tuple(problems), _facts(found),
        found.has_changes, differing=found.corrected,
    )  # fmt: skip


def _facts(found: ResultImport) -> tuple[str, ...]:
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
    left = out = Decimal(0)
    for row, state in zip(sheet.rows, states, strict=True):
        if state in OPEN:
            left += _loss(row, at)
        elif state is RowState.LEFT_OUT:
            out += _loss(row, at)
    taken = {each.row.row for each in own}
    cells = sum((_loss(row, at) for n, row in enumerate(sheet.rows, 1) if n in taken), Decimal(0))
    read = sum((each.row.lost for each in own), Decimal(0))
    return PointsBalance(False, cells + left + out, read, left, out)


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


def _problems(
    sheet: Sheet, fates: Sequence[ResultRowFate], states: Sequence[RowState], at: dict[str, int]
) -> list[Problem]:
    """Rows that are not taken and doubled numbers, equal ones together; other notes once each."""
    found: list[tuple[Problem, object]] = []
    notes: dict[ResultNote, list[int]] = {}
    for fate, state in zip(fates, states, strict=True):
        if state in OPEN:
            found.append(_problem(state, sheet, fate, at))
        for note in fate.notes if fate.fate is ResultFate.TAKEN else ():
            if note is ResultNote.DOUBLED_NUMBER:
                alone = replace(fate, notes=(note,))
                found.append(_problem(RowState.DUPLICATE, sheet, alone, at))
            else:
                notes.setdefault(note, []).append(fate.row)
    told = told_together(grouped(found))
    for note, rows in notes.items():
        title = result_words.note(ResultRowFate(sheet.title, 0, ResultFate.TAKEN, (note,)))
        text = words.in_rows(rows)
        told.append(Problem(RowState.REMARK, sheet.title, rows[0], None, title, text))
    return told


def _problem(
    state: RowState, sheet: Sheet, fate: ResultRowFate, at: dict[str, int]
) -> tuple[Problem, object]:
    """The problem, and what else must be equal that it is the same one."""
    row = sheet.rows[fate.row - 1]
    column = _noted_column(fate, row, at)
    is_contradiction = fate.notes[0] is ResultNote.CONTRADICTION
    is_about_cell = is_contradiction or (state is RowState.REFUSED and column is not None)
    named = [row[at[field]] for field in ("content", "place") if field in at]
    title = fate.value if is_about_cell else first_text(named or row)
    if is_contradiction:
        title += " ≠ 1"
    named_column = "" if column is None else letter(column + 1)
    offers = (*_offers(fate, row, at), leaving_out())
    problem = Problem(
        state, sheet.title, fate.row, column, title, result_words.note(fate), named_column,
        (fate.row,), offers,
    )  # fmt: skip
    return problem, fate.notes if is_about_cell else fate.row


def _offers(fate: ResultRowFate, row: Sequence[Cell], at: dict[str, int]) -> tuple[Offer, ...]:
    """What the row can mean: by its other cell, or nothing lost where a word stands for none."""
    note = fate.notes[0]
    if note is ResultNote.DOUBLED_NUMBER:
        return (Offer(RowAnswer(Choice.KEEP), words.offer(Choice.KEEP)),)
    if note is ResultNote.CONTRADICTION:
        return (_without("got", row, at), _without("lost", row, at))
    if note not in (ResultNote.NOT_A_NUMBER, ResultNote.OUT_OF_RANGE):
        return ()
    column = _noted_column(fate, row, at)
    field = next((each for each in _OTHER if at.get(each) == column), "lost")
    other = _other(field, row, at)
    is_usable = other is not None and 0 <= other <= 1
    is_word_alone = note is ResultNote.NOT_A_NUMBER and other is None
    return (_without(field, row, at),) if is_usable or is_word_alone else ()


def _without(field: str, row: Sequence[Cell], at: dict[str, int]) -> Offer:
    other = _other(field, row, at)
    said = words.offer(Choice.BLANK, field, "" if other is None else plain(other))
    return Offer(RowAnswer(Choice.BLANK, letter(at[field] + 1)), said)


def _other(field: str, row: Sequence[Cell], at: dict[str, int]) -> Decimal | None:
    column = at.get(_OTHER[field])
    return None if column is None else _number(row[column])


def _noted_column(fate: ResultRowFate, row: Sequence[Cell], at: dict[str, int]) -> int | None:
    named = [at[f] for f in _NOTED_COLUMNS.get(fate.notes[0], ()) if f in at]
    said = [column for column in named if cell_text(row[column]) == fate.value]
    return next(iter([*said, *named]), None)
