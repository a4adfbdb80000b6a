"""How many sites were visited lately: a sentence, a bar, and a button that acts on the rest."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from inspector.wording import ngettext
from inspector.wording.site import coverage, share
from ui.theme import Theme
from ui.widgets.press_button import PressButton

_HEIGHT, _BAR = 56, 4


class CoverageBar(QFrame):
    """Stands below the table of sites; `missing` shows those that are missing."""

    def __init__(self, theme: Theme, weeks: int) -> None:
        super().__init__()
        self._theme = theme
        self.setMinimumHeight(theme.scaled(_HEIGHT))
        self._label = QLabel(
            ngettext("Coverage, last week", "Coverage, last {n} weeks", weeks).format(n=weeks)
        )
        self._label.setProperty("role", "secondary")
        self.said = QLabel()
        self._share = QLabel()
        self._share.setProperty("role", "secondary")
        self._bar = _Bar(theme)
        self.missing = PressButton()
        words = QHBoxLayout()
        words.addWidget(self._label)
        words.addStretch(1)
        words.addWidget(self.said)
        words.addSpacing(8)
        words.addWidget(self._share)
        above = QVBoxLayout()
        above.setSpacing(6)
        above.addStretch(1)
        above.addLayout(words)
        above.addWidget(self._bar)
        above.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 4, 16, 4)
        across.setSpacing(16)
        across.addLayout(above, 1)
        across.addWidget(self.missing)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def set_coverage(self, visited: int, sites: int) -> None:
        """Say that so many of these sites were visited."""
        self.said.setText(coverage(visited, sites))
        self._share.setText(share(visited, sites))
        self._bar.set_share(visited / sites if sites else 0)
        rest = sites - visited
        self.missing.setVisible(rest > 0)
        self.missing.setText(
            ngettext("Show the {n} missing", "Show the {n} missing", rest).format(n=f"{rest:,}")
        )
        self.missing.setAccessibleName(self.missing.text())

    def _on_theme(self) -> None:
        small, strong = self._theme.font("small"), self._theme.font("strong")
        self._label.setFont(small)
        self._share.setFont(small)
        self.said.setFont(strong)


class _Bar(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._part = 0.0
        self.setFixedHeight(_BAR)

    def set_share(self, part: float) -> None:
        """Fill this part of the bar."""
        self._part = part
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("chart.track"))
        filled = QRectF(0, 0, self.width() * self._part, self.height())
        painter.fillRect(filled, self._theme.colour("chart.line"))
        painter.end()
