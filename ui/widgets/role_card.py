"""The cards of the roles: icon, name, what one does in it, its pages."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton
from typing_extensions import override

from inspector.wording import _
from ui.theme import Theme
from ui.widgets.key_cap import cap_height, cap_width, paint_cap

_PADDING, _ICON, _BADGE = 16, 24, 16
_SIZE = QSize(200, 120)


class RoleCard(QAbstractButton):
    """One of several roles; the chosen one has the red frame and a tick instead of its key."""

    def __init__(self, theme: Theme, key: str, icon: str, word: str, does: str, pages: str) -> None:
        super().__init__()
        self._theme = theme
        self._key = key
        self._icon_name = icon
        self._does = does
        self._pages = pages
        self.setText(word)
        self.setAccessibleName(word)
        self.setAccessibleDescription(does)
        self.setToolTip(f"{word} ({key})")
        self.setCheckable(True)
        self.setMinimumSize(self.sizeHint())

    @override
    def sizeHint(self) -> QSize:
        return QSize(_SIZE.width(), self._theme.scaled(_SIZE.height()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        ink = "accent.text" if self.isChecked() else "text.secondary"
        top = _PADDING
        icon = theme.icon(self._icon_name, ink)
        line = theme.scaled(_ICON)
        icon.paint(painter, _PADDING, top + (line - _ICON) // 2, _ICON, _ICON)
        self._write(painter, "title", "text.primary", _PADDING + _ICON + 8, top, self.text())
        top += line + theme.scaled(6)
        bottom = self.height() - _PADDING - theme.scaled(18)
        self._write_wrapped(painter, top, bottom)
        top = bottom
        self._write(painter, "small", "text.tertiary", _PADDING, top, self._pages)
        self._paint_corner(painter)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        theme = self._theme
        paper = "surface.selected" if self.isChecked() else "surface.page"
        if self.underMouse() and not self.isChecked():
            paper = "surface.hover"
        width = 2 if self.isChecked() else 1
        line = "accent.line" if self.isChecked() else "line.control"
        painter.setPen(QPen(theme.colour(line), width))
        painter.setBrush(theme.colour(paper))
        edge = width / 2 + 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus.ring"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _paint_corner(self, painter: QPainter) -> None:
        theme = self._theme
        right, top = self.width() - _PADDING, _PADDING + (theme.scaled(_ICON) - _BADGE) // 2
        if not self.isChecked():
            width, height = cap_width(theme, self._key), cap_height(theme)
            top = _PADDING + (theme.scaled(_ICON) - height) // 2
            paint_cap(painter, QRectF(right - width, top, width, height), self._key, theme)
            return
        badge = QRectF(right - _BADGE, top, _BADGE, _BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent.fill"))
        painter.drawEllipse(badge)
        theme.icon("check", "accent.on").paint(painter, badge.toRect().adjusted(2, 2, -2, -2))

    def _write_wrapped(self, painter: QPainter, top: int, bottom: int) -> None:
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.colour("text.secondary"))
        room = QRectF(_PADDING, top, self.width() - 2 * _PADDING, bottom - top)
        painter.drawText(room, Qt.TextFlag.TextWordWrap, self._does)

    def _write(
        self, painter: QPainter, role: str, ink: str, left: int, top: int, text: str
    ) -> None:
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.colour(ink))
        room = QRectF(left, top, self.width() - left - _PADDING, self._theme.scaled(24))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


def role_cards(theme: Theme) -> dict[str, RoleCard]:
    """A card for each role, in the order of their keys."""
    places = " · ".join((_("Inspect"), _("Sites")))
    told = {
        "inspector": ("visit", _("Field inspector"), _("Scores and photographs on site."), places),
        "office": (
            "stack",
            _("Office"),
            _("Collects, checks, ranks and publishes."),
            _("All pages"),
        ),
        "leader": (
            "flag",
            _("Leadership"),
            _("Reads the rankings and asks why."),
            _("Red & black · Rankings"),
        ),
    }
    return {
        role: RoleCard(theme, str(key), *words) for key, (role, words) in enumerate(told.items(), 1)
    }
