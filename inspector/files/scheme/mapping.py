"""Which column of a foreign criteria table is which field: found by its headings, or as told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from msgspec import Struct

from inspector.domain.import_mapping import ColumnMapping, bad_mapping
from inspector.domain.scheme_draft import MappedColumn, SchemeField
from inspector.errors import ActionRefused
from inspector.files.cell import cell_text, letter
from inspector.files.reader import Sheet
from inspector.files.scheme.columns import squeezed
from inspector.files.scheme.filling import Filling
from inspector.files.scheme.headings import (
    REPEATABLE,
    STANDARDS,
    Named,
    is_known,
    is_unknown,
    named,
    owner,
)
from inspector.files.scheme.marker import marker
from inspector.files.scheme.row import plain_text, says_points
from inspector.files.table_head import SEARCHED_ROWS, Head, find_head, headless

_Fields = dict[int, SchemeField]
# Columns that are named as no deeper than projects (项目) hold groups as often as items.
_OUTER, _INNER = 4, 9
# Of so few rows one that is blank says nothing of how texts are shared.
_FEW = 8


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
        head = _above_points(sheet, told) or headless(sheet)
    chosen = _chosen(head, told)
    fields = _Recognition(sheet, head, chosen).fields()
    if told and SchemeField.TEXT not in fields.values():
        raise _bad("text")
    if not told and (SchemeField.TEXT not in fields.values() or len(fields) < 2):
        return None
    return Layout(head, fields, frozenset(chosen))


def _above_points(sheet: Sheet, told: ColumnMapping) -> Head | None:
    """The row of words nobody knows that stands above the points told to stand in a column."""
    bare = headless(sheet)
    marks = [column for column, field in told if field == SchemeField.FULL_MARK]
    mark = bare.column(marks[0]) if marks else None
    if mark is None:
        return None
    for index, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        if says_points(row[mark]):
            return None
        if plain_text(row[mark]):
            texts = [cell_text(cell) for cell in row]
            paths = {column: (text,) if text else () for column, text in enumerate(texts)}
            return Head(index, index, paths, (tuple(map(squeezed, texts)),))
    return None


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
        self._filling = Filling((), None)
        self._free = frozenset(head.paths) - chosen.keys()
        self._unknown = frozenset(c for c in self._free if is_unknown(head, c))

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
        self._filling = Filling(self._body, self._of(SchemeField.FULL_MARK))
        if not self._is_told(SchemeField.TEXT):
            self._move_scoring_out()
            self._move_text_in()
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
            text, limit = self._innermost(text), depths[text]
        elif text is None:
            text, limit = self._of(SchemeField.GUIDANCE), 0
        else:
            limit = 1 + max(depths.values(), default=0)
        if text is None:
            return False
        self._fields[text] = SchemeField.TEXT
        for column, depth in depths.items():
            is_beside = self._head.paths[column] == self._head.paths[text]
            if column < text and (depth < limit or (is_beside and self._says_words(column))):
                self._fields[column] = SchemeField.SECTION
        if not self._is_told(SchemeField.TEXT):
            self._move_past_points(text)
        return True

    def _move_past_points(self, text: int) -> None:
        """Where what stands behind the points of the text has points of its own, it is the text."""
        marks = sorted(self._named.marks.keys() - self._chosen.keys())
        for first, second in pairwise(each for each in marks if each > text):
            inner = second - 1
            is_named = inner in self._named.depths or inner in self._unknown
            field = self._fields.get(inner)
            if inner in self._free and (field is SchemeField.GUIDANCE or (is_named and not field)):
                counts = [sum(says_points(row[each]) for row in self._body) for each in marks]
                if counts[marks.index(second)] >= counts[marks.index(first)] > 0:
                    self._fields[text] = SchemeField.SECTION
                    self._fields[inner] = SchemeField.TEXT
                    return

    def _innermost(self, text: int) -> int:
        """Of several columns under one merged heading the one that is filled most."""
        path = self._head.paths[text]
        beside = [c for c in self._named.depths if self._head.paths[c] == path]
        if len(beside) == 1:
            return text
        whole = Filling(self._body, None)
        worded = [column for column in beside if self._says_words(column)]
        return max(worded, key=lambda column: (len(whole.texts(column)), column), default=text)

    def _says_words(self, column: int) -> bool:
        """Whether a column says more than how its rows are numbered."""
        found = [marker(text) for text in Filling(self._body, None).texts(column)]
        return 2 * sum(each is None or bool(each.rest) for each in found) > len(found)

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
        with_points = [row for row in texts if says_points(row[mark])]
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

    def _move_scoring_out(self) -> None:
        """Where the innermost texts say how points are taken, the next ones are the texts.

        So it is where they are standards, and all points stand beside a content of its own.
        """
        text = self._of(SchemeField.TEXT)
        outer = [column for column in self._tree() if column < (text or 0)]
        if text is None or not outer:
            return
        filling, next_to = self._filling, outer[-1]
        depths = self._named.depths
        are_standards = depths.get(text) == STANDARDS and depths.get(next_to, 0) > _OUTER
        is_each_other = filling.variety(next_to) == len(filling.rows) > 0
        is_as_various = filling.variety(next_to) >= filling.variety(text)
        if (filling.says_scoring(text) and is_as_various) or (are_standards and is_each_other):
            self._fields[text] = SchemeField.GUIDANCE
            self._fields[next_to] = SchemeField.TEXT

    def _move_text_in(self) -> None:
        """Where one text stands beside several texts with points each, it is a section.

        What it stands beside is guidance, or a column whose heading nobody knows; such a column is
        the text too where what was taken for it says less.
        """
        text = self._of(SchemeField.TEXT)
        if text is None:
            return
        for column in sorted(self._head.paths):
            if column > text and self._is_inner(text, column):
                self._fields[text] = SchemeField.SECTION
                self._fields[column] = SchemeField.TEXT
                return

    def _is_inner(self, text: int, column: int) -> bool:
        filling = self._filling
        mark = self._of(SchemeField.FULL_MARK)
        is_unknown = column in self._unknown and not (mark is not None and text < mark < column)
        is_guidance = self._fields.get(column) is SchemeField.GUIDANCE and column in self._free
        if not (is_unknown or is_guidance) or mark is None or not filling.is_worded(column):
            return False
        if is_guidance and filling.says_scoring(column) and len(filling.rows) < _FEW:
            return False
        if filling.is_shared(text, column) or filling.is_repeated(text, column):
            return True
        is_outer = self._named.depths.get(text, _INNER) <= _OUTER
        return is_unknown and is_outer and filling.variety(column) > filling.variety(text)


def fields_alike(one: Layout, other: Layout) -> bool:
    """Whether two sheets have the same header: the same fields below the same headings."""

    def said(layout: Layout) -> Iterable[tuple[str, SchemeField]]:
        return [
            (squeezed("/".join(layout.head.paths[c])), f) for c, f in sorted(layout.fields.items())
        ]

    return said(one) == said(other)
