"""Reading plans of visits, and what was done of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from inspector.domain.identity import begins
from inspector.domain.period import Period
from inspector.domain.plan import OwnStop, Plan, PlanSite
from inspector.errors import Ambiguous, NotFound, Noun
from inspector.store import tables
from inspector.store.database import rows
from inspector.store.log import uuid_of
from inspector.store.reading import read

_SITES = (
    "plan = ? AND void = 0 AND site IN (SELECT id FROM site WHERE void = 0)"
    " ORDER BY day, person, site"
)
_DONE = (
    "SELECT s.plan, s.site, n.name FROM plan_site s JOIN plan l ON l.id = s.plan"
    " JOIN visit v ON v.site = s.site AND v.day BETWEEN l.first AND l.last"
    " AND v.state = 'closed' AND v.void = 0"
    " JOIN visit_person p ON p.visit = v.id AND p.void = 0 JOIN person n ON n.id = p.person"
    " WHERE s.void = 0 AND s.plan IN ({}) ORDER BY n.name"
)
# Persons go by their names: a laptop made its own person before it heard of the office's.
_STOPS = (
    "SELECT s.site, s.day, s.second IS NOT NULL, l.first FROM plan_site s"
    " JOIN plan l ON l.id = s.plan AND l.void = 0"
    " JOIN person n ON n.id = s.person OR n.id = s.second"
    " WHERE s.void = 0 AND n.name = ? AND ? BETWEEN l.first AND l.last AND s.day IS NOT NULL"
    " ORDER BY s.day DESC"
)
_VISITED = (
    "SELECT v.site, v.day, n.name FROM visit v"
    " JOIN visit_person p ON p.visit = v.id AND p.void = 0 JOIN person n ON n.id = p.person"
    " WHERE v.state = 'closed' AND v.void = 0 AND v.day BETWEEN ? AND ?"
)


def load_plans(first: date = date.min, last: date = date.max) -> tuple[Plan, ...]:
    """The plans that are not void and meet these days, the newest week first."""
    condition = (
        "void = 0 AND first IS NOT NULL AND last IS NOT NULL AND first <= ? AND last >= ?"
        " ORDER BY first DESC, drawn DESC, id"
    )
    return tuple(read(Plan, tables.Plan, condition, (last.isoformat(), first.isoformat())))


def find_plan(text: str, period: Period | None) -> Plan:
    """The plan of a period, or else the one whose id begins so.

    Void plans are passed over. Raises NotFound, and Ambiguous with the beginnings of the ids.
    """
    plans = load_plans()
    if period is None:
        found = [plan for plan in plans if begins(plan.id, text)]
    else:
        found = [plan for plan in plans if (plan.first, plan.last) == (period.first, period.last)]
    if len(found) > 1:
        choices = tuple(f"{plan.id.hex[:8]} ({plan.first.isoformat()})" for plan in found)
        raise Ambiguous(Noun.PLAN, text, choices)
    if not found:
        raise NotFound(Noun.PLAN, text)
    return found[0]


def load_plan_sites(plan: UUID) -> tuple[PlanSite, ...]:
    """The sites of a plan by day, without void ones."""
    return tuple(read(PlanSite, tables.PlanSite, _SITES, (plan,)))


def load_done(plans: Collection[UUID]) -> dict[tuple[UUID, UUID], tuple[str, ...]]:
    """Who closed a visit to which site of which plan on its days, by plan and site."""
    if not plans:
        return {}
    done: dict[tuple[UUID, UUID], list[str]] = defaultdict(list)
    sql = _DONE.format(", ".join("?" * len(plans)))
    for plan, site, name in rows(sql, tuple(plans)):
        done[uuid_of(plan), uuid_of(site)].append(name)
    return {key: tuple(dict.fromkeys(names)) for key, names in done.items()}


def load_stops(name: str, day: date) -> dict[UUID, OwnStop]:
    """The sites that a person has in the plans running on a day.

    Those that were visited on an earlier day of the plan are left out.
    """
    found = rows(_STOPS, (name, day.isoformat()))
    if not found:
        return {}
    first = min(row[3] for row in found)
    visits: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for site, when, who in rows(_VISITED, (first, day.isoformat())):
        visits[uuid_of(site)].append((when, who))
    stops = {}
    for site, meant, is_shared, begun in found:
        days = {
            when
            for when, who in visits[uuid_of(site)]
            if when >= begun and (who == name or not is_shared)
        }
        if days <= {day.isoformat()}:
            stops[uuid_of(site)] = OwnStop(date.fromisoformat(meant), not days)
    return stops


def load_planned_days(first: date, last: date) -> dict[UUID, date]:
    """The first day of these on which each site stands in a plan."""
    found = rows(
        "SELECT s.site, MIN(s.day) FROM plan_site s JOIN plan l ON l.id = s.plan AND l.void = 0"
        " WHERE s.void = 0 AND s.day BETWEEN ? AND ? GROUP BY s.site",
        (first.isoformat(), last.isoformat()),
    )
    return {uuid_of(site): date.fromisoformat(day) for site, day in found}


def planned_persons(plans: Iterable[Plan]) -> frozenset[UUID]:
    """Who has sites in these plans."""
    people: set[UUID] = set()
    for plan in plans:
        for each in load_plan_sites(plan.id):
            people |= {one for one in (each.person, each.second) if one is not None}
    return frozenset(people)
