"""The weekly meeting (周点评会): the lists over the whole screen, slide after slide, read only."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from inspector.domain.photo import Photo
from inspector.domain.redblack_view import CardPhoto, RedBlackView
from inspector.errors import InspectorError
from inspector.services import photo
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import redblack_view as words
from ui.jobs import Jobs
from ui.models.slides import CardSlide, EmptySlide, Slide, TitleSlide, other_unit, slides
from ui.theme import Theme
from ui.widgets.slide_painter import SlidePainter
from ui.widgets.thumbnails import Thumbnails

# Pictures as large as a screen shows them; the one before, this one and those ahead are kept.
_LONG_SIDE, _KEPT, _AHEAD = 2048, 5, 2


class Presentation(QWidget):
    """Shows a view of the lists; the photos are those that `ws` holds, none without it."""

    def __init__(
        self,
        view: RedBlackView,
        ws: Workspace | None,
        jobs: Jobs,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWindowTitle(_("Presentation for the weekly meeting"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.slides = slides(view)
        self.place = 0
        self.is_large = False
        self._ws = ws
        self._jobs = jobs
        self._thumbnails = None if ws is None else Thumbnails(ws, jobs)
        if self._thumbnails is not None:
            self._thumbnails.ready.connect(self._on_thumbnail)
        self._kept: OrderedDict[bytes, QPixmap] = OrderedDict()
        self._asked: set[bytes] = set()
        self._painter = SlidePainter(view, theme, self.picture, self._thumbnail)
        self._keys = {
            **dict.fromkeys((Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Space), self._next),
            **dict.fromkeys((Qt.Key.Key_Left, Qt.Key.Key_PageUp), self._before),
            Qt.Key.Key_Backspace: self._before,
            Qt.Key.Key_Down: lambda: self.go(other_unit(self.slides, self.place, 1)),
            Qt.Key.Key_Up: lambda: self.go(other_unit(self.slides, self.place, -1)),
            Qt.Key.Key_Home: lambda: self.go(0),
            Qt.Key.Key_End: lambda: self.go(len(self.slides) - 1),
            Qt.Key.Key_Return: self._enlarge,
            Qt.Key.Key_Enter: self._enlarge,
            Qt.Key.Key_Escape: self._leave,
        }
        self.go(0)

    @property
    def slide(self) -> Slide:
        """The slide that is shown."""
        return self.slides[self.place]

    def begin(self) -> None:
        """Fill the screen on which the window stands."""
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.screen().geometry())
        self.showFullScreen()
        self.setFocus()

    def go(self, place: int) -> None:
        """Show a slide, as near as there is one, and read the photos that come next."""
        self.place = max(0, min(len(self.slides) - 1, place))
        for slide in self.slides[self.place : self.place + 1 + _AHEAD]:
            if isinstance(slide, CardSlide) and slide.photo is not None:
                self._read(slide.photo)
        self.setAccessibleName(_said(self.slide))
        self.update()

    def picture(self, one: CardPhoto) -> QPixmap | None:
        """A photo that was read, None while it is not; a null one where it cannot be."""
        return self._kept.get(one.sha256)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._keys.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._before() if event.button() == Qt.MouseButton.RightButton else self._next()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        self._painter.paint(painter, rect, self.slide, is_large=self.is_large)
        painter.end()

    def _next(self) -> None:
        self.go(self.place + 1)

    def _before(self) -> None:
        self.go(self.place - 1)

    def _enlarge(self) -> None:
        self.is_large = not self.is_large
        self.update()

    def _leave(self) -> None:
        if self.is_large:
            self._enlarge()
        else:
            self.close()

    def _read(self, one: CardPhoto) -> None:
        facts, ws = one.photo, self._ws
        if one.sha256 in self._kept:
            self._kept.move_to_end(one.sha256)
        elif facts is not None and ws is not None and one.sha256 not in self._asked:
            self._asked.add(one.sha256)
            job = self._jobs.run_picture(lambda _p: _picture(ws, facts), self)
            job.succeeded.connect(lambda image: self._on_read(one.sha256, image))
            job.failed.connect(lambda error: self._on_failed(one.sha256, error))

    def _thumbnail(self, one: CardPhoto) -> QPixmap | None:
        if one.photo is None or self._thumbnails is None:
            return None
        return self._thumbnails.get(one.sha256, one.photo.format)

    def _on_thumbnail(self, _digest: bytes) -> None:
        self.update()

    def _on_read(self, digest: bytes, image: QImage) -> None:
        self._asked.discard(digest)
        self._kept[digest] = QPixmap.fromImage(image)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.update()

    def _on_failed(self, digest: bytes, error: Exception) -> None:
        if not isinstance(error, InspectorError):
            raise error
        self._on_read(digest, QImage())


def _picture(ws: Workspace, facts: Photo) -> QImage:
    width, height, rows = photo.pixels(ws, facts, _LONG_SIDE)
    return QImage(rows, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _said(slide: Slide) -> str:
    if isinstance(slide, CardSlide):
        return words.card_said(slide.card, slide.made)
    if isinstance(slide, EmptySlide):
        return words.list_title(slide.made)
    return _("Red & black") if isinstance(slide, TitleSlide) else _("Thank you")
