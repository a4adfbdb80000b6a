"""How tables of results are read, kept from one import to the next."""

from __future__ import annotations

from inspector.store.columns import FlagColumn, JsonColumn, TextColumn, UuidColumn
from inspector.store.tables.table import Table


class ResultProfile(Table):
    """What the columns of one sender's tables hold and how their points are meant."""

    id = UuidColumn(primary_key=True)
    name = TextColumn(default="")
    content = JsonColumn(null=True)
    void = FlagColumn(default=False)
