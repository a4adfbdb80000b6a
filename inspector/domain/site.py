"""Sites (点位), their types and the units that answer for them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

from msgspec import Struct

from inspector.domain.photo import Photo
from inspector.domain.unit import Role
from inspector.domain.visit import VisitPhoto


class SiteType(Struct, frozen=True):
    """A kind of site and its weight in the score of a unit (model M5)."""

    id: UUID
    name: str
    weight: Decimal = Decimal(1)
    void: bool = False


class Site(Struct, frozen=True):
    """A place that is inspected; coordinates are WGS-84 degrees, the length is in metres."""

    id: UUID
    code: str
    name: str
    site_type: str
    address: str = ""
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    length_m: Decimal | None = None
    leader: str = ""
    note: str = ""
    from_import: bool = False
    void: bool = False


class SiteUnit(Struct, frozen=True):
    """A unit that answers for a site, with role, share and dates (both ends included)."""

    id: UUID
    site: UUID
    unit: UUID
    role: Role
    share: Decimal = Decimal(1)
    valid_from: date | None = None
    valid_to: date | None = None
    void: bool = False


class SiteDuty(Struct, frozen=True):
    """A unit that answers for a site, by its name."""

    role: Role
    unit: str


class SiteLine(Struct, frozen=True):
    """A site in a list, with the units that answer for it on a day."""

    site: Site
    duties: tuple[SiteDuty, ...] = ()


_EARTH_M = 6_371_000
Place = tuple[Decimal, Decimal]
"""Longitude and latitude in degrees (WGS-84)."""


def place_of(site: Site) -> Place | None:
    """The longitude and latitude of a site, None where one of them is missing."""
    if site.longitude is None or site.latitude is None:
        return None
    return site.longitude, site.latitude


def metres_between(one: Place, other: Place) -> float:
    """Metres between two places on a sphere (haversine)."""
    west, south, east, north = (radians(value) for value in (*one, *other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * _EARTH_M * asin(min(1.0, sqrt(half)))


class SiteRow(Struct, frozen=True):
    """A site in the table of all sites, with what its closed visits came to.

    `units` are the names under which it is looked for: those of its duties and the territorial
    superiors of these. `scores` are the printed scores of the latest visits that have one, oldest
    first; `score` is that of the last visit, None where nothing counted on it or there was none.
    """

    id: UUID
    code: str
    name: str
    site_type: str
    duties: tuple[SiteDuty, ...] = ()
    visits: int = 0
    last_day: date | None = None
    score: Decimal | None = None
    scores: tuple[Decimal, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        """The unit to name where there is room for one: the territorial one, else the first."""
        for duty in self.duties:
            if duty.role is Role.TERRITORIAL:
                return duty.unit
        return self.duties[0].unit if self.duties else ""

    def is_visited_since(self, day: date) -> bool:
        """Whether the last visit was on this day or later."""
        return self.last_day is not None and self.last_day >= day


class DatedDuty(Struct, frozen=True):
    """A unit that answers or answered for a site, by its name, with both days included."""

    role: Role
    unit: str
    valid_from: date | None = None
    valid_to: date | None = None


class SitePhoto(Struct, frozen=True):
    """A photo taken at a site: how it hangs on a visit, and what its bytes say."""

    link: VisitPhoto
    photo: Photo
