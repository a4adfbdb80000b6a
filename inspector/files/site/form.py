"""A sheet of our own site workbook: its header, and every row as a record, a link or a fate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from inspector.domain.row_answer import Answers
from inspector.domain.site_sheet import Line, Link, SiteFate, SiteRowFate
from inspector.domain.unit import Role
from inspector.errors import CellFault, CellRefused
from inspector.files.cell import cell_day, cell_names, cell_text
from inspector.files.reader import Cell, Sheet
from inspector.files.site import columns as site_columns
from inspector.files.site.cell import degrees_up_to, number_up_to, word_of
from inspector.files.site.columns import FORMS, Form, heading_key

SEARCHED_ROWS = 20


class Header(Struct, frozen=True):
    """The header row of a form: the column of each field and of each role, and their headings."""

    form: Form
    row: int
    fields: Mapping[str, int]
    roles: Mapping[Role, int]
    columns: Mapping[str, str]


class FormReading:
    """One sheet with its header: gives each row as a line, a link or a fate."""

    def __init__(self, path: Path, sheet: Sheet, header: Header) -> None:
        self.path = path
        self.sheet = sheet
        self._header = header
        self.form = header.form

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
        fields = self._header.fields
        cells = self.sheet.rows[index]
        said = (cell_text(cells[fields[each]]) for each in ("code", "name") if each in fields)
        return frozenset(filter(None, said))

    def _fate(self, index: int, answers: Answers) -> SiteRowFate | None:
        """The fate of a row that holds no record, None for one that does."""
        cells = self.sheet.rows[index]
        filled = [cell_text(cell) for cell in cells if cell_text(cell)]
        if not filled:
            return self._told(index, SiteFate.EMPTY)
        is_header = index <= self._header.row
        if not is_header and answers.leaves_out(self.sheet.title, index + 1):
            return self._told(index, SiteFate.REVIEW)
        if index in self.sheet.unread:
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
        if not cell_text(cell):
            if name in header.form.required and name != "weight":
                raise self._refusal(index, name, CellFault.REQUIRED, "")
            return _BLANK.get(name, "")
        read = _READ.get(name, _as_it_stands)
        try:
            return read(cell)
        except ValueError as error:
            fault = error.args[0] if isinstance(error.args[0], CellFault) else _FAULT[name]
            raise self._refusal(index, name, fault, cell_text(cell)) from None

    def _refusal(self, index: int, name: str, fault: CellFault, value: str) -> CellRefused:
        header = self._header
        column = header.columns[name]
        return CellRefused(self.path, self.sheet.title, index + 1, column, fault, value, name)

    def _told(self, index: int, fate: SiteFate, note: str = "") -> SiteRowFate:
        return SiteRowFate(self.sheet.title, index + 1, fate, note)


def find_form(sheet: Sheet) -> Header | None:
    """The header of a sheet of ours, by its title or by its headings; None on any other sheet.

    A list of sites or units that somebody else made may have the same title: on ours the columns
    that must be there are called as in the template.
    """
    title = heading_key(sheet.title)
    titled = [form for form in FORMS if title in map(heading_key, form.titles)]
    for form in titled or FORMS:
        # Without its title only the column of weights tells the sheet of types from others.
        needed = form.required - {"weight"} if titled else form.required
        for index, cells in enumerate(sheet.rows[:SEARCHED_ROWS]):
            header = _header(form, index, cells)
            if needed <= header.fields.keys() and _is_ours(sheet, header, is_titled=bool(titled)):
                return header
    return None


def _is_ours(sheet: Sheet, header: Header, *, is_titled: bool) -> bool:
    form = header.form
    if form in (site_columns.SITES, site_columns.UNITS):
        for column in form.columns:
            heading = heading_key(header.columns.get(column.field, ""))
            is_plain = heading == heading_key(column.headings[0]) or heading.isascii()
            if column.is_required and not is_plain:
                return False
    named = {*header.fields.values(), *header.roles.values()}
    cells = enumerate(sheet.rows[header.row])
    is_all_known = all(at in named or not cell_text(cell) for at, cell in cells)
    return is_titled or (is_all_known and not sheet.merges)


def _header(form: Form, index: int, cells: Sequence[Cell]) -> Header:
    fields: dict[str, int] = {}
    roles: dict[Role, int] = {}
    columns: dict[str, str] = {}
    known = _known_headings(form.name)
    for at, cell in enumerate(cells):
        role, name = known.get(heading_key(cell_text(cell)), (None, ""))
        if name and name not in columns:
            columns[name] = cell_text(cell)
            if role:
                roles[role] = at
            else:
                fields[name] = at
    return Header(form, index, fields, roles, columns)


@cache
def _known_headings(name: str) -> dict[str, tuple[Role | None, str]]:
    """The role or the field that a heading names on a form, by the heading as it is compared."""
    form = next(form for form in FORMS if form.name == name)
    found: dict[str, tuple[Role | None, str]] = {}
    for role, headings in _ROLE_HEADINGS.get(name, {}).items():
        for heading in headings:
            found.setdefault(heading_key(heading), (role, role.value))
    for column in form.columns:
        for heading in column.headings:
            found.setdefault(heading_key(heading), (None, column.field))
    return found


def _as_it_stands(cell: Cell) -> str:
    """Text exactly as it was written, so that what is exported comes back."""
    return cell.strip() if isinstance(cell, str) else cell_text(cell)


_ROLE_HEADINGS: dict[str, dict[Role, tuple[str, ...]]] = {
    "units": site_columns.UNIT_ROLE_HEADINGS,
    "sites": site_columns.SITE_ROLE_HEADINGS,
}
_READ: dict[str, Callable[[Cell], Any]] = {
    "unit_class": word_of(site_columns.CLASS_WORDS),
    "role": word_of(site_columns.ROLE_WORDS),
    "weight": number_up_to(1_000),
    "share": number_up_to(1),
    "length_m": number_up_to(1_000_000),
    "longitude": degrees_up_to(180),
    "latitude": degrees_up_to(90),
    "valid_from": cell_day,
    "valid_to": cell_day,
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
