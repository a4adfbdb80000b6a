"""The look that all windows share."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

_FAMILIES = ["Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei UI", "PingFang SC"]
_BODY_PIXELS = 13


def apply_theme(application: QApplication) -> None:
    """Use the program's fonts."""
    font = QFont(_FAMILIES)
    font.setPixelSize(_BODY_PIXELS)
    application.setFont(font)
