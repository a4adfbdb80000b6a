"""The rules of a board as a form: who is ranked, what is measured, the order, what is added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from inspector.domain.board_fault import RuleFault, RuleFaultKind
from inspector.domain.board_rules import BoardRules, Metric
from inspector.domain.model.composite import MissingMetric
from inspector.domain.points import plain
from inspector.services.board_choice import BoardChoices
from inspector.wording import _, board_rules
from inspector.wording import board_editor as words
from ui.theme import Theme
from ui.widgets.board_additions import BoardAdditions
from ui.widgets.board_field import BoardField, Choice, row_of, told_changes
from ui.widgets.board_metric import BoardMetric
from ui.widgets.board_order import BoardOrder
from ui.widgets.board_rows import BoardRows
from ui.widgets.board_subjects import BoardSubjects

# What such a mistake is about is what stands in the field, not what became of it.
_TYPED = frozenset({RuleFaultKind.NOT_A_NUMBER, RuleFaultKind.UNKNOWN_SUBJECT})


class BoardForm(QWidget):
    """Gives `changed` while somebody types; what it does not show of the rules stays as it was."""

    changed = Signal()

    def __init__(
        self, theme: Theme, name: str, rules: BoardRules, choices: BoardChoices, today: date
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._theme = theme
        self._base = rules
        self.name = QLineEdit(name)
        self._name = BoardField(theme, _("Name of the board"), self.name)
        self.subjects = BoardSubjects(theme, rules, choices)
        self.metrics = BoardRows(
            theme,
            lambda metric: BoardMetric(theme, metric, choices),
            lambda: Metric(weight=Decimal(0)),
            _("Add a metric"),
        )
        self.metrics.show_values(rules.metrics)
        self.missing: Choice[MissingMetric] = Choice(words.missing_metrics())
        self.missing.show_value(rules.missing_metric)
        self._missing = BoardField(theme, _("A metric without a value"), self.missing)
        self.sum = QLabel()
        self._sum = BoardField(theme, "", self.sum)
        self.order = BoardOrder(theme, rules)
        self.additions = BoardAdditions(theme, rules, choices, today)
        self._lay_out()
        self._suit()
        told_changes(self.name, self.changed.emit)
        told_changes(self.missing, self.changed.emit)
        for part in (self.subjects, self.metrics, self.order, self.additions):
            part.changed.connect(self._on_changed)

    @property
    def rules(self) -> BoardRules:
        """The rules as they are typed."""
        rules = replace(
            self._base,
            metrics=tuple(row.metric_typed for row in self.metrics.rows),
            missing_metric=self.missing.value,
        )
        for part in (self.subjects, self.order, self.additions):
            rules = part.applied(rules)
        return rules

    @property
    def fields(self) -> dict[str, BoardField]:
        """All fields by their places in the rules."""
        return {
            "metrics": self._sum,
            "missing_metric": self._missing,
            **self.metrics.fields("metrics"),
            **self.subjects.fields,
            **self.order.fields,
            **self.additions.fields,
        }

    def tell_name(self, fault: str) -> None:
        """Show what is wrong with the name, "" for nothing."""
        self._name.tell([fault] if fault else ())

    def tell(self, faults: Iterable[RuleFault]) -> list[str]:
        """Show each mistake at its field; all of them come back as sentences."""
        fields = self.fields
        said: dict[str, list[str]] = {}
        told = []
        for fault in faults:
            place = _nearest(fault.place, fields)
            if place is None:
                told.append(board_rules.fault_at(fault.place, fault.kind, fault.facts))
                continue
            sentence = _sentence(fault, fields[place].widget)
            said.setdefault(place, []).append(sentence)
            caption = fields[place].caption.text()
            if caption:
                sentence = _("{place}: {said}").format(place=caption, said=sentence)
            told.append(sentence)
        for place, field in fields.items():
            field.tell(dict.fromkeys(said.get(place, ())))
        return told

    def _on_changed(self) -> None:
        self._suit()
        self.changed.emit()

    def _suit(self) -> None:
        metrics = [row.metric_typed for row in self.metrics.rows]
        self._missing.setVisible(len(metrics) > 1)
        total = sum((one.weight for one in metrics if one.weight.is_finite()), Decimal(0))
        self.sum.setText(_("The weights add up to {sum}.").format(sum=plain(total)))
        self._sum.setVisible(len(metrics) != 1 or total != 1)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 24, 24)
        layout.setSpacing(8)
        layout.addWidget(self._name)
        self._head(layout, _("Who is ranked"))
        layout.addWidget(self.subjects)
        self._head(layout, _("What is measured"))
        layout.addWidget(self.metrics)
        layout.addLayout(row_of((self._sum, 1), (self._missing, 1)))
        self._head(layout, _("Order"))
        layout.addWidget(self.order)
        self._head(layout, _("Bonus and penalty"))
        layout.addWidget(self.additions)
        layout.addStretch(1)

    def _head(self, layout: QVBoxLayout, text: str) -> None:
        head = QLabel(text)
        head.setFont(self._theme.font("title"))
        head.setContentsMargins(0, 16, 0, 0)
        layout.addWidget(head)


def _nearest(place: str, fields: Mapping[str, BoardField]) -> str | None:
    """The shown field of a place, or of what the place lies in; None where there is none."""
    while place:
        if place in fields and not fields[place].isHidden():
            return place
        place = place[: max(place.rfind("."), place.rfind("["), 0)]
    return None


def _sentence(fault: RuleFault, widget: QWidget) -> str:
    if fault.kind not in _TYPED:
        return board_rules.fault(fault.kind, fault.facts)
    typed = widget.currentText() if isinstance(widget, QComboBox) else ""
    if isinstance(widget, QLineEdit):
        typed = widget.text()
    if not typed.strip():
        return _("Fill this in.")
    return board_rules.fault(fault.kind, dict.fromkeys(fault.facts, typed.strip()))
