"""Draws the rows of the checklist: glyph, number, text, photos, mark, count, loss, state."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView
from typing_extensions import override

from inspector.domain.points import plain
from inspector.domain.score import Total
from inspector.wording import _, ngettext
from inspector.wording.form import section as section_text
from ui.models.checklist_tree import (
    COUNT,
    FULL,
    LOSS,
    STATE,
    TEXT,
    ChecklistTree,
    ItemRow,
    Node,
    split_title,
)
from ui.theme import Theme
from ui.widgets.state_glyph import paint_state

Index = QModelIndex | QPersistentModelIndex
ROW = 32
_GLYPH, _LEFT, _CODE = 16, 20, 47
_INDENT, _GAP, _CAMERA = 16, 8, 14
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ChecklistDelegate(QStyledItemDelegate):
    """One delegate for all columns; sections are drawn across from the first."""

    def __init__(self, theme: Theme, view: QTreeView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.typed = ""
        """What is being typed on the current row, drawn where it will count."""
        self.code_width = 24

    @property
    def text_left(self) -> int:
        """Where the text of an item begins in its column."""
        return _CODE + self.code_width + _GAP

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.scaled(ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ChecklistTree)
        node = model.node(index)
        rect: QRect = option.rect
        painter.save()
        is_current = self._view.currentIndex().siblingAtColumn(0) == index.sibling(index.row(), 0)
        painter.fillRect(rect, self._theme.colour(self._paper(node, option, is_current)))
        if node.item is None:
            self._paint_section(painter, rect, node, index)
        elif index.column() == TEXT:
            self._paint_text(painter, rect, node.item, is_current)
        else:
            self._paint_cell(painter, rect, node.item, index, is_current)
        painter.setPen(self._theme.colour("line.hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if is_current and index.column() == TEXT:
            bar = QRect(0, rect.top(), 3, rect.height())
            painter.fillRect(bar, self._theme.colour("accent.line"))
        painter.restore()

    def _paper(self, node: Node, option: QStyleOptionViewItem, is_current: bool) -> str:
        if is_current:
            return "surface.selected" if self._view.hasFocus() else "surface.chosen"
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_MouseOver:
            return "surface.hover"
        return "surface.page" if node.item else "surface.sunken"

    def _paint_section(self, painter: QPainter, rect: QRect, node: Node, index: Index) -> None:
        assert node.section is not None
        left = rect.left() + 14 + _INDENT * node.level
        name = "caret-down" if self._view.isExpanded(index) else "caret-right"
        QIcon(self._theme.icon(name)).paint(painter, left, rect.center().y() - 7, 14, 14)
        left += 22
        sum_right = self._right_of(LOSS) - _GAP
        title = section_text(node.section.code, node.section.text)
        width = sum_right - 96 - left
        font = self._theme.font("strong")
        left += self._draw(painter, title, QRect(left, rect.top(), width, rect.height()), font)
        told = ngettext("{n} item", "{n} items", node.count).format(n=node.count)
        if node.unanswered and node.unanswered < node.count:
            told += " · " + _("{n} unanswered").format(n=node.unanswered)
        rest = QRect(left + 12, rect.top(), sum_right - 96 - left - 12, rect.height())
        self._draw(painter, told, rest, self._theme.font("small"), "text.tertiary")
        right = QRect(rect.left(), rect.top(), sum_right - rect.left(), rect.height())
        self._paint_sum(painter, right, node.total)

    def _paint_sum(self, painter: QPainter, rect: QRect, total: Total | None) -> None:
        if total is None or not total.full:
            self._draw(painter, "—", rect, self._theme.font("body"), "text.tertiary", _RIGHT)
            return
        of = f" / {plain(total.full)}"
        font = self._theme.font("body")
        self._draw(painter, of, rect, font, "text.tertiary", _RIGHT)
        rect = rect.adjusted(0, 0, -QFontMetrics(font).horizontalAdvance(of), 0)
        strong = self._theme.font("strong")
        self._draw(painter, plain(total.got), rect, strong, "text.primary", _RIGHT)

    def _paint_text(self, painter: QPainter, rect: QRect, row: ItemRow, is_current: bool) -> None:
        middle = rect.center().y() + 1
        glyph = QRectF(rect.left() + _LEFT, middle - _GLYPH / 2, _GLYPH, _GLYPH)
        paper = "surface.selected" if is_current else "surface.page"
        paint_state(painter, glyph, row.state, self._theme, paper)
        left = rect.left() + _CODE
        code = QRect(left, rect.top(), self.code_width, rect.height())
        self._draw(painter, row.item.code, code, self._theme.font("body"), "text.tertiary")
        left += self.code_width + _GAP
        right = rect.right() - _GAP
        if row.photos:
            right -= self._paint_camera(
                painter, QRect(left, rect.top(), right - left, rect.height()), len(row.photos)
            )
        ink = "text.primary" if row.state != "not_applicable" else "text.tertiary"
        font = self._theme.font("strong" if is_current else "body")
        name, standard = split_title(row.item)
        text = QRect(left, rect.top(), right - left, rect.height())
        left += self._draw(painter, name, text, font, ink) + _GAP
        rest = QRect(left, rect.top(), right - left, rect.height())
        metrics = QFontMetrics(self._theme.font("small"))
        shown = metrics.elidedText(standard, Qt.TextElideMode.ElideRight, max(0, rest.width()))
        self._draw(painter, shown, rest, self._theme.font("small"), "text.tertiary")

    def _paint_camera(self, painter: QPainter, rect: QRect, count: int) -> int:
        font = self._theme.font("small")
        width = QFontMetrics(font).horizontalAdvance(str(count))
        self._draw(painter, str(count), rect, font, "text.secondary", _RIGHT)
        left = rect.right() - width - _CAMERA - 4
        QIcon(self._theme.icon("camera")).paint(
            painter, left, rect.center().y() - _CAMERA // 2 + 1, _CAMERA, _CAMERA
        )
        return width + _CAMERA + 16

    def _paint_cell(
        self, painter: QPainter, rect: QRect, row: ItemRow, index: Index, is_current: bool
    ) -> None:
        column = index.column()
        text = str(index.data() or "")
        ink, role = "text.primary", "body"
        if is_current and column == COUNT and self.typed:
            text, ink, role = f"{self.typed}▏", "accent.text", "strong"
        elif column == LOSS:
            ink = "state.deducted" if row.result.loss else "state.conforming"
            role = "strong"
        elif column == STATE:
            ink = f"state.{row.state}"
        elif column == FULL:
            ink = "text.secondary"
        where = _START if column == STATE else _RIGHT
        inner = rect.adjusted(_GAP, 0, -_GAP, 0)
        self._draw(painter, text, inner, self._theme.font(role), ink, where)

    def _right_of(self, column: int) -> int:
        header = self._view.header()
        return header.sectionViewportPosition(column) + header.sectionSize(column)

    def _draw(
        self,
        painter: QPainter,
        text: str,
        rect: QRect,
        font: QFont,
        colour: str = "text.primary",
        where: Qt.AlignmentFlag = _START,
    ) -> int:
        """Draw text elided into a rectangle and tell how wide it became."""
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(0, rect.width()))
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        painter.drawText(rect, where, shown)
        return metrics.horizontalAdvance(shown)
