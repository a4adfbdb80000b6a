"""What names from elsewhere mean."""

from __future__ import annotations

from inspector.domain.alias import AliasKind
from inspector.store.columns import EnumColumn, FlagColumn, TextColumn, UuidColumn
from inspector.store.tables.table import Table


class Alias(Table):
    """A name in somebody else's tables and the unit, site or item that it means."""

    id = UuidColumn(primary_key=True)
    kind = EnumColumn(AliasKind, default=AliasKind.UNIT)
    name = TextColumn(default="")
    scheme = UuidColumn(null=True)
    meant = UuidColumn(null=True)
    void = FlagColumn(default=False)
