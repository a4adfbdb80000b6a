"""Results that are imported again: which visits are there already, and which are corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from inspector.domain.visit import Record


class SameDay(StrEnum):
    """What to do with results of a day for which there are others: correct them, or add to them."""

    CORRECT = "correct"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class ResultMatch:
    """Visits that are new, pairs that differ (as they stand, as the file has them), and equals."""

    new: tuple[Record, ...]
    different: tuple[tuple[Record, Record], ...]
    equal: tuple[Record, ...]


def match(records: Iterable[Record], held: Iterable[Record]) -> ResultMatch:
    """Match visits to those that are there: site by site, equal ones first, the rest in order."""
    waiting: dict[UUID, list[Record]] = defaultdict(list)
    for record in held:
        waiting[record.visit.site].append(record)
    rest: list[Record] = []
    equal: list[Record] = []
    for record in records:
        same = next(
            (each for each in waiting[record.visit.site] if _content(each) == _content(record)),
            None,
        )
        if same is None:
            rest.append(record)
        else:
            waiting[record.visit.site].remove(same)
            equal.append(same)
    new: list[Record] = []
    different: list[tuple[Record, Record]] = []
    for record in rest:
        others = waiting[record.visit.site]
        if others:
            different.append((others.pop(0), record))
        else:
            new.append(record)
    return ResultMatch(tuple(new), tuple(different), tuple(equal))


def _content(record: Record) -> tuple[object, ...]:
    answers = frozenset((each.item, each.state, each.points) for each in record.answers)
    live = [each for each in record.units if not each.void]
    return answers, frozenset((each.unit, each.role, each.item) for each in live)
