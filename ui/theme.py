"""The look that all windows share: colours by token, fonts by role, icons tinted to match."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from inspector.paths import resource

FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "PingFang SC",
)
# Sizes in logical pixels before the text-size setting, and whether the role is strong.
ROLES = {
    "key": (11, False),
    "small": (12, False),
    "body": (13, False),
    "strong": (13, True),
    "roomy": (15, False),
    "title": (15, True),
    "page": (18, True),
    "number": (18, True),
    "large": (28, True),
    "letterhead": (34, True),
}
_PALETTE = {
    QPalette.ColorRole.Window: "surface.window",
    QPalette.ColorRole.Base: "surface.page",
    QPalette.ColorRole.AlternateBase: "surface.sunken",
    QPalette.ColorRole.Text: "text.primary",
    QPalette.ColorRole.WindowText: "text.primary",
    QPalette.ColorRole.ButtonText: "text.primary",
    QPalette.ColorRole.Button: "surface.page",
    QPalette.ColorRole.PlaceholderText: "text.tertiary",
    QPalette.ColorRole.Highlight: "surface.selected",
    QPalette.ColorRole.HighlightedText: "text.primary",
    QPalette.ColorRole.Link: "accent.text",
}


class Theme(QObject):
    """Colours, fonts and icons of the look chosen now; `changed` tells painters to look again."""

    changed = Signal()

    def __init__(self, application: QApplication, wish: str = "system", scale: float = 1.0) -> None:
        super().__init__()
        self.application = application
        self._wish, self._scale = wish, scale
        self._colours: dict[str, QColor] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._folder = QTemporaryDir()
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self.choose(wish, scale)

    @property
    def is_dark(self) -> bool:
        """Whether the dark look is shown."""
        if self._wish == "system":
            scheme = self.application.styleHints().colorScheme()
            return scheme == Qt.ColorScheme.Dark
        return self._wish == "dark"

    def choose(self, wish: str, scale: float) -> None:
        """Show system, light or dark, with text larger or smaller by a factor."""
        self._wish, self._scale = wish, scale
        tokens = _tokens()["dark" if self.is_dark else "light"]
        self._colours = {name: QColor(value) for name, value in tokens.items()}
        self._icons.clear()
        palette = QPalette()
        for role, name in _PALETTE.items():
            palette.setColor(role, self.colour(name))
        self.application.setPalette(palette)
        self.application.setFont(self.font("body"))
        self.application.setStyleSheet(self._style_sheet(tokens))
        self.changed.emit()

    def colour(self, name: str) -> QColor:
        """The colour of a token."""
        return self._colours[name]

    def fill(self, painter: QPainter, rect: QRect, name: str) -> None:
        """Fill a rectangle with the colour of a token, and draw without lines from then on.

        Cheaper at the start than `fillRect`, before which PySide makes all the named gradients.
        """
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour(name))
        painter.drawRect(rect)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def font(self, role: str) -> QFont:
        """The font of a role of ROLES, with equal digits."""
        pixels, is_strong = ROLES[role]
        font = QFont(list(FAMILIES))
        font.setPixelSize(round(pixels * self._scale))
        font.setFeature(QFont.Tag("tnum"), 1)
        if is_strong:
            font.setWeight(_strong_weight())
        return font

    def scaled(self, pixels: int) -> int:
        """A length that grows with the text."""
        return round(pixels * self._scale)

    def icon(self, name: str, colour: str = "text.secondary") -> QIcon:
        """An icon of resources/icons in the colour of a token."""
        key = (name, colour)
        if key not in self._icons:
            self._icons[key] = QIcon(self.pixmap(name, colour, 40))
        return self._icons[key]

    def pixmap(self, name: str, colour: str, size: int) -> QPixmap:
        """An icon drawn at a size in pixels."""
        drawn = QPixmap(QSize(size, size))
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        QSvgRenderer(_svg(name, self.colour(colour).name()).encode()).render(painter)
        painter.end()
        return drawn

    def _style_sheet(self, tokens: dict[str, str]) -> str:
        def value(found: re.Match[str]) -> str:
            name = found[1]
            if name == "icon.check-on":
                return self._picture("check", "accent.on")
            if name.startswith("icon."):
                return self._picture(name.removeprefix("icon."), "text.tertiary")
            return tokens[name]

        def height(found: re.Match[str]) -> str:
            return f"min-height: {self.scaled(int(found[1]))}px"

        text = resource("theme", "common.qss").read_text(encoding="utf-8")
        text = re.sub(r"min-height: (\d+)px", height, text)
        return re.sub(r"@([a-z_]+(?:\.[a-z_-]+)+)", value, text)

    def _picture(self, name: str, colour: str) -> str:
        path = Path(self._folder.path()) / f"{name}-{self.colour(colour).name()[1:]}.svg"
        path.write_text(_svg(name, self.colour(colour).name()), encoding="utf-8")
        return path.as_posix()

    def _on_system_changed(self) -> None:
        if self._wish == "system":
            self.choose(self._wish, self._scale)


@cache
def _tokens() -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = json.loads(
        resource("theme", "tokens.json").read_text(encoding="utf-8")
    )
    return read


@cache
def _svg(name: str, colour: str) -> str:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace("currentColor", colour)


@cache
def _strong_weight() -> QFont.Weight:
    """Medium where the family has it; it would silently fall back to regular elsewhere."""
    family = next((one for one in FAMILIES if one in QFontDatabase.families()), "")
    has_medium = bool(family) and "Medium" in QFontDatabase.styles(family)
    return QFont.Weight.Medium if has_medium else QFont.Weight.Bold
