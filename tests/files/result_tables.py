"""Made-up tables of results as offices keep them, to be read in tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from inspector.files.reader import Merge, Sheet, Workbook


def sheet_of(*rows: Sequence[Any], title: str = "表1", merges: Sequence[tuple[int, ...]] = ()):
    """A sheet of rows padded to one width; merges are first row, column, last row, column."""
    width = max((len(row) for row in rows), default=0)
    padded = tuple(tuple(row) + (None,) * (width - len(row)) for row in rows)
    return Sheet(title, True, padded, tuple(Merge(*merge) for merge in merges))


def book_of(*sheets: Sheet) -> Workbook:
    """A workbook of sheets."""
    return Workbook(Path("result.xlsx"), sheets)
