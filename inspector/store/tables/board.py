"""Boards, sealed editions and objections to them."""

from __future__ import annotations

from inspector.domain.board_kind import BoardKind
from inspector.store.columns import (
    CountColumn,
    EnumColumn,
    FlagColumn,
    JsonColumn,
    MomentColumn,
    RulesColumn,
    TextColumn,
    UuidColumn,
)
from inspector.store.tables.table import Table


class Board(Table):
    """The rules under which a list is ranked and published."""

    id = UuidColumn(primary_key=True)
    name = TextColumn(default="")
    kind = EnumColumn(BoardKind, default=BoardKind.UNITS)
    rules = RulesColumn(null=True)
    void = FlagColumn(default=False)


class Edition(Table):
    """A sealed ranking, whole and immutable; a correction is a new edition that names the old."""

    id = UuidColumn(primary_key=True)
    board = UuidColumn(null=True)
    period = TextColumn(default="")
    number = CountColumn(default=1)
    corrects = UuidColumn(null=True)
    sealed = MomentColumn(null=True)
    content = JsonColumn(null=True)
    void = FlagColumn(default=False)


class Appeal(Table):
    """An objection of a unit to a visit or an edition, and how it was decided."""

    id = UuidColumn(primary_key=True)
    edition = UuidColumn(null=True)
    visit = UuidColumn(null=True)
    item = CountColumn(default=0)
    unit = UuidColumn(null=True)
    filed = MomentColumn(null=True)
    text = TextColumn(default="")
    decision = TextColumn(default="")
    decided = MomentColumn(null=True)
    decided_by = UuidColumn(null=True)
    reason = TextColumn(default="")
    void = FlagColumn(default=False)
