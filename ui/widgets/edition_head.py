"""The two heads of the Editions page: over all editions, and over what is told of one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from inspector.wording import _
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.hairline import hairline

VIEWS = ("ranks", "appeals", "changes", "today")
RANKS, APPEALS, CHANGES, TODAY = range(len(VIEWS))
_HEAD, _TOOLS = 56, 44


class EditionHead(QWidget):
    """The title of the page, and the buttons for the edition that is chosen."""

    def __init__(self, theme: Theme, buttons: Sequence[QWidget]) -> None:
        super().__init__()
        title = QLabel(_("Editions"))
        title.setFont(theme.font("page"))
        row = QHBoxLayout()
        _fit(theme, row, _HEAD)
        row.addWidget(title)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(hairline())


class ViewHead(QWidget):
    """Which of the tables of an edition is shown; `chosen` has the place of a view."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, buttons: Sequence[QWidget]) -> None:
        super().__init__()
        self._buttons = buttons
        self.views = [QPushButton(word) for word in _view_words()]
        self._group = QButtonGroup(self)
        segments = QHBoxLayout()
        segments.setSpacing(0)
        for place, button in enumerate(self.views):
            button.setCheckable(True)
            button.setProperty("segment", True)
            self._group.addButton(button, place)
            segments.addWidget(button)
        self._group.idClicked.connect(self.chosen)
        self.facts = ElidedLabel(theme, "small", "text.secondary")
        row = QHBoxLayout()
        _fit(theme, row, _TOOLS)
        row.addLayout(segments)
        row.addWidget(self.facts, 1)
        for other in buttons:
            row.addWidget(other)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(hairline())
        layout.addLayout(row)
        layout.addWidget(hairline())

    def show_view(self, place: int) -> None:
        """Show which view is shown; the buttons are about objections."""
        self.views[place].setChecked(True)
        for button in self._buttons:
            button.setVisible(place == APPEALS)


def _fit(theme: Theme, row: QHBoxLayout, height: int) -> None:
    spare = theme.scaled(height - 32) // 2
    row.setContentsMargins(24, spare, 16, spare)
    row.setSpacing(8)


def _view_words() -> Sequence[str]:
    return (_("As sealed"), _("Appeals"), _("What was corrected"), _("What differs today"))
