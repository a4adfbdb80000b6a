"""Reading the parameters sheet of our own criteria workbook."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct, field

from inspector.domain.row_answer import Answers
from inspector.domain.scheme import LevelFactor, SchemeOrigin
from inspector.domain.scheme_draft import Fate, RowFate
from inspector.errors import CellFault, CellRefused
from inspector.files.cell import is_blank
from inspector.files.reader import Sheet, Workbook
from inspector.files.scheme import columns as form
from inspector.files.scheme.columns import ParameterKind, squeezed
from inspector.files.scheme.row import TableRow, plain_text

SEARCHED_ROWS = 20
_PARAMETER_HEADINGS = {
    name: english for chinese, english in form.PARAMETER_COLUMNS for name in (chinese, english)
}
_PARAMETER_WORDS = {
    kind: (chinese, english) for kind, (chinese, english, *_notes) in form.PARAMETERS.items()
}


class Values(Struct):
    """What the parameters sheet says."""

    title: str = ""
    edition: str = ""
    origin: SchemeOrigin = SchemeOrigin.CRITERIA
    fixed_factor: Decimal = Decimal(1)
    levels: list[LevelFactor] = field(default_factory=list)
    bonus_cap: Decimal | None = None


def find_parameters(sheet: Sheet) -> int | None:
    """The index of the header row of a parameters sheet, None where there is none."""
    for index, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        found = {_PARAMETER_HEADINGS.get(squeezed(plain_text(cell))) for cell in row}
        if {"parameter", "value"} <= found:
            return index
    return None


def take_parameters(
    book: Workbook, sheet: Sheet, header: int, values: Values, answers: Answers
) -> list[RowFate]:
    """Take what the sheet says into `values` and tell the fates of its rows; raises CellRefused."""
    headings = {n: plain_text(cell) for n, cell in enumerate(sheet.rows[header])}
    names: Mapping[str, int] = {
        _PARAMETER_HEADINGS.get(squeezed(heading), ""): n for n, heading in headings.items()
    }
    fates = []
    for index, cells in enumerate(sheet.rows):
        if is_blank(cells):
            fate = Fate.EMPTY
        elif index <= header:
            fate = Fate.HEADER if index == header else Fate.REMARK
        else:
            row = TableRow(book.path, sheet.title, index + 1, cells, names, headings)
            fate = _parameter_fate(row, values, answers)
        fates.append(RowFate(sheet.title, index + 1, fate))
    return fates


def _parameter_fate(row: TableRow, values: Values, answers: Answers) -> Fate:
    if answers.leaves_out(row.sheet, row.number):
        return Fate.UNKNOWN
    try:
        return _take_parameter(row, values)
    except CellRefused as error:
        answers.refuse(error)
        return Fate.UNKNOWN


def _take_parameter(row: TableRow, values: Values) -> Fate:
    kind = row.choice("parameter", _PARAMETER_WORDS)
    if kind is ParameterKind.TITLE:
        values.title = row.text("value")
        return Fate.TITLE
    if kind is ParameterKind.EDITION:
        values.edition = row.text("value")
    elif kind is ParameterKind.ORIGIN:
        values.origin = row.choice("value", form.ORIGIN_WORDS) or SchemeOrigin.CRITERIA
    elif kind is ParameterKind.FIXED_FACTOR:
        factor = row.points("value")
        values.fixed_factor = Decimal(1) if factor is None else factor
    elif kind is ParameterKind.BONUS_CAP:
        values.bonus_cap = row.points("value")
    elif kind is ParameterKind.LEVEL:
        _take_level(row, values)
    return Fate.UNKNOWN if kind is None else Fate.REMARK


def _take_level(row: TableRow, values: Values) -> None:
    level, factor = row.text("subject"), row.points("value")
    if not level and factor is None:
        return
    if not level or factor is None:
        raise row.refused("value" if level else "subject", CellFault.REQUIRED)
    if level in {each.level for each in values.levels}:
        raise row.refused("subject", CellFault.DOUBLED_CODE)
    values.levels.append(LevelFactor(level, factor))
