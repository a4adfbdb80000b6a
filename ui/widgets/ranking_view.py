"""The table of a ranking: it fits its columns to its width and opens the row under the keys."""

from __future__ import annotations

from collections.abc import Set
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from inspector.domain.board import RankedGroup, RankedRow, Ranking
from inspector.wording import _
from ui.models.ranking_table import Field, Index, RankingTable, Trends
from ui.theme import Theme
from ui.widgets.list_badge import badges_width
from ui.widgets.ranking_delegate import RankingDelegate

_ROW = 32
_WIDTHS = {
    Field.RANK: 64,
    Field.BEFORE: 64,
    Field.CHANGE: 64,
    Field.TREND: 104,
    Field.SCORE: 72,
    Field.PART: 80,
    Field.METRIC: 96,
    Field.ADDED: 72,
    Field.GRADE: 72,
    Field.SITES: 60,
    Field.COUNT: 68,
    Field.REMARK: 144,
}
_NAME = (120, 260)
# What makes room for the columns of the site types where not all columns fit.
_GIVING_WAY = frozenset(
    {Field.BEFORE, Field.CHANGE, Field.TREND, Field.SITES, Field.COUNT, Field.REMARK}
)
# What is left out, one after the other, until the rest fits.
_LEFT_OUT = (
    frozenset({Field.PART}),
    frozenset({Field.PART, Field.TREND}),
    frozenset({Field.PART, Field.TREND, Field.SITES}),
)


class RankingView(QTableView):
    """Shows a ranking; `opened` when a row is asked for, `moved` when another becomes current.

    `room_changed` tells whether all columns fit; where they do not, `show_parts` chooses which.
    """

    opened = Signal(object)
    moved = Signal(object)
    left = Signal()
    room_changed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._wants_parts = False
        self._names = _NAME[0]
        self.has_room = True
        self.table = RankingTable(self)
        self.setModel(self.table)
        self.setItemDelegate(RankingDelegate(self.table, theme))
        self.setAccessibleName(_("Ranking"))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(_ROW))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header.setHighlightSections(False)
        header.setFont(theme.font("small"))
        self.clicked.connect(self._on_clicked)

    @property
    def row(self) -> RankedRow | None:
        """The current row."""
        index = self.currentIndex()
        line = self.table.line(index.row()) if index.isValid() else None
        return line if isinstance(line, RankedRow) else None

    @property
    def needed_height(self) -> int:
        """The height at which all rows are seen."""
        rows = self.table.rowCount() * self.verticalHeader().defaultSectionSize()
        return rows + self.horizontalHeader().sizeHint().height()

    def show_ranking(self, ranking: Ranking | None, group: str | None = None) -> None:
        """Show a list of a ranking, or all of them, with the same subject current as before."""
        before = self.row
        self.clearSpans()
        self.table.show(ranking, group)
        for place in range(self.table.rowCount()):
            if isinstance(self.table.line(place), RankedGroup):
                self.setSpan(place, 0, 1, self.table.columnCount())
        self._names = self._name_width()
        self._fit()
        if before is None or not self.go(before.subject, before.group):
            self._go_first()

    def show_trends(self, trends: Trends) -> None:
        """Show the courses of the scores."""
        self.table.show_trends(trends)

    def show_parts(self, wanted: bool) -> None:
        """Show the columns of the site types in the place of others, where not all fit."""
        self._wants_parts = wanted
        self._fit()

    def go(self, subject: UUID, group: str) -> bool:
        """Make a subject current; whether it is shown."""
        place = self.table.place(subject, group)
        if place >= 0:
            self.setCurrentIndex(self.table.index(place, 0))
        return place >= 0

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.row
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_J, Qt.Key.Key_K):
            down = event.key() == Qt.Key.Key_J
            action = QAbstractItemView.CursorAction
            self.setCurrentIndex(
                self.moveCursor(
                    action.MoveDown if down else action.MoveUp, Qt.KeyboardModifier.NoModifier
                )
            )
        else:
            super().keyPressEvent(event)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        row = self.row
        if row is not None:
            self.moved.emit(row)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if not self.hasFocus() or self.row is None:
            return
        ring = self.visualRect(index)
        ring.setLeft(0)
        ring.setRight(self.viewport().width() - 1)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self._theme.colour("focus.ring"), 2))
        painter.drawRect(ring.adjusted(1, 1, -1, -2))
        painter.end()

    def _go_first(self) -> None:
        for place in range(self.table.rowCount()):
            if isinstance(self.table.line(place), RankedRow):
                self.setCurrentIndex(self.table.index(place, 0))
                return

    def _on_clicked(self, index: QModelIndex) -> None:
        line = self.table.line(index.row())
        if isinstance(line, RankedRow):
            self.opened.emit(line)

    def _fit(self) -> None:
        """Show all columns where they fit; else the site types or what else is told of a row."""
        columns = self.table.columns
        if not columns:
            return
        widths = [self._width(column.field) for column in columns]
        room = self.viewport().width()

        def taken_without(hidden: Set[Field]) -> int:
            pairs = zip(widths, columns, strict=True)
            return sum(width for width, column in pairs if column.field not in hidden)

        has_room = taken_without(frozenset()) <= room
        hidden = frozenset[Field]()
        if not has_room and self._wants_parts:
            hidden = _GIVING_WAY
        elif not has_room:
            fitting = (one for one in _LEFT_OUT if taken_without(one) <= room)
            hidden = next(fitting, _LEFT_OUT[-1])
        for place, column in enumerate(columns):
            self.setColumnHidden(place, column.field in hidden)
            self.setColumnWidth(place, widths[place])
        filler = Field.SUBJECT if Field.REMARK in hidden else Field.REMARK
        place = self.table.field_place(filler)
        self.setColumnWidth(place, widths[place] + max(0, room - taken_without(hidden)))
        if has_room != self.has_room:
            self.has_room = has_room
            self.room_changed.emit(has_room)

    def _width(self, field: Field) -> int:
        return self._names if field is Field.SUBJECT else self._theme.scaled(_WIDTHS[field])

    def _name_width(self) -> int:
        metrics = QFontMetrics(self._theme.font("strong"))
        widths = (
            metrics.horizontalAdvance(row.name) + badges_width(row.marks, self._theme)
            for row in self.table.rows()
        )
        longest = max(widths, default=0)
        least, most = (self._theme.scaled(limit) for limit in _NAME)
        return max(least, min(most, longest + 24))
