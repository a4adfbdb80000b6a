"""A table that is no workbook, as the frames of a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from inspector.domain.reading_note import ReadingNoteKind
from inspector.errors import FileFault, FileRefused
from inspector.files.reader.column import BLANK, BLOCK_ROWS, ColumnWriter
from inspector.files.reader.frame import Block, Frame, SheetEnd, SheetStart
from inspector.files.reader.second import MAX_AREA, MAX_COMPARED


class Grid(Struct):
    """A table: rows of any lengths, with cells as calamine has them; indexes count from 0."""

    title: str
    rows: list[list[Any]]
    is_visible: bool = True
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    comments: list[tuple[int, int, str]] = field(default_factory=list)
    notes: list[tuple[ReadingNoteKind, Mapping[str, str]]] = field(default_factory=list)
    indents: list[tuple[int, int, int]] = field(default_factory=list)


def grid_frames(path: Path, grids: Sequence[Grid]) -> Iterator[Frame]:
    """The frames of the tables; FileRefused where they are too large together."""
    area = 0
    for grid in grids:
        width = max(map(len, grid.rows), default=0)
        area += width * len(grid.rows)
        if area > MAX_AREA:
            detail = f"{len(grid.rows)} x {width}"
            raise FileRefused(path, FileFault.TOO_LARGE, grid.title, len(grid.rows), detail)
        yield from _frames(grid, width)


def _frames(grid: Grid, width: int) -> Iterator[Frame]:
    yield SheetStart(grid.title, grid.is_visible)
    writer = ColumnWriter()
    for start in range(0, len(grid.rows), BLOCK_ROWS):
        rows = grid.rows[start : start + BLOCK_ROWS]
        yield Block(writer.columns([row + [BLANK] * (width - len(row)) for row in rows], 0))
    notes = [(kind.value, dict(facts)) for kind, facts in grid.notes]
    if writer.replaced_controls:
        notes.append((ReadingNoteKind.CONTROL_CHARACTERS.value, {}))
    yield SheetEnd(
        height=len(grid.rows),
        width=width if writer.value_count else 0,
        merges=grid.merges,
        unread=grid.unread,
        hidden_rows=grid.hidden_rows,
        hidden_columns=grid.hidden_columns,
        comments=grid.comments,
        notes=notes,
        indents=sorted(grid.indents) if writer.value_count <= MAX_COMPARED else [],
    )
