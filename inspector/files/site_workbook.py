"""Units, types and sites from a workbook of our own format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct

from inspector.domain.points import plain, rounded_points
from inspector.domain.row_answer import Answers
from inspector.domain.site_sheet import Line, Link, SiteFate, SiteRowFate, SiteSheet
from inspector.domain.unit import Role
from inspector.errors import CellFault, CellRefused, FileFault, FileRefused
from inspector.files import site_columns
from inspector.files.blanked import blanked
from inspector.files.cell import cell_day, cell_names, cell_number, cell_text
from inspector.files.reader import Cell, Sheet, Workbook, read_workbook
from inspector.files.site_columns import FORMS, Form, heading_key
from inspector.progress import SILENT, Progress

SEARCHED_ROWS = 20
_COORDINATE_PLACES = 7


def read_sites(path: Path, progress: Progress = SILENT) -> SiteSheet:
    """What a site workbook says; raises FileRefused and CellRefused.

    Sheets are known by their title or by their header row; their order does not matter.
    """
    return understand(read_workbook(path, progress=progress))


def understand(book: Workbook, answers: Answers | None = None) -> SiteSheet:
    """Turn the rows of every sheet into lines, links and fates; raises as `read_sites`.

    Rows that `answers` leave out are for review, and so are those whose refusal they collect.
    """
    answers = answers or Answers()
    book = blanked(book, answers)
    if not any(sheet.rows for sheet in book.sheets):
        raise FileRefused(book.path, FileFault.EMPTY)
    readings = [_Reading(book.path, sheet) for sheet in book.sheets]
    if all(reading.form is None for reading in readings):
        raise FileRefused(book.path, FileFault.NO_SITE_HEADER)
    lines: dict[str, list[Any]] = {form.name: [] for form in FORMS}
    fates: list[SiteRowFate] = []
    pending: set[str] = set()
    for reading in readings:
        for index in range(len(reading.sheet.rows)):
            read = reading.take(index, answers)
            if isinstance(read, SiteRowFate):
                fates.append(read)
                pending |= reading.named(index) if read.is_refused else frozenset()
            elif reading.form is not None:
                lines[reading.form.name].append(read)
    return SiteSheet(
        path=book.path,
        sheets=tuple(sheet.title for sheet in book.sheets),
        fates=tuple(fates),
        pending=frozenset(pending),
        **{name: tuple(found) for name, found in lines.items()},
    )


def columns_of(path: Path, sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    """The header row of a sheet (index) and the field of each column that is read, by index.

    Raises FileRefused where a sheet is titled as one of ours but has no header.
    """
    header = _find_header(path, sheet)
    if header is None:
        return None
    fields = {index: name for name, index in header.fields.items()}
    return header.row, fields | {index: role.value for role, index in header.roles.items()}


class _Header(Struct, frozen=True):
    form: Form
    row: int
    fields: Mapping[str, int]
    roles: Mapping[Role, int]
    columns: Mapping[str, str]


class _Reading:
    """One sheet with its header: gives each row as a line, a link or a fate."""

    def __init__(self, path: Path, sheet: Sheet) -> None:
        self.path = path
        self.sheet = sheet
        self._header = _find_header(path, sheet)
        self.form = self._header.form if self._header else None

    def take(self, index: int, answers: Answers) -> Line | Link | SiteRowFate:
        """The record in a row, else its fate; a refusal is raised or kept by the answers."""
        fate = self._fate(index, answers)
        if fate is not None:
            return fate
        try:
            return self._record(index)
        except CellRefused as error:
            answers.refuse(error)
            return SiteRowFate(self.sheet.title, index + 1, SiteFate.REVIEW, is_refused=True)

    def named(self, index: int) -> frozenset[str]:
        """The code and the name that stand in a row."""
        fields = self._header.fields if self._header else {}
        cells = self.sheet.rows[index]
        said = (cell_text(cells[fields[each]]) for each in ("code", "name") if each in fields)
        return frozenset(filter(None, said))

    def _fate(self, index: int, answers: Answers) -> SiteRowFate | None:
        """The fate of a row that holds no record, None for one that does."""
        cells = self.sheet.rows[index]
        filled = [cell_text(cell) for cell in cells if cell_text(cell)]
        if not filled:
            return self._told(index, SiteFate.EMPTY)
        is_header = self._header is not None and index <= self._header.row
        if not is_header and answers.leaves_out(self.sheet.title, index + 1):
            return self._told(index, SiteFate.REVIEW)
        if self._header is None or index in self.sheet.unread:
            return self._told(index, SiteFate.REVIEW, filled[0])
        if is_header:
            return self._told(index, SiteFate.HEADER)
        # A remark below the table: one cell alone makes no record on any sheet but the types'.
        needed = self._header.form.required - {"weight"}
        if len(filled) == 1 and len(needed) > 1:
            return self._told(index, SiteFate.REVIEW, filled[0])
        return None

    def _record(self, index: int) -> Line | Link:
        """The record in a row; raises CellRefused."""
        header = self._header
        assert header is not None
        cells = self.sheet.rows[index]
        values: dict[str, Any] = {}
        for name, column in header.fields.items():
            values[name] = self._value(index, name, cells[column])
        if header.form in (site_columns.SUPERIORS, site_columns.DUTIES):
            values = {"share": Decimal(1), "valid_from": None, "valid_to": None, **values}
            first, last = values["valid_from"], values["valid_to"]
            if first is not None and last is not None and last < first:
                raise self._refusal(index, "valid_to", CellFault.OUT_OF_RANGE, str(last))
            return Link(self.sheet.title, index + 1, columns=header.columns, **values)
        named = {role: cell_names(cells[column]) for role, column in header.roles.items()}
        return Line(self.sheet.title, index + 1, values, named, header.columns)

    def _value(self, index: int, name: str, cell: Cell) -> Any:
        header = self._header
        assert header is not None
        if not cell_text(cell):
            if name in header.form.required and name != "weight":
                raise self._refusal(index, name, CellFault.REQUIRED, "")
            return _BLANK.get(name, "")
        read = _READ.get(name, cell_text)
        try:
            return read(cell)
        except ValueError as error:
            fault = error.args[0] if isinstance(error.args[0], CellFault) else _FAULT[name]
            raise self._refusal(index, name, fault, cell_text(cell)) from None

    def _refusal(self, index: int, name: str, fault: CellFault, value: str) -> CellRefused:
        header = self._header
        assert header is not None
        column = header.columns[name]
        return CellRefused(self.path, self.sheet.title, index + 1, column, fault, value, name)

    def _told(self, index: int, fate: SiteFate, note: str = "") -> SiteRowFate:
        return SiteRowFate(self.sheet.title, index + 1, fate, note)


def _find_header(path: Path, sheet: Sheet) -> _Header | None:
    title = heading_key(sheet.title)
    titled = [form for form in FORMS if title in map(heading_key, form.titles)]
    for form in titled or FORMS:
        # Without its title only the column of weights tells the sheet of types from others.
        needed = form.required - {"weight"} if titled else form.required
        for index, cells in enumerate(sheet.rows[:SEARCHED_ROWS]):
            header = _header(form, index, cells)
            if needed <= header.fields.keys():
                return header
    if titled and any(cell_text(cell) for row in sheet.rows for cell in row):
        raise FileRefused(path, FileFault.NO_SITE_HEADER, sheet.title)
    return None


def _header(form: Form, index: int, cells: Sequence[Cell]) -> _Header:
    fields: dict[str, int] = {}
    roles: dict[Role, int] = {}
    columns: dict[str, str] = {}
    for at, cell in enumerate(cells):
        heading = heading_key(cell_text(cell))
        role = _role_of_heading(form, heading)
        name = role.value if role else _field_of_heading(form, heading)
        if name and name not in columns:
            columns[name] = cell_text(cell)
            if role:
                roles[role] = at
            else:
                fields[name] = at
    return _Header(form, index, fields, roles, columns)


def _field_of_heading(form: Form, heading: str) -> str | None:
    for column in form.columns:
        if heading in map(heading_key, column.headings):
            return column.field
    return None


def _role_of_heading(form: Form, heading: str) -> Role | None:
    for role, headings in _ROLE_HEADINGS.get(form.name, {}).items():
        if heading in map(heading_key, headings):
            return role
    return None


def _word(words: Mapping[Any, tuple[str, ...]]) -> Callable[[Cell], Any]:
    known = {
        heading_key(word): value
        for value, several in words.items()
        for word in (*several, value.value)
    }

    def read(cell: Cell) -> Any:
        try:
            return known[heading_key(cell_text(cell))]
        except KeyError:
            raise ValueError(CellFault.UNKNOWN_VALUE) from None

    return read


def _degrees(most: int) -> Callable[[Cell], Decimal]:
    def read(cell: Cell) -> Decimal:
        number = cell_number(cell) or Decimal(0)
        if abs(number) > most:
            raise ValueError(CellFault.OUT_OF_RANGE)
        return Decimal(plain(round(number, _COORDINATE_PLACES)))

    return read


def _above_zero(most: int) -> Callable[[Cell], Decimal]:
    def read(cell: Cell) -> Decimal:
        number = rounded_points(cell_number(cell) or Decimal(0))
        if not 0 < number <= most:
            raise ValueError(CellFault.OUT_OF_RANGE)
        return number

    return read


_ROLE_HEADINGS: dict[str, dict[Role, tuple[str, ...]]] = {
    "units": site_columns.UNIT_ROLE_HEADINGS,
    "sites": site_columns.SITE_ROLE_HEADINGS,
}
_READ: dict[str, Callable[[Cell], Any]] = {
    "unit_class": _word(site_columns.CLASS_WORDS),
    "role": _word(site_columns.ROLE_WORDS),
    "weight": _above_zero(1_000),
    "share": _above_zero(1),
    "length_m": _above_zero(1_000_000),
    "longitude": _degrees(180),
    "latitude": _degrees(90),
    "valid_from": cell_day,
    "valid_to": cell_day,
    "note": lambda cell: str(cell).strip(),
}
_FAULT = {
    **dict.fromkeys(
        ("weight", "share", "length_m", "longitude", "latitude"), CellFault.NOT_A_NUMBER
    ),
    **dict.fromkeys(("valid_from", "valid_to"), CellFault.NOT_A_DATE),
}
_BLANK: dict[str, Any] = {
    **dict.fromkeys(("longitude", "latitude", "length_m", "valid_from", "valid_to")),
    **dict.fromkeys(("weight", "share"), Decimal(1)),
}
