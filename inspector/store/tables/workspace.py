"""Who and what a workspace belongs to."""

from __future__ import annotations

from inspector.store.columns import (
    FlagColumn,
    TextColumn,
    UuidColumn,
)
from inspector.store.tables.table import Table


class District(Table):
    """What the workspace is about: the heading of every sheet."""

    id = UuidColumn(primary_key=True)
    name = TextColumn(default="")
    office = TextColumn(default="")
    is_sample = FlagColumn(default=False)


class Person(Table):
    """Somebody who writes changes."""

    id = UuidColumn(primary_key=True)
    name = TextColumn(default="")
    team = TextColumn(default="")
    void = FlagColumn(default=False)


class Device(Table):
    """A laptop, as one workspace knows it."""

    id = UuidColumn(primary_key=True)
    name = TextColumn(default="")
    short = TextColumn(default="")
