"""What was visited in a period and what not: by site, type, unit and inspector."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from inspector.domain import coverage as rules
from inspector.domain.board import Board
from inspector.domain.coverage import Coverage, Needs, SiteCoverage, SiteVisits
from inspector.domain.period import Campaign, Period, PeriodKind
from inspector.services.workspace import Workspace
from inspector.store import coverage as store
from inspector.store.board import load_campaigns
from inspector.store.plan import load_done, load_plan_sites, load_planned_days, load_plans
from inspector.store.unit import load_units
from inspector.store.workspace import load_persons

WEEKS = 4
"""A site that was not visited for so many weeks is asked after, unless told otherwise."""
MINIMUM = 3
"""So many visits make a score that says something, where the board asks for nothing."""
_USUAL = Needs(MINIMUM)


def last_weeks(ws: Workspace, weeks: int = WEEKS) -> Period:
    """The last weeks up to today; a visit on this weekday so many weeks ago still counts."""
    today = ws.today()
    return Period(PeriodKind.DAYS, today - timedelta(weeks=weeks), today)


def campaigns(ws: Workspace) -> tuple[Campaign, ...]:
    """The campaigns that closed visits name, the latest first."""
    with ws.read():
        return load_campaigns()


def needs_of(board: Board) -> Needs:
    """What keeps a unit from being ranked on a board: too few visits, visited sites or types."""
    least = board.rules.minimum if board.rules is not None else None
    if least is None or not (least.visits or least.sites or least.types):
        return _USUAL
    return Needs(least.visits, least.sites, least.types)


def show(ws: Workspace, period: Period, needs: Needs = _USUAL) -> Coverage:
    """How the closed visits of a period cover sites, types, units and inspectors.

    Who answers for a site is as of the last day of the period that is not ahead. A unit with less
    than it needs counts as lacking the sample.
    """
    today = ws.today()
    with ws.read():
        duties = store.load_duties(min(period.last, today))
        units = load_units()
        visits = store.load_site_visits(period.first, period.last)
        frozen = store.load_unit_visits(period.first, period.last)
        inspectors = store.load_inspectors(period.first, period.last)
        planned, done = _planned(period)
        meant = load_planned_days(today, date.max)
        places = store.load_places()
    by_id = {unit.id: unit for unit in units}
    sites = []
    for site, code, name, kind in places:
        own = duties.get(site, ())
        lies_in = rules.territory(own, by_id)
        seen = visits.get(site) or SiteVisits()
        sites.append(
            SiteCoverage(
                site,
                code,
                name,
                kind,
                lies_in.name if lies_in else "",
                seen.last_day,
                seen.visits,
                meant.get(site),
                rules.answering(own, by_id),
            )
        )
    return Coverage(
        period,
        needs,
        tuple(sites),
        rules.type_coverage(sites),
        rules.unit_coverage(units, sites, frozen, needs),
        rules.inspector_coverage(inspectors, planned, done),
    )


def _planned(period: Period) -> tuple[Counter[str], Counter[str]]:
    """How many sites of plans each inspector had on these days, and visited, by name."""
    planned: Counter[str] = Counter()
    visited: Counter[str] = Counter()
    plans = load_plans(period.first, period.last)
    names = {person.id: person.name for person in load_persons().values()} if plans else {}
    done = load_done([plan.id for plan in plans])
    for plan in plans:
        for each in load_plan_sites(plan.id):
            if each.day is None or not period.first <= each.day <= period.last:
                continue
            people = {names.get(one, "") for one in (each.person, each.second) if one}
            planned.update(people)
            visited.update(people.intersection(done.get((plan.id, each.site), ())))
    return planned, visited
