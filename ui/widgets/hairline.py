"""The line that divides rows and panes."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame


def hairline() -> QFrame:
    """A line of one pixel across."""
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedHeight(1)
    return line
