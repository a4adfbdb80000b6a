import zlib
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from pytest_benchmark.fixture import BenchmarkFixture

from inspector.domain.board import Part, RankedGroup, RankedRow, Ranking
from inspector.files.sheets.workbook import write_ranking
from tests.benchmarks.report import Rival, report
from tests.files.sheets import sample_ranking as sample

ROWS = 5_000
TYPES = tuple(f"site type {number}" for number in range(12))
COLUMNS = 8 + len(TYPES)
ROUNDS = 5
FIRST = 6


@pytest.fixture(scope="module")
def ranking() -> Ranking:
    """5,000 units on 20 columns, one name in ten like a formula."""
    rows = []
    for number in range(ROWS):
        exact = 100 - Fraction(number, 53)
        score = Decimal(f"{float(exact):.2f}")
        parts = tuple(Part(name, exact - place, 3, 4) for place, name in enumerate(TYPES))
        name = f"={number}" if number % 10 == 0 else f"第{number}单位"
        rows.append(
            RankedRow(
                "street",
                UUID(int=number),
                str(number),
                name,
                number + 1,
                score,
                exact,
                number + 2,
                None,
                parts,
                30,
                40,
            )
        )
    group = RankedGroup("street", tuple(rows), None, None)
    return replace(sample.ranking(), part_names=TYPES, groups=(group,))


def cells(path: Path, first: int = FIRST) -> list[tuple[Any, ...]]:
    book = load_workbook(path, read_only=True)
    rows = book.worksheets[0].iter_rows(
        min_row=first, max_row=first + ROWS - 1, max_col=COLUMNS, values_only=True
    )
    values = list(rows)
    book.close()
    return values


def expected(ranking: Ranking) -> Iterator[tuple[Any, ...]]:
    for row in ranking.rows:
        assert row.rank is not None
        assert row.score is not None
        assert row.exact is not None
        parts = [float(f"{float(row.exact - place):.4f}") for place in range(len(TYPES))]
        yield (row.rank, row.name, row.previous_rank, 1, float(row.score), *parts, 30, 40, None)


def with_openpyxl(path: Path, rows: list[tuple[Any, ...]]) -> None:
    """The careful way: write-only, every style built once, its `_style` put on each cell."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("ranking")
    thin = Side("thin")
    pattern = WriteOnlyCell(sheet)
    pattern.font = Font(name="Times New Roman", size=11)
    pattern.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    pattern.alignment = Alignment(horizontal="right", vertical="center")
    pattern.number_format = "0.00_ "
    style = pattern._style
    for row in rows:
        made = []
        for value in row:
            cell = WriteOnlyCell(sheet, value)
            if cell.data_type == "f":
                cell.data_type = "s"
            cell._style = style
            made.append(cell)
        sheet.append(made)
    book.save(path)


def compiled_rows(rows: list[tuple[Any, ...]]) -> int:
    """The bytes that must be made at least: one template a row, compressed."""
    template = "<row>" + '<c s="1"><v>%s</v></c>' * COLUMNS + "</row>"
    squeezed = zlib.compressobj(6)
    return sum(
        len(
            squeezed.compress("".join(template % row for row in rows[start : start + 500]).encode())
        )
        for start in range(0, len(rows), 500)
    ) + len(squeezed.flush())


def test_ranking_sheet_5000_by_20(
    benchmark: BenchmarkFixture, ranking: Ranking, tmp_path: Path
) -> None:
    ours, theirs = tmp_path / "ours.xlsx", tmp_path / "theirs.xlsx"
    write_ranking(ours, ranking, [], [], [])
    rows = cells(ours)
    for got, wanted in zip(rows, expected(ranking), strict=True):
        assert got[:5] == wanted[:5]
        assert got[-3:] == wanted[-3:]
        assert got[5:-3] == pytest.approx(wanted[5:-3], abs=0.0051)

    peer = Rival(lambda: with_openpyxl(theirs, rows))
    limit = Rival(lambda: compiled_rows(rows))

    def beside() -> None:
        peer.run()
        limit.run()

    benchmark.pedantic(
        write_ranking, (ours, ranking, [], [], []), setup=beside, rounds=ROUNDS, warmup_rounds=1
    )
    assert cells(ours) == rows == cells(theirs, first=1)
    ours_s = benchmark.stats.stats.median
    report("Ranking sheet 5,000 x 20", peer.seconds, ours_s, limit.seconds)
    assert ours_s <= 1.1 * peer.seconds
