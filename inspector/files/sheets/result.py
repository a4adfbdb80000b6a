"""The sheet of results as they are observed (实地测评原始表), one row for each observation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.result import ResultRow, ResultState
from inspector.files.sheets import fit, page, style
from inspector.files.sheets.grid import Book, Cell, Sheet, Value
from inspector.files.sheets.style import Look, Style
from inspector.progress import SILENT, Progress

_SIZE, _HEAD, _LINE = 11, 24.0, 18.0
_LEAST_DEPARTMENTS = 2
_MOST_DIGITS = 15
_TITLE = "实地测评原始表"
_SEPARATOR = "、"
_TEXT = Look(style.FANG, _SIZE, wrap=True)
_CODE = Look(style.TIMES, _SIZE, across="center")
_POINTS = Look(style.TIMES, _SIZE, across="right")
_DAY = Look(style.TIMES, _SIZE, across="center", format="yyyy-mm-dd")
_WORD = replace(_TEXT, across="center")
# The words by which an import knows that there are no points.
_WITHOUT = {ResultState.NOT_APPLICABLE: "不涉及", ResultState.MISSING: "未检查"}


class _Column(Struct, frozen=True):
    """A column: its heading, its width, how it looks, and what stands in it."""

    heading: str
    width: float
    look: Look
    value: Callable[[ResultRow], Value]


def write_results(path: Path, rows: Sequence[ResultRow], progress: Progress = SILENT) -> Path:
    """Write the sheet whole or not at all, as it can be imported again; raises FileRefused.

    Columns for days, full marks, inspectors and numbers of visits are added where rows differ in
    them.
    """
    columns = _columns(rows)
    book = Book(_TITLE)
    sheet = book.sheet(_TITLE, [column.width for column in columns])
    head = sheet.style(style.HEAD)
    sheet.row([(column.heading, head) for column in columns], _HEAD)
    styles = [sheet.style(column.look) for column in columns]
    sheet.rows(_lines(rows, columns, styles), len(rows))
    page.finish(sheet, page.Printing(1, "A2", _TITLE))
    _filter(sheet)
    return book.save(path, progress)


def _filter(sheet: Sheet) -> None:
    sheet.worksheet.auto_filter.ref = sheet.area


def _lines(
    rows: Sequence[ResultRow], columns: Sequence[_Column], styles: Sequence[Style]
) -> Iterator[tuple[list[Cell], float]]:
    for row in rows:
        cells: list[Cell] = [
            (column.value(row), look) for column, look in zip(columns, styles, strict=True)
        ]
        texts = [
            (value, column.width)
            for (value, _look), column in zip(cells, columns, strict=True)
            if isinstance(value, str)
        ]
        yield cells, fit.height(texts, _SIZE, _LINE, margin=3)


def _columns(rows: Sequence[ResultRow]) -> list[_Column]:
    most = max((len(row.departments) for row in rows), default=0)
    columns = [
        _Column("序号", 7, _CODE, _numbered),
        _Column("项目", 22, _TEXT, lambda row: row.content),
        _Column("考察点位", 22, _TEXT, lambda row: row.place),
        _Column("扣分", 8, _POINTS, lambda row: _number(row.lost) if row.lost else None),
        _Column("得分", 9, _POINTS, _got),
        _Column("区域", 14, _WORD, lambda row: row.area),
        *(_department(at) for at in range(max(most, _LEAST_DEPARTMENTS))),
    ]
    if any(row.full_mark != 1 for row in rows):
        columns.append(_Column("分值", 8, _POINTS, lambda row: _number(row.full_mark)))
    if len({row.day for row in rows}) > 1:
        columns.append(_Column("日期", 12, _DAY, lambda row: row.day))
    if any(row.inspectors for row in rows):
        columns.append(_Column("检查人", 14, _WORD, lambda row: _SEPARATOR.join(row.inspectors)))
    if any(row.visit for row in rows):
        columns.append(_Column("检查批次", 9, _CODE, lambda row: row.visit))
    return columns


def _department(at: int) -> _Column:
    def named(row: ResultRow) -> Value:
        return row.departments[at] if at < len(row.departments) else None

    return _Column(f"责任单位{at + 2}", 14, _WORD, named)


def _numbered(row: ResultRow) -> Value:
    is_whole = row.number.isdecimal() and str(int(row.number)) == row.number
    return int(row.number) if is_whole and len(row.number) < _MOST_DIGITS else row.number


def _got(row: ResultRow) -> Value:
    return _WITHOUT.get(row.state) or _number(row.got)


def _number(points: Decimal) -> Decimal | int:
    return int(points) if points == points.to_integral_value() else points.normalize()
