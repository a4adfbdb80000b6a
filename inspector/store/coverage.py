"""Reading what was visited in a period: one query for each question."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from inspector.domain.coverage import Duty, InspectorCoverage, SiteVisits, UnitVisits
from inspector.domain.unit import OTHER_ROLES, RANKED_ROLE, Role
from inspector.store.database import is_sqlite, rows
from inspector.store.log import uuid_of

_VALID = "(l.valid_from IS NULL OR l.valid_from <= ?) AND (l.valid_to IS NULL OR l.valid_to >= ?)"
_CLOSED = "v.state = 'closed' AND v.void = 0"
_SITES = "SELECT id, code, name, site_type FROM site WHERE void = 0 ORDER BY code, name, id"
_SITE_VISITS = (
    "SELECT v.site, MAX(v.day), SUM(CASE WHEN v.day >= ? THEN 1 ELSE 0 END) FROM visit v"
    f" WHERE {_CLOSED} AND {{0}}v.day <= ? AND {{0}}v.site IS NOT NULL GROUP BY {{0}}v.site"
)
_INSPECTORS = (
    "SELECT name, SUM(visits), COUNT(*), MAX(day) FROM (SELECT n.name AS name,"
    " COUNT(DISTINCT v.id) AS visits, MAX(v.day) AS day FROM visit v"
    " JOIN visit_person p ON p.visit = v.id AND p.void = 0 JOIN person n ON n.id = p.person"
    f" WHERE {_CLOSED} AND v.day BETWEEN ? AND ? GROUP BY n.name, v.site) AS at_sites"
    " GROUP BY name ORDER BY name"
)
_DUTIES = (
    "SELECT l.site, l.unit, l.role FROM site_unit l JOIN unit u ON u.id = l.unit AND u.void = 0"
    f" WHERE l.void = 0 AND {_VALID} ORDER BY l.role, u.code, u.name, u.id"
)
_ABOVE = (
    "SELECT l.unit, l.parent FROM unit_parent l JOIN unit u ON u.id = l.parent AND u.void = 0"
    f" WHERE l.void = 0 AND l.role = 'territorial' AND {_VALID} ORDER BY u.code, u.name, u.id"
)
_LOSSES = (
    "SELECT v.id, v.site, v.version, ROW_NUMBER() OVER (PARTITION BY v.site"
    f" ORDER BY v.day DESC, v.closed DESC, v.id DESC) AS place FROM visit v WHERE {_CLOSED}"
)
# What lost points on both of the last two visits by one version, whose item numbers mean the same.
_RELAPSES = (
    f"WITH newest AS (SELECT * FROM ({_LOSSES}) AS numbered WHERE place <= 2)"
    " SELECT a.site, COUNT(*) FROM newest a JOIN newest b ON b.site = a.site AND b.place = 2"
    " AND b.version = a.version JOIN answer x ON x.visit = a.id AND x.state = 'deducted'"
    " JOIN answer y ON y.visit = b.id AND y.item = x.item AND y.state = 'deducted'"
    " WHERE a.place = 1 GROUP BY a.site"
)


def _listed(words: Any) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


_RANKED = " OR ".join(
    [
        *(f"(w.unit_class = '{kind}' AND u.role = '{role}')" for kind, role in RANKED_ROLE.items()),
        f"(w.unit_class NOT IN ({_listed(RANKED_ROLE)}) AND u.role IN ({_listed(OTHER_ROLES)}))",
    ]
)
_UNITS = (
    "SELECT u.unit, v.site_type, COUNT(DISTINCT v.id), COUNT(DISTINCT v.site) FROM visit v"
    " JOIN visit_unit u ON u.visit = v.id AND u.item = 0 AND u.void = 0"
    " JOIN unit w ON w.id = u.unit AND w.void = 0"
    f" WHERE {_CLOSED} AND v.day BETWEEN ? AND ? AND ({_RANKED}) GROUP BY u.unit, v.site_type"
)


def load_places() -> list[tuple[UUID, str, str, str]]:
    """All sites by code: id, code, name and type."""
    return [(uuid_of(site), code, name, kind) for site, code, name, kind in rows(_SITES)]


def load_site_visits(first: date, last: date) -> dict[UUID, SiteVisits]:
    """The closed visits to each site: the last one up to `last`, and how many in the period."""
    # By an index SQLite is three times as slow as by reading all visits in a row.
    sql = _SITE_VISITS.format("+" if is_sqlite() else "")
    found = rows(sql, (first.isoformat(), last.isoformat()))
    return {
        uuid_of(site): SiteVisits(date.fromisoformat(day), int(visits))
        for site, day, visits in found
    }


def load_inspectors(first: date, last: date) -> tuple[InspectorCoverage, ...]:
    """What each inspector closed on these days, by name; one name is one person."""
    return tuple(
        InspectorCoverage(name, int(visits), sites, date.fromisoformat(day))
        for name, visits, sites, day in rows(_INSPECTORS, (first.isoformat(), last.isoformat()))
    )


def load_unit_visits(first: date, last: date) -> Mapping[UUID, UnitVisits]:
    """The closed visits of these days that each unit had in its ranked role."""
    counts: dict[UUID, Counter[str]] = defaultdict(Counter)
    places: Counter[UUID] = Counter()
    found = rows(_UNITS, (first.isoformat(), last.isoformat()))
    for stored, site_type, visits, sites in found:
        unit = uuid_of(stored)
        counts[unit][site_type] += visits
        places[unit] += sites
    return {unit: UnitVisits(by_type, places[unit]) for unit, by_type in counts.items()}


def load_relapses() -> dict[UUID, int]:
    """How many items lost points on both of the last two visits to a site, where any did."""
    return {uuid_of(site): count for site, count in rows(_RELAPSES)}


def load_duties(day: date) -> dict[UUID, tuple[Duty, ...]]:
    """The units that answer for each site on a day, with the superiors of the territorial ones."""
    today = (day.isoformat(), day.isoformat())
    above: dict[Any, list[Any]] = defaultdict(list)
    for unit, parent in rows(_ABOVE, today):
        above[unit].append(parent)
    whole: dict[tuple[Any, str], tuple[Duty, ...]] = {}
    found: dict[Any, tuple[Duty, ...]] = {}
    for site, unit, role in rows(_DUTIES, today):
        if (unit, role) not in whole:
            units = _upwards(unit, above) if role == Role.TERRITORIAL else [unit]
            whole[unit, role] = tuple(_duty(uuid_of(each), role) for each in units)
        found[site] = (*found.get(site, ()), *whole[unit, role])
    return {uuid_of(site): duties for site, duties in found.items()}


def _upwards(unit: Any, above: Mapping[Any, list[Any]]) -> list[Any]:
    # A loop in what people typed must not hang the page: each unit is passed once.
    passed = [unit]
    for each in passed:
        passed += [parent for parent in above.get(each, ()) if parent not in passed]
    return passed


@lru_cache(maxsize=4096)
def _duty(unit: UUID, role: str) -> Duty:
    return Duty(unit, Role(role))
