"""Reading of foreign workbooks: parsed in a child process, handed on as plain values."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time as clock
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct

from inspector.errors import FileFault, FileRefused
from inspector.files import reader_child
from inspector.progress import SILENT, Progress
from inspector.wording import _

Cell = str | int | Decimal | bool | date | datetime | time | timedelta | None
"""A value: text exactly as it stands, a number as Excel shows it, None for a blank cell."""

MAX_FILE_BYTES = 200_000_000
_POLL_SECONDS = 0.1
_DECODER = json.JSONDecoder(parse_float=Decimal)
_OUT_OF_MEMORY = ("memory allocation of", "MemoryError", "capacity overflow")


class Limits(Struct, frozen=True):
    """What one workbook may cost before it is refused."""

    seconds: int = 10
    memory_mb: int = 1024


class Merge(Struct, frozen=True):
    """A merged range as indexes into `rows`, the last ones included; its value is the first."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Sheet(Struct, frozen=True):
    """A worksheet: `rows` are equally long, from A1 to the last row that has any cell.

    `rows[0]` is row 1, so the blank rows at the end and the empty sheet (no rows) are told.
    `unread` are indexes of rows in which something stands that could not be read: a formula
    that was never calculated, or a cell on which two readings differ.
    """

    title: str
    is_visible: bool
    rows: tuple[tuple[Cell, ...], ...]
    merges: tuple[Merge, ...] = ()
    unread: tuple[int, ...] = ()


class Workbook(Struct, frozen=True):
    """The worksheets in their order; sheets that hold only a chart are left out."""

    path: Path
    sheets: tuple[Sheet, ...]


DEFAULT_LIMITS = Limits()


def read_workbook(
    path: Path, limits: Limits = DEFAULT_LIMITS, progress: Progress = SILENT
) -> Workbook:
    """The values of an .xlsx file; raises FileRefused, and Cancelled when `progress` does."""
    _look_at_file(path)
    output, errors, code = _run_child(path, limits, progress)
    lines = output.decode().split("\n")
    if lines[-2:-1] == [json.dumps(reader_child.WHOLE)]:
        return Workbook(path, tuple(_sheets(lines)))
    if len(lines) > 1 and lines[-2].startswith('{"fault"'):
        facts = json.loads(lines[-2])
        fault = FileFault(facts["fault"])
        raise FileRefused(path, fault, facts["sheet"], facts["row"], facts["detail"])
    raise FileRefused(path, _fault_of_death(errors, code), detail=errors.strip()[-200:])


def _look_at_file(path: Path) -> None:
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError as error:
        raise FileRefused(path, FileFault.MISSING) from error
    except IsADirectoryError as error:
        raise FileRefused(path, FileFault.NOT_A_WORKBOOK) from error
    except OSError as error:
        fault = FileFault.NOT_A_WORKBOOK if path.is_dir() else FileFault.UNREADABLE
        raise FileRefused(path, fault, detail=str(error)) from error
    if size == 0:
        raise FileRefused(path, FileFault.EMPTY)
    if size > MAX_FILE_BYTES:
        raise FileRefused(path, FileFault.TOO_LARGE, detail=f"{size} bytes")


def _run_child(path: Path, limits: Limits, progress: Progress) -> tuple[bytes, str, int]:
    """What the child printed, what it complained, and its exit code."""
    what = _("Reading {file}").format(file=path.name)
    until = clock.monotonic() + limits.seconds
    child = subprocess.Popen(
        _command(path, limits),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        while True:
            progress.step(0, None, what)
            if clock.monotonic() > until:
                raise FileRefused(path, FileFault.TOO_SLOW, detail=f"{limits.seconds} s")
            try:
                output, errors = child.communicate(timeout=_POLL_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            return output, errors.decode(errors="replace"), child.returncode
    finally:
        if child.returncode is None:
            child.kill()
            child.communicate()


def _command(path: Path, limits: Limits) -> list[str]:
    arguments = [str(path.absolute()), str(limits.seconds), str(limits.memory_mb)]
    if getattr(sys, "frozen", False):
        return [sys.executable, reader_child.FLAG, *arguments]
    return [sys.executable, "-P", "-m", reader_child.__name__, *arguments]


def _environment() -> dict[str, str]:
    # The child must find the package also where it runs from a checkout in another folder.
    root = str(Path(__file__).resolve().parents[2])
    searched = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(searched)}


def _fault_of_death(errors: str, code: int) -> FileFault:
    if any(sign in errors for sign in _OUT_OF_MEMORY):
        return FileFault.TOO_LARGE
    # 9 and 24: killed by the system when memory is short, and over the limit of computing time.
    return {-9: FileFault.TOO_LARGE, -24: FileFault.TOO_SLOW}.get(code, FileFault.DAMAGED)


def _sheets(lines: list[str]) -> Iterator[Sheet]:
    at = 0
    while at < len(lines) - 2:
        facts = json.loads(lines[at])
        blank: tuple[Cell, ...] = (None,) * facts["width"]
        rows = lines[at + 1 : at + 1 + facts["height"]]
        yield Sheet(
            title=facts["title"],
            is_visible=facts["visible"],
            rows=tuple(blank if row == "0" else _row(row) for row in rows),
            merges=tuple(Merge(*merge) for merge in facts["merges"]),
            unread=tuple(facts["unread"]),
        )
        at += 1 + facts["height"]


def _row(line: str) -> tuple[Cell, ...]:
    cells: list[Any] = _DECODER.decode(line)
    return tuple(_moment(*cell) if isinstance(cell, list) else cell for cell in cells)


def _moment(kind: str, value: Any) -> Cell:
    match kind:
        case "datetime":
            return datetime.fromisoformat(value)
        case "date":
            return date.fromisoformat(value)
        case "time":
            return time.fromisoformat(value)
    return timedelta(seconds=float(value))
