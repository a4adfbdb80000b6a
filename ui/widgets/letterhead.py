"""The letterhead of the first page, at its left or as a band above it: name, steps, skyline."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from inspector import __version__
from inspector.paths import resource
from inspector.wording import _, language
from ui.theme import Theme

_SKYLINE = QSize(296, 124)
_BAND = 96
# The room of a letterhead at the left, and of a band.
_MARGINS = {False: (48, 56, 40, 24), True: (24, 0, 16, 0)}
_ANY = 16_777_215


class Skyline(QWidget):
    """Houses of a town in hairlines, with one red flag."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(_SKYLINE.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        drawing = resource("icons", "skyline.svg").read_text(encoding="utf-8")
        drawing = drawing.replace("currentColor", theme.colour("line.strong").name())
        drawing = drawing.replace("accentColor", theme.colour("accent.fill").name())
        painter = QPainter(self)
        width = min(self.width(), _SKYLINE.width())
        place = QRectF(0, 0, width, _SKYLINE.height() * width / _SKYLINE.width())
        place.moveBottom(self.height())
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, place)
        painter.end()


class _Step(QWidget):
    """A question of the first page, and whether it is answered."""

    def __init__(self, theme: Theme, word: str) -> None:
        super().__init__()
        self.badge = QLabel()
        self.badge.setObjectName("step")
        self.badge.setFixedSize(24, 24)
        self.badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.fact = QLabel()
        self.fact.setFont(theme.font("small"))
        self.fact.setProperty("role", "tertiary")
        self.fact.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.badge, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(QLabel(word), 0, 1)
        grid.addWidget(self.fact, 1, 1)


class Letterhead(QFrame):
    """Says which program this is and how far one is; `spoken` and `lit` ask for another look."""

    spoken = Signal(str)
    lit = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("letterhead")
        self._theme = theme
        self._title = QLabel(_("Civilized-City inspection"))
        self._title.setProperty("role", "accent")
        words = (_("Who you are"), _("Workspace"), _("Criteria and sites"))
        self._steps = [_Step(theme, word) for word in words]
        self._below = self._made_below()
        self._across = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        for step in self._steps:
            self._across.addWidget(step)
        self.skyline = Skyline(theme)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._below)
        self._layout.addLayout(self._across)
        self._layout.addStretch(1)
        self._layout.addWidget(self.skyline)
        self._layout.addLayout(self._foot())
        self.show_beside(392)

    def say(self, step: int, fact: str, *, is_done: bool) -> None:
        """Say the present answer of a step (from 0) and whether it will do."""
        self._steps[step].fact.setText(fact)
        badge = self._steps[step].badge
        badge.setProperty("done", is_done)
        if is_done:
            badge.setPixmap(self._theme.pixmap("check", "state.conforming", 14))
        else:
            badge.setText(str(step + 1))
        badge.style().unpolish(badge)
        badge.style().polish(badge)

    def show_beside(self, width: int) -> None:
        """Stand at the left of the form."""
        # Larger text would break the name in the middle of a word.
        is_large = self._theme.scaled(100) >= 115
        self._arrange(QBoxLayout.Direction.TopToBottom, "large" if is_large else "letterhead")
        self.setFixedWidth(width)
        self.setMinimumHeight(0)
        self.setMaximumHeight(_ANY)

    def show_above(self) -> None:
        """Lie above the form as a band."""
        self._arrange(QBoxLayout.Direction.LeftToRight, "page")
        self.setFixedHeight(_BAND)
        self.setMinimumWidth(0)
        self.setMaximumWidth(_ANY)

    def _arrange(self, direction: QBoxLayout.Direction, font: str) -> None:
        is_band = direction is QBoxLayout.Direction.LeftToRight
        self._layout.setDirection(direction)
        self._layout.setContentsMargins(*_MARGINS[is_band])
        self._layout.setSpacing(24 if is_band else 16)
        self._across.setDirection(direction)
        self._across.setSpacing(16 if is_band else 20)
        self._title.setFont(self._theme.font(font))
        self._title.setWordWrap(not is_band)
        for part in (self._below, self.skyline, self._version):
            part.setVisible(not is_band)
        for step in self._steps:
            step.fact.setVisible(not is_band)
            # As high as its words, so that it stands in the middle of the band.
            policy = QSizePolicy.Policy.Maximum if is_band else QSizePolicy.Policy.Preferred
            step.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        if self.property("band") != is_band:
            self.setProperty("band", is_band)
            self.style().unpolish(self)
            self.style().polish(self)

    def _made_below(self) -> QWidget:
        """What stands below the name: the double rule, and what the program is for."""
        rule = QFrame()
        rule.setObjectName("letterheadRule")
        rule.setFixedHeight(6)
        about = QLabel(
            _(
                "Score on site, rank by week and month. Works without a network; "
                "the data stay in the folder that you choose."
            )
        )
        about.setWordWrap(True)
        about.setProperty("role", "secondary")
        below = QWidget()
        layout = QVBoxLayout(below)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(16)
        layout.addWidget(rule)
        layout.addWidget(about)
        return below

    def _foot(self) -> QVBoxLayout:
        self._version = QLabel(_("Version {version}").format(version=__version__))
        self._version.setFont(self._theme.font("small"))
        self._version.setProperty("role", "tertiary")
        links = QHBoxLayout()
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(0)
        # Each language is named in itself: who needs the button may not read the other one.
        for code, word in (("zh_CN", "中文"), ("en", "English")):
            links.addWidget(self._link(word, code == language(), self.spoken, code))
        links.addSpacing(8)
        for wish, word in (("light", _("Light")), ("dark", _("Dark"))):
            is_now = (wish == "dark") == self._theme.is_dark
            links.addWidget(self._link(word, is_now, self.lit, wish))
        links.addStretch(1)
        foot = QVBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self._version)
        foot.addLayout(links)
        return foot

    def _link(self, word: str, is_now: bool, signal: SignalInstance, value: str) -> QPushButton:
        button = QPushButton(word)
        button.setObjectName("link")
        button.setFont(self._theme.font("small"))
        button.setCheckable(True)
        button.setChecked(is_now)
        button.clicked.connect(lambda: signal.emit(value))
        return button
