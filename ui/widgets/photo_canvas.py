"""A photo shown large: zoomed, moved and turned for the eye only, with its marks over it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from inspector.domain.photo import Mark, MarkKind
from inspector.wording import _
from ui.theme import Theme
from ui.widgets.photo_marks import mark_between, paint_marks, points_of, text_box

STEP = 1.25
_LARGEST = 8.0
_LINE = 3.0
_NEAR = 8.0
_SHORTEST = 0.01


class PhotoCanvas(QWidget):
    """Paints a photo and its marks; `drawn` tells of a new mark, `zoomed` of another size."""

    drawn = Signal(object)
    zoomed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._levels: tuple[QPixmap, ...] = ()
        self._size = QSize()
        self._marks: tuple[Mark, ...] = ()
        self._zoom: float | None = None
        self._pan = QPointF()
        self._turns = 0
        self._tool: MarkKind | None = None
        self._from: QPointF | None = None
        self._to = QPointF()
        self.text = QLineEdit(self)
        self.text.setAccessibleName(_("Text of the mark"))
        self.text.setPlaceholderText(_("Text, then Enter"))
        self.text.returnPressed.connect(self._on_text)
        self.text.hide()
        self.setMinimumSize(320, 240)
        self.setAccessibleName(_("Photo"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def show_picture(self, levels: Sequence[QImage], size: QSize) -> None:
        """Show a photo, given from large to small, that counts as of this size in pixels."""
        self._levels = tuple(QPixmap.fromImage(level) for level in levels)
        self._size = size
        self.update()
        self.zoomed.emit()

    def begin(self) -> None:
        """Show another photo next: whole, upright and without a tool."""
        self._levels, self._size = (), QSize()
        self._zoom, self._pan, self._turns = None, QPointF(), 0
        self.choose_tool(None)

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Lay these marks over the photo."""
        self._marks = marks
        self.update()

    def choose_tool(self, tool: MarkKind | None) -> None:
        """Draw this with the pointer, or move the photo with it."""
        self._tool, self._from = tool, None
        self.text.hide()
        self.setCursor(
            Qt.CursorShape.OpenHandCursor if tool is None else Qt.CursorShape.CrossCursor
        )
        self.update()

    @property
    def tool(self) -> MarkKind | None:
        """What the pointer draws."""
        return self._tool

    @property
    def has_picture(self) -> bool:
        """Whether a photo is shown, be it only its thumbnail."""
        return bool(self._levels)

    @property
    def scale(self) -> float:
        """Screen pixels for a pixel of the photo."""
        return self._fitting() if self._zoom is None else self._zoom

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Show the photo larger or smaller, the point under the pointer staying where it is."""
        if self._size.isEmpty():
            return
        middle = QRectF(self.rect()).center()
        held = (at or middle) - middle - self._pan
        before = self.scale
        after = min(max(before * factor, min(self._fitting(), 1.0)), _LARGEST)
        self._zoom = after
        self._pan -= held * (after / before - 1)
        self._changed()

    def zoom_to_fit(self) -> None:
        """Show the whole photo."""
        self._zoom, self._pan = None, QPointF()
        self._changed()

    def turn(self) -> None:
        """Turn the photo to the right for the eye; nothing is saved of it."""
        self._turns = (self._turns + 1) % 4
        self.zoom_to_fit()

    def move_by(self, x: float, y: float) -> None:
        """Move the photo by screen pixels."""
        self._pan += QPointF(x, y)
        self._changed()

    def mark_at(self, place: QPointF) -> int:
        """The topmost mark at a point of the widget, -1 where there is none."""
        point = self._placed().inverted()[0].map(place)
        rect, scale = QRectF(0, 0, self._size.width(), self._size.height()), self.scale
        for number in range(len(self._marks) - 1, -1, -1):
            mark = self._marks[number]
            first, last = points_of(mark, rect)
            box = QRectF(first, last).normalized()
            if mark.kind is MarkKind.TEXT:
                box = text_box(first, mark.text, _LINE / scale)
            reach = _NEAR / scale
            if box.adjusted(-reach, -reach, reach, reach).contains(point):
                return number
        return -1

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface.sunken"))
        if self._levels:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setTransform(self._placed())
            whole = QRectF(0, 0, self._size.width(), self._size.height())
            level = self._level()
            painter.drawPixmap(whole, level, QRectF(level.rect()))
            paint_marks(painter, whole, self._marks_now(), _LINE / self.scale)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._changed()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if steps:
            self.zoom(STEP**steps, event.position())
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._size.isEmpty():
            return
        self._from = self._to = event.position()
        if self._tool is MarkKind.TEXT:
            self._ask_text(event.position())
        elif self._tool is None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None or self._tool is MarkKind.TEXT:
            return
        if self._tool is None:
            step = event.position() - self._to
            self.move_by(step.x(), step.y())
        self._to = event.position()
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._tool is None:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        if self._from is None or self._tool is MarkKind.TEXT:
            return
        mark = self._mark_under_way()
        self._from = None
        if mark and max(abs(mark.x1 - mark.x0), abs(mark.y1 - mark.y0)) >= _SHORTEST:
            self.drawn.emit(mark)
        self.update()

    def _ask_text(self, at: QPointF) -> None:
        self.text.clear()
        self.text.resize(220, 32)
        self.text.move(
            min(int(at.x()), self.width() - self.text.width()),
            min(int(at.y()), self.height() - self.text.height()),
        )
        self.text.show()
        self.text.setFocus()

    def _on_text(self) -> None:
        written, start = self.text.text().strip(), self._from
        self.text.hide()
        self.setFocus()
        self._from = None
        if written and start is not None:
            point = self._share(start)
            self.drawn.emit(mark_between(MarkKind.TEXT, point, point, written))

    def _marks_now(self) -> tuple[Mark, ...]:
        mark = self._mark_under_way()
        return self._marks if mark is None else (*self._marks, mark)

    def _mark_under_way(self) -> Mark | None:
        if self._from is None or self._tool is None or self._tool is MarkKind.TEXT:
            return None
        return mark_between(self._tool, self._share(self._from), self._share(self._to))

    def _share(self, place: QPointF) -> QPointF:
        point = self._placed().inverted()[0].map(place)
        return QPointF(point.x() / self._size.width(), point.y() / self._size.height())

    def _placed(self) -> QTransform:
        """From pixels of the photo to those of the widget."""
        middle = QRectF(self.rect()).center() + self._pan
        placed = QTransform.fromTranslate(middle.x(), middle.y())
        placed.rotate(90 * self._turns)
        placed.scale(self.scale, self.scale)
        placed.translate(-self._size.width() / 2, -self._size.height() / 2)
        return placed

    def _fitting(self) -> float:
        if self._size.isEmpty():
            return 1.0
        size = self._size.transposed() if self._turns % 2 else self._size
        return min(self.width() / size.width(), self.height() / size.height(), _LARGEST)

    def _level(self) -> QPixmap:
        """The smallest picture that is not blurred at this size: large ones are slow to shrink."""
        needed = self.scale * self.devicePixelRatioF() * self._size.width()
        return next(
            (each for each in reversed(self._levels) if each.width() >= needed), self._levels[0]
        )

    def _changed(self) -> None:
        self.update()
        self.zoomed.emit()
