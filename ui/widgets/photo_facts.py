"""What is known of a photo, beside it: time, place, size, the original's state, where it hangs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from inspector.domain.photo import Photo, PhotoState, PhotoView
from inspector.domain.visit import PhotoUse
from inspector.wording import _
from inspector.wording import photo as wording
from inspector.wording import visit as visit_wording
from ui.theme import Theme

# The width of the panel in pixels: beside a window of usual size, and beside a large one.
_WIDTHS = {False: 264, True: 352}
_SIGN = 16


class PhotoFacts(QScrollArea):
    """A narrow panel of facts in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.facts = QLabel()
        self.state = QLabel()
        self.uses = QLabel()
        self._sign = QLabel()
        self._headings: list[QLabel] = []
        state = QHBoxLayout()
        state.setSpacing(8)
        state.addWidget(self._sign)
        state.addWidget(self.state, 1)
        panel = QWidget()
        panel.setObjectName("pane")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(self._heading(_("Photo")))
        layout.addWidget(self.facts)
        layout.addSpacing(8)
        layout.addWidget(self._heading(_("Original")))
        layout.addLayout(state)
        layout.addSpacing(8)
        layout.addWidget(self._heading(_("Belongs to")))
        layout.addWidget(self.uses)
        layout.addStretch(1)
        for label in (self.facts, self.state, self.uses):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWidget(panel)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.show_roomy(False)

    def show_roomy(self, is_roomy: bool) -> None:
        """Show larger words, as they are read from farther away beside a large picture."""
        self.setFixedWidth(self._theme.scaled(_WIDTHS[is_roomy]))
        for label in (self.facts, self.state, self.uses):
            label.setFont(self._theme.font("roomy" if is_roomy else "body"))
        for heading in self._headings:
            heading.setFont(self._theme.font("body" if is_roomy else "small"))

    def wait(self) -> None:
        """Show that the facts are being fetched."""
        for label in (self.facts, self.state, self.uses):
            label.setText("…")
        self._sign.clear()

    def show_photo(self, view: PhotoView, photo: Photo | None, uses: Sequence[PhotoUse]) -> None:
        """Show what the database says; a photo may be named here before its bytes arrive."""
        self.uses.setText("\n".join(wording.use(each) for each in uses))
        if photo is None:
            self.facts.setText(_("The photo has not arrived on this computer yet."))
            self.state.clear()
            return
        lines = (visit_wording.view(view), wording.taken(photo), wording.place(photo))
        self.facts.setText("\n".join((*lines, wording.size(photo))))

    def show_state(self, state: PhotoState) -> None:
        """Show what became of the original."""
        is_whole = state is PhotoState.WHOLE
        icon, ink = ("shield", "state.conforming") if is_whole else ("warning", "state.deducted")
        self._sign.setPixmap(self._theme.icon(icon, ink).pixmap(QSize(_SIGN, _SIGN)))
        self.state.setText(wording.state(state))

    def _heading(self, text: str) -> QLabel:
        heading = QLabel(text)
        heading.setProperty("role", "tertiary")
        self._headings.append(heading)
        return heading
