"""The list of what has to be looked at in an imported workbook; choosing one goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from inspector.domain.import_answer import is_same, keyed
from inspector.domain.import_preview import Problem
from inspector.domain.import_report import given_words
from inspector.wording import _, ngettext
from inspector.wording.import_preview import row_state
from ui.models.line_list import LineList
from ui.theme import Theme
from ui.widgets.import_answers import Button, buttons, paint_button
from ui.widgets.row_state import glyph_of
from ui.widgets.state_glyph import paint_state

Index = QModelIndex | QPersistentModelIndex
PROBLEM_ROLE = Qt.ItemDataRole.UserRole + 1
_MARGIN, _GLYPH, _BAR = 16, 14, 3
_LINE, _TOP, _BELOW, _MOST_LINES = 18, 10, 8, 6
_LONGEST_SHEET = 8


def place_of(problem: Problem, *, of_several: bool = False) -> str:
    """Where a problem stands, in few words; of several sheets with the sheet."""
    if problem.row is None:
        return ""
    sheet = problem.sheet if len(problem.sheet) <= _LONGEST_SHEET else ""
    said = sheet or f"{problem.sheet[: _LONGEST_SHEET - 1]}…"
    return " · ".join(filter(None, (said if of_several else "", _rows(problem), problem.letter)))


def _rows(problem: Problem) -> str:
    if len(problem.rows) > 1:
        return ngettext("{n} row", "{n} rows", len(problem.rows)).format(n=len(problem.rows))
    return _("row {row}").format(row=problem.row)


class ProblemModel(LineList):
    """Problems in the order in which they are gone through; `of_several` sheets if so."""

    of_several = False

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        problem: Problem = self.lines[index.row()]
        if role == PROBLEM_ROLE:
            return problem
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            place = place_of(problem, of_several=self.of_several)
            parts = (row_state(problem.state), problem.title, place, problem.text)
            offers = (f"{key} {offer.text}" for key, offer in keyed(problem))
            return " · ".join(filter(None, (*parts, *offers, _given(problem))))
        return None


def _given(problem: Problem) -> str:
    """The answer that was given, in words."""
    said = given_words(problem)
    return _("answered: {answer}").format(answer=said) if said else ""


class _ProblemItem(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.hovered: tuple[int, str] | None = None
        self._heights: dict[object, int] = {}

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # Asked for every entry whenever the list is laid out; thousands of them say the same.
        problem: Problem = index.data(PROBLEM_ROLE)
        words = (problem.text, *(offer.text for offer in problem.offers))
        key = (words, self._inner_width(), self._theme.scaled(_LINE))
        if key not in self._heights:
            self._heights[key] = self._height(problem)
        return QSize(0, self._heights[key])

    def _height(self, problem: Problem) -> int:
        height = _TOP + self._theme.scaled(_LINE) + 4 + self._text_height(problem) + _TOP
        placed = self._buttons(problem)
        return height + (placed[-1].rect.bottom() + 1 + _BELOW if placed else 0)

    def button_at(self, rect: QRect, problem: Problem, point: QPoint) -> Button | None:
        """The button of a problem, drawn into a rectangle, that lies under a point."""
        within = point - self._origin(rect, problem)
        return next((each for each in self._buttons(problem) if each.rect.contains(within)), None)

    def rects(self, rect: QRect, problem: Problem) -> dict[str, QRect]:
        """Where the buttons of a problem stand when it is drawn into a rectangle."""
        origin = self._origin(rect, problem)
        return {each.key: each.rect.translated(origin) for each in self._buttons(problem)}

    def _of_several(self) -> bool:
        model = self._view.model()
        return isinstance(model, ProblemModel) and model.of_several

    def _inner_width(self) -> int:
        return max(80, self._view.viewport().width() - 2 * _MARGIN - _GLYPH - 8)

    def _text_height(self, problem: Problem) -> int:
        metrics = QFontMetrics(self._theme.font("small"))
        wrap = int(Qt.TextFlag.TextWordWrap)
        room = QRect(0, 0, self._inner_width(), 999)
        wanted = metrics.boundingRect(room, wrap, problem.text).height()
        return min(wanted, _MOST_LINES * self._theme.scaled(_LINE))

    def _buttons(self, problem: Problem) -> list[Button]:
        return buttons(problem, self._theme, self._inner_width())

    def _origin(self, rect: QRect, problem: Problem) -> QPoint:
        """Where the first button begins."""
        above = _TOP + self._theme.scaled(_LINE) + 4 + self._text_height(problem) + _BELOW
        return QPoint(rect.left() + _MARGIN + _GLYPH + 8, rect.top() + above)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, QRect(option.rect)
        problem: Problem = index.data(PROBLEM_ROLE)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = self._view.hasFocus()
        paper = "surface.page"
        if is_current:
            paper = "surface.selected" if has_focus else "surface.chosen"
        painter.save()
        painter.fillRect(rect, theme.colour(paper))
        hair = theme.colour("line.hair")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, hair)
        if is_current:
            bar = theme.colour("accent.line")
            painter.fillRect(rect.left(), rect.top(), _BAR, rect.height(), bar)
        self._write(painter, rect, problem, paper)
        painter.translate(self._origin(rect, problem))
        for button in self._buttons(problem):
            is_chosen = button.offer.is_given(problem.chosen)
            is_hovered = self.hovered == (index.row(), button.key)
            paint_button(painter, button, theme, is_chosen=is_chosen, is_hovered=is_hovered)
        painter.resetTransform()
        if is_current and has_focus:
            painter.setPen(theme.colour("focus.ring"))
            painter.drawRect(rect.adjusted(_BAR, 0, -1, -2))
        painter.restore()

    def _write(self, painter: QPainter, rect: QRect, problem: Problem, paper: str) -> None:
        theme, line = self._theme, self._theme.scaled(_LINE)
        top, left = rect.top() + _TOP, rect.left() + _MARGIN
        square = QRectF(left, top + (line - _GLYPH) / 2, _GLYPH, _GLYPH)
        paint_state(painter, square, glyph_of(problem.state), theme, paper)
        inner = QRect(left + _GLYPH + 8, top, rect.right() - _MARGIN - left - _GLYPH - 8, line)
        where = place_of(problem, of_several=self._of_several())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text.tertiary"))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, where)
        taken = QFontMetrics(painter.font()).horizontalAdvance(where) + 8
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("text.primary"))
        title = QFontMetrics(painter.font()).elidedText(
            " ".join(problem.title.split()), Qt.TextElideMode.ElideRight, inner.width() - taken
        )
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text.secondary"))
        height = self._text_height(problem)
        below = QRect(inner.left(), top + line + 4, inner.width(), height)
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)
        painter.drawText(below, flags, problem.text)


class ProblemList(QListView):
    """`gone_to` has the Problem that became current, `answered` one and the answer clicked."""

    gone_to = Signal(object)
    answered = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.problems = ProblemModel(self)
        self.setModel(self.problems)
        self._entries = _ProblemItem(theme, self)
        self.setItemDelegate(self._entries)
        self.setMouseTracking(True)
        self.setAccessibleName(_("What to look at"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self.doItemsLayout)

    @property
    def place(self) -> int:
        """The number (from 0) of the current problem, -1 where there is none."""
        return self.currentIndex().row()

    @property
    def current(self) -> Problem | None:
        """The current problem."""
        index = self.currentIndex()
        return index.data(PROBLEM_ROLE) if index.isValid() else None

    def show_problems(self, problems: Sequence[Problem], *, of_several: bool = False) -> None:
        """Show these problems; the current one stays current where it is among them.

        `of_several` says that the file has several sheets.
        """
        before = self.current
        self.problems.of_several = of_several
        self.problems.show(problems)
        self.choose(before)

    def choose(self, problem: Problem | None) -> None:
        """Make a problem the current one, without going there; None makes it none."""
        places = (
            at
            for at in range(self.problems.rowCount())
            if problem is not None and is_same(self.problems.index(at).data(PROBLEM_ROLE), problem)
        )
        at = next(places, -1)
        self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self.problems.index(at) if at >= 0 else QModelIndex())
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def step(self, by: int) -> None:
        """Go on or back by so many, around the ends."""
        count = self.problems.rowCount()
        if not count:
            return
        start = self.place if self.place >= 0 or by < 0 else -1
        self.setCurrentIndex(self.problems.index((max(start, -1) + by) % count))

    def step_to_open(self) -> None:
        """Go on to the next problem that waits for an answer, if there is one."""
        count = self.problems.rowCount()
        for by in range(1, count + 1):
            index = self.problems.index((self.place + by) % count)
            if index.data(PROBLEM_ROLE).is_open:
                self.setCurrentIndex(index)
                return

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index, button = self._hit(event.position().toPoint())
        hovered = (index.row(), button.key) if button else None
        shape = Qt.CursorShape.PointingHandCursor if button else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        if hovered != self._entries.hovered:
            self._entries.hovered = hovered
            self.viewport().update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._entries.hovered = None
        self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index, button = self._hit(event.position().toPoint())
        if button is not None and event.button() == Qt.MouseButton.LeftButton:
            self.answered.emit(index.data(PROBLEM_ROLE), button.offer.answer)

    def button_rects(self, row: int) -> dict[str, QRect]:
        """Where the buttons of an entry are shown, by their digits."""
        index = self.problems.index(row)
        rect, problem = self.visualRect(index), index.data(PROBLEM_ROLE)
        return self._entries.rects(rect, problem)

    def _hit(self, point: QPoint) -> tuple[QModelIndex, Button | None]:
        index = self.indexAt(point)
        if not index.isValid():
            return index, None
        problem = index.data(PROBLEM_ROLE)
        return index, self._entries.button_at(self.visualRect(index), problem, point)

    def _on_current(self, current: Index, _previous: Index) -> None:
        if current.isValid():
            self.gone_to.emit(current.data(PROBLEM_ROLE))
