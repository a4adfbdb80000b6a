"""One metric of a board as it is edited: what is measured, of which visits, with which weight."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from typing_extensions import override

from inspector.domain.board_rules import MetricKind, TypeWeight
from inspector.domain.model.ledger import LedgerKind, LedgerPoints
from inspector.domain.model.roll_up import MissingType
from inspector.domain.model.threshold import Threshold
from inspector.domain.visit import Level, Method, Mode
from inspector.services.board_choice import BoardChoices
from inspector.wording import _, visit
from inspector.wording import board_editor as words
from ui.theme import Theme
from ui.widgets.board_choice import Choice, SomeOf
from ui.widgets.board_field import BoardField
from ui.widgets.board_input import Count, Names, Number, Text, Tick
from ui.widgets.board_part import BoardPart, BoardRow
from ui.widgets.board_rows import BoardRows

_FULL, _FROM = Decimal(100), Decimal(90)
_KINDS = {
    MetricKind.VISITS: (
        *("scheme", "roll_up.mean", "roll_up.missing", "roll_up.needed", "na_rule", "pooling"),
        *("filters.levels", "filters.modes", "filters.methods", "filters.campaigns"),
        *("filters.site_types", "type_weights"),
    ),
    MetricKind.RECTIFICATION: (
        *("rectification.base", "rectification.without_disputed"),
        *("rectification.without_long_term", "threshold", "threshold.full"),
        *("threshold.threshold", "threshold.each", "threshold.shortage"),
    ),
    MetricKind.LEDGER: (
        *("ledger.base", "ledger.bonus_cap", "ledger.penalty_cap", "ledger.clean_from"),
        *("ledger.clean_factor", "ledger.fixed_factor", "ledger.points"),
    ),
}


class BoardMetric(BoardRow):
    """Shows the rules of its kind; those of other kinds stay as they were."""

    def __init__(self, theme: Theme, choices: BoardChoices) -> None:
        super().__init__(
            theme,
            _("Take this metric away"),
            {
                "kind": BoardField(theme, _("Kind"), Choice(words.metric_kinds())),
                "name": BoardField(theme, _("Called"), Text()),
                "weight": BoardField(theme, _("Weight"), Number()),
                **_of_visits(theme, choices),
                **_of_rates(theme),
                **_of_the_ledger(theme),
            },
            {"type_weights": _type_weights(theme, choices), "ledger.points": _points(theme)},
            {"threshold": Threshold(_FULL, _FROM)},
        )
        self.lay_out(
            theme,
            (("kind", 4), ("name", 5), ("weight", 3)),
            (("scheme", 4), ("filters.levels", 4), ("filters.modes", 4)),
            (("filters.methods", 4), ("filters.site_types", 4), ("filters.campaigns", 4)),
            (("roll_up.missing", 6), ("roll_up.needed", 6)),
            (("na_rule", 4), ("roll_up.mean", 4), ("pooling", 4)),
            (("type_weights", 12),),
            (("rectification.base", 6),),
            (
                ("rectification.without_disputed", 6),
                ("rectification.without_long_term", 6),
            ),
            (("threshold", 12),),
            (
                *(("threshold.full", 3), ("threshold.threshold", 3)),
                *(("threshold.each", 3), ("threshold.shortage", 3)),
            ),
            (("ledger.base", 4), ("ledger.bonus_cap", 4), ("ledger.penalty_cap", 4)),
            (
                *(("ledger.clean_from", 4), ("ledger.clean_factor", 4)),
                *(("ledger.fixed_factor", 4),),
            ),
            (("ledger.points", 12),),
        )

    @override
    def suit(self) -> None:
        """Show what a kind has, and what it is called unless a name is typed."""
        chosen = self.own["kind"].widget
        for kind, places in _KINDS.items():
            for place in places:
                shown: BoardField | BoardRows = self.own.get(place) or self.rows[place]
                shown.setVisible(kind is chosen.value)
        self.own["name"].widget.setPlaceholderText(chosen.currentText())
        is_plain = self.own["roll_up.missing"].widget.value is MissingType.RENORMALISE
        if is_plain:
            self.own["roll_up.needed"].hide()
        if not self.has("threshold"):
            for place, field in self.own.items():
                if place.startswith("threshold."):
                    field.hide()


def _of_visits(theme: Theme, choices: BoardChoices) -> dict[str, BoardField]:
    schemes: dict[UUID | None, str] = {None: _("As chosen on the page")}
    schemes |= dict(choices.schemes)
    types = {one: one for one in choices.site_types}
    needed = SomeOf(theme, types, _("Those that at least half of the list has"))
    campaigns = Names(_("All"))
    inputs = {
        "scheme": (_("Scheme"), Choice(schemes)),
        "filters.levels": (
            _("Who inspects"),
            SomeOf(theme, {one: visit.level(one) for one in Level}),
        ),
        "filters.modes": (
            _("Announced or not"),
            SomeOf(theme, {one: visit.mode(one) for one in Mode}),
        ),
        "filters.methods": (
            _("Method of inspection"),
            SomeOf(theme, {one: visit.method(one) for one in Method}),
        ),
        "filters.site_types": (_("Site types counted"), SomeOf(theme, types)),
        "na_rule": (_("An item that does not apply"), Choice(words.na_rules())),
        "roll_up.mean": (_("Score of a site type"), Choice(words.type_means())),
        "pooling": (_("Imported results"), Choice(words.poolings())),
        "roll_up.missing": (_("A site type that is missing"), Choice(words.missing_types())),
        "roll_up.needed": (_("Site types nobody may lack"), needed),
    }
    fields = {place: BoardField(theme, *one) for place, one in inputs.items()}
    fields["filters.campaigns"] = BoardField(
        theme, _("Campaigns"), campaigns, _("Several campaigns are separated by commas.")
    )
    return fields


def _of_rates(theme: Theme) -> dict[str, BoardField]:
    inputs = {
        "rectification.base": (_("Rate"), Choice(words.rate_bases())),
        "rectification.without_disputed": ("", Tick(_("Leave out disputed problems"))),
        "rectification.without_long_term": (
            "",
            Tick(_("Leave out problems approved for the long term")),
        ),
        "threshold": ("", Tick(_("Points by a threshold in place of the rate itself"))),
        "threshold.full": (_("Full points"), Number()),
        "threshold.threshold": (_("From a rate of (%)"), Number()),
        "threshold.each": (_("Less for each point"), Number()),
        "threshold.shortage": (_("Counted below"), Choice(words.shortages())),
    }
    return {place: BoardField(theme, *one) for place, one in inputs.items()}


def _of_the_ledger(theme: Theme) -> dict[str, BoardField]:
    inputs = {
        "ledger.base": (_("Points to begin with"), Number()),
        "ledger.bonus_cap": (_("Bonus at most"), Number(is_optional=True)),
        "ledger.penalty_cap": (_("Penalty at most"), Number(is_optional=True)),
        "ledger.clean_from": (_("Clean sites in one visit from"), Count()),
        "ledger.clean_factor": (_("Factor for clean sites"), Number()),
        "ledger.fixed_factor": (_("Factor if put right on the spot"), Number()),
    }
    return {place: BoardField(theme, *one) for place, one in inputs.items()}


def _type_weights(theme: Theme, choices: BoardChoices) -> BoardRows:
    types = {one: one for one in choices.site_types}

    def row() -> BoardPart:
        fields = {
            "name": BoardField(theme, _("Site type"), Choice(types)),
            "weight": BoardField(theme, _("Weight on this board"), Number()),
        }
        made = BoardRow(theme, _("Take this weight away"), fields)
        made.lay_out(theme, (("name", 8), ("weight", 4)))
        return made

    first = next(iter(types), "")
    return BoardRows(
        theme, row, lambda: TypeWeight(first, Decimal(1)), _("Weigh a site type otherwise")
    )


def _points(theme: Theme) -> BoardRows:
    def row() -> BoardPart:
        fields = {
            "kind": BoardField(theme, _("Event"), Choice(words.ledger_kinds())),
            "source": BoardField(theme, _("From the level"), Text(_("such as city or province"))),
            "points": BoardField(
                theme, _("Points of one"), Number(), _("Points that are taken are below zero.")
            ),
        }
        made = BoardRow(theme, _("Take these points away"), fields)
        made.lay_out(theme, (("kind", 5), ("source", 5), ("points", 2)))
        return made

    return BoardRows(
        theme,
        row,
        lambda: LedgerPoints(LedgerKind.PROBLEM, "", Decimal(-1)),
        _("Add the points of an event"),
    )
