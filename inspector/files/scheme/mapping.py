"""Which column of a foreign criteria table is which field: found by its headings, or as told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from inspector.domain.import_mapping import ColumnMapping, bad_mapping
from inspector.domain.scheme_draft import MappedColumn, SchemeField
from inspector.errors import ActionRefused
from inspector.files.cell import letter
from inspector.files.reader import Cell, Sheet
from inspector.files.scheme.columns import squeezed
from inspector.files.scheme.headings import REPEATABLE, Named, is_known, named, owner
from inspector.files.scheme.row import plain_text, points_or_none
from inspector.files.table_head import Head, find_head, headless

_Fields = dict[int, SchemeField]


class Layout(Struct, frozen=True):
    """The header of a table and the field of each column; `told` are those a person chose."""

    head: Head
    fields: Mapping[int, SchemeField]
    told: frozenset[int] = frozenset()

    def columns(self, field: SchemeField) -> list[int]:
        """The columns of a field, from the left."""
        return [column for column, each in sorted(self.fields.items()) if each is field]

    def column(self, field: SchemeField) -> int | None:
        """The leftmost column of a field."""
        return next(iter(self.columns(field)), None)

    @property
    def tree(self) -> list[int]:
        """The columns of sections and of the text, from the left."""
        return sorted([*self.columns(SchemeField.SECTION), *self.columns(SchemeField.TEXT)])

    @property
    def stated(self) -> dict[int, list[int]]:
        """For each column of sections those with the points or weights that the section states."""
        sections = self.columns(SchemeField.SECTION)
        found: dict[int, list[int]] = {}
        for column, field in sorted(self.fields.items()):
            if field in (SchemeField.SECTION_MARK, SchemeField.WEIGHT):
                section = owner(self.head, column, sections)
                if section is not None:
                    found.setdefault(section, []).append(column)
        return found

    @property
    def headings(self) -> dict[int, str]:
        """The innermost heading of every column."""
        return {column: self.head.heading(column) for column in self.head.paths}

    @property
    def mapping(self) -> tuple[MappedColumn, ...]:
        """Every column that has a heading or a field, for showing."""
        return tuple(
            MappedColumn(
                letter(column + 1),
                self.head.heading(column),
                self.fields.get(column, SchemeField.IGNORE),
                path[:-1],
                column in self.told,
            )
            for column, path in sorted(self.head.paths.items())
            if path or column in self.fields
        )


def find_layout(sheet: Sheet, told: ColumnMapping = ()) -> Layout | None:
    """The header of a sheet and what its columns hold; None where it is no table of criteria.

    Columns told by letter need no header. Raises ActionRefused where a told column is not there.
    """
    names = {squeezed(column.split("/")[-1]) for column, _field in told}
    head = find_head(sheet, lambda heading: is_known(heading) or heading in names)
    if head is None:
        head = find_head(sheet, lambda heading: heading in names, 1) if told else None
    if head is None:
        if not told:
            return None
        head = headless(sheet)
    chosen = _chosen(head, told)
    fields = _Recognition(sheet, head, chosen).fields()
    if told and SchemeField.TEXT not in fields.values():
        raise _bad("text")
    if not told and (SchemeField.TEXT not in fields.values() or len(fields) < 2):
        return None
    return Layout(head, fields, frozenset(chosen))


def _chosen(head: Head, told: ColumnMapping) -> _Fields:
    chosen: _Fields = {}
    for name, field in told:
        column = head.column(name)
        if column is None:
            raise _bad(name)
        chosen[column] = SchemeField(field)
    return chosen


def _bad(part: str) -> ActionRefused:
    return bad_mapping(part, SchemeField)


class _Recognition:
    """Finds the fields of one header, beside those that a person chose."""

    def __init__(self, sheet: Sheet, head: Head, chosen: _Fields) -> None:
        self._head = head
        self._chosen = chosen
        self._named = named(head) if head.first >= 0 else Named({}, {}, {})
        self._body = sheet.rows[head.last + 1 :]
        self._fields: _Fields = {}

    def fields(self) -> _Fields:
        """The field of each column that holds one."""
        self._fields = {
            column: field
            for column, field in self._named.fields.items()
            if field in REPEATABLE or field not in self._chosen.values()
        }
        self._fields |= self._chosen
        if not self._choose_text():
            return self._kept()
        self._choose_full_mark()
        if not self._is_told(SchemeField.TEXT):
            self._split_shared_text()
        self._own_marks()
        return self._kept()

    def _kept(self) -> _Fields:
        return {c: f for c, f in self._fields.items() if f is not SchemeField.IGNORE}

    def _is_told(self, field: SchemeField) -> bool:
        return field in self._chosen.values()

    def _of(self, field: SchemeField) -> int | None:
        return min((c for c, each in self._fields.items() if each is field), default=None)

    def _choose_text(self) -> bool:
        """The innermost column is the text, those outside of it to its left are sections."""
        depths = {c: d for c, d in self._named.depths.items() if c not in self._chosen}
        text = self._of(SchemeField.TEXT)
        if text is None and depths:
            text = max(depths, key=lambda column: (depths[column], -column))
            limit = depths[text]
        elif text is None:
            text, limit = self._of(SchemeField.GUIDANCE), 0
        else:
            limit = 1 + max(depths.values(), default=0)
        if text is None:
            return False
        self._fields[text] = SchemeField.TEXT
        for column, depth in depths.items():
            if column < text and depth < limit:
                self._fields[column] = SchemeField.SECTION
        return True

    def _choose_full_mark(self) -> None:
        """The points of the text are the item's; where only a section has points, it is the item.

        A weight counts as points where the items have no others.
        """
        marks = [column for column in self._named.marks if column not in self._chosen]
        if not marks or self._is_told(SchemeField.FULL_MARK):
            return
        text = self._of(SchemeField.TEXT)
        tree = self._tree()
        own = [column for column in marks if owner(self._head, column, tree) == text]
        own.sort(key=lambda column: (self._is_weight(column), column < (text or 0)))
        if not own:
            own = [max(marks)]
            self._move_text_out(own[0], owner(self._head, own[0], tree))
        self._fields[own[0]] = SchemeField.FULL_MARK

    def _move_text_out(self, mark: int, section: int | None) -> None:
        """Where not every text has points but every section has, the texts are its guidance."""
        text = self._of(SchemeField.TEXT)
        if text is None or section is None or self._is_told(SchemeField.TEXT):
            return
        texts = [row for row in self._body if plain_text(row[text])]
        with_points = [row for row in texts if _has_points(row[mark])]
        if 5 * len(with_points) >= 4 * len(texts) or self._is_weight(mark):
            return
        for column in self._tree():
            if column > section:
                self._fields[column] = SchemeField.GUIDANCE
        self._fields[section] = SchemeField.TEXT

    def _tree(self) -> list[int]:
        kinds = (SchemeField.SECTION, SchemeField.TEXT)
        return sorted(column for column, field in self._fields.items() if field in kinds)

    def _is_weight(self, column: int) -> bool:
        return self._named.marks[column] is SchemeField.WEIGHT

    def _own_marks(self) -> None:
        """All other columns of points are those of the section to which they belong."""
        text = self._of(SchemeField.TEXT)
        for column, kind in self._named.marks.items():
            if column in self._fields:
                continue
            if owner(self._head, column, self._tree()) != text:
                is_weight = kind is SchemeField.WEIGHT
                self._fields[column] = kind if is_weight else SchemeField.SECTION_MARK

    def _split_shared_text(self) -> None:
        """Where one text stands beside several rows of guidance with points each, it is a section.

        So it is where the text has points of its own and the guidance has them too.
        """
        text, guidance = self._of(SchemeField.TEXT), self._of(SchemeField.GUIDANCE)
        mark = self._of(SchemeField.FULL_MARK)
        if text is None or guidance is None or mark is None or guidance < text:
            return
        shared = sum(
            _has_points(row[mark]) and not plain_text(row[text]) and bool(plain_text(row[guidance]))
            for row in self._body
        )
        if shared >= 2:
            self._fields[text] = SchemeField.SECTION
            self._fields[guidance] = SchemeField.TEXT


def _has_points(cell: Cell) -> bool:
    try:
        return points_or_none(cell) is not None
    except ValueError:
        return False


def fields_alike(one: Layout, other: Layout) -> bool:
    """Whether two sheets have the same header: the same fields below the same headings."""

    def said(layout: Layout) -> Iterable[tuple[str, SchemeField]]:
        return [
            (squeezed("/".join(layout.head.paths[c])), f) for c, f in sorted(layout.fields.items())
        ]

    return said(one) == said(other)
