"""A large worksheet as calamine reads it piece by piece, several of them at the same time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from inspector.files.reader.ahead import Ahead
from inspector.files.reader.column import BLOCK_ROWS, ColumnWriter
from inspector.files.reader.frame import Block, Table
from inspector.files.reader.second import differing_rows
from inspector.files.reader.xlsx_count import NotPlainError
from inspector.files.reader.xlsx_pieces import Piece, SheetPieces

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

# One being read for each further core of a small machine, while this one goes on.
_AHEAD = 2


class PiecesReading:
    """Reads the pieces and holds each against its count.

    `take_area` is told how far the sheet reaches by now, in rows and columns.
    """

    def __init__(self, pieces: SheetPieces, take_area: Callable[[int, int], None]) -> None:
        self.second = pieces.second
        self.writer = ColumnWriter()
        self.unread: set[int] = set()
        self.merges: list[tuple[int, int, int, int]] = []
        self.height = 0
        self.width = 0
        self._pieces = pieces
        self._take_area = take_area

    def blocks(self) -> Iterator[Block]:
        """The rows; NotPlainError where the pieces turn out not to follow one another."""
        for piece, sheet in _with_sheets(self._pieces):
            before = self.writer.value_count
            first_row, first_column = sheet.start or (piece.first_row, 0)
            rows: list[list[Any]] = []
            if sheet.end is not None:
                if first_row < max(piece.first_row, self.height):
                    raise NotPlainError
                self._reach(sheet.end[0] + 1, sheet.end[1] + 1)
                yield from self._rows_between(first_row)
                rows = sheet.to_python(skip_empty_area=True)
                for at in range(0, len(rows), BLOCK_ROWS):
                    yield Block(self.writer.columns(rows[at : at + BLOCK_ROWS], first_column))
                self.height = first_row + len(rows)
            if self.writer.value_count - before != piece.value_count:
                self._compare(piece, first_row, [[""] * first_column + row for row in rows])
            if piece.is_last:
                self.merges = merges_of(sheet)

    def _rows_between(self, first_row: int) -> Iterator[Block]:
        if first_row > self.height:
            yield Block([Table([None], [0] * (first_row - self.height))])

    def _reach(self, height: int, width: int) -> None:
        self.width = max(self.width, width)
        self._take_area(height, self.width)

    def _compare(self, piece: Piece, first_row: int, rows: Sequence[Sequence[Any]]) -> None:
        """Tell the rows of a piece on which the readings differ."""
        found = self._pieces.details(piece.rows)
        self._reach(found.value_height, found.width)
        self.second.value_counts.update(found.value_counts)
        self.second.instead += found.instead
        self.unread |= found.uncalculated_rows
        self.unread.update(differing_rows(first_row, rows, found))
        seen = range(first_row, first_row + len(rows))
        self.unread.update(row for row in found.value_counts if row not in seen)


def _with_sheets(pieces: SheetPieces) -> Iterator[tuple[Piece, CalamineSheet]]:
    """Each piece with what calamine reads of it, while it reads the next ones."""
    ahead: deque[tuple[list[Piece], Ahead[list[CalamineSheet]]]] = deque()
    try:
        for together in pieces.together():
            ahead.append((together, Ahead(partial(_sheets_of, pieces, together))))
            if len(ahead) > _AHEAD:
                yield from _next_of(ahead)
        while ahead:
            yield from _next_of(ahead)
    finally:
        for _, reading in ahead:
            reading.wait()


def _next_of(
    ahead: deque[tuple[list[Piece], Ahead[list[CalamineSheet]]]],
) -> Iterator[tuple[Piece, CalamineSheet]]:
    together, reading = ahead.popleft()
    return zip(together, reading.result(), strict=True)


def merges_of(sheet: CalamineSheet) -> list[tuple[int, int, int, int]]:
    """First row, first column, last row and last column of each merged range."""
    return [(*first, *last) for first, last in sheet.merged_cell_ranges or []]


def _sheets_of(pieces: SheetPieces, together: list[Piece]) -> list[CalamineSheet]:
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_filelike(pieces.workbook(together)) as workbook:
        return [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
