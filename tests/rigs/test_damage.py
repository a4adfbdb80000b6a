"""Damaged tables of every kind: no traceback, no hang, and no row that is lost in silence."""

from __future__ import annotations

import json
import random
import re
import select
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from inspector.errors import FileRefused
from inspector.files.reader.parent import read_workbook
from tests.files.reader import writers
from tests.rigs import reader_worker

SECONDS_EACH = 10
NORMAL, RELEASE = 500, 2_000
THROUGH_THE_CHILD = 20
SHEET = "xl/worksheets/sheet1.xml"

ROWS: writers.Rows = [
    ["序号", "点位", "日期", "得分", "备注"],
    *(
        [n, f"站前路{n}号", date(2026, 11, 1 + n % 28), Decimal(n) / 8, None if n % 3 else "已整改"]
        for n in range(1, 25)
    ),
]
WRITERS: dict[str, writers.Writer] = {
    "xlsx": writers.write_xlsx,
    "shared.xlsx": writers.write_shared_xlsx,
    "xlsb": writers.write_xlsb,
    "ods": writers.write_ods,
    "xls": writers.write_xls,
    "csv": writers.write_csv,
    "gb.csv": lambda path, rows: writers.write_csv(path, rows, codec="gb18030", separator="\t"),
    "html": writers.write_page,
    "xml": writers.write_old_xml,
}
PACKAGES = ("xlsx", "shared.xlsx", "xlsb", "ods")
"""Kinds whose parts carry a sum of checks, so that a damaged one cannot look like a good one."""


def flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 3, 20))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def blank(content: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(content)), chance.randrange(1, 600)
    return content[:at] + bytes(len(content[at : at + length])) + content[at + length :]


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(1, len(content))]


def drop(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randrange(1, 300) :]


def double(content: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(content)), chance.randrange(1, 600)
    return content[: at + length] + content[at:]


def insert(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + chance.randbytes(chance.randrange(1, 40)) + content[at:]


DAMAGES = (flip, blank, cut, drop, double, insert)


class Reader:
    """The worker, started again where a file ends it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def read(self, path: Path) -> dict[str, Any]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", reader_worker.__name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                bufsize=1,
            )
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{path}\n")
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], SECONDS_EACH)
        assert ready, f"{path} hangs"
        line = process.stdout.readline()
        if not line:
            self.close()
            return {"fault": "death"}
        found: dict[str, Any] = json.loads(line)
        return found

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = Reader()
    yield made
    made.close()


def damaged(tmp_path: Path, kind: str, seed: int) -> Path:
    chance = random.Random(f"{kind} {seed}")
    whole = tmp_path / f"whole.{kind}"
    if not whole.exists():
        WRITERS[kind](whole, ROWS)
    path = tmp_path / f"{seed}.{kind}"
    path.write_bytes(chance.choice(DAMAGES)(whole.read_bytes(), chance))
    return path


def run(tmp_path: Path, reader: Reader, count: int) -> Counter[str]:
    told: Counter[str] = Counter()
    for number in range(count):
        kind = list(WRITERS)[number % len(WRITERS)]
        path = damaged(tmp_path, kind, number)
        found = reader.read(path)
        assert "traceback" not in found, (path, found)
        if kind in PACKAGES and "cells" in found:
            assert found["cells"] == reader.read(tmp_path / f"whole.{kind}")["cells"], path
        told[str(found.get("fault", "read"))] += 1
        path.unlink()
    return told


def run_parts(tmp_path: Path, reader: Reader, count: int) -> Counter[str]:
    """The XML of a sheet is damaged in a package whose sums of checks are right."""
    told: Counter[str] = Counter()
    for number in range(count):
        chance = random.Random(f"part {number}")
        name = chance.choice(("xlsx", "shared.xlsx"))
        whole = WRITERS[name](tmp_path / f"whole.{name}", ROWS)
        with zipfile.ZipFile(whole) as package:
            parts = {part: package.read(part) for part in package.namelist()}
        parts[SHEET] = chance.choice(DAMAGES)(parts[SHEET], chance)
        found = reader.read(writers.package(tmp_path / f"part.{name}", parts))
        assert "traceback" not in found, (number, found)
        if "counts" in found:
            expected = filled_cells(parts[SHEET])
            (counts,), (unread,) = found["counts"], found["unread"]
            for row, filled in expected.items():
                assert row < len(counts), (number, row)
                assert counts[row] >= filled or row in unread, (number, row)
        told[str(found.get("fault", "read"))] += 1
    return told


def filled_cells(xml: bytes) -> dict[int, int]:
    """How many cells of each row hold something, as an unforgiving parser sees them."""
    root = etree.fromstring(xml)
    found: Counter[int] = Counter()
    for cell in root.iter("{*}c"):
        texts = [each.text for each in cell.iter("{*}v", "{*}t")]
        place = re.fullmatch(r"[A-Z]+([0-9]+)", cell.get("r", ""))
        if place and any(texts):
            found[int(place[1]) - 1] += 1
    return dict(found)


def check(tmp_path: Path, reader: Reader, count: int) -> None:
    told = run(tmp_path, reader, count * 4 // 5) + run_parts(tmp_path, reader, count // 5)
    assert told.total() == count
    assert told["damaged"] > count // 3
    assert told["read"] > count // 20
    assert told["death"] + told["panic"] < count // 20


def test_500_damaged_tables_are_refused_or_read_whole(tmp_path: Path, reader: Reader) -> None:
    check(tmp_path, reader, NORMAL)


@pytest.mark.release
def test_2000_damaged_tables_are_refused_or_read_whole(tmp_path: Path, reader: Reader) -> None:
    check(tmp_path, reader, RELEASE)


def test_the_child_does_the_same(tmp_path: Path, reader: Reader) -> None:
    for number in range(THROUGH_THE_CHILD):
        path = damaged(tmp_path, list(WRITERS)[number % len(WRITERS)], number)
        expected = reader.read(path)
        try:
            sheets = read_workbook(path).sheets
        except FileRefused:
            assert "fault" in expected
        else:
            assert [[[repr(cell) for cell in row] for row in sheet.rows] for sheet in sheets] == (
                expected["cells"]
            )
