"""What the rules that are being typed would do to a period: ranks and lists before and after."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from inspector.domain.period import Period
from inspector.services.what_if import WhatIf
from inspector.wording import _
from inspector.wording import sheet as sheet_words
from inspector.wording import what_if as words
from ui.models.shift_columns import list_columns, shift_columns
from ui.models.table_model import TableModel
from ui.theme import Theme
from ui.widgets.hairline import hairline
from ui.widgets.period_picker import PeriodPicker
from ui.widgets.table import Table

_WIDTHS = {1: 88, 2: 74, 3: 74, 4: 84, 5: 80, 6: 82}
_LIST_WIDTHS = {1: 140, 2: 96, 3: 112}
_SUBJECT, _LIST = 0, 1
_LINKS = (
    Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
)


class BoardWhatIf(QWidget):
    """Shows what came of a trial; `period_chosen` has another period to try on.

    `place_asked` has the place of a mistake that was chosen to be mended.
    """

    period_chosen = Signal(object)
    place_asked = Signal(str)

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
        self.said.setTextFormat(Qt.TextFormat.RichText)
        self.said.linkActivated.connect(self.place_asked)
        self.model = TableModel(shift_columns(), self)
        self.table = Table(
            theme,
            self.model,
            key=lambda row: (row.subject, row.group),
            name=_("Ranks before and after"),
        )
        self.table.set_widths(_WIDTHS, stretched=_SUBJECT, dispensable=(_LIST,), least=108)
        self.lists = TableModel(list_columns(), self)
        listed = Table(
            theme,
            self.lists,
            key=lambda row: (row.made.rule.kind, row.made.rule.name, row.made.group, row.subject),
            name=_("Lists before and after"),
        )
        listed.set_widths(_LIST_WIDTHS, stretched=_SUBJECT, least=108)
        self._found: WhatIf | None = None
        self.tabs = QTabBar()
        self._lay_out(head, {_("Ranks"): self.table, _("Lists"): listed})

    def show_result(self, found: WhatIf) -> None:
        """Show every subject before and after."""
        self._found = found
        self.model.set_rows(found.shifts)
        self.lists.set_rows(found.lists)
        self._say_found()

    def say(self, text: str) -> None:
        """Say why there is nothing to show, as rich text whose links are places."""
        self._found = None
        self.model.set_rows(())
        self.lists.set_rows(())
        self.said.setText(text)
        self.said.setTextInteractionFlags(_LINKS)

    def _say_found(self) -> None:
        if self._found is None:
            return
        stored = _("Nothing is stored until you save.")
        if any(
            row.n for ranking in (self._found.before, self._found.after) for row in ranking.rows
        ):
            told = words.moved(self._found.shifts)
        else:
            told = sheet_words.nothing_ranked()
        said = [_("{told} {stored}").format(told=told, stored=stored)]
        if self._found.lists or self._found.after.lists:
            said.append(words.lists_moved(self._found.lists))
        if self.tabs.currentIndex() == 1:
            said += words.empties(self._found.after.lists).split("\n")
        self.said.setText("<br>".join(escape(line) for line in said if line))
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def _on_period(self, period: Period) -> None:
        self.period.show_period(period)
        self.period_chosen.emit(period)

    def _lay_out(self, head: QLabel, tables: dict[str, Table]) -> None:
        self.tabs.setAccessibleName(_("What is compared"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        shown = QStackedWidget()
        for title, table in tables.items():
            self.tabs.addTab(title)
            shown.addWidget(table)
        self.tabs.currentChanged.connect(shown.setCurrentIndex)
        self.tabs.currentChanged.connect(lambda _at: self._say_found())
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 4)
        top.setSpacing(8)
        for widget in (head, self.period, self.said, self.tabs):
            top.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(hairline())
        layout.addWidget(shown, 1)
