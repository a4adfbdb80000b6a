"""Who answers for a site on a day: the units linked to it and the territories above them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from uuid import UUID

from inspector.domain.site import SiteUnit
from inspector.domain.unit import Role, UnitParent, is_valid_on
from inspector.domain.visit import VisitUnit

Superiors = Callable[[UUID], Iterable[UnitParent]]
"""The links from a unit to the units above it."""


def units_on(day: date, links: Iterable[SiteUnit], superiors: Superiors) -> frozenset[VisitUnit]:
    """The units that answer on a day for the site of these links, as a visit freezes them.

    Above each territorial unit stand its territorial superiors (a community's street), each once,
    with the same role and share as the unit below.
    """
    found: dict[tuple[UUID, Role], VisitUnit] = {}
    for link in sorted(links, key=lambda each: (each.role, each.unit, each.id)):
        if is_valid_on(link.valid_from, link.valid_to, day):
            unit = VisitUnit(link.unit, link.role, share=link.share)
            found.setdefault((link.unit, link.role), unit)
    for own in [each for each in found.values() if each.role is Role.TERRITORIAL]:
        for superior in _territory_above(own.unit, day, superiors):
            unit = VisitUnit(superior, Role.TERRITORIAL, share=own.share)
            found.setdefault((superior, Role.TERRITORIAL), unit)
    return frozenset(found.values())


def _territory_above(unit: UUID, day: date, superiors: Superiors) -> Iterator[UUID]:
    # A loop in what people typed must not hang a visit: each unit is passed once.
    passed, waiting = {unit}, [unit]
    while waiting:
        above = superiors(waiting.pop())
        for link in sorted(above, key=lambda each: (each.parent, each.id)):
            is_above = link.role is Role.TERRITORIAL and link.parent not in passed
            if is_above and is_valid_on(link.valid_from, link.valid_to, day):
                passed.add(link.parent)
                waiting.append(link.parent)
                yield link.parent
