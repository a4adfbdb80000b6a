"""A scheme as a tree: its sections, and below them the items with their rules and marks."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from inspector.domain.points import plain
from inspector.domain.scheme import Item, Scheme, Section
from inspector.wording import _
from inspector.wording.form import rule
from inspector.wording.scheme_difference import site_types

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
RECORD_ROLE = Qt.ItemDataRole.UserRole + 1
"""The Section or Item of a row."""
CODE, TEXT, RULE, FULL_MARK, SITE_TYPES = range(5)

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Node(Struct, eq=False):
    number: int
    record: Section | Item | None
    parent: _Node | None
    row: int
    children: list[_Node] = field(default_factory=list)


class SchemeTree(QAbstractItemModel):
    """Sections and items in reading order; read-only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = _Node(0, None, None, 0)
        self._nodes: list[_Node] = [self._root]
        self._items: list[_Node] = []

    def show(self, scheme: Scheme | None) -> None:
        """Show the content of a version or draft."""
        self.beginResetModel()
        self._root = _Node(0, None, None, 0)
        self._nodes = [self._root]
        self._items = []
        if scheme is not None:
            sections: dict[int | None, _Node] = {None: self._root}
            for section in scheme.sections:
                sections[section.number] = self._add(sections[section.parent], section)
            self._items = [self._add(sections[item.section], item) for item in scheme.items]
        self.endResetModel()

    def first_item(self) -> QModelIndex:
        """Where the first item stands."""
        return self._index_of(self._items[0]) if self._items else _NOWHERE

    @override
    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        children = self._node(parent).children
        if not (0 <= row < len(children) and 0 <= column <= SITE_TYPES):
            return QModelIndex()
        return self.createIndex(row, column, children[row].number)

    @override
    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        above = self._node(index).parent if index.isValid() else None
        return QModelIndex() if above is None else self._index_of(above)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self._node(parent).children)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return SITE_TYPES + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record = self._node(index).record
        if role == RECORD_ROLE:
            return record
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() == FULL_MARK else _LEFT
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = _text(record, index.column())
            return text if role == Qt.ItemDataRole.DisplayRole or text else None
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section <= SITE_TYPES:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == FULL_MARK else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Code"), _("Standard"), _("Rule"), _("Full mark"), _("Site types"))[section]

    def _node(self, index: Index) -> _Node:
        if not index.isValid():
            return self._root
        return self._nodes[index.internalId()]

    def _index_of(self, node: _Node) -> QModelIndex:
        return QModelIndex() if node.parent is None else self.createIndex(node.row, 0, node.number)

    def _add(self, parent: _Node, record: Section | Item) -> _Node:
        node = _Node(len(self._nodes), record, parent, len(parent.children))
        parent.children.append(node)
        self._nodes.append(node)
        return node


def _text(record: Section | Item | None, column: int) -> str:
    if record is None:
        return ""
    if column == CODE:
        return record.code
    if column == TEXT:
        return " ".join(record.text.split())
    if column == FULL_MARK:
        return "" if record.full_mark is None else plain(record.full_mark)
    if isinstance(record, Section):
        return ""
    return rule(record, None) if column == RULE else site_types(record)
