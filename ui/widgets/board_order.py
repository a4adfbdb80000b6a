"""How scores become ranks on a board as it is edited: the period, the least, decimals and ties."""

from __future__ import annotations

from typing_extensions import override

from inspector.domain.model.span import PeriodMean
from inspector.wording import _
from inspector.wording import board_editor as words
from ui.theme import Theme
from ui.widgets.board_choice import Choice, SomeOf
from ui.widgets.board_field import BoardField
from ui.widgets.board_input import Count, Numbers
from ui.widgets.board_part import BoardPart


class BoardOrder(BoardPart):
    """Shows shorter periods and their weights where the score of a period is made of them."""

    def __init__(self, theme: Theme) -> None:
        keys = SomeOf(theme, words.tie_keys(), _("Nothing: they share a rank"))
        inputs = {
            "period.kind": (_("Ranked each"), Choice(words.period_kinds())),
            "period.mean": (_("Score of a period"), Choice(words.period_means())),
            "period.parts": (_("Shorter periods"), Choice(words.period_parts())),
            "period.weights": (_("Weights of the shorter periods, in order"), Numbers()),
            "minimum.visits": (_("Visits at least"), Count()),
            "minimum.sites": (_("Sites at least"), Count()),
            "minimum.types": (_("Site types at least"), Count()),
            "order.decimals": (_("Decimals"), Count()),
            "order.by_exact": (_("Ranks compare"), Choice(words.comparisons())),
            "order.numbering": (_("Ranks after a tie"), Choice(words.numberings())),
            "order.tie_keys": (_("Between equals decides"), keys),
        }
        super().__init__({place: BoardField(theme, *one) for place, one in inputs.items()})
        self.lay_out(
            theme,
            _("Period"),
            (("period.kind", 4), ("period.mean", 4), ("period.parts", 4)),
            (("period.weights", 12),),
            _("To be ranked it takes"),
            (("minimum.visits", 4), ("minimum.sites", 4), ("minimum.types", 4)),
            _("Ranks"),
            (("order.decimals", 4), ("order.by_exact", 4), ("order.numbering", 4)),
            (("order.tie_keys", 12),),
        )

    @override
    def suit(self) -> None:
        mean = self.own["period.mean"].widget.value
        self.own["period.parts"].setVisible(mean is not PeriodMean.POOLED)
        self.own["period.weights"].setVisible(mean is PeriodMean.WEIGHTED)
