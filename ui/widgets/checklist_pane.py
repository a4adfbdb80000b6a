"""The middle of Inspect: head with the figures, the checklist, and the row of what one can do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.services.search import SearchIndex
from inspector.services.standing import Figures
from inspector.services.visit import Standing
from inspector.wording import _, ngettext
from inspector.wording.visit import state_word
from ui.theme import Theme
from ui.widgets.checklist_view import ChecklistView
from ui.widgets.key_button import KeyButton
from ui.widgets.score_head import ScoreHead
from ui.widgets.site_chooser import FindField

_FOOT = 48
_SEARCH_WIDTH = 220


class ChecklistPane(QFrame):
    """Shows a visit as it stands; `unfold_wanted` asks for the list of sites."""

    unfold_wanted = Signal()

    def __init__(
        self, theme: Theme, undo: QAction, close: QAction, reopen: QAction, tray: QWidget
    ) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._theme = theme
        self._index: SearchIndex | None = None
        self._numbers: list[int] = []
        self._codes: list[str] = []
        self._states: frozenset[str] = frozenset()
        self.view = ChecklistView(theme)
        self.view.tree.modelReset.connect(self._on_reset)
        self.search = FindField(theme, _("Number, text, pinyin or initials"))
        self.search.setFixedWidth(theme.scaled(_SEARCH_WIDTH))
        self.search.hide()
        self.search.textChanged.connect(self._on_searched)
        self.search.taken.connect(self._end_search)
        self.search.stepped.connect(self._on_next_hit)
        self.search.given_up.connect(self._end_search)
        self.filter = QToolButton()
        self.filter.setIcon(theme.icon("funnel"))
        self.filter.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.filter.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.filter.setMenu(self._filters())
        self.unfold = QToolButton()
        self.unfold.setIcon(theme.icon("caret-right"))
        self.unfold.setText(_("Sites"))
        self.unfold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.unfold.setToolTip(_("Show the list of sites (Ctrl+B)"))
        self.unfold.setAccessibleName(_("Show the list of sites (Ctrl+B)"))
        self.unfold.clicked.connect(self.unfold_wanted)
        self.unfold.hide()
        self.head = ScoreHead(theme, self._tools())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.view, 1)
        layout.addWidget(tray)
        layout.addWidget(self._foot(undo, close, reopen))

    def show_visit(self, standing: Standing, figures: Figures, unit: str) -> None:
        """Show a visit; the current item stays."""
        self.view.tree.show(standing, figures)
        self.head.show_visit(standing, figures, unit)
        self._figures = figures
        self._name_filter()
        if self._states:
            self.view.show_only(self._states)
        has_answers = standing.is_open
        self._close.setVisible(has_answers)
        self._reopen.setVisible(not has_answers and not standing.line.void)
        self._foot_text.setText(_foot_words(standing, figures))

    def start_search(self) -> None:
        """Search the checklist."""
        self.search.show()
        self.search.setFocus()
        self.search.selectAll()

    def _tools(self) -> QWidget:
        tools = QWidget()
        layout = QHBoxLayout(tools)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.unfold, self.search, self.filter):
            layout.addWidget(widget)
        return tools

    def _filters(self) -> QMenu:
        menu = QMenu(self)
        self._filter_group = QActionGroup(menu)
        states = ("unanswered", "deducted", "not_applicable", "not_observed", "conforming")
        for chosen in (frozenset[str](), *(frozenset({state}) for state in states)):
            word = state_word(next(iter(chosen))) if chosen else _("All items")
            action = menu.addAction(word)
            action.setCheckable(True)
            action.setChecked(not chosen)
            action.triggered.connect(lambda _on=False, chosen=chosen: self._filter_by(chosen))
            self._filter_group.addAction(action)
        return menu

    def _filter_by(self, states: frozenset[str]) -> None:
        self._states = states
        self._name_filter()
        self.view.show_only(states)
        self.view.setFocus()

    def _name_filter(self) -> None:
        count = self._figures.items
        words = ngettext("All {n} item", "All {n} items", count).format(n=count)
        if self._states:
            state = next(iter(self._states))
            words = f"{state_word(state)} {self._figures.counts.get(state, 0)}"
        self.filter.setText(words)
        self.filter.setAccessibleName(_("Show only: {what}").format(what=words))
        self.filter.setToolTip(_("Show only: {what}").format(what=words))

    def _foot(self, undo: QAction, close: QAction, reopen: QAction) -> QWidget:
        foot = QFrame()
        foot.setObjectName("foot")
        foot.setFixedHeight(self._theme.scaled(_FOOT))
        self._foot_text = QLabel()
        self._foot_text.setFont(self._theme.font("small"))
        self._foot_text.setProperty("role", "secondary")
        self._foot_text.setWordWrap(True)
        take_back = KeyButton(self._theme, undo, icon="undo", is_flat=True)
        self._close = KeyButton(self._theme, close, is_primary=True)
        self._reopen = KeyButton(self._theme, reopen)
        layout = QHBoxLayout(foot)
        layout.setContentsMargins(24, 0, 16, 0)
        layout.setSpacing(12)
        layout.addWidget(self._foot_text, 1)
        for button in (take_back, self._reopen, self._close):
            layout.addWidget(button)
        return foot

    def _on_reset(self) -> None:
        items = [node.item.item for node in self.view.tree.nodes() if node.item]
        self._numbers = [item.number for item in items]
        self._codes = [item.code for item in items]
        self._index = None

    def _hits(self) -> Sequence[int]:
        text = self.search.text().strip()
        if not text:
            return ()
        if self._index is None:
            nodes = [node.item.item for node in self.view.tree.nodes() if node.item]
            self._index = SearchIndex([f"{item.code} {item.text}" for item in nodes])
        found = self._index.find(text)
        # A code that is typed whole is meant before all that only hold it.
        return sorted(found, key=lambda at: (self._codes[at] != text, at))

    def _on_searched(self) -> None:
        if hits := self._hits():
            self.view.go_to(self._numbers[hits[0]])

    def _on_next_hit(self) -> None:
        numbers = [self._numbers[at] for at in self._hits()]
        if numbers:
            at = numbers.index(self.view.number) + 1 if self.view.number in numbers else 0
            self.view.go_to(numbers[at % len(numbers)])

    def _end_search(self) -> None:
        self.search.hide()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.view.setFocus()


def _foot_words(standing: Standing, figures: Figures) -> str:
    if standing.line.void:
        return _("This visit is void and counts nowhere.")
    if not standing.is_open:
        return _("This visit is closed and only shown.")
    if standing.missing:
        count = len(standing.missing)
        return ngettext(
            "{n} thing is missing before closing", "{n} things are missing before closing", count
        ).format(n=count)
    if figures.to_confirm:
        return ngettext(
            "The remaining item is confirmed as conforming at closing",
            "The remaining {n} items are confirmed as conforming at closing",
            figures.to_confirm,
        ).format(n=figures.to_confirm)
    return _("Every item is answered.")
