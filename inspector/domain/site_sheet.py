"""What a workbook of units and sites says, and what taking it in would change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from msgspec import Struct

from inspector.domain.site import Site, SiteType, SiteUnit
from inspector.domain.unit import Role, Unit, UnitParent

SITE_COLUMN_ROLES = frozenset({Role.TERRITORIAL, Role.LINE})
UNIT_COLUMN_ROLES = frozenset({Role.TERRITORIAL})
"""The roles that have a column of their own; a column holds undated links of the whole share."""


class SiteFate(StrEnum):
    """What became of a row of a site workbook."""

    HEADER = "header"
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REVIEW = "review"
    EMPTY = "empty"


class SiteRowFate(Struct, frozen=True):
    """What became of one row.

    Of a row for review `note` is what stands in it, `repeats` the row that it says again, and
    `is_refused` tells that one of its cells cannot be taken.
    """

    sheet: str
    row: int
    fate: SiteFate
    note: str = ""
    repeats: int | None = None
    is_refused: bool = False


class Line(Struct, frozen=True):
    """A row of units, types or sites: the fields whose columns are there.

    `named` holds the names of units in the columns of roles: superiors of a unit, or the units
    that answer for a site. `columns` tells the heading of each field, for refusals.
    """

    sheet: str
    row: int
    values: Mapping[str, Any]
    named: Mapping[Role, tuple[str, ...]]
    columns: Mapping[str, str]


class Link(Struct, frozen=True):
    """A row that gives a unit to an owner (a site, or a unit below it) in a role, with dates."""

    sheet: str
    row: int
    owner: str
    unit: str
    role: Role
    share: Decimal
    valid_from: date | None
    valid_to: date | None
    columns: Mapping[str, str]


class SiteSheet(Struct, frozen=True):
    """Everything read from a site workbook; `fates` are those that need no look at the store.

    `sheets` are the titles in the order of the workbook, `pending` the codes and names on refused
    rows: what names them cannot be told to be wrong yet.
    """

    path: Path
    sheets: tuple[str, ...]
    units: tuple[Line, ...]
    types: tuple[Line, ...]
    sites: tuple[Line, ...]
    superiors: tuple[Link, ...]
    duties: tuple[Link, ...]
    fates: tuple[SiteRowFate, ...]
    pending: frozenset[str] = frozenset()


class Register(Struct, frozen=True):
    """All units, types and sites with their links, none of them void."""

    units: tuple[Unit, ...] = ()
    parents: tuple[UnitParent, ...] = ()
    types: tuple[SiteType, ...] = ()
    sites: tuple[Site, ...] = ()
    links: tuple[SiteUnit, ...] = ()


class Step(Struct, frozen=True):
    """One record as it is (None: not there yet) and as it shall be; `kind` is its wire name."""

    kind: str
    old: Unit | UnitParent | SiteType | Site | SiteUnit | None
    new: Unit | UnitParent | SiteType | Site | SiteUnit


class SitePlan(Struct, frozen=True):
    """What an import changes, and the fate of every row in the order of the workbook.

    `ended` counts the links that the workbook no longer has.
    """

    steps: tuple[Step, ...]
    fates: tuple[SiteRowFate, ...]
    units: int
    sites: int
    types: int
    ended: int


def stands_in_column(link: UnitParent | SiteUnit, roles: frozenset[Role]) -> bool:
    """Whether a link needs no row of its own: whole share, no dates, a role with a column."""
    return (
        link.role in roles and link.share == 1 and link.valid_from is None and link.valid_to is None
    )
