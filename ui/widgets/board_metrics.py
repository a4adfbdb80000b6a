"""What is measured on a board as it is edited: the metrics and what their weights add up to."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel
from typing_extensions import override

from inspector.domain.board_rules import Metric
from inspector.domain.points import plain
from inspector.services.board_choice import BoardChoices
from inspector.wording import _
from inspector.wording import board_editor as words
from ui.theme import Theme
from ui.widgets.board_choice import Choice
from ui.widgets.board_field import BoardField
from ui.widgets.board_metric import BoardMetric
from ui.widgets.board_part import BoardPart
from ui.widgets.board_rows import BoardRows


class BoardMetrics(BoardPart):
    """`gone` has the place from 1 of a metric that was taken away."""

    gone = Signal(int)

    def __init__(self, theme: Theme, choices: BoardChoices) -> None:
        self.metrics = BoardRows(
            theme,
            lambda: BoardMetric(theme, choices),
            lambda: Metric(weight=Decimal(0)),
            _("Add a metric"),
        )
        missing = Choice(words.missing_metrics())
        super().__init__(
            {"missing_metric": BoardField(theme, _("A metric without a value"), missing)},
            {"metrics": self.metrics},
        )
        self.lay_out(theme, (("metrics", 12),), (("missing_metric", 6),))
        self.sum = QLabel()
        self._sum = BoardField(theme, "", self.sum)
        self.add_below(self._sum)
        self.metrics.taken_away.connect(lambda place: self.gone.emit(place + 1))

    @property
    def fields(self) -> dict[str, BoardField]:
        """All fields by their places, the sum of the weights as that of all metrics."""
        return {"metrics": self._sum, **super().fields}

    @override
    def suit(self) -> None:
        metrics: tuple[Metric, ...] = self.metrics.value
        total = sum((one.weight for one in metrics if one.weight.is_finite()), Decimal(0))
        self.sum.setText(_("The weights add up to {sum}.").format(sum=plain(total)))
        self._sum.setVisible(len(metrics) != 1 or total != 1)
        self.own["missing_metric"].setVisible(len(metrics) > 1)
