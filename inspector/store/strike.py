"""Visits on which items of the negative list were violated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from msgspec import Struct

from inspector.domain.unit import Role
from inspector.domain.visit import VisitUnit
from inspector.store.database import rows
from inspector.store.log import rows_in, uuid_of
from inspector.store.selection import Selection


class StruckVisit(Struct, frozen=True):
    """A visit on which an item was violated, with what is needed to know whom that strikes."""

    visit: UUID
    version: UUID
    item: int
    site: UUID
    site_type: str
    units: tuple[VisitUnit, ...]


def load_struck(chosen: Selection, items: Sequence[tuple[UUID, int]]) -> tuple[StruckVisit, ...]:
    """The selected visits on which one of these items, by version and number, was deducted."""
    if not items:
        return ()
    wanted = " OR ".join("(v.version = ? AND a.item = ?)" for _each in items)
    found = rows(
        "SELECT v.id, v.version, a.item, v.site, v.site_type FROM visit v JOIN answer a"
        f" ON a.visit = v.id AND a.state = 'deducted' WHERE ({wanted}) AND {chosen.sql}"
        " ORDER BY v.day, v.number, v.id, a.item",
        (*(value for each in items for value in each), *chosen.parameters),
    )
    units = _visit_units({uuid_of(row[0]) for row in found})
    return tuple(
        StruckVisit(
            visit := uuid_of(row[0]),
            uuid_of(row[1]),
            row[2],
            uuid_of(row[3]),
            row[4],
            units.get(visit, ()),
        )
        for row in found
    )


def _visit_units(visits: Iterable[UUID]) -> dict[UUID, tuple[VisitUnit, ...]]:
    found: dict[UUID, tuple[VisitUnit, ...]] = {}
    sql = "SELECT visit, unit, role, item FROM visit_unit WHERE void = 0 AND visit IN ({})"
    for visit, unit, role, item in rows_in(sql, sorted(visits)):
        key = uuid_of(visit)
        found[key] = (*found.get(key, ()), VisitUnit(uuid_of(unit), Role(role), item))
    return found
