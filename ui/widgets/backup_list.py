"""The backups of the workspace, with what makes one and what puts one back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector.services.backup import Backup
from inspector.wording import _
from inspector.wording import backup as words
from ui.models.table_model import Column, TableModel
from ui.theme import Theme
from ui.widgets.press_button import PressButton
from ui.widgets.table import Table


class BackupList(QWidget):
    """Shows the backups, the newest first; `wanted` asks for one, `chosen` to put one back."""

    wanted = Signal()
    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = TableModel(
            (
                Column(_("Made"), lambda one: one.made.strftime("%Y-%m-%d %H:%M:%S")),
                Column(_("Occasion"), lambda one: words.occasion(one.why)),
                Column(_("Size"), lambda one: words.size(one.byte_size), is_number=True),
            ),
            self,
        )
        self.table = Table(theme, self._model, lambda one: one.path, _("Backups"))
        self.table.set_widths({0: 200, 2: 120}, 1)
        self.table.current_changed.connect(self._on_current)
        about = QLabel(
            _(
                "The program makes a backup before every import and every update. Putting one "
                "back keeps what is there now as a further backup; photos are never touched."
            )
        )
        about.setWordWrap(True)
        about.setProperty("role", "secondary")
        self.now = PressButton(_("Back up now"))
        self.now.setProperty("primary", True)
        self.now.clicked.connect(self.wanted)
        self.restore = PressButton(_("Put this backup back"))
        self.restore.clicked.connect(self._on_restore)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.restore)
        below.addWidget(self.now)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(about)
        layout.addWidget(self.table, 1)
        layout.addLayout(below)
        self._on_current(None)

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show these."""
        self._model.set_rows(backups)
        self._on_current(self.table.current_row())

    def set_busy(self, is_busy: bool) -> None:
        """Offer nothing while a backup is being made or put back."""
        self.now.setEnabled(not is_busy)
        self.restore.setEnabled(not is_busy and self.table.current_row() is not None)

    def _on_current(self, backup: Backup | None) -> None:
        self.restore.setEnabled(backup is not None)

    def _on_restore(self) -> None:
        self.chosen.emit(self.table.current_row())
