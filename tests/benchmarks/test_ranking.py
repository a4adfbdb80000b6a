"""Ranking a year, and a week with lists that look back, at the size of a district."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest
from msgspec.structs import replace
from pytest_benchmark.fixture import BenchmarkFixture

from inspector.domain.board import Board, BoardKind, Ranking
from inspector.domain.list_rules import Line, ListKind, ListRule, ListRules
from inspector.domain.period import week_of
from inspector.services import board, board_book
from inspector.services.workspace import Workspace
from inspector.store.database import kept, rows
from tests.benchmarks.report import Rival, report
from tests.benchmarks.year import BUREAUS, CUTOFF, STREETS, VISITS, YEAR, district

__all__ = ["district"]
ROUNDS = 5
WEEK = week_of(date(2026, 11, 11))
# All units are on the list in every week, so that it is looked back as far as it ever is; of the
# sites those that were last and not visited since.
EVERYBODY = ListRule(ListKind.BLACK, line=Line(below=Decimal(101)), rungs=("talk", "statement"))
LAST = ListRule(ListKind.BLACK, line=Line(last=3), rungs=("talk", "statement"))

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


@pytest.mark.parametrize(("ready", "rule"), [("units", EVERYBODY), ("sites", LAST)])
def test_lists_of_a_week(
    benchmark: BenchmarkFixture, district: tuple[Workspace, UUID], ready: str, rule: ListRule
) -> None:
    ws, _version = district
    with ws.read():
        plain = board_book.ready(ready)
    assert plain.rules is not None
    listed = replace(plain, rules=replace(plain.rules, lists=ListRules((rule,))))

    def ranked(by: Board) -> Ranking:
        return board.rank(ws, by, WEEK, cutoff=CUTOFF)

    def first() -> None:
        with ws.read():
            kept().clear()
        ranked(listed)

    peer, cold = Rival(lambda: ranked(plain)), Rival(first)

    def others() -> None:
        peer.run()
        cold.run()

    ranking = benchmark.pedantic(ranked, (listed,), setup=others, rounds=ROUNDS, warmup_rounds=1)
    assert len(ranking.looked_back) > 2
    ours_s = benchmark.stats.stats.median
    # The ranking itself adds up two periods, of which the lists need the earlier one anyway.
    looked = len(ranking.looked_back) - 1
    report(f"lists of {ready}, nothing written since", peer.seconds, ours_s, 1.3 * peer.seconds)
    limit_s = 1.2 * (1 + looked / 2) * peer.seconds
    report(f"lists of {ready}, {looked} weeks added up", peer.seconds, cold.seconds, limit_s)
    assert ours_s <= 1.3 * peer.seconds
    assert cold.seconds <= limit_s
