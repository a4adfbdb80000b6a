"""The rules by which a ranked list has red and black, grades and flags."""

from __future__ import annotations

from msgspec import Struct


class ListRules(Struct, frozen=True, forbid_unknown_fields=True):
    """What the lists of a board are made by; nothing here is no lists."""
