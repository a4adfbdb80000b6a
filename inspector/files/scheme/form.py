"""Reading our own criteria workbook: sections and items in reading order, what belongs below."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from uuid import UUID

from msgspec import Struct, field

from inspector.domain.row_answer import Answers, RowKey
from inspector.domain.scheme import (
    Clause,
    Grade,
    Item,
    Parameters,
    Rounding,
    Rule,
    RuleKind,
    Scheme,
    SchemeOrigin,
    Section,
)
from inspector.domain.scheme_draft import Fate, RowFate, SchemeSheet, stated_sums
from inspector.errors import CellFault, CellRefused
from inspector.files.cell import is_blank
from inspector.files.reader import Sheet, Workbook
from inspector.files.scheme import columns as form
from inspector.files.scheme.columns import COLUMNS, RowKind, squeezed
from inspector.files.scheme.parameters import Values, find_parameters, take_parameters
from inspector.files.scheme.row import TableRow, plain_text

SEARCHED_ROWS = 20
# Enough headings of ours to be no accident: a foreign table has no column of row kinds.
_FEWEST_HEADINGS = 5
_HEADINGS = {
    squeezed(heading): column.name
    for column in COLUMNS
    for heading in (column.chinese, column.english)
}


def find_form(book: Workbook) -> tuple[Sheet, int] | None:
    """The items sheet of our own form and the index of its header row, if the book is one."""
    for sheet in book.sheets:
        for index, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
            found = {_HEADINGS.get(squeezed(plain_text(cell))) for cell in row} - {None}
            if len(found) >= _FEWEST_HEADINGS and {"kind", "text"} <= found:
                return sheet, index
    return None


def read_form(
    book: Workbook,
    sheet: Sheet,
    header: int,
    new_id: Callable[[], UUID],
    site_types: Collection[str] | None,
    answers: Answers,
) -> SchemeSheet:
    """The scheme of our own workbook; raises CellRefused for the first cell that is wrong, unless
    the answers collect them.

    With an item that is left out go the rows below it.
    """
    reading = _Reading(new_id, site_types, answers)
    fates: list[RowFate] = []
    title, edition, origin, parameters = book.path.stem, "", SchemeOrigin.CRITERIA, Parameters()
    for other in book.sheets:
        if other is sheet:
            fates += reading.take_sheet(book, sheet, header)
        elif (index := find_parameters(other)) is not None:
            values = Values()
            fates += take_parameters(book, other, index, values, answers)
            title, edition, origin = values.title or title, values.edition, values.origin
            parameters = Parameters(values.fixed_factor, tuple(values.levels), values.bonus_cap)
        else:
            fates += _other_rows(other, answers)
    items = reading.items()
    scheme = Scheme(title, tuple(reading.sections), items, parameters, edition, origin)
    rows = tuple(draft.row.number for draft in reading.drafts if draft.is_whole)
    return SchemeSheet(scheme, sheet.title, tuple(fates), stated_sums(scheme), rows)


def _kind(row: TableRow) -> RowKind | None:
    try:
        return row.choice("kind", form.ROW_WORDS)
    except CellRefused:
        return None


def _other_rows(sheet: Sheet, answers: Answers) -> list[RowFate]:
    is_notes = squeezed(sheet.title) in {squeezed(name) for name in form.NOTES_SHEET}
    said = Fate.REMARK if is_notes else Fate.UNKNOWN
    for number in range(1, len(sheet.rows) + 1):
        answers.leaves_out(sheet.title, number)
    return [
        RowFate(sheet.title, number, Fate.EMPTY if is_blank(row) else said)
        for number, row in enumerate(sheet.rows, 1)
    ]


class _Draft(Struct):
    """An item while the rows below it are read."""

    row: TableRow
    section: int | None
    id: UUID
    has_own_id: bool
    full_mark: Decimal
    site_types: tuple[str, ...]
    kind: RuleKind | None
    clauses: list[Clause] = field(default_factory=list)
    grades: list[Grade] = field(default_factory=list)
    translations: list[tuple[str, str]] = field(default_factory=list)
    is_whole: bool = True

    @property
    def rule_kind(self) -> RuleKind:
        """The rule named, else what the rows below speak of, else points."""
        if self.kind is not None:
            return self.kind
        if self.clauses:
            return RuleKind.DEDUCT
        return RuleKind.GRADE if self.grades else RuleKind.POINTS

    def item(self, number: int) -> Item:
        row = self.row
        return Item(
            id=self.id,
            number=number,
            section=self.section,
            code=row.text("code"),
            text=row.text("text", required=True),
            full_mark=self.full_mark,
            rule=self._rule(),
            guidance=row.text("guidance"),
            exceptions=row.text("exceptions"),
            method=row.text("method"),
            aspect=row.text("aspect"),
            site_types=self.site_types,
            photo_required=row.is_yes("photo"),
            deadline_class=row.text("deadline_class"),
            unit=row.text("unit"),
            translations=tuple(self.translations),
        )

    def _rule(self) -> Rule:
        row, kind = self.row, self.rule_kind
        is_bonus = kind is RuleKind.BONUS
        rule = Rule(
            kind=kind,
            each=row.points("each", None if is_bonus else self.full_mark),
            cap=row.points("cap", None if is_bonus else self.full_mark),
            clauses=tuple(self.clauses),
            required=row.number_of("required"),
            per_length=row.number_of("per_length"),
            rounding=row.choice("rounding", form.ROUNDING_WORDS) or Rounding.UP,
            grades=tuple(self.grades),
        )
        if kind is RuleKind.QUANTITY and not rule.required:
            raise row.refused("required", CellFault.REQUIRED)
        if rule.per_length is not None and not rule.per_length:
            raise row.refused("per_length", CellFault.NOT_A_NUMBER)
        if kind is RuleKind.GRADE and not rule.grades:
            raise row.refused("rule", CellFault.GRADES_MISSING)
        return rule


class _Reading:
    """The sections and items read so far."""

    def __init__(
        self,
        new_id: Callable[[], UUID],
        site_types: Collection[str] | None,
        answers: Answers,
    ) -> None:
        self._new_id = new_id
        self._site_types = site_types
        self._answers = answers
        self._without_item: RowKey | None = None
        self._stack: list[int] = []
        self._codes: dict[str, list[_Draft]] = {}
        self._ids: set[UUID] = set()
        self.sections: list[Section] = []
        self.drafts: list[_Draft] = []

    def take_sheet(self, book: Workbook, sheet: Sheet, header: int) -> list[RowFate]:
        headings = {n: plain_text(cell) for n, cell in enumerate(sheet.rows[header])}
        names = {_HEADINGS.get(squeezed(heading), ""): n for n, heading in headings.items()}
        fates = []
        for index, cells in enumerate(sheet.rows):
            if is_blank(cells):
                fate = Fate.EMPTY
            elif index <= header:
                fate = Fate.HEADER if index == header else Fate.TITLE
            elif index in sheet.unread:
                fate = Fate.UNKNOWN
            else:
                row = TableRow(book.path, sheet.title, index + 1, cells, names, headings)
                fate = self._fate(row)
            fates.append(RowFate(sheet.title, index + 1, fate))
        return fates

    def items(self) -> tuple[Item, ...]:
        """The items of all drafts whose cells can be taken."""
        made: list[Item] = []
        for draft in self.drafts:
            try:
                made.append(draft.item(len(made) + 1))
            except CellRefused as error:
                draft.is_whole = False
                self._answers.refuse(error)
        return tuple(made)

    def _fate(self, row: TableRow) -> Fate:
        """The fate of a row; one that is left out or refused closes what stood before it."""
        if self._answers.leaves_out(row.sheet, row.number):
            self._skip(row)
            return Fate.UNKNOWN
        try:
            return self._take(row)
        except CellRefused as error:
            self._answers.refuse(error)
            self._skip(row)
            return Fate.UNKNOWN

    def _skip(self, row: TableRow) -> None:
        """Neither do parts go to the item above, nor items into the section above."""
        kind = _kind(row)
        if kind is RowKind.SECTION:
            level = squeezed(row.text("level"))
            del self._stack[max(0, int(level) - 1 if level.isdecimal() else 0) :]
        elif kind not in form.PARTS:
            self._without_item = (row.sheet, row.number)

    def _pass_part(self, row: TableRow) -> Fate | None:
        """The fate of a row below an item that is not taken, None where the item is."""
        if self._without_item is None:
            return None
        if self._without_item in self._answers.passed:
            self._answers.passed.add((row.sheet, row.number))
        return Fate.ITEM

    def _take(self, row: TableRow) -> Fate:
        kind = row.choice("kind", form.ROW_WORDS)
        if kind in form.PARTS and (fate := self._pass_part(row)):
            return fate
        self._without_item = None
        if kind is None:
            if row.cell("full_mark") is None:
                raise row.refused("kind", CellFault.REQUIRED)
            kind = RowKind.ITEM
        if kind is RowKind.SECTION:
            self._take_section(row)
            return Fate.SECTION
        if kind is RowKind.ITEM:
            self._take_item(row)
        elif not self.drafts:
            raise row.refused("kind", CellFault.UNKNOWN_VALUE)
        else:
            self._take_part(row, kind, self.drafts[-1])
        return Fate.ITEM

    def _level(self, row: TableRow, empty: int, most: int) -> int:
        level = row.number_of("level")
        if level is None:
            return empty
        if level != level.to_integral_value() or level > most:
            raise row.refused("level", CellFault.UNKNOWN_VALUE)
        return int(level)

    def _take_section(self, row: TableRow) -> None:
        level = self._level(row, 1, len(self._stack) + 1)
        if level < 1:
            raise row.refused("level", CellFault.UNKNOWN_VALUE)
        del self._stack[level - 1 :]
        number = len(self.sections) + 1
        self.sections.append(
            Section(
                number,
                self._stack[-1] if self._stack else None,
                row.text("code"),
                row.text("text", required=True),
                row.text("guidance"),
                row.points("full_mark", None),
            )
        )
        self._stack.append(number)

    def _take_item(self, row: TableRow) -> None:
        level = self._level(row, len(self._stack), len(self._stack))
        full_mark = row.points("full_mark")
        if full_mark is None:
            raise row.refused("full_mark", CellFault.REQUIRED)
        given = self._given_id(row)
        draft = _Draft(
            row,
            self._stack[level - 1] if level else None,
            given or self._new_id(),
            given is not None,
            full_mark,
            row.names("site_types", self._site_types),
            row.choice("rule", form.RULE_WORDS),
        )
        self._refuse_doubled(draft)
        self.drafts.append(draft)

    def _given_id(self, row: TableRow) -> UUID | None:
        """The id in the row; a copied row brings the id of another one and is a new item."""
        text = row.text("id")
        if not text:
            return None
        try:
            given = UUID(text)
        except ValueError:
            raise row.refused("id", CellFault.UNKNOWN_VALUE) from None
        if given in self._ids:
            return None
        self._ids.add(given)
        return given

    def _refuse_doubled(self, draft: _Draft) -> None:
        """Items that we exported keep apart by their ids, what is typed needs its own code."""
        code = draft.row.text("code")
        if not code:
            return
        for other in self._codes.get(code, ()):
            if other.section == draft.section or not (other.has_own_id and draft.has_own_id):
                raise draft.row.refused("code", CellFault.DOUBLED_CODE)
        self._codes.setdefault(code, []).append(draft)

    def _take_part(self, row: TableRow, kind: RowKind, draft: _Draft) -> None:
        code = row.text("code")
        if kind is RowKind.TRANSLATION:
            draft.translations.append(
                (row.text("code", required=True), row.text("text", required=True))
            )
        elif kind is RowKind.GRADE:
            share = row.points("share", Decimal(1))
            if share is None or not code:
                raise row.refused("code" if not code else "share", CellFault.REQUIRED)
            if code in {grade.letter for grade in draft.grades}:
                raise row.refused("code", CellFault.DOUBLED_CODE)
            draft.grades.append(Grade(code, share, row.points("required")))
        else:
            is_bonus = draft.kind is RuleKind.BONUS
            each = row.points("each", None if is_bonus else draft.full_mark)
            if each is None:
                raise row.refused("each", CellFault.REQUIRED)
            if code and code in {clause.code for clause in draft.clauses}:
                raise row.refused("code", CellFault.DOUBLED_CODE)
            draft.clauses.append(Clause(code, row.text("text"), each))
