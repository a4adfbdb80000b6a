"""The parent's side of reading a foreign file: it starts the child and takes what it tells."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time as clock
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import IO

import msgspec

from inspector.domain.reading_note import ReadingNote, ReadingNoteKind
from inspector.errors import FileFault, FileRefused
from inspector.files.reader.column import RowBuilder, cell_of
from inspector.files.reader.frame import (
    LENGTH_BYTES,
    Block,
    Frame,
    Refusal,
    SheetEnd,
    SheetStart,
    Whole,
    read_frame,
)
from inspector.files.reader.workbook import (
    DEFAULT_LIMITS,
    Cell,
    Comment,
    Limits,
    Merge,
    Sheet,
    Workbook,
)
from inspector.files.reader_flag import FLAG
from inspector.progress import SILENT, Progress
from inspector.wording import _

MAX_FILE_BYTES = 200_000_000
CHILD_MODULE = "inspector.files.reader.child"
_POLL_SECONDS = 0.1
_ERRORS_BYTES = 4_000
_MAX_TOLD_BYTES = 1 << 30
_OUT_OF_MEMORY = ("memory allocation of", "MemoryError", "capacity overflow")


def read_workbook(
    path: Path, limits: Limits = DEFAULT_LIMITS, progress: Progress = SILENT
) -> Workbook:
    """The values of a workbook, a text table or a web page, whose kind its content tells.

    Raises FileRefused, and Cancelled when `progress` does.
    """
    stamp = _look_at_file(path)
    collects = gc.isenabled()
    # Millions of cells that all stay would be walked through again and again for nothing.
    gc.disable()
    try:
        sheets = _read(path, limits, progress)
    finally:
        if collects:
            gc.enable()
    if _look_at_file(path) != stamp:
        raise FileRefused(path, FileFault.CHANGED)
    return Workbook(path, sheets)


def _look_at_file(path: Path) -> tuple[int, int]:
    """What tells whether the file was changed meanwhile."""
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
    except FileNotFoundError as error:
        raise FileRefused(path, FileFault.MISSING) from error
    except IsADirectoryError as error:
        raise FileRefused(path, FileFault.NOT_A_WORKBOOK) from error
    except OSError as error:
        fault = FileFault.NOT_A_WORKBOOK if path.is_dir() else FileFault.UNREADABLE
        raise FileRefused(path, fault, detail=str(error)) from error
    if found.st_size == 0:
        raise FileRefused(path, FileFault.EMPTY)
    if found.st_size > MAX_FILE_BYTES:
        raise FileRefused(path, FileFault.TOO_LARGE, detail=f"{found.st_size} bytes")
    return found.st_size, found.st_mtime_ns


def _read(path: Path, limits: Limits, progress: Progress) -> tuple[Sheet, ...]:
    """The sheets that the child tells; FileRefused where it tells of none or dies."""
    # Not loaded at the start of a program that may never read a file.
    import tempfile

    what = _("Reading {file}").format(file=path.name)
    until = clock.monotonic() + limits.seconds
    with tempfile.TemporaryFile() as errors, _started(path, limits, errors) as child:
        assert child.stdout is not None
        told = _Told(path, child.stdout)
        told.start()
        try:
            while told.is_alive():
                progress.step(0, None, what)
                if clock.monotonic() > until:
                    raise FileRefused(path, FileFault.TOO_SLOW, detail=f"{limits.seconds} s")
                told.join(_POLL_SECONDS)
        finally:
            if not told.is_cut_off:
                child.kill()
            told.join()
        sheets = told.sheets()
        if sheets is None:
            raise _died(path, child, errors)
        return sheets


class _Told(Thread):
    """Takes what the child tells, in a thread of its own, for waiting cannot be broken off."""

    def __init__(self, path: Path, stream: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._path = path
        self._stream = stream
        self._is_whole = False
        self._sheets: tuple[Sheet, ...] = ()
        self._error: Exception | None = None

    def run(self) -> None:
        """Read to the end, or to where the child died."""
        try:
            self._sheets = tuple(_sheets(self._frames()))
        except (FileRefused, msgspec.DecodeError, MemoryError, ValueError) as error:
            self._error = error

    @property
    def is_cut_off(self) -> bool:
        """Whether the child ended by itself before it had told everything."""
        return not (self.is_alive() or self._is_whole or self._error)

    def sheets(self) -> tuple[Sheet, ...] | None:
        """What was told, None where the end is missing; raises FileRefused."""
        if isinstance(self._error, FileRefused):
            raise self._error
        if self._error is not None:
            detail = str(self._error)
            raise FileRefused(self._path, FileFault.DAMAGED, detail=detail) from self._error
        return self._sheets if self._is_whole else None

    def _frames(self) -> Iterator[Frame]:
        told = 0
        while len(length := self._stream.read(LENGTH_BYTES)) == LENGTH_BYTES:
            wanted = int.from_bytes(length, "little")
            told += wanted
            if told > _MAX_TOLD_BYTES:
                raise FileRefused(self._path, FileFault.TOO_LARGE)
            content = self._stream.read(wanted)
            if len(content) < wanted:
                return
            frame = read_frame(content)
            if isinstance(frame, Refusal):
                fault = FileFault(frame.fault)
                raise FileRefused(self._path, fault, frame.sheet, frame.row, frame.detail)
            self._is_whole = isinstance(frame, Whole)
            yield frame


def _started(path: Path, limits: Limits, errors: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        _command(path, limits),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=errors,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _command(path: Path, limits: Limits) -> list[str]:
    arguments = [str(path.absolute()), str(limits.seconds), str(limits.memory_mb)]
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG, *arguments]
    return [sys.executable, "-P", "-m", CHILD_MODULE, *arguments]


def _environment() -> dict[str, str]:
    # The child must find the package also where it runs from a checkout in another folder.
    root = str(Path(__file__).resolve().parents[3])
    searched = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(searched)}


def _died(path: Path, child: subprocess.Popen[bytes], errors: IO[bytes]) -> FileRefused:
    """Why the child ended before it had told everything."""
    code = child.wait()
    errors.seek(0)
    said = errors.read(_ERRORS_BYTES).decode(errors="replace")
    if any(sign in said for sign in _OUT_OF_MEMORY):
        fault = FileFault.TOO_LARGE
    else:
        # 9 and 24: killed by the system when memory is short, and over the limit of computing time.
        fault = {-9: FileFault.TOO_LARGE, -24: FileFault.TOO_SLOW}.get(code, FileFault.DAMAGED)
    return FileRefused(path, fault, detail=said.strip()[-200:])


def _sheets(frames: Iterator[Frame]) -> Iterator[Sheet]:
    """The sheets as far as they are told whole."""
    start: SheetStart | None = None
    rows: list[tuple[Cell, ...]] = []
    builder = RowBuilder()
    for frame in frames:
        if isinstance(frame, SheetStart):
            start, rows, builder = frame, [], RowBuilder()
        elif isinstance(frame, Block):
            rows.extend(builder.rows(frame.columns))
        elif isinstance(frame, SheetEnd) and start is not None:
            yield _sheet(start, rows, frame)


def _sheet(start: SheetStart, rows: list[tuple[Cell, ...]], end: SheetEnd) -> Sheet:
    blank: tuple[Cell, ...] = (None,) * end.width
    if min(map(len, rows), default=end.width) < end.width:
        rows = [row + blank[len(row) :] for row in rows]
    rows += [blank] * (end.height - len(rows))
    for row, column, cell in end.instead:
        rows[row] = (*rows[row][:column], cell_of(cell), *rows[row][column + 1 :])
    return Sheet(
        title=start.title,
        is_visible=start.is_visible,
        rows=tuple(rows),
        merges=tuple(Merge(*merge) for merge in end.merges),
        unread=tuple(end.unread),
        hidden_rows=tuple(end.hidden_rows),
        hidden_columns=tuple(end.hidden_columns),
        comments=tuple(Comment(*comment) for comment in end.comments),
        notes=tuple(ReadingNote(ReadingNoteKind(kind), facts) for kind, facts in end.notes),
        indents={(row, column): blanks for row, column, blanks in end.indents},
    )
