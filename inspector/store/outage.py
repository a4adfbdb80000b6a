"""Disks that are full, pulled out or failing: which file is open, and what an error means."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from inspector.errors import WorkspaceFault, WorkspaceRefused

_FAULTS = {
    sqlite3.SQLITE_FULL: WorkspaceFault.DISK_FULL,
    sqlite3.SQLITE_READONLY: WorkspaceFault.READ_ONLY,
    sqlite3.SQLITE_IOERR: WorkspaceFault.DISK_FAULT,
    sqlite3.SQLITE_CANTOPEN: WorkspaceFault.DISK_FAULT,
    sqlite3.SQLITE_CORRUPT: WorkspaceFault.DAMAGED,
    sqlite3.SQLITE_NOTADB: WorkspaceFault.DAMAGED,
}
LASTING = frozenset({WorkspaceFault.GONE, WorkspaceFault.DISK_FAULT})
"""Faults after which an open file is of no use, even when the disk is back."""

_PRIMARY = 0xFF


def identity(path: Path | str) -> tuple[int, int]:
    """What tells this file from another of the same name; raises WorkspaceRefused if it is away.

    SQLite would not notice: what it writes to a file that was taken away is lost.
    """
    try:
        found = os.stat(path)  # noqa: PTH116 - stands before every save
    except OSError as error:
        folder = Path(path).parent
        raise WorkspaceRefused(folder, WorkspaceFault.GONE, error.strerror or "") from error
    return found.st_dev, found.st_ino


def is_same(path: Path, file: tuple[int, int] | None) -> bool:
    """Whether the file at this path is still this one, or is away."""
    try:
        return identity(path) == file
    except WorkspaceRefused:
        return True


def code_of(error: BaseException) -> int | None:
    """SQLite's own number for an error; peewee keeps the original in its own."""
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
    return None if code is None else int(code) & _PRIMARY


def refusal(path: Path, error: BaseException) -> WorkspaceRefused | None:
    """What the user is told of a database error; None for one that the program made itself."""
    fault = _FAULTS.get(code_of(error) or 0)
    if fault is None:
        return None
    if fault is WorkspaceFault.DISK_FAULT and not path.exists():
        fault = WorkspaceFault.GONE
    return WorkspaceRefused(path.parent, fault, str(next(iter(error.args), "")))


def abandon(connection: sqlite3.Connection) -> None:
    """Leave a connection open for good, because its file is no longer the one at its path.

    Closing removes the log beside the path, which now belongs to the file that came back.
    """
    import ctypes

    ctypes.pythonapi.Py_IncRef(ctypes.py_object(connection))
