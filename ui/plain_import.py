"""Imports at the start of the program: as Python does them, and without a pause in between."""

from __future__ import annotations

import builtins
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def plain_imports() -> Iterator[None]:
    """Import Qt and what stands on it; each of the two things left out is a twentieth of the start.

    PySide's own import statement is taken out for good: it serves `from __feature__ import …`,
    which this program does not use, and reads the source of all that is imported. And no garbage is
    collected: what is imported stays, so that no collection looks at it later either.
    Raises ImportError where a system library of Qt is missing.
    """
    gc.disable()
    try:
        import PySide6.QtCore  # noqa: F401

        plain = getattr(builtins, "__orig_import__", None)
        if plain is not None:
            builtins.__import__ = plain
        yield
    finally:
        gc.freeze()
        gc.enable()
