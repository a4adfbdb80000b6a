"""What became of every row of an imported file, kept for those who ask later."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from inspector.domain.import_preview import (
    WRITTEN,
    ImportKind,
    ImportPreview,
    Problem,
    RowState,
    SheetPreview,
    written_in,
)

_CONTENT = frozenset(
    {RowState.UNKNOWN, RowState.REFUSED, RowState.LEFT_OUT, RowState.DUPLICATE, RowState.UNREAD}
)
"""Rows that are not taken though something of the table may stand in them."""


class ReportColumn(Struct, frozen=True):
    """What a column of a sheet was read as, in words; `is_told` says that a person chose it."""

    sheet: str
    letter: str
    heading: str
    field: str
    is_told: bool = False


class ReportRow(Struct, frozen=True):
    """A row (from 1), its fate, why it has it, what a person said of it, and what it became.

    `text` is what stands in it, cell by cell.
    """

    sheet: str
    row: int
    state: RowState
    reason: str
    answer: str
    became: str
    text: str

    @property
    def is_written(self) -> bool:
        """Whether it was taken."""
        return self.state in WRITTEN

    @property
    def is_missing(self) -> bool:
        """Whether it was not taken though something of the table may stand in it."""
        return self.state in _CONTENT


class ImportReport(Struct, frozen=True):
    """An import row by row: which file, when, by whom, read how.

    `is_written` is False for what was only looked at; `outcome` says in a sentence what came of it.
    """

    kind: ImportKind
    file: str
    size: int | None
    moment: datetime
    person: str
    device: str
    outcome: str
    is_written: bool
    facts: tuple[str, ...]
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]

    @property
    def counts(self) -> Counter[RowState]:
        """How many rows have which fate; they add up to the rows of the file."""
        return Counter(row.state for row in self.rows)

    @property
    def written(self) -> int:
        """How many rows were taken."""
        written = written_in(self.kind)
        return sum(row.state in written for row in self.rows)

    @property
    def missing(self) -> tuple[ReportRow, ...]:
        """The rows that were not taken though something of the table may stand in them."""
        return tuple(row for row in self.rows if row.is_missing)


def rows_of(shown: ImportPreview) -> tuple[ReportRow, ...]:
    """Every row of every sheet with what the preview told about it, in the order of the file."""
    told: dict[tuple[str, int], list[Problem]] = defaultdict(list)
    for problem in shown.problems:
        for row in problem.rows or ((problem.row,) if problem.row else ()):
            told[problem.sheet, row].append(problem)
    whole = {problem.sheet: problem.text for problem in shown.problems if problem.row is None}
    return tuple(
        _row(sheet, number, told.get((sheet.title, number), ()), whole.get(sheet.title, ""))
        for sheet in shown.sheets
        for number in range(1, len(sheet.states) + 1)
    )


def columns_of(shown: ImportPreview) -> tuple[ReportColumn, ...]:
    """What every column that has a heading or a field was read as."""
    found = []
    for sheet in shown.sheets:
        words = {each.name: each.words for each in sheet.fields or shown.fields}
        found += [
            ReportColumn(
                sheet.title, column.letter, "/".join((*column.levels, column.heading)),
                words.get(column.field, column.field), column.is_told,
            )
            for column in sheet.columns
            if column.heading or column.field
        ]  # fmt: skip
    return tuple(found)


def _row(sheet: SheetPreview, number: int, problems: Sequence[Problem], whole: str) -> ReportRow:
    state = sheet.states[number - 1]
    reasons = [_reason(problem) for problem in problems if not _is_proposal(problem)]
    if number in sheet.reasons:
        reasons.append(sheet.reasons[number])
    if not reasons and state is RowState.UNREAD:
        reasons.append(whole)
    answers = [said for problem in problems if (said := given_words(problem))]
    return ReportRow(
        sheet.title,
        number,
        state,
        _joined(reasons),
        _joined(answers),
        sheet.became.get(number, ""),
        " · ".join(str(cell) for cell in sheet.cells[number - 1] if str(cell)),
    )


def given_words(problem: Problem) -> str:
    """The answer that a problem got, in the words in which it was offered; "" for none."""
    given = problem.chosen
    return next((each.worded(given) for each in problem.offers if each.is_given(given)), "")


def _is_proposal(problem: Problem) -> bool:
    """Whether a row that is taken could be taken otherwise, and nobody said so."""
    return problem.state in WRITTEN and problem.chosen is None and bool(problem.offers)


def _reason(problem: Problem) -> str:
    """The text without the line that names the rows which it is about."""
    lines = problem.text.split("\n")
    return "\n".join(lines[:-1]) if len(problem.rows) > 1 and len(lines) > 1 else problem.text


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))
