"""Imports as Python does them, without the look that PySide takes into every module."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401


def import_plainly() -> None:
    """Take PySide's own import statement out again, which reads the source of all that is imported.

    It serves `from __feature__ import …`, which this program does not use, and is a tenth of the
    start. Raises ImportError where a system library of Qt is missing.
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
