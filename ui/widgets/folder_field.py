"""A folder in a frame, with what can be said of it at the right end."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from inspector.services.folder import FolderState
from inspector.wording import _
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel

_GIGABYTE, _MEGABYTE = 1_000_000_000, 1_000_000
_LEAST_BYTES = 500 * _MEGABYTE


class FolderField(QFrame):
    """Shows a folder; `is_fine` tells whether one can begin there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("framed")
        self.setFixedHeight(theme.scaled(32))
        self.is_fine = False
        icon = QLabel()
        icon.setPixmap(theme.pixmap("folder", "text.secondary", 16))
        self.place = ElidedLabel(theme)
        self.verdict = QLabel()
        inside = QHBoxLayout(self)
        inside.setContentsMargins(8, 0, 8, 0)
        inside.addWidget(icon)
        inside.addWidget(self.place, 1)
        inside.addWidget(self.verdict)

    def show_state(self, state: FolderState) -> None:
        """Show a folder that was looked at."""
        said, self.is_fine = _verdict(state)
        self.place.setText(f"{state.folder.parent.name} › {state.folder.name}")
        self.place.setToolTip(str(state.folder))
        self.setAccessibleName(f"{state.folder} {said}")
        self.verdict.setText(said)
        self.verdict.setProperty("role", "conforming" if self.is_fine else "deducted")
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)


def _verdict(state: FolderState) -> tuple[str, bool]:
    """What is said of a folder, and whether one can begin there."""
    if state.is_workspace:
        return _("✓ holds a workspace"), True
    if state.is_network:
        return _("▲ on a network drive"), False
    if not state.is_writable:
        return _("▲ cannot be written"), False
    if not state.is_empty:
        return _("▲ is not empty"), False
    if state.free_bytes < _LEAST_BYTES:
        space = f"{state.free_bytes / _MEGABYTE:.0f} MB"
        return _("▲ only {space} left").format(space=space), False
    space = f"{state.free_bytes / _GIGABYTE:.0f} GB"
    return _("✓ writable, {space} left").format(space=space), True
