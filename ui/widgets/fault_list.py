"""All that stands against an action, a row each, with a button that leads to its remedy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.press_button import PressButton

_ICON, _MOST = 16, 220


class Fault(Struct, frozen=True):
    """A sentence, and where it is mended: the word of a button ("" for none) and what it does."""

    said: str
    remedy: str = ""
    mend: Callable[[], object] | None = None


class FaultList(QScrollArea):
    """Hidden while there is nothing to tell."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.rows: Sequence[Fault] = ()
        self.buttons: list[PressButton] = []
        self.setAccessibleName(name)
        self.setObjectName("bare")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMaximumHeight(theme.scaled(_MOST))
        self.hide()

    def show_faults(self, rows: Sequence[Fault]) -> None:
        """Show these rows in place of what stood here."""
        self.rows = rows
        self.buttons = []
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for row in rows:
            column.addLayout(self._row(row))
        column.addStretch(1)
        self.setWidget(inside)
        self.setVisible(bool(rows))

    def _row(self, fault: Fault) -> QHBoxLayout:
        glyph = QLabel()
        glyph.setPixmap(self._theme.pixmap("warning", "state.deducted", _ICON))
        said = QLabel(fault.said)
        said.setWordWrap(True)
        said.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(said, 1)
        if fault.mend is not None:
            mend = fault.mend
            button = PressButton(fault.remedy)
            button.setProperty("flat", True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{fault.remedy}: {fault.said}")
            button.clicked.connect(lambda: mend())
            self.buttons.append(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row
