"""The lock of a folder: one program holds it, and the system takes it from one that was killed."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """A lock by a file, which stays; processes that the program starts do not hold it.

    By hand, because a library for it took as long to import as the database's.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Take the lock; False where another program, or another one of these, holds it.

        Raises OSError where the file cannot be made or the place knows no locks.
        """
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(descriptor)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            return False
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Give the lock free, if it is held."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def remove(self) -> None:
        """Give the lock free and remove its file, because there is nothing left to guard."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self.release()
        if sys.platform == "win32":
            # Not removed while it was open; what another program has opened since then stays.
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
