"""Reading imported results: the visits of some days with their answers and the units of each
item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from msgspec import Struct

from inspector.domain.visit import Answer, Record, Visit, VisitUnit
from inspector.store import tables
from inspector.store.database import execute
from inspector.store.reading import maker, read, selected
from inspector.store.tables import Table

Part = TypeVar("Part")

_AT_A_TIME = 500
_CHOSEN = (
    "v.version IN ({}) AND v.day >= ? AND v.day <= ? AND v.level = 'third_party' AND v.void = 0"
)
_made_answer = maker(Answer, tables.Answer)
_made_unit = maker(VisitUnit, tables.VisitUnit)
_made_visit = maker(Visit, tables.Visit)


def load_results(
    versions: Sequence[UUID], days: Collection[date], step: Callable[[], None] = lambda: None
) -> tuple[Record, ...]:
    """The third-party visits of some scheme versions on local days, by number, none void.

    Void units stand among those of a visit. `step` is called now and then.
    """
    if not versions or not days:
        return ()
    chosen = _CHOSEN.format(", ".join("?" * len(versions)))
    given = (*versions, min(days).isoformat(), max(days).isoformat())
    answers = _below(
        Answer, tables.Answer, _made_answer, f"{chosen} AND p.state IS NOT NULL ORDER BY p.item",
        given, step,
    )  # fmt: skip
    units = _below(VisitUnit, tables.VisitUnit, _made_unit, chosen, given, step)
    wanted = {day.isoformat() for day in days}
    sql = (
        f"SELECT v.id, v.day, {selected(Visit, tables.Visit, 'v')} FROM visit v"
        f" WHERE {chosen} ORDER BY v.number, v.id"
    )
    return tuple(
        Record(
            _made_visit(tuple(row[2:])), units=tuple(units[row[0]]), answers=tuple(answers[row[0]])
        )
        for row in _stepped(sql, given, step)
        if row[1] in wanted
    )


def _below(
    record: type[Part],
    table: type[Table],
    made: Callable[[tuple[Any, ...]], Part],
    condition: str,
    given: tuple[Any, ...],
    step: Callable[[], None],
) -> dict[Any, list[Part]]:
    """The parts of each visit, by its id as the database gives it."""
    sql = (
        f"SELECT p.visit, {selected(record, table, 'p')} FROM {table._meta.table_name} p"  # noqa: SLF001
        f" JOIN visit v ON v.id = p.visit WHERE {condition}"
    )
    found: dict[Any, list[Part]] = defaultdict(list)
    for row in _stepped(sql, given, step):
        found[row[0]].append(made(tuple(row[1:])))
    return found


def _stepped(
    sql: str, given: tuple[Any, ...], step: Callable[[], None]
) -> Iterator[tuple[Any, ...]]:
    cursor = execute(sql, given)
    while some := cursor.fetchmany(_AT_A_TIME):
        step()
        yield from some


class _Named(Struct, frozen=True):
    """A record by its name."""

    id: UUID
    name: str


def result_days(versions: Sequence[UUID]) -> tuple[date, ...]:
    """The local days on which there are results of some scheme versions, in order."""
    marks = ", ".join("?" * len(versions))
    sql = (
        f"SELECT DISTINCT v.day FROM visit v WHERE v.version IN ({marks})"
        " AND v.level = 'third_party' AND v.void = 0 ORDER BY v.day"
    )
    return tuple(date.fromisoformat(row[0]) for row in execute(sql, tuple(versions)))


def names_at_all() -> tuple[dict[UUID, str], dict[UUID, str]]:
    """The names of all sites and of all units, also of void ones, by id."""
    sites, units = (
        {each.id: each.name for each in read(_Named, table, "id IS NOT NULL", ())}
        for table in (tables.Site, tables.Unit)
    )
    return sites, units
