from __future__ import annotations

import random
from collections.abc import Iterator
from uuid import UUID

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from inspector.domain.board import BoardKind, RankedRow, Ranking, Why
from inspector.services import board
from inspector.services.workspace import Workspace
from inspector.store import tables
from inspector.store.bulk import execute_many
from inspector.store.database import rows
from inspector.store.log import uuid_of
from inspector.store.total import forget_schemes, recompute
from tests.benchmarks.report import Rival, report
from tests.benchmarks.test_ranking import CUTOFF, YEAR, district
from tests.domain import scored_schemes

__all__ = ["district"]
ITEMS, WANTED_S, ROUNDS = 65, 0.05, 15

# What one would ask for the largest losses of a unit in SQL, in floats and without what a visit
# counts in the score: all its findings have to be read for it.
LARGEST = """
    SELECT v.site, v.day, f.item, 100.0 * f.points_each * f.occurrences / t.full_mark AS lost
    FROM visit_unit u JOIN visit v ON v.id = u.visit JOIN total t ON t.visit = v.id
        AND t.section = 0 JOIN finding f ON f.visit = v.id AND f.void = 0
    WHERE u.unit = ? AND u.item = 0 AND u.void = 0 AND v.day BETWEEN ? AND ?
        AND v.state = 'closed' AND v.void = 0
    ORDER BY lost DESC LIMIT 10
"""


@pytest.fixture(scope="module")
def ranking(district: tuple[Workspace, UUID]) -> Iterator[tuple[Workspace, Ranking, RankedRow]]:
    """A year of a district in which the first street has 65 answers on each of its visits."""
    ws, version = district
    with ws.database.transaction():
        items = [
            scored_schemes.item(n, "2", scored_schemes.deduct("0.5"), section=None)
            for n in range(1, ITEMS + 1)
        ]
        content = scored_schemes.scheme(*items)
        tables.SchemeVersion.update(content=content).where(
            tables.SchemeVersion.id == version
        ).execute()
        forget_schemes()
        _answer(random.Random(2026), "s0")
    made = board.rank(ws, BoardKind.UNITS, YEAR, cutoff=CUTOFF)
    yield ws, made, next(row for row in made.rows if row.name == "s0")
    forget_schemes()


def _answer(chance: random.Random, street: str) -> None:
    sql = "SELECT visit FROM visit_unit WHERE unit = (SELECT id FROM unit WHERE name = ?)"
    visits = [uuid_of(row[0]) for row in rows(sql, (street,))]
    answers, findings = [], []
    for visit in visits:
        for item in range(1, ITEMS + 1):
            is_lost = chance.random() < 0.1
            answers.append((visit, item, "deducted" if is_lost else "conforming"))
            if is_lost:
                findings.append((UUID(int=chance.getrandbits(128)), visit, item))
    execute_many("INSERT INTO answer (visit, item, state, note) VALUES (?, ?, ?, '')", answers)
    execute_many(
        "INSERT INTO finding (id, visit, item, clause, occurrences, points_each, level, fixed,"
        " note, void) VALUES (?, ?, ?, '', 1, 5000, '', 0, 'goods on the pavement', 0)",
        findings,
    )
    recompute(visits)


def test_why_card_of_a_street_in_a_year_of_200_000_visits(
    benchmark: BenchmarkFixture, ranking: tuple[Workspace, Ranking, RankedRow]
) -> None:
    ws, made, row = ranking
    days = (YEAR.first.isoformat(), YEAR.last.isoformat())

    def read_losses() -> None:
        with ws.read():
            assert len(rows(LARGEST, (row.subject, *days))) == 10

    peer = Rival(read_losses)

    def card() -> Why:
        return board.why(ws, made, row)

    why = benchmark.pedantic(card, setup=lambda: peer.run(), rounds=ROUNDS, warmup_rounds=1)
    told = why.explanation
    assert row.score is not None
    lost = [one.lost for one in told.losses] + [one.lost for one in told.rest]
    assert (sum(lost), sum(part.lost for part in why.parts)) == (100 - row.score, 100 - row.score)
    assert told.losses
    ours_s = benchmark.stats.stats.median
    report("why card over 200,000 visits, exact", peer.seconds, ours_s, WANTED_S)
    assert ours_s <= peer.seconds
