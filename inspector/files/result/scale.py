"""How the points of a table are meant: lost or gained, of which full mark, with which grades."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from inspector.domain.result_options import Blank, Direction, ResultField, ResultOptions
from inspector.files.cell import cell_text
from inspector.files.result.fields import Table
from inspector.files.result.heading import full_mark_in, says_lost
from inspector.files.result.value import Scale, grades_of, number_of, word_of

_MARKS = tuple(map(Decimal, (1, 5, 10, 15, 20, 25, 30, 40, 50, 60, 100)))
_LOST_MARKS = tuple(map(Decimal, (1, 10, 100)))
_WHOLE = Decimal(100)
_ONE = Decimal(1)
# One cell of twenty may hold a slip that would make the full mark of all others wrong.
_SLIPS = 20


class Meaning(Struct, frozen=True):
    """What the points of a table mean; columns are those that hold points.

    `full_marks` are by column, what the options say of a content goes before. `assumed` are the
    columns of which nothing states one, `negative` those that write losses with a minus.
    """

    scale: Scale
    directions: Mapping[int, Direction]
    full_marks: Mapping[int, Decimal]
    assumed: frozenset[int]
    negative: frozenset[int]
    grades: tuple[tuple[str, Decimal], ...]


def meaning_of(table: Table, mark_row: int | None, options: ResultOptions) -> Meaning:
    """What the points of a table mean; `mark_row` is the index of a row of full marks."""
    columns = _measures(table)
    directions = {column: _direction(table, column, options) for column in columns}
    rows = [row for at, row in enumerate(table.sheet.rows) if at >= table.first_row]
    words = {
        word_of(cell) for row in rows for column in columns if isinstance(cell := row[column], str)
    }
    grades = grades_of(words, options)
    numbers = {
        column: [number for row in rows if (number := number_of(row[column])) is not None]
        for column in columns
    }
    stated = {column: _stated(table, column, mark_row) for column in columns}
    known = {
        column: mark
        for column, each in stated.items()
        if (mark := each or options.full_mark) is not None
    }
    assumed = {} if table.is_own else _assumed(table, numbers, directions, known)
    return Meaning(
        scale=Scale(options.blank or (Blank.ZERO if table.is_own else Blank.MISSING), grades),
        directions=directions,
        full_marks=dict.fromkeys(columns, _ONE) | assumed | known,
        assumed=frozenset(column for column in assumed if numbers[column]),
        negative=frozenset(
            column
            for column, values in numbers.items()
            if directions[column] is Direction.LOST and not table.is_own and _is_negative(values)
        ),
        grades=tuple((word, grades[word]) for word in sorted(words) if word in grades),
    )


def _measures(table: Table) -> list[int]:
    if table.contents:
        return sorted(table.contents)
    fields = (ResultField.LOST, ResultField.GOT, ResultField.GRADE)
    return [column for field in fields for column in table.columns(field)]


def _direction(table: Table, column: int, options: ResultOptions) -> Direction:
    if table.fields[column] is ResultField.LOST:
        return Direction.LOST
    if options.direction is not None:
        return options.direction
    content = table.contents.get(column)
    totals = [table.head.heading(total) for total in table.columns(ResultField.TOTAL)]
    above = [
        cell_text(cell) for row in table.sheet.rows[: max(0, table.head.first)] for cell in row
    ]
    is_titled = any(says_lost(text) and "得分" not in text for text in above)
    is_loss = content is not None and (
        content.is_loss or is_titled or any(says_lost(heading) for heading in totals)
    )
    return Direction.LOST if is_loss else Direction.GAINED


def _stated(table: Table, column: int, mark_row: int | None) -> Decimal | None:
    content = table.contents.get(column)
    if mark_row is not None:
        cell = table.sheet.rows[mark_row][column]
        if mark := number_of(cell) or full_mark_in(cell_text(cell)):
            return mark
    if content is not None:
        return content.full_mark
    return full_mark_in(table.head.heading(column))


def _assumed(
    table: Table,
    numbers: Mapping[int, list[Decimal]],
    directions: Mapping[int, Direction],
    known: Mapping[int, Decimal],
) -> dict[int, Decimal]:
    """The least usual full mark above what stands in a column, for columns that state none."""
    by_row = bool(table.columns(ResultField.FULL_MARK))
    found = {
        column: _least(numbers[column], directions[column], is_whole=_is_whole(table, column))
        for column in directions
        if column not in known
        and not by_row
        and not (table.contents and table.contents[column].mark_column is not None)
    }
    if not found:
        return {}
    if not table.contents:
        # What is gained and what is lost of the same observation have one full mark.
        return dict.fromkeys(found, _sum_of_both(table) or max(found.values()))
    if Direction.LOST in {directions[column] for column in found}:
        # What was lost says little of what could be: one full mark for all contents.
        return dict.fromkeys(found, max(found.values()))
    often, times = Counter(found.values()).most_common(1)[0]
    is_common = 2 * times > len(found) and often == max(found.values())
    return dict.fromkeys(found, often) if is_common else found


def _sum_of_both(table: Table) -> Decimal | None:
    """What the points gained and lost of most observations add up to."""
    lost, got = table.column(ResultField.LOST), table.column(ResultField.GOT)
    if lost is None or got is None:
        return None
    rows = table.sheet.rows[table.first_row :]
    sums = Counter(
        one + other
        for row in rows
        if (one := number_of(row[lost])) is not None and (other := number_of(row[got])) is not None
    )
    both, _times = next(iter(sums.most_common(1)), (Decimal(0), 0))
    return both if both > 0 else None


def _is_whole(table: Table, column: int) -> bool:
    """Whether a column holds the points of a whole visit."""
    return len(table.contents) == 1 and table.fields[column] is not ResultField.VALUE


def _least(values: Iterable[Decimal], direction: Direction, *, is_whole: bool) -> Decimal:
    ordered = sorted(map(abs, values), reverse=True)
    if not ordered:
        return _ONE
    most = ordered[len(ordered) // _SLIPS]
    if is_whole and most > 1:
        return _WHOLE
    marks = _LOST_MARKS if direction is Direction.LOST else _MARKS
    return next((mark for mark in marks if most <= mark), marks[-1])


def _is_negative(values: Iterable[Decimal]) -> bool:
    signs = {value > 0 for value in values if value}
    return signs == {False}
