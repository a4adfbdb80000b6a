"""A week of a made-up district with all its answers, as benchmarks need it."""

from __future__ import annotations

import random
from datetime import timedelta
from uuid import UUID

from inspector.domain.period import week_of
from inspector.domain.unit import Role, UnitClass
from inspector.store.bulk import execute_many
from inspector.store.columns import to_milliseconds
from inspector.store.total import recompute
from tests.domain import scored_schemes
from tests.store import board_world
from tests.store.board_world import CLOSED, DAY

VISITS, ITEMS, SITES, STREETS, BUREAUS = 5_000, 65, 2_000, 24, 30
WEEK = week_of(DAY)


def fill(chance: random.Random, visits: int = VISITS) -> None:
    """Put so many visits with 65 items each, of which every tenth is deducted, into a database."""
    items = [
        scored_schemes.item(n, "2", scored_schemes.deduct("0.5"), section=None)
        for n in range(1, ITEMS + 1)
    ]
    version = board_world.publish(scored_schemes.scheme(*items), UUID(int=1))
    streets = [board_world.unit(f"s{n}", UnitClass.STREET) for n in range(STREETS)]
    bureaus = [board_world.unit(f"b{n}", UnitClass.BUREAU) for n in range(BUREAUS)]
    sites = [board_world.site(f"p{n}", f"type {n % 12}") for n in range(SITES)]
    heads, units, answers, findings = [], [], [], []
    for number in range(visits):
        visit = UUID(int=chance.getrandbits(128))
        place = chance.randrange(SITES)
        day = (WEEK.first + timedelta(days=chance.randrange(7))).isoformat()
        moment = to_milliseconds(CLOSED)
        heads.append(
            (visit, sites[place], f"type {place % 12}", version, day, moment, moment, f"N-{number}")
        )
        units.append((visit, chance.choice(streets), Role.TERRITORIAL.value))
        units.append((visit, chance.choice(bureaus), Role.LINE.value))
        for item in range(1, ITEMS + 1):
            is_lost = chance.random() < 0.1
            answers.append((visit, item, "deducted" if is_lost else "conforming"))
            if is_lost:
                findings.append((UUID(int=chance.getrandbits(128)), visit, item))
    execute_many(
        "INSERT INTO visit (id, site, site_type, version, day, started, closed, number, state,"
        " level, mode, method, campaign, note, void) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'closed',"
        " 'daily_team', 'unannounced', 'field', '', '', 0)",
        heads,
    )
    execute_many(
        "INSERT INTO visit_unit (visit, unit, role, item, share, void)"
        " VALUES (?, ?, ?, 0, 10000, 0)",
        units,
    )
    execute_many("INSERT INTO answer (visit, item, state, note) VALUES (?, ?, ?, '')", answers)
    execute_many(
        "INSERT INTO finding (id, visit, item, clause, occurrences, points_each, level, fixed,"
        " note, void) VALUES (?, ?, ?, '', 1, 5000, '', 0, 'goods on the pavement', 0)",
        findings,
    )
    recompute(head[0] for head in heads)
