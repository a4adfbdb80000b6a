"""The change log and what is kept about it."""

from __future__ import annotations

from peewee import CompositeKey

from inspector.store.columns import (
    BytesColumn,
    CountColumn,
    FlagColumn,
    JsonColumn,
    TextColumn,
    UuidColumn,
)
from inspector.store.tables.table import Table


class _ChangeColumns(Table):
    """What the hash of a change covers, as it travels."""

    id = UuidColumn(primary_key=True)
    format = CountColumn()
    device = UuidColumn()
    number = CountColumn()
    prev = UuidColumn(null=True)
    moment_ms = CountColumn()
    offset_minutes = CountColumn()
    person = UuidColumn()
    action = TextColumn()
    reason = TextColumn(null=True)
    needs = BytesColumn()
    body = BytesColumn()


class Change(_ChangeColumns):
    """One user action, append-only; its body is never rewritten, `needs` are ids end to end."""

    class Meta:
        indexes = ((("device", "number"), False), (("prev",), False))


class Waiting(_ChangeColumns):
    """A change that names something not here yet, or is of a newer format; never applied."""


class Touch(Table):
    """Which change touched which root; `last` is 1 for its heads."""

    root = UuidColumn()
    change = UuidColumn()
    last = FlagColumn()

    class Meta:
        primary_key = CompositeKey("root", "change")


# Each change of a root asks for its heads. With `last` in it SQLite prefers this to the key.
Touch.add_index(Touch.index(Touch.root, Touch.last, where=(Touch.last == 1), name="touch_heads"))


class Conflict(Table):
    """A register with several live values, listed until a person decides."""

    root = UuidColumn()
    kind = TextColumn()
    key = TextColumn()
    register = TextColumn()
    clash = TextColumn()
    changes = JsonColumn()

    class Meta:
        primary_key = CompositeKey("root", "kind", "key", "register", "clash")
