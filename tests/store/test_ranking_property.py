"""What holds for every board of stored visits, on both databases."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from inspector.domain.board import Ranking
from inspector.domain.list_rules import Line, ListKind, ListRule, ListRules
from inspector.domain.ranking import Key
from inspector.domain.visit import AnswerState, VisitState
from inspector.services import board_book, ranking
from inspector.services.workspace import Workspace
from inspector.store import tables
from inspector.store.database import Database
from inspector.store.edition import FrozenSpan, fill, freeze, open_bench
from inspector.store.total import recompute
from tests.store.board_world import DAY
from tests.store.test_edition import NOW, WEEK, district, workspace_of

BOARDS = ("units", "streets", "bureaus", "sites")
DEDUCTED = 2
LAST = ListRule(ListKind.BLACK, line=Line(last=1))
LOW = ListRule(ListKind.FLAG, "low", line=Line(below=Decimal(90)))


def ranked(ws: Workspace, name: str) -> Ranking:
    """A ready-made board with lists that look back."""
    with ws.read():
        board = board_book.ready(name)
    assert board.rules is not None
    rules = replace(board.rules, lists=ListRules((LAST, LOW)))
    return ranking.rank(ws, replace(board, rules=rules), WEEK, cutoff=NOW)


def exact(found: Ranking) -> dict[Key, Fraction]:
    return {(row.subject, row.group): row.exact for row in found.rows if row.exact is not None}


@pytest.mark.parametrize("board", BOARDS)
def test_the_order_of_rows_never_matters(database: Database, tmp_path: Path, board: str) -> None:
    with database.transaction():
        version = district()
        frozen = freeze(FrozenSpan(DAY - timedelta(days=365), DAY, NOW, (version,)))
    expected = ranked(workspace_of(database, tmp_path), board)
    assert expected.rows
    for seed in range(3):
        bench = open_bench()
        mixed = {name: list(rows) for name, rows in frozen.items()}
        for rows in mixed.values():
            random.Random(seed).shuffle(rows)
        with bench.transaction():
            fill(mixed)
        again = ranked(workspace_of(bench, tmp_path), board)
        bench.close()
        assert (again.groups, again.lists) == (expected.groups, expected.lists)


@pytest.mark.parametrize("board", BOARDS)
def test_another_loss_never_raises_a_score_and_equals_stay_equal(
    database: Database, tmp_path: Path, board: str
) -> None:
    ws = workspace_of(database, tmp_path)
    with database.transaction():
        district()
        visits = sorted(
            UUID(str(one.id))
            for one in tables.Visit.select().where(
                tables.Visit.state == VisitState.CLOSED, tables.Visit.day >= WEEK.first
            )
        )
    before = exact(ranked(ws, board))
    for visit in visits:
        with database.transaction():
            _lose(visit)
        found = ranked(ws, board)
        now = exact(found)
        assert now.keys() == before.keys()
        assert all(now[key] <= before[key] for key in now)
        for group in found.groups:
            printed = {(row.score, row.rank) for row in group.rows if row.rank is not None}
            assert len({score for score, _rank in printed}) == len(printed)
        before = now


def _lose(visit: UUID) -> None:
    """Let one more place be found that costs points."""
    answered = (tables.Answer.visit == visit) & (tables.Answer.item == DEDUCTED)
    tables.Answer.update(state=AnswerState.DEDUCTED).where(answered).execute()
    tables.Finding.create(
        id=uuid4(), visit=visit, item=DEDUCTED, occurrences=1, points_each=Decimal("0.5")
    )
    recompute([visit])
