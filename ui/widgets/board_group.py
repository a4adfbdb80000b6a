"""A list of one's own on a board as it is edited: its name and who stands on it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from inspector.domain.board_rules import SubjectGroup
from inspector.wording import _, ngettext
from ui.theme import Theme
from ui.widgets.board_field import BoardField, row_of, told_changes
from ui.widgets.board_metric import remover


class BoardGroup(QWidget):
    """Gives `changed`, `removed`, and `members_asked` when its members are to be chosen."""

    changed = Signal()
    removed = Signal()
    members_asked = Signal()

    def __init__(self, theme: Theme, group: SubjectGroup) -> None:
        super().__init__()
        self._group = group
        self.name = QLineEdit(group.name)
        self.members = QPushButton()
        self.members.setProperty("choice", True)
        self.members.setAutoDefault(False)
        self.members.clicked.connect(self.members_asked)
        self.remove = remover(theme, _("Take this list away"))
        self.remove.clicked.connect(self.removed)
        self._fields = {
            "name": BoardField(theme, _("Name of the list"), self.name),
            "members": BoardField(theme, _("On the list"), self.members),
        }
        layout: QHBoxLayout = row_of((self._fields["name"], 2), (self._fields["members"], 1))
        layout.addWidget(self.remove)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        told_changes(self.name, self.changed.emit)
        self._say()

    @property
    def group(self) -> SubjectGroup:
        """The list as it is typed."""
        return replace(self._group, name=self.name.text().strip())

    @property
    def fields(self) -> Mapping[str, BoardField]:
        """The fields by their place in a list."""
        return self._fields

    def show_members(self, group: SubjectGroup) -> None:
        """Take over the members of a list."""
        self._group = group
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        count = len(self._group.members)
        said = ngettext("{count} chosen …", "{count} chosen …", count).format(count=count)
        self.members.setText(said if count else _("Choose …"))
