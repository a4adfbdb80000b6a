"""What a name in somebody else's tables was said to mean (别名), so that it is asked once."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID, uuid5

from msgspec import Struct

from inspector.domain.name_match import squeezed

_NAMES = UUID("6f1c1a5e-7d0b-4b0e-9a3d-2c8f5be0a417")


class AliasKind(StrEnum):
    """What the name stands for: a unit, a site, or a content (an item) of an imported scheme."""

    UNIT = "unit"
    SITE = "site"
    CONTENT = "content"


class Alias(Struct, frozen=True):
    """A name, squeezed, and the id of what it means; contents are named within their scheme.

    The id follows from kind, scheme and name: two laptops that decide the same name write the
    same record, so that what they say alike is one and what they say otherwise a conflict.
    """

    id: UUID
    kind: AliasKind
    name: str
    meant: UUID
    scheme: UUID | None = None
    void: bool = False


class AliasLine(Struct, frozen=True):
    """An alias in a list, with the name of what it means ("" where that is gone)."""

    alias: Alias
    meaning: str


def alias_of(kind: AliasKind, name: str, meant: UUID, scheme: UUID | None = None) -> Alias:
    """The alias by which a name means something.

    >>> alias_of(AliasKind.UNIT, "城管 局", UUID(int=1)).name
    '城管局'
    """
    plain = squeezed(name)
    within = "" if scheme is None else scheme.hex
    return Alias(uuid5(_NAMES, f"{kind.value}\n{within}\n{plain}"), kind, plain, meant, scheme)
