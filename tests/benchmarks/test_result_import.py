"""25,000 results into the database against a bare executemany of the same rows."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from inspector.domain.result import ResultFate, ResultRow, ResultRowFate, ResultSheet
from inspector.services import check, result, workspace
from inspector.services.import_told import UNTOLD
from inspector.services.workspace import Workspace
from tests.benchmarks.report import Rival, report

RESULTS, SITES, ROUNDS = 25_000, 5_000, 5
LIMIT = 5
ASKED = result.Asked(date(2026, 9, 18), "示例", False, None, UNTOLD)
TABLES = (
    *("change", "touch", "unit", "site_type", "site", "scheme_version"),
    *("visit", "visit_unit", "answer", "total"),
)


def _sheet(items: int) -> ResultSheet:
    """So many results, `items` of them on each visit."""
    rows = tuple(
        ResultRow(
            *("表", at + 2, str(at), f"内容{at % 20 + 1}", f"点位{at // items % SITES}"),
            Decimal(at % 5) / 10,
            f"示例街道{at // items % SITES % 12}",
            (f"示例局{at % 9}",),
            visit=str(at // items),
        )
        for at in range(RESULTS)
    )
    return ResultSheet(rows, tuple(ResultRowFate(r.sheet, r.row, ResultFate.TAKEN) for r in rows))


class Office:
    """Takes in the same results again and again, each time in a new workspace."""

    def __init__(self, folder: Path, sheet: ResultSheet) -> None:
        self.sheet, self._folder, self._numbers = sheet, folder, count()
        self.ws: Workspace | None = None

    def prepare(self) -> None:
        """Make the next workspace."""
        if self.ws is not None:
            self.ws.close()
        self.ws = workspace.create(self._folder / str(next(self._numbers)))

    def enter(self) -> None:
        """Take in the results."""
        assert self.ws is not None
        assert result.enter(self.ws, self.sheet, ASKED).new > 0


class Bare:
    """Writes rows that are known into new databases with the same tables."""

    def __init__(self, source: Path, folder: Path) -> None:
        self._folder, self._numbers = folder, count()
        with closing(sqlite3.connect(source)) as connection:
            sql = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
            self._schema = [row[0] for row in connection.execute(sql)]
            self._rows: dict[str, list[Any]] = {
                name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in TABLES
            }
        self.written = sum(map(len, self._rows.values()))

    def prepare(self) -> None:
        """Make the next database, opened as the program opens its own."""
        path = self._folder / f"{next(self._numbers)}.db"
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = wal")
        self._connection.execute("PRAGMA synchronous = full")
        self._connection.execute("PRAGMA foreign_keys = on")
        for statement in self._schema:
            self._connection.execute(statement)

    def write(self) -> None:
        """Write all rows in one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        for name, rows in self._rows.items():
            places = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the last database."""
        self._connection.close()


@pytest.fixture(params=[1, 10], ids=["one a visit", "ten a visit"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """An office with results that were read already."""
    made = Office(tmp_path, _sheet(request.param))
    yield made
    if made.ws is not None:
        made.ws.close()


def test_results_come_in_at_most_five_times_as_slowly_as_their_bare_rows(
    benchmark: BenchmarkFixture, office: Office, tmp_path: Path
) -> None:
    office.prepare()
    office.enter()
    assert office.ws is not None
    assert check.check(office.ws) == []
    (tmp_path / "bare").mkdir()
    bare = Bare(office.ws.paths.database, tmp_path / "bare")
    peer = Rival(bare.write)

    def prepare() -> None:
        bare.prepare()
        gc.collect()
        peer.run()
        bare.close()
        office.prepare()
        gc.collect()

    benchmark.pedantic(office.enter, setup=prepare, rounds=ROUNDS, warmup_rounds=1)
    ours = benchmark.stats.stats.median
    report(
        f"{RESULTS:,} results into the database (peer: executemany of {bare.written:,} rows)",
        peer.seconds,
        ours,
        LIMIT * peer.seconds,
    )
    assert ours <= LIMIT * peer.seconds
