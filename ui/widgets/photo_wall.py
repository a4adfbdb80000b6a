"""Photos of a site as a wall of small pictures, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from inspector.domain.photo import Photo
from inspector.wording import _
from ui.theme import Theme
from ui.widgets.photo_cells import CELL_HEIGHT, CELL_WIDTH, paint_cover, paint_ring, paint_warning
from ui.widgets.thumbnails import Thumbnails

_GAP = 8
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class PhotoWall(QWidget):
    """Paints the photos that are visible; `opened` has the place of the one that was chosen."""

    opened = Signal(int)

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme = theme
        self._thumbnails = thumbnails
        self._photos: Sequence[Photo] = ()
        self._current = 0
        self.setAccessibleName(_("Photos"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        thumbnails.ready.connect(self._on_ready)

    def set_photos(self, photos: Sequence[Photo]) -> None:
        """Show these photos."""
        self._photos = photos
        self._current = 0
        self.setAccessibleName(_("Photos") + f" · {len(photos)}")
        self.setVisible(bool(photos))
        self._fit()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(CELL_WIDTH, self._height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, photo in enumerate(self._photos):
            rect = self._cell(place)
            if not rect.intersects(event.rect()):
                continue
            picture = self._thumbnails.get(photo.sha256, photo.format)
            if picture is not None:
                paint_cover(painter, rect, picture)
            else:
                painter.fillRect(rect, self._theme.colour("line.hair"))
                if self._thumbnails.is_broken(photo.sha256):
                    paint_warning(painter, rect, self._theme)
            if place == self._current and self.hasFocus():
                paint_ring(painter, rect, self._theme)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place in range(len(self._photos)):
            if self._cell(place).contains(event.position().toPoint()):
                self._current = place
                self.update()
                self.opened.emit(place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = _STEPS | {Qt.Key.Key_Up: -self._columns(), Qt.Key.Key_Down: self._columns()}
        if key in steps and 0 <= self._current + steps[key] < len(self._photos):
            self._current += steps[key]
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._photos:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _columns(self) -> int:
        return max(1, (self.width() + _GAP) // (CELL_WIDTH + _GAP))

    def _cell(self, place: int) -> QRect:
        row, column = divmod(place, self._columns())
        left, top = column * (CELL_WIDTH + _GAP), row * (CELL_HEIGHT + _GAP)
        return QRect(left, top, CELL_WIDTH, CELL_HEIGHT)

    def _height(self) -> int:
        rows = -(-len(self._photos) // self._columns())
        return max(0, rows * (CELL_HEIGHT + _GAP) - _GAP)

    def _fit(self) -> None:
        self.setFixedHeight(self._height())

    def _on_ready(self, sha256: bytes) -> None:
        if any(photo.sha256 == sha256 for photo in self._photos):
            self.update()
