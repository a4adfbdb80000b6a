"""What an import came to: every row of the file accounted for, and the ways on from there."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector.domain.import_preview import RowState
from inspector.domain.import_report import ImportReport
from inspector.wording import _
from inspector.wording import import_report as words
from inspector.wording.import_preview import row_state
from ui.models.import_report import BECAME, DECIDED, FATE, ROW, SHEET, TEXT, WHY, ReportTable
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.hairline import hairline
from ui.widgets.import_actions import ImportActions
from ui.widgets.key_button import KeyButton
from ui.widgets.row_state import glyph_of, ink_of
from ui.widgets.state_chips import StateChips
from ui.widgets.sum_line import SumLine, Term
from ui.widgets.table import Table

_HEAD = 56
_WIDTHS = {FATE: 136, SHEET: 120, ROW: 56, DECIDED: 152, BECAME: 160, TEXT: 320}


class ImportReportView(QWidget):
    """The buttons stand for the actions that go on, keep the report, and take the import back."""

    def __init__(self, theme: Theme, able: ImportActions) -> None:
        super().__init__()
        self._theme = theme
        self._title = QLabel()
        self._file = ElidedLabel(theme, "small", "text.secondary")
        self.outcome = QLabel()
        self.missing = QLabel()
        for label in (self.outcome, self.missing):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setContentsMargins(24, 8, 16, 8)
        self.outcome.setProperty("role", "secondary")
        self.chips = StateChips(theme)
        self.model = ReportTable(glyph_of, ink_of, self)
        self.table = Table(
            theme, self.model, lambda row: (row.sheet, row.row), _("Every row of the file")
        )
        self.chips.chosen.connect(self.model.choose)
        self.sum = SumLine(theme)
        self.undo = KeyButton(theme, able.undo, icon="undo", word=_("Take the import back"))
        self.save = KeyButton(theme, able.save, icon="export")
        self.go_on = KeyButton(theme, able.go_on, is_primary=True)
        self._lay_out()
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def show_report(self, report: ImportReport) -> None:
        """Show what became of every row."""
        self._title.setText(words.headline(report))
        self._file.setText(report.file)
        self.outcome.setText(report.outcome)
        left = len(report.missing)
        self.missing.setText(words.missing(left))
        counts = report.counts
        self.chips.show_counts(counts, None)
        is_alone = len({row.sheet for row in report.rows}) < 2
        widths = {at: width for at, width in _WIDTHS.items() if at != SHEET or not is_alone}
        self.table.set_widths(widths, WHY, dispensable=(BECAME, DECIDED))
        self.table.setColumnHidden(SHEET, is_alone)
        self.model.show_report(report)
        terms = [
            Term("=" if not at else "+", glyph_of(state), row_state(state), str(n), ink_of(state))
            for at, (state, n) in enumerate(
                (state, counts[state]) for state in RowState if counts[state]
            )
        ]
        self.sum.show_sum(_("Rows"), str(len(report.rows)), terms)
        self._order_tabs()
        self.go_on.setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 0, 16, 0)
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._file, 1)
        self._top = QWidget()
        self._top.setLayout(head)
        tools = QHBoxLayout()
        tools.setContentsMargins(24, 4, 16, 8)
        tools.addWidget(self.chips)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self.sum, 1)
        for button in (self.undo, self.save, self.go_on):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._top, hairline(), self.outcome, self.missing):
            layout.addWidget(widget)
        layout.addLayout(tools)
        layout.addWidget(self.table, 1)
        layout.addWidget(hairline())
        layout.addLayout(foot)

    def _order_tabs(self) -> None:
        """Chips are made anew with each report."""
        order = [*self.chips.chips.values(), self.table, self.undo, self.save, self.go_on]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _on_theme(self) -> None:
        self._title.setFont(self._theme.font("page"))
        self.missing.setFont(self._theme.font("title"))
        self._top.setFixedHeight(self._theme.scaled(_HEAD))
