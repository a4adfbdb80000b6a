"""Units, sites, and who answers for what."""

from __future__ import annotations

from inspector.domain.unit import Role, UnitClass
from inspector.store.columns import (
    DayColumn,
    DecimalColumn,
    EnumColumn,
    FlagColumn,
    PointsColumn,
    TextColumn,
    UuidColumn,
)
from inspector.store.tables.table import Table


class Unit(Table):
    """A responsible unit."""

    id = UuidColumn(primary_key=True)
    code = TextColumn(default="")
    name = TextColumn(default="")
    unit_class = EnumColumn(UnitClass, default=UnitClass.OTHER)
    leader = TextColumn(default="")
    phone = TextColumn(default="")
    note = TextColumn(default="")
    from_import = FlagColumn(default=False)
    void = FlagColumn(default=False)


class UnitParent(Table):
    """A superior of a unit; belongs to the unit."""

    id = UuidColumn(primary_key=True)
    unit = UuidColumn(index=True)
    parent = UuidColumn(null=True)
    role = EnumColumn(Role, default=Role.TERRITORIAL)
    share = PointsColumn(null=True)
    valid_from = DayColumn(null=True)
    valid_to = DayColumn(null=True)
    void = FlagColumn(default=False)


class SiteType(Table):
    """A kind of site with its weight."""

    id = UuidColumn(primary_key=True)
    name = TextColumn(default="")
    weight = PointsColumn(null=True)
    void = FlagColumn(default=False)


class Site(Table):
    """A place that is inspected."""

    id = UuidColumn(primary_key=True)
    code = TextColumn(default="", index=True)
    name = TextColumn(default="")
    site_type = TextColumn(default="")
    address = TextColumn(default="")
    longitude = DecimalColumn(null=True)
    latitude = DecimalColumn(null=True)
    length_m = PointsColumn(null=True)
    leader = TextColumn(default="")
    note = TextColumn(default="")
    from_import = FlagColumn(default=False)
    void = FlagColumn(default=False)


class SiteUnit(Table):
    """A unit that answers for a site; belongs to the site."""

    id = UuidColumn(primary_key=True)
    site = UuidColumn(index=True)
    unit = UuidColumn(null=True)
    role = EnumColumn(Role, default=Role.TERRITORIAL)
    share = PointsColumn(null=True)
    valid_from = DayColumn(null=True)
    valid_to = DayColumn(null=True)
    void = FlagColumn(default=False)
