from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from inspector.domain.coverage import Coverage
from inspector.domain.period import Period, PeriodKind
from inspector.services import coverage, plan
from inspector.services.workspace import Workspace
from inspector.store import tables
from inspector.store.bulk import execute_many
from inspector.store.database import rows
from tests.benchmarks.report import Rival, report
from tests.benchmarks.year import SITES, VISITS, district

__all__ = ["district"]

NOW = datetime(2026, 12, 31, 4, tzinfo=UTC)
FOUR_WEEKS = Period(PeriodKind.DAYS, date(2026, 12, 3), date(2026, 12, 31))
PEOPLE = 20
MOST_COVERAGE = 3
MOST_DRAW = 7


@pytest.fixture(scope="module")
def inspected(district: tuple[Workspace, object]) -> Workspace:
    """The same year, with who was there and who answers for which site today."""
    ws, _version = district
    ws.clock = lambda: NOW
    with ws.database.transaction():
        people = [ws.new_id() for _number in range(PEOPLE)]
        for number, person in enumerate(people):
            tables.Person.create(id=person, name=f"person {number}")
        visits = [row[0] for row in rows("SELECT id FROM visit")]
        execute_many(
            "INSERT INTO visit_person (visit, person, void) VALUES (?, ?, 0)",
            [(visit, people[number % PEOPLE]) for number, visit in enumerate(visits)],
        )
        duties = rows(
            "SELECT v.site, u.unit, u.role FROM visit v JOIN visit_unit u ON u.visit = v.id"
            " GROUP BY v.site, u.unit, u.role"
        )
        execute_many(
            "INSERT INTO site_unit (id, site, unit, role, share, void)"
            " VALUES (?, ?, ?, ?, 10000, 0)",
            [(ws.new_id(), *duty) for duty in duties],
        )
    return ws


@pytest.fixture
def grouped(inspected: Workspace) -> Rival:
    """All visits counted by site in bare SQL."""

    def count() -> None:
        with inspected.read():
            rows("SELECT site, MAX(day), COUNT(*) FROM visit WHERE void = 0 GROUP BY site")

    return Rival(count)


def test_coverage_of_5_000_sites(
    benchmark: BenchmarkFixture, inspected: Workspace, grouped: Rival
) -> None:
    def shown() -> Coverage:
        return coverage.show(inspected, FOUR_WEEKS)

    found = benchmark.pedantic(shown, setup=grouped.run, rounds=5, warmup_rounds=1)
    assert len(found.sites) == SITES
    assert 0 < sum(site.visits for site in found.sites) < VISITS
    ours, limit = benchmark.stats.stats.median, MOST_COVERAGE * grouped.seconds
    report("coverage of four weeks (peer: visits by site)", grouped.seconds, ours, limit)
    assert ours <= limit


def test_a_draw_over_5_000_sites(
    benchmark: BenchmarkFixture, inspected: Workspace, grouped: Rival
) -> None:
    with inspected.read():
        found = benchmark.pedantic(
            lambda: plan.candidates(date(2027, 1, 4)),
            setup=grouped.run,
            rounds=5,
            warmup_rounds=1,
        )
    assert len(found) == SITES
    ours, limit = benchmark.stats.stats.median, MOST_DRAW * grouped.seconds
    report("what makes 5,000 sites due (peer: visits by site)", grouped.seconds, ours, limit)
    assert ours <= limit
