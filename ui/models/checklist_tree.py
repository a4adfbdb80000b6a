"""The checklist of a visit as a tree of sections and items, with what stands on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct, field
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from inspector.domain.points import plain
from inspector.domain.scheme import Item, Scheme, Section
from inspector.domain.score import ItemResult, Total
from inspector.domain.visit import Answer, AnswerState, Finding, VisitPhoto
from inspector.services.standing import Figures, shown_state
from inspector.services.visit import Standing
from inspector.wording import _
from inspector.wording.form import MINUS, grade_given
from inspector.wording.form import section as section_text
from inspector.wording.visit import state_word

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
TEXT, FULL, COUNT, LOSS, STATE = range(5)
_LONGEST_TITLE = 24


class ItemRow(Struct, frozen=True):
    """An item and what is said about it now."""

    item: Item
    result: ItemResult
    answer: Answer | None
    findings: tuple[Finding, ...]
    photos: tuple[VisitPhoto, ...]

    @property
    def state(self) -> str:
        """The state by which the item is shown."""
        return shown_state(self.result)

    @property
    def is_answered(self) -> bool:
        """Whether anything was said about it."""
        return self.answer is not None

    @property
    def count(self) -> str:
        """Occurrences, or pieces found of those required, or passed of those looked at."""
        said = self.answer
        if said is not None and said.found is not None:
            asked = said.sampled if self.result.required is None else self.result.required
            return plain(said.found) if asked is None else f"{plain(said.found)}/{plain(asked)}"
        return str(sum(each.occurrences for each in self.findings)) if self.findings else ""

    @property
    def loss(self) -> str:
        """Points lost with a minus, or gained with a plus; nothing where there is neither."""
        if self.result.gain:
            return signed(self.result.gain)
        return signed(-self.result.loss) if self.result.loss else ""

    @property
    def word(self) -> str:
        """The state in words, a value as itself."""
        said = self.answer
        if said is not None and said.state is AnswerState.VALUED:
            if said.grade is not None:
                return grade_given(said.grade)
            if said.points is not None:
                return _("{points} pt").format(points=plain(said.points).replace("-", MINUS))
        return state_word(self.state)


class Node(Struct, eq=False):
    """A section or an item in the tree; the root has neither."""

    parent: Node | None = None
    row: int = 0
    section: Section | None = None
    item: ItemRow | None = None
    total: Total | None = None
    unanswered: int = 0
    count: int = 0
    place: int = -1
    children: list[Node] = field(default_factory=list)

    @property
    def level(self) -> int:
        """How many sections stand above."""
        return 0 if self.parent is None or self.parent.section is None else self.parent.level + 1

    def add(self, child: Node) -> Node:
        """Put a child at the end and return it."""
        child.parent, child.row = self, len(self.children)
        self.children.append(child)
        return child

    def below(self) -> Iterator[Node]:
        """All sections and items below, in order."""
        for child in self.children:
            yield child
            yield from child.below()

    def items(self) -> Iterator[Node]:
        """The items below, in order."""
        return (node for node in self.below() if node.item is not None)


class ChecklistTree(QAbstractItemModel):
    """Shows a visit as it stands; it is given a new standing, never edited."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Node()
        self._nodes: list[Node] = []
        self._by_number: dict[int, Node] = {}
        self._shape: tuple[object, ...] = ()

    def show(self, standing: Standing | None, figures: Figures | None) -> None:
        """Show a visit; rows of the visit that is shown already are only brought up to date."""
        shape: tuple[object, ...] = ()
        if standing is not None:
            visit = standing.record.visit
            shape = (visit.id, visit.version, visit.site_type)
        if shape != self._shape or standing is None or figures is None:
            self.beginResetModel()
            self._shape = shape
            self._root = Node()
            if standing is not None and figures is not None:
                _grow(self._root, standing.scheme, _rows(standing))
            self._nodes = list(self._root.below())
            for place, node in enumerate(self._nodes):
                node.place = place
            self._by_number = {
                node.item.item.number: node for node in self._root.items() if node.item
            }
            self._sum_up(figures)
            self.endResetModel()
            return
        for row in _rows(standing):
            self._by_number[row.item.number].item = row
        self._sum_up(figures)
        self._tell(self._root)

    def node(self, index: Index) -> Node:
        """The node at an index."""
        if not index.isValid():
            return self._root
        return self._nodes[index.internalId()]

    def nodes(self) -> list[Node]:
        """The items in the order of the checklist."""
        return list(self._by_number.values())

    def index_of(self, number: int) -> QModelIndex:
        """The index of an item by its number."""
        node = self._by_number.get(number)
        return QModelIndex() if node is None else self.createIndex(node.row, 0, node.place)

    def row_of(self, number: int) -> ItemRow | None:
        """An item of the checklist and what is said about it, by its number."""
        node = self._by_number.get(number)
        return None if node is None else node.item

    @override
    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self.node(parent).children[row].place)

    @override
    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        above = self.node(index).parent if index.isValid() else None
        if above is None or above.parent is None:
            return QModelIndex()
        return self.createIndex(above.row, 0, above.place)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return STATE + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(node, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return _cell(node, TEXT)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = (_cell(node, column) for column in (TEXT, STATE, LOSS))
            return ", ".join(text for text in told if text)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Subject and standard"), _("Mark"), _("Count"), _("Lost"), _("State"))[
                section
            ]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            across = Qt.AlignmentFlag.AlignRight
            if section in (TEXT, STATE):
                across = Qt.AlignmentFlag.AlignLeft
            return across | Qt.AlignmentFlag.AlignVCenter
        return None

    def _sum_up(self, figures: Figures | None) -> None:
        def sum_up(node: Node) -> None:
            for child in node.children:
                sum_up(child)
            if node.section is not None and figures is not None:
                below = [each.item for each in node.items() if each.item]
                node.count = len(below)
                node.unanswered = sum(1 for each in below if not each.is_answered)
                node.total = figures.sections.get(node.section.number)

        sum_up(self._root)

    def _tell(self, node: Node) -> None:
        if not node.children:
            return
        first, last = node.children[0], node.children[-1]
        self.dataChanged.emit(
            self.createIndex(first.row, 0, first.place),
            self.createIndex(last.row, STATE, last.place),
        )
        for child in node.children:
            self._tell(child)


def signed(points: Decimal) -> str:
    """Points with a real minus or a plus."""
    return f"{MINUS if points < 0 else '+'}{plain(abs(points))}"


def split_title(item: Item) -> tuple[str, str]:
    """The short name of an item and its standard, where its text begins with a name and a colon."""
    for colon in ("：", ": "):
        name, found, rest = item.text.partition(colon)
        if found and rest.strip() and len(name) <= _LONGEST_TITLE:
            return name, rest.strip()
    return item.text, ""


def _cell(node: Node, column: int) -> str:
    if node.section is not None:
        return section_text(node.section.code, node.section.text) if column == TEXT else ""
    row = node.item
    if row is None:
        return ""
    if column == TEXT:
        return f"{row.item.code} {row.item.text}".strip()
    return (plain(row.item.full_mark), row.count, row.loss, row.word)[column - 1]


def _rows(standing: Standing) -> Sequence[ItemRow]:
    answers = {each.item: each for each in standing.record.answers}
    return [
        ItemRow(
            standing.scheme.item(result.item),
            result,
            answers.get(result.item),
            tuple(each for each in standing.record.findings if each.item == result.item),
            tuple(each for each in standing.record.photos if each.item == result.item),
        )
        for result in standing.results
    ]


def _grow(root: Node, scheme: Scheme, rows: Sequence[ItemRow]) -> None:
    """Put sections above their items; a section that holds no item of the checklist is left out."""
    made: dict[int, Node] = {}
    for row in rows:
        above = root
        for section in scheme.path(row.item):
            if section.number not in made:
                made[section.number] = above.add(Node(section=section))
            above = made[section.number]
        above.add(Node(item=row))
