"""What `inspector check` finds, as values."""

from __future__ import annotations

from msgspec import Struct, field


class CheckFinding(Struct, frozen=True):
    """Something that does not agree: kind of finding, the record it is about, facts."""

    kind: str
    record: str
    facts: dict[str, str] = field(default_factory=dict)
