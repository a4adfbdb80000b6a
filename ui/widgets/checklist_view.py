"""The checklist on the screen: a tree that is walked and answered by keys alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView
from typing_extensions import override

from inspector.domain.model.sampling import is_sampled
from inspector.domain.scheme import RuleKind
from inspector.domain.visit import AnswerState
from inspector.wording import _
from inspector.wording.visit import STATES, state_word
from ui.models.checklist_tree import COUNT, FULL, LOSS, STATE, TEXT, ChecklistTree, ItemRow, Node
from ui.theme import Theme
from ui.widgets.checklist_delegate import ChecklistDelegate

_WIDTHS = {FULL: 56, COUNT: 60, LOSS: 60, STATE: 72}
_LONGEST_NUMBER = 8
_GRADE_LETTERS = "ABCDEFGH"


class ChecklistView(QTreeView):
    """Takes keys on the current item; what they mean for the record is decided by services.

    `typed` has the item and the number that was typed; `graded` the item and a letter or place.
    """

    toggled = Signal(int)
    typed = Signal(int, str)
    graded = Signal(int, str)
    marked = Signal(int, AnswerState)
    note_wanted = Signal()
    photo_wanted = Signal()
    chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.delegate = ChecklistDelegate(theme, self)
        self.tree = ChecklistTree(self)
        self.setModel(self.tree)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(_("Checklist"))
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setFont(theme.font("small"))
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, theme.scaled(width))
        words = QFontMetrics(theme.font("body"))
        widest = max(words.horizontalAdvance(state_word(state)) for state in STATES)
        header.resizeSection(STATE, max(theme.scaled(_WIDTHS[STATE]), widest + 24))
        self.tree.modelReset.connect(self._on_reset)
        self._keys: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Down: lambda: self.step(1),
            Qt.Key.Key_J: lambda: self.step(1),
            Qt.Key.Key_Up: lambda: self.step(-1),
            Qt.Key.Key_K: lambda: self.step(-1),
            Qt.Key.Key_Left: self._close_section,
            Qt.Key.Key_Right: self._open_section,
            Qt.Key.Key_Space: self._toggle,
            Qt.Key.Key_Return: self._take_and_go_on,
            Qt.Key.Key_Enter: self._take_and_go_on,
            Qt.Key.Key_Backspace: self._rub_out,
            Qt.Key.Key_Escape: self._leave,
            Qt.Key.Key_N: lambda: self._mark(AnswerState.NOT_APPLICABLE),
            Qt.Key.Key_O: lambda: self._mark(AnswerState.NOT_OBSERVED),
            Qt.Key.Key_P: self._want_photo,
            Qt.Key.Key_T: self._want_note,
        }

    @property
    def row(self) -> ItemRow | None:
        """The current item."""
        return self.tree.node(self.currentIndex()).item

    @property
    def number(self) -> int | None:
        """The number of the current item."""
        return self.row.item.number if self.row else None

    def go_to(self, number: int) -> None:
        """Make an item the current one, with its sections open."""
        index = self.tree.index_of(number)
        if index.isValid():
            self.take()
            self._open_above(index)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def next_unanswered(self) -> None:
        """Go to the next item that nobody answered, from the start after the end."""
        nodes = self.tree.nodes()
        at = next((i for i, node in enumerate(nodes) if node is self._node()), -1)
        for node in (*nodes[at + 1 :], *nodes[: at + 1]):
            if node.item and not node.item.is_answered and node is not self._node():
                self.go_to(node.item.item.number)
                return

    def step(self, by: int) -> None:
        """Move to the next or previous item, or closed section."""
        self.take()
        index = self.currentIndex()
        while True:
            index = self.indexBelow(index) if by > 0 else self.indexAbove(index)
            if not index.isValid():
                return
            if self.tree.node(index).item is not None or not self.isExpanded(index):
                self.setCurrentIndex(index.siblingAtColumn(0))
                return

    def show_only(self, states: frozenset[str]) -> None:
        """Show the items of these states and the sections above them; none named shows all."""
        self._hide(QModelIndex(), states)

    def take(self) -> None:
        """Take the number that was typed, if there is one."""
        text, number = self.delegate.typed, self.number
        self._type("")
        if text and number is not None:
            self.typed.emit(number, text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
            return
        act = self._keys.get(Qt.Key(event.key()))
        if act is not None:
            act()
        elif not self._typed_key(event.text()):
            event.ignore()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are keys here, not a search."""

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.take()
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.take()
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if index.isValid() and self.tree.node(index).section is not None:
            first = index.siblingAtColumn(0)
            self.setExpanded(first, not self.isExpanded(first))

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        # Qt switches it by the flags of the current index.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._type("")
        self.viewport().update()
        self.chosen.emit(self.tree.node(current))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if not self.hasFocus() or not index.isValid():
            return
        row = self.visualRect(index.siblingAtColumn(TEXT))
        painter = QPainter(self.viewport())
        pen = painter.pen()
        pen.setColor(self._theme.colour("focus.ring"))
        pen.setWidth(2)
        painter.setPen(pen)
        whole = QRectF(4, row.top() + 1, self.viewport().width() - 5, row.height() - 3)
        painter.drawRect(whole)
        painter.end()

    def _node(self) -> Node:
        return self.tree.node(self.currentIndex())

    def _open_above(self, index: QModelIndex) -> None:
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()

    def _close_section(self) -> None:
        self.take()
        index = self.currentIndex()
        node = self.tree.node(index)
        if node.section is None or not self.isExpanded(index):
            index = index.parent()
        if index.isValid():
            self.setCurrentIndex(index)
            self.collapse(index)

    def _open_section(self) -> None:
        self.take()
        index = self.currentIndex()
        if self.tree.node(index).section is None:
            return
        self.expand(index)
        first = self.tree.index(0, 0, index)
        while self.tree.node(first).section is not None and self.isExpanded(first):
            first = self.tree.index(0, 0, first)
        self.setCurrentIndex(first)

    def _toggle(self) -> None:
        self._type("")
        if self.number is not None:
            self.toggled.emit(self.number)
        elif self.currentIndex().isValid():
            self.setExpanded(self.currentIndex(), not self.isExpanded(self.currentIndex()))

    def _take_and_go_on(self) -> None:
        self.take()
        self.next_unanswered()

    def _rub_out(self) -> None:
        self._type(self.delegate.typed[:-1])

    def _leave(self) -> None:
        if self.delegate.typed:
            self._type("")
        else:
            self.left.emit()

    def _mark(self, state: AnswerState) -> None:
        self._type("")
        if self.number is not None:
            self.marked.emit(self.number, state)

    def _want_photo(self) -> None:
        self.take()
        self.photo_wanted.emit()

    def _want_note(self) -> None:
        self.take()
        self.note_wanted.emit()

    def _typed_key(self, text: str) -> bool:
        """Take a digit, a point or a letter of a grade; tell whether it was one."""
        row = self.row
        if row is None or len(text) != 1:
            return False
        if row.item.rule.kind is RuleKind.GRADE:
            is_counted = is_sampled(row.item.rule.grades) and text.isdecimal()
            if not is_counted and (text.upper() in _GRADE_LETTERS or text in "12345678"):
                self.graded.emit(row.item.number, text)
                return True
            if not is_counted:
                return False
        known = self.delegate.typed
        is_sign = text == "-" and not known and row.item.rule.kind is RuleKind.BONUS
        is_point = text in ".。" and "." not in known and bool(known)
        if not (text in "0123456789" or is_sign or is_point) or len(known) >= _LONGEST_NUMBER:
            return False
        self._type(known + ("." if is_point else text))
        return True

    def _type(self, text: str) -> None:
        if self.delegate.typed != text:
            self.delegate.typed = text
            self.viewport().update()

    def _on_reset(self) -> None:
        metrics = QFontMetrics(self._theme.font("body"))
        codes = [node.item.item.code for node in self.tree.nodes() if node.item]
        widest = max((metrics.horizontalAdvance(code) for code in codes), default=0)
        self.delegate.code_width = max(24, min(widest + 4, 96))
        # The head of the column stands above its texts, not above the numbers before them.
        self.header().setStyleSheet(
            f"QHeaderView::section:first {{ padding-left: {self.delegate.text_left}px; }}"
        )
        self.expandAll()
        self._span(QModelIndex())

    def _hide(self, above: QModelIndex, states: frozenset[str]) -> bool:
        """Hide what is not wanted below an index; tell whether anything is left."""
        is_any = False
        for row in range(self.tree.rowCount(above)):
            index = self.tree.index(row, 0, above)
            item = self.tree.node(index).item
            if item is None:
                is_kept = self._hide(index, states)
            else:
                is_kept = not states or item.state in states
            self.setRowHidden(row, above, not is_kept)
            is_any |= is_kept
        return is_any

    def _span(self, above: QModelIndex) -> None:
        for row in range(self.tree.rowCount(above)):
            index = self.tree.index(row, 0, above)
            if self.tree.node(index).section is not None:
                self.setFirstColumnSpanned(row, above, True)
                self._span(index)
