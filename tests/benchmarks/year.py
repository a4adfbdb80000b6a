"""A year of a made-up district, as the benchmarks of boards need it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from inspector.domain.period import Period, PeriodKind
from inspector.domain.unit import Role, UnitClass
from inspector.services import workspace
from inspector.services.workspace import Workspace
from inspector.store import tables
from inspector.store.bulk import execute_many
from tests.domain import scored_schemes
from tests.store import board_world

VISITS, SITES, TYPES, STREETS, BUREAUS, SECTIONS = 200_000, 5_000, 12, 24, 30, 5
FIRST = date(2026, 1, 1)
YEAR = Period(PeriodKind.DAYS, FIRST, date(2026, 12, 31))
FULL_MARKS = [points * 10_000 for points in range(60, 101, 4)]
CUTOFF = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, UUID]]:
    """A year of a district: 200,000 visits to 5,000 sites, each for a street and a bureau."""
    made = workspace.create(tmp_path_factory.mktemp("year") / "workspace")
    chance = random.Random(2026)
    with made.database.transaction():
        version = fill(chance)
    yield made, version
    made.close()


def fill(chance: random.Random) -> UUID:
    """Put the year into the database of the open transaction; the scheme's version."""
    content = scored_schemes.scheme(scored_schemes.item(1, "100", scored_schemes.POINTS))
    version = board_world.publish(content, UUID(int=1))
    types = [f"type {n}" for n in range(TYPES)]
    for n, name in enumerate(types):
        tables.SiteType.create(id=UUID(int=n), name=name, weight=Decimal(1 + n % 3))
    streets = [board_world.unit(f"s{n}", UnitClass.STREET) for n in range(STREETS)]
    bureaus = [board_world.unit(f"b{n}", UnitClass.BUREAU) for n in range(BUREAUS)]
    sites = [
        (
            board_world.site(f"p{n}", types[n % TYPES]),
            types[n % TYPES],
            chance.choice(streets),
            chance.choice(bureaus),
        )
        for n in range(SITES)
    ]
    heads, sums, units = [], [], []
    for _ in range(VISITS):
        visit = UUID(int=chance.getrandbits(128))
        site, name, street, bureau = chance.choice(sites)
        full = chance.choice(FULL_MARKS)
        day = (FIRST + timedelta(days=chance.randrange(365))).isoformat()
        heads.append((visit, site, name, version, day))
        got = chance.randrange(full // 2, full + 1)
        bonus = 10_000 * (chance.random() < 0.05)
        sums += [(visit, section, got, full, bonus) for section in range(1 + SECTIONS)]
        units.append((visit, street, Role.TERRITORIAL.value))
        units.append((visit, bureau, Role.LINE.value))
    execute_many(
        "INSERT INTO visit (id, site, site_type, version, day, state, closed, started, level, mode,"
        " method, campaign, number, note, void) VALUES (?, ?, ?, ?, ?, 'closed', 0, 0,"
        " 'daily_team', 'unannounced', 'field', '', '', '', 0)",
        heads,
    )
    execute_many(
        "INSERT INTO total (visit, section, got, full_mark, bonus, observed, not_observed,"
        " not_applicable, unanswered) VALUES (?, ?, ?, ?, ?, 1, 0, 0, 0)",
        sums,
    )
    execute_many(
        "INSERT INTO visit_unit (visit, unit, role, item, share, void)"
        " VALUES (?, ?, ?, 0, 10000, 0)",
        units,
    )
    return version
