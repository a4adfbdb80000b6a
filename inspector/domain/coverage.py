"""Coverage: what was visited in a period and what not, and what keeps a unit from being ranked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from msgspec import Struct, field
from msgspec.structs import replace

from inspector.domain.period import Period
from inspector.domain.unit import OTHER_ROLES, RANKED_ROLE, Role, Unit, UnitClass

TERRITORIES = (UnitClass.STREET, UnitClass.TOWNSHIP)
"""The classes by which sites are told where they lie."""


class Lack(StrEnum):
    """What a unit lacks before it is ranked, or before its rank tells much."""

    NO_SITE = "no_site"
    NO_VISIT = "no_visit"
    SAMPLE = "sample"
    TYPES = "types"


class Needs(Struct, frozen=True):
    """What a unit needs before a board ranks it; 0 is nothing."""

    visits: int = 0
    sites: int = 0
    types: int = 0


class UnitVisits(Struct, frozen=True):
    """The visits of a period that were frozen for a unit, by site type, and to how many sites."""

    by_type: Counter[str] = field(default_factory=Counter)
    sites: int = 0


class SiteVisits(Struct, frozen=True):
    """The closed visits to a site: the last one up to the end of the period, and those in it."""

    last_day: date | None = None
    visits: int = 0


class Duty(Struct, frozen=True):
    """A unit that answers for a site; superiors of a territorial unit answer with it."""

    unit: UUID
    role: Role


class SiteCoverage(Struct, frozen=True):
    """A site: `unit` names where it lies, `day` is the next day on which a plan has it.

    `answering` are the units that answer for it in their ranked roles.
    """

    id: UUID
    code: str
    name: str
    site_type: str
    unit: str
    last_day: date | None
    visits: int
    day: date | None = None
    answering: tuple[UUID, ...] = ()

    @property
    def is_visited(self) -> bool:
        """Whether the site was visited in the period."""
        return self.visits > 0


class TypeCoverage(Struct, frozen=True):
    """The sites of a type: all, those visited in the period, those never visited; the visits."""

    name: str
    sites: int
    visited: int
    never: int
    visits: int


class UnitCoverage(Struct, frozen=True):
    """The sites of a unit in its ranked role, and what it lacks.

    `visits` are those that were frozen for the unit in the period, which a board counts;
    `missing_types` are types of its sites without such a visit; `lacking`, `lacking_sites` and
    `lacking_types` are how many visits, visited sites and types are still to come up to what the
    board needs.
    """

    id: UUID
    name: str
    unit_class: UnitClass
    sites: int
    visited: int
    never: int
    visits: int
    missing_types: tuple[str, ...]
    lacking: int
    lacking_sites: int = 0
    lacking_types: int = 0

    @property
    def lack(self) -> Lack | None:
        """The gravest of what the unit lacks, None where it has all."""
        if not self.visits:
            return Lack.NO_VISIT if self.sites else Lack.NO_SITE
        if self.lacking or self.lacking_sites or self.lacking_types:
            return Lack.SAMPLE
        return Lack.TYPES if self.missing_types else None


class InspectorCoverage(Struct, frozen=True):
    """What one inspector closed in the period, and had of the plans in it; `sites` are distinct."""

    name: str
    visits: int
    sites: int
    last_day: date | None
    planned: int = 0
    done: int = 0


class Coverage(Struct, frozen=True):
    """All that is told of a period; a unit with less than it `needs` is not ranked."""

    period: Period
    needs: Needs
    sites: tuple[SiteCoverage, ...]
    types: tuple[TypeCoverage, ...]
    units: tuple[UnitCoverage, ...]
    inspectors: tuple[InspectorCoverage, ...]

    @property
    def visited(self) -> int:
        """How many sites were visited in the period."""
        return sum(site.is_visited for site in self.sites)


def territory(duties: Iterable[Duty], units: Mapping[UUID, Unit]) -> Unit | None:
    """The street or township in which a site lies, else the territorial unit that is named first.

    None where no territorial unit answers for the site.
    """
    found = [
        units[duty.unit] for duty in duties if duty.role is Role.TERRITORIAL and duty.unit in units
    ]
    inside = (unit for unit in found if unit.unit_class in TERRITORIES)
    return next(inside, found[0] if found else None)


def type_coverage(sites: Iterable[SiteCoverage]) -> tuple[TypeCoverage, ...]:
    """The sites counted by type, by name."""
    by_type: dict[str, list[SiteCoverage]] = defaultdict(list)
    for site in sites:
        by_type[site.site_type].append(site)
    return tuple(TypeCoverage(name, *_counts(by_type[name])) for name in sorted(by_type))


def unit_coverage(
    units: Collection[Unit],
    sites: Iterable[SiteCoverage],
    visits: Mapping[UUID, UnitVisits],
    needs: Needs,
) -> tuple[UnitCoverage, ...]:
    """The units that answer for sites in their ranked role, or were visited in it, by class.

    `visits` are those of the period by unit.
    """
    answered: dict[UUID, list[SiteCoverage]] = defaultdict(list)
    for site in sites:
        for unit in site.answering:
            answered[unit].append(site)
    order = list(UnitClass)
    return tuple(
        _unit(unit, answered.get(unit.id, ()), visits.get(unit.id, UnitVisits()), needs)
        for unit in sorted(units, key=lambda unit: order.index(unit.unit_class))
        if answered.get(unit.id) or visits.get(unit.id)
    )


def inspector_coverage(
    closed: Iterable[InspectorCoverage], planned: Counter[str], done: Counter[str]
) -> tuple[InspectorCoverage, ...]:
    """What each inspector closed, with the sites of the plans; by name, planned ones too."""
    known = {each.name: each for each in closed}
    nothing = InspectorCoverage("", 0, 0, None)
    return tuple(
        replace(known.get(name, nothing), name=name, planned=planned[name], done=done[name])
        for name in sorted(known.keys() | planned.keys())
    )


def answering(duties: Iterable[Duty], units: Mapping[UUID, Unit]) -> tuple[UUID, ...]:
    """The units among these duties that answer in a role by which their class is ranked."""
    found = (
        duty.unit
        for duty in duties
        if duty.unit in units and duty.role in _ranked_roles(units[duty.unit].unit_class)
    )
    return tuple(dict.fromkeys(found))


def _ranked_roles(unit_class: UnitClass) -> Collection[Role]:
    role = RANKED_ROLE.get(unit_class)
    return OTHER_ROLES if role is None else (role,)


def _unit(
    unit: Unit, sites: Sequence[SiteCoverage], seen: UnitVisits, needs: Needs
) -> UnitCoverage:
    count, visited, never, _visits = _counts(sites)
    types = {site.site_type for site in sites}
    visits = seen.by_type.total()
    return UnitCoverage(
        unit.id,
        unit.name,
        unit.unit_class,
        count,
        visited,
        never,
        visits,
        tuple(sorted(name for name in types if not seen.by_type[name])),
        max(0, needs.visits - visits),
        max(0, needs.sites - seen.sites),
        max(0, needs.types - len(seen.by_type)),
    )


def _counts(sites: Sequence[SiteCoverage]) -> tuple[int, int, int, int]:
    return (
        len(sites),
        sum(site.is_visited for site in sites),
        sum(site.last_day is None for site in sites),
        sum(site.visits for site in sites),
    )
