"""A worksheet as it looks, read-only: cells, the fate of each row, what a cell replaces."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from inspector.domain.import_preview import RowState, SheetPreview
from inspector.domain.points import plain
from inspector.wording import _
from inspector.wording.import_preview import row_state

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
STATE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The RowState of a cell's row."""
WAS_ROLE = Qt.ItemDataRole.UserRole + 2
"""What the cell replaces, None where it replaces nothing."""
MARKED_ROLE = Qt.ItemDataRole.UserRole + 3
"""Whether the cell is the one that a problem is about."""
HIDDEN_ROLE = Qt.ItemDataRole.UserRole + 4
"""Whether the file hides the row or the column of the cell."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ImportSheetModel(QAbstractTableModel):
    """The rows of one sheet, all of them or those of one fate."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: SheetPreview | None = None
        self._marked: Collection[tuple[int, int]] = ()
        self._rows: Sequence[int] = ()

    def show(
        self,
        sheet: SheetPreview | None,
        marked: Collection[tuple[int, int]] = (),
        state: RowState | None = None,
    ) -> None:
        """Show a sheet, or only its rows of one fate; `marked` cells are (row, column) from 0."""
        self.beginResetModel()
        self._sheet, self._marked = sheet, marked
        states = sheet.states if sheet is not None else ()
        self._rows = [
            number for number, each in enumerate(states) if state is None or each is state
        ]
        self.endResetModel()

    @property
    def is_whole(self) -> bool:
        """Whether no row is left out."""
        return self._sheet is not None and len(self._rows) == len(self._sheet.cells)

    def place_of(self, row: int) -> int | None:
        """Where a row of the sheet (from 0) is shown, None where it is left out."""
        return self._rows.index(row) if row in self._rows else None

    def number_of(self, place: int) -> int:
        """The number (from 1) that the row shown at a place has in the sheet."""
        return self._rows[place] + 1

    def state_of(self, place: int) -> RowState:
        """The fate of the row shown at a place."""
        assert self._sheet is not None
        return self._sheet.states[self._rows[place]]

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._sheet is None:
            return None
        row, column = self._rows[index.row()], index.column()
        if role == STATE_ROLE:
            return self._sheet.states[row]
        if role == WAS_ROLE:
            return self._sheet.was.get((row, column))
        if role == MARKED_ROLE:
            return (row, column) in self._marked
        is_hidden = row in self._sheet.hidden_rows or self._sheet.columns[column].is_hidden
        if role == HIDDEN_ROLE:
            return is_hidden
        said = self._cell(self._sheet.cells[row][column], self._sheet.was.get((row, column)), role)
        if role == Qt.ItemDataRole.ToolTipRole and is_hidden:
            return "\n".join(filter(None, (said, _("Hidden in the file"))))
        return said

    def _cell(self, value: str | Decimal, was: str | None, role: int) -> Any:
        is_number = isinstance(value, Decimal)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if is_number or was is not None else _LEFT
        text = plain(value) if isinstance(value, Decimal) else value
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return text if was is None else _("{now} (was {was})").format(now=text, was=was)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self._sheet is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            within = 0 <= section < len(self._sheet.columns)
            return self._sheet.columns[section].letter if within else None
        if not 0 <= section < len(self._rows):
            return None
        return f"{row_state(self.state_of(section))} {self.number_of(section)}"
