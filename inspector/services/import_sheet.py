"""A worksheet as the import preview shows it: texts, numbers, merged ranges, columns, places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.import_answer import grouped
from inspector.domain.import_preview import (
    ColumnPreview,
    Offer,
    PointsBalance,
    Problem,
    RowState,
    SheetPreview,
    Span,
)
from inspector.domain.row_answer import Answers, Choice, RowAnswer
from inspector.domain.scheme_draft import SchemeField
from inspector.errors import CellRefused, FileRefused, InspectorError
from inspector.files.cell import cell_text, letter
from inspector.files.reader import Cell, Sheet, Workbook
from inspector.wording import import_preview as words
from inspector.wording.error import cell_sentence
from inspector.wording.reading import reading_note

_SEARCHED_ROWS = 30


class Place(Struct, frozen=True):
    """Where a refusal points to; row from 1, column from 0."""

    sheet: str
    row: int | None
    column: int | None

    @property
    def letter(self) -> str:
        """The letter of the column."""
        return "" if self.column is None else letter(self.column + 1)


def sheet_preview(
    sheet: Sheet,
    states: Sequence[RowState],
    columns: tuple[ColumnPreview, ...],
    *,
    was: Mapping[tuple[int, int], str] | None = None,
    points: PointsBalance | None = None,
    can_map: bool = False,
    offers: tuple[Offer, ...] = (),
) -> SheetPreview:
    """The sheet with the fate of each of its rows."""
    return SheetPreview(
        title=sheet.title,
        cells=shown_cells(sheet),
        states=tuple(states),
        columns=_with_hidden(columns, sheet.hidden_columns),
        hidden_rows=frozenset(sheet.hidden_rows),
        spans=tuple(
            Span(
                merge.first_row,
                merge.first_column,
                merge.last_row - merge.first_row + 1,
                merge.last_column - merge.first_column + 1,
            )
            for merge in sheet.merges
        ),
        was=was or {},
        points=points,
        can_map=can_map,
        offers=offers,
    )


def _with_hidden(
    columns: tuple[ColumnPreview, ...], hidden: Collection[int]
) -> tuple[ColumnPreview, ...]:
    if not hidden:
        return columns
    return tuple(
        replace(column, is_hidden=True) if at in hidden else column
        for at, column in enumerate(columns)
    )


def reading_facts(book: Workbook) -> tuple[str, ...]:
    """What is to be known about how a file was read; of several sheets with the sheet's title."""
    told = []
    for sheet in book.sheets:
        said = [reading_note(note) for note in sheet.notes]
        rows, columns = len(sheet.hidden_rows), len(sheet.hidden_columns)
        if rows or columns:
            said.append(words.hidden(rows, columns))
        if sheet.rows and not sheet.is_visible:
            said.append(words.hidden_sheet())
        if sheet.comments:
            said.append(words.comments(len(sheet.comments)))
        told += (
            [words.of_sheet(sheet.title, each) for each in said] if len(book.sheets) > 1 else said
        )
    return tuple(dict.fromkeys(told))


def with_answers(states: Sequence[RowState], sheet: Sheet, answers: Answers) -> list[RowState]:
    """The fates with the rows that are refused and those that are left out as somebody said."""
    marked = {row: RowState.REFUSED for title, row in answers.refusals if title == sheet.title}
    for title, row in answers.passed:
        if title == sheet.title and states[row - 1] is not RowState.BLANK:
            marked[row] = RowState.LEFT_OUT
    return [marked.get(row, state) for row, state in enumerate(states, 1)]


def refusals(
    sheet: Sheet, answers: Answers, offers: Callable[[CellRefused, str], tuple[Offer, ...]]
) -> list[Problem]:
    """The refused cells of a sheet, equal ones as one; `offers` gets the column's letter too."""
    found = []
    for error in answers.refusals.values():
        if error.sheet != sheet.title:
            continue
        column = column_of(sheet, error.column)
        named = "" if column is None else letter(column + 1)
        title = error.value or error.column or first_text(sheet.rows[error.row - 1]) or "—"
        problem = Problem(
            RowState.REFUSED, sheet.title, error.row, column, title, cell_sentence(error), named,
            (error.row,), offers(error, named),
        )  # fmt: skip
        found.append((problem, error.fault))
    return told_together(grouped(found))


def told_together(problems: Iterable[Problem]) -> list[Problem]:
    """Problems of several rows say so."""
    return [
        replace(each, text=f"{each.text}\n{words.in_rows(each.rows)}")
        if len(each.rows) > 1
        else each
        for each in problems
    ]


def whole_sheet(sheet: Sheet, states: Sequence[RowState], text: str) -> list[Problem]:
    """A sheet of which no row is understood, as one problem."""
    rows = tuple(row for row, state in enumerate(states, 1) if state is RowState.UNKNOWN)
    if not rows:
        return []
    offers = (leaving_out(),)
    return told_together(
        [Problem(RowState.UNKNOWN, sheet.title, rows[0], None, sheet.title, text, "", rows, offers)]
    )


def leaving_out() -> Offer:
    """What can be said of every row."""
    return Offer(RowAnswer(Choice.LEAVE_OUT), words.offer(Choice.LEAVE_OUT))


def heading_columns(
    sheet: Sheet, header: int | None, fields: Mapping[int, str] | None = None
) -> tuple[ColumnPreview, ...]:
    """Every column with its heading in the row `header` (from 0; None for none) and its field."""
    width = len(sheet.rows[0]) if sheet.rows else 0
    heads = sheet.rows[header] if header is not None else (None,) * width
    named = fields or {}
    return tuple(
        ColumnPreview(letter(at + 1), cell_text(heads[at]), named.get(at, ""))
        for at in range(width)
    )


def is_blank(row: Sequence[Cell]) -> bool:
    """Whether nothing can be read in a row."""
    return not any(cell_text(cell) for cell in row)


def first_text(row: Sequence[Cell]) -> str:
    """The first thing that stands in a row."""
    return next((text for cell in row if (text := cell_text(cell))), "")


def named_by(sheet: SheetPreview, row: int) -> str:
    """By what people know a row (from 1): the text of the item, else the first thing in it."""
    cells = sheet.cells[row - 1]
    texts = [
        str(cell)
        for column, cell in zip(sheet.columns, cells, strict=True)
        if column.field == SchemeField.TEXT
    ]
    return next(filter(None, [*texts, *map(str, cells)]), "")


def place_of(book: Workbook, error: InspectorError) -> Place | None:
    """The cell, row or sheet that a refusal is about."""
    if isinstance(error, FileRefused):
        return None if error.sheet is None else Place(error.sheet, error.row, None)
    if not isinstance(error, CellRefused):
        return None
    sheet = next((each for each in book.sheets if each.title == error.sheet), None)
    column = None if sheet is None else column_of(sheet, error.column)
    return Place(error.sheet, error.row, column)


def column_of(sheet: Sheet, named: str) -> int | None:
    """A column by its heading, or by its letter with or without the heading behind it."""
    for row in sheet.rows[:_SEARCHED_ROWS]:
        for at, cell in enumerate(row):
            if named and cell_text(cell) == named:
                return at
    width = len(sheet.rows[0]) if sheet.rows else 0
    letters = [letter(at + 1) for at in range(width)]
    first = named.split(" ")[0]
    return letters.index(first) if first in letters else None


def shown_cells(sheet: Sheet) -> tuple[tuple[str | Decimal, ...], ...]:
    """What stands in the cells: numbers as they are, everything else as text."""
    return tuple(tuple(map(_shown, row)) for row in sheet.rows)


def _shown(cell: Cell) -> str | Decimal:
    if isinstance(cell, str):
        return cell_text(cell)
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | Decimal):
        return Decimal(cell)
    if isinstance(cell, datetime) and (cell.hour or cell.minute):
        return cell.strftime("%Y-%m-%d %H:%M")
    return cell_text(cell)


def fullest(sheets: Sequence[SheetPreview]) -> int:
    """The sheet with most rows that are written or to decide, the first of several."""
    weights = [len(sheet.states) - sheet.states.count(RowState.BLANK) for sheet in sheets]
    return max(range(len(sheets)), key=lambda at: weights[at], default=0)
