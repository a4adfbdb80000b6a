"""Photos as evidence, named by the SHA-256 of their original bytes."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class PhotoFormat(StrEnum):
    """The formats that are taken; the value is the suffix of the stored file."""

    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"


class Photo(Struct, frozen=True):
    """What the bytes say: upright size in pixels, local time and WGS-84 place where recorded.

    `taken` is the wall clock of the camera without a zone, None where EXIF has none.
    """

    sha256: bytes
    format: PhotoFormat
    byte_size: int
    width: int
    height: int
    taken: datetime | None = None
    longitude: Decimal | None = None
    latitude: Decimal | None = None

    @property
    def id(self) -> UUID:
        """The record id: the same photo has the same id on every machine."""
        return photo_id(self.sha256)


def photo_id(sha256: bytes) -> UUID:
    """The record id of the photo with this hash."""
    return UUID(bytes=sha256[:16])


class PhotoView(StrEnum):
    """What a photo shows: the problem, its surroundings, the door that identifies the site."""

    NEAR = "near"
    FAR = "far"
    DOOR = "door"


class PhotoState(StrEnum):
    """What became of a stored original."""

    WHOLE = "whole"
    MISSING = "missing"
    CHANGED = "changed"


class MarkKind(StrEnum):
    """What may be drawn over a photo."""

    ARROW = "arrow"
    CIRCLE = "circle"
    TEXT = "text"


class Mark(Struct, frozen=True):
    """Something drawn over a photo, in shares (0 to 1) of the upright picture's width and height.

    An arrow goes from the first point to the second, where its head is; a circle fills the box
    between them; a text begins at the first.
    """

    kind: MarkKind
    x0: Decimal
    y0: Decimal
    x1: Decimal
    y1: Decimal
    text: str = ""
