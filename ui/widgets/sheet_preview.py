"""The pages of a sheet one below the other, as they will be printed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from inspector.wording import _
from ui.theme import Theme
from ui.widgets.sheet_paper import SheetPaper

_GAP = 16


class SheetPage(QWidget):
    """One page, as wide as there is room."""

    def __init__(self, paper: SheetPaper, page: int, theme: Theme) -> None:
        super().__init__()
        self._paper = paper
        self._page = page
        self._theme = theme
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        named = _("Page {page} of {count}").format(page=page + 1, count=paper.page_count)
        self.setAccessibleName(named)

    @override
    def sizeHint(self) -> QSize:
        return QSize(1000, self.heightForWidth(1000))

    @override
    def heightForWidth(self, width: int) -> int:
        size = self._paper.size(self._page)
        return round(width * size.height() / size.width())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        self._paper.paint(painter, self._page, box)
        painter.setPen(self._theme.colour("line.strong"))
        painter.drawRect(box)
        painter.end()


class SheetPreview(QScrollArea):
    """All pages of a sheet; the keys scroll."""

    def __init__(self, paper: SheetPaper, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(_("The sheet as it will be printed"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        desk = QWidget()
        desk.setObjectName("sunken")
        layout = QVBoxLayout(desk)
        layout.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        layout.setSpacing(_GAP)
        self._pages = [SheetPage(paper, page, theme) for page in range(paper.page_count)]
        for each in self._pages:
            layout.addWidget(each)
        layout.addStretch(1)
        self.setWidget(desk)

    @property
    def page(self) -> int:
        """The page (from 0) in the middle of what is seen."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        above = [place for place, each in enumerate(self._pages) if each.y() <= middle]
        return above[-1] if above else 0

    def go(self, page: int) -> None:
        """Show a page (from 0) at the top."""
        self.verticalScrollBar().setValue(self._pages[page].y() - _GAP)
