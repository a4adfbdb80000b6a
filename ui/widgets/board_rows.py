"""Rows below each other that can be added and taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.board_field import BoardField


class BoardRows(QWidget):
    """Holds the rows that `make` makes; `new` is the value of one that is added.

    `taken_away` has the place of the row that is gone, from 0.
    """

    changed = Signal()
    taken_away = Signal(int)

    def __init__(
        self, theme: Theme, make: Callable[[], Any], new: Callable[[], Any], add_word: str
    ) -> None:
        super().__init__()
        self._make, self._new = make, new
        self.rows: list[Any] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.add = QPushButton(add_word)
        self.add.setIcon(theme.icon("plus"))
        self.add.setProperty("row", True)
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._on_add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._rows)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def value(self) -> tuple[Any, ...]:
        """What is typed in the rows."""
        return tuple(row.value for row in self.rows)

    def show_value(self, value: tuple[Any, ...]) -> None:
        """Show a row for each value in the place of all others."""
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for each in value:
            self._append(each)

    def fields(self, place: str) -> dict[str, BoardField]:
        """The fields of all rows by their places in the rules."""
        return {
            f"{place}[{number}].{name}": field
            for number, row in enumerate(self.rows)
            for name, field in row.fields.items()
        }

    def stops(self) -> Iterator[QWidget]:
        """What the keys go through, in the order of reading."""
        for row in self.rows:
            yield from row.stops()
        yield self.add

    def _append(self, value: object) -> Any:
        row = self._make()
        row.show_value(value)
        self.rows.append(row)
        self._rows.addWidget(row)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._on_removed(row))
        return row

    def _on_add(self) -> None:
        row = self._append(self._new())
        # Only what is shown takes the keys.
        row.show()
        self.changed.emit()
        next(row.stops()).setFocus()

    def _on_removed(self, row: Any) -> None:
        place = self.rows.index(row)
        self.rows.remove(row)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
        # The keys go on where the row was.
        after = self.rows[place:]
        (after[0].remove if after else self.add).setFocus()
        self.taken_away.emit(place)
        self.changed.emit()
