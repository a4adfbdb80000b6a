"""What a why card tells above its losses, a line for each: lists, changes, relapses, remarks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from inspector.wording import _
from ui.theme import Theme


class WhyFacts(QWidget):
    """Short lines in the small font, wrapped where they are longer than the panel is wide."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(_("Beside the losses"))
        self._theme = theme
        self._labels: list[QLabel] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 4, 0, 4)
        self._lines.setSpacing(2)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What the lines say."""
        return [label.text() for label in self._labels if not label.isHidden()]

    def show_lines(self, texts: Sequence[str]) -> None:
        """Show these lines; without any the widget takes no room."""
        for _each in texts[len(self._labels) :]:
            label = QLabel()
            label.setFont(self._theme.font("small"))
            label.setProperty("role", "secondary")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self._lines.addWidget(label)
            self._labels.append(label)
        for place, label in enumerate(self._labels):
            label.setVisible(place < len(texts))
            if place < len(texts):
                label.setText(texts[place])
        self.setVisible(bool(texts))
