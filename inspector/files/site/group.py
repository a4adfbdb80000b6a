"""What the rows of a list share: merged and repeated cells, sections, and the sums over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from inspector.domain.site_sheet import RemarkKind, SiteField, SiteRemark
from inspector.domain.unit import UnitClass
from inspector.files.cell import cell_text
from inspector.files.reader import Cell, Sheet
from inspector.files.scheme.marker import is_part_total
from inspector.files.site.cell import length_in
from inspector.files.site.heading import SiteLayout
from inspector.files.site.list_rows import ListRow, RowKind
from inspector.files.site.section import (
    Section,
    Sum,
    are_units,
    class_in,
    is_area,
    stated_rows,
    without_count,
)

_F = SiteField
_SHARED = frozenset({_F.SITE_TYPE, _F.TERRITORIAL, _F.DUTY, _F.SUPERIOR, _F.UNIT_CLASS, _F.LINE})
_COUNTS = frozenset({_F.IGNORE, _F.NAME, _F.UNIT_NAME, _F.CODE, _F.SITE_TYPE, _F.TERRITORIAL})


class Groups:
    """Goes down a list with its records; tells for each what stands over it."""

    def __init__(
        self, sheet: Sheet, layout: SiteLayout, name: int, rows: Sequence[ListRow], kind: str
    ) -> None:
        self._sheet = sheet
        self._layout = layout
        self._name = name
        self._fields = tuple(sorted(layout.fields.items()))
        self._read = tuple((c, f) for c, f in self._fields if f is not _F.IGNORE)
        self._grouping = frozenset(c for c, field in self._read if field in _SHARED)
        self._rows = rows
        self._over = self._merged()
        self._carried = self._carrying()
        self._last: dict[int, Cell] = {}
        self._sections: dict[int, Section] = {}
        self._unit_ranks = self._ranks_of_units()
        self._kind = kind
        self._sums: list[Sum] = []
        self._open: dict[object, Sum] = {}
        self._whole = Sum(sheet.title, 0, "")
        self._part = Sum(sheet.title, 0, "")
        self._since = Sum(sheet.title, 0, "")
        self._told: list[SiteRemark] = []
        self._settle()

    def _merged(self) -> dict[int, dict[int, int]]:
        """For a row below the first of a merged range: by column, the row of its value."""
        found: dict[int, dict[int, int]] = defaultdict(dict)
        columns = {column for column, _field in self._read}
        for merge in self._sheet.merges:
            if merge.first_row > self._layout.head.last and merge.first_column in columns:
                for row in range(merge.first_row + 1, merge.last_row + 1):
                    found[row][merge.first_column] = merge.first_row
        return found

    def _carrying(self) -> tuple[int, ...]:
        """The columns in which a blank cell means what stands above, where nothing is merged."""
        merged = {column for columns in self._over.values() for column in columns}
        return tuple(
            column
            for column, field in self._fields
            if column not in merged
            and (field is _F.SITE_TYPE or (field in _SHARED and column < self._name))
        )

    def _ranks_of_units(self) -> frozenset[int]:
        """The depths at which sections are called by units rather than by types."""
        bodies: dict[int, list[str]] = defaultdict(list)
        for row in self._rows:
            if row.section is not None:
                bodies[row.section.rank].append(row.section.text)
        return frozenset(rank for rank, texts in bodies.items() if are_units(texts))

    def cells(self, index: int) -> Iterator[tuple[int, SiteField, Cell]]:
        """The cells of a record that have a value, their own or one that they share."""
        own = self._sheet.rows[index]
        over = self._over.get(index)
        carried = self._carry(own) if self._carried else {}
        for column, field in self._read:
            cell = own[column]
            if cell is None or (cell.__class__ is str and not cell.strip()):
                cell = None
                if over and column in over:
                    cell = self._sheet.rows[over[column]][column]
                else:
                    cell = carried.get(column)
            elif column in self._grouping:
                self._begin(index, column, cell)
            if cell is not None:
                yield column, field, cell

    def _carry(self, own: Sequence[Cell]) -> dict[int, Cell]:
        """What stands above in the columns that this row leaves blank.

        A new value ends those of the columns between it and the name, which stand under it.
        """
        for at, column in enumerate(self._carried):
            if cell_text(own[column]):
                self._last[column] = own[column]
                inner = (each for each in self._carried[at + 1 :] if each < self._name)
                for each in inner if column < self._name else ():
                    self._last.pop(each, None)
        return self._last

    def _begin(self, index: int, column: int, cell: Cell) -> None:
        """A shared cell may state the number of its rows."""
        if self._open:
            self._close(("column", column))
        if isinstance(cell, str) and cell[-1] in ")）】] ":
            text = cell_text(cell)
            stated = without_count(text)[1]
            if stated is not None:
                self._open["column", column] = Sum(self._sheet.title, index + 1, text, stated)

    def pass_by(self, index: int, row: ListRow) -> None:
        """Go past a row that is no record."""
        if row.section is not None:
            self._enter(index, row, row.section)
        elif row.kind is RowKind.TOTAL:
            self._check(index, row)
        elif row.kind is RowKind.TITLE:
            stated = without_count(row.note)[1]
            self._open["title"] = Sum(self._sheet.title, index + 1, row.note, stated)

    def _enter(self, index: int, row: ListRow, section: Section) -> None:
        for rank in [rank for rank in self._sections if rank >= section.rank]:
            del self._sections[rank]
            self._close(rank)
        self._sections[section.rank] = section
        self._open[section.rank] = Sum(self._sheet.title, index + 1, row.note, section.stated)
        self._part = Sum(self._sheet.title, index + 1, row.note)
        self._since = Sum(self._sheet.title, index + 1, row.note)
        self._last.clear()
        self._settle()

    def _settle(self) -> None:
        """What sections, and the title of the sheet, say of the records below."""
        said = [(section.text, rank in self._unit_ranks)
                for rank, section in sorted(self._sections.items())]  # fmt: skip
        if self._kind:
            said.insert(0, (self._kind, are_units([self._kind])))
        units = [text for text, is_unit in said if is_unit]
        types = [text for text, is_unit in said if not is_unit]
        self.areas = tuple(text for text in units if self._layout.is_of_units or is_area(text))
        self.duties = tuple(text for text in units if not is_area(text))
        self.site_type = types[-1] if types else ""
        classes = [class_in(text) for text in types]
        self.unit_class: UnitClass | None = next(filter(None, reversed(classes)), None)

    def count(self, metres: Decimal | None, *, is_record: bool = True) -> None:
        """Count a record."""
        if is_record:
            for each in (self._whole, self._part, self._since, *self._open.values()):
                each.add(metres)

    def _close(self, key: object) -> None:
        closed = self._open.pop(key, None)
        if closed is not None:
            self._sums.append(closed)

    def _check(self, index: int, row: ListRow) -> None:
        """Hold a row of sums against the records above it: all, or those of its part."""
        for column, cell in enumerate(self._sheet.rows[index]):
            field = self._layout.fields.get(column)
            text = cell_text(cell)
            if not text:
                continue
            if field in (_F.LENGTH_M, _F.LENGTH_KM):
                self._check_length(index, row.note, field, cell)
            else:
                self._check_rows(index, row.note, self._rows_in(column, field, text))
        self._since = Sum(self._sheet.title, index + 1, row.note)

    def _rows_in(self, column: int, field: SiteField | None, text: str) -> int | None:
        rows = stated_rows(text)
        heading = self._layout.head.heading(column)
        is_count = field in _COUNTS or "数" in heading or text.endswith(("个", "处", "家"))
        return rows if is_count else None

    def _check_length(self, index: int, note: str, field: SiteField, cell: Cell) -> None:
        try:
            metres = length_in(1000 if field is _F.LENGTH_KM else 1)(cell)
        except ValueError:
            return
        counted = self._counted(note)
        if metres not in {each.metres for each in counted}:
            kind, found = RemarkKind.LENGTH_DIFFERS, counted[0].metres
            self._told.append(SiteRemark(kind, self._sheet.title, index + 1, note, metres, found))

    def _counted(self, note: str) -> tuple[Sum, ...]:
        """What a row of sums may be the sum of, the likeliest first."""
        if is_part_total(note):
            return self._since, self._part, self._whole
        return self._whole, self._part, self._since

    def _check_rows(self, index: int, note: str, rows: int | None) -> None:
        counted = self._counted(note)
        if rows is not None and rows not in {each.rows for each in counted}:
            kind, found = RemarkKind.ROWS_DIFFER, Decimal(counted[0].rows)
            self._told.append(
                SiteRemark(kind, self._sheet.title, index + 1, note, Decimal(rows), found)
            )

    def remarks(self) -> list[SiteRemark]:
        """The sums that do not add up, after the last record."""
        for key in list(self._open):
            self._close(key)
        told = [remark for each in self._sums if (remark := each.remark())]
        return sorted([*told, *self._told], key=lambda each: each.row)
