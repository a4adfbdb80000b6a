"""What an import is about to do, as it is shown over the sheet before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field

from inspector.domain.import_mapping import ColumnMapping
from inspector.domain.result_match import SameDay
from inspector.domain.result_options import NO_OPTIONS, ResultOptions
from inspector.domain.row_answer import RowAnswer
from inspector.errors import InspectorError


class ImportKind(StrEnum):
    """What is imported."""

    SCHEME = "scheme"
    SITE = "site"
    RESULT = "result"


class RowState(StrEnum):
    """What becomes of a row, in the order in which it is counted."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    ITEM = "item"
    SECTION = "section"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    LEFT_OUT = "left_out"
    DUPLICATE = "duplicate"
    TITLE = "title"
    HEADER = "header"
    TOTAL = "total"
    REMARK = "remark"
    BLANK = "blank"
    UNREAD = "unread"


WRITTEN = frozenset({RowState.NEW, RowState.UPDATED, RowState.ITEM, RowState.SECTION})
OPEN = frozenset({RowState.UNKNOWN, RowState.REFUSED})
"""Rows that are written, and rows that somebody has to look at."""


def written_in(kind: ImportKind) -> frozenset[RowState]:
    """The states of rows that become something; a section does so among criteria alone."""
    return WRITTEN if kind is ImportKind.SCHEME else WRITTEN - {RowState.SECTION}


class Span(Struct, frozen=True):
    """A merged range of a sheet; row and column count from 0."""

    row: int
    column: int
    rows: int
    columns: int


class FieldChoice(Struct, frozen=True):
    """A field that a column can be read as: the name that a mapping tells, and its words.

    `is_repeatable` says that several columns may hold it.
    """

    name: str
    words: str
    is_repeatable: bool = False


class ColumnPreview(Struct, frozen=True):
    """A column: its letter, its own heading, and the name of the field that it is read as.

    The name is "" where nobody knows yet. `levels` are the headings above its own, outermost
    first; `is_told` says that a person chose the field, `is_hidden` that the file hides it.
    """

    letter: str
    heading: str
    field: str
    levels: tuple[str, ...] = ()
    is_told: bool = False
    is_hidden: bool = False


class PointsBalance(Struct, frozen=True):
    """Points of a sheet: the whole (None where it states none) against what was read and left.

    `out` are those of the rows that are left out because somebody said so.
    """

    is_full_mark: bool
    whole: Decimal | None
    read: Decimal
    left: Decimal
    out: Decimal = Decimal(0)


class Offer(Struct, frozen=True):
    """An answer that can be given about a row, and its words."""

    answer: RowAnswer
    text: str

    def is_given(self, said: RowAnswer | None) -> bool:
        """Whether this is the answer that somebody gave; one to type with any value."""
        if said is not None and self.answer.is_to_type:
            return (said.choice, said.about) == (self.answer.choice, self.answer.about)
        return said == self.answer

    def worded(self, said: RowAnswer | None) -> str:
        """Its words, with the value that was typed where one was."""
        is_typed = said is not None and self.answer.is_to_type and self.is_given(said)
        return f"{self.text} {said.value}" if said is not None and is_typed else self.text


class SheetPreview(Struct, frozen=True):
    """A worksheet as it looks, a number as Decimal and everything else as text, with row states.

    `was` holds what a cell (row, column, from 0) replaces. `can_map` says that the user may say
    what the columns are, `offers` what may be said of any row of the table. `fields` are those of
    this sheet where they are not those of the whole workbook. `hidden_rows` count from 0. By the
    number of a row (from 1) `reasons` say why it has its fate, where no problem does, and `became`
    what it is in the end.
    """

    title: str
    cells: tuple[tuple[str | Decimal, ...], ...]
    states: tuple[RowState, ...]
    columns: tuple[ColumnPreview, ...]
    spans: tuple[Span, ...] = ()
    was: Mapping[tuple[int, int], str] = field(default_factory=dict)
    points: PointsBalance | None = None
    can_map: bool = False
    offers: tuple[Offer, ...] = ()
    fields: tuple[FieldChoice, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    reasons: Mapping[int, str] = field(default_factory=dict)
    became: Mapping[int, str] = field(default_factory=dict)

    @property
    def counts(self) -> Counter[RowState]:
        """How many rows have which state."""
        return Counter(self.states)


class Problem(Struct, frozen=True):
    """Something to look at: where it stands (row from 1, column from 0), what it is, and why.

    `letter` is that of the column. `rows` are all rows of which the same is to be told, `row` is
    the first of them. Of `offers` one may be `chosen`.
    """

    state: RowState
    sheet: str
    row: int | None
    column: int | None
    title: str
    text: str
    letter: str = ""
    rows: tuple[int, ...] = ()
    offers: tuple[Offer, ...] = ()
    chosen: RowAnswer | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return bool(self.offers) and self.chosen is None and self.state in OPEN


class Answered(Struct, frozen=True):
    """A problem and the answer that it got."""

    problem: Problem
    answer: RowAnswer


class ImportRequest(Struct, frozen=True):
    """Which file shall be imported and how.

    `mapping` says what columns hold, by the names of the fields of this kind, and `sheet` of
    which sheet; `answered` are the problems of earlier previews that somebody decided.
    `options` are about results alone, `profile` is the name of the one by which they are read.
    """

    kind: ImportKind
    path: Path
    sheet: str | None = None
    mapping: ColumnMapping = ()
    day: date | None = None
    same_day: SameDay | None = None
    answered: tuple[Answered, ...] = ()
    options: ResultOptions = NO_OPTIONS
    profile: str = ""


class ImportPreview(Struct, frozen=True):
    """The whole workbook with all fates; `refusal` says why nothing of it can be taken.

    `shown` is the index of the sheet to show first, `facts` are sentences about the whole.
    `differing` counts the visits of the day that have other results already, `fields` are all that
    a column can be read as.
    """

    request: ImportRequest
    sheets: tuple[SheetPreview, ...]
    shown: int
    problems: tuple[Problem, ...]
    facts: tuple[str, ...] = ()
    is_changed: bool = False
    refusal: InspectorError | None = None
    differing: int = 0
    fields: tuple[FieldChoice, ...] = ()

    @property
    def written(self) -> int:
        """How many rows are written."""
        written = written_in(self.request.kind)
        return sum(state in written for sheet in self.sheets for state in sheet.states)

    @property
    def refused(self) -> int:
        """How many rows keep the import from being written until they are answered."""
        return sum(sheet.states.count(RowState.REFUSED) for sheet in self.sheets)

    @property
    def open(self) -> int:
        """How many rows wait for an answer."""
        return sum(len(problem.rows) for problem in self.problems if problem.is_open)
