"""What each row of somebody else's list is: a record, a section, a sum, a remark, or unknown."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.row_answer import Answers
from inspector.domain.site_sheet import SiteField
from inspector.files.cell import cell_text
from inspector.files.reader import Sheet
from inspector.files.scheme.marker import PLAIN
from inspector.files.site.heading import SiteLayout
from inspector.files.site.section import Section, is_foot, is_total, section_in
from inspector.files.table_head import repeated_until

# A row with more cells than this is no section and no remark; most rows need no closer look.
_FEW = 3
_TOTAL_SIGNS = tuple("合总小共累tsTS")
_SHARE_OF_NUMBERS = 0.7


class RowKind(StrEnum):
    """What a row of a list is; MORE says more of the record above it."""

    TITLE = "title"
    HEADER = "header"
    SECTION = "section"
    RECORD = "record"
    MORE = "more"
    TOTAL = "total"
    REMARK = "remark"
    REVIEW = "review"
    EMPTY = "empty"


class ListRow(Struct, frozen=True):
    """A row of a list; `note` is what stands in one that is no record."""

    kind: RowKind
    note: str = ""
    section: Section | None = None


_RECORD = ListRow(RowKind.RECORD)
_EMPTY = ListRow(RowKind.EMPTY)
_HEADER = ListRow(RowKind.HEADER)


class ListRows:
    """Looks at the rows of one sheet."""

    def __init__(self, sheet: Sheet, layout: SiteLayout, name: int, answers: Answers) -> None:
        self._sheet = sheet
        self._layout = layout
        self._name = name
        self._answers = answers
        self._unread = frozenset(sheet.unread)
        self._header_until = -1
        width = len(sheet.rows[0]) if sheet.rows else 0
        self._across = {
            merge.first_row
            for merge in sheet.merges
            if merge.first_row == merge.last_row
            and 2 * (merge.last_column - merge.first_column + 1) > width
        }
        self._name_goes_on = {
            row
            for merge in sheet.merges
            if merge.first_column == name and merge.first_row > layout.head.last
            for row in range(merge.first_row + 1, merge.last_row + 1)
        }
        self._headings = {text for row in layout.head.rows for text in row if text}
        self._number = self._numbers()
        self._meant = [
            column for column, field in layout.fields.items() if field is not SiteField.IGNORE
        ]

    def all(self) -> list[ListRow]:
        """Every row in order; a heading below which nothing stands is for review."""
        rows = [self._row(index) for index in range(len(self._sheet.rows))]
        for index in range(len(rows) - 1, -1, -1):
            row = rows[index]
            if row.kind is RowKind.RECORD:
                break
            if row.section is not None and row.section.is_guessed:
                rows[index] = replace(row, kind=RowKind.REVIEW, section=None)
        return rows

    def _numbers(self) -> int | None:
        """The column that counts the rows, where nearly all records have a number in it."""
        below = self._sheet.rows[self._layout.head.last + 1 :]
        named = [row for row in below if row[self._name] is not None]
        for column, field in self._layout.fields.items():
            if field is SiteField.IGNORE and named:
                counted = sum(cell_text(row[column]).isdecimal() for row in named)
                if counted >= _SHARE_OF_NUMBERS * len(named):
                    return column
        return None

    def _row(self, index: int) -> ListRow:
        cells = self._sheet.rows[index]
        count = len(cells) - cells.count(None)
        if not count:
            return _EMPTY
        head = self._layout.head
        if head.first <= index <= head.last or index <= self._header_until:
            return _HEADER
        if index > head.last:
            if self._answers.leaves_out(self._sheet.title, index + 1):
                return ListRow(RowKind.REVIEW)
            if index not in self._unread and count > _FEW and self._is_plainly_a_record(index):
                return _RECORD
        return self._looked_at(index)

    def _is_plainly_a_record(self, index: int) -> bool:
        cells = self._sheet.rows[index]
        name = cells[self._name]
        if name is None or name in self._headings:
            return False
        first = next((cell for cell in cells if isinstance(cell, str)), "")
        signs = (first.lstrip()[:1], str(name).lstrip()[:1])
        return not any(sign in _TOTAL_SIGNS for sign in signs) and bool(signs[1])

    def _looked_at(self, index: int) -> ListRow:
        cells = self._sheet.rows[index]
        texts = {at: text for at, cell in enumerate(cells) if (text := cell_text(cell))}
        if not texts:
            return _EMPTY
        first = next(iter(texts.values()))
        if index < self._layout.head.first:
            return self._above_head(index, texts, first)
        if index in self._unread:
            return ListRow(RowKind.REVIEW, first)
        until = repeated_until(self._sheet, self._layout.head, index)
        if until is not None:
            self._header_until = until
            return _HEADER
        return self._below_head(index, texts, first)

    def _above_head(self, index: int, texts: dict[int, str], first: str) -> ListRow:
        """The title and remarks, or the first section where each has its own header."""
        section = section_in(texts, is_marked=False)
        if section is not None and section.rank < PLAIN and len(texts) == 1:
            return ListRow(RowKind.SECTION, first, section)
        return ListRow(RowKind.TITLE if self._is_title(index) else RowKind.REMARK, first)

    def _is_title(self, index: int) -> bool:
        """Whether this is the first row over the header that says anything."""
        return not any(map(cell_text, (cell for row in self._sheet.rows[:index] for cell in row)))

    def _below_head(self, index: int, texts: dict[int, str], first: str) -> ListRow:
        name = texts.get(self._name, "")
        if is_total(first) or is_total(name):
            return ListRow(RowKind.TOTAL, first)
        if len(texts) == 1 and is_foot(first):
            return ListRow(RowKind.REMARK, first)
        if len(texts) <= _FEW:
            section = section_in(texts, is_marked=self._is_marked(index, texts))
            if section is not None:
                return ListRow(RowKind.SECTION, first, section)
        if index in self._name_goes_on:
            return ListRow(RowKind.MORE, first)
        if name:
            return _RECORD
        if set(texts) == {self._number}:
            return _EMPTY
        said = [column for column in self._meant if column in texts]
        return _RECORD if len(said) > 1 else ListRow(RowKind.REVIEW, first)

    def _is_marked(self, index: int, texts: dict[int, str]) -> bool:
        """Whether a row with one cell stands across the table or where no record stands."""
        column = next(iter(texts))
        if index in self._across:
            return True
        if column != self._name:
            return column < self._name and not texts[column].isdecimal()
        return self._number is not None
