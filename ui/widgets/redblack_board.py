"""The red and black lists side by side, or one at a time where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from inspector.domain.redblack_view import RedBlackView, Trends
from inspector.wording import _
from ui.models.redblack_list import ROW_ROLE, CardRow, NearRow, RedBlackList, columns
from ui.theme import Theme
from ui.widgets.card_delegate import CardDelegate
from ui.widgets.thumbnails import Thumbnails

_BOTH = 1150
_GAP = 24
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CardView(QListView):
    """A column of cards; `opened` has the CardRow or NearRow, `crossed` -1 or 1 for the other."""

    opened = Signal(object)
    crossed = Signal(int)

    def __init__(self, theme: Theme, thumbnails: Thumbnails | None, name: str) -> None:
        super().__init__()
        self.list = RedBlackList(self)
        self.setModel(self.list)
        self.painting = CardDelegate(theme, thumbnails, self)
        self.setItemDelegate(self.painting)
        self.setObjectName("cards")
        self.setAccessibleName(name)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalScrollBar().setSingleStep(theme.scaled(24))
        if thumbnails is not None:
            thumbnails.ready.connect(self._on_ready)
        self.activated.connect(self._on_activated)

    @property
    def row(self) -> CardRow | NearRow | None:
        """What is chosen."""
        row = self.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, CardRow | NearRow) else None

    def choose_first(self) -> None:
        """Choose the first card unless something is chosen already."""
        if self.row is None and (places := self.list.choosable()):
            self.setCurrentIndex(self.list.index(places[0], 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.crossed.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        elif event.key() in _ENTER and self.row is not None:
            self.opened.emit(self.row)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The cards are as high as their width asks for.
        self.scheduleDelayedItemsLayout()

    def _on_ready(self, _digest: bytes) -> None:
        self.viewport().update()

    def _on_activated(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, CardRow | NearRow):
            self.opened.emit(row)


class RedBlackBoard(QWidget):
    """Shows a view of the lists; `opened` has the row that is asked about."""

    opened = Signal(object)

    def __init__(
        self, theme: Theme, thumbnails: Thumbnails | None, *, is_linked: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.praise = CardView(theme, thumbnails, _("Red list"))
        self.warning = CardView(theme, thumbnails, _("Black list"))
        self.views = (self.praise, self.warning)
        self._shown = 0
        for view in self.views:
            view.painting.is_linked = is_linked
            view.opened.connect(self.opened)
        self.praise.crossed.connect(lambda by: self._cross(1) if by > 0 else None)
        self.warning.crossed.connect(lambda by: self._cross(0) if by < 0 else None)
        self.switch = QWidget()
        self._buttons = self._make_switch()
        across = QHBoxLayout()
        across.setSpacing(_GAP)
        for view in self.views:
            across.addWidget(view, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 8, 16, 0)
        layout.setSpacing(8)
        layout.addWidget(self.switch)
        layout.addLayout(across, 1)
        self.setFocusProxy(self.praise)

    def show_view(self, view: RedBlackView) -> None:
        """Show these lists, with the same card chosen as before where it is still there."""
        for column, rows in zip(self.views, columns(view), strict=True):
            before = column.row
            column.painting.kind = view.ranking.period.kind
            column.painting.trends = view.trends
            column.list.show(rows)
            place = -1 if before is None else column.list.place(before.key)
            if place >= 0:
                column.setCurrentIndex(column.list.index(place, 0))
            column.choose_first()
        if not self.views[self._shown].list.lines:
            self._shown = 1 - self._shown
        self.setFocusProxy(self.views[self._shown])
        self._arrange()

    @property
    def trends(self) -> Trends:
        """The courses of the scores, as far as they are known."""
        return self.praise.painting.trends

    def show_trends(self, trends: Trends) -> None:
        """Show the courses of the scores."""
        for view in self.views:
            view.painting.trends = trends
            view.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _make_switch(self) -> QButtonGroup:
        group = QButtonGroup(self)
        layout = QHBoxLayout(self.switch)
        layout.setContentsMargins(0, 0, 0, 0)
        for place, word in enumerate((_("Red list"), _("Black list"))):
            button = QToolButton()
            button.setText(word)
            button.setAccessibleName(word)
            button.setIcon(self._theme.icon("flag-fill", ("list.red", "list.black")[place]))
            button.setIconSize(QSize(16, 16))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setProperty("chip", True)
            button.setCheckable(True)
            group.addButton(button, place)
            layout.addWidget(button)
        layout.addStretch(1)
        group.idClicked.connect(self._cross)
        return group

    def _cross(self, place: int) -> None:
        view = self.views[place]
        if not view.list.lines:
            self._arrange()
            return
        self._shown = place
        self.setFocusProxy(view)
        self._arrange()
        view.choose_first()
        view.setFocus()

    def _arrange(self) -> None:
        is_roomy = self.width() >= self._theme.scaled(_BOTH)
        filled = [bool(view.list.lines) for view in self.views]
        self.switch.setVisible(all(filled) and not is_roomy)
        self._buttons.button(self._shown).setChecked(True)
        for place, view in enumerate(self.views):
            view.setVisible(filled[place] and (is_roomy or place == self._shown))
