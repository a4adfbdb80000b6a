from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from inspector.services import edition, edition_proof, workspace
from inspector.services.workspace import Workspace
from inspector.store.database import execute, rows
from tests.benchmarks.report import Rival, report
from tests.benchmarks.week import ITEMS, VISITS, WEEK, fill

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
        fill(random.Random(2026))
    yield made
    made.close()


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
