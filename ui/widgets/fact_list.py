"""Labels with what stands under them, and with what stood there before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from inspector.wording import _
from ui.models.scheme_facts import Fact
from ui.theme import Theme


class FactList(QScrollArea):
    """A panel of facts with a heading, to be read and copied."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[str, Sequence[Fact]] = ("", ())
        theme.changed.connect(lambda: self.show_facts(*self._shown))
        self.show_facts("", ())

    def show_facts(self, heading: str, facts: Sequence[Fact]) -> None:
        """Show a heading and facts; what stood here before is taken away."""
        self._shown = heading, facts
        inside = QWidget()
        inside.setObjectName("pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 16, 16)
        column.setSpacing(2)
        if heading:
            column.addWidget(self._label(heading, "title"))
        for fact in facts:
            column.addSpacing(10)
            column.addWidget(self._label(fact.label, "small", "tertiary"))
            if fact.was is None:
                column.addWidget(self._label(fact.value or "—", "body"))
                continue
            before = self._label(_("was: {text}").format(text=fact.was or "—"), "body", "tertiary")
            struck = before.font()
            struck.setStrikeOut(True)
            before.setFont(struck)
            column.addWidget(before)
            column.addWidget(self._label(_("now: {text}").format(text=fact.value or "—"), "strong"))
        column.addStretch(1)
        self.setWidget(inside)

    def texts(self) -> list[str]:
        """Everything that is said, from the top."""
        inside = self.widget()
        return [label.text() for label in inside.findChildren(QLabel)] if inside else []

    def _label(self, text: str, font: str, role: str = "") -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFont(self._theme.font(font))
        label.setProperty("role", role)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
