"""The size and place of the window: those of the last time, as far as they can still be seen."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from inspector.errors import FileRefused
from inspector.services import profile

_USUAL = QSize(1366, 768)
# What a desktop draws above a window.
_FRAME = QSize(0, 40)
# So much of the upper edge must be seen, for the window to be taken hold of.
_HOLD = QSize(120, 24)


def restore_place(window: QWidget) -> None:
    """Put a window where it was the last time; where that is on no screen now, where Qt puts it."""
    place, is_maximized = profile.window_place()
    edge = QRect(*place) if place else QRect()
    if place and _is_seen(edge):
        window.setGeometry(edge)
    else:
        window.resize(edge.size() if place else _USUAL)
        is_maximized = is_maximized or _shrink(window)
    if is_maximized:
        window.showMaximized()


def keep_place(window: QWidget) -> None:
    """Remember where a window is, and whether it fills the screen."""
    edge = window.normalGeometry() if window.isMaximized() or window.isFullScreen() else QRect()
    edge = edge if edge.isValid() else window.geometry()
    # Nobody is left to be told.
    with suppress(FileRefused):
        profile.keep_window((edge.x(), edge.y(), edge.width(), edge.height()), window.isMaximized())


def _is_seen(edge: QRect) -> bool:
    hold = QRect(edge.topLeft(), QSize(edge.width(), _HOLD.height()))
    for screen in QGuiApplication.screens():
        seen = screen.availableGeometry().intersected(hold)
        if seen.width() >= _HOLD.width() and seen.height() == hold.height():
            return True
    return False


def _shrink(window: QWidget) -> bool:
    """Make a window no larger than its screen; tell whether it had better fill it."""
    room, wanted = window.screen().availableSize(), window.size()
    window.resize(wanted.boundedTo(room.expandedTo(window.minimumSize())))
    least = window.minimumSize() + _FRAME
    is_tight = wanted.width() > room.width() or wanted.height() + _FRAME.height() > room.height()
    return is_tight and least.width() <= room.width() and least.height() <= room.height()
