"""The table of all pages: its own paint, rows that stay current while they are sorted and cut."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from ui.models.table_model import TableModel
from ui.theme import Theme
from ui.widgets.skeleton import Skeleton
from ui.widgets.table_delegate import FIRST_MARGIN, MARGIN, TableDelegate
from ui.widgets.table_header import TableHeader

_ROW = 32
_LEAST_STRETCHED = 160
_SKELETON_AFTER_MS = 200


class Table(QTableView):
    """Shows the rows of a model; one row is current and `opened` by Enter or a double click.

    `current_changed` has the row that became current, None where there is none. `key` says what
    makes a row the same one when rows come anew.
    """

    current_changed = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        theme: Theme,
        model: TableModel,
        key: Callable[[Any], Hashable],
        name: str,
        first_margin: int = FIRST_MARGIN,
    ) -> None:
        super().__init__()
        self._delegate = TableDelegate(theme, self, model, first_margin)
        self.setHorizontalHeader(TableHeader(theme, MARGIN, first_margin))
        self._theme = theme
        self._rows = model
        self._key = key
        self._current: Hashable = None
        self._place = -1
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_SKELETON_AFTER_MS)
        self._waiting.timeout.connect(self._on_slow)
        self._skeleton: Skeleton | None = None
        self._widths: Mapping[int, int] = {}
        self._dispensable: Sequence[int] = ()
        self._stretched, self._least = -1, _LEAST_STRETCHED
        self.setAccessibleName(name)
        self._set_up()
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        model.modelReset.connect(self._on_reset)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def set_widths(
        self,
        widths: Mapping[int, int],
        stretched: int,
        dispensable: Sequence[int] = (),
        least: int = _LEAST_STRETCHED,
    ) -> None:
        """The widths of the columns in pixels, and the one that takes what is left.

        Where less than the `least` is left, the dispensable columns go, in their order; then the
        table is moved sideways.
        """
        self._least = least
        self._widths, self._dispensable, self._stretched = widths, dispensable, stretched
        for column, width in widths.items():
            self.setColumnWidth(column, self._theme.scaled(width))
        self._stretch(0)

    def sort_by(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column and show that in its heading."""
        self.sortByColumn(column, order)

    def current_row(self) -> Any:
        """The current row, None where there is none."""
        index = self.currentIndex()
        return self._rows.row(index.row()) if index.isValid() else None

    def go_to(self, value: Hashable) -> bool:
        """Make the row with this key current and visible; False where it is not shown."""
        number = self._number(value)
        if number is None:
            return False
        self.setCurrentIndex(self._rows.index(number, 0))
        return True

    def wait(self) -> None:
        """Rows are on their way: bars stand in for them if they take long."""
        self._waiting.start()

    @property
    def has_rows(self) -> bool:
        """Whether any row is shown."""
        return self._rows.rowCount() > 0

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            self._open()
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self._open()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        room = event.size().width() - self._theme.scaled(self._least)
        room -= sum(self._theme.scaled(width) for width in self._widths.values())
        gone = set()
        for column in self._dispensable:
            if room < 0:
                gone.add(column)
                room += self._theme.scaled(self._widths[column])
        if self._stretched >= 0:
            # Qt counts hidden columns in where they are hidden before this.
            self._stretch(room)
        for column in self._dispensable:
            self.setColumnHidden(column, column in gone)
        super().resizeEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._repaint_row(self._delegate.hovered)
        self._delegate.hovered = -1
        super().leaveEvent(event)

    def _set_up(self) -> None:
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.entered.connect(self._on_entered)

    def _stretch(self, room: int) -> None:
        """Without room left the column keeps what is least, and the table is moved sideways."""
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        header.setSectionResizeMode(self._stretched, mode.Fixed if room < 0 else mode.Stretch)
        if room < 0:
            header.resizeSection(self._stretched, self._theme.scaled(self._least))

    def _number(self, value: Hashable) -> int | None:
        place = self._rows.find(self._key, value, self._place)
        return None if place is None else self._rows.number(place)

    def _open(self) -> None:
        row = self.current_row()
        if row is not None:
            self.opened.emit(row)

    def _on_entered(self, index: QModelIndex) -> None:
        self._repaint_row(self._delegate.hovered)
        self._delegate.hovered = index.row()
        self._repaint_row(index.row())

    def _repaint_row(self, number: int) -> None:
        top = self.rowViewportPosition(number)
        self.viewport().update(0, top, self.viewport().width(), self.rowHeight(number))

    def _on_slow(self) -> None:
        if not self.has_rows and self._skeleton is None:
            self._skeleton = Skeleton(self._theme, self)

    def _on_current(
        self, index: QModelIndex | QPersistentModelIndex, _old: QModelIndex | QPersistentModelIndex
    ) -> None:
        self._delegate.current = index.row()
        if not index.isValid():
            return
        row = self._rows.row(index.row())
        self._place = self._rows.place(index.row())
        if self._current != self._key(row):
            self._current = self._key(row)
            self.current_changed.emit(row)

    def _on_reset(self) -> None:
        """Keep the row current that was, else the first; the view stays at its top for a sort."""
        self._waiting.stop()
        if self._skeleton is not None:
            self._skeleton.hide()
            self._skeleton.deleteLater()
            self._skeleton = None
        number = None if self._current is None else self._number(self._current)
        self._delegate.current = -1
        if not self.has_rows:
            self._current = None
            self.current_changed.emit(None)
            return
        if number is not None:
            # The row may have come with new contents.
            self._current = None
        self.setAutoScroll(False)
        self.setCurrentIndex(self._rows.index(number or 0, 0))
        self.setAutoScroll(True)

    def _on_theme(self) -> None:
        self._delegate.read_fonts()
        height = self._theme.scaled(_ROW)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setFixedHeight(height)
        if self.isVisible():
            self.viewport().update()
