"""The sites of an inspector as a list with rows for their groups, folded or open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from inspector.services.agenda import AgendaSite, SiteState
from inspector.wording import _
from inspector.wording.visit import site_state
from inspector.wording.weekday import weekday

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Group(Struct, frozen=True):
    """The heading of the sites of one unit, or of those of the plan."""

    name: str
    count: int
    is_folded: bool


class SiteList(QAbstractListModel):
    """Shows sites in the order given, grouped if asked: those of the plan, then by unit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sites: Sequence[AgendaSite] = ()
        self._is_grouped = True
        self._folded: set[str] = set()
        self._entries: list[Group | AgendaSite] = []

    def show(self, sites: Sequence[AgendaSite], *, is_grouped: bool) -> None:
        """Show these sites."""
        self._sites, self._is_grouped = sites, is_grouped
        self._rebuild()

    def fold(self, name: str) -> None:
        """Fold a group, or open it again."""
        self._folded ^= {name}
        self._rebuild()

    def entry(self, index: Index) -> Group | AgendaSite | None:
        """What stands at an index."""
        return self._entries[index.row()] if index.isValid() else None

    def index_of(self, site: UUID) -> QModelIndex:
        """Where a site stands; nowhere while its group is folded."""
        for row, entry in enumerate(self._entries):
            if isinstance(entry, AgendaSite) and entry.site.id == site:
                return self.index(row, 0)
        return QModelIndex()

    def first_site(self) -> QModelIndex:
        """The first row that is a site."""
        for row, entry in enumerate(self._entries):
            if isinstance(entry, AgendaSite):
                return self.index(row, 0)
        return QModelIndex()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.site.name if isinstance(entry, AgendaSite) else entry and entry.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _told(entry) if isinstance(entry, AgendaSite) else entry and entry.name
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.entry(index), AgendaSite):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._entries = list(self._sites)
        if self._is_grouped:
            groups: dict[str, list[AgendaSite]] = {}
            for each in self._sites:
                name = each.unit if each.planned is None else _("Plan of this week")
                groups.setdefault(name, []).append(each)
            self._entries = []
            for name, sites in groups.items():
                is_folded = name in self._folded
                self._entries.append(Group(name, len(sites), is_folded))
                self._entries += [] if is_folded else sites
        self.endResetModel()


def second_line(entry: AgendaSite) -> str:
    """The weekday of the plan, the type, and the last score where another is shown above."""
    parts = [weekday(entry.planned) if entry.planned else "", entry.site.site_type]
    if entry.state is SiteState.DONE:
        parts.append(site_state(entry.state.value))
    elif entry.score is None:
        parts.append(_("never visited"))
    else:
        parts.append(_("last {score}").format(score=entry.score))
    return " · ".join(part for part in parts if part)


def at_right(entry: AgendaSite) -> str:
    """The score of a site done today, else its state."""
    if entry.state is SiteState.DONE and entry.score is not None:
        return str(entry.score)
    return site_state(entry.state.value)


def _told(entry: AgendaSite) -> str:
    facts = (entry.site.name, entry.site.address, second_line(entry), site_state(entry.state.value))
    return "\n".join(fact for fact in facts if fact)
