"""Somebody else's results from their workbook: every row of every sheet gets a fate."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from inspector.domain.points import plain
from inspector.domain.result import (
    ResultColumn,
    ResultFate,
    ResultNote,
    ResultRow,
    ResultRowFate,
    ResultSheet,
    ResultTable,
)
from inspector.domain.result_options import Direction, Duplicates
from inspector.domain.row_answer import Answers, Choice
from inspector.errors import FileFault, FileRefused
from inspector.files.blanked import blanked
from inspector.files.cell import is_blank, letter
from inspector.files.reader import Cell, Sheet, Workbook
from inspector.files.reader.parent import read_workbook
from inspector.files.result.columns import Asked, check_mapping, find_table
from inspector.files.result.fields import Table, heading_of
from inspector.files.result.reading import TableReader
from inspector.files.table_head import repeated_until, side_by_side
from inspector.progress import SILENT, Progress
from inspector.wording import _

NOTHING_ASKED = Asked()
_ROWS_PER_STEP = 500


def read_results(
    path: Path, progress: Progress = SILENT, asked: Asked = NOTHING_ASKED
) -> ResultSheet:
    """The rows of a result workbook; raises what `understand` raises."""
    return understand(read_workbook(path, progress=progress), progress=progress, asked=asked)


def understand(
    book: Workbook,
    answers: Answers | None = None,
    progress: Progress = SILENT,
    asked: Asked = NOTHING_ASKED,
) -> ResultSheet:
    """Tell the fate of every row; the first row of each number is the one that counts as its own.

    Rows that `answers` leave out are for review. Raises FileRefused when nothing at all is in the
    workbook or no sheet holds a table of results, ActionRefused (BAD_MAPPING) for a told column
    that is not there, and Cancelled.
    """
    answers = answers or Answers()
    book = blanked(book, answers)
    if not any(sheet.rows for sheet in book.sheets):
        raise FileRefused(book.path, FileFault.EMPTY)
    found = [find_table(sheet, asked) for sheet in book.sheets]
    check_mapping(book.sheets, found, asked)
    # What only looks like results is none where something else surely is.
    is_any_sure = any(table is not None and table.is_sure for table in found)
    tables = [table if table and table.is_sure >= is_any_sure else None for table in found]
    if all(table is None for table in tables):
        raise FileRefused(book.path, FileFault.NO_RESULT_HEADER)
    for each in () if asked.mapping else filter(None, tables):
        if side_by_side(each.head) is not None:
            raise FileRefused(book.path, FileFault.SIDE_BY_SIDE, each.sheet.title)
    rows: list[ResultRow] = []
    fates: list[ResultRowFate] = []
    told: list[ResultTable] = []
    for sheet, table in zip(book.sheets, tables, strict=True):
        if table is None:
            fates.extend(_not_understood(sheet, answers))
            continue
        reader = TableReader(table, asked, answers)
        told.append(_described(table, reader))
        _take_sheet(reader, answers, asked.options.duplicates, rows, fates, progress)
    return ResultSheet(*_with_full_marks(rows, fates), tuple(told))


def _not_understood(sheet: Sheet, answers: Answers) -> list[ResultRowFate]:
    return [
        ResultRowFate(sheet.title, number, ResultFate.EMPTY)
        if is_blank(row)
        else ResultRowFate(
            sheet.title,
            number,
            ResultFate.REVIEW,
            () if answers.leaves_out(sheet.title, number) else (ResultNote.NO_HEADER,),
        )
        for number, row in enumerate(sheet.rows, 1)
    ]


def _described(table: Table, reader: TableReader) -> ResultTable:
    meaning = reader.meaning
    columns = [
        ResultColumn(
            letter(column + 1),
            heading_of(table.sheet, table.head, column),
            table.fields.get(column),
            content.text if (content := table.contents.get(column)) else "",
            meaning.full_marks.get(column),
            tuple(path[:-1]),
            column in table.told,
        )
        for column, path in sorted(table.head.paths.items())
    ]
    named = {column: each.text for column, each in table.contents.items()}
    assumed = {named.get(column, ""): meaning.full_marks[column] for column in meaning.assumed}
    return ResultTable(
        table.sheet.title,
        tuple(columns),
        meaning.scale.blank,
        set(meaning.directions.values()) == {Direction.LOST},
        tuple(assumed.items()),
        meaning.grades,
        reader.stated_day(),
        not table.sheet.is_visible,
    )


class _Seen:
    """What stood above: numbers, and whole rows, with the row in which they stood first."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.rows: dict[Sequence[Cell], int] = {}


def _take_sheet(
    reader: TableReader,
    answers: Answers,
    duplicates: Duplicates,
    rows: list[ResultRow],
    fates: list[ResultRowFate],
    progress: Progress,
) -> None:
    table = reader.table
    sheet, what = table.sheet, _("Reading {file}").format(file=table.sheet.title)
    unread, seen = frozenset(sheet.unread), _Seen()
    header_until = table.first_row - 1 if reader.mark_row is None else reader.mark_row
    for index, cells in enumerate(sheet.rows):
        if not index % _ROWS_PER_STEP:
            progress.step(index, len(sheet.rows), what)
        if index > header_until and _may_be_header(cells):
            last = repeated_until(sheet, table.head, index)
            header_until = header_until if last is None else last
        fate = (
            ResultRowFate(sheet.title, index + 1, ResultFate.HEADER)
            if index <= header_until and not is_blank(cells)
            else _fate_without_record(reader, answers, index, cells, unread)
        )
        if fate is None:
            read, fate = reader.read(index, cells)
            fate = _compared(fate, cells, read, seen)
            is_doubled = ResultNote.DOUBLED_ROW in fate.notes and duplicates is Duplicates.DROP
            if is_doubled and not answers.names(sheet.title, index + 1, Choice.KEEP):
                fate, read = replace(fate, fate=ResultFate.DROPPED), []
            rows += read
        fates.append(fate)


def _may_be_header(cells: Sequence[Cell]) -> bool:
    """Whether a row holds texts alone; looking closer costs more than all else about a row."""
    return all(cell is None or type(cell) is str for cell in cells)


def _fate_without_record(
    reader: TableReader,
    answers: Answers,
    index: int,
    cells: Sequence[Cell],
    unread: frozenset[int],
) -> ResultRowFate | None:
    """The fate of a row that is not read as a record, None for one that is."""
    title, number = reader.table.sheet.title, index + 1
    if is_blank(cells):
        return ResultRowFate(title, number, ResultFate.EMPTY)
    if answers.leaves_out(title, number):
        return ResultRowFate(title, number, ResultFate.REVIEW)
    if index in unread:
        return ResultRowFate(title, number, ResultFate.REVIEW, (ResultNote.UNREAD,))
    summed = reader.summing(cells)
    return None if summed is None else ResultRowFate(title, number, summed)


def _compared(
    fate: ResultRowFate, cells: Sequence[Cell], read: Sequence[ResultRow], seen: _Seen
) -> ResultRowFate:
    """The fate with what the row has in common with one above it."""
    if fate.fate is not ResultFate.TAKEN:
        return fate
    same = seen.rows.setdefault(tuple(cells), fate.row)
    number = read[0].number
    first = seen.numbers.setdefault(number, fate.row) if number else fate.row
    if same != fate.row:
        return _doubled(fate, ResultNote.DOUBLED_ROW, same)
    if first != fate.row:
        return _doubled(fate, ResultNote.DOUBLED_NUMBER, first)
    return fate


def _doubled(fate: ResultRowFate, note: ResultNote, first: int) -> ResultRowFate:
    """The fate with the row in which the same stood first; it was compared with its total there."""
    others = (each for each in fate.notes if each is not ResultNote.TOTAL_DIFFERS)
    return replace(fate, notes=(note, *others), value=str(first))


def _with_full_marks(
    rows: Sequence[ResultRow], fates: Sequence[ResultRowFate]
) -> tuple[tuple[ResultRow, ...], tuple[ResultRowFate, ...]]:
    """Contents that have several full marks as one content for each, whatever the order."""
    marks: dict[str, set[Decimal]] = {}
    for row in rows:
        marks.setdefault(row.content, set()).add(row.full_mark)
    several = {content for content, found in marks.items() if len(found) > 1}
    if not several:
        return tuple(rows), tuple(fates)
    told = {(row.sheet, row.row) for row in rows if row.content in several}
    return (
        tuple(_marked(row) if row.content in several else row for row in rows),
        tuple(
            replace(fate, notes=(*fate.notes, ResultNote.FULL_MARK_DIFFERS))
            if (fate.sheet, fate.row) in told
            else fate
            for fate in fates
        ),
    )


def _marked(row: ResultRow) -> ResultRow:
    return replace(row, content=f"{row.content}（{plain(row.full_mark)}分）")
