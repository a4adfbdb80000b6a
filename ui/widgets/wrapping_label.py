"""A label of several lines that keeps its place in a form that is moved up and down."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel
from typing_extensions import override


class WrappingLabel(QLabel):
    """Asks for the height of its lines outright.

    Layouts within layouts that weigh heights against widths give too little to what stands below.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)

    @override
    def hasHeightForWidth(self) -> bool:
        return False

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
