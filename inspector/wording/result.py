"""Words for imported results: the fate of a row, notes on it, what an import made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from inspector.domain.points import plain
from inspector.domain.result import (
    ResultFate,
    ResultNote,
    ResultRow,
    ResultRowFate,
    ResultSheet,
    ResultState,
)
from inspector.domain.result_options import (
    Direction,
    Duplicates,
    ResultOptions,
    pairs_text,
)
from inspector.wording.catalogue import _, ngettext
from inspector.wording.rows import row_ranges


def fate(value: ResultFate) -> str:
    """The word for what became of a row."""
    return {
        ResultFate.HEADER: _("header"),
        ResultFate.TAKEN: _("taken"),
        ResultFate.DROPPED: _("left out as doubled"),
        ResultFate.TOTAL: _("total"),
        ResultFate.REMARK: _("remark"),
        ResultFate.REVIEW: _("for review"),
        ResultFate.REFUSED: _("refused"),
        ResultFate.EMPTY: _("empty"),
    }[value]


def note(row: ResultRowFate) -> str:
    """Everything that is told about a row, as one line; empty where there is nothing."""
    return _("; ").join(_note(each, row) for each in row.notes)


def _note(value: ResultNote, row: ResultRowFate) -> str:
    return {
        ResultNote.DOUBLED_NUMBER: _("its number stands already in row {value}, both count"),
        ResultNote.NO_AREA: _("no area"),
        ResultNote.NO_DEPARTMENT: _("no department"),
        ResultNote.NO_UNIT: _("no unit at all: counts in the whole and for nobody"),
        ResultNote.NO_CONTENT: _("no content"),
        ResultNote.NO_PLACE: _("no place"),
        ResultNote.NOT_A_NUMBER: _("“{value}” is no number of points and no known grade"),
        ResultNote.OUT_OF_RANGE: _("{value} is below 0 or above the full mark"),
        ResultNote.CONTRADICTION: _("loss and score do not add up to the full mark ({value})"),
        ResultNote.NO_HEADER: _("on a sheet without a header row"),
        ResultNote.UNREAD: _("a cell could not be read"),
        ResultNote.DOUBLED_ROW: _("says the same in every cell as row {value}"),
        ResultNote.NO_VALUE: _("without points: missing, not counted as zero"),
        ResultNote.NOT_A_DAY: _("“{value}” is no day"),
        ResultNote.DAY_AHEAD: _("{value} is still to come"),
        ResultNote.UNKNOWN_NAME: _("nobody bears the name “{value}”"),
        ResultNote.FULL_MARK_DIFFERS: _("another full mark than in the rows above ({value})"),
        ResultNote.SITE_UNITS: _("no unit: counts for the units that answer for the site"),
        ResultNote.FURTHER_VISIT: _("a further visit to its place on the same day"),
        ResultNote.TOTAL_DIFFERS: _("the stated total is not what its points add up to ({value})"),
    }[value].format(value=row.value)


def row_told(row: ResultRowFate) -> str:
    """A row that was not taken, with its place and the reason."""
    return _("{sheet}, row {row}: {fate}, {note}").format(
        sheet=row.sheet, row=row.row, fate=fate(row.fate), note=note(row)
    )


def row_noted(row: ResultRowFate, value: ResultNote) -> str:
    """One note on a row that was read."""
    return _("{sheet}, row {row}: {note}").format(
        sheet=row.sheet, row=row.row, note=_note(value, row)
    )


def noted(value: ResultNote, sheet: str, numbers: Sequence[int]) -> str:
    """A note that many rows of a sheet have, with their numbers."""
    told = ngettext(
        "{sheet}: {note} in {count} row: {rows}",
        "{sheet}: {note} in {count} rows: {rows}",
        len(numbers),
    )
    named = note(ResultRowFate(sheet, 0, ResultFate.TAKEN, (value,)))
    return told.format(sheet=sheet, note=named, count=len(numbers), rows=row_ranges(numbers))


def counts(rows: Mapping[ResultFate, int]) -> str:
    """How many rows had which fate."""
    told = _("Rows: {taken} taken, {review} for review, {refused} refused; {blank} blank.").format(
        taken=rows[ResultFate.TAKEN],
        review=rows[ResultFate.REVIEW],
        refused=rows[ResultFate.REFUSED],
        blank=rows[ResultFate.EMPTY],
    )
    dropped = rows[ResultFate.DROPPED]
    if dropped:
        left = ngettext("{n} doubled row left out.", "{n} doubled rows left out.", dropped)
        told = f"{told} {left.format(n=dropped)}"
    return told


def made(units: int, sites: int, contents: int) -> str:
    """What was not known before and is marked as coming from an import."""
    return _("New, marked as from import: {units}, {sites}, {contents}.").format(
        units=ngettext("{count} unit", "{count} units", units).format(count=units),
        sites=ngettext("{count} site", "{count} sites", sites).format(count=sites),
        contents=ngettext("{count} content", "{count} contents", contents).format(count=contents),
    )


def names(heading: str, listed: str) -> str:
    """A heading and the names below it, on one line."""
    return _("{heading}: {names}").format(heading=heading, names=listed)


def scheme(title: str) -> str:
    """Under which name the contents are ranked."""
    return _("The contents belong to the imported scheme “{title}”.").format(title=title)


def visits(new: int, corrected: int, unchanged: int) -> str:
    """What became of the visits."""
    return _("Visits: {new} new, {corrected} differing, {unchanged} unchanged.").format(
        new=new, corrected=corrected, unchanged=unchanged
    )


def outcome(is_preview: bool, has_changes: bool, has_rows: bool) -> str:
    """What an import did, or would do."""
    if not has_rows:
        return _("No row was taken; nothing was changed.")
    if not has_changes:
        return _("These results are there already for this day; nothing was changed.")
    if is_preview:
        return _("This was a preview; nothing was written.")
    return _("Imported. “inspector undo” takes it back.")


def observations(rows: Iterable[ResultRow]) -> str:
    """How many observations have points, and how many have none."""
    counted = Counter(row.state for row in rows)
    return _(
        "Observations: {valued} with points, {missing} missing, {without} not applicable."
    ).format(
        valued=counted[ResultState.VALUED],
        missing=counted[ResultState.MISSING],
        without=counted[ResultState.NOT_APPLICABLE],
    )


def days(found: Sequence[date]) -> str:
    """The days that rows state, in order."""
    first, last = found[0].isoformat(), found[-1].isoformat()
    if len(found) == 1:
        return _("Day: {day}.").format(day=first)
    return ngettext(
        "{count} day, {first} to {last}.", "{count} days, {first} to {last}.", len(found)
    ).format(count=len(found), first=first, last=last)


def assumed(marks: Iterable[tuple[str, Decimal]]) -> str:
    """Full marks that nothing states."""
    by_content = dict(marks)
    told = [f"{content} {plain(mark)}".strip() for content, mark in by_content.items()]
    if len(told) > 1 and len(set(by_content.values())) == 1:
        told = [plain(mark) for mark in set(by_content.values())]
    return _("Full marks that the table does not state, taken from its points: {marks}.").format(
        marks=_(", ").join(told)
    )


def grades(factors: Iterable[tuple[str, Decimal]]) -> str:
    """The part of the full mark that each grade is worth."""
    told = [f"{word} = {plain(factor)}" for word, factor in factors]
    return _("Grades as parts of the full mark: {grades}.").format(grades=_(", ").join(told))


def lower_is_better() -> str:
    """That points of a table are lost ones."""
    return _("Its points are points lost: lower is better.")


def as_missing() -> str:
    """The answer that a cell without usable points is missing."""
    return _("As missing")


def kept_as_missing() -> str:
    """The answer that a row without points is a visit of which all is missing."""
    return _("A visit without points")


def as_above() -> str:
    """The answer that a row belongs to what the row above names."""
    return _("As in the row above")


def on_the_day_of_the_import() -> str:
    """The answer that a row without a usable day is of the day of the import."""
    return _("On the day of the import")


def readings(sheet: ResultSheet) -> tuple[str, ...]:
    """How the points of a file were read: observations, days, full marks, grades."""
    told = [observations(sheet.rows)]
    found = sorted({row.day for row in sheet.rows if row.day})
    told += [days(found)] if found else []
    for table in sheet.tables:
        told += [_stated_day(table.stated_day)] if table.stated_day else []
        told += [assumed(table.assumed)] if table.assumed else []
        told += [grades(table.grades)] if table.grades else []
        told += [lower_is_better()] if table.is_lost else []
    return tuple(dict.fromkeys(told))


def _stated_day(day: date) -> str:
    return _("The day that stands above the table: {day}.").format(day=day.isoformat())


def unknown_name(name: str, reason: str, rows: int, alike: Sequence[str]) -> str:
    """A name that waits with its rows, and what may be meant by it."""
    told = ngettext(
        "“{name}” in {n} row waits: {reason}", "“{name}” in {n} rows waits: {reason}", rows
    ).format(name=name, n=rows, reason=reason)
    if not alike:
        return told
    perhaps = _("Perhaps {names} is meant: --names {name}={first}").format(
        names=_(", ").join(alike), name=name, first=alike[0]
    )
    return f"{told} {perhaps}"


def no_profiles() -> str:
    """That no profile is there."""
    return _("There is no import profile. “inspector result import --save-profile NAME” keeps one.")


def options(value: ResultOptions) -> str:
    """What options say, as they are told on the command line."""
    told = [
        f"--blank {value.blank.value}" if value.blank else "",
        f"--duplicates {value.duplicates.value}" if value.duplicates is Duplicates.DROP else "",
        "--lower-is-better" if value.direction is Direction.LOST else "",
        f"--grades {pairs_text(value.grades)}" if value.grades else "",
        f"--full-mark {marks}" if (marks := _marks(value)) else "",
    ]
    return " ".join(filter(None, told))


def _marks(value: ResultOptions) -> str:
    whole = plain(value.full_mark) if value.full_mark else ""
    return ",".join(filter(None, (whole, pairs_text(value.full_marks))))


def hidden_sheet(sheet: str) -> str:
    """That a sheet is hidden in the file and its rows count all the same."""
    return _("Sheet “{sheet}” is hidden in the file; its rows are read all the same.").format(
        sheet=sheet
    )
