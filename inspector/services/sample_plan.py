"""Who visits which site when in the four weeks of the sample, and how much it is to lose."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from inspector.domain.period import Period, week_of
from inspector.domain.site import Site
from inspector.domain.visit import Level
from inspector.services.sample_content import Course, SampleDistrict
from inspector.store.workspace import Person

WEEKS = 4
_BEFORE_NOON = 3
_SLOTS = ((0, 4), (1, 4), (2, 4), (3, 4), (4, 4), (5, 2), (6, 1))
"""Weekday and the number of teams that are out on it."""


class Outing(Struct, frozen=True):
    """A visit to come: site, local moments without a zone, people, share of the points to lose.

    `twin` is the code of the site whose losses it repeats to the point, "" for none.
    """

    week: int
    site: Site
    started: datetime
    closed: datetime
    persons: tuple[Person, ...]
    level: Level
    lost_share: float
    twin: str


def weeks_before(today: date) -> tuple[Period, ...]:
    """The four complete ISO weeks before a day, earliest first."""
    monday = week_of(today).first
    return tuple(week_of(monday - timedelta(weeks=back)) for back in range(WEEKS, 0, -1))


def plan(district: SampleDistrict, course: Course, week: int, first: date) -> Iterator[Outing]:
    """The outings of week 1 to 4 that begins on Monday `first`, in the order of their moments.

    The first of the tied units comes before the second, so that its losses are known.
    """
    chance = random.Random(f"plan/{week}/{first}")
    chosen = _chosen(district.sites, course, week, chance)
    start = 0
    slots = [(day, team) for day, teams in _SLOTS for team in range(teams)]
    for place, (weekday, team) in enumerate(slots, 1):
        end = len(chosen) * place // len(slots)
        people = _people(district.persons, team, chance)
        level = _level(place)
        begins = datetime.combine(first + timedelta(days=weekday), time(8, 30))
        for turn, site in enumerate(chosen[start:end]):
            started, closed = _moments(begins, turn, chance)
            share = _lost_share(site, course, week, chance)
            twin = _twin(site.code, course, week)
            yield Outing(week, site, started, closed, people, level, share, twin)
        start = end


def street_of(site: Site) -> str:
    """The code of the street or township, with which the site's code begins."""
    return site.code.split("-")[0]


def ties(site: Site, course: Course, week: int) -> bool:
    """Whether the site belongs to one of the units that tie in this week."""
    return week == course.tied_week and street_of(site) in course.tied


def _twin(code: str, course: Course, week: int) -> str:
    first, second = course.tied
    street, number = code.split("-")
    return f"{first}-{number}" if week == course.tied_week and street == second else ""


def _chosen(sites: Sequence[Site], course: Course, week: int, chance: random.Random) -> list[Site]:
    left_out = [one for one in course.untested if one.week == week]
    open_sites = [
        site
        for site in sites
        if not any(street_of(site) == o.unit or site.site_type == o.site_type for o in left_out)
    ]
    wanted = {one.site for one in course.bonus if one.week == week}
    streets = list(course.lost_percent)
    chance.shuffle(streets)
    first, second = course.tied
    streets.remove(second)
    streets.insert(streets.index(first) + 1, second)
    chosen: list[Site] = []
    for street in streets:
        own = [site for site in open_sites if street_of(site) == street]
        kept = [
            site
            for site in own
            if ties(site, course, week)
            or site.code in wanted
            or chance.randrange(100) < course.visited_percent
        ]
        chosen += kept
    free = [site for site in chosen if not ties(site, course, week)]
    # A second visit comes at the end of the week, never right after the first.
    return chosen + chance.sample(free, course.second_visits)


def _people(persons: Sequence[Person], team: int, chance: random.Random) -> tuple[Person, ...]:
    teams = list(dict.fromkeys(person.team for person in persons))
    members = [person for person in persons if person.team == teams[team % len(teams)]]
    return tuple(chance.sample(members, 2))


def _level(slot: int) -> Level:
    return {7: Level.JOINT, 14: Level.LEADER}.get(slot, Level.DAILY_TEAM)


def _moments(begins: datetime, turn: int, chance: random.Random) -> tuple[datetime, datetime]:
    hours = 0.0 if turn < _BEFORE_NOON else 5.6
    place = turn if turn < _BEFORE_NOON else turn - _BEFORE_NOON
    started = begins + timedelta(hours=hours, minutes=place * 62 + chance.randint(3, 18))
    closed = started + timedelta(minutes=chance.randint(24, 40), seconds=chance.randrange(60))
    return started, closed


def _lost_share(site: Site, course: Course, week: int, chance: random.Random) -> float:
    percent = course.lost_percent[street_of(site)][week - 1] * course.type_factor[site.site_type]
    if chance.random() < 0.04:
        return 0.0
    return percent / 100 * chance.uniform(0.45, 1.55)
