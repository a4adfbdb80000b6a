"""A scroll area for what is read from top to bottom: never narrower than what it shows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override


class UprightArea(QScrollArea):
    """Moves up and down only, so that nothing at its right is out of reach."""

    def __init__(self, shown: QWidget, least: int = 0) -> None:
        super().__init__()
        self._least = least
        self._shown = shown
        self._width = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(shown)

    @override
    def minimumSizeHint(self) -> QSize:
        self._width = self._needed_width()
        return QSize(self._width, super().minimumSizeHint().height())

    def _needed_width(self) -> int:
        needed = self._shown.minimumSizeHint().width()
        needed += self.verticalScrollBar().sizeHint().width()
        return max(self._least, needed)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # What stands around is laid out anew by this, so it is asked only where it must be.
        if event.type() == QEvent.Type.LayoutRequest and self._needed_width() != self._width:
            self.updateGeometry()
        return super().eventFilter(watched, event)
