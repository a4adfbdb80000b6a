"""Responsible units (责任单位) and who answers for what, with dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class UnitClass(StrEnum):
    """The classes that are ranked apart."""

    STREET = "street"
    TOWNSHIP = "township"
    BUREAU = "bureau"
    COMMUNITY = "community"
    HQ = "hq"
    OFFICE = "office"
    LEADER = "leader"
    OTHER = "other"


class Role(StrEnum):
    """In which way a unit answers for a site or a unit below it."""

    TERRITORIAL = "territorial"
    LINE = "line"
    LEAD = "lead"
    ASSISTING = "assisting"
    SPONSOR = "sponsor"
    CHIEF_1 = "chief_1"
    CHIEF_2 = "chief_2"
    CHIEF_3 = "chief_3"


RANKED_ROLE = {
    UnitClass.STREET: Role.TERRITORIAL,
    UnitClass.TOWNSHIP: Role.TERRITORIAL,
    UnitClass.COMMUNITY: Role.TERRITORIAL,
    UnitClass.BUREAU: Role.LINE,
}
"""By which role a class is ranked."""

OTHER_ROLES = frozenset({Role.TERRITORIAL, Role.LINE, Role.LEAD})
"""By which roles units of all other classes are ranked."""


class Unit(Struct, frozen=True):
    """A unit; `from_import` marks one that an import made up from a name."""

    id: UUID
    code: str
    name: str
    unit_class: UnitClass
    leader: str = ""
    phone: str = ""
    note: str = ""
    from_import: bool = False
    void: bool = False


class UnitParent(Struct, frozen=True):
    """A superior of a unit, with role, share and dates (both ends included, None is open)."""

    id: UUID
    unit: UUID
    parent: UUID
    role: Role = Role.TERRITORIAL
    share: Decimal = Decimal(1)
    valid_from: date | None = None
    valid_to: date | None = None
    void: bool = False


def is_valid_on(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether a dated link holds on this day."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)


class UnitLine(Struct, frozen=True):
    """A unit in a list, with the names of its superiors."""

    unit: Unit
    superiors: tuple[str, ...] = ()
