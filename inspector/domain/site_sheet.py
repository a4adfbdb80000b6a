"""What a workbook of units and sites says, and what taking it in would change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from inspector.domain.alias import Alias
from inspector.domain.name_book import NameBook
from inspector.domain.site import Site, SiteType, SiteUnit
from inspector.domain.unit import Role, Unit, UnitParent

SITE_COLUMN_ROLES = frozenset({Role.TERRITORIAL, Role.LINE})
UNIT_COLUMN_ROLES = frozenset({Role.TERRITORIAL})
"""The roles that have a column of their own; a column holds undated links of the whole share."""


class SiteField(StrEnum):
    """What a column of a list of sites or of units holds; a mapping tells it by these names.

    `DUTY` is a unit that answers in the way that its class says. The last three make the list one
    of units.
    """

    IGNORE = "ignore"
    CODE = "code"
    NAME = "name"
    SITE_TYPE = "site_type"
    TERRITORIAL = "territorial"
    DUTY = "duty"
    LINE = "line"
    LEAD = "lead"
    ASSISTING = "assisting"
    SPONSOR = "sponsor"
    CHIEF_1 = "chief_1"
    CHIEF_2 = "chief_2"
    CHIEF_3 = "chief_3"
    ADDRESS = "address"
    PLACE = "place"
    LONGITUDE = "longitude"
    LATITUDE = "latitude"
    LENGTH_M = "length_m"
    LENGTH_KM = "length_km"
    LEADER = "leader"
    PHONE = "phone"
    NOTE = "note"
    UNIT_NAME = "unit_name"
    UNIT_CLASS = "unit_class"
    SUPERIOR = "superior"


REPEATABLE = frozenset(
    {
        *(SiteField.TERRITORIAL, SiteField.DUTY, SiteField.LINE, SiteField.LEAD),
        *(SiteField.ASSISTING, SiteField.SPONSOR, SiteField.SUPERIOR),
        *(SiteField.ADDRESS, SiteField.LEADER, SiteField.PHONE, SiteField.NOTE),
    }
)
"""Fields that several columns may hold."""


class SiteFate(StrEnum):
    """What became of a row of a site workbook."""

    TITLE = "title"
    HEADER = "header"
    SECTION = "section"
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REVIEW = "review"
    TOTAL = "total"
    REMARK = "remark"
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
    that answer for a site, `duties` those of which the class says in which role. `columns` tells
    the heading of each field, for refusals; `more` are rows below that say more of the same record.
    """

    sheet: str
    row: int
    values: Mapping[str, Any]
    named: Mapping[Role, tuple[str, ...]]
    columns: Mapping[str, str]
    duties: tuple[str, ...] = ()
    more: tuple[int, ...] = ()


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


class RemarkKind(StrEnum):
    """What is told of a row although it is taken, or is no record."""

    ROWS_DIFFER = "rows_differ"
    LENGTH_DIFFERS = "length_differs"
    SAME_NAME = "same_name"


class SiteRemark(Struct, frozen=True):
    """Something to know about a row: a sum that does not add up, or a name that stands twice.

    `stated` and `found` are rows or metres; `other` is the earlier row (sheet and number).
    """

    kind: RemarkKind
    sheet: str
    row: int
    text: str
    stated: Decimal | None = None
    found: Decimal | None = None
    other: tuple[str, int] | None = None


class ListColumn(Struct, frozen=True):
    """A column of somebody else's list: its letter, its headings from the top, and its field."""

    letter: str
    headings: tuple[str, ...]
    field: SiteField | None
    is_told: bool = False


class ListTable(Struct, frozen=True):
    """How a sheet that is no form of ours was read: its columns, and whether it lists units.

    `is_understood` says that the column of the names was found.
    """

    sheet: str
    columns: tuple[ListColumn, ...]
    is_of_units: bool
    is_understood: bool


class SiteSheet(Struct, frozen=True):
    """Everything read from a site workbook; `fates` are those that need no look at the store.

    `sheets` are the titles in the order of the workbook, `pending` the codes and names on refused
    rows: what names them cannot be told to be wrong yet. `forms` are the kinds of our own sheets
    that are there, `tables` the lists of others.
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
    forms: frozenset[str] = frozenset()
    tables: tuple[ListTable, ...] = ()
    remarks: tuple[SiteRemark, ...] = ()


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

    `ended` counts the links that the workbook no longer has, `made` the units and types that were
    made of names, `coded` the records that got a code. `names` are those of
    units, `type_names` all types that there are then, `became` says what a row is then.
    """

    steps: tuple[Step, ...]
    fates: tuple[SiteRowFate, ...]
    units: int
    sites: int
    types: int
    ended: int
    made: int = 0
    coded: int = 0
    names: NameBook | None = None
    remarks: tuple[SiteRemark, ...] = ()
    tables: tuple[ListTable, ...] = ()
    type_names: tuple[str, ...] = ()
    became: Mapping[tuple[str, int], str] = field(default_factory=dict)

    @property
    def aliases(self) -> tuple[Alias, ...]:
        """What names were said to mean, to be remembered."""
        return tuple(self.names.decided.values()) if self.names else ()

    @property
    def is_changed(self) -> bool:
        """Whether anything is written."""
        return bool(self.steps or self.aliases)


def stands_in_column(link: UnitParent | SiteUnit, roles: frozenset[Role]) -> bool:
    """Whether a link needs no row of its own: whole share, no dates, a role with a column."""
    return (
        link.role in roles and link.share == 1 and link.valid_from is None and link.valid_to is None
    )
