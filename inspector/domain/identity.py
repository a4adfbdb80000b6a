"""Ids as people write them: by their beginning."""

from __future__ import annotations

from uuid import UUID

_FEWEST_DIGITS = 4


def begins(key: UUID, text: str) -> bool:
    """Whether an id begins with this text: four or more of its digits, with or without hyphens."""
    digits = text.strip().replace("-", "").lower()
    return len(digits) >= _FEWEST_DIGITS and key.hex.startswith(digits)
