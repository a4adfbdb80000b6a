"""What imports remember (记住的名称): what names in files mean, and how tables are read."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class RememberedKind(StrEnum):
    """A name of a unit, a site or a content, or a profile by which tables are read."""

    UNIT = "unit"
    SITE = "site"
    CONTENT = "content"
    PROFILE = "profile"


class Origin(Struct, frozen=True):
    """Who wrote something last, and when (UTC); the person is "" where nobody knows the name."""

    moment: datetime
    person: str


class Remembered(Struct, frozen=True):
    """One thing that imports remember: the name in files, and what is meant by it.

    A profile means no record, but says of so many `columns` what they hold.
    """

    id: UUID
    kind: RememberedKind
    name: str
    meaning: str = ""
    columns: int = 0
    origin: Origin | None = None
