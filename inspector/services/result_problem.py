"""What is to decide or to know about the rows of somebody else's results, with the answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from inspector.domain.import_answer import grouped
from inspector.domain.import_preview import OPEN, Offer, Problem, RowState
from inspector.domain.points import plain
from inspector.domain.result import ResultFate, ResultNote, ResultRowFate, ResultTable
from inspector.domain.result_name import UnknownName
from inspector.domain.result_options import Blank, ResultField
from inspector.domain.row_answer import Choice, RowAnswer
from inspector.files.cell import cell_number, letter
from inspector.files.reader import Cell, Sheet
from inspector.services.import_sheet import first_text, leaving_out, told_together
from inspector.wording import alias as alias_words
from inspector.wording import import_preview as words
from inspector.wording import result as result_words

_OTHER = {ResultField.LOST: ResultField.GOT, ResultField.GOT: ResultField.LOST}
_DOUBLED = frozenset({ResultNote.DOUBLED_NUMBER, ResultNote.DOUBLED_ROW})
_ABOUT_CELL = frozenset({ResultNote.CONTRADICTION})
_NAMELESS = frozenset({ResultNote.NO_PLACE, ResultNote.NO_CONTENT})
_POINTS = frozenset({ResultNote.NOT_A_NUMBER, ResultNote.OUT_OF_RANGE})
_DAYS = frozenset({ResultNote.NOT_A_DAY, ResultNote.DAY_AHEAD})


def result_problems(
    sheet: Sheet,
    table: ResultTable,
    fates: Sequence[ResultRowFate],
    states: Sequence[RowState],
) -> list[Problem]:
    """Rows that are not taken and doubled ones, equal ones together; other notes once each."""
    found: list[tuple[Problem, object]] = []
    notes: dict[ResultNote, list[int]] = {}
    for fate, state in zip(fates, states, strict=True):
        if state in OPEN and ResultNote.UNKNOWN_NAME not in fate.notes:
            found.append(_problem(state, sheet, fate, table))
        for note in fate.notes if fate.fate in (ResultFate.TAKEN, ResultFate.DROPPED) else ():
            alone = replace(fate, notes=(note,))
            if note in _DOUBLED:
                found.append(_problem(RowState.DUPLICATE, sheet, alone, table))
            elif note is ResultNote.TOTAL_DIFFERS:
                found.append(_problem(RowState.REMARK, sheet, alone, table))
            elif fate.fate is ResultFate.TAKEN:
                notes.setdefault(note, []).append(fate.row)
    told = told_together(grouped(found))
    for note, rows in notes.items():
        title = result_words.note(ResultRowFate(sheet.title, 0, ResultFate.TAKEN, (note,)))
        text = words.in_rows(rows)
        told.append(Problem(RowState.REMARK, sheet.title, rows[0], None, title, text))
    return told


def name_problems(sheet: Sheet, unknown: Iterable[UnknownName]) -> list[Problem]:
    """The names in a sheet that nobody knows, each with all its rows and what it may mean."""
    found = []
    for each in unknown:
        rows = tuple(row for title, row in each.rows if title == sheet.title)
        if not rows:
            continue
        offers = (
            *(
                Offer(
                    RowAnswer(Choice.NAMED, each.name, str(candidate.id)),
                    alias_words.meaning(candidate.name, candidate.code),
                )
                for candidate in each.candidates
            ),
            Offer(
                RowAnswer(Choice.CREATED, each.name, each.kind.value),
                alias_words.create(each.kind, each.name),
            ),
            leaving_out(),
        )
        found.append(
            Problem(
                RowState.UNKNOWN, sheet.title, rows[0], None, each.name,
                alias_words.unknown(each.kind), "", rows, offers,
            )
        )  # fmt: skip
    return told_together(found)


def number_in(cell: Cell) -> Decimal | None:
    """The number that stands in a cell, None where there is none."""
    try:
        return cell_number(cell)
    except ValueError:
        return None


def _problem(
    state: RowState, sheet: Sheet, fate: ResultRowFate, table: ResultTable
) -> tuple[Problem, object]:
    """The problem, and what else must be equal that it is the same one."""
    note, row = fate.notes[0], sheet.rows[fate.row - 1]
    column = _column(fate, table)
    is_about_cell = note in _ABOUT_CELL or (state is RowState.REFUSED and column is not None)
    at_named = (table.column(field) for field in (ResultField.CONTENT, ResultField.PLACE))
    named = [row[at] for at in at_named if at is not None]
    title = fate.value if is_about_cell and fate.value else first_text(named or row)
    if note is ResultNote.CONTRADICTION:
        title += " ≠ " + plain(_full_mark(table))
    offers = (*_offers(fate, row, table, column), leaving_out())
    problem = Problem(
        state, sheet.title, fate.row, column, title, result_words.note(fate),
        "" if column is None else letter(column + 1), (fate.row,),
        () if state is RowState.REMARK else offers,
    )  # fmt: skip
    alike = fate.notes if is_about_cell else fate.row
    return problem, (note, fate.value) if note is ResultNote.DOUBLED_ROW else alike


def _full_mark(table: ResultTable) -> Decimal:
    at = table.column(ResultField.GOT)
    mark = None if at is None else table.columns[at].full_mark
    return mark or Decimal(1)


def _column(fate: ResultRowFate, table: ResultTable) -> int | None:
    if fate.notes[0] is ResultNote.DOUBLED_NUMBER:
        return table.column(ResultField.NUMBER)
    if fate.notes[0] is ResultNote.TOTAL_DIFFERS:
        return table.column(ResultField.TOTAL)
    letters = [each.letter for each in table.columns]
    return letters.index(fate.column) if fate.column in letters else None


def _offers(
    fate: ResultRowFate, row: Sequence[Cell], table: ResultTable, column: int | None
) -> tuple[Offer, ...]:
    """What a row can mean, beside being left out."""
    note = fate.notes[0]
    if note in _DOUBLED:
        return (Offer(RowAnswer(Choice.KEEP), words.offer(Choice.KEEP)),)
    if note is ResultNote.NO_VALUE:
        return (Offer(RowAnswer(Choice.KEEP), result_words.kept_as_missing()),)
    if note in _NAMELESS:
        return (Offer(RowAnswer(Choice.CONTINUE), result_words.as_above()),)
    if note is ResultNote.CONTRADICTION:
        return tuple(_blanked(field, row, table) for field in (ResultField.GOT, ResultField.LOST))
    if column is None:
        return ()
    if note in _DAYS:
        answer = RowAnswer(Choice.BLANK, letter(column + 1))
        return (Offer(answer, result_words.on_the_day_of_the_import()),)
    return _for_points(note, row, table, column) if note in _POINTS else ()


def _for_points(
    note: ResultNote, row: Sequence[Cell], table: ResultTable, column: int
) -> tuple[Offer, ...]:
    """The cell passed over for its other one, or taken as blank where a word stands for none."""
    field = table.columns[column].field
    other = _other(field, row, table)
    is_usable = other is not None and 0 <= other <= (table.columns[column].full_mark or 1)
    is_word_alone = note is ResultNote.NOT_A_NUMBER and other is None
    if field is None or not (is_usable or is_word_alone or field not in _OTHER):
        return ()
    is_loss = field is ResultField.LOST or table.is_lost
    if is_loss and is_word_alone and table.blank is Blank.MISSING:
        # A word beside a deduction says as often that there was none as that nobody looked.
        return (_nothing_lost(column), _missing(column))
    if field in _OTHER:
        return (_blanked(field, row, table),)
    return (_missing(column),) if table.blank is Blank.MISSING else (_zero(column),)


def _blanked(field: ResultField, row: Sequence[Cell], table: ResultTable) -> Offer:
    """The row without its loss or score: by the other one, or by what a blank means."""
    at = table.column(field)
    assert at is not None
    other = _other(field, row, table)
    if other is None:
        return _missing(at) if table.blank is Blank.MISSING else _zero(at, field)
    said = words.offer(Choice.BLANK, field.value, plain(other))
    return Offer(RowAnswer(Choice.BLANK, letter(at + 1)), said)


def _nothing_lost(column: int) -> Offer:
    said = words.offer(Choice.BLANK, ResultField.LOST.value)
    return Offer(RowAnswer(Choice.VALUE, letter(column + 1), "0"), said)


def _missing(column: int) -> Offer:
    return Offer(RowAnswer(Choice.BLANK, letter(column + 1)), result_words.as_missing())


def _zero(column: int, field: ResultField | None = None) -> Offer:
    said = words.offer(Choice.BLANK, field.value if field else "")
    return Offer(RowAnswer(Choice.BLANK, letter(column + 1)), said)


def _other(field: ResultField | None, row: Sequence[Cell], table: ResultTable) -> Decimal | None:
    column = table.column(_OTHER[field]) if field in _OTHER else None
    return None if column is None else number_in(row[column])
