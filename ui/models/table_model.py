"""One read-only model for all tables: a list of frozen rows and named columns."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
"""How words and numbers stand in a cell."""


_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_ANSWERED = frozenset({_DISPLAY, _ALIGNMENT, int(Qt.ItemDataRole.ToolTipRole)})


class Column(Struct, frozen=True):
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
        self._orders: dict[tuple[int, Qt.SortOrder], list[int]] = {}

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

    def cell(self, number: int, column: int) -> tuple[Column, Any]:
        """What a cell is made of, for painters: asking role by role takes them far longer."""
        return self._columns[column], self._all[self._places[number]]

    def place(self, number: int) -> int:
        """At which place of what `set_rows` was given the row shown at a number stands."""
        return self._places[number]

    def number(self, place: int) -> int | None:
        """At which number the row of a place is shown, None where it is left out."""
        try:
            return self._places.index(place)
        except ValueError:
            return None

    def find(self, key: Callable[[Any], Hashable], value: Hashable, hint: int = -1) -> int | None:
        """The place of the first row whose key has a value, looked for at `hint` first."""
        if 0 <= hint < len(self._all) and key(self._all[hint]) == value:
            return hint
        for place, row in enumerate(self._all):
            if key(row) == value:
                return place
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
        # A view asks for many roles of each cell: whole numbers are told apart far sooner.
        if role not in _ANSWERED or not index.isValid():
            return None
        column, row = self.cell(index.row(), index.column())
        if role == _DISPLAY:
            return column.text(row)
        if role == _ALIGNMENT:
            return RIGHT if column.is_number else LEFT
        return None if column.tip is None else column.tip(row)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self._columns[section].is_number else LEFT
        return self._columns[section].heading if role == Qt.ItemDataRole.DisplayRole else None

    def _arrange(self) -> None:
        places = self._sorted()
        kept = self._kept
        self._places = places if kept is None else [place for place in places if place in kept]

    def _sorted(self) -> Sequence[int]:
        if self._sorted_by is None:
            return range(len(self._all))
        if self._sorted_by not in self._orders:
            self._orders[self._sorted_by] = self._order(*self._sorted_by)
        return self._orders[self._sorted_by]

    def _order(self, column: int, order: Qt.SortOrder) -> list[int]:
        key = self._columns[column].key or self._columns[column].text
        keys = [key(row) for row in self._all]
        known = [place for place, one in enumerate(keys) if one is not None]
        unknown = [place for place, one in enumerate(keys) if one is None]
        # Reversed by the sort itself: equal rows keep their order, as they do upwards.
        is_down = order == Qt.SortOrder.DescendingOrder
        return sorted(known, key=keys.__getitem__, reverse=is_down) + unknown
