"""The worksheets of an imported file as tabs below the sheet, as a spreadsheet shows them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QTabBar
from typing_extensions import override

from inspector.domain.import_preview import SheetPreview
from inspector.wording import _, ngettext
from ui.theme import Theme


class SheetTabs(QTabBar):
    """`chosen` has the index of the sheet that a person wants to see."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(_("Sheets of the file"))
        self.setShape(QTabBar.Shape.RoundedSouth)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.currentChanged.connect(self.chosen)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def show_sheets(self, sheets: Sequence[SheetPreview], at: int) -> None:
        """Show a tab for each sheet where there are several, one of them chosen."""
        self.blockSignals(True)
        while self.count() > len(sheets):
            self.removeTab(self.count() - 1)
        while self.count() < len(sheets):
            self.addTab("")
        for place, sheet in enumerate(sheets):
            n = len(sheet.cells)
            rows = ngettext("{sheet} ({n} row)", "{sheet} ({n} rows)", n)
            said = rows.format(sheet=sheet.title, n=n)
            self.setTabText(place, said.replace("&", "&&"))
            self.setTabToolTip(place, said)
        self.setCurrentIndex(at)
        self.blockSignals(False)
        self.setVisible(len(sheets) > 1)

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def _on_theme(self) -> None:
        self.setFont(self._theme.font("small"))
