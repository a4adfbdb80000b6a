"""Who answers for which site on which day, for many sites at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import cache
from uuid import UUID

from inspector.domain.site import SiteUnit
from inspector.domain.site_duty import units_on
from inspector.domain.unit import UnitParent
from inspector.domain.visit import VisitUnit
from inspector.store.site import load_links
from inspector.store.unit import load_parents


def units_by_day() -> Callable[[UUID, date], tuple[VisitUnit, ...]]:
    """What gives the units of a site on a day, always in one order; call inside a transaction.

    All links are read when they are asked for first.
    """

    @cache
    def links() -> dict[UUID, list[SiteUnit]]:
        found: dict[UUID, list[SiteUnit]] = defaultdict(list)
        for link in load_links():
            found[link.site].append(link)
        return found

    @cache
    def superiors() -> dict[UUID, list[UnitParent]]:
        found: dict[UUID, list[UnitParent]] = defaultdict(list)
        for link in load_parents():
            found[link.unit].append(link)
        return found

    @cache
    def units(site: UUID, day: date) -> tuple[VisitUnit, ...]:
        found = units_on(day, links().get(site, ()), lambda unit: superiors().get(unit, ()))
        return tuple(sorted(found, key=lambda each: (each.role, each.unit)))

    return units
