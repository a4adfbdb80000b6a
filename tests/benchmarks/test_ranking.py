from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from inspector.domain.board import BoardKind, Ranking
from inspector.domain.period import Period, PeriodKind
from inspector.domain.unit import Role, UnitClass
from inspector.services import board, workspace
from inspector.services.workspace import Workspace
from inspector.store import tables
from inspector.store.bulk import execute_many
from inspector.store.database import rows
from tests.benchmarks.report import Rival, report
from tests.domain import scored_schemes
from tests.store import board_world

VISITS, SITES, TYPES, STREETS, BUREAUS, SECTIONS = 200_000, 5_000, 12, 24, 30, 5
FIRST = date(2026, 1, 1)
YEAR = Period(PeriodKind.DAYS, FIRST, date(2026, 12, 31))
FULL_MARKS = [points * 10_000 for points in range(60, 101, 4)]
CUTOFF = datetime(2027, 1, 1, tzinfo=UTC)
ROUNDS = 5

# Model M5 as one would write it in SQL, in floats, over the same tables and by the same plan: in
# the order of the visits' ids, and not by the index of days, which would be slower for a year.
IN_FLOATS = """
    SELECT unit, SUM(weight * mean) / SUM(weight) AS score, SUM(visits), SUM(sites) FROM (
        SELECT unit, site_type, AVG(mean) AS mean, SUM(visits) AS visits, COUNT(*) AS sites FROM (
            SELECT u.unit, v.site_type, v.site, COUNT(*) AS visits,
                AVG(100.0 * t.got / t.full_mark + t.bonus / 10000.0) AS mean
            FROM visit_unit u CROSS JOIN total t CROSS JOIN visit v CROSS JOIN unit w
            WHERE t.visit = u.visit AND t.section = 0 AND v.id = u.visit AND u.item = 0
                AND u.void = 0 AND w.id = u.unit AND w.void = 0
                AND +v.day BETWEEN ? AND ? AND v.state = 'closed' AND v.void = 0 AND v.version = ?
                AND u.role = CASE w.unit_class WHEN 'bureau' THEN 'line' ELSE 'territorial' END
                AND t.full_mark > 0
            GROUP BY u.unit, v.site_type, v.site)
        GROUP BY unit, site_type)
    JOIN (SELECT name, weight / 10000.0 AS weight FROM site_type) ON name = site_type
    GROUP BY unit ORDER BY score DESC
"""


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, UUID]]:
    """A year of a district: 200,000 visits to 5,000 sites, each for a street and a bureau."""
    made = workspace.create(tmp_path_factory.mktemp("year") / "workspace")
    chance = random.Random(2026)
    with made.database.transaction():
        version = _fill(chance)
    yield made, version
    made.close()


def _fill(chance: random.Random) -> UUID:
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


def test_ranking_of_200_000_visits(
    benchmark: BenchmarkFixture, district: tuple[Workspace, UUID]
) -> None:
    ws, version = district
    days = (YEAR.first.isoformat(), YEAR.last.isoformat())
    in_floats: dict[UUID, float] = {}

    def raw() -> None:
        with ws.read():
            found = rows(IN_FLOATS, (*days, version))
        in_floats.update({UUID(bytes=bytes(unit)): score for unit, score, *_rest in found})

    peer = Rival(raw)

    def ranked() -> Ranking:
        return board.rank(ws, BoardKind.UNITS, YEAR, cutoff=CUTOFF)

    ranking = benchmark.pedantic(ranked, setup=lambda: peer.run(), rounds=ROUNDS, warmup_rounds=1)
    assert len(ranking.rows) == STREETS + BUREAUS == len(in_floats)
    assert sum(row.n for row in ranking.rows) == 2 * VISITS
    for row in ranking.rows:
        assert row.exact is not None
        assert abs(row.exact - Fraction(in_floats[row.subject])) < Fraction(1, 10**9)
    ours_s = benchmark.stats.stats.median
    report("ranking of 200,000 visits, exact", peer.seconds, ours_s, peer.seconds)
    assert ours_s <= 1.5 * peer.seconds
