"""The rule of taking in somebody else's results: what becomes a unit, a site, an item, a visit.

Units belong to a row, not to a place: they are frozen for each item. A place is a name within an
area; the same content seen twice on a visit goes into a second visit, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.name_match import squeezed
from inspector.domain.result import ResultRow, ResultState
from inspector.domain.result_name import Known, Named, site_name
from inspector.domain.scheme import Item, Rule, RuleKind, Scheme, SchemeOrigin
from inspector.domain.site import Site, SiteType
from inspector.domain.stepping import Step, no_step, stepped
from inspector.domain.unit import Role, Unit, UnitClass
from inspector.domain.visit import (
    Answer,
    AnswerState,
    Level,
    Record,
    Visit,
    VisitState,
    VisitUnit,
)

Visits = tuple[tuple[ResultRow, ...], ...]
"""The rows of each visit."""

UnitsAt = Callable[[UUID, date], Iterable[VisitUnit]]
"""The units that answer for a site on a day."""

_VISITS_PER_STEP = 500
_CODE = re.compile(r"R(\d+)")
_NUMBER_AT_END = re.compile(r"\s*\d+$")
_TOWNSHIP = ("镇", "乡")
_STATES = {
    ResultState.VALUED: AnswerState.VALUED,
    ResultState.MISSING: AnswerState.NOT_OBSERVED,
    ResultState.NOT_APPLICABLE: AnswerState.NOT_APPLICABLE,
}


class Made(Struct, frozen=True):
    """What is new with the results, and what each row's names mean."""

    units: tuple[Unit, ...]
    types: tuple[SiteType, ...]
    sites: tuple[Site, ...]
    unit_of: Mapping[tuple[Role, str], Unit]
    site_of: Mapping[tuple[str, str], Site]


def made_of(named: Named, known: Known, new_id: Callable[[], UUID]) -> Made:
    """The units, site types and sites that the names mean, new ones made and marked."""
    unit_of, units = _units(named, known.units, new_id)
    site_of, sites = _sites(named, known.sites, new_id)
    have = {kind.name for kind in known.types}
    names = dict.fromkeys(site.site_type for site in sites)
    types = tuple(SiteType(new_id(), name) for name in names if name not in have)
    return Made(tuple(units), types, tuple(sites), unit_of, site_of)


class Contents(Struct, frozen=True):
    """The scheme whose items are the contents of rows, and the item that each content is."""

    scheme: Scheme
    item_of: Mapping[str, Item]


def full_marks(
    rows: Sequence[ResultRow], named: Named, held: Scheme | None, step: Step = no_step
) -> dict[str, Decimal]:
    """What each content of the rows is worth: as `held` says, of a new one the most that is told.

    A row that tells another full mark cannot be scored by it.
    """
    known = {item.id: item.full_mark for item in held.items} if held is not None else {}
    most: dict[str, Decimal] = {}
    told: dict[tuple[str, Decimal], None] = dict.fromkeys(
        (row.content, row.full_mark) for row in stepped(rows, step) if row.is_valued
    )
    for content, full_mark in told:
        plain = squeezed(content)
        most[plain] = max(full_mark, most.get(plain, full_mark))
    return {
        content: most.get(squeezed(content), Decimal(1)) if meant is None else known[meant]
        for content, meant in named.contents.items()
    }


def contents_of(
    rows: Sequence[ResultRow],
    named: Named,
    held: Scheme | None,
    title: str,
    new_id: Callable[[], UUID],
    step: Step = no_step,
) -> Contents:
    """The scheme with the contents of rows as items, each with its full mark.

    Contents that `held` has keep their item and number; new ones are put behind them.
    """
    items = list(held.items) if held is not None else []
    by_id = {item.id: item for item in items}
    marks = full_marks(rows, named, held, step)
    made: dict[str, Item] = {}
    item_of: dict[str, Item] = {}
    for content, meant in named.contents.items():
        plain = squeezed(content)
        item = made.get(plain) if meant is None else by_id[meant]
        if item is None:
            number = len(items) + 1
            rule = Rule(RuleKind.POINTS)
            item = Item(new_id(), number, None, str(number), content, marks[content], rule)
            items.append(item)
            made[plain] = item
        item_of[content] = item
    if held is not None:
        return Contents(replace(held, items=tuple(items)), item_of)
    scheme = Scheme(title, (), tuple(items), origin=SchemeOrigin.RESULT)
    return Contents(scheme, item_of)


def shared_contents(contents: Iterable[str], known: Set[str]) -> int:
    """How many different contents are among squeezed texts that are known."""
    return len(set(map(squeezed, contents)) & known)


def visits_of(
    rows: Sequence[ResultRow],
    made: Made,
    contents: Contents,
    day: date,
    step: Step = no_step,
) -> Visits:
    """The rows of each visit: those of a place on a day (`day` where they tell none) together.

    What stands twice on a visit makes further ones, which rows do not depend on their order.
    `step` is called now and then.
    """
    by_visit: dict[tuple[date, UUID, str], dict[int, list[ResultRow]]] = {}
    for row in stepped(rows, step):
        site = made.site_of[row.area, row.place].id
        by_item = by_visit.setdefault((row.day or day, site, row.visit), {})
        by_item.setdefault(contents.item_of[row.content].number, []).append(row)
    found: list[tuple[ResultRow, ...]] = []
    for by_item in stepped(list(by_visit.values()), step):
        for same in by_item.values():
            if len(same) > 1:
                same.sort(key=order_of)
        for turn in range(max(map(len, by_item.values()))):
            found.append(tuple([same[turn] for same in by_item.values() if turn < len(same)]))
    return tuple(found)


def order_of(row: ResultRow) -> tuple[object, ...]:
    """What orders the observations of one content on one visit, whatever their order in a file."""
    return (row.state, row.lost, row.grade, row.area, row.departments, row.inspectors)


def records_of(
    visits: Visits,
    made: Made,
    contents: Contents,
    frame_of_day: Callable[[date | None], Visit],
    new_id: Callable[[], UUID],
    persons: Mapping[str, UUID] | None = None,
    step: Step = no_step,
    units_at: UnitsAt = lambda _site, _day: (),
) -> tuple[Record, ...]:
    """The visits as closed records; `frame_of_day` gives what all of a day share.

    `persons` are the inspectors by name; `step` is called now and then. For a visit of which no
    row names a unit those answer that `units_at` gives for its site.
    """
    writer = _Writer(made, contents, persons or {}, units_at)
    found = []
    for rows in stepped(visits, step, _VISITS_PER_STEP):
        first = rows[0]
        site = made.site_of[first.area, first.place]
        visit = replace(
            frame_of_day(first.day),
            id=new_id(),
            site=site.id,
            site_type=site.site_type,
            length_m=site.length_m,
        )
        found.append(writer.record(visit, rows))
    return tuple(found)


def frame_of(version: UUID, day: date, moment: datetime) -> Visit:
    """The head that all visits of one import and day share; its ids are placeholders."""
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


class _Writer:
    """Writes rows as answers and units; equal ones are made once, for there are thousands."""

    def __init__(
        self, made: Made, contents: Contents, persons: Mapping[str, UUID], units_at: UnitsAt
    ) -> None:
        self._made, self._persons = made, persons
        self._units_at = units_at
        self._number = {content: item.number for content, item in contents.item_of.items()}
        self._answers: dict[tuple[object, ...], Answer] = {}
        self._units: dict[tuple[object, ...], tuple[VisitUnit, ...]] = {}

    def record(self, visit: Visit, rows: Sequence[ResultRow]) -> Record:
        """A visit with what its rows say."""
        answers: list[Answer] = []
        units: list[VisitUnit] = []
        named: dict[str, None] = {}
        for row in rows:
            item = self._number[row.content]
            answers.append(self._answer(item, row))
            units += self._answering(item, row)
            if row.inspectors:
                named.update(dict.fromkeys(row.inspectors))
        if not units:
            units += self._units_at(visit.site, visit.day)
        return Record(
            visit,
            units=tuple(dict.fromkeys(units)) if len(rows) > 1 else tuple(units),
            persons=tuple(self._persons[name] for name in named if name in self._persons),
            answers=tuple(answers),
        )

    def _answer(self, item: int, row: ResultRow) -> Answer:
        key = (item, row.state, row.full_mark, row.lost, row.grade)
        answer = self._answers.get(key)
        if answer is None:
            points = row.got if row.is_valued else None
            answer = Answer(item, _STATES[row.state], points=points, note=row.grade)
            self._answers[key] = answer
        return answer

    def _answering(self, item: int, row: ResultRow) -> tuple[VisitUnit, ...]:
        key = (item, row.area, row.departments)
        units = self._units.get(key)
        if units is None:
            named = [VisitUnit(self._made.unit_of[each].id, each[0], item) for each in row.units]
            units = self._units[key] = tuple(dict.fromkeys(named))
        return units


def _units(
    named: Named, known: Iterable[Unit], new_id: Callable[[], UUID]
) -> tuple[dict[tuple[Role, str], Unit], list[Unit]]:
    known = tuple(known)
    by_id = {unit.id: unit for unit in known}
    codes = _codes(unit.code for unit in known)
    made: dict[str, Unit] = {}
    found: dict[tuple[Role, str], Unit] = {}
    # Whatever stands in both columns is a territory, in whichever it stood first.
    for role, name in sorted(named.units, key=lambda pair: pair[0] is not Role.TERRITORIAL):
        meant = named.units[role, name]
        plain = squeezed(name)
        if meant is not None:
            found[role, name] = by_id[meant]
            continue
        if plain not in made:
            made[plain] = Unit(new_id(), next(codes), name, _class_of(role, name), from_import=True)
        found[role, name] = made[plain]
    return found, list(made.values())


def _class_of(role: Role, name: str) -> UnitClass:
    if role is Role.LINE:
        return UnitClass.BUREAU
    return UnitClass.TOWNSHIP if name.endswith(_TOWNSHIP) else UnitClass.STREET


def _sites(
    named: Named, known: Iterable[Site], new_id: Callable[[], UUID]
) -> tuple[dict[tuple[str, str], Site], list[Site]]:
    known = tuple(known)
    by_id = {site.id: site for site in known}
    next_code = _codes(site.code for site in known)
    made: dict[str, Site] = {}
    found: dict[tuple[str, str], Site] = {}
    for (area, place), meant in named.sites.items():
        if meant is not None:
            found[area, place] = by_id[meant]
            continue
        name = site_name(area, place)
        plain = squeezed(name)
        if plain not in made:
            kind = _NUMBER_AT_END.sub("", place) or place
            made[plain] = Site(
                new_id(), next(next_code), name, kind, address=area, from_import=True
            )
        found[area, place] = made[plain]
    return found, list(made.values())


def _codes(taken: Iterable[str]) -> Iterator[str]:
    """Codes that are not taken yet: R0001 and so on."""
    numbers = [int(match[1]) for code in taken if (match := _CODE.fullmatch(code))]
    return (f"R{number:04d}" for number in count(max(numbers, default=0) + 1))
