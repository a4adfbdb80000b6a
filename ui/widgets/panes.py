"""Panes side by side whose widths somebody chose: they are the same again after the next start."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from inspector.services import profile


class Panes(QSplitter):
    """`chosen` are the widths that somebody chose by hand, empty until then."""

    def __init__(self, page: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._page = page
        self.chosen: list[int] = []
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._on_moved)

    def fill(self, panes: Sequence[QWidget], widths: Sequence[int], stretched: int) -> None:
        """Put the panes in, as wide as they were chosen the last time, else so wide."""
        for pane in panes:
            self.addWidget(pane)
        self.setStretchFactor(stretched, 1)
        self.chosen = profile.pane_widths(self._page, len(panes))
        self.setSizes(self.chosen or list(widths))

    def _on_moved(self) -> None:
        # Of a pane that is folded away nobody chose the width.
        if all(self.sizes()):
            self.chosen = self.sizes()
