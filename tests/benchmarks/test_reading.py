import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from python_calamine import CalamineWorkbook

from inspector.files.reader import Limits, Workbook
from inspector.files.reader.parent import read_workbook
from tests.benchmarks.report import Rival, report

ROWS = 250_000
COLUMNS = 12
ROUNDS = 5
# openpyxl needs most of a minute for the whole file; a tenth of it tells its pace as well.
PEER_SHARE = 10
# 0.8 to 0.95 where nothing else runs. Child and parent use both cores: whatever does is in it.
MOST_LIMIT = 1.4
# calamine itself is 10 to 24 times as fast as openpyxl, by the table and by the machine.
LEAST_PEER = 10
AIM_PEER = 18
LIMITS = Limits(seconds=60)

Line = Callable[[int, random.Random], list[Any]]


def observation(number: int, chance: random.Random) -> list[Any]:
    """An observation as an office's table has it: texts that repeat, points, a day, blanks."""
    return [
        f"V{number:07d}",
        date(2026, 11, 1) + timedelta(days=number % 28),
        f"第{number % 40}街道",
        f"站前路{number % 5000}号点位",
        "主干道" if number % 3 else "菜市场",
        f"1.{number % 50}",
        "路面平整，没有积水，随时有人保洁",
        5,
        chance.randrange(0, 41) / 8,
        number % 7,
        100 - number % 977 / 10,
        None if number % 4 else f"备注{number}",
    ]


def points_of_visit(number: int, chance: random.Random) -> list[Any]:
    """A visit with a column for each content: words that repeat and small numbers."""
    return [
        f"第{number % 40}街道",
        "主干道" if number % 3 else "菜市场",
        *(chance.randrange(0, 41) / 8 for _ in range(4)),
        *(chance.randrange(0, 11) for _ in range(4)),
        chance.randrange(0, 100_000) / 100,
        "合格" if number % 9 else "不合格",
    ]


TABLES: dict[str, Line] = {"texts and days": observation, "words and numbers": points_of_visit}


@pytest.fixture(scope="module", params=TABLES)
def table(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path, Path]:
    """The name of the table, its file, and the first tenth of it."""
    folder = tmp_path_factory.mktemp("reading")
    made = []
    for name, count in (("whole.xlsx", ROWS), ("part.xlsx", ROWS // PEER_SHARE)):
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("结果")
        chance = random.Random(1)
        for number in range(count):
            sheet.append(TABLES[request.param](number, chance))
        book.save(folder / name)
        made.append(folder / name)
    return request.param, made[0], made[1]


def with_openpyxl(path: Path) -> int:
    book = openpyxl.load_workbook(path, read_only=True)
    count = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return count


def with_calamine(path: Path) -> int:
    with CalamineWorkbook.from_path(path) as book:
        return sum(1 for _ in book.get_sheet_by_index(0).iter_rows())


def _plain(cell: Any) -> Any:
    if not isinstance(cell, float):
        return cell
    return int(cell) if cell.is_integer() else Decimal(format(cell, ".15g"))


def is_whole(read: Workbook, line: Line) -> bool:
    (sheet,) = read.sheets
    chance = random.Random(1)
    return sheet.unread == () and all(
        row == tuple(map(_plain, line(number, chance))) for number, row in enumerate(sheet.rows)
    )


def test_reading_250000_by_12(benchmark: BenchmarkFixture, table: tuple[str, Path, Path]) -> None:
    name, whole, part = table
    read = read_workbook(whole, LIMITS)
    assert len(read.sheets[0].rows) == ROWS
    assert is_whole(read, TABLES[name])
    del read
    peer = Rival(lambda: with_openpyxl(part))
    limit = Rival(lambda: with_calamine(whole))

    def beside() -> None:
        peer.run()
        limit.run()

    benchmark.pedantic(read_workbook, (whole, LIMITS), setup=beside, rounds=ROUNDS, warmup_rounds=1)
    ours_s = benchmark.stats.stats.median
    peer_s = peer.seconds * PEER_SHARE
    operation = f"Reading {ROWS:,} x {COLUMNS} of {name}, checked"
    aim = f"aim {AIM_PEER}x, calamine alone {peer_s / limit.seconds:.2f}x"
    report(f"{operation} ({aim})", peer_s, ours_s, limit.seconds)
    assert LEAST_PEER * ours_s < peer_s
    assert ours_s <= MOST_LIMIT * limit.seconds
