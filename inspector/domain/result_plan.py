"""The rule of taking in somebody else's results: what becomes a unit, a site, an item, a visit.

Units belong to a row, not to a place: they are frozen for each item. A place is a name within an
area; the same content seen twice at a place goes into a second visit, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.result import ResultRow
from inspector.domain.scheme import Item, Rule, RuleKind, Scheme, SchemeOrigin
from inspector.domain.site import Site, SiteType
from inspector.domain.unit import RANKED_ROLE, Role, Unit, UnitClass
from inspector.domain.visit import (
    Answer,
    AnswerState,
    Level,
    Record,
    Visit,
    VisitState,
    VisitUnit,
)

_CODE = re.compile(r"R(\d+)")
_NUMBER_AT_END = re.compile(r"\s*\d+$")
_TOWNSHIP = ("镇", "乡")


class Known(Struct, frozen=True):
    """What the workspace holds already, nothing void in it."""

    units: tuple[Unit, ...] = ()
    types: tuple[SiteType, ...] = ()
    sites: tuple[Site, ...] = ()


class Made(Struct, frozen=True):
    """What is new with the results, and what each row's names mean."""

    units: tuple[Unit, ...]
    types: tuple[SiteType, ...]
    sites: tuple[Site, ...]
    unit_of: Mapping[tuple[Role, str], Unit]
    site_of: Mapping[tuple[str, str], Site]


def made_of(rows: Sequence[ResultRow], known: Known, new_id: Callable[[], UUID]) -> Made:
    """The units, site types and sites that the rows name, found by name or made and marked."""
    unit_of, units = _units(rows, known.units, new_id)
    site_of, sites = _sites(rows, known.sites, new_id)
    have = {kind.name for kind in known.types}
    names = dict.fromkeys(site.site_type for site in sites)
    types = tuple(SiteType(new_id(), name) for name in names if name not in have)
    return Made(tuple(units), types, tuple(sites), unit_of, site_of)


def scheme_with(
    rows: Iterable[ResultRow], held: Scheme | None, title: str, new_id: Callable[[], UUID]
) -> Scheme:
    """The scheme whose items are the contents of the rows, each worth one point.

    Contents that `held` has keep their item and number; new ones are put behind them.
    """
    items = list(held.items) if held is not None else []
    have = {item.text for item in items}
    for content in dict.fromkeys(row.content for row in rows):
        if content not in have:
            number = len(items) + 1
            rule = Rule(RuleKind.POINTS)
            items.append(Item(new_id(), number, None, str(number), content, Decimal(1), rule))
    if held is not None:
        return replace(held, items=tuple(items))
    return Scheme(title, (), tuple(items), origin=SchemeOrigin.RESULT)


def shared_contents(rows: Iterable[ResultRow], scheme: Scheme) -> int:
    """How many different contents of the rows a scheme has among its items."""
    return len({row.content for row in rows} & {item.text for item in scheme.items})


def records_of(
    rows: Iterable[ResultRow],
    made: Made,
    scheme: Scheme,
    frame: Visit,
    new_id: Callable[[], UUID],
) -> tuple[Record, ...]:
    """The rows as closed visits, one for each (area, place) and repetition of a content there.

    `frame` holds what all of them share: version, day and moments.
    """
    numbers = {item.text: item.number for item in scheme.items}
    return tuple(
        _record(own, made.site_of[own[0].area, own[0].place], made, numbers, _headed(frame, new_id))
        for own in visits_of(rows)
    )


def visits_of(rows: Iterable[ResultRow]) -> tuple[tuple[ResultRow, ...], ...]:
    """The rows of each visit, in the order of `records_of`."""
    seen: Counter[tuple[str, str, str]] = Counter()
    visits: dict[tuple[str, str, int], list[ResultRow]] = defaultdict(list)
    for row in rows:
        turn = seen[row.area, row.place, row.content]
        seen[row.area, row.place, row.content] += 1
        visits[row.area, row.place, turn].append(row)
    return tuple(map(tuple, visits.values()))


def _headed(frame: Visit, new_id: Callable[[], UUID]) -> Visit:
    return replace(frame, id=new_id())


def frame_of(version: UUID, day: date, moment: datetime) -> Visit:
    """The head that all visits of one import share; its ids are placeholders."""
    nobody = UUID(int=0)
    return Visit(
        nobody,
        nobody,
        "",
        None,
        version,
        day,
        moment,
        VisitState.CLOSED,
        moment,
        Level.THIRD_PARTY,
    )


def _record(
    rows: Iterable[ResultRow],
    site: Site,
    made: Made,
    numbers: Mapping[str, int],
    visit: Visit,
) -> Record:
    answers, units = [], []
    for row in rows:
        item = numbers[row.content]
        answers.append(Answer(item, AnswerState.VALUED, points=row.got))
        units += [VisitUnit(made.unit_of[named].id, named[0], item) for named in row.units]
    return Record(
        replace(visit, site=site.id, site_type=site.site_type, length_m=site.length_m),
        units=tuple(dict.fromkeys(units)),
        answers=tuple(answers),
    )


def _units(
    rows: Iterable[ResultRow], known: Iterable[Unit], new_id: Callable[[], UUID]
) -> tuple[dict[tuple[Role, str], Unit], list[Unit]]:
    known = tuple(known)
    by_name: dict[str, list[Unit]] = defaultdict(list)
    for unit in known:
        by_name[unit.name].append(unit)
    codes = _codes(unit.code for unit in known)
    found: dict[tuple[Role, str], Unit] = {}
    made: list[Unit] = []
    for role, name in dict.fromkeys(named for row in rows for named in row.units):
        same = by_name[name]
        fitting = [unit for unit in same if RANKED_ROLE.get(unit.unit_class) is role]
        if not same:
            unit = Unit(new_id(), next(codes), name, _class_of(role, name), from_import=True)
            made.append(unit)
            same.append(unit)
        found[role, name] = (fitting or same)[0]
    return found, made


def _class_of(role: Role, name: str) -> UnitClass:
    if role is Role.LINE:
        return UnitClass.BUREAU
    return UnitClass.TOWNSHIP if name.endswith(_TOWNSHIP) else UnitClass.STREET


def _sites(
    rows: Iterable[ResultRow], known: Iterable[Site], new_id: Callable[[], UUID]
) -> tuple[dict[tuple[str, str], Site], list[Site]]:
    known = tuple(known)
    by_name = {site.name: site for site in reversed(known)}
    own = {name: site for name, site in by_name.items() if not site.from_import}
    next_code = _codes(site.code for site in known)
    found: dict[tuple[str, str], Site] = {}
    made: list[Site] = []
    for area, place in dict.fromkeys((row.area, row.place) for row in rows):
        name = f"{place}（{area}）" if area else place
        site = by_name.get(name) or own.get(place)
        if site is None:
            kind = _NUMBER_AT_END.sub("", place) or place
            site = Site(new_id(), next(next_code), name, kind, address=area, from_import=True)
            made.append(site)
            by_name[name] = site
        found[area, place] = site
    return found, made


def _codes(taken: Iterable[str]) -> Iterator[str]:
    """Codes that are not taken yet: R0001 and so on."""
    numbers = [int(match[1]) for code in taken if (match := _CODE.fullmatch(code))]
    return (f"R{number:04d}" for number in count(max(numbers, default=0) + 1))
