"""What a why card tells above its losses, a line for each: lists, changes, relapses, remarks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.wording import _
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel


class WhyFacts(QWidget):
    """Lines that are cut where there is no room, and whole in their tool tips."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(_("Beside the losses"))
        self._theme = theme
        self._labels: list[ElidedLabel] = []
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
            label = ElidedLabel(self._theme, "small", "text.secondary")
            self._lines.addWidget(label)
            self._labels.append(label)
        for place, label in enumerate(self._labels):
            label.setVisible(place < len(texts))
            if place < len(texts):
                label.setText(texts[place])
                label.setAccessibleName(texts[place])
        self.setVisible(bool(texts))
