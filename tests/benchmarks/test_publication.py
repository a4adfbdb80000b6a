"""The workbook of a publication against openpyxl writing the same cells."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from pytest_benchmark.fixture import BenchmarkFixture

from inspector.domain.board import BoardKind
from inspector.services import board, publication, workspace
from inspector.services.workspace import Workspace
from tests.benchmarks.report import Rival, report
from tests.benchmarks.week import ITEMS, WEEK, fill

VISITS, ROUNDS = 500, 5
SHEETS = 10


@pytest.fixture
def district(tmp_path: Path) -> Iterator[Workspace]:
    """A tenth of a week of a district: 500 visits with 65 items each."""
    made = workspace.create(tmp_path / "workspace")
    with made.database.transaction():
        fill(random.Random(2026), VISITS)
    yield made
    made.close()


def cells(path: Path) -> list[list[tuple[Any, ...]]]:
    book = load_workbook(path, read_only=True)
    found = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    book.close()
    return found


def with_openpyxl(path: Path, sheets: list[list[tuple[Any, ...]]]) -> None:
    """The careful way: write-only, every style built once, its `_style` put on each cell.

    It need not find out what to write, and writes no charts, formats or heights.
    """
    book = Workbook(write_only=True)
    thin = Side("thin")
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"sheet {number}")
        pattern = WriteOnlyCell(sheet)
        pattern.font = Font(name="Times New Roman", size=11)
        pattern.border = Border(left=thin, right=thin, top=thin, bottom=thin)
        pattern.alignment = Alignment(horizontal="right", vertical="center")
        style = pattern._style
        for row in rows:
            made = []
            for value in row:
                cell = WriteOnlyCell(sheet, value)
                cell._style = style
                made.append(cell)
            sheet.append(made)
    book.save(path)


def test_publication_of_500_visits(
    benchmark: BenchmarkFixture, district: Workspace, tmp_path: Path
) -> None:
    ours, theirs = tmp_path / "ours.xlsx", tmp_path / "theirs.xlsx"
    ranking = board.rank(district, BoardKind.UNITS, WEEK)
    publication.publish(district, ranking, ours)
    sheets = cells(ours)
    assert len(sheets) >= SHEETS
    assert sum(map(len, sheets)) >= VISITS * ITEMS
    peer = Rival(lambda: with_openpyxl(theirs, sheets))
    benchmark.pedantic(
        publication.publish,
        (district, ranking, ours),
        setup=lambda: peer.run(),
        rounds=ROUNDS,
        warmup_rounds=1,
    )
    ours_s = benchmark.stats.stats.median
    limit_s = peer.seconds / 2
    report("publication of 500 visits (peer: openpyxl)", peer.seconds, ours_s, limit_s)
    assert ours_s <= limit_s
