"""Reading imported results: the visits of a day with their answers and the units of each item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from inspector.domain.visit import Answer, Level, Record, Visit, VisitUnit
from inspector.store import tables


def load_results(versions: Sequence[UUID], day: date) -> tuple[Record, ...]:
    """The third-party visits of some scheme versions on a local day, by number, none void.

    Void units stand among those of a visit.
    """
    answers: dict[UUID, list[Answer]] = defaultdict(list)
    for row in _of_visits(tables.Answer, versions, day).order_by(tables.Answer.item).dicts():
        answers[row.pop("visit")].append(Answer(**row))
    units: dict[UUID, list[VisitUnit]] = defaultdict(list)
    for row in _of_visits(tables.VisitUnit, versions, day).dicts():
        units[row.pop("visit")].append(VisitUnit(**row))
    visit = tables.Visit
    heads: Any = visit.select().where(*_chosen(versions, day))
    return tuple(
        Record(Visit(**row), units=tuple(units[row["id"]]), answers=tuple(answers[row["id"]]))
        for row in heads.order_by(visit.number, visit.id).dicts()
    )


def _of_visits(part: Any, versions: Sequence[UUID], day: date) -> Any:
    visit = tables.Visit
    return part.select().join(visit, on=(visit.id == part.visit)).where(*_chosen(versions, day))


def _chosen(versions: Sequence[UUID], day: date) -> tuple[Any, ...]:
    visit = tables.Visit
    return (
        visit.version.in_(list(versions)),
        visit.day == day,
        visit.level == Level.THIRD_PARTY,
        visit.void == False,  # noqa: E712
    )
