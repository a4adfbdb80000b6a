"""Somebody else's results from their workbook: every row of every sheet gets a fate."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from msgspec import Struct, field

from inspector.domain.points import plain, rounded_points
from inspector.domain.result import (
    ResultFate,
    ResultNote,
    ResultRow,
    ResultRowFate,
    ResultSheet,
)
from inspector.domain.row_answer import Answers
from inspector.errors import FileFault, FileRefused
from inspector.files.blanked import blanked
from inspector.files.cell import cell_names, cell_number, cell_text, is_blank
from inspector.files.reader import Cell, Sheet, Workbook, read_workbook
from inspector.progress import SILENT, Progress
from inspector.wording import _

HEADINGS: dict[str, tuple[str, ...]] = {
    "number": ("序号", "编号", "no", "no.", "number"),
    "content": ("项目", "测评内容", "测评项目", "考察内容", "item", "content"),
    "place": ("考察点位", "点位", "点位名称", "考察地点", "place", "site"),
    "lost": ("扣分", "失分", "lost", "deduction"),
    "got": ("得分", "score", "got"),
    "area": ("区域", "属地", "责任单位1", "街道", "area"),
    "department": ("责任单位", "责任单位2", "责任单位3", "责任单位4", "department"),
}
SEARCHED_ROWS = 20
_ROWS_PER_STEP = 500


class _Columns(Struct):
    """At which index each field stands; departments may have several columns."""

    single: dict[str, int] = field(default_factory=dict)
    departments: list[int] = field(default_factory=list)

    @property
    def is_header(self) -> bool:
        return {"content", "place"} <= self.single.keys() and bool(
            {"lost", "got"} & self.single.keys()
        )


def read_results(path: Path, progress: Progress = SILENT) -> ResultSheet:
    """The rows of a result workbook; raises FileRefused, also when no sheet has a header.

    A blank loss is 0, a blank score 1 minus the loss (domain sheet 1).
    """
    return understand(read_workbook(path, progress=progress), progress=progress)


def understand(
    book: Workbook, answers: Answers | None = None, progress: Progress = SILENT
) -> ResultSheet:
    """Tell the fate of every row; the first row of each number is the one that counts as its own.

    Rows that `answers` leave out are for review. Raises FileRefused when nothing at all is in the
    workbook or no sheet has a header row, and Cancelled.
    """
    answers = answers or Answers()
    book = blanked(book, answers)
    if not any(sheet.rows for sheet in book.sheets):
        raise FileRefused(book.path, FileFault.EMPTY)
    headers = [_find_header(sheet) for sheet in book.sheets]
    if all(header is None for header in headers):
        raise FileRefused(book.path, FileFault.NO_RESULT_HEADER)
    rows: list[ResultRow] = []
    fates: list[ResultRowFate] = []
    for sheet, header in zip(book.sheets, headers, strict=True):
        if header is None:
            fates.extend(_not_understood(sheet, answers))
        else:
            _take_sheet(_Table(sheet, *header, answers), rows, fates, progress)
    return ResultSheet(tuple(rows), tuple(fates))


def columns_of(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    """The header row of a sheet (index) and the field of each column that is read, by index."""
    found = _find_header(sheet)
    if found is None:
        return None
    header, columns = found
    fields = {index: name for name, index in columns.single.items()}
    return header, fields | dict.fromkeys(columns.departments, "department")


def _find_header(sheet: Sheet) -> tuple[int, _Columns] | None:
    for index, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        columns = _columns(row)
        if columns.is_header:
            return index, columns
    return None


def _columns(row: Sequence[Cell]) -> _Columns:
    columns = _Columns()
    for index, cell in enumerate(row):
        heading = "".join(cell_text(cell).lower().split())
        for name, words in HEADINGS.items():
            if heading not in words:
                continue
            if name == "department":
                columns.departments.append(index)
            else:
                columns.single.setdefault(name, index)
    return columns


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


class _Table(Struct, frozen=True):
    """A sheet with its header row and columns, and what was said about its rows."""

    sheet: Sheet
    header: int
    columns: _Columns
    answers: Answers


def _take_sheet(
    table: _Table, rows: list[ResultRow], fates: list[ResultRowFate], progress: Progress
) -> None:
    sheet, what = table.sheet, _("Reading {file}").format(file=table.sheet.title)
    unread = frozenset(sheet.unread)
    first_row: dict[str, int] = {}
    for index, cells in enumerate(sheet.rows):
        if not index % _ROWS_PER_STEP:
            progress.step(index, len(sheet.rows), what)
        fate = _fate_without_record(table, index, cells, unread)
        if fate is None:
            read = _read_row(sheet.title, index + 1, cells, table.columns)
            if isinstance(read, ResultRowFate):
                fate = read
            else:
                rows.append(read)
                fate = _taken(read, first_row)
        fates.append(fate)


def _fate_without_record(
    table: _Table, index: int, cells: Sequence[Cell], unread: frozenset[int]
) -> ResultRowFate | None:
    """The fate of a row that is not read as a record, None for one that is."""
    title, number = table.sheet.title, index + 1
    if is_blank(cells):
        return ResultRowFate(title, number, ResultFate.EMPTY)
    if index <= table.header or _is_header(cells):
        return ResultRowFate(title, number, ResultFate.HEADER)
    if table.answers.leaves_out(title, number):
        return ResultRowFate(title, number, ResultFate.REVIEW)
    if index in unread:
        return ResultRowFate(title, number, ResultFate.REVIEW, (ResultNote.UNREAD,))
    return None


def _is_header(cells: Sequence[Cell]) -> bool:
    """Whether a row is the header printed again; few rows have the word that every header has."""
    words = HEADINGS["content"]
    return any(type(cell) is str and "".join(cell.lower().split()) in words for cell in cells) and (
        _columns(cells).is_header
    )


def _taken(row: ResultRow, first_row: dict[str, int]) -> ResultRowFate:
    notes: list[ResultNote] = []
    first = first_row.setdefault(row.number, row.row) if row.number else row.row
    if first != row.row:
        notes.append(ResultNote.DOUBLED_NUMBER)
    if not row.area:
        notes.append(ResultNote.NO_AREA)
    if not row.departments:
        notes.append(ResultNote.NO_DEPARTMENT)
    if not row.units:
        notes.append(ResultNote.NO_UNIT)
    value = str(first) if first != row.row else ""
    return ResultRowFate(row.sheet, row.row, ResultFate.TAKEN, tuple(notes), value)


def _read_row(
    sheet: str, number: int, cells: Sequence[Cell], columns: _Columns
) -> ResultRow | ResultRowFate:
    def cell(name: str) -> Cell:
        index = columns.single.get(name)
        return None if index is None else cells[index]

    def fate(kind: ResultFate, note: ResultNote, value: object = "") -> ResultRowFate:
        return ResultRowFate(sheet, number, kind, (note,), cell_text(value))

    content, place = cell_text(cell("content")), cell_text(cell("place"))
    if not content:
        return fate(ResultFate.REVIEW, ResultNote.NO_CONTENT)
    if not place:
        return fate(ResultFate.REVIEW, ResultNote.NO_PLACE)
    try:
        lost, got = _points(cell("lost")), _points(cell("got"))
    except ValueError as error:
        return fate(ResultFate.REFUSED, ResultNote.NOT_A_NUMBER, error)
    for points in (lost, got):
        if points is not None and not 0 <= points <= 1:
            return fate(ResultFate.REFUSED, ResultNote.OUT_OF_RANGE, plain(points))
    if lost is not None and got is not None and lost + got != 1:
        return fate(ResultFate.REVIEW, ResultNote.CONTRADICTION, f"{plain(lost)} + {plain(got)}")
    if lost is None:
        lost = Decimal(0) if got is None else 1 - got
    named = dict.fromkeys(
        name for index in columns.departments for name in cell_names(cells[index])
    )
    return ResultRow(
        sheet=sheet,
        row=number,
        number=cell_text(cell("number")),
        content=content,
        place=place,
        lost=lost,
        area=cell_text(cell("area")),
        departments=tuple(named),
    )


def _points(cell: Cell) -> Decimal | None:
    number = cell_number(cell)
    return None if number is None else rounded_points(number)
