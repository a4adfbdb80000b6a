"""Chooses who stands on a list of one's own."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.wording import _, ngettext
from ui.theme import Theme
from ui.widgets.search_field import SearchField

_WIDTH, _HEIGHT = 420, 520
_ID = Qt.ItemDataRole.UserRole


class BoardMembersDialog(QDialog):
    """Names to tick, cut down by what is typed; Space ticks the current one."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        subjects: Iterable[tuple[UUID, str]],
        members: tuple[UUID, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(theme.scaled(_WIDTH), theme.scaled(_HEIGHT))
        self._before = members
        self.search = SearchField(theme, _("Search by name"))
        self.search.textChanged.connect(self._on_search)
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setAccessibleName(_("Who stands on the list"))
        for one, name in subjects:
            item = QListWidgetItem(name)
            item.setData(_ID, one.hex)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if one in members else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(lambda _item: self._say())
        self.search.left.connect(self.list.setFocus)
        self.said = QLabel()
        self.said.setProperty("role", "secondary")
        self.take = QPushButton(_("Take over"))
        self.take.setProperty("primary", True)
        self.take.clicked.connect(self.accept)
        back = QPushButton(_("Cancel"))
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.said, 1)
        buttons.addWidget(back)
        buttons.addWidget(self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self._say()

    @property
    def members(self) -> tuple[UUID, ...]:
        """Who is ticked: those of before in their order, then the others."""
        items = (self.list.item(row) for row in range(self.list.count()))
        ticked = [
            UUID(item.data(_ID)) for item in items if item.checkState() is Qt.CheckState.Checked
        ]
        kept = [one for one in self._before if one in ticked]
        return (*kept, *(one for one in ticked if one not in kept))

    def _on_search(self, text: str) -> None:
        wanted = text.strip().casefold()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in item.text().casefold())

    def _say(self) -> None:
        count = len(self.members)
        self.said.setText(ngettext("{count} chosen", "{count} chosen", count).format(count=count))
