"""Sites (点位), their types and the units that answer for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from inspector.domain.unit import Role


@dataclass(frozen=True, slots=True)
class SiteType:
    """A kind of site and its weight in the score of a unit (model M5)."""

    id: UUID
    name: str
    weight: Decimal = Decimal(1)
    void: bool = False


@dataclass(frozen=True, slots=True)
class Site:
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


@dataclass(frozen=True, slots=True)
class SiteUnit:
    """A unit that answers for a site, with role, share and dates (both ends included)."""

    id: UUID
    site: UUID
    unit: UUID
    role: Role
    share: Decimal = Decimal(1)
    valid_from: date | None = None
    valid_to: date | None = None
    void: bool = False


@dataclass(frozen=True, slots=True)
class SiteDuty:
    """A unit that answers for a site, by its name."""

    role: Role
    unit: str


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site in a list, with the units that answer for it on a day."""

    site: Site
    duties: tuple[SiteDuty, ...] = ()
