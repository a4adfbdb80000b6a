"""The foot of the first page: keys, how far the making is, and the two ways out."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from inspector.wording import _
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.key_cap import KeyCap

_BAR_WIDTH = 240


class StartFoot(QWidget):
    """Shows the keys at rest, and a bar with a way to stop while something is made."""

    def __init__(self, theme: Theme, begin: QAction) -> None:
        super().__init__()
        self._hints = QWidget()
        hints = QHBoxLayout(self._hints)
        hints.setContentsMargins(0, 0, 0, 0)
        for keys, word in ((("1", "2", "3"), _("choose the role")), (("Tab",), _("next place"))):
            for key in keys:
                hints.addWidget(KeyCap(key, theme))
            hints.addWidget(QLabel(word))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(_BAR_WIDTH)
        self._doing = QLabel()
        self.leave = QPushButton()
        self.leave.setProperty("flat", True)
        self.start = KeyButton(theme, begin, key="Enter", is_primary=True)
        self.start.setMinimumSize(140, theme.scaled(40))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(64, 12, 64, 12)
        layout.setSpacing(8)
        for widget in (self._hints, self.bar, self._doing):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.leave)
        layout.addWidget(self.start)
        self.set_busy(False)

    def set_busy(self, is_busy: bool) -> None:
        """Show the bar, or the keys."""
        self.start.setEnabled(not is_busy)
        self._hints.setVisible(not is_busy)
        self.bar.setRange(0, 0 if is_busy else 1)
        self.bar.setVisible(is_busy)
        self._doing.setText("")
        self.leave.setText(_("Cancel") if is_busy else _("Quit"))

    def show_progress(self, done: int, total: int, what: str) -> None:
        """Show how far it is; a total of -1 is not known."""
        self.bar.setRange(0, max(total, 0))
        self.bar.setValue(done)
        self._doing.setText(_("Making the workspace: {what}").format(what=what) if what else "")
