"""Paints the rows of a ranking: ranks, arrows, courses and scores on hairlines."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from inspector.domain.board import RankedGroup, RankedRow
from ui.models.ranking_table import CUT_ROLE, LINE_ROLE, TREND_ROLE, Cut, Field, RankingTable
from ui.theme import Theme
from ui.widgets.list_badge import badges_width, paint_badges
from ui.widgets.sparkline import paint_sparkline

Index = QModelIndex | QPersistentModelIndex
_PADDING = 8
_BAR = 3
_ARROW = 9
_CUT = 2
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.TextElideMode.ElideMiddle
_SUPPORTING = {Field.PART, Field.METRIC, Field.ADDED, Field.SITES, Field.COUNT}
_QUIET = {Field.BEFORE: "text.tertiary", Field.REMARK: "text.secondary"}


class RankingDelegate(QStyledItemDelegate):
    """Paints one cell of a ranking by the field of its column."""

    def __init__(self, model: RankingTable, theme: Theme) -> None:
        super().__init__(model)
        self._model = model
        self._theme = theme

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if isinstance(line, RankedGroup):
            self._paint_head(painter, rect, index)
        else:
            self._paint_row(painter, rect, state, index)
        painter.setPen(self._theme.colour("line.hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_cut(painter, rect, index.data(CUT_ROLE))
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, index: Index) -> None:
        painter.fillRect(rect, self._theme.colour("surface.sunken"))
        painter.setFont(self._theme.font("strong"))
        painter.setPen(self._theme.colour("text.primary"))
        inner = rect.adjusted(24, 0, -_PADDING, 0)
        painter.drawText(inner, _LEFT, _elided(painter, index.data() or "", inner))

    def _paint_cut(self, painter: QPainter, rect: QRect, cut: Cut | None) -> None:
        """The line where red ends or black begins."""
        if cut is Cut.RED_ENDS:
            line = QRect(rect.left(), rect.bottom() - _CUT + 1, rect.width(), _CUT)
            painter.fillRect(line, self._theme.colour("list.red"))
        elif cut is Cut.BLACK_BEGINS:
            line = QRect(rect.left(), rect.top(), rect.width(), _CUT)
            painter.fillRect(line, self._theme.colour("list.black"))

    def _paint_row(
        self,
        painter: QPainter,
        rect: QRect,
        state: QStyle.StateFlag,
        index: Index,
    ) -> None:
        theme = self._theme
        field = self._model.columns[index.column()].field
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected:
            is_active = bool(state & QStyle.StateFlag.State_Active)
            painter.fillRect(
                rect, theme.colour("surface.selected" if is_active else "surface.chosen")
            )
            if index.column() == 0:
                bar = QRect(rect.left(), rect.top(), _BAR, rect.height())
                painter.fillRect(bar, theme.colour("accent.line"))
        inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        if field is Field.TREND:
            self._paint_trend(painter, inner, index)
        elif field is Field.CHANGE:
            self._paint_change(painter, inner, index.data() or "")
        elif field is Field.SUBJECT:
            self._paint_subject(painter, inner, index.data(LINE_ROLE), is_selected)
        else:
            self._paint_text(painter, inner, index, field)

    def _paint_subject(
        self, painter: QPainter, rect: QRect, row: RankedRow, is_selected: bool
    ) -> None:
        """The name as far as it fits before its lists and flags."""
        theme = self._theme
        painter.setFont(theme.font("strong" if is_selected else "body"))
        painter.setPen(theme.colour("text.primary"))
        room = rect.adjusted(0, 0, -badges_width(row.marks, theme), 0)
        name = _elided(painter, row.name, room)
        painter.drawText(room, _LEFT, name)
        beyond = painter.fontMetrics().horizontalAdvance(name)
        paint_badges(painter, rect.adjusted(beyond, 0, 0, 0), row.marks, theme)

    def _paint_text(self, painter: QPainter, rect: QRect, index: Index, field: Field) -> None:
        theme = self._theme
        role = {Field.RANK: "title", Field.SCORE: "strong"}.get(field, "body")
        painter.setFont(theme.font(role))
        painter.setPen(theme.colour(_QUIET.get(field, "text.primary")))
        if field in _SUPPORTING:
            painter.setPen(theme.colour("text.secondary"))
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        if field is Field.RANK:
            align = Qt.AlignmentFlag.AlignCenter
        # A name is known by both of its ends, a remark by its beginning.
        elide = Qt.TextElideMode.ElideRight if field is Field.REMARK else _MIDDLE
        painter.drawText(rect, align, _elided(painter, index.data() or "", rect, elide))

    def _paint_trend(self, painter: QPainter, rect: QRect, index: Index) -> None:
        values = index.data(TREND_ROLE)
        if values and sum(value is not None for value in values) > 1:
            paint_sparkline(painter, QRectF(rect).adjusted(0, 7, 0, -7), values, self._theme)

    def _paint_change(self, painter: QPainter, rect: QRect, text: str) -> None:
        """An arrow and how many places; the arrow is drawn, so that no font can lack it."""
        theme = self._theme
        painter.setFont(theme.font("body"))
        if text[:1] not in ("▲", "▼"):
            painter.setPen(theme.colour("text.tertiary"))
            painter.drawText(rect, _LEFT, _elided(painter, text, rect))
            return
        is_up = text[0] == "▲"
        left, middle = float(rect.left()), float(rect.center().y()) + 0.5
        point, base = (middle - 4.5, middle + 3.5) if is_up else (middle + 4.5, middle - 3.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("state.conforming" if is_up else "state.deducted"))
        corners = [(left, base), (left + _ARROW, base), (left + _ARROW / 2, point)]
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(theme.colour("text.primary"))
        painter.drawText(rect.adjusted(_ARROW + 4, 0, 0, 0), _LEFT, text[1:])


def _elided(painter: QPainter, text: str, rect: QRect, elide: Qt.TextElideMode = _MIDDLE) -> str:
    return painter.fontMetrics().elidedText(text, elide, rect.width())
