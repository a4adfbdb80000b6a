"""Reading sites, their types and the units that answer for them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from inspector.domain.identity import begins
from inspector.domain.site import Site, SiteDuty, SiteLine, SiteType, SiteUnit
from inspector.domain.site_duty import units_on
from inspector.domain.unit import is_valid_on
from inspector.domain.visit import VisitUnit
from inspector.errors import Ambiguous, NotFound, Noun
from inspector.store import tables
from inspector.store.reading import read
from inspector.store.unit import load_superiors, load_units

_LINKS = (
    "void = 0 AND site IN (SELECT id FROM site WHERE void = 0)"
    " AND unit IN (SELECT id FROM unit WHERE void = 0) ORDER BY site, role, valid_from, id"
)
_LINKS_OF_SITE = "site = ? AND void = 0 AND unit IN (SELECT id FROM unit WHERE void = 0)"


def load_types() -> tuple[SiteType, ...]:
    """All site types that are not void, by name."""
    return tuple(read(SiteType, tables.SiteType, "void = 0 ORDER BY name, id", ()))


def load_sites() -> tuple[Site, ...]:
    """All sites that are not void, by code and name."""
    return tuple(read(Site, tables.Site, "void = 0 ORDER BY code, name, id", ()))


def load_links() -> tuple[SiteUnit, ...]:
    """All links of sites to units that are not void, neither the link nor its two ends."""
    return tuple(read(SiteUnit, tables.SiteUnit, _LINKS, ()))


def load_site_lines(day: date) -> tuple[SiteLine, ...]:
    """All sites as list rows, with the units that answer for them on this day."""
    names = {unit.id: unit.name for unit in load_units()}
    duties: dict[UUID, list[SiteDuty]] = defaultdict(list)
    for link in load_links():
        if is_valid_on(link.valid_from, link.valid_to, day):
            duties[link.site].append(SiteDuty(link.role, names[link.unit]))
    return tuple(SiteLine(site, tuple(duties[site.id])) for site in load_sites())


def get_site(site: UUID) -> Site:
    """A site, void or not; raises NotFound."""
    query: Any = tables.Site.select().where(tables.Site.id == site)
    for row in query.dicts():
        return Site(**row)
    raise NotFound(Noun.SITE, str(site))


def load_site(text: str) -> Site:
    """The site with this code, or else this name, or else an id that begins so.

    Void sites are passed over. Raises NotFound, and Ambiguous with the codes.
    """
    text = text.strip()
    sites = load_sites()
    for fits in (
        lambda site: site.code == text,
        lambda site: site.name == text,
        lambda site: begins(site.id, text),
    ):
        found = [site for site in sites if fits(site)]
        if len(found) > 1:
            choices = tuple(f"{site.code} {site.name}" for site in found)
            raise Ambiguous(Noun.SITE, text, choices)
        if found:
            return found[0]
    raise NotFound(Noun.SITE, text)


def units_of(site: UUID, day: date) -> frozenset[VisitUnit]:
    """The units that answer for a site on a day, as a visit freezes them."""
    return units_on(day, read(SiteUnit, tables.SiteUnit, _LINKS_OF_SITE, (site,)), load_superiors)
