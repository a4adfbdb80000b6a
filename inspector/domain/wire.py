"""Values as they travel in changes: only what both databases can hold."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

Wire: TypeAlias = "bool | int | str | list[Any] | dict[str, Any] | None"

LAST_INTEGER = (1 << 63) - 1

_TEXT_LIMIT = 1 << 16
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def is_text(text: str) -> bool:
    """Tell whether a text can stand in the header of a change."""
    return len(text) <= _TEXT_LIMIT and _is_storable(text)


def _is_storable(text: str) -> bool:
    return (text.isascii() and "\0" not in text) or _UNSTORABLE.search(text) is None


def is_wire(value: object) -> bool:
    """Tell whether both databases can hold the value."""
    left = [value]
    while left:
        each = left.pop()
        if each is None or each is True or each is False:
            continue
        if isinstance(each, str):
            if not _is_storable(each):
                return False
        elif type(each) is int:
            if not -LAST_INTEGER <= each <= LAST_INTEGER:
                return False
        elif isinstance(each, list):
            left += each
        elif isinstance(each, dict) and all(type(name) is str for name in each):
            left += each
            left += each.values()
        else:
            return False
    return True
