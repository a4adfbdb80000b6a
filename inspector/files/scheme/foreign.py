"""Reading somebody else's criteria tables: every row gets a fate, headings become sections."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.row_answer import Answers
from inspector.domain.scheme import Scheme
from inspector.domain.scheme_draft import (
    Fate,
    RowFate,
    RowReason,
    SchemeField,
    SchemeSheet,
    SheetLayout,
    Weighing,
)
from inspector.domain.scheme_weights import WEIGHTS, weighted
from inspector.files.cell import is_blank
from inspector.files.reader import Sheet, Workbook
from inspector.files.scheme.assembly import Assembly, Making
from inspector.files.scheme.balance import Part, balance, whole_total
from inspector.files.scheme.headings import is_weight
from inspector.files.scheme.line import Line
from inspector.files.scheme.mapping import Layout
from inspector.files.scheme.reading import Reading
from inspector.files.scheme.row import plain_text
from inspector.files.scheme.rules import proposed

_LONGEST_MARK = 20


class ForeignSheet(Struct, frozen=True):
    """A sheet of a criteria table and its header; one that repeats another is not taken unasked."""

    sheet: Sheet
    layout: Layout
    is_taken: bool = True
    is_repeating: bool = False


def read_foreign(book: Workbook, found: Sequence[ForeignSheet], making: Making) -> SchemeSheet:
    """The scheme of one or several sheets with the same header, the first of them the main one.

    Raises CellRefused for points that cannot be taken, unless the answers collect refusals.
    """
    taken = [each for each in found if each.is_taken]
    building = Assembly(making)
    fates: dict[str, list[RowFate]] = {}
    parts: list[Part] = []
    readings: list[Reading] = []
    for each in taken:
        reading = Reading(book, each.sheet, each.layout, making.answers)
        told = reading.fates()
        _settle(reading.lines)
        _tell_apart(reading)
        parts.append(_assemble(building, reading, each, is_one_of=len(taken) > 1))
        fates[each.sheet.title] = _settled(reading, told, building)
        readings.append(reading)
    title = next((each.title for each in readings if each.title), book.path.stem)
    plain = Scheme(title, tuple(building.sections), tuple(building.items()))
    settled = balance(_scaled(plain, taken), building.rows, building.statements, parts)
    scheme, proposals = proposed(settled.scheme, building.rows, making)
    weighing = _weighing(settled.weighing, making)
    if weighing is not None and weighing.is_taken:
        scheme = weighted(scheme, settled.weights)
    main = found[0]
    return SchemeSheet(
        scheme=scheme,
        sheet=main.sheet.title,
        fates=tuple(
            fate
            for other in book.sheets
            for fate in fates.get(other.title) or left(other, making.answers)
        ),
        sums=settled.sums,
        item_rows=tuple(row.number for row in building.rows),
        mapping=main.layout.mapping,
        item_sheets=tuple(row.sheet for row in building.rows),
        layouts=tuple(_told(each, at > 0) for at, each in enumerate(found)),
        weights=settled.weights,
        proposals=proposals,
        weighing=weighing,
    )


def _told(each: ForeignSheet, is_alike: bool) -> SheetLayout:
    return SheetLayout(
        each.sheet.title, each.layout.mapping, is_alike, each.is_taken, each.is_repeating
    )


def _weighing(found: Weighing | None, making: Making) -> Weighing | None:
    if found is None:
        return None
    said = making.answers.is_ruled(found.sheet, found.rows[0], WEIGHTS)
    return replace(found, is_taken=making.takes_weights if said is None else said)


def left(sheet: Sheet, answers: Answers) -> list[RowFate]:
    """The fates of a sheet that is not read."""
    for number in range(1, len(sheet.rows) + 1):
        answers.leaves_out(sheet.title, number)
    return [
        RowFate(sheet.title, number, Fate.EMPTY)
        if is_blank(row)
        else RowFate(sheet.title, number, Fate.UNKNOWN, RowReason.SHEET_NOT_READ)
        for number, row in enumerate(sheet.rows, 1)
    ]


def _assemble(building: Assembly, reading: Reading, each: ForeignSheet, *, is_one_of: bool) -> Part:
    whole = whole_total(reading.lines, [t for t in reading.totals if t.column is None])
    most = whole.stated if whole else None
    section = building.begin(each.layout, most, each.sheet.title if is_one_of else "")
    for line in reading.lines:
        building.take(line)
    return Part(
        each.sheet.title, each.layout, reading.lines, reading.totals, reading.whole, section
    )


def _settle(lines: list[Line]) -> None:
    """A heading with points but nothing below it is an item; where all are, none is a heading."""
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        is_leaf = below is None or (below.is_heading and below.rank <= line.rank)
        if line.is_heading and is_leaf and line.full_mark is not None and not line.is_told:
            line.is_item = True
    if all(line.is_item for line in lines):
        for line in lines:
            line.is_heading = False


def _tell_apart(reading: Reading) -> None:
    """Items that share one text get what else their rows say, where that differs."""
    fields = reading.layout.fields
    group: list[Line] = []
    for line in [*reading.lines, None]:
        if line is not None and group and _is_same(line, group[0]):
            group.append(line)
            continue
        if len(group) > 1:
            _mark(group, [c for c in range(len(group[0].row.cells)) if c not in fields])
        group = [line] if line is not None and line.is_item else []


def _is_same(line: Line, other: Line) -> bool:
    return line.is_item and line.text == other.text and (
        line.is_carried or line.places == other.places
    )  # fmt: skip


def _mark(group: list[Line], columns: Sequence[int]) -> None:
    for column in columns:
        marks = [" ".join(plain_text(line.row.cells[column]).split()) for line in group]
        if (
            all(marks)
            and len(set(marks)) == len(marks)
            and len(max(marks, key=len)) < _LONGEST_MARK
        ):
            for line, mark in zip(group, marks, strict=True):
                line.text = f"{line.text} {mark}"
            return


def _settled(
    reading: Reading, told: Sequence[tuple[Fate, RowReason | None]], building: Assembly
) -> list[RowFate]:
    """The fates once it is known what stands below what."""
    title = reading.sheet.title
    fates = [RowFate(title, number, *each) for number, each in enumerate(told, 1)]
    filled = _filled(building)
    for line in reading.lines:
        at = line.row.number - 1
        fate = Fate.ITEM if line.is_item else Fate.SECTION
        reason = fates[at].reason
        if fate is Fate.SECTION and line.section not in filled and not _is_open(fates, at):
            reason = RowReason.NO_POINTS
        fates[at] = RowFate(title, line.row.number, fate, reason)
    for index, line in reading.continued.items():
        above = fates[line.row.number - 1]
        reason = above.reason if above.reason is RowReason.NO_POINTS else RowReason.CONTINUES
        fates[index] = RowFate(title, index + 1, above.fate, reason)
    return fates


def _is_open(fates: Sequence[RowFate], at: int) -> bool:
    """Whether rows that may yet be items follow a section."""
    for fate in fates[at + 1 :]:
        if fate.fate in (Fate.SECTION, Fate.ITEM):
            return False
        if fate.fate is Fate.UNKNOWN:
            return True
    return False


def _filled(building: Assembly) -> frozenset[int | None]:
    """The numbers of the sections that have items below them."""
    filled: set[int | None] = set()
    for item in building.items():
        section = item.section
        while section is not None and section not in filled:
            filled.add(section)
            section = building.sections[section - 1].parent
    return frozenset(filled)


def _scaled(scheme: Scheme, taken: Sequence[ForeignSheet]) -> Scheme:
    """Full marks that are printed as shares of one, under a heading of weights, are per cent."""
    layout = taken[0].layout
    mark = layout.column(SchemeField.FULL_MARK)
    if mark is None or not is_weight(layout.head, mark):
        return scheme
    if not scheme.items or max(item.full_mark for item in scheme.items) > 1:
        return scheme
    items = (replace(item, full_mark=item.full_mark * Decimal(100)) for item in scheme.items)
    return replace(scheme, items=tuple(items))
