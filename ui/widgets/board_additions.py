"""What is added to a board as it is edited: events, their bounds, the negative list, gates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from typing_extensions import override

from inspector.domain.board_rules import Event, EventKind, Gate, VetoItem
from inspector.domain.model.veto import VetoEffect
from inspector.wording import _
from inspector.wording import board_editor as words
from ui.theme import Theme
from ui.widgets.board_choice import NOBODY, Choice, Named, Searched
from ui.widgets.board_event import BoardEvent
from ui.widgets.board_field import BoardField
from ui.widgets.board_input import Number
from ui.widgets.board_part import BoardPart, BoardRow
from ui.widgets.board_rows import BoardRows


class BoardAdditions(BoardPart):
    """Asks for subjects and items by name."""

    def __init__(self, theme: Theme, subjects: Named, items: Named, today: date) -> None:
        inputs = {
            "additions.bonus_cap": _("Bonus at most"),
            "additions.penalty_cap": _("Penalty at most"),
            "additions.maximum": _("Score at most"),
        }
        super().__init__(
            {
                place: BoardField(theme, caption, Number(is_optional=True))
                for place, caption in inputs.items()
            },
            {
                "additions.events": BoardRows(
                    theme,
                    lambda: BoardEvent(theme, subjects),
                    lambda: Event(NOBODY, today, EventKind.BONUS, "", ""),
                    _("Add a bonus, a penalty or another event"),
                ),
                "additions.veto_items": BoardRows(
                    theme,
                    lambda: _Veto(theme, items),
                    lambda: VetoItem(NOBODY),
                    _("Add an item of the negative list"),
                ),
                "additions.gates": BoardRows(
                    theme, lambda: _gate(theme), lambda: Gate(1, Decimal(60)), _("Add a gate")
                ),
            },
        )
        self.lay_out(
            theme,
            _("Bonus, penalty and other events"),
            (("additions.events", 12),),
            tuple((place, 4) for place in inputs),
            _("Negative list: items that strike whoever violates them"),
            (("additions.veto_items", 12),),
            _("Gates: metrics that must reach so much for a rank"),
            (("additions.gates", 12),),
        )
        self._metrics: Mapping[int, str] = {}
        self.rows["additions.gates"].changed.connect(self._offer)

    def offer_metrics(self, metrics: Mapping[int, str]) -> None:
        """Let gates name these metrics, by their places from 1."""
        self._metrics = metrics
        self._offer()

    def forget_metric(self, number: int) -> None:
        """Let gates follow their metrics when the one in a place from 1 is gone."""
        follow(self.rows["additions.gates"], "metric", number)

    def _offer(self) -> None:
        for row in self.rows["additions.gates"].rows:
            row.own["metric"].widget.offer(self._metrics)


class _Veto(BoardRow):
    """An item of a scheme, and what it does to whom it strikes."""

    def __init__(self, theme: Theme, items: Named) -> None:
        fields = {
            "item": BoardField(theme, _("Item"), Searched(items, _("Search by number or words"))),
            "effect": BoardField(theme, _("Effect"), Choice(words.veto_effects())),
            "points": BoardField(theme, _("Points taken"), Number()),
        }
        super().__init__(theme, _("Take this item away"), fields)
        self.lay_out(theme, (("item", 6), ("effect", 3), ("points", 3)))

    @override
    def suit(self) -> None:
        takes = self.own["effect"].widget.value is VetoEffect.POINTS
        self.own["points"].setVisible(takes)


def _gate(theme: Theme) -> BoardRow:
    fields = {
        "metric": BoardField(theme, _("Metric"), Choice({})),
        "least": BoardField(theme, _("At least"), Number()),
    }
    row = BoardRow(theme, _("Take this gate away"), fields)
    row.lay_out(theme, (("metric", 8), ("least", 4)))
    return row


def follow(rows: BoardRows, place: str, gone: int) -> None:
    """Let rows that name others by their places from 1 follow them when one is gone.

    What named the one that is gone names none, 0, until somebody chooses another.
    """
    for row in rows.rows:
        named = row.own[place].widget
        if named.value == gone:
            named.show_value(0)
        elif named.value > gone:
            named.show_value(named.value - 1)
