"""The fold of a month's log from scratch: its time per change must not grow with the log."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from inspector.domain.change import unpack
from inspector.domain.visit import AnswerState
from inspector.services import answer, closing, visit, workspace
from inspector.services.workspace import Workspace
from inspector.store import change, log
from inspector.store.database import rows
from tests.benchmarks.report import Rival, report
from tests.services import made_up

FEW, TIMES = 3_000, 4
ITEMS, SITES, ROUNDS = 80, 40, 5
MOST = 1.3


def _month(folder: Path, changes: int) -> Workspace:
    """A workspace whose log has at least so many changes: visits scored, corrected and closed."""
    chance = random.Random(changes)
    ws = workspace.create(folder)
    made_up.publish(ws, made_up.judged_scheme(items=ITEMS))
    sites = [made_up.add_site(ws, f"{number:04d}").id for number in range(SITES)]
    # One transaction around all: what is measured is the fold, not a flush for each change.
    with ws.read():
        while _count() < changes:
            _visit(ws, chance.choice(sites), chance)
    return ws


def _visit(ws: Workspace, site: UUID, chance: random.Random) -> None:
    """A visit as it goes: a tenth of the items touched, losses found, one of them taken back."""
    made = visit.start(ws, site).visit.id
    touched = chance.sample(range(1, ITEMS + 1), ITEMS // 10)
    for item in touched:
        said = chance.choice((AnswerState.CONFORMING, AnswerState.NOT_OBSERVED))
        answer.answer(ws, made, item, said)
    for item in touched[:3]:
        found = answer.deduct(ws, made, item, points=Decimal("0.5"), note="示例")
    answer.remove_finding(ws, made, found.id)
    closing.close(ws, made)


def _count() -> int:
    found: int = rows('SELECT COUNT(*) FROM "change"')[0][0]
    return found


@pytest.fixture
def months(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """The log of few changes, and one of four times as many."""
    few, many = _month(tmp_path / "few", FEW), _month(tmp_path / "many", TIMES * FEW)
    yield few, many
    few.close()
    many.close()


def _fold(ws: Workspace) -> None:
    with ws.read():
        change.refold()


def _unpack(ws: Workspace) -> None:
    with ws.read():
        for each in log.every_change():
            unpack(each)


def test_a_fold_takes_no_longer_per_change_for_a_longer_log(
    benchmark: BenchmarkFixture, months: tuple[Workspace, Workspace]
) -> None:
    few, many = months
    counts = []
    for ws in months:
        with ws.read():
            counts.append(_count())
    times = counts[1] / counts[0]
    peer = Rival(lambda: _fold(few))
    limit = Rival(lambda: _unpack(many))

    def others() -> None:
        peer.run()
        limit.run()

    benchmark.pedantic(_fold, (many,), setup=others, rounds=ROUNDS, warmup_rounds=1)
    with many.read():
        assert change.check_fold() == []
        assert rows("SELECT COUNT(*) FROM answer")[0][0] > counts[1]
    ours = benchmark.stats.stats.median
    report(
        f"fold of {counts[1]:,} changes (peer: {counts[0]:,}, taken {times:.1f} times;"
        " limit: reading them)",
        times * peer.seconds,
        ours,
        limit.seconds,
    )
    assert ours <= MOST * times * peer.seconds
