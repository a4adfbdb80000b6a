"""What a board ranks."""

from __future__ import annotations

from enum import StrEnum


class BoardKind(StrEnum):
    """Who is ranked."""

    UNITS = "units"
    SITES = "sites"
    TYPES = "types"
