"""Numbers as people write them, runs drawn together: 2-5, 9."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from inspector.wording.catalogue import _


def row_ranges(numbers: Iterable[int], most: int | None = None) -> str:
    """Row numbers with their runs joined; of more than `most` runs only these."""
    runs = _runs(numbers)
    said = [str(low) if low == high else f"{low}-{high}" for low, high in runs[:most]]
    return _(", ").join([*said, "…"] if most is not None and len(runs) > most else said)


def photo_numbers(numbers: Iterable[int]) -> str:
    """Numbers of photos as they stand on a form: 01—03, 05."""
    said = (
        f"{low:02d}" if low == high else f"{low:02d}—{high:02d}" for low, high in _runs(numbers)
    )
    return ", ".join(said)


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for _offset, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        members = [number for _at, number in run]
        runs.append((members[0], members[-1]))
    return runs
