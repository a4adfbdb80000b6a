"""The one place that writes files: afterwards the old file or the whole new one is there."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from inspector.errors import FileFault, FileRefused

RETRY_SECONDS = 3.0
PAUSE_SECONDS = 0.05
PART_PREFIX = ".inspector-"
PART_SUFFIX = ".part"

# Windows: access denied, sharing violation, lock violation. A virus scanner or the search
# index causes them for a moment, Excel for as long as the workbook is open.
_SHARING_VIOLATIONS = frozenset({5, 32, 33})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES})


class System:
    """The calls of the operating system that writing needs; a test makes any of them fail."""

    def make_folder(self, folder: Path) -> None:
        """Create one folder; it may be there already."""
        folder.mkdir(exist_ok=True)

    def open(self, path: Path) -> BinaryIO:
        """Create a file that is not there yet, for writing and reading."""
        return path.open("x+b")

    def sync(self, file: BinaryIO) -> None:
        """Bring what was written to the disk."""
        file.flush()
        os.fsync(file.fileno())

    def replace(self, source: Path, target: Path) -> None:
        """Put the new file in the place of the old one."""
        source.replace(target)

    def sync_folder(self, folder: Path) -> None:
        """Bring the new name to the disk where the system can do so."""
        if os.name != "posix":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(descriptor)

    def remove(self, path: Path) -> None:
        """Remove a file if it is there."""
        path.unlink(missing_ok=True)

    def now(self) -> float:
        """Seconds of a clock that only goes forward."""
        return time.monotonic()

    def pause(self, seconds: float) -> None:
        """Wait before the next try."""
        time.sleep(seconds)


SYSTEM = System()


def write_atomically(
    path: Path,
    write: Callable[[BinaryIO], object],
    check: Callable[[Path], object] | None = None,
    system: System = SYSTEM,
) -> None:
    """Write a file beside `path`, sync it, re-read it by `check`, and put it in its place.

    `write` gets a file that can be written, read and sought. What it or `check` raises passes
    on, a failure of the system becomes FileRefused; either way the old file is untouched.
    """
    target = path.resolve()
    if target.is_dir():
        raise FileRefused(path, FileFault.UNWRITABLE, detail="is a folder")
    if not target.parent.is_dir():
        raise FileRefused(path, FileFault.FOLDER_MISSING, detail=str(target.parent))
    part = target.parent / f"{PART_PREFIX}{uuid4().hex[:16]}{PART_SUFFIX}"
    try:
        with system.open(part) as file:
            write(file)
            system.sync(file)
        if check is not None:
            check(part)
        _put_in_place(part, target, path, system)
        system.sync_folder(target.parent)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        _remove_quietly(part, system)


def keep_bytes(path: Path, data: bytes, system: System = SYSTEM) -> None:
    """Write `data` to `path` so that it is on the disk on return; makes the folder.

    Raises FileRefused; also when the bytes read back differ from those written.
    """

    def check(part: Path) -> None:
        if part.read_bytes() != data:
            raise OSError(errno.EIO, "read back differently")

    try:
        _make_folders(path.parent, system)
    except OSError as error:
        raise _refused(path, error) from error
    write_atomically(path, lambda file: file.write(data), check, system)


def remove_leftovers(folder: Path) -> int:
    """Remove what killed writers left in a folder that nobody else writes to; how many."""
    parts = list(folder.glob(f"{PART_PREFIX}*{PART_SUFFIX}"))
    for part in parts:
        _remove_quietly(part, SYSTEM)
    return len(parts)


def workbook_path(path: Path) -> Path:
    """The name under which a workbook is written: one that does not end in .xlsx gets it.

    A folder stays what it is, and is refused when it comes to writing.
    """
    if path.suffix.lower() == ".xlsx" or not path.name or path.is_dir():
        return path
    return path.with_name(f"{path.name}.xlsx")


def free_name(path: Path) -> Path:
    """A name beside `path` that no file has: “ranking (2).xlsx”."""
    number = 2
    while (named := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return named


def _put_in_place(part: Path, target: Path, path: Path, system: System) -> None:
    until = system.now() + RETRY_SECONDS
    while True:
        try:
            return system.replace(part, target)
        except OSError as error:
            if not _is_sharing_violation(error):
                raise
            if system.now() >= until:
                raise FileRefused(
                    path, FileFault.HELD_OPEN, detail=str(error), alternative=free_name(path)
                ) from error
            system.pause(PAUSE_SECONDS)


def _make_folders(folder: Path, system: System) -> None:
    if folder.is_dir():
        return
    _make_folders(folder.parent, system)
    system.make_folder(folder)
    system.sync_folder(folder.parent)


def _remove_quietly(part: Path, system: System) -> None:
    try:
        system.remove(part)
    except OSError:
        # What was asked for is decided already; a part that stays is removed at the next start.
        return


def _is_sharing_violation(error: OSError) -> bool:
    return getattr(error, "winerror", None) in _SHARING_VIOLATIONS or error.errno == errno.EBUSY


def _refused(path: Path, error: OSError) -> FileRefused:
    fault = FileFault.DISK_FULL if error.errno in _FULL else FileFault.UNWRITABLE
    return FileRefused(path, fault, detail=str(error))
