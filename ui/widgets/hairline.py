"""The line that divides rows and panes."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame


def hairline(*, is_upright: bool = False) -> QFrame:
    """A line of one pixel, across or upright."""
    line = QFrame()
    line.setObjectName("hairline")
    if is_upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
