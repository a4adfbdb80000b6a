"""What the import of somebody else's results makes of the rows of a workbook, for its preview."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from inspector.domain.import_answer import answers_of
from inspector.domain.import_preview import (
    OPEN,
    ColumnPreview,
    FieldChoice,
    ImportPreview,
    ImportRequest,
    PointsBalance,
    Problem,
    RowState,
    SheetPreview,
)
from inspector.domain.points import plain
from inspector.domain.result import ResultColumn, ResultFate, ResultRow, ResultTable
from inspector.domain.result_match import RowStanding, Standing
from inspector.domain.result_options import REPEATABLE, ResultField
from inspector.domain.row_answer import Answers
from inspector.files.blanked import blanked
from inspector.files.reader import Cell, Sheet, Workbook
from inspector.progress import Progress
from inspector.services import result
from inspector.services.import_sheet import (
    fullest,
    heading_columns,
    sheet_preview,
    whole_sheet,
    with_answers,
)
from inspector.services.import_told import Told
from inspector.services.result import ResultImport
from inspector.services.result_problem import name_problems, number_in, result_problems
from inspector.services.workspace import Workspace
from inspector.wording import alias as alias_words
from inspector.wording import import_preview as words
from inspector.wording import result as result_words

_STATES = {
    ResultFate.HEADER: RowState.HEADER,
    ResultFate.TAKEN: RowState.NEW,
    ResultFate.DROPPED: RowState.DUPLICATE,
    ResultFate.TOTAL: RowState.TOTAL,
    ResultFate.REMARK: RowState.REMARK,
    ResultFate.REVIEW: RowState.UNKNOWN,
    ResultFate.REFUSED: RowState.REFUSED,
    ResultFate.EMPTY: RowState.BLANK,
}
# Of the observations in one row the first of these says what becomes of it.
_STANDINGS = (
    (Standing.CORRECTED, RowState.UPDATED),
    (Standing.NEW, RowState.NEW),
    (Standing.UNCHANGED, RowState.UNCHANGED),
)
_MEASURES = (ResultField.LOST, ResultField.GOT)


def preview_results(
    ws: Workspace, request: ImportRequest, book: Workbook, progress: Progress
) -> ImportPreview:
    """What importing results would do; raises what `result.import_` raises but RESULTS_DIFFER."""
    answers = Answers(answers_of(request), collects=True)
    found = result.preview(
        ws, request.path, request.day or ws.today(), same_day=request.same_day, progress=progress,
        told=Told(book, answers, request.mapping, request.options),
    )  # fmt: skip
    standings: dict[tuple[str, int], list[RowStanding]] = defaultdict(list)
    for each in found.standings:
        standings[each.row.sheet, each.row.row].append(each)
    fates = {(fate.sheet, fate.row): fate for fate in found.sheet.fates}
    tables = {table.sheet: table for table in found.sheet.tables}
    sheets: list[SheetPreview] = []
    problems: list[Problem] = []
    for sheet, counted in zip(book.sheets, blanked(book, answers).sheets, strict=True):
        keys = [(sheet.title, row) for row in range(1, len(sheet.rows) + 1)]
        table = tables.get(sheet.title)
        states = [
            _state(standings[key]) if key in standings else _STATES[fates[key].fate] for key in keys
        ]
        states = with_answers(states, sheet, answers)
        own = [each for key in keys if key in standings for each in standings[key]]
        previewed = sheet_preview(
            sheet,
            states,
            tuple(map(_column, table.columns)) if table else heading_columns(sheet, None),
            was=_was(own, table) if table else {},
            points=_losses(counted, states, own, table) if table else None,
            can_map=True,
        )
        sheets.append(replace(previewed, became=_became(own, request.day or ws.today())))
        if table is None:
            problems += whole_sheet(sheet, states, words.sheet_without_header())
        else:
            problems += name_problems(sheet, found.unknown)
            problems += result_problems(sheet, table, [fates[key] for key in keys], states)
    return ImportPreview(
        request, tuple(sheets), fullest(sheets), tuple(problems), _facts(found),
        found.has_changes, differing=found.corrected, fields=field_choices(),
    )  # fmt: skip


def _became(own: Iterable[RowStanding], day: date) -> dict[int, str]:
    """The visit that each row belongs to, by its place and day."""
    return {each.row.row: f"{each.row.place} · {(each.row.day or day).isoformat()}" for each in own}


def field_choices() -> tuple[FieldChoice, ...]:
    """All that a column of results can be read as."""
    return tuple(
        FieldChoice(each.value, words.result_field(each), each in REPEATABLE)
        for each in ResultField
    )


def _state(standings: Iterable[RowStanding]) -> RowState:
    there = {each.standing for each in standings}
    return next(state for standing, state in _STANDINGS if standing in there)


def _column(column: ResultColumn) -> ColumnPreview:
    return ColumnPreview(
        column.letter, column.heading, column.field.value if column.field else "",
        column.levels, column.is_told,
    )  # fmt: skip


def _facts(found: ResultImport) -> tuple[str, ...]:
    told = [
        result_words.scheme(found.title),
        result_words.visits(found.new, found.corrected, found.unchanged),
        result_words.made(len(found.units), len(found.sites), len(found.contents)),
    ]
    told += [alias_words.known_before(found.known_before)] if found.known_before else []
    told += [alias_words.remembered(found.remembered)] if found.remembered else []
    return (*told, *result_words.readings(found.sheet))


def _was(own: Iterable[RowStanding], table: ResultTable) -> dict[tuple[int, int], str]:
    """The points that stood there before, in the column that holds them."""
    letters = {column.letter: at for at, column in enumerate(table.columns)}
    lost = table.column(ResultField.LOST)
    main = table.column(ResultField.GOT) if lost is None else lost
    shown: dict[tuple[int, int], str] = {}
    for each in own:
        at = letters.get(each.row.column, main)
        if each.was is None or at is None:
            continue
        is_loss = table.is_lost if each.row.column else lost is not None
        shown[each.row.row - 1, at] = plain(each.row.full_mark - each.was if is_loss else each.was)
    return shown


def _losses(
    sheet: Sheet, states: Sequence[RowState], own: Sequence[RowStanding], table: ResultTable
) -> PointsBalance:
    """The loss of all rows as the cells say it, of those that are read, and of the rest."""
    read: dict[int, list[ResultRow]] = defaultdict(list)
    for each in own:
        read[each.row.row].append(each.row)
    cells = left = out = Decimal(0)
    for number, (row, state) in enumerate(zip(sheet.rows, states, strict=True), 1):
        if number in read:
            cells += _loss(row, table, read[number])
        elif state in OPEN:
            left += _loss(row, table)
        elif state in (RowState.LEFT_OUT, RowState.DUPLICATE):
            out += _loss(row, table)
    whole = sum((each.row.lost for each in own), Decimal(0))
    return PointsBalance(False, cells + left + out, whole, left, out)


def _loss(row: Sequence[Cell], table: ResultTable, read: Sequence[ResultRow] = ()) -> Decimal:
    """What a row loses as its cells say it; what a word stands for is as it was read."""
    contents = [at for at, column in enumerate(table.columns) if column.content]
    if not contents:
        return _long_loss(row, table, read)
    by_letter = {each.column: each for each in read}
    loss = Decimal(0)
    for at in contents:
        column = table.columns[at]
        observed = by_letter.get(column.letter)
        full = observed.full_mark if observed else column.full_mark or Decimal(1)
        number = number_in(row[at])
        if number is not None:
            loss += abs(number) if table.is_lost else full - number
        elif observed is not None:
            loss += observed.lost
    return loss


def _long_loss(row: Sequence[Cell], table: ResultTable, read: Sequence[ResultRow]) -> Decimal:
    for field in _MEASURES:
        at = table.column(field)
        number = None if at is None else number_in(row[at])
        if at is None or number is None:
            continue
        if field is ResultField.LOST or table.is_lost:
            return abs(number)
        return (read[0].full_mark if read else table.columns[at].full_mark or Decimal(1)) - number
    return read[0].lost if read else Decimal(0)
