"""One read-only model for all tables: a list of frozen rows and named columns."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
INK_ROLE = Qt.ItemDataRole.UserRole + 1
"""The token of the colour of a text, None for the usual one."""
STRONG_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether a text is strong."""
GLYPH_ROLE = Qt.ItemDataRole.UserRole + 3
"""The state whose glyph stands before a text, None for none."""
SERIES_ROLE = Qt.ItemDataRole.UserRole + 4
"""Numbers that are drawn as a small line instead of the text."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and what stands in a row below it.

    `key` is what rows are sorted by, the text unless given; rows without one (None) come last in
    both directions. `tip` is the tool tip where it says more than the text.
    """

    heading: str
    text: Callable[[Any], str]
    key: Callable[[Any], Any] | None = None
    is_number: bool = False
    is_strong: bool = False
    ink: Callable[[Any], str | None] | None = None
    glyph: Callable[[Any], str | None] | None = None
    series: Callable[[Any], Sequence[Any]] | None = None
    tip: Callable[[Any], str | None] | None = None


class TableModel(QAbstractTableModel):
    """Shows rows, sorted by a column and without those that are left out; it is never edited."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._all: Sequence[Any] = ()
        self._kept: Container[int] | None = None
        self._places: Sequence[int] = ()
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._orders: dict[int, tuple[list[int], list[int]]] = {}

    def set_rows(self, rows: Sequence[Any], places: Container[int] | None = None) -> None:
        """Show these rows, sorted as before; with `places` only those that stand there."""
        self.beginResetModel()
        self._all = rows
        self._kept = places
        self._orders.clear()
        self._arrange()
        self.endResetModel()

    def keep(self, places: Container[int] | None) -> None:
        """Show only the rows that stood at these places in what `set_rows` was given; None: all."""
        self.beginResetModel()
        self._kept = places
        self._arrange()
        self.endResetModel()

    def row(self, number: int) -> Any:
        """The row that is shown at a number."""
        return self._all[self._places[number]]

    def find(self, key: Callable[[Any], Hashable], value: Hashable) -> int | None:
        """The number of the first row shown whose key has a value."""
        for number, place in enumerate(self._places):
            if key(self._all[place]) == value:
                return number
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        self._sorted_by = (column, order) if 0 <= column < len(self._columns) else None
        self._arrange()
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._places)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        row = self._all[self._places[index.row()]]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_number else _LEFT
        if role == STRONG_ROLE:
            return column.is_strong
        asked = {
            INK_ROLE: column.ink,
            GLYPH_ROLE: column.glyph,
            SERIES_ROLE: column.series,
            Qt.ItemDataRole.ToolTipRole: column.tip,
        }.get(role)
        return None if asked is None else asked(row)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._columns[section].is_number else _LEFT
        return self._columns[section].heading if role == Qt.ItemDataRole.DisplayRole else None

    def _arrange(self) -> None:
        places = self._sorted()
        kept = self._kept
        self._places = places if kept is None else [place for place in places if place in kept]

    def _sorted(self) -> Sequence[int]:
        if self._sorted_by is None:
            return range(len(self._all))
        column, order = self._sorted_by
        known, unknown = self._order(column)
        if order == Qt.SortOrder.DescendingOrder:
            # Equal rows keep their order, as they do upwards.
            known = sorted(known, key=self._keys(column).__getitem__, reverse=True)
        return [*known, *unknown]

    def _order(self, column: int) -> tuple[list[int], list[int]]:
        if column not in self._orders:
            keys = self._keys(column)
            known = [place for place, key in enumerate(keys) if key is not None]
            unknown = [place for place, key in enumerate(keys) if key is None]
            self._orders[column] = (sorted(known, key=keys.__getitem__), unknown)
        return self._orders[column]

    def _keys(self, column: int) -> list[Any]:
        key = self._columns[column].key or self._columns[column].text
        return [key(row) for row in self._all]
