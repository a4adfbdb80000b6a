"""Which sites a table shows: by type, unit, last visit and what was searched for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.site import SiteRow

WEEKS = 4
"""A site that was not visited for so many weeks is asked after."""


class SiteWish(Struct, frozen=True):
    """What is wished for; None and False leave a side open. `found` are places in the rows."""

    site_type: str | None = None
    unit: str | None = None
    is_overdue: bool = False
    is_never: bool = False
    found: frozenset[int] | None = None


class Coverage(Struct, frozen=True):
    """How many of some sites were visited in the last weeks, and how many were never visited."""

    sites: int
    visited: int
    never: int


class SiteFilter:
    """The sites of the workspace as of a day, cut by wishes and counted."""

    def __init__(self, rows: Sequence[SiteRow], day: date) -> None:
        self.rows = rows
        self._since = day - timedelta(weeks=WEEKS)

    def places(self, wish: SiteWish) -> frozenset[int] | None:
        """The places of the rows that fit, None where all do."""
        if wish == SiteWish():
            return None
        return frozenset(
            place for place, row in enumerate(self.rows) if self._fits(place, row, wish)
        )

    def types(self, wish: SiteWish) -> Counter[str]:
        """How many sites of each type fit what is wished besides."""
        return Counter(row.site_type for row in self._those(replace(wish, site_type=None)))

    def units(self, wish: SiteWish) -> Counter[str]:
        """How many sites each unit answers for, itself or through one below it."""
        return Counter(unit for row in self._those(replace(wish, unit=None)) for unit in row.units)

    def coverage(self, wish: SiteWish) -> Coverage:
        """How well the sites of these types and units were visited."""
        those = self._those(replace(wish, is_overdue=False, is_never=False))
        visited = sum(1 for row in those if row.is_visited_since(self._since))
        return Coverage(len(those), visited, sum(1 for row in those if not row.visits))

    def _those(self, wish: SiteWish) -> list[SiteRow]:
        places = self.places(wish)
        if places is None:
            return list(self.rows)
        return [self.rows[place] for place in sorted(places)]

    def _fits(self, place: int, row: SiteRow, wish: SiteWish) -> bool:
        return (
            (wish.found is None or place in wish.found)
            and (wish.site_type is None or row.site_type == wish.site_type)
            and (wish.unit is None or wish.unit in row.units)
            and not (wish.is_overdue and row.is_visited_since(self._since))
            and not (wish.is_never and row.visits)
        )
