"""The left side of the first page: the name of the program, the steps, the skyline."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from inspector import __version__
from inspector.paths import resource
from inspector.wording import _, language
from ui.theme import Theme

_SKYLINE = QSize(296, 124)


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


class Letterhead(QFrame):
    """Says which program this is and how far one is; `spoken` and `lit` ask for another look."""

    spoken = Signal(str)
    lit = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("letterhead")
        self._theme = theme
        self._badges: list[QLabel] = []
        self._facts: list[QLabel] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 56, 40, 24)
        layout.setSpacing(0)
        for part in self._title():
            layout.addWidget(part)
        layout.addSpacing(24)
        layout.addLayout(self._steps())
        layout.addStretch(1)
        self.skyline = Skyline(theme)
        layout.addWidget(self.skyline)
        layout.addSpacing(16)
        layout.addLayout(self._foot())

    def say(self, step: int, fact: str, *, is_done: bool) -> None:
        """Say the present answer of a step (from 0) and whether it will do."""
        self._facts[step].setText(fact)
        badge = self._badges[step]
        badge.setProperty("done", is_done)
        if is_done:
            badge.setPixmap(self._theme.pixmap("check", "state.conforming", 14))
        else:
            badge.setText(str(step + 1))
        badge.style().unpolish(badge)
        badge.style().polish(badge)

    def _title(self) -> tuple[QWidget, ...]:
        title = QLabel(_("Civilized-City inspection"))
        # Larger text would break the name in the middle of a word.
        title.setFont(self._theme.font("letterhead" if self._theme.scaled(100) < 115 else "large"))
        title.setProperty("role", "accent")
        title.setWordWrap(True)
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
        space = QWidget()
        space.setFixedHeight(16)
        below = QWidget()
        below.setFixedHeight(16)
        return title, space, rule, below, about

    def _steps(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, word in enumerate((_("Who you are"), _("Workspace"), _("Criteria and sites"))):
            badge = QLabel()
            badge.setObjectName("step")
            badge.setFixedSize(24, 24)
            badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
            fact = QLabel()
            fact.setFont(self._theme.font("small"))
            fact.setProperty("role", "tertiary")
            grid.addWidget(badge, 3 * row, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(QLabel(word), 3 * row, 1)
            grid.addWidget(fact, 3 * row + 1, 1)
            grid.setRowMinimumHeight(3 * row + 2, 20)
            self._badges.append(badge)
            self._facts.append(fact)
        return grid

    def _foot(self) -> QVBoxLayout:
        version = QLabel(_("Version {version}").format(version=__version__))
        version.setFont(self._theme.font("small"))
        version.setProperty("role", "tertiary")
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
        foot.addWidget(version)
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
