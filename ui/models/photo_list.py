"""Read-only lists of photos: those on an item, and those in a tray that wait for one."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap
from typing_extensions import override

from inspector.domain.photo import Photo
from inspector.domain.visit import VisitPhoto
from inspector.wording import _
from inspector.wording import photo as wording

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_SPOKEN = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})


class PhotoCell(Struct, frozen=True):
    """A photo on a visit and what its bytes say, as far as that is loaded."""

    link: VisitPhoto
    photo: Photo | None = None


class PhotoList(QAbstractListModel):
    """The photos of an item; the last cell, which holds None, takes further ones."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cells: tuple[PhotoCell, ...] = ()
        self._takes_more = True

    @property
    def cells(self) -> tuple[PhotoCell, ...]:
        """The photos, without the last cell."""
        return self._cells

    def set_cells(self, cells: Sequence[PhotoCell], takes_more: bool) -> None:
        """Show these photos."""
        self.beginResetModel()
        self._cells = tuple(cells)
        self._takes_more = takes_more
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._cells) + self._takes_more

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self._cells[index.row()] if index.row() < len(self._cells) else None
        if role == CELL:
            return cell
        if role in _SPOKEN:
            return wording.caption(cell.link.view, cell.photo) if cell else _("Drop or paste")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(cell)
        return None

    def _tool_tip(self, cell: PhotoCell | None) -> str:
        if cell is None:
            return _("Choose photos (Enter), drop them here or paste them (Ctrl+V)")
        if cell.photo is None:
            return wording.caption(cell.link.view, None)
        return f"{wording.taken(cell.photo)}\n{wording.place(cell.photo)}"


class TrayState(StrEnum):
    """What became of a photo in a tray."""

    WAITING = "waiting"
    SAVING = "saving"
    REFUSED = "refused"


class TrayCell(Struct, frozen=True):
    """A photo file in a tray; `reason` says why it cannot be taken."""

    path: Path
    photo: Photo | None = None
    pixmap: QPixmap | None = None
    state: TrayState = TrayState.WAITING
    reason: str = ""

    @property
    def order(self) -> tuple[object, ...]:
        """By time taken; those without a time behind them, those refused at the end."""
        taken = self.photo.taken if self.photo else None
        is_refused = self.photo is None
        return (is_refused, taken is None, taken.isoformat() if taken else "", str(self.path))


class TrayList(QAbstractListModel):
    """The photos of a tray in the order in which they were taken."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cells: list[TrayCell] = []

    @property
    def cells(self) -> Sequence[TrayCell]:
        """All photos in the order shown."""
        return tuple(self._cells)

    def add(self, cell: TrayCell) -> None:
        """Put a photo where its time belongs."""
        row = bisect(self._cells, cell.order, key=lambda each: each.order)
        self.beginInsertRows(QModelIndex(), row, row)
        self._cells.insert(row, cell)
        self.endInsertRows()

    def replace(self, row: int, cell: TrayCell) -> None:
        """Show what became of a photo."""
        self._cells[row] = cell
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)

    def take(self, row: int) -> TrayCell:
        """Take a photo out of the tray."""
        self.beginRemoveRows(QModelIndex(), row, row)
        cell = self._cells.pop(row)
        self.endRemoveRows()
        return cell

    def clear(self) -> None:
        """Take everything out."""
        self.beginResetModel()
        self._cells.clear()
        self.endResetModel()

    def row_of(self, path: Path) -> int:
        """The row of a file, -1 where it is not in the tray."""
        return next((row for row, cell in enumerate(self._cells) if cell.path == path), -1)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._cells)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self._cells[index.row()]
        if role == CELL:
            return cell
        if role in _SPOKEN:
            return self._text(cell)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{cell.path.name}\n{self._text(cell)}"
        return None

    def _text(self, cell: TrayCell) -> str:
        if cell.reason:
            return cell.reason
        return wording.taken(cell.photo) if cell.photo else cell.path.name
