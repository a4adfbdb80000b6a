"""How scores become ranks on a board as it is edited: the period, the least, decimals and ties."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.domain.board_rules import BoardRules, Minimum, Numbering
from inspector.domain.model.span import PeriodMean
from inspector.domain.period import PeriodKind
from inspector.wording import _
from inspector.wording import board_editor as words
from ui.theme import Theme
from ui.widgets.board_field import BoardField, Choice, Count, SomeOf, row_of, told_changes


class BoardOrder(QWidget):
    """Gives `changed` while somebody types."""

    changed = Signal()

    def __init__(self, theme: Theme, rules: BoardRules) -> None:
        super().__init__()
        means = words.period_means()
        if rules.period.mean is not PeriodMean.WEIGHTED:
            # Without weights there is nothing to weigh by.
            del means[PeriodMean.WEIGHTED]
        self.mean: Choice[PeriodMean] = Choice(means)
        self.parts: Choice[PeriodKind] = Choice(words.period_parts())
        self.visits, self.sites, self.types = Count(), Count(), Count()
        self.decimals = Count()
        self.compared: Choice[bool] = Choice(words.comparisons())
        self.numbering: Choice[Numbering] = Choice(words.numberings())
        self.tie_keys = SomeOf(theme, words.tie_keys(), _("Nothing: they share a rank"))
        self.fields = {
            "period.mean": BoardField(theme, _("Score of a period"), self.mean),
            "period.parts": BoardField(theme, _("Shorter periods"), self.parts),
            "minimum.visits": BoardField(theme, _("Visits at least"), self.visits),
            "minimum.sites": BoardField(theme, _("Sites at least"), self.sites),
            "minimum.types": BoardField(theme, _("Site types at least"), self.types),
            "order.decimals": BoardField(theme, _("Decimals"), self.decimals),
            "order.by_exact": BoardField(theme, _("Ranks compare"), self.compared),
            "order.numbering": BoardField(theme, _("Ranks after a tie"), self.numbering),
            "order.tie_keys": BoardField(theme, _("Between equals decides"), self.tie_keys),
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for names in (
            ("minimum.visits", "minimum.sites", "minimum.types", "order.decimals"),
            ("order.by_exact", "order.numbering", "order.tie_keys"),
            ("period.mean", "period.parts"),
        ):
            layout.addLayout(row_of(*((self.fields[name], 1) for name in names)))
        self._show(rules)
        for field in self.fields.values():
            told_changes(field.widget, self._on_changed)

    def applied(self, rules: BoardRules) -> BoardRules:
        """The rules with what is typed here."""
        return replace(
            rules,
            period=replace(rules.period, mean=self.mean.value, parts=self.parts.value),
            minimum=Minimum(self.visits.value, self.sites.value, self.types.value),
            order=replace(
                rules.order,
                decimals=self.decimals.value,
                by_exact=self.compared.value,
                numbering=self.numbering.value,
                tie_keys=self.tie_keys.chosen,
            ),
        )

    def _show(self, rules: BoardRules) -> None:
        self.mean.show_value(rules.period.mean)
        self.parts.show_value(rules.period.parts)
        self.visits.show_value(rules.minimum.visits)
        self.sites.show_value(rules.minimum.sites)
        self.types.show_value(rules.minimum.types)
        self.decimals.show_value(rules.order.decimals)
        self.compared.show_value(rules.order.by_exact)
        self.numbering.show_value(rules.order.numbering)
        self.tie_keys.show_chosen(rules.order.tie_keys)
        self._suit()

    def _on_changed(self) -> None:
        self._suit()
        self.changed.emit()

    def _suit(self) -> None:
        self.fields["period.parts"].setVisible(self.mean.value is not PeriodMean.POOLED)
