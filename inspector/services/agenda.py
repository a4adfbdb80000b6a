"""The sites as an inspector goes through them: what is to do, what is running, what is done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from inspector.domain.plan import OwnStop
from inspector.domain.site import Place, Site, SiteLine, metres_between, place_of
from inspector.domain.unit import Role, UnitClass, is_valid_on
from inspector.domain.visit import LastVisit, VisitState
from inspector.services.workspace import Workspace
from inspector.store.photo import load_last_place
from inspector.store.plan import load_stops
from inspector.store.site import load_site_lines
from inspector.store.unit import load_parents, load_units
from inspector.store.visit import load_last_visits


class SiteState(StrEnum):
    """Where a site stands today; an open visit of an earlier day is still running."""

    TO_DO = "to_do"
    RUNNING = "running"
    DONE = "done"


class AgendaSite(Struct, frozen=True):
    """A site on the list: its street or township, its last closed score, its state today.

    `visit` is the open visit, or the one closed today, or the last one; `planned` is the day that
    the running plan has for the person at the workspace, unless that was done on an earlier day.
    """

    site: Site
    unit: str
    state: SiteState
    score: Decimal | None
    day: date | None
    visit: UUID | None
    planned: date | None = None


class Agenda(Struct, frozen=True):
    """All sites, those of the plan first by day, the others by unit and code.

    `last` is the site visited last, `place` is where its last photo was taken, if one of its
    photos knows that.
    """

    sites: tuple[AgendaSite, ...]
    last: UUID | None
    place: Place | None = None

    @property
    def done(self) -> int:
        """How many sites are done today."""
        return sum(1 for each in self.sites if each.state is SiteState.DONE)


def today(ws: Workspace) -> Agenda:
    """The sites with their state today."""
    day = ws.today()
    with ws.read():
        lines = load_site_lines(day)
        visits = load_last_visits()
        last = max(visits, key=lambda each: each.started, default=None)
        place = load_last_place(last.id) if last else None
        streets = _streets(day)
        planned = load_stops(ws.person.name, day)
    newest = {(each.site, each.state): each for each in visits}
    found = [
        _standing(
            line,
            streets,
            newest.get((line.site.id, VisitState.OPEN)),
            newest.get((line.site.id, VisitState.CLOSED)),
            day,
            planned.get(line.site.id),
        )
        for line in lines
    ]
    found.sort(
        key=lambda each: (
            each.planned or date.max,
            not each.unit,
            each.unit,
            each.site.code,
            each.site.name,
        )
    )
    return Agenda(tuple(found), last.site if last else None, place)


def by_distance(agenda: Agenda, origin: UUID | None) -> tuple[AgendaSite, ...]:
    """The same sites, the nearest first; those without coordinates last.

    Nearest to the place of the last photo, or else to the site `origin`.
    """
    known = {each.site.id: each.site for each in agenda.sites}
    site = known.get(origin) if origin else None
    start = agenda.place or (place_of(site) if site else None)
    if start is None:
        return agenda.sites
    far = float("inf")

    def away(each: AgendaSite) -> float:
        place = place_of(each.site)
        return far if place is None else metres_between(start, place)

    return tuple(sorted(agenda.sites, key=away))


def _streets(day: date) -> dict[str, str]:
    """The street or township above each community, by their names."""
    units = {unit.id: unit for unit in load_units()}
    return {
        units[link.unit].name: units[link.parent].name
        for link in load_parents()
        if link.role is Role.TERRITORIAL
        and units[link.unit].unit_class is UnitClass.COMMUNITY
        and is_valid_on(link.valid_from, link.valid_to, day)
    }


def _standing(
    line: SiteLine,
    streets: Mapping[str, str],
    running: LastVisit | None,
    closed: LastVisit | None,
    day: date,
    stop: OwnStop | None,
) -> AgendaSite:
    units = [duty.unit for duty in line.duties if duty.role is Role.TERRITORIAL]
    state = SiteState.TO_DO
    if running is not None:
        state = SiteState.RUNNING
    elif closed is not None and closed.day == day and not (stop and stop.is_owed):
        state = SiteState.DONE
    shown = running or closed
    return AgendaSite(
        line.site,
        streets.get(units[0], units[0]) if units else "",
        state,
        closed.score if closed else None,
        closed.day if closed else None,
        shown.id if shown else None,
        stop.day if stop else None,
    )
