"""The plan of a week: which sites are visited by whom on which day, drawn by risk and by lot."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

import msgspec
from msgspec import Struct

FORMULA = 1
"""The number of the way of drawing that is used now; it is stored with each plan."""


PER_DAY = 5
"""So many visits one inspector makes on a day, unless told otherwise."""
LOT_PERCENT = 50
"""This part of the places goes by lot alone, unless told otherwise."""


class ChosenBy(StrEnum):
    """Why a site is on a plan."""

    RISK = "risk"
    LOT = "lot"


class Plan(Struct, frozen=True):
    """Which sites are visited on local days `first` to `last`.

    `rule` is a DrawRule as JSON, empty where the plan was not drawn.
    """

    id: UUID
    first: date
    last: date
    name: str = ""
    campaign: str = ""
    note: str = ""
    void: bool = False
    drawn: datetime | None = None
    drawn_by: UUID | None = None
    rule: str = ""


class PlanSite(Struct, frozen=True):
    """A site of a plan: the person meant for it and the day.

    `second` visits the site on the same day apart from `person`, so that the two can be compared.
    """

    site: UUID
    day: date | None = None
    person: UUID | None = None
    second: UUID | None = None
    chosen: ChosenBy | None = None
    risk: Decimal | None = None
    void: bool = False


class DrawRule(Struct, frozen=True):
    """All that decides a draw beside the sites, so that anybody can draw again.

    `inspectors` are names, `days` the local days worked. Of the places `lot_percent` go by lot
    alone. Risk is `week_points` for each whole week since the last visit up to the first day (at
    most `most_weeks`, which also stand for never), the points lost on it, and `relapse_points` for
    each item that lost points on both of the last two visits.
    """

    seed: int
    inspectors: tuple[str, ...]
    days: tuple[date, ...]
    per_day: int = PER_DAY
    lot_percent: int = LOT_PERCENT
    week_points: int = 2
    most_weeks: int = 26
    relapse_points: int = 5
    formula: int = FORMULA

    @property
    def places(self) -> int:
        """How many visits the inspectors can make on these days."""
        return len(self.inspectors) * len(self.days) * self.per_day


class Candidate(Struct, frozen=True):
    """A site that may be drawn: `lost` are points of its last score, `relapses` items.

    `unit` is what lies near each other (a street), `group` what is ranked together (all streets).
    """

    site: UUID
    code: str
    unit: str = ""
    group: str = ""
    last_day: date | None = None
    lost: Decimal = Decimal(0)
    relapses: int = 0


class Stop(Struct, frozen=True):
    """A visit that was drawn; `second` is "" where one inspector goes alone."""

    site: UUID
    day: date
    inspector: str
    second: str
    chosen: ChosenBy
    risk: Decimal


class OwnStop(Struct, frozen=True):
    """A site that the running plan has for a person; `is_owed` until it was visited today.

    Where two are meant only the person's own visit counts, else anybody's.
    """

    day: date
    is_owed: bool


class PlanLine(Struct, frozen=True):
    """A site of a plan in a list; `done` names who of all inspectors closed a visit on its days."""

    site: UUID
    code: str
    name: str
    site_type: str
    unit: str
    group: str
    day: date | None
    inspector: str
    second: str
    chosen: ChosenBy | None
    risk: Decimal | None
    done: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether all were there who are meant to; alone one may be stood in for by another."""
        return bool({self.inspector, self.second} <= set(self.done) if self.second else self.done)


class PlanSheet(Struct, frozen=True):
    """A plan for its readers; `unconnected` are the groups whose inspectors share no sites."""

    plan: Plan
    rule: DrawRule | None
    drawn_by: str
    lines: tuple[PlanLine, ...]
    unconnected: tuple[str, ...] = ()
    district: str = ""
    office: str = ""
    is_sample: bool = False

    @property
    def done(self) -> int:
        """How many of the sites were visited by all who were meant to."""
        return sum(line.is_done for line in self.lines)

    @property
    def shared(self) -> int:
        """How many sites two inspectors visit."""
        return sum(bool(line.second) for line in self.lines)


def rule_text(rule: DrawRule) -> str:
    """A rule as it is stored."""
    return msgspec.json.encode(rule).decode()


def parse_rule(text: str) -> DrawRule | None:
    """A rule as it was stored, None where there is none."""
    return msgspec.json.decode(text, type=DrawRule) if text else None


def risk(site: Candidate, rule: DrawRule) -> Decimal:
    """How much a visit is due, in points: the sum that `DrawRule` tells (formula 1)."""
    weeks = rule.most_weeks
    if site.last_day is not None:
        weeks = max(0, min(weeks, (min(rule.days) - site.last_day).days // 7))
    return rule.week_points * weeks + site.lost + rule.relapse_points * site.relapses


def draw(candidates: Collection[Candidate], rule: DrawRule) -> tuple[Stop, ...]:
    """Draw sites and inspectors by day (双随机); the order in which either is given is nothing.

    Formula 1. A lot is the SHA-256 of seed, purpose and id or name. Places that are not left to
    the lot go to the highest risk, equal risk by lot; the rest goes by lot over all other sites.
    In each group the first sites by lot, one fewer than there are inspectors, are visited by two
    who follow each other in the inspectors' order by lot, on the same day: all inspectors of the
    group are thereby connected. Of the others each goes, by lot, to whoever has most room; what
    one inspector has is cut into days by unit and code.
    """
    people = sorted(set(rule.inspectors), key=lambda name: (_lot(rule, "inspector", name), name))
    if not people or not rule.days:
        return ()
    chosen, due, pairs = _choose(candidates, rule, people)
    desk = _Desk(rule, people)
    alone = []
    for site in chosen:
        pair = pairs.get(site.site)
        if pair is None or not desk.share(site, pair):
            alone.append(site)
    for site in alone:
        desk.give(site)
    order = sorted(desk.visits(), key=lambda each: (each[1], each[2], _near(each[0])))
    return tuple(
        Stop(
            site.site,
            day,
            inspector,
            second,
            ChosenBy.RISK if site.site in due else ChosenBy.LOT,
            risk(site, rule),
        )
        for site, day, inspector, second in order
    )


def unconnected(lines: Iterable[PlanLine]) -> tuple[str, ...]:
    """The groups whose inspectors are not all joined by sites that two of them visit."""
    joined: dict[str, dict[str, str]] = defaultdict(dict)
    for line in lines:
        above = joined[line.group]
        one = _root(above, line.inspector)
        if line.second:
            above[_root(above, line.second)] = one
    return tuple(
        sorted(
            group
            for group, above in joined.items()
            if len({_root(above, name) for name in list(above)}) > 1
        )
    )


class _Desk:
    """The rooms that the inspectors have left on each day while sites are dealt out."""

    def __init__(self, rule: DrawRule, people: Sequence[str]) -> None:
        self._days = sorted(set(rule.days))
        self._per_day = rule.per_day
        self._people = people
        self._load: Counter[tuple[str, date]] = Counter()
        self._alone: dict[str, list[Candidate]] = {name: [] for name in people}
        self._shared: list[tuple[Candidate, date, str, str]] = []

    def share(self, site: Candidate, pair: tuple[str, str]) -> bool:
        """Give a site to two on one day; False where no day has room for both."""
        one, other = pair
        free = [day for day in self._days if max(self._loads(pair, day)) < self._per_day]
        if not free:
            return False
        day = min(free, key=lambda each: sum(self._loads(pair, each)))
        self._shared.append((site, day, one, other))
        for name in pair:
            self._load[name, day] += 1
        return True

    def give(self, site: Candidate) -> None:
        """Give a site to whoever has most room on all days together; without room to nobody."""
        name = max(self._people, key=self._room)
        if self._room(name) > 0:
            self._alone[name].append(site)

    def visits(self) -> Iterable[tuple[Candidate, date, str, str]]:
        """All sites with day, inspector and the second one or ""."""
        yield from self._shared
        for name, sites in self._alone.items():
            sites.sort(key=_near)
            # One after the other to the emptiest day, so that a short week is even.
            for _site in sites:
                day = min(self._days, key=lambda each: self._load[name, each])
                self._load[name, day] += 1
            shared = Counter(day for _at, day, *pair in self._shared if name in pair)
            own = iter(sites)
            for day in self._days:
                for _number in range(self._load[name, day] - shared[day]):
                    yield next(own), day, name, ""

    def _loads(self, pair: Iterable[str], day: date) -> list[int]:
        return [self._load[name, day] for name in pair]

    def _room(self, name: str) -> int:
        taken = sum(self._load[name, day] for day in self._days) + len(self._alone[name])
        return len(self._days) * self._per_day - taken


def _choose(
    candidates: Collection[Candidate], rule: DrawRule, people: Sequence[str]
) -> tuple[list[Candidate], set[UUID], Mapping[UUID, tuple[str, str]]]:
    """The sites in the order of their lots, which of them by risk, and who shares some of them.

    A shared site takes two places: so many fewer sites are chosen.
    """
    lots = {site.site: (_lot(rule, "site", site.site.hex), site.site) for site in candidates}
    by_lot = sorted(candidates, key=lambda site: lots[site.site])
    by_risk = sorted(by_lot, key=lambda site: risk(site, rule), reverse=True)
    count = min(len(by_lot), rule.places)
    while True:
        part = -(-count * (100 - rule.lot_percent) // 100)
        due = {site.site for site in by_risk[:part]}
        rest = [site for site in by_lot if site.site not in due][: count - part]
        kept = due | {site.site for site in rest}
        chosen = [site for site in by_lot if site.site in kept]
        pairs = _pairs(chosen, people)
        excess = len(chosen) + len(pairs) - rule.places
        if excess <= 0:
            return chosen, due, pairs
        count -= max(1, excess // 2)


def _pairs(chosen: Iterable[Candidate], people: Sequence[str]) -> Mapping[UUID, tuple[str, str]]:
    """Who shares which site: a chain through the inspectors in each group, begun elsewhere."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for site in chosen:
        groups[site.group].append(site)
    pairs = {}
    for start, group in enumerate(sorted(groups)):
        turn = start % len(people)
        chain = [*people[turn:], *people[:turn]]
        for site, one, other in zip(groups[group], chain, chain[1:], strict=False):
            pairs[site.site] = (one, other)
    return pairs


def _near(site: Candidate) -> tuple[str, str, UUID]:
    return site.unit, site.code, site.site


def _root(above: dict[str, str], name: str) -> str:
    while above.setdefault(name, name) != name:
        name = above[name]
    return name


def _lot(rule: DrawRule, purpose: str, what: str) -> bytes:
    return sha256(f"{rule.seed}/{purpose}/{what}".encode()).digest()
