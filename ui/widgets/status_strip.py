"""The strip at the bottom: where one is, what is saved, and the keys of the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from inspector.domain.visit import VisitState
from inspector.errors import InspectorError
from inspector.services import visit
from inspector.services.workspace import Workspace
from inspector.wording import _, ngettext
from inspector.wording.visit import week
from ui.jobs import Jobs
from ui.theme import Theme
from ui.widgets.key_cap import KeyCap

_HEIGHT = 24
_FACTS = ("workspace", "week", "device", "saved", "open")


class StatusStrip(QFrame):
    """Facts at the left, in an order that stays, and keys at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("status")
        self.setFixedHeight(theme.scaled(_HEIGHT))
        self._facts: dict[str, QLabel] = {}
        self._left = QHBoxLayout()
        self._left.setSpacing(8)
        self._right = QHBoxLayout()
        self._right.setSpacing(6)
        self._lines: dict[str, QFrame] = {}
        for fact in _FACTS:
            self._add(fact)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.addLayout(self._left)
        layout.addStretch(1)
        layout.addLayout(self._right)

    def follow(self, ws: Workspace, jobs: Jobs) -> None:
        """Say what holds for a workspace from now on: week, laptop, what is saved and open."""
        self.say("device", ws.device.name)
        self._count(ws, jobs)
        jobs.touched.connect(lambda kinds: self._on_touched(ws, jobs, kinds))

    def say(self, fact: str, text: str) -> None:
        """Show a fact; an empty one takes no room."""
        self._facts[fact].setText(text)
        self._facts[fact].setVisible(bool(text))
        said = [each for each in _FACTS if self._facts[each].text()]
        for each, line in self._lines.items():
            line.setVisible(each in said[1:])

    def text(self, fact: str) -> str:
        """What is said of a fact now."""
        return self._facts[fact].text()

    def saved(self, moment: datetime) -> None:
        """Say when something was last saved."""
        self.say("saved", _("✓ Saved {time}").format(time=moment.astimezone().strftime("%H:%M:%S")))

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show the keys of a page: (key, what it does)."""
        while item := self._right.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for key, does in keys:
            word = QLabel(does)
            word.setFont(self._theme.font("small"))
            word.setProperty("role", "secondary")
            for widget in (KeyCap(key, self._theme), word):
                self._right.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
            self._right.addWidget(_gap())

    def _add(self, fact: str) -> None:
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedSize(1, 12)
        label = QLabel()
        label.setFont(self._theme.font("small"))
        label.setProperty("role", "secondary")
        for widget in (line, label):
            widget.hide()
            self._left.addWidget(widget)
        self._lines[fact], self._facts[fact] = line, label

    def _on_touched(self, ws: Workspace, jobs: Jobs, kinds: frozenset[str]) -> None:
        self.saved(datetime.now().astimezone())
        if "visit" in kinds:
            self._count(ws, jobs)

    def _count(self, ws: Workspace, jobs: Jobs) -> None:
        self.say("week", week(ws.today()))
        job = jobs.run(lambda _progress: len(visit.list_(ws, state=VisitState.OPEN)))
        job.succeeded.connect(self._say_open)
        job.failed.connect(_pass_over)

    def _say_open(self, count: int) -> None:
        said = ngettext("{n} open visit", "{n} open visits", count).format(n=count)
        self.say("open", said if count else "")


def _pass_over(error: Exception) -> None:
    # The page says what is refused; the strip only leaves its count as it was.
    if not isinstance(error, InspectorError):
        raise error


def _gap() -> QWidget:
    gap = QWidget()
    gap.setFixedWidth(4)
    return gap
