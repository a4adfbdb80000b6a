"""Results that are imported again: which visits are there already, and which are corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from inspector.domain.result import ResultRow
from inspector.domain.stepping import Step, no_step, stepped
from inspector.domain.visit import Record

_Place = tuple[UUID, date]

_VISITS_PER_STEP = 500


class SameDay(StrEnum):
    """What to do with results of a day for which there are others: correct them, or add to them."""

    CORRECT = "correct"
    ADD = "add"


class ResultMatch(Struct, frozen=True):
    """Visits that are new, pairs that differ (as they stand, as the file has them), and equals."""

    new: tuple[Record, ...]
    different: tuple[tuple[Record, Record], ...]
    equal: tuple[Record, ...]


def match(records: Sequence[Record], held: Sequence[Record], step: Step = no_step) -> ResultMatch:
    """Match visits to those that are there: by site and day, equal ones first, the rest in order.

    Nothing that is held is matched twice.
    """
    waiting: dict[_Place, dict[UUID, Record]] = defaultdict(dict)
    alike: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    for record in stepped(held, step, _VISITS_PER_STEP):
        waiting[_place(record)][record.visit.id] = record
        alike[_place(record), *_content(record)].append(record)
    rest: list[Record] = []
    equal: list[Record] = []
    for record in stepped(records, step, _VISITS_PER_STEP):
        same = alike and alike.get((_place(record), *_content(record)))
        if same:
            found = same.pop(0)
            del waiting[_place(found)][found.visit.id]
            equal.append(found)
        else:
            rest.append(record)
    new: list[Record] = []
    different: list[tuple[Record, Record]] = []
    for record in rest:
        others = waiting.get(_place(record))
        if others:
            different.append((others.pop(next(iter(others))), record))
        else:
            new.append(record)
    return ResultMatch(tuple(new), tuple(different), tuple(equal))


def _place(record: Record) -> _Place:
    return record.visit.site, record.visit.day


class Standing(StrEnum):
    """What taking in a row does to what is there."""

    NEW = "new"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"


class RowStanding(Struct, frozen=True):
    """What taking in one row does; `was` are the points got there before, of a corrected row."""

    row: ResultRow
    standing: Standing
    was: Decimal | None = None


def row_standings(
    visits: Sequence[Sequence[ResultRow]],
    records: Sequence[Record],
    matched: ResultMatch,
    step: Step = no_step,
) -> tuple[RowStanding, ...]:
    """What each row does; `visits` are the rows of each of `records`, in the same order."""
    new = {record.visit.id for record in matched.new}
    before = {record.visit.id: old for old, record in matched.different}
    found: list[RowStanding] = []
    for rows, record in zip(stepped(visits, step, _VISITS_PER_STEP), records, strict=True):
        if record.visit.id in new:
            found += [RowStanding(row, Standing.NEW) for row in rows]
        elif record.visit.id in before:
            found += _corrected(rows, before[record.visit.id], record)
        else:
            found += [RowStanding(row, Standing.UNCHANGED) for row in rows]
    return tuple(found)


def _corrected(rows: Sequence[ResultRow], old: Record, new: Record) -> list[RowStanding]:
    had = {answer.item: answer for answer in old.answers}
    found = []
    for row, answer in zip(rows, new.answers, strict=True):
        was = had.get(answer.item)
        if was is None:
            found.append(RowStanding(row, Standing.NEW))
        elif was.points != answer.points:
            found.append(RowStanding(row, Standing.CORRECTED, was.points))
        elif _units(old, answer.item) != _units(new, answer.item):
            found.append(RowStanding(row, Standing.CORRECTED))
        else:
            found.append(RowStanding(row, Standing.UNCHANGED))
    return found


def _units(record: Record, item: int) -> frozenset[tuple[object, ...]]:
    return frozenset(
        (each.unit, each.role) for each in record.units if each.item == item and not each.void
    )


def _content(record: Record) -> tuple[object, ...]:
    answers = frozenset((each.item, each.state, each.points) for each in record.answers)
    live = [each for each in record.units if not each.void]
    return answers, frozenset((each.unit, each.role, each.item) for each in live)
