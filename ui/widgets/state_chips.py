"""Chips that filter the rows of an imported sheet by their fate."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from inspector.domain.import_preview import RowState
from inspector.wording import _
from inspector.wording.import_preview import row_state
from ui.theme import Theme
from ui.widgets.row_state import glyph_of
from ui.widgets.state_glyph import paint_state

_GLYPH = 14


class StateChips(QWidget):
    """One chip for each fate that occurs, and one for all; `chosen` has the RowState or None."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._counts: Mapping[RowState, int] = {}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self.chips: dict[RowState | None, QToolButton] = {}
        # The words may need more than there is; then they go, and the page does not grow for them.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.changed.connect(lambda: self.show_counts(self._counts, self.current()))

    def current(self) -> RowState | None:
        """The fate that is shown alone, None for all."""
        found = [state for state, chip in self.chips.items() if chip.isChecked()]
        return found[0] if found else None

    def show_counts(self, counts: Mapping[RowState, int], current: RowState | None) -> None:
        """Show how many rows have which fate, with one of them, or all, chosen."""
        self._counts = counts
        for chip in self.chips.values():
            self._group.removeButton(chip)
            # It would be seen until it is deleted.
            chip.hide()
            self._row.removeWidget(chip)
            chip.deleteLater()
        self.chips.clear()
        self._add(None, _("All"), sum(counts.values()))
        for state in RowState:
            if counts.get(state):
                self._add(state, row_state(state), counts[state])
        self.chips.get(current, self.chips[None]).setChecked(True)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where not all words have room, glyph and number stand alone, from the last one on."""
        if not self.chips:
            return
        for chip in self.chips.values():
            chip.setText(chip.property("whole"))
        gaps = self._row.spacing() * len(self.chips)
        wanted = sum(chip.sizeHint().width() for chip in self.chips.values()) + gaps
        for state, chip in reversed(self.chips.items()):
            if state is not None and wanted > self.width() > 0:
                wanted -= chip.sizeHint().width()
                chip.setText(f" {self._counts[state]}")
                wanted += chip.sizeHint().width()

    def _add(self, state: RowState | None, word: str, count: int) -> None:
        chip = QToolButton()
        chip.setProperty("chip", True)
        chip.setCheckable(True)
        said = f"{word} {count}"
        chip.setProperty("whole", said if state is None else f" {said}")
        chip.setText(chip.property("whole"))
        chip.setAccessibleName(said)
        told = _("Show only these rows") if state else _("Show all rows")
        chip.setToolTip(f"{said}\n{told}")
        chip.setFont(self._theme.font("small"))
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if state is not None:
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setIcon(self._icon(state))
            chip.setIconSize(QSize(_GLYPH, _GLYPH))
        chip.clicked.connect(lambda: self.chosen.emit(state))
        self._group.addButton(chip)
        self.chips[state] = chip
        self._row.insertWidget(self._row.count() - 1, chip)

    def _icon(self, state: RowState) -> QIcon:
        drawn = QPixmap(2 * _GLYPH, 2 * _GLYPH)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        paint_state(painter, QRectF(drawn.rect()), glyph_of(state), self._theme)
        painter.end()
        return QIcon(drawn)
