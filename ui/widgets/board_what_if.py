"""What the rules that are being typed would do: ranks and scores of a period before and after."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from inspector.domain.period import Period
from inspector.services.what_if import WhatIf
from inspector.wording import _
from inspector.wording import what_if as words
from ui.models.shift_columns import shift_columns
from ui.models.table_model import TableModel
from ui.theme import Theme
from ui.widgets.hairline import hairline
from ui.widgets.period_picker import PeriodPicker
from ui.widgets.table import Table

_WIDTHS = {0: 120, 1: 88, 2: 74, 3: 74, 4: 76, 5: 80, 6: 82}
_SUBJECT, _LIST = 0, 1


class BoardWhatIf(QWidget):
    """Shows what came of a trial; `period_chosen` has another period to try on."""

    period_chosen = Signal(object)

    def __init__(self, theme: Theme, period: Period) -> None:
        super().__init__()
        self.setObjectName("pane")
        head = QLabel(_("What if"))
        head.setFont(theme.font("title"))
        self.period = PeriodPicker(theme)
        self.period.show_period(period)
        self.period.chosen.connect(self._on_period)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setProperty("role", "secondary")
        self.model = TableModel(shift_columns(), self)
        self.table = Table(
            theme,
            self.model,
            key=lambda row: (row.subject, row.group),
            name=_("Ranks before and after"),
        )
        self.table.set_widths(_WIDTHS, stretched=_SUBJECT, dispensable=(_LIST,), least=108)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 8)
        top.setSpacing(8)
        for widget in (head, self.period, self.said):
            top.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(hairline())
        layout.addWidget(self.table, 1)

    def show_result(self, found: WhatIf) -> None:
        """Show every subject before and after."""
        self.model.set_rows(found.shifts)
        stored = _("Nothing is stored until you save.")
        self.said.setText(f"{words.moved(found.shifts)} {stored}")

    def say(self, text: str) -> None:
        """Say why there is nothing to show."""
        self.model.set_rows(())
        self.said.setText(text)

    def _on_period(self, period: Period) -> None:
        self.period.show_period(period)
        self.period_chosen.emit(period)
