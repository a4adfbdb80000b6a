"""How the parts of an import stand together: head, chips, sheet and foot beside the panel."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import Theme
from ui.widgets.hairline import hairline
from ui.widgets.import_foot import ImportFoot
from ui.widgets.import_head import ImportHead
from ui.widgets.import_panel import ImportPanel
from ui.widgets.import_table import ImportTable
from ui.widgets.sheet_tabs import SheetTabs
from ui.widgets.state_chips import StateChips

_TOOLS = 40
_WIDE, _WIDE_PANEL, _PANEL = 1700, 420, 344
# With large text on a small screen the sheet keeps its share.
_MOST_OF_IT = 0.36


class ImportSide(QWidget):
    """Everything of an import that was read."""

    def __init__(
        self,
        theme: Theme,
        head: ImportHead,
        chips: StateChips,
        table: ImportTable,
        tabs: SheetTabs,
        foot: ImportFoot,
        panel: ImportPanel,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._head, self._chips, self._table = head, chips, table
        self._tabs, self._foot, self._panel = tabs, foot, panel
        tools = QHBoxLayout()
        tools.setContentsMargins(24, 0, 16, 0)
        tools.addWidget(chips)
        strip = QWidget()
        strip.setFixedHeight(theme.scaled(_TOOLS))
        strip.setLayout(tools)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        for widget in (head, hairline(), strip):
            left.addWidget(widget)
        left.addWidget(table, 1)
        left.addWidget(tabs)
        left.addWidget(hairline())
        left.addWidget(foot)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(hairline(is_upright=True))
        across.addWidget(panel)
        theme.changed.connect(self._share)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        scaled = self._theme.scaled
        wanted = scaled(_WIDE_PANEL if self.width() >= scaled(_WIDE) else _PANEL)
        self._panel.setFixedWidth(min(wanted, round(self.width() * _MOST_OF_IT)))

    def order_tabs(self) -> None:
        """Reading order: what is decided comes before what is written.

        Chips and lists of fields are made anew with each sheet.
        """
        head, panel, foot = self._head, self._panel, self._foot
        order: list[QWidget] = [head.day, head.other, *self._chips.chips.values()]
        order += [*self._table.mapping.boxes, self._table, self._tabs]
        order += [panel.previous, panel.next, *panel.options.stops()]
        order += [panel.correct, panel.add, panel.list]
        order += [foot.cancel, foot.confirm]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
