"""Rows below each other that can be added and taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.board_field import BoardField


class Row(Protocol):
    """What a row tells."""

    changed: SignalInstance
    removed: SignalInstance

    @property
    def fields(self) -> Any:
        """The fields by their place in what the row shows."""


class BoardRows(QWidget):
    """Holds the rows that `make` makes of values; `added` has each new one."""

    changed = Signal()
    added = Signal(object)

    def __init__(
        self,
        theme: Theme,
        make: Callable[[Any], Row],
        new: Callable[[], Any],
        add_word: str,
    ) -> None:
        super().__init__()
        self._make = make
        self._new = new
        self.rows: list[Any] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.add = QPushButton(add_word)
        self.add.setIcon(theme.icon("plus"))
        self.add.setProperty("flat", True)
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._on_add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._rows)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_values(self, values: Iterable[Any]) -> None:
        """Show a row for each value in the place of all others."""
        for row in self.rows:
            row.deleteLater()
        self.rows = []
        for value in values:
            self._append(value)

    def fields(self, place: str) -> dict[str, BoardField]:
        """The fields of all rows by their places in the rules."""
        return {
            f"{place}[{number}].{name}": field
            for number, row in enumerate(self.rows)
            for name, field in row.fields.items()
        }

    def _append(self, value: object) -> Any:
        row: Any = self._make(value)
        self.rows.append(row)
        self._rows.addWidget(row)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._on_removed(row))
        self.added.emit(row)
        return row

    def _on_add(self) -> None:
        row = self._append(self._new())
        self.changed.emit()
        first = next(iter(row.fields.values()))
        first.widget.setFocus()

    def _on_removed(self, row: QWidget) -> None:
        place = self.rows.index(row)
        self.rows.remove(row)
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
        # The keys go on where the row was.
        after = self.rows[place:]
        (after[0].remove if after else self.add).setFocus()
        self.changed.emit()
