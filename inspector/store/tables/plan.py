"""Plans of visits and the working calendar."""

from __future__ import annotations

from peewee import CompositeKey

from inspector.domain.plan import ChosenBy
from inspector.store.columns import (
    DayColumn,
    EnumColumn,
    FlagColumn,
    MomentColumn,
    PointsColumn,
    TextColumn,
    UuidColumn,
)
from inspector.store.tables.table import Table


class Plan(Table):
    """Which sites are to be visited in a time."""

    id = UuidColumn(primary_key=True)
    name = TextColumn(default="")
    campaign = TextColumn(default="")
    first = DayColumn(null=True)
    last = DayColumn(null=True)
    note = TextColumn(default="")
    void = FlagColumn(default=False)
    drawn = MomentColumn(null=True)
    drawn_by = UuidColumn(null=True)
    rule = TextColumn(default="")


class PlanSite(Table):
    """A site of a plan: the day and person meant for it, and one who visits it besides."""

    plan = UuidColumn()
    site = UuidColumn()
    day = DayColumn(null=True)
    person = UuidColumn(null=True)
    void = FlagColumn(default=False)
    second = UuidColumn(null=True)
    chosen = EnumColumn(ChosenBy, null=True)
    risk = PointsColumn(null=True)

    class Meta:
        primary_key = CompositeKey("plan", "site")


class Calendar(Table):
    """The working calendar of the district."""

    id = UuidColumn(primary_key=True)
    name = TextColumn(default="")


class CalendarDay(Table):
    """A day that differs from its weekday: a holiday, or a working weekend."""

    calendar = UuidColumn()
    day = DayColumn()
    is_working = FlagColumn(default=False)
    name = TextColumn(default="")
    void = FlagColumn(default=False)

    class Meta:
        primary_key = CompositeKey("calendar", "day")
