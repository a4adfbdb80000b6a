from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from inspector.domain.period import week_of
from inspector.domain.unit import Role, UnitClass
from inspector.services import edition, edition_proof, workspace
from inspector.services.workspace import Workspace
from inspector.store.bulk import execute_many
from inspector.store.columns import to_milliseconds
from inspector.store.database import execute, rows
from inspector.store.total import recompute
from tests.benchmarks.report import Rival, report
from tests.domain import scored_schemes
from tests.store import board_world
from tests.store.board_world import CLOSED, DAY

VISITS, ITEMS, SITES, STREETS, BUREAUS = 5_000, 65, 2_000, 24, 30
WEEK = week_of(DAY)
ROUNDS = 5

# All rows that a week is made of, column by column as they are sealed.
_OF_WEEK = "visit IN (SELECT id FROM visit WHERE day BETWEEN ? AND ?)"
READ = (
    "SELECT id, site, site_type, length_m, version, day, started, state, closed, level, mode,"
    " method, campaign, number FROM visit WHERE day BETWEEN ? AND ?",
    f"SELECT visit, unit, role, item, share FROM visit_unit WHERE {_OF_WEEK}",
    f"SELECT visit, item, state, found, points, grade, note FROM answer WHERE {_OF_WEEK}",
    "SELECT visit, id, item, clause, occurrences, points_each, level, fixed, note FROM finding"
    f" WHERE {_OF_WEEK}",
    f"SELECT visit, section, got, full_mark, bonus, observed FROM total WHERE {_OF_WEEK}",
)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A week of a district: 5,000 visits with 65 items each, of which every tenth is deducted."""
    made = workspace.create(tmp_path_factory.mktemp("week") / "workspace")
    with made.database.transaction():
        _fill(random.Random(2026))
    yield made
    made.close()


def _fill(chance: random.Random) -> None:
    items = [
        scored_schemes.item(n, "2", scored_schemes.deduct("0.5"), section=None)
        for n in range(1, ITEMS + 1)
    ]
    version = board_world.publish(scored_schemes.scheme(*items), UUID(int=1))
    streets = [board_world.unit(f"s{n}", UnitClass.STREET) for n in range(STREETS)]
    bureaus = [board_world.unit(f"b{n}", UnitClass.BUREAU) for n in range(BUREAUS)]
    sites = [board_world.site(f"p{n}", f"type {n % 12}") for n in range(SITES)]
    heads, units, answers, findings = [], [], [], []
    for number in range(VISITS):
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


def test_sealing_a_week_of_5_000_visits(benchmark: BenchmarkFixture, district: Workspace) -> None:
    days = (WEEK.first.isoformat(), WEEK.last.isoformat())

    def read_all() -> None:
        with district.read():
            found = [rows(sql, days) for sql in READ]
        assert len(found[2]) == VISITS * ITEMS

    peer = Rival(read_all)

    def prepare() -> None:
        peer.run()
        with district.database.transaction():
            execute("DELETE FROM edition")

    sealed = benchmark.pedantic(
        lambda: edition.seal(district, "units", WEEK),
        setup=prepare,
        rounds=ROUNDS,
        warmup_rounds=1,
    )
    assert edition_proof.verify(sealed).is_right
    ours_s = benchmark.stats.stats.median
    report("sealing of 5,000 visits", peer.seconds, ours_s, 2 * peer.seconds)
    assert ours_s <= 2 * peer.seconds
