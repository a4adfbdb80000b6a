"""Row numbers as people write them: 2-5, 9."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from inspector.wording.catalogue import _


def row_ranges(numbers: Sequence[int]) -> str:
    """Rising row numbers with their runs joined."""
    parts: list[str] = []
    for _offset, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _at, number in run]
        first, last = members[0], members[-1]
        parts.append(str(first) if first == last else f"{first}-{last}")
    return _(", ").join(parts)
