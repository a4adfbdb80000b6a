"""Bonus and penalty of a board as it is edited: the events and the bounds of what they do."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.domain.board_rules import BoardRules, Event, EventKind
from inspector.services.board_choice import BoardChoices
from inspector.wording import _
from ui.theme import Theme
from ui.widgets.board_event import NOBODY, BoardEvent
from ui.widgets.board_field import BoardField, Number, row_of, told_changes
from ui.widgets.board_rows import BoardRows


class BoardAdditions(QWidget):
    """Gives `changed` while somebody types."""

    changed = Signal()

    def __init__(self, theme: Theme, rules: BoardRules, choices: BoardChoices, today: date) -> None:
        super().__init__()
        units = tuple((unit.id, unit.name) for unit in choices.units)
        subjects = (*units, *choices.sites)
        self.events = BoardRows(
            theme,
            lambda event: BoardEvent(theme, event, subjects),
            lambda: Event(NOBODY, today, EventKind.BONUS, "", ""),
            _("Add a bonus or penalty"),
        )
        self.bonus_cap = Number(is_optional=True)
        self.penalty_cap = Number(is_optional=True)
        self.maximum = Number(is_optional=True)
        self._own = {
            "additions.bonus_cap": BoardField(theme, _("Bonus at most"), self.bonus_cap),
            "additions.penalty_cap": BoardField(theme, _("Penalty at most"), self.penalty_cap),
            "additions.maximum": BoardField(theme, _("Score at most"), self.maximum),
        }
        added = rules.additions
        self.events.show_values(added.events)
        self.bonus_cap.show_value(added.bonus_cap)
        self.penalty_cap.show_value(added.penalty_cap)
        self.maximum.show_value(added.maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.events)
        layout.addLayout(row_of(*((field, 1) for field in self._own.values())))
        for field in self._own.values():
            told_changes(field.widget, self.changed.emit)
        self.events.changed.connect(self.changed)

    @property
    def fields(self) -> dict[str, BoardField]:
        """The fields by their place in the rules."""
        return {**self._own, **self.events.fields("additions.events")}

    def applied(self, rules: BoardRules) -> BoardRules:
        """The rules with what is typed here."""
        additions = replace(
            rules.additions,
            events=tuple(row.event_typed for row in self.events.rows),
            bonus_cap=self.bonus_cap.value,
            penalty_cap=self.penalty_cap.value,
            maximum=self.maximum.value,
        )
        return replace(rules, additions=additions)
