from collections import Counter
from datetime import date, time
from itertools import pairwise
from uuid import UUID, uuid4

import pytest

from inspector.domain.visit import Level
from inspector.services.sample_content import SampleDistrict, load_course, load_district
from inspector.services.sample_plan import Outing, plan, street_of, weeks_before

COURSE = load_course()


@pytest.fixture(scope="module")
def district() -> SampleDistrict:
    return load_district(uuid4)


def outings(district: SampleDistrict, today: date) -> list[list[Outing]]:
    weeks = weeks_before(today)
    return [list(plan(district, COURSE, n, week.first)) for n, week in enumerate(weeks, 1)]


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2031, 3, 3), "2031-W06", "2031-W09"),
        (date(2031, 3, 9), "2031-W06", "2031-W09"),
        (date(2031, 1, 6), "2030-W50", "2031-W01"),
        (date(2033, 1, 3), "2032-W50", "2032-W53"),
    ],
)
def test_the_weeks_are_complete_and_lie_before_the_day(today: date, first: str, last: str) -> None:
    weeks = weeks_before(today)
    assert (str(weeks[0]), str(weeks[-1]), len(weeks)) == (first, last, 4)
    assert weeks[-1].last < today


def test_each_week_visits_most_sites_in_working_hours(district: SampleDistrict) -> None:
    for week, (made, period) in enumerate(
        zip(outings(district, date(2031, 3, 5)), weeks_before(date(2031, 3, 5)), strict=True), 1
    ):
        assert 80 <= len(made) <= 110
        assert all(period.first <= one.started.date() <= period.last for one in made)
        assert all(time(8, 30) <= one.started.time() for one in made)
        assert all(one.started < one.closed for one in made)
        assert all(one.closed.time() <= time(18) for one in made)
        assert {one.week for one in made} == {week}
        assert len({one.started.weekday() for one in made}) == 7


def test_nobody_is_at_two_sites_at_once(district: SampleDistrict) -> None:
    for made in outings(district, date(2031, 3, 5)):
        busy: dict[UUID, list[Outing]] = {}
        for one in made:
            assert len(set(one.persons)) == 2
            for person in one.persons:
                busy.setdefault(person.id, []).append(one)
        for own in busy.values():
            own.sort(key=lambda one: one.started)
            assert all(a.closed < b.started for a, b in pairwise(own))


def test_the_same_day_gives_the_same_plan_and_another_week_another(
    district: SampleDistrict,
) -> None:
    def told(today: date) -> list[tuple[str, object, tuple[str, ...]]]:
        return [
            (one.site.code, one.started, tuple(person.name for person in one.persons))
            for week in outings(district, today)
            for one in week
        ]

    again = told(date(2031, 3, 6))
    assert told(date(2031, 3, 5)) == again
    assert [code for code, _, _ in told(date(2031, 3, 12))] != [code for code, _, _ in again]


def test_left_out_are_the_units_and_types_of_the_course(district: SampleDistrict) -> None:
    weeks = outings(district, date(2031, 3, 5))
    for one in COURSE.untested:
        for outing in weeks[one.week - 1]:
            assert street_of(outing.site) != one.unit
            assert outing.site.site_type != one.site_type


def test_tied_units_are_visited_alike_and_in_order(district: SampleDistrict) -> None:
    first, second = COURSE.tied
    made = outings(district, date(2031, 3, 5))[COURSE.tied_week - 1]
    codes = [one.site.code for one in made]
    twins = {one.site.code: one.twin for one in made if one.twin}
    assert Counter(codes).most_common(1)[0][1] <= 2
    assert {code.split("-")[0] for code in twins} == {second}
    assert set(twins.values()) == {code for code in codes if code.startswith(f"{first}-")}
    assert all(codes.index(twin) < codes.index(code) for code, twin in twins.items())


def test_visits_differ_in_level(district: SampleDistrict) -> None:
    made = outings(district, date(2031, 3, 5))[0]
    assert {one.level for one in made} == {Level.DAILY_TEAM, Level.JOINT, Level.LEADER}
