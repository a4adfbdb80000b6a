"""One event of a board as it is edited: for whom, when, what it does, why, by whose word."""

from __future__ import annotations

from typing_extensions import override

from inspector.domain.board_rules import EventKind, LedgerFact
from inspector.domain.model.ledger import LedgerKind
from inspector.domain.model.veto import VetoEffect
from inspector.wording import _
from inspector.wording import board_editor as words
from ui.theme import Theme
from ui.widgets.board_choice import Choice, Named, Searched
from ui.widgets.board_field import BoardField
from ui.widgets.board_input import Count, Day, Number, Text, Tick
from ui.widgets.board_part import BoardRow


class BoardEvent(BoardRow):
    """Shows what its kind has: points, what a veto does, what it is in the ledger."""

    def __init__(self, theme: Theme, subjects: Named) -> None:
        inputs = {
            "kind": (_("Kind"), Choice(words.event_kinds())),
            "subject": (_("For"), Searched(subjects, _("Unit or site"))),
            "day": (_("On"), Day()),
            "effect": (_("Effect"), Choice(words.veto_effects())),
            "points": (_("Points given or taken"), Number()),
            "ledger.kind": (_("In the ledger"), Choice(words.ledger_kinds())),
            "ledger.source": (_("From the level"), Text(_("such as city or province"))),
            "ledger.count": (_("How many"), Count()),
            "ledger.is_fixed": ("", Tick(_("Put right on the spot"))),
            "reason": (_("Reason"), Text()),
            "approver": (_("Approved by"), Text()),
        }
        super().__init__(
            theme,
            _("Take this event away"),
            {place: BoardField(theme, *one) for place, one in inputs.items()},
            blanks={"ledger": LedgerFact(LedgerKind.PROBLEM)},
        )
        self.lay_out(
            theme,
            (("kind", 4), ("subject", 5), ("day", 3)),
            (("points", 4), ("effect", 5)),
            (("ledger.kind", 5), ("ledger.source", 5), ("ledger.count", 2)),
            (("ledger.is_fixed", 12),),
            (("reason", 8), ("approver", 4)),
        )

    @override
    def has(self, place: str) -> bool:
        """An event of the ledger is something in it; what others once were there stays."""
        is_ledger = self.own["kind"].widget.value is EventKind.LEDGER
        return is_ledger or (self._base is not None and self._base.ledger is not None)

    @override
    def suit(self) -> None:
        kind, effect = self.own["kind"].widget.value, self.own["effect"].widget.value
        is_veto, is_ledger = kind is EventKind.VETO, kind is EventKind.LEDGER
        takes = not is_ledger and not (is_veto and effect is not VetoEffect.POINTS)
        self.own["points"].setVisible(takes)
        self.own["effect"].setVisible(is_veto)
        for place, field in self.own.items():
            if place.startswith("ledger."):
                field.setVisible(is_ledger)
