"""The line below the head of a ranking that is sealed: as which edition, when, under which hash."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from inspector.domain.edition import EditionLine
from inspector.wording import _
from inspector.wording import edition as words
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.press_button import PressButton

_HEIGHT, _ICON = 36, 16


class SealLine(QFrame):
    """`asked` has the id of the edition that somebody wants to see; hidden while there is none."""

    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._edition: UUID | None = None
        self.setObjectName("sunken")
        self.setFixedHeight(theme.scaled(_HEIGHT))
        self._glyph = QLabel()
        self.said = ElidedLabel(theme, "small", "text.secondary")
        self.show_edition = PressButton(_("Show the edition"))
        self.show_edition.setProperty("flat", True)
        self.show_edition.clicked.connect(lambda: self.asked.emit(self._edition))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._glyph)
        row.addWidget(self.said, 1)
        row.addWidget(self.show_edition)
        self.hide()
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def show_sealed(self, sealed: EditionLine | None) -> None:
        """Tell of an edition, or that there is none."""
        self._edition = None if sealed is None else sealed.edition.id
        self.said.setText("" if sealed is None else words.sealed_as(sealed.head, sealed.sha256))
        self.setVisible(sealed is not None)

    def _on_theme(self) -> None:
        self._glyph.setPixmap(self._theme.pixmap("lock", "text.secondary", _ICON))
