"""One metric of a board as it is edited: what is measured, of which visits, with which weight."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from inspector.domain.board_rules import Filters, Metric, MetricKind
from inspector.domain.visit import Level, Method, Mode
from inspector.services.board_choice import BoardChoices
from inspector.wording import _, visit
from inspector.wording import board_editor as words
from ui.theme import Theme
from ui.widgets.board_field import BoardField, Choice, Number, SomeOf, row_of, told_changes


def remover(theme: Theme, tip: str) -> QToolButton:
    """The button that takes a row away."""
    button = QToolButton()
    button.setIcon(theme.icon("x"))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button


class BoardMetric(QFrame):
    """Gives `changed` and `removed`; what it does not show of a metric stays as it was."""

    changed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, metric: Metric, choices: BoardChoices) -> None:
        super().__init__()
        self.setObjectName("row")
        self._base = metric
        self.kind: Choice[MetricKind] = Choice(words.metric_kinds())
        self.name = QLineEdit()
        self.weight = Number()
        self.scheme: Choice[object] = Choice(
            {None: _("As chosen on the page"), **dict(choices.schemes)}
        )
        self.levels = SomeOf(theme, {one: visit.level(one) for one in Level})
        self.modes = SomeOf(theme, {one: visit.mode(one) for one in Mode})
        self.methods = SomeOf(theme, {one: visit.method(one) for one in Method})
        self.types = SomeOf(theme, {one: one for one in choices.site_types})
        self.campaigns = QLineEdit()
        self.campaigns.setPlaceholderText(_("All"))
        self.campaigns.setToolTip(_("Several campaigns are separated by commas."))
        self.missing: Choice[object] = Choice(words.missing_types())
        self.na_rule: Choice[object] = Choice(words.na_rules())
        self.pooling: Choice[object] = Choice(words.poolings())
        self.remove = remover(theme, _("Take this metric away"))
        self.remove.clicked.connect(self.removed)
        self._fields = {
            "kind": BoardField(theme, _("Kind"), self.kind),
            "name": BoardField(theme, _("Called"), self.name),
            "weight": BoardField(theme, _("Weight"), self.weight),
            "scheme": BoardField(theme, _("Scheme"), self.scheme),
            "roll_up": BoardField(theme, _("A site type that is missing"), self.missing),
            "na_rule": BoardField(theme, _("An item that does not apply"), self.na_rule),
            "pooling": BoardField(theme, _("Imported results"), self.pooling),
            "filters.levels": BoardField(theme, _("Who inspects"), self.levels),
            "filters.modes": BoardField(theme, _("Announced or not"), self.modes),
            "filters.methods": BoardField(theme, _("Method of inspection"), self.methods),
            "filters.site_types": BoardField(theme, _("Site types counted"), self.types),
            "filters.campaigns": BoardField(theme, _("Campaigns"), self.campaigns),
        }
        self._visits = QWidget()
        self._lay_out()
        self._show(metric)
        for field in self._fields.values():
            told_changes(field.widget, self._on_changed)

    @property
    def metric_typed(self) -> Metric:
        """The metric as it is typed."""
        weight = self.weight.value
        assert weight is not None
        text = self.campaigns.text().replace("，", ",").replace("、", ",")
        filters = Filters(
            levels=self.levels.chosen,
            modes=self.modes.chosen,
            methods=self.methods.chosen,
            campaigns=tuple(one.strip() for one in text.split(",") if one.strip()),
            site_types=self.types.chosen,
        )
        return replace(
            self._base,
            kind=self.kind.value,
            name=self.name.text().strip(),
            weight=weight,
            scheme=self.scheme.value,
            filters=filters,
            pooling=self.pooling.value,
            roll_up=replace(self._base.roll_up, missing=self.missing.value),
            na_rule=self.na_rule.value,
        )

    @property
    def fields(self) -> Mapping[str, BoardField]:
        """The fields by their place in a metric."""
        return self._fields

    def _show(self, metric: Metric) -> None:
        self.kind.show_value(metric.kind)
        self.name.setText(metric.name)
        self.weight.show_value(metric.weight)
        self.scheme.show_value(metric.scheme)
        self.levels.show_chosen(metric.filters.levels)
        self.modes.show_chosen(metric.filters.modes)
        self.methods.show_chosen(metric.filters.methods)
        self.types.show_chosen(metric.filters.site_types)
        self.campaigns.setText(_(", ").join(metric.filters.campaigns))
        self.missing.show_value(metric.roll_up.missing)
        self.na_rule.show_value(metric.na_rule)
        self.pooling.show_value(metric.pooling)
        self._suit()

    def _on_changed(self) -> None:
        self._suit()
        self.changed.emit()

    def _suit(self) -> None:
        """Show what a kind has, and what it is called unless a name is typed."""
        self._visits.setVisible(self.kind.value is MetricKind.VISITS)
        self.name.setPlaceholderText(self.kind.currentText())

    def _lay_out(self) -> None:
        field = self._fields
        upper = row_of((field["kind"], 4), (field["name"], 5), (field["weight"], 2))
        upper.addWidget(self.remove)
        visits = QVBoxLayout(self._visits)
        visits.setContentsMargins(0, 0, 0, 0)
        visits.setSpacing(8)
        for names in (
            ("scheme", "roll_up", "na_rule"),
            ("filters.levels", "filters.modes", "filters.methods"),
            ("filters.site_types", "filters.campaigns", "pooling"),
        ):
            visits.addLayout(row_of(*((field[name], 1) for name in names)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 12)
        layout.setSpacing(8)
        layout.addLayout(upper)
        layout.addWidget(self._visits)
