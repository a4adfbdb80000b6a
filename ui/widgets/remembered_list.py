"""What imports remember, as a table that is searched and from which one is forgotten."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from inspector.domain.remembered import Remembered, RememberedKind
from inspector.services.search import SearchIndex
from inspector.wording import _
from inspector.wording import remembered as words
from ui.models.table_model import Column, TableModel
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.search_field import KEY as SEARCH_KEY
from ui.widgets.search_field import SearchField
from ui.widgets.table import Table

_SEARCH_WIDTH = 260


class RememberedList(QWidget):
    """Shows what is remembered; `unwanted` has what a person wants to be forgotten."""

    unwanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._all: Sequence[Remembered] = ()
        self._index: SearchIndex | None = None
        self._model = TableModel(
            (
                Column(_("Kind"), lambda one: words.kind(one.kind)),
                Column(_("Name in files"), lambda one: one.name, is_strong=True),
                Column(_("Means"), words.meaning, ink=_ink),
                Column(_("Since"), lambda one: words.moment(one.origin)),
                Column(_("Said by"), lambda one: words.person(one.origin)),
            ),
            self,
        )
        self.table = Table(theme, self._model, lambda one: one.id, _("Remembered names"))
        self.table.set_widths({0: 110, 1: 190, 3: 140, 4: 90}, 2, least=120)
        self.table.current_changed.connect(self._on_current)
        self.search = SearchField(theme, _("Name, pinyin or initials"))
        self.search.setMaximumWidth(theme.scaled(_SEARCH_WIDTH))
        self.search.textChanged.connect(self._show_wished)
        self.search.left.connect(self.table.setFocus)
        self.count = QLabel()
        self.count.setProperty("role", "tertiary")
        self.nothing = QLabel()
        self.nothing.setWordWrap(True)
        self.nothing.setProperty("role", "secondary")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(48, 64, 48, 0)
        self._make_actions()
        self._lay_out()
        self._show_wished()

    def show_remembered(self, remembered: Sequence[Remembered]) -> None:
        """Show these."""
        self._all = remembered
        self._index = None
        places = self._places()
        self._model.set_rows(remembered, places)
        self._tell(places)

    def _make_actions(self) -> None:
        keys = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self._forget = QAction(_("Forget"), self)
        self._forget.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        self._forget.setShortcutContext(keys)
        self._forget.triggered.connect(self._on_forget)
        # While one types, the key takes away a letter.
        self.table.addAction(self._forget)
        find = QAction(_("Search"), self)
        find.setShortcut(QKeySequence(SEARCH_KEY))
        find.triggered.connect(self._on_search)
        self.addAction(find)
        self.forget = KeyButton(self._theme, self._forget)

    def _lay_out(self) -> None:
        about = QLabel(words.about())
        about.setWordWrap(True)
        about.setProperty("role", "secondary")
        self._tools = QWidget()
        across = QHBoxLayout(self._tools)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(self.search, 1)
        across.addWidget(self.count)
        across.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.forget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(about)
        layout.addWidget(self._tools)
        layout.addWidget(self._stack, 1)
        layout.addLayout(below)

    def _places(self) -> set[int]:
        """The places of what the query fits; the index is made when somebody searches."""
        query = self.search.text().strip()
        if not query:
            return set(range(len(self._all)))
        if self._index is None:
            self._index = SearchIndex(list(map(_searched, self._all)))
        return set(self._index.find(query))

    def _show_wished(self) -> None:
        places = self._places()
        self._model.keep(places)
        self._tell(places)

    def _tell(self, places: set[int]) -> None:
        query = self.search.text().strip()
        self.nothing.setText(words.nothing_found(query) if self._all else words.nothing_yet())
        self.count.setText(words.counted(len(places), len(self._all)))
        self._tools.setVisible(bool(self._all))
        self.forget.setVisible(bool(self._all))
        self._stack.setCurrentWidget(self.table if places else self.nothing)
        self._on_current(self.table.current_row())

    def _on_current(self, one: Remembered | None) -> None:
        self._forget.setEnabled(one is not None)

    def _on_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_forget(self) -> None:
        one = self.table.current_row()
        if one is not None:
            self.unwanted.emit(one)


def _searched(one: Remembered) -> str:
    return "\t".join((one.name, words.meaning(one), words.kind(one.kind), words.person(one.origin)))


def _ink(one: Remembered) -> str | None:
    is_gone = one.kind is not RememberedKind.PROFILE and not one.meaning
    return "state.deducted" if is_gone else None
