"""Units, types and sites from a workbook: of our own format, or somebody else's lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.import_mapping import ColumnMapping, bad_mapping, of_sheet
from inspector.domain.row_answer import Answers
from inspector.domain.site_sheet import (
    ListColumn,
    ListTable,
    SiteFate,
    SiteField,
    SiteRemark,
    SiteRowFate,
    SiteSheet,
)
from inspector.errors import FileFault, FileRefused
from inspector.files.blanked import blanked
from inspector.files.cell import cell_text, letter
from inspector.files.reader import Sheet, Workbook
from inspector.files.reader.parent import read_workbook
from inspector.files.site.columns import FORMS, SITES, UNITS
from inspector.files.site.foreign import read_list
from inspector.files.site.form import FormReading, Header, find_form
from inspector.files.site.heading import SiteLayout, find_site_head, site_layout
from inspector.files.site.section import kind_of_sheet, kind_of_title
from inspector.files.table_head import Head, side_by_side
from inspector.progress import SILENT, Progress


def read_sites(path: Path, progress: Progress = SILENT, mapping: ColumnMapping = ()) -> SiteSheet:
    """What a workbook of sites and units says; raises FileRefused, CellRefused, ActionRefused.

    Our own sheets are known by their title or by their header row, in any order; all others are
    read as lists, their columns by headings or as `mapping` says.
    """
    return understand(read_workbook(path, progress=progress), mapping=mapping)


def understand(
    book: Workbook, answers: Answers | None = None, mapping: ColumnMapping = ()
) -> SiteSheet:
    """Turn the rows of every sheet into lines, links and fates; raises as `read_sites`.

    Rows that `answers` leave out are for review, and so are those whose refusal they collect;
    then a workbook of which nothing is understood is no refusal either.
    """
    answers = answers or Answers()
    book = blanked(book, answers)
    if not any(sheet.rows for sheet in book.sheets):
        raise FileRefused(book.path, FileFault.EMPTY)
    tables = _laid_out(book, mapping)
    is_strange = all(table.header is None and table.layout is None for table in tables)
    if is_strange and not answers.collects:
        raise FileRefused(book.path, FileFault.NO_SITE_HEADER)
    taking = _Taking(book.path, answers)
    several = sum(table.lists_sites for table in tables) > 1
    for table in () if mapping else tables:
        if table.layout is not None and side_by_side(table.layout.head) is not None:
            raise FileRefused(book.path, FileFault.SIDE_BY_SIDE, table.sheet.title)
    for table in tables:
        taking.take(table, is_one_of_several=several)
    return SiteSheet(
        path=book.path,
        sheets=tuple(sheet.title for sheet in book.sheets),
        fates=tuple(taking.fates),
        pending=frozenset(taking.pending),
        forms=frozenset(table.header.form.name for table in tables if table.header),
        tables=tuple(table.shown for table in tables if table.header is None),
        remarks=tuple(taking.remarks),
        **{name: tuple(found) for name, found in taking.lines.items()},
    )


def form_columns(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    """The header row (index) of a sheet of ours and the field of each column that is read."""
    header = find_form(sheet)
    if header is None:
        return None
    fields = {index: name for name, index in header.fields.items()}
    return header.row, fields | {index: role.value for role, index in header.roles.items()}


class _Table(Struct, frozen=True):
    """A sheet with the header of our own form, or with the layout of somebody else's list."""

    sheet: Sheet
    header: Header | None = None
    head: Head | None = None
    layout: SiteLayout | None = None

    @property
    def lists_sites(self) -> bool:
        return self.layout is not None and not self.layout.is_of_units

    @property
    def shown(self) -> ListTable:
        """How the sheet was read, for showing."""
        if self.layout is not None:
            is_of_units, columns = self.layout.is_of_units, self.layout.columns
            return ListTable(self.sheet.title, columns, is_of_units, True)
        paths = self.head.paths if self.head else {}
        columns = tuple(
            ListColumn(letter(at + 1), path, None) for at, path in sorted(paths.items())
        )
        return ListTable(self.sheet.title, columns, False, False)


def _laid_out(book: Workbook, mapping: ColumnMapping) -> list[_Table]:
    """Every sheet with its header; raises ActionRefused for a told column that is nowhere."""
    tables = [_Table(sheet, find_form(sheet)) for sheet in book.sheets]
    tables = [
        table if table.header else replace(table, head=find_site_head(table.sheet))
        for table in tables
    ]
    has_heads = any(table.head is not None and table.head.first >= 0 for table in tables)
    missing = set(mapping)
    found = []
    for table in tables:
        told: dict[int, SiteField] = {}
        for part in mapping:
            at = _told_column(table, part[0], has_heads=has_heads)
            if at is not None:
                told[at] = SiteField(part[1])
                missing.discard(part)
        found.append(_with_layout(table, told))
    for part in mapping:
        if part in missing:
            raise bad_mapping("=".join(part), SiteField)
    return found


def _told_column(table: _Table, column: str, *, has_heads: bool) -> int | None:
    """The column of a sheet that is told; a sheet without header only where it is named.

    Where no sheet has a header the columns are those of all.
    """
    named = of_sheet([(column, "")], table.sheet.title)
    if table.head is None or not named:
        return None
    is_named = named[0][0] != column
    if table.head.first < 0 and has_heads and not is_named:
        return None
    return table.head.column(named[0][0])


def _with_layout(table: _Table, told: dict[int, SiteField]) -> _Table:
    if table.head is None:
        return table
    layout = site_layout(table.sheet, table.head, told)
    has_name = layout is not None and layout.name is not None
    return replace(table, layout=layout if has_name else None)


class _Taking:
    """Goes through the sheets and keeps what they say."""

    def __init__(self, path: Path, answers: Answers) -> None:
        self._path = path
        self._answers = answers
        self.lines: dict[str, list[Any]] = {form.name: [] for form in FORMS}
        self.fates: list[SiteRowFate] = []
        self.pending: set[str] = set()
        self.remarks: list[SiteRemark] = []

    def take(self, table: _Table, *, is_one_of_several: bool) -> None:
        """Read one sheet; raises CellRefused."""
        if table.header is not None:
            self._take_form(FormReading(self._path, table.sheet, table.header))
        elif table.layout is not None:
            self._take_list(table.sheet, table.layout, is_one_of_several=is_one_of_several)
        else:
            self._pass_by(table.sheet)

    def _take_form(self, reading: FormReading) -> None:
        for index in range(len(reading.sheet.rows)):
            read = reading.take(index, self._answers)
            if isinstance(read, SiteRowFate):
                self.fates.append(read)
                self.pending |= reading.named(index) if read.is_refused else frozenset()
            else:
                self.lines[reading.form.name].append(read)

    def _take_list(self, sheet: Sheet, layout: SiteLayout, *, is_one_of_several: bool) -> None:
        kind = kind_of_sheet(sheet.title, is_one_of_several=is_one_of_several) or layout.kind
        if (
            not kind
            and not layout.is_of_units
            and SiteField.SITE_TYPE not in layout.fields.values()
        ):
            kind = kind_of_title(
                cell_text(cell) for row in sheet.rows[: layout.head.first] for cell in row
            )
        found = read_list(self._path, sheet, layout, self._answers, kind)
        self.lines[(UNITS if layout.is_of_units else SITES).name] += found.lines
        self.fates += found.fates
        self.pending |= found.pending
        self.remarks += found.remarks

    def _pass_by(self, sheet: Sheet) -> None:
        """A sheet of which nothing is understood."""
        for row, cells in enumerate(sheet.rows, 1):
            first = next((text for cell in cells if (text := cell_text(cell))), "")
            if first and self._answers.leaves_out(sheet.title, row):
                first = ""
                fate = SiteFate.REVIEW
            else:
                fate = SiteFate.REVIEW if first else SiteFate.EMPTY
            self.fates.append(SiteRowFate(sheet.title, row, fate, first))
