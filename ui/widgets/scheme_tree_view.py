"""The tree of a scheme as it is shown: sections strong, numbers at the right, hairlines."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)
from typing_extensions import override

from inspector.domain.scheme import Scheme, Section
from inspector.wording import _
from ui.models.scheme_tree import CODE, FULL_MARK, RECORD_ROLE, RULE, SITE_TYPES, TEXT, SchemeTree
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROW, _MARGIN, _BAR, _INDENT = 32, 8, 3, 16
_WIDTHS = {CODE: 96, RULE: 144, FULL_MARK: 80, SITE_TYPES: 104}
_LEAST_TEXT = 200
# What goes first where the window is narrow: it is told of the current item beside the tree, too.
_DISPENSABLE = (SITE_TYPES, RULE)


class _TreeCell(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QTreeView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.scaled(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, QRect(option.rect)
        is_section = isinstance(index.data(RECORD_ROLE), Section)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paper = "surface.sunken" if is_section else "surface.page"
        if is_current:
            paper = "surface.selected" if self._view.hasFocus() else "surface.chosen"
        painter.fillRect(rect, theme.colour(paper))
        hair = theme.colour("line.hair")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, hair)
        quiet = index.column() in (RULE, SITE_TYPES, CODE)
        painter.setFont(theme.font("strong" if is_section else "body"))
        painter.setPen(theme.colour("text.secondary" if quiet else "text.primary"))
        inner = rect.adjusted(_MARGIN if index.column() != CODE else 2, 0, -_MARGIN, -1)
        text = QFontMetrics(painter.font()).elidedText(
            index.data() or "", Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        if is_current and self._view.hasFocus():
            painter.fillRect(rect.left(), rect.top(), rect.width(), 2, theme.colour("focus.ring"))
            bottom = rect.bottom() - 1
            painter.fillRect(rect.left(), bottom, rect.width(), 2, theme.colour("focus.ring"))
        painter.restore()


class SchemeTreeView(QTreeView):
    """`gone_to` has the Section or Item that became current, None where there is none."""

    gone_to = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.tree = SchemeTree(self)
        self.setModel(self.tree)
        self.setItemDelegate(_TreeCell(theme, self))
        self.setAccessibleName(_("Sections and items"))
        self.setUniformRowHeights(True)
        self.setIndentation(theme.scaled(_INDENT))
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, theme.scaled(width))
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        header.setFont(theme.font("small"))
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self._on_theme)

    def show_scheme(self, scheme: Scheme | None) -> None:
        """Show a scheme, all sections open, at its first item."""
        self.tree.show(scheme)
        self.expandAll()
        first = self.tree.first_item()
        self.setCurrentIndex(first)
        if not first.isValid():
            self.gone_to.emit(None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        room = event.size().width() - self._theme.scaled(_LEAST_TEXT + sum(_WIDTHS.values()))
        types = self._theme.scaled(_WIDTHS[SITE_TYPES]) + max(0, room) // 4
        self.header().resizeSection(SITE_TYPES, types)
        for column in _DISPENSABLE:
            self.setColumnHidden(column, room < 0)
            room += self._theme.scaled(_WIDTHS[column])
        super().resizeEvent(event)

    @override
    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        super().drawRow(painter, options, index)
        if index.row() == self.currentIndex().row() and (
            index.parent() == self.currentIndex().parent()
        ):
            rect = QRect(options.rect)
            bar = self._theme.colour("accent.line")
            painter.fillRect(0, rect.top(), _BAR, rect.height(), bar)

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        theme = self._theme
        is_section = isinstance(index.data(RECORD_ROLE), Section)
        paper = "surface.sunken" if is_section else "surface.page"
        if self.selectionModel().isSelected(index):
            paper = "surface.selected" if self.hasFocus() else "surface.chosen"
        painter.fillRect(rect, theme.colour(paper))
        hair = theme.colour("line.hair")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, hair)
        if not self.tree.rowCount(index):
            return
        name = "caret-down" if self.isExpanded(index) else "caret-right"
        size = theme.scaled(12)
        left = rect.right() - size - 1
        top = rect.top() + (rect.height() - size) // 2
        theme.icon(name).paint(painter, left, top, size, size)

    def _on_current(self, current: Index, _previous: Index) -> None:
        self.gone_to.emit(current.data(RECORD_ROLE) if current.isValid() else None)

    def _on_theme(self) -> None:
        self.setIndentation(self._theme.scaled(_INDENT))
        self.header().setFont(self._theme.font("small"))
        self.doItemsLayout()
