"""Problems that units must rectify, and their steps."""

from __future__ import annotations

from peewee import CompositeKey

from inspector.domain.unit import Role
from inspector.store.columns import (
    CountColumn,
    EnumColumn,
    FlagColumn,
    JsonColumn,
    MomentColumn,
    PointsColumn,
    TextColumn,
    UuidColumn,
)
from inspector.store.tables.table import Table


class Problem(Table):
    """A finding that units must rectify; its state follows from its events."""

    id = UuidColumn(primary_key=True)
    visit = UuidColumn(null=True, index=True)
    finding = UuidColumn(null=True)
    site = UuidColumn(null=True)
    item = CountColumn(default=0)
    source = TextColumn(default="")
    level = TextColumn(default="")
    text = TextColumn(default="")
    clause = TextColumn(default="")
    deadline_class = TextColumn(default="")
    number = TextColumn(default="")
    void = FlagColumn(default=False)


class ProblemUnit(Table):
    """A unit that answers for a problem."""

    problem = UuidColumn()
    unit = UuidColumn()
    role = EnumColumn(Role)
    share = PointsColumn(null=True)
    void = FlagColumn(default=False)

    class Meta:
        primary_key = CompositeKey("problem", "unit", "role")


class ProblemEvent(Table):
    """One step of a problem on its way to being closed."""

    id = UuidColumn(primary_key=True)
    problem = UuidColumn(index=True)
    event = TextColumn(default="")
    moment = MomentColumn(null=True)
    person = UuidColumn(null=True)
    unit = UuidColumn(null=True)
    deadline = MomentColumn(null=True)
    note = TextColumn(default="")
    photos = JsonColumn(null=True)
    void = FlagColumn(default=False)
