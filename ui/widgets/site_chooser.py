"""The sites at the left of Inspect: searched, grouped, each with its state today."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)
from typing_extensions import override

from inspector.services.agenda import Agenda, AgendaSite, SiteState, by_distance
from inspector.services.search import SearchIndex
from inspector.wording import _, ngettext
from ui.models.site_list import Group, SiteList, at_right, second_line
from ui.theme import Theme
from ui.widgets.search_field import SearchField
from ui.widgets.state_glyph import paint_state

Index = QModelIndex | QPersistentModelIndex
_SITE, _GROUP, _GLYPH = 48, 28, 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SiteDelegate(QStyledItemDelegate):
    """Draws a group's heading or a site in two lines."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.current: UUID | None = None
        """The site whose form is shown."""
        self.hovered = QModelIndex()
        """What the mouse is over: asking the option for its state costs all enums of QStyle."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = _entry(index)
        return QSize(0, self._theme.scaled(_GROUP if isinstance(entry, Group) else _SITE))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = _entry(index)
        painter.save()
        if isinstance(entry, Group):
            self._paint_group(painter, option.rect, entry)
        elif entry is not None:
            self._paint_site(painter, option, entry, index)
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, group: Group) -> None:
        icon = self._theme.icon("caret-right" if group.is_folded else "caret-down")
        QIcon(icon).paint(painter, rect.left() + 16, rect.center().y() - 6, 14, 14)
        font = self._theme.font("small")
        painter.setFont(font)
        painter.setPen(self._theme.colour("text.secondary"))
        text = f"{group.name or _('No unit')}  {group.count}"
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width() - 56)
        painter.drawText(rect.adjusted(40, 0, -16, 0), _LEFT, shown)

    def _paint_site(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: AgendaSite, index: Index
    ) -> None:
        rect, theme = option.rect, self._theme
        is_current = entry.site.id == self.current
        paper = "surface.sunken"
        if is_current:
            paper = "surface.selected"
        elif index == self.hovered:
            paper = "surface.hover"
        theme.fill(painter, rect, paper)
        if is_current:
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            theme.fill(painter, bar, "accent.line")
        glyph = QRectF(rect.left() + 16, rect.top() + 8, _GLYPH, _GLYPH)
        paint_state(painter, glyph, entry.state.value, theme, paper)
        self._paint_lines(painter, rect.adjusted(40, 4, -16, -4), entry, is_current=is_current)
        if self._view.hasFocus() and index == self._view.currentIndex():
            pen = painter.pen()
            pen.setColor(theme.colour("focus.ring"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRect(rect.adjusted(4, 1, -2, -2))

    def _paint_lines(
        self, painter: QPainter, rect: QRect, entry: AgendaSite, *, is_current: bool
    ) -> None:
        theme = self._theme
        upper = QRect(rect.left(), rect.top(), rect.width(), rect.height() // 2)
        lower = upper.translated(0, rect.height() // 2)
        is_done, is_running = entry.state is SiteState.DONE, entry.state is SiteState.RUNNING
        right = theme.font("strong" if is_done else "small")
        painter.setFont(right)
        ink = "accent.text" if is_running else "text.primary" if is_done else "text.tertiary"
        painter.setPen(theme.colour(ink))
        text = at_right(entry)
        painter.drawText(upper, _RIGHT, text)
        room = upper.width() - QFontMetrics(right).horizontalAdvance(text) - 8
        name = theme.font("strong" if is_current else "body")
        painter.setFont(name)
        painter.setPen(theme.colour("text.primary"))
        elide = Qt.TextElideMode.ElideMiddle
        shown = QFontMetrics(name).elidedText(entry.site.name, elide, room)
        painter.drawText(upper, _LEFT, shown)
        small = theme.font("small")
        painter.setFont(small)
        painter.setPen(theme.colour("text.secondary"))
        told = QFontMetrics(small).elidedText(second_line(entry), elide, lower.width())
        painter.drawText(lower, _LEFT, told)


class SiteView(QListView):
    """The list itself; `activated_site` has the site that was chosen by key or click."""

    activated_site = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sites = SiteList(self)
        self.setModel(self.sites)
        self.delegate = SiteDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        self.setObjectName("sunken")
        self.setMouseTracking(True)
        self.entered.connect(self._on_entered)
        self.viewportEntered.connect(self._on_entered)
        self.setAccessibleName(_("Sites"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        # Typed letters would search and ask for the input method.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._act(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._act(self.indexAt(event.position().toPoint()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._on_entered()

    @override
    def keyboardSearch(self, search: str) -> None:
        """The field above searches."""

    def _on_entered(self, index: QModelIndex | None = None) -> None:
        self.delegate.hovered = index or QModelIndex()

    def _act(self, index: QModelIndex) -> None:
        entry = self.sites.entry(index)
        if isinstance(entry, Group):
            self.sites.fold(entry.name)
        elif entry is not None:
            self.activated_site.emit(entry)


class FindField(SearchField):
    """Down goes on to what was found, Enter takes the first, Esc empties it and goes back."""

    stepped = Signal()
    taken = Signal()
    given_up = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.stepped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class SiteChooser(QFrame):
    """Search, order and list; `chosen` has the AgendaSite, `left` gives the focus back."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sunken")
        self._agenda = Agenda((), None)
        self._index: SearchIndex | None = None
        self._origin: UUID | None = None
        title = QLabel(_("Today's sites"))
        title.setFont(theme.font("title"))
        self._count = QLabel()
        self._count.setFont(theme.font("small"))
        self._count.setProperty("role", "tertiary")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addWidget(self._count)
        head.addStretch(1)
        self.search = FindField(theme, _("Name, pinyin or initials"))
        self.search.textChanged.connect(self._show)
        self.view = SiteView(theme)
        self.view.activated_site.connect(self.chosen)
        self.search.stepped.connect(self._into_list)
        self.search.taken.connect(self._take_first)
        self.search.given_up.connect(self.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        above = QVBoxLayout()
        above.setContentsMargins(16, 0, 16, 0)
        above.setSpacing(8)
        above.addLayout(head)
        above.addWidget(self.search)
        above.addLayout(self._orders())
        self._empty = QLabel(_("No site fits."))
        self._empty.setProperty("role", "tertiary")
        self._empty.setContentsMargins(16, 8, 16, 8)
        layout.addLayout(above)
        layout.addWidget(self._empty)
        layout.addWidget(self.view, 1)

    def show_agenda(self, agenda: Agenda, current: UUID | None) -> None:
        """Show the sites; the index for the search is made when somebody searches."""
        if [each.site for each in agenda.sites] != [each.site for each in self._agenda.sites]:
            self._index = None
        self._agenda = agenda
        self._count.setText(
            ngettext("{n} site · {done} done", "{n} sites · {done} done", len(agenda.sites)).format(
                n=len(agenda.sites), done=agenda.done
            )
        )
        self.mark(current)
        self._show()

    def mark(self, site: UUID | None) -> None:
        """Mark the site whose form is shown."""
        if self.view.delegate.current != site:
            self.view.delegate.current = site
            self.view.viewport().update()
        self._origin = site or self._agenda.last
        index = self.view.sites.index_of(site) if site else QModelIndex()
        if index.isValid():
            self.view.setCurrentIndex(index)

    def start_search(self) -> None:
        """Give the search the focus."""
        self.search.setFocus()
        self.search.selectAll()

    def _orders(self) -> QHBoxLayout:
        orders = QHBoxLayout()
        orders.setSpacing(0)
        self._order = QButtonGroup(self)
        self.by_unit, self.near = QPushButton(_("By unit")), QPushButton(_("Near"))
        self.near.setToolTip(_("By distance from the last photo, or else the site visited last"))
        for button in (self.by_unit, self.near):
            button.setCheckable(True)
            button.setProperty("segment", True)
            self._order.addButton(button)
            orders.addWidget(button, 1)
        self.by_unit.setChecked(True)
        self._order.buttonClicked.connect(self._show)
        return orders

    def _show(self) -> None:
        is_near = self.near.isChecked()
        sites: Sequence[AgendaSite] = self._agenda.sites
        if text := self.search.text().strip():
            if self._index is None:
                self._index = SearchIndex([f"{s.site.name} {s.site.code}" for s in sites])
            sites = [sites[at] for at in self._index.find(text)]
        if is_near:
            ordered = by_distance(self._agenda, self._origin)
            kept = {each.site.id for each in sites}
            sites = [each for each in ordered if each.site.id in kept]
        current = self.view.sites.entry(self.view.currentIndex())
        self.view.sites.show(sites, is_grouped=not is_near)
        self._empty.setVisible(not sites and bool(self._agenda.sites))
        if isinstance(current, AgendaSite):
            self.view.setCurrentIndex(self.view.sites.index_of(current.site.id))

    def _into_list(self) -> None:
        self.view.setFocus()
        self.view.setCurrentIndex(self.view.sites.first_site())

    def _take_first(self) -> None:
        entry = self.view.sites.entry(self.view.sites.first_site())
        if isinstance(entry, AgendaSite):
            self.chosen.emit(entry)


def _entry(index: Index) -> Group | AgendaSite | None:
    model = index.model()
    assert isinstance(model, SiteList)
    return model.entry(index)
