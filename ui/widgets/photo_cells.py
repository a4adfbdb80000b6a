"""Photos as cells of a list: the view that takes drops, and how a cell is painted."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from inspector.wording import _
from ui.models.photo_list import CELL, PhotoCell, TrayCell, TrayState
from ui.theme import Theme
from ui.widgets.key_cap import cap_height, cap_width, paint_cap
from ui.widgets.photo_marks import paint_marks
from ui.widgets.photo_saving import photos_in
from ui.widgets.thumbnails import Thumbnails

CELL_WIDTH, CELL_HEIGHT = 82, 64
TRAY_WIDTH, TRAY_HEIGHT = 160, 128
_BAR = 12
_GAP = 8
_MOST_ROWS = 3
_RADIUS = 2

Index = QModelIndex | QPersistentModelIndex
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_STRIP_KEYS = _ENTER | {Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_V}
_TRAY_KEYS = _ENTER | {Qt.Key.Key_Delete, Qt.Key.Key_S, Qt.Key.Key_Up, Qt.Key.Key_Down}
_DIGITS = frozenset(Qt.Key(Qt.Key.Key_0 + digit) for digit in range(1, 10))


class PhotoView(QListView):
    """Photo cells in rows as wide as the view; drops and the keys for a photo are told on."""

    dropped = Signal(list)
    pressed_key = Signal(QKeyEvent)
    own_keys: ClassVar[frozenset[Qt.Key]] = _STRIP_KEYS

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def fit(self) -> None:
        """Take the height that the photos need, up to three rows."""
        width = max(self.width(), CELL_WIDTH)
        columns = max(1, (width + _GAP) // (CELL_WIDTH + _GAP))
        self.setGridSize(QSize(min(width // columns, CELL_WIDTH + _GAP), CELL_HEIGHT + _GAP))
        count = self.model().rowCount() if self.model() else 0
        rows = min(max(1, -(-count // columns)), _MOST_ROWS)
        self.setFixedHeight(rows * (CELL_HEIGHT + _GAP))

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        if e.size().width() != e.oldSize().width():
            self.fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in self.own_keys:
            self.pressed_key.emit(event)
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._accept(event)

    @override
    def dragMoveEvent(self, e: QDragMoveEvent) -> None:
        self._accept(e)

    @override
    def dropEvent(self, e: QDropEvent) -> None:
        if sources := photos_in(e.mimeData()):
            e.acceptProposedAction()
            self.dropped.emit(sources)

    def _accept(self, event: QDragMoveEvent) -> None:
        mime = event.mimeData()
        if mime.hasUrls() or mime.hasImage():
            event.acceptProposedAction()


class TrayView(PhotoView):
    """Larger cells in one row that scrolls sideways."""

    own_keys = _TRAY_KEYS | _DIGITS

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setWrapping(False)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setViewportMargins(16, 0, 16, 0)
        self.fit()

    @override
    def fit(self) -> None:
        self.setGridSize(QSize(TRAY_WIDTH + _GAP, TRAY_HEIGHT))
        self.setFixedHeight(TRAY_HEIGHT + _BAR)


class StripDelegate(QStyledItemDelegate):
    """Paints a photo with its caption and marks, or the place for a further one."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails, view: PhotoView) -> None:
        super().__init__(view)
        self._theme = theme
        self._thumbnails = thumbnails
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # As wide as the grid, or the view would centre the cell in it.
        return self._view.gridSize()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect.topLeft(), QSize(CELL_WIDTH, CELL_HEIGHT))
        cell: PhotoCell | None = index.data(CELL)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        painter.save()
        if cell is None:
            self._paint_place(painter, rect, text)
        else:
            self._paint_photo(painter, rect, cell)
            paint_caption(painter, rect, text, self._theme)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect, self._theme)
        painter.restore()

    def _paint_photo(self, painter: QPainter, rect: QRect, cell: PhotoCell) -> None:
        facts = cell.photo
        pixmap = self._thumbnails.get(facts.sha256, facts.format) if facts else None
        if pixmap is not None:
            whole = paint_cover(painter, rect, pixmap)
            painter.setClipRect(rect)
            paint_marks(painter, whole, cell.link.marks, 1.5)
            painter.setClipping(False)
            return
        painter.fillRect(rect, self._theme.colour("line.hair"))
        if facts and self._thumbnails.is_broken(facts.sha256):
            paint_warning(painter, rect, self._theme)

    def _paint_place(self, painter: QPainter, rect: QRect, text: str) -> None:
        pen = QPen(self._theme.colour("line.control"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        size = self._theme.scaled(16)
        icon = self._theme.icon("camera").pixmap(QSize(size, size))
        painter.drawPixmap(rect.center().x() - size // 2, rect.top() + 14, icon)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour("text.secondary"))
        below = rect.adjusted(2, 34, -2, -4)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, _elided(painter, text, below.width()))


class TrayDelegate(QStyledItemDelegate):
    """Paints a photo that waits: its time, the key that hangs it, or why it cannot be taken."""

    def __init__(self, theme: Theme, view: TrayView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._view.gridSize()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect.topLeft(), QSize(TRAY_WIDTH, TRAY_HEIGHT - _GAP))
        cell: TrayCell = index.data(CELL)
        painter.save()
        if cell.state is TrayState.REFUSED:
            self._paint_refused(painter, rect, cell)
        else:
            self._paint_waiting(painter, rect, cell, index.data(Qt.ItemDataRole.DisplayRole))
            self._paint_key(painter, rect, index)
        if index.row() == self._view.currentIndex().row():
            has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
            paint_ring(painter, rect, self._theme, "focus.ring" if has_focus else "text.tertiary")
        painter.restore()

    def _paint_waiting(self, painter: QPainter, rect: QRect, cell: TrayCell, text: str) -> None:
        if cell.pixmap is not None:
            paint_cover(painter, rect, cell.pixmap)
        if cell.state is TrayState.SAVING:
            veil = self._theme.colour("surface.page")
            veil.setAlphaF(0.6)
            painter.fillRect(rect, veil)
        paint_caption(painter, rect, text, self._theme)

    def _paint_refused(self, painter: QPainter, rect: QRect, cell: TrayCell) -> None:
        painter.fillRect(rect, self._theme.colour("state.deducted.tint"))
        size = self._theme.scaled(16)
        icon = self._theme.icon("warning", "state.deducted").pixmap(QSize(size, size))
        painter.drawPixmap(rect.left() + 8, rect.top() + 8, icon)
        painter.setPen(self._theme.colour("state.deducted"))
        painter.setFont(self._theme.font("small"))
        wrapped = Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignTop
        painter.drawText(rect.adjusted(8, 28, -8, -4), int(wrapped), cell.reason)

    def _paint_key(self, painter: QPainter, rect: QRect, index: Index) -> None:
        number = index.row() - max(self._view.currentIndex().row(), 0) + 1
        if not 1 <= number <= len(_DIGITS):
            return
        key = str(number)
        wide, tall = cap_width(self._theme, key), cap_height(self._theme)
        cap = QRectF(rect.left() + 6, rect.top() + 6, wide, tall)
        painter.fillRect(cap, self._theme.colour("surface.page"))
        paint_cap(painter, cap, key, self._theme, "line.strong", "text.primary")


def fitted(image: QImage, ratio: float) -> QImage:
    """The picture just large enough to cover a cell of the tray, on a screen of this ratio."""
    made = image.scaled(
        QSize(TRAY_WIDTH, TRAY_HEIGHT - _GAP) * ratio,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    return made.convertToFormat(QImage.Format.Format_RGB32)


def paint_cover(painter: QPainter, rect: QRect, pixmap: QPixmap) -> QRectF:
    """Fill a rectangle with the middle of a picture; returns where the whole of it would lie."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    width, height = pixmap.width(), pixmap.height()
    factor = max(rect.width() / width, rect.height() / height)
    shown = QRectF(0, 0, rect.width() / factor, rect.height() / factor)
    shown.moveCenter(QRectF(0, 0, width, height).center())
    painter.drawPixmap(QRectF(rect), pixmap, shown)
    whole = QRectF(0, 0, width * factor, height * factor)
    whole.moveCenter(QRectF(rect).center())
    return whole


def paint_caption(painter: QPainter, rect: QRect, text: str, theme: Theme) -> None:
    """Write a caption on a band at the foot of a photo."""
    painter.setFont(theme.font("key"))
    metrics = QFontMetrics(painter.font())
    text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width() - 8)
    width = metrics.horizontalAdvance(text) + 8
    band = QRect(rect.left() + 1, rect.bottom() - metrics.height() - 1, width, metrics.height() + 1)
    painter.fillRect(band, theme.colour("photo.caption"))
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(band, Qt.AlignmentFlag.AlignCenter, text)


def paint_ring(painter: QPainter, rect: QRect, theme: Theme, colour: str = "focus.ring") -> None:
    """Show that a cell is the current one of the view with the focus."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour(colour), 2))
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)


def paint_warning(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """Show that a photo cannot be read."""
    size = theme.scaled(16)
    icon = theme.icon("warning", "state.deducted").pixmap(QSize(size, size))
    painter.drawPixmap(rect.center().x() - size // 2, rect.top() + 12, icon)
    painter.setFont(theme.font("key"))
    painter.setPen(theme.colour("state.deducted"))
    below = rect.adjusted(2, 28, -2, -16)
    text = _elided(painter, _("not readable"), below.width())
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)


def _elided(painter: QPainter, text: str, width: int) -> str:
    return QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideMiddle, width)
