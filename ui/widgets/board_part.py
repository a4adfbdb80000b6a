"""A part of the rules of a board as fields, each bound to a place in what the part shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QToolButton, QWidget
from typing_extensions import override

from ui.theme import Theme
from ui.widgets.board_field import BoardField
from ui.widgets.board_rows import BoardRows

_COLUMNS = 12
_ABOVE_HEAD = 12
Line = Sequence[tuple[str, int]] | str
"""Fields or rows, each with how many of the twelve columns it takes; or a heading."""


class BoardPart(QFrame):
    """Gives `changed` while somebody types; what it does not show stays as it was.

    `fields` and `rows` stand by their places in the value, as `order.decimals`. `blanks` are what
    places that may be empty begin with once they are filled.
    """

    changed = Signal()

    def __init__(
        self,
        fields: Mapping[str, BoardField],
        rows: Mapping[str, BoardRows] | None = None,
        blanks: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.own = dict(fields)
        self.rows = dict(rows or {})
        self._blanks = dict(blanks or {})
        self._base: Any = None
        self._stops: list[QWidget] = []
        self._is_showing = False
        self.grid = QGridLayout(self)
        for field in self.own.values():
            field.widget.edited.connect(self._on_changed)
        for each in self.rows.values():
            each.changed.connect(self._on_changed)

    @property
    def value(self) -> Any:
        """What is typed."""
        return self.applied(self._base)

    @property
    def fields(self) -> dict[str, BoardField]:
        """All fields by their places, those of rows too."""
        found = dict(self.own)
        for place, rows in self.rows.items():
            found |= rows.fields(place)
        return found

    def applied(self, value: Any) -> Any:
        """A value with what is typed here in it."""
        for place, default in self._blanks.items():
            if not self.has(place):
                value = put(value, place, None)
            elif at(value, place) is None:
                value = put(value, place, default)
        inputs = {place: field.widget for place, field in self.own.items()}
        for place, each in (*inputs.items(), *self.rows.items()):
            if place not in self._blanks and not self._is_blank(place):
                value = put(value, place, each.value)
        return value

    def show_value(self, value: Any) -> None:
        """Show a value in the place of what was typed."""
        self._base = value
        self._is_showing = True
        for place, field in self.own.items():
            shown = at(value, place, self._blanks)
            field.widget.show_value(shown is not None if place in self._blanks else shown)
        for place, rows in self.rows.items():
            rows.show_value(at(value, place, self._blanks))
        self._is_showing = False
        self.suit()

    def has(self, place: str) -> bool:
        """Whether a place that may be empty is filled: its own field is a tick for it."""
        return bool(self.own[place].widget.value)

    def suit(self) -> None:
        """Offer what fits to what is typed."""

    def stops(self) -> Iterator[QWidget]:
        """What the keys go through, in the order of reading."""
        for widget in self._stops:
            if isinstance(widget, BoardRows):
                yield from widget.stops()
            else:
                yield widget

    def lay_out(self, theme: Theme, *lines: Line) -> None:
        """Put fields, rows and headings on twelve columns, line by line."""
        grid = self.grid
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setContentsMargins(0, 0, 0, 0)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 8)
        for number, line in enumerate(lines):
            if isinstance(line, str):
                head = QLabel(line)
                head.setFont(theme.font("strong"))
                head.setContentsMargins(0, _ABOVE_HEAD if number else 0, 0, 0)
                grid.addWidget(head, number, 0, 1, _COLUMNS)
                continue
            column = 0
            for place, columns in line:
                grid.addWidget(self._placed(place), number, column, 1, columns)
                column += columns

    def add_below(self, widget: QWidget) -> None:
        """Put something below all fields."""
        self.grid.addWidget(widget, self.grid.rowCount(), 0, 1, _COLUMNS)

    def _placed(self, place: str) -> QWidget:
        if place in self.rows:
            self._stops.append(self.rows[place])
            return self.rows[place]
        self._stops.append(self.own[place].widget)
        return self.own[place]

    def _is_blank(self, place: str) -> bool:
        return any(place.startswith(f"{one}.") and not self.has(one) for one in self._blanks)

    def _on_changed(self) -> None:
        if not self._is_showing:
            self.suit()
            self.changed.emit()


class BoardRow(BoardPart):
    """A part that stands in rows and can be taken away."""

    removed = Signal()

    def __init__(
        self,
        theme: Theme,
        tip: str,
        fields: Mapping[str, BoardField],
        rows: Mapping[str, BoardRows] | None = None,
        blanks: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(fields, rows, blanks)
        self.remove = QToolButton()
        self.remove.setIcon(theme.icon("x"))
        self.remove.setToolTip(tip)
        self.remove.setAccessibleName(tip)
        self.remove.clicked.connect(self.removed)
        # Under an empty caption it stands beside the fields, whatever is told below them.
        self._remove = BoardField(theme, " ", self.remove)

    @override
    def lay_out(self, theme: Theme, *lines: Line) -> None:
        super().lay_out(theme, *lines)
        self.grid.addWidget(self._remove, 0, _COLUMNS)
        if len(lines) > 1:
            self.setObjectName("row")
            self.grid.setContentsMargins(0, 0, 0, _ABOVE_HEAD)

    @override
    def stops(self) -> Iterator[QWidget]:
        yield from super().stops()
        yield self.remove


def at(value: Any, place: str, blanks: Mapping[str, Any] | None = None) -> Any:
    """What stands at a place, taken from the blank where a place on the way is empty."""
    way = ""
    for name in place.split("."):
        way = f"{way}.{name}" if way else name
        value = getattr(value, name)
        if value is None and way != place:
            value = (blanks or {})[way]
    return value


def put(value: Any, place: str, inner: Any) -> Any:
    """The value with something else at a place."""
    name, _dot, rest = place.partition(".")
    return replace(value, **{name: put(getattr(value, name), rest, inner) if rest else inner})
