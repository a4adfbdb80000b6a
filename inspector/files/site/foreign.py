"""Reading somebody else's list of sites or of units: every row is a record or has another fate."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.row_answer import Answers
from inspector.domain.site_sheet import Line, SiteFate, SiteField, SiteRemark, SiteRowFate
from inspector.domain.unit import Role
from inspector.domain.unit_naming import class_by_name
from inspector.errors import CellFault, CellRefused
from inspector.files.cell import cell_text, letter
from inspector.files.reader import Cell, Sheet
from inspector.files.site.cell import degrees_in, is_nothing, length_in, names_in, place_in
from inspector.files.site.group import Groups
from inspector.files.site.heading import SiteLayout
from inspector.files.site.list_rows import ListRow, ListRows, RowKind
from inspector.files.site.section import class_in, without_count
from inspector.wording import _

_F = SiteField
ROLES = {
    _F.TERRITORIAL: Role.TERRITORIAL, _F.SUPERIOR: Role.TERRITORIAL, _F.LINE: Role.LINE,
    _F.LEAD: Role.LEAD, _F.ASSISTING: Role.ASSISTING, _F.SPONSOR: Role.SPONSOR,
    _F.CHIEF_1: Role.CHIEF_1, _F.CHIEF_2: Role.CHIEF_2, _F.CHIEF_3: Role.CHIEF_3,
}  # fmt: skip
_FATES = {
    RowKind.TITLE: SiteFate.TITLE,
    RowKind.HEADER: SiteFate.HEADER,
    RowKind.SECTION: SiteFate.SECTION,
    RowKind.TOTAL: SiteFate.TOTAL,
    RowKind.REMARK: SiteFate.REMARK,
    RowKind.REVIEW: SiteFate.REVIEW,
    RowKind.EMPTY: SiteFate.EMPTY,
}
_READ: dict[SiteField, tuple[str, Callable[[Cell], Any]]] = {
    _F.LENGTH_M: ("length_m", length_in(1)),
    _F.LENGTH_KM: ("length_m", length_in(1000)),
    _F.LONGITUDE: ("longitude", degrees_in(180)),
    _F.LATITUDE: ("latitude", degrees_in(90)),
}
_BREAK = re.compile(r"(?<=[一-鿿）])\s*[\r\n]+\s*(?=[一-鿿（])")
_MEASURED = frozenset({_F.PLACE, *_READ})
_NAMES = {field: field.value for field in SiteField} | {_F.UNIT_NAME: "name"}
_BRACKETS = frozenset(")）】]")
_SHORT = 4
_JOINED = {_F.LEADER: "、", _F.PHONE: "、", _F.NOTE: "；", _F.ADDRESS: "—"}


class ForeignList(Struct, frozen=True):
    """What a list says: its records, the fates of all other rows, and what is to be known."""

    lines: tuple[Line, ...]
    fates: tuple[SiteRowFate, ...]
    remarks: tuple[SiteRemark, ...]
    pending: frozenset[str]


def read_list(
    path: Path, sheet: Sheet, layout: SiteLayout, answers: Answers, kind: str = ""
) -> ForeignList:
    """The records of a list, `kind` being the type or the unit that its sheet is called by.

    Raises CellRefused for a cell that cannot be taken, unless the answers collect it.
    """
    name = layout.name
    assert name is not None
    rows = ListRows(sheet, layout, name, answers).all()
    return _Reading(path, sheet, layout, name, rows).read(answers, kind)


class _Reading:
    """One list: gives each row as a line or a fate."""

    def __init__(
        self, path: Path, sheet: Sheet, layout: SiteLayout, name: int, rows: list[ListRow]
    ) -> None:
        self._path = path
        self._sheet = sheet
        self._layout = layout
        self._name = name
        self._rows = rows
        self._labels = {
            column: " ".join(filter(None, (letter(column + 1), layout.head.heading(column))))
            for column in layout.fields
        }
        self._columns = self._by_field()

    def _by_field(self) -> dict[str, str]:
        """How the file calls the column of each field, for refusals."""
        found: dict[str, str] = {}
        for column, field in self._layout.fields.items():
            role = ROLES.get(field)
            found.setdefault(role.value if role else field.value, self._labels[column])
        # What no column holds may be missed all the same.
        return {"name": self._labels[self._name], _F.SITE_TYPE.value: _("site type"), **found}

    def read(self, answers: Answers, kind: str) -> ForeignList:
        """Take every row."""
        groups = Groups(self._sheet, self._layout, self._name, self._rows, kind)
        lines: dict[int, Line] = {}
        fates: list[SiteRowFate] = []
        pending: set[str] = set()
        last: int | None = None
        for index, row in enumerate(self._rows):
            if row.kind not in (RowKind.RECORD, RowKind.MORE):
                fates.append(self._told(index, _FATES[row.kind], row.note))
                groups.pass_by(index, row)
                continue
            try:
                line = self._line(index, groups, is_record=row.kind is RowKind.RECORD)
            except CellRefused as error:
                answers.refuse(error)
                pending.update(self._named(index))
                fates.append(self._told(index, SiteFate.REVIEW, is_refused=True))
                groups.count(None, is_record=row.kind is RowKind.RECORD)
                last = None
                continue
            if row.kind is RowKind.RECORD:
                lines[index], last = line, index
                groups.count(line.values.get("length_m"))
            elif last is None:
                fates.append(self._told(index, SiteFate.REVIEW, row.note))
            else:
                lines[last] = _joined(lines[last], line)
        remarks = tuple(groups.remarks())
        return ForeignList(tuple(lines.values()), tuple(fates), remarks, frozenset(pending))

    def _told(
        self, index: int, fate: SiteFate, note: str = "", *, is_refused: bool = False
    ) -> SiteRowFate:
        return SiteRowFate(self._sheet.title, index + 1, fate, note, is_refused=is_refused)

    def _named(self, index: int) -> set[str]:
        """The name and the code on a row that is refused."""
        cells = self._sheet.rows[index]
        columns = [c for c, field in self._layout.fields.items() if field is _F.CODE]
        return {text for c in (self._name, *columns) if (text := cell_text(cells[c]))}

    def _line(self, index: int, groups: Groups, *, is_record: bool) -> Line:
        """The record in a row, or what a row says more of one; raises CellRefused."""
        values: dict[str, Any] = {}
        named: dict[Role, tuple[str, ...]] = {}
        duties: tuple[str, ...] = ()
        for column, field, cell in groups.cells(index):
            role = ROLES.get(field)
            if role is not None:
                names = names_in(cell)
                if names:
                    named[role] = _together(named.get(role, ()), names)
            elif field in _MEASURED:
                values.update(self._read(index, column, field, cell))
            elif field is _F.DUTY:
                duties = _together(duties, names_in(cell))
            elif text := _text(field, cell):
                self._put(values, field, text)
        self._word(index, values, is_record=is_record)
        self._settle(values, named, groups)
        if not self._layout.is_of_units:
            duties = duties or groups.duties
        return Line(self._sheet.title, index + 1, values, named, self._columns, duties)

    def _put(self, values: dict[str, Any], field: SiteField, text: str) -> None:
        """Set a word, or put it behind those of the same field that stand before it."""
        name = _NAMES[field]
        held = values.get(name)
        if held is None:
            values[name] = text
        elif text != held:
            values[name] = f"{held}{_JOINED.get(field, ' ')}{text}"

    def _read(self, index: int, column: int, field: SiteField, cell: Cell) -> dict[str, Any]:
        if isinstance(cell, str) and is_nothing(cell_text(cell)):
            return {}
        try:
            if field is _F.PLACE:
                longitude, latitude = place_in(cell)
                return {"longitude": longitude, "latitude": latitude}
            name, read = _READ[field]
            return {name: read(cell)}
        except ValueError as error:
            said = error.args[0] if error.args else None
            fault = said if isinstance(said, CellFault) else CellFault.NOT_A_NUMBER
            raise self._refusal(index, column, field, fault, cell_text(cell)) from None

    def _refusal(
        self, index: int, column: int, field: SiteField, fault: CellFault, value: str = ""
    ) -> CellRefused:
        label = self._labels[column]
        return CellRefused(
            self._path, self._sheet.title, index + 1, label, fault, value, field.value
        )

    def _word(self, index: int, values: dict[str, Any], *, is_record: bool) -> None:
        """Settle the values that are words; of a record the name must be there."""
        if is_record and "name" not in values:
            field = _F.UNIT_NAME if self._layout.is_of_units else _F.NAME
            raise self._refusal(index, self._name, field, CellFault.REQUIRED)
        if "phone" in values and not self._layout.is_of_units:
            phone = values.pop("phone")
            values["leader"] = " ".join(filter(None, (values.get("leader", ""), phone)))
        if "unit_class" in values:
            word = values["unit_class"]
            values["unit_class"] = self._class(index, word, values.get("name", ""))

    def _class(self, index: int, word: str, name: str) -> Any:
        found = class_in(word) or class_by_name(name)
        if found is None:
            column = next(c for c, f in self._layout.fields.items() if f is _F.UNIT_CLASS)
            fault = CellFault.UNKNOWN_VALUE
            raise self._refusal(index, column, _F.UNIT_CLASS, fault, word)
        return found

    def _settle(
        self, values: dict[str, Any], named: dict[Role, tuple[str, ...]], groups: Groups
    ) -> None:
        """What sections and the sheet say where the row does not."""
        if self._layout.is_of_units:
            if groups.unit_class is not None:
                values.setdefault("unit_class", groups.unit_class)
        elif groups.site_type:
            values.setdefault("site_type", groups.site_type)
        if groups.areas and not named.get(Role.TERRITORIAL):
            named[Role.TERRITORIAL] = groups.areas


def _text(field: SiteField, cell: Cell) -> str:
    if field is _F.NOTE:
        return str(cell).strip() if cell is not None else ""
    # A line break within a name is none of its signs.
    if isinstance(cell, str) and ("\n" in cell or "\r" in cell):
        cell = _BREAK.sub("", cell)
    text = cell_text(cell)
    if field is _F.SITE_TYPE and text[-1:] in _BRACKETS:
        return without_count(text)[0]
    is_name = field in (_F.NAME, _F.UNIT_NAME)
    return "" if not is_name and len(text) < _SHORT and is_nothing(text) else text


def _together(names: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names, *more))) if names else more


def _joined(line: Line, more: Line) -> Line:
    """A record with what the row below it says more."""
    named = {
        role: _together(line.named.get(role, ()), more.named.get(role, ()))
        for role in {**line.named, **more.named}
    }
    return replace(
        line,
        values={**more.values, **line.values},
        named=named,
        duties=_together(line.duties, more.duties),
        more=(*line.more, more.row),
    )
