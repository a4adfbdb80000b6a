"""The draw of a week: repeatable, due first, even, and every group joined by shared sites."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from inspector.domain.plan import (
    Candidate,
    ChosenBy,
    DrawRule,
    PlanLine,
    Stop,
    draw,
    parse_rule,
    risk,
    rule_text,
    unconnected,
)

MONDAY = date(2026, 11, 23)
WEEK = tuple(MONDAY + timedelta(number) for number in range(5))
RULE = DrawRule(17, ("甲", "乙", "丙", "丁"), WEEK)


def sites(count: int, groups: int = 2) -> list[Candidate]:
    return [
        Candidate(
            UUID(int=number),
            f"{number:04}",
            f"unit {number % 5}",
            f"group {number % groups}",
            MONDAY - timedelta(number % 90) if number % 7 else None,
            Decimal(number % 30),
            number % 3,
        )
        for number in range(1, count + 1)
    ]


def lines(stops: tuple[Stop, ...], known: list[Candidate]) -> list[PlanLine]:
    by_id = {each.site: each for each in known}
    return [
        PlanLine(
            *(stop.site, "", "", "", "", by_id[stop.site].group, stop.day),
            *(stop.inspector, stop.second, stop.chosen, stop.risk),
        )
        for stop in stops
    ]


def loads(stops: tuple[Stop, ...]) -> Counter[tuple[str, date]]:
    return Counter(
        (name, stop.day) for stop in stops for name in (stop.inspector, stop.second) if name
    )


def test_the_risk_is_the_sum_that_is_told() -> None:
    seen = Candidate(UUID(int=1), "1", last_day=MONDAY - timedelta(20), lost=Decimal("12.50"))
    assert risk(seen, RULE) == 2 * 2 + Decimal("12.50")
    assert risk(replace(seen, relapses=3), RULE) == 2 * 2 + Decimal("12.50") + 15
    assert risk(replace(seen, last_day=None, lost=Decimal(0)), RULE) == 52
    assert risk(replace(seen, last_day=date(2020, 1, 1), lost=Decimal(0)), RULE) == 52
    assert risk(replace(seen, last_day=MONDAY + timedelta(3), lost=Decimal(0)), RULE) == 0


def test_a_draw_is_this_one_for_ever() -> None:
    known = sites(9)
    rule = replace(RULE, inspectors=("甲", "乙"), days=WEEK[:2], per_day=2)
    assert [
        (stop.site.int, stop.day.day, stop.inspector, stop.second, stop.chosen.value)
        for stop in draw(known, rule)
    ] == [
        (1, 23, "乙", "", "lot"),
        (9, 23, "乙", "甲", "lot"),
        (5, 23, "甲", "", "risk"),
        (8, 24, "乙", "", "risk"),
        (2, 24, "甲", "乙", "lot"),
        (7, 24, "甲", "", "risk"),
    ]


@given(st.randoms(use_true_random=False), st.integers(0, 50))
@settings(deadline=None, max_examples=25)
def test_the_order_of_sites_and_inspectors_is_nothing(chance: Random, seed: int) -> None:
    known, names = sites(60), list(RULE.inspectors)
    rule = replace(RULE, seed=seed)
    first = draw(known, rule)
    chance.shuffle(known)
    chance.shuffle(names)
    assert draw(known, replace(rule, inspectors=tuple(names))) == first


def test_another_seed_draws_another_plan_but_the_same_due_sites() -> None:
    known = sites(400)
    one, other = draw(known, RULE), draw(known, replace(RULE, seed=18))
    due = [{stop.site for stop in each if stop.chosen is ChosenBy.RISK} for each in (one, other)]
    lots = [{stop.site for stop in each if stop.chosen is ChosenBy.LOT} for each in (one, other)]
    assert lots[0] != lots[1]
    assert min(risk(site, RULE) for site in known if site.site in due[0] & due[1]) >= max(
        risk(site, RULE) for site in known if site.site not in due[0] | due[1]
    )


@given(
    count=st.integers(0, 120),
    people=st.integers(1, 7),
    days=st.integers(1, 5),
    per_day=st.integers(1, 6),
    lot=st.integers(0, 100),
    groups=st.integers(1, 4),
    seed=st.integers(0, 1000),
)
@settings(deadline=None)
def test_a_plan_keeps_to_its_rooms(
    count: int, people: int, days: int, per_day: int, lot: int, groups: int, seed: int
) -> None:
    known = sites(count, groups)
    names = tuple(f"检查员{number}" for number in range(people))
    rule = DrawRule(seed, names, WEEK[:days], per_day, lot)
    stops = draw(known, rule)
    assert len({stop.site for stop in stops}) == len(stops)
    assert max(loads(stops).values(), default=0) <= per_day
    visits = len(stops) + sum(bool(stop.second) for stop in stops)
    assert visits <= rule.places
    assert all(stop.inspector != stop.second for stop in stops)
    if per_day * days >= 2 * groups:
        assert unconnected(lines(stops, known)) == ()
    if count >= rule.places and per_day >= 2 * groups:
        assert visits >= rule.places - 1


@pytest.mark.parametrize("lot", [0, 30, 100])
def test_the_part_of_the_lot_is_kept(lot: int) -> None:
    stops = draw(sites(400), replace(RULE, lot_percent=lot))
    by_lot = sum(stop.chosen is ChosenBy.LOT for stop in stops)
    assert by_lot == len(stops) * lot // 100


def test_few_sites_are_spread_over_the_days() -> None:
    stops = draw(sites(20, 1), replace(RULE, inspectors=("甲", "乙")))
    assert set(loads(stops).values()) <= {2, 3}


def test_what_one_has_on_a_day_lies_near_each_other() -> None:
    stops = draw(sites(400), replace(RULE, inspectors=("甲",)))
    units = {site.site: site.unit for site in sites(400)}
    assert [units[stop.site] for stop in stops] == sorted(units[stop.site] for stop in stops)


def test_nobody_draws_nothing() -> None:
    assert draw(sites(5), replace(RULE, inspectors=())) == ()
    assert draw(sites(5), replace(RULE, days=())) == ()
    assert draw([], RULE) == ()


def test_groups_whose_inspectors_share_nothing_are_told() -> None:
    def line(group: str, one: str, other: str = "") -> PlanLine:
        return PlanLine(UUID(int=1), "", "", "", "", group, MONDAY, one, other, None, None)

    assert unconnected([line("a", "甲"), line("a", "乙"), line("b", "甲")]) == ("a",)
    assert unconnected([line("a", "甲", "乙"), line("a", "乙", "丙"), line("a", "丙")]) == ()


def test_a_site_is_done_when_all_were_there_who_are_meant() -> None:
    alone = PlanLine(UUID(int=1), "", "", "", "", "", MONDAY, "甲", "", None, None)
    assert not alone.is_done
    assert replace(alone, done=("乙",)).is_done
    two = replace(alone, second="乙", done=("乙",))
    assert not two.is_done
    assert replace(two, done=("乙", "甲")).is_done


def test_a_rule_is_kept_whole() -> None:
    assert parse_rule(rule_text(RULE)) == RULE
    assert parse_rule("") is None
