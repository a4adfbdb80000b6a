"""The merged ranges of a sheet, looked up by their first cell."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from inspector.files.reader import Cell, Sheet

_MOST_ROWS = 1000


class Merges:
    """Answers which cells are merged down and which rows stand across the table."""

    def __init__(self, sheet: Sheet) -> None:
        self._rows = sheet.rows
        self._last_rows: dict[tuple[int, int], int] = {}
        self._sources: dict[tuple[int, int], tuple[int, int]] = {}
        self._widest: dict[int, int] = {}
        for merge in sheet.merges:
            for column in range(merge.first_column, merge.last_column + 1):
                self._last_rows[merge.first_row, column] = merge.last_row
            # A merge of the whole sheet is a picture of nothing, and would be copied everywhere.
            if merge.last_row - merge.first_row < _MOST_ROWS:
                for row in range(merge.first_row + 1, merge.last_row + 1):
                    source = (merge.first_row, merge.first_column)
                    self._sources[row, merge.first_column] = source
            if merge.first_row == merge.last_row:
                width = merge.last_column - merge.first_column + 1
                self._widest[merge.first_row] = max(width, self._widest.get(merge.first_row, 0))

    def holds(self, first: int, column: int, index: int) -> bool:
        """Whether the cell of row `first` is merged down at least to row `index`."""
        return first < index <= self._last_rows.get((first, column), first)

    def is_across(self, index: int, width: int) -> bool:
        """Whether a cell of this row stands over more than half of the table."""
        return 2 * self._widest.get(index, 0) > width

    def filled(self, cells: Sequence[Cell], index: int, columns: Collection[int]) -> Sequence[Cell]:
        """A row with the values that are merged down to it in these columns."""
        sources = {
            column: source
            for column in columns
            if cells[column] is None and (source := self._sources.get((index, column)))
        }
        if not sources:
            return cells
        found = list(cells)
        for column, (row, first) in sources.items():
            found[column] = self._rows[row][first]
        return tuple(found)
