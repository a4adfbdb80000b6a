"""Reading what names from elsewhere were said to mean."""

from __future__ import annotations

from inspector.domain.alias import Alias
from inspector.domain.change import Edit
from inspector.store import tables
from inspector.store.kind import creation, difference
from inspector.store.reading import read, read_one


def load_aliases() -> tuple[Alias, ...]:
    """All aliases that are not void, by kind and name."""
    condition = "void = 0 AND meant IS NOT NULL ORDER BY kind, name, id"
    return tuple(read(Alias, tables.Alias, condition, ()))


def remember(alias: Alias) -> list[Edit]:
    """The edits by which a name means this from now on; none where it does already."""
    old = read_one(Alias, tables.Alias, "id = ?", (alias.id,))
    return creation("alias", alias) if old is None else difference("alias", old, alias)
