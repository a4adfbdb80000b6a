"""What the current item lost at this site the last time: points, day, how often, and a photo."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QVBoxLayout
from typing_extensions import override

from inspector.domain.photo import Photo
from inspector.services.earlier import Earlier
from inspector.wording import _, ngettext
from inspector.wording.sheet import day as day_in_full
from inspector.wording.visit import photos
from ui.models.checklist_tree import signed
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.photo_cells import paint_cover, paint_ring, paint_warning
from ui.widgets.thumbnails import Thumbnails

_COVER = QSize(64, 48)


class _Cover(QAbstractButton):
    """The first photo, small; a click shows them large."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._theme = theme
        self._thumbnails = thumbnails
        self._photo: Photo | None = None
        self.setFixedSize(_COVER)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        thumbnails.ready.connect(lambda _sha256: self.update())

    def show_photo(self, photo: Photo | None, word: str) -> None:
        """Show this photo, or take no room."""
        self._photo = photo
        self.setAccessibleName(word)
        self.setToolTip(word)
        self.setVisible(photo is not None)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        photo = self._photo
        if photo is None:
            return
        painter, rect = QPainter(self), QRect(self.rect())
        picture = self._thumbnails.get(photo.sha256, photo.format)
        if picture is not None:
            paint_cover(painter, rect, picture)
        else:
            painter.fillRect(rect, self._theme.colour("line.hair"))
            if self._thumbnails.is_broken(photo.sha256):
                paint_warning(painter, rect, self._theme)
        if self.hasFocus():
            paint_ring(painter, rect, self._theme)
        painter.end()


class EarlierRow(QFrame):
    """Hidden where the item lost nothing before; `opened` has the photos of that time."""

    opened = Signal(object)

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._earlier: Earlier | None = None
        self._cover = _Cover(theme, thumbnails)
        self._cover.clicked.connect(self._on_clicked)
        head = QLabel(_("Last time, same item"))
        head.setFont(theme.font("strong"))
        self.points = QLabel()
        self.points.setFont(theme.font("strong"))
        self.points.setProperty("role", "deducted")
        self.facts = ElidedLabel(theme, "small", "text.secondary")
        upper = QHBoxLayout()
        upper.setSpacing(8)
        upper.addWidget(head)
        upper.addWidget(self.points)
        upper.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(upper)
        words.addWidget(self.facts)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._cover, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self.show_earlier(None)

    def show_earlier(self, earlier: Earlier | None) -> None:
        """Show what was lost before, or nothing at all."""
        self._earlier = earlier
        self.setVisible(earlier is not None)
        if earlier is None:
            return
        self.points.setText(signed(-earlier.points))
        facts = [day_in_full(earlier.day)]
        if n := earlier.occurrences:
            facts.append(ngettext("{n} occurrence", "{n} occurrences", n).format(n=n))
        count = len(earlier.photos)
        if count:
            facts.append(photos(count))
        self.facts.setText(" · ".join(facts))
        self._cover.show_photo(earlier.cover, _("Show the photos of last time"))

    def _on_clicked(self) -> None:
        if self._earlier is not None:
            self.opened.emit(self._earlier.photos)
