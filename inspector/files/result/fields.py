"""Which column of a table of results is what: by its headings, by its cells, or as told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from inspector.domain.import_mapping import ColumnMapping
from inspector.domain.result_options import REPEATABLE, ResultField
from inspector.files.cell import cell_day, cell_text, letter
from inspector.files.reader import Cell, Sheet
from inspector.files.result.heading import (
    content_in,
    depth_of,
    field_of,
    full_mark_in,
    is_mark_alone,
    says_lost,
    without_mark,
)
from inspector.files.result.value import is_silent, is_value
from inspector.files.scheme.columns import squeezed
from inspector.files.table_head import Head

MEASURES = (ResultField.GOT, ResultField.LOST, ResultField.GRADE)
"""Fields that say how good it was."""
PLACES = (ResultField.PLACE, ResultField.AREA, ResultField.DEPARTMENT)
"""Fields that say what was inspected; an area or a unit itself where there is no place."""

_SAMPLE_ROWS = 200
_OWN_HEADINGS = frozenset({"项目", "考察点位", "扣分", "得分", "区域"})
# Fields of words: a column of numbers under such a heading is something else.
_WORDED = frozenset({ResultField.CONTENT, ResultField.AREA, ResultField.DEPARTMENT})
_ANY_YEAR = 2000
_SAYS_DAY = re.compile(r"月|[-/年]|\d\.\d+\.\d")
# A day as eight digits, or as the number that sheets keep for one of these years.
_DAY_DIGITS = re.compile(r"(19|20)\d{6}|4[0-9]{4}(\.\d+)?")


class Content(Struct, frozen=True):
    """What the points of a column are of; `mark_column` holds its full mark row by row."""

    text: str
    full_mark: Decimal | None = None
    mark_column: int | None = None
    is_loss: bool = False


class Table(Struct, frozen=True, dict=True):
    """A table of results: its header, the fields of its columns, the contents of its values.

    Without a column of contents every column in `contents` has its own. `told` are the columns
    that somebody named, `is_own` says that it is laid out as the program writes results, `is_sure`
    that its headings or a person say that it holds results.
    """

    sheet: Sheet
    head: Head
    fields: Mapping[int, ResultField]
    contents: Mapping[int, Content]
    told: frozenset[int] = frozenset()
    is_own: bool = False
    is_sure: bool = False

    @cached_property
    def _by_field(self) -> dict[ResultField, list[int]]:
        found: dict[ResultField, list[int]] = {}
        for column, field in sorted(self.fields.items()):
            found.setdefault(field, []).append(column)
        return found

    def column(self, field: ResultField) -> int | None:
        """The leftmost column of a field."""
        found = self._by_field.get(field)
        return found[0] if found else None

    def columns(self, field: ResultField) -> list[int]:
        """The columns of a field, from the left."""
        return self._by_field.get(field, [])

    @property
    def first_row(self) -> int:
        """The index of the first row below the header."""
        return self.head.last + 1


def heading_of(sheet: Sheet, head: Head, column: int) -> str:
    """The innermost heading of a column, also one as long as a sentence."""
    if heading := head.heading(column):
        return heading
    if head.first < 0:
        return ""
    rows = sheet.rows[head.first : head.last + 1]
    return next((text for row in reversed(rows) if (text := cell_text(row[column]))), "")


def find_fields(
    sheet: Sheet, head: Head, mapping: ColumnMapping, places: Collection[str]
) -> Table | None:
    """The table below a header; None where nothing tells places and points.

    `places` are the names of sites that are known already.
    """
    told = {
        column: ResultField(field)
        for name, field in mapping
        if (column := head.column(name)) is not None
    }
    return _Finder(sheet, head, told, places).table()


class _Finder:
    """Looks at one table."""

    def __init__(
        self,
        sheet: Sheet,
        head: Head,
        told: Mapping[int, ResultField],
        places: Collection[str],
    ) -> None:
        self._sheet = sheet
        self._head = head
        self._told = told
        self._places = places
        self._headings = {column: heading_of(sheet, head, column) for column in head.paths}
        self._sample = sheet.rows[head.last + 1 : head.last + 1 + _SAMPLE_ROWS]
        self._fields: dict[int, ResultField] = {}
        self._marks: dict[str, int] = {}
        self._beside: dict[int, int] = {}

    def table(self) -> Table | None:
        """The table, or None."""
        for column, heading in self._headings.items():
            field = self._named(column, heading)
            if field is not None:
                self._fields[column] = field
        if not self._columns(ResultField.CONTENT):
            self._split_groups()
        self._settle()
        self._tell()
        self._find_days()
        self._find_values()
        self._find_places()
        contents = self._contents()
        is_measured = bool(contents) or any(self._columns(field) for field in MEASURES)
        if not is_measured or not any(self._columns(field) for field in PLACES):
            return None
        is_own = {squeezed(each) for each in self._headings.values()} >= _OWN_HEADINGS
        is_named = any(field_of(each) in PLACES for each in self._headings.values())
        is_marked = any(full_mark_in(each) for each in self._headings.values())
        is_measured = any(field_of(each) in MEASURES for each in self._headings.values())
        return Table(
            self._sheet,
            self._head,
            self._fields,
            contents,
            frozenset(self._told),
            is_own,
            is_sure=bool(self._told) or (is_named and (is_measured or is_marked)),
        )

    def _columns(self, field: ResultField) -> list[int]:
        return [column for column, named in sorted(self._fields.items()) if named is field]

    def _named(self, column: int, heading: str) -> ResultField | None:
        """The field that the headings of a column name."""
        field, path = field_of(heading), self._head.paths.get(column, ())
        has_mark = full_mark_in(heading) is not None
        above = [field_of(text) for text in path[:-1]]
        if has_mark and is_mark_alone(heading) and above:
            return above[-1] or ResultField.VALUE
        if has_mark and field in (None, ResultField.IGNORE, ResultField.CONTENT):
            return ResultField.VALUE
        if field in (None, ResultField.IGNORE) and any(each in MEASURES for each in above):
            return ResultField.VALUE
        return None if field in _WORDED and self._is_counted(column) else field

    def _outer(self, column: int) -> str:
        return "/".join(self._head.paths.get(column, ())[:-1])

    def _split_groups(self) -> None:
        """Points under several groups of headings are of the contents that the groups name."""
        groups: dict[str, dict[ResultField, int]] = defaultdict(dict)
        for column, field in self._fields.items():
            outer = self._outer(column)
            if outer and field in MEASURES and not self._names_field(column):
                groups[outer].setdefault(field, column)
        if len(groups) < 2:
            return
        for column in self._columns(ResultField.FULL_MARK):
            if self._outer(column) in groups:
                self._marks[self._outer(column)] = column
        for measures in groups.values():
            kept = next(measures[each] for each in MEASURES if each in measures)
            for column in measures.values():
                self._fields[column] = ResultField.IGNORE
            self._fields[kept] = ResultField.VALUE

    def _names_field(self, column: int) -> bool:
        return field_of(self._head.paths[column][-2]) is not None

    def _settle(self) -> None:
        """Of several columns of one field one has it, the others are not read."""
        contents = self._columns(ResultField.CONTENT)
        if contents:
            inner = min(contents, key=lambda column: depth_of(self._headings[column]))
            self._give(ResultField.CONTENT, inner)
        areas = self._columns(ResultField.AREA)
        if len(areas) > 1 and not self._columns(ResultField.PLACE):
            # What lies inside of an area is the place, where nothing else is.
            self._fields[areas[-1]] = ResultField.PLACE
        for field in ResultField:
            columns = self._columns(field)
            if len(columns) > 1 and field is ResultField.FULL_MARK and not contents:
                self._full_marks_beside(columns)
            elif columns and field not in REPEATABLE:
                self._give(field, columns[0])

    def _full_marks_beside(self, columns: Collection[int]) -> None:
        """Several columns of full marks are each that of the points to its left."""
        for column in columns:
            self._fields[column] = ResultField.IGNORE
            self._beside[column - 1] = column

    def _give(self, field: ResultField, column: int) -> None:
        for other in self._columns(field):
            self._fields[other] = ResultField.IGNORE
        self._fields[column] = field

    def _tell(self) -> None:
        for column, field in self._told.items():
            if field not in REPEATABLE:
                for other in self._columns(field):
                    if other not in self._told:
                        self._fields[other] = ResultField.IGNORE
            self._fields[column] = field

    def _find_values(self) -> None:
        """Columns that hold points though their headings do not say so."""
        unknown = [at for at in self._headings if at not in self._fields and self._is_valued(at)]
        has_measure = any(self._columns(field) for field in MEASURES)
        if self._columns(ResultField.CONTENT):
            if not has_measure:
                total = self._columns(ResultField.TOTAL)
                for column in (total or unknown)[:1]:
                    self._fields[column] = ResultField.GOT
            return
        # One column of numbers beside the points of a visit is about something else.
        if len(unknown) > 1 or not has_measure:
            for column in unknown:
                self._fields[column] = ResultField.VALUE
        if not self._columns(ResultField.VALUE):
            return
        for field in MEASURES:
            for column in self._columns(field):
                is_total = field is not ResultField.GRADE and not self._columns(ResultField.TOTAL)
                self._fields[column] = ResultField.TOTAL if is_total else ResultField.IGNORE

    def _find_days(self) -> None:
        if self._columns(ResultField.DAY):
            return
        for column in self._headings:
            cells = self._cells(column) if column not in self._fields else []
            if cells and all(map(_is_day, cells)):
                self._fields[column] = ResultField.DAY
                return

    def _find_places(self) -> None:
        """The column of places: of known sites, else what else names what was inspected."""
        if self._columns(ResultField.PLACE):
            return
        free = [column for column in self._headings if column not in self._fields]
        known = [column for column in free if self._names_sites(column)]
        unit = [*self._columns(ResultField.AREA), *self._columns(ResultField.DEPARTMENT)]
        words = [column for column in free if self._is_worded(column)]
        # An area or a unit is read as such too: its own name stands for the place then.
        for column in [*known, *([] if unit else words)][:1]:
            self._fields[column] = ResultField.PLACE

    def _contents(self) -> dict[int, Content]:
        if self._columns(ResultField.CONTENT):
            return {}
        columns = self._columns(ResultField.VALUE)
        if columns:
            names = [self._content(column) for column in columns]
            return {
                column: content if names.count(content) == 1 else self._whole(column, content)
                for column, content in zip(columns, names, strict=True)
            }
        fields = (*MEASURES, ResultField.TOTAL)
        measured = next((self._columns(field) for field in fields if self._columns(field)), [])
        return {column: self._sum(column) for column in measured}

    def _content(self, column: int) -> Content:
        path = self._head.paths.get(column, ())
        heading = self._headings[column]
        mark = next(filter(None, map(full_mark_in, (heading, *reversed(path)))), None)
        is_loss = any(map(says_lost, (heading, *path)))
        outer = self._outer(column)
        if path and (is_mark_alone(heading) or field_of(heading) in MEASURES) and outer:
            heading = path[-2]
        text = content_in(heading) or letter(column + 1)
        return Content(text, mark, self._marks.get(outer, self._beside.get(column)), is_loss)

    def _whole(self, column: int, content: Content) -> Content:
        """A content named by all its headings, because another has the same one."""
        path = [content_in(text) for text in self._head.paths.get(column, ())]
        text = "/".join(path) or f"{content.text} {letter(column + 1)}"
        return Content(text, content.full_mark, content.mark_column, content.is_loss)

    def _sum(self, column: int) -> Content:
        heading = self._headings[column]
        marks = self._columns(ResultField.FULL_MARK)
        return Content(
            without_mark(heading) or self._sheet.title,
            full_mark_in(heading),
            marks[0] if marks else None,
            says_lost(heading) or self._fields[column] is ResultField.LOST,
        )

    def _cells(self, column: int) -> list[Cell]:
        return [cell for row in self._sample if cell_text(cell := row[column])]

    def _is_valued(self, column: int) -> bool:
        """Whether most of what stands in a column can be points."""
        cells = [cell for cell in self._cells(column) if not is_silent(cell)]
        return bool(cells) and 5 * sum(map(is_value, cells)) >= 4 * len(cells)

    def _is_counted(self, column: int) -> bool:
        cells = self._cells(column)
        return bool(cells) and 5 * sum(map(_is_number, cells)) >= 4 * len(cells)

    def _is_worded(self, column: int) -> bool:
        cells = self._cells(column)
        return bool(cells) and not any(_is_number(cell) or _is_day(cell) for cell in cells)

    def _names_sites(self, column: int) -> bool:
        cells = self._cells(column)
        known = sum(cell_text(cell) in self._places for cell in cells)
        return known > 0 and 2 * known >= len(cells)


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | Decimal) and not isinstance(cell, bool)


def _is_day(cell: Cell) -> bool:
    """Whether a cell can be nothing but a day: 8.5 is as well a number of points."""
    if isinstance(cell, date):
        return True
    text = cell_text(cell)
    if not text or not (_SAYS_DAY.search(text) or _DAY_DIGITS.fullmatch(text)):
        return False
    try:
        return cell_day(cell, _ANY_YEAR) is not None
    except ValueError:
        return False
