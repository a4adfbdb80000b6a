"""The rows of a ranking as a table: lists with their heads, ranks, scores, remarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum, auto
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from inspector.domain.board import BoardKind, RankedGroup, RankedRow, Ranking
from inspector.domain.cut_line import cut_lines
from inspector.domain.list_rules import ListKind
from inspector.wording import _
from inspector.wording import sheet as words
from inspector.wording.board import rank_change
from inspector.wording.ranking_column import (
    added_head,
    added_text,
    grade,
    has_added,
    has_grades,
    metric_heads,
    metric_text,
    value_text,
)
from inspector.wording.redblack import mark

Index = QModelIndex | QPersistentModelIndex
Trends = Mapping[tuple[UUID, str], Sequence[Decimal | None]]
_NOWHERE = QModelIndex()
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The RankedRow of a row, or the RankedGroup above a list."""
TREND_ROLE = Qt.ItemDataRole.UserRole + 2
"""The scores of the last periods of a row, earliest first."""
CUT_ROLE = Qt.ItemDataRole.UserRole + 3
"""The Cut at a row, None for most."""


class Cut(Enum):
    """Below a row red ends, or above it black begins."""

    RED_ENDS = auto()
    BLACK_BEGINS = auto()


class Field(Enum):
    """What a column shows."""

    RANK = auto()
    BEFORE = auto()
    CHANGE = auto()
    SUBJECT = auto()
    TREND = auto()
    SCORE = auto()
    PART = auto()
    METRIC = auto()
    ADDED = auto()
    GRADE = auto()
    SITES = auto()
    COUNT = auto()
    REMARK = auto()


class RankingColumn(Struct, frozen=True):
    """A heading; `part` is the site type of a column of the kind PART.

    `metric` is the place of the metric of a column of the kind METRIC.
    """

    field: Field
    heading: str
    part: str = ""
    metric: int = 0


_MADE = {Field.PART, Field.METRIC, Field.ADDED}
_RIGHT = {Field.BEFORE, Field.SCORE, *_MADE, Field.SITES, Field.COUNT}
_ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


_SPOKEN = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class RankingTable(QAbstractTableModel):
    """Shows one list of a ranking, or all of them with a head above each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: Sequence[RankingColumn] = ()
        self._lines: list[RankedRow | RankedGroup] = []
        self._heads: dict[str, str] = {}
        self._shared: set[tuple[str, int | None]] = set()
        self._cuts: dict[int, Cut] = {}
        self._decimals = 2
        self._has_before = False
        self._trends: Trends = {}

    def show(self, ranking: Ranking | None, group: str | None = None) -> None:
        """Show a list of a ranking, or all of them; the courses of the scores are not known yet."""
        self.beginResetModel()
        self._lines, self._trends, self._shared, self._cuts = [], {}, set(), {}
        groups = ranking.groups if ranking is not None else ()
        for number, one in enumerate(groups, 1):
            if group in (None, one.key):
                self._add(one, words.group_row(number, one), has_head=group is None)
        if ranking is not None:
            self.columns = _columns(ranking)
            self._decimals = ranking.rules.order.decimals
            self._has_before = any(row.previous_rank is not None for row in ranking.rows)
        self.endResetModel()

    def show_trends(self, trends: Trends) -> None:
        """Show the courses of the scores."""
        self._trends = trends
        place = self.field_place(Field.TREND)
        if self._lines and place >= 0:
            last = len(self._lines) - 1
            self.dataChanged.emit(self.index(0, place), self.index(last, place), [TREND_ROLE])

    def line(self, row: int) -> RankedRow | RankedGroup:
        """What a row shows."""
        return self._lines[row]

    def rows(self) -> list[RankedRow]:
        """The ranked rows that are shown, without the heads."""
        return [line for line in self._lines if isinstance(line, RankedRow)]

    def trend(self, row: RankedRow) -> Sequence[Decimal | None]:
        """The scores of the last periods of a row, earliest first."""
        return self._trends.get((row.subject, row.group), ())

    def place(self, subject: UUID | None, group: str) -> int:
        """The row of a subject on a list, -1 where it is not shown."""
        for number, line in enumerate(self._lines):
            if isinstance(line, RankedRow) and (line.subject, line.group) == (subject, group):
                return number
        return -1

    def field_place(self, field: Field) -> int:
        """The first column of a kind, -1 where there is none."""
        found = (place for place, column in enumerate(self.columns) if column.field is field)
        return next(found, -1)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._lines[index.row()], RankedGroup):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], self.columns[index.column()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN_RIGHT if column.field in _RIGHT else _ALIGN_LEFT
        if role == CUT_ROLE:
            return self._cuts.get(index.row())
        if role == TREND_ROLE:
            return self.trend(line) if isinstance(line, RankedRow) else ()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column)
        if role in _SPOKEN and column.field is Field.SUBJECT and isinstance(line, RankedRow):
            return words.remarks([line.name, *map(mark, line.marks)])
        if role == Qt.ItemDataRole.ToolTipRole and column.field is Field.REMARK:
            return self._text(line, column)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            if column.field is Field.RANK:
                return Qt.AlignmentFlag.AlignCenter
            return _ALIGN_RIGHT if column.field in _RIGHT else _ALIGN_LEFT
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        return column.heading if role in shown else None

    def _add(self, group: RankedGroup, head: str, *, has_head: bool) -> None:
        self._heads[group.key] = head
        if has_head:
            self._lines.append(group)
        first, cuts = len(self._lines), cut_lines(group)
        self._lines += group.rows
        if cuts.last_red is not None:
            self._cuts[first + cuts.last_red] = Cut.RED_ENDS
        if cuts.first_black is not None:
            self._cuts[first + cuts.first_black] = Cut.BLACK_BEGINS
        ranks = Counter(row.rank for row in group.rows)
        self._shared |= {(group.key, rank) for rank, count in ranks.items() if count > 1}

    def _text(self, line: RankedRow | RankedGroup, column: RankingColumn) -> str:
        if isinstance(line, RankedGroup):
            return self._heads[line.key] if column.field is Field.RANK else ""
        match column.field:
            case Field.PART:
                score = next((one.score for one in line.parts if one.name == column.part), None)
                return value_text(score, self._decimals)
            case Field.METRIC:
                return metric_text(line, column.metric, self._decimals)
            case Field.ADDED:
                return added_text(line, self._decimals)
            case Field.GRADE:
                return grade(line)
        return _shown(line, column.field) or self._said(line, column.field)

    def _said(self, row: RankedRow, field: Field) -> str:
        if field is Field.CHANGE:
            return rank_change(
                row.previous_rank, row.rank, is_new=row.is_new, has_before=self._has_before
            )
        if field is Field.REMARK:
            is_shared = (row.group, row.rank) in self._shared
            return words.row_remark(_beside_name(row), is_shared=is_shared)
        return ""


def _beside_name(row: RankedRow) -> RankedRow:
    """A row without the marks that stand beside its name or in their own column."""
    told = tuple(one for one in row.marks if one.kind is not ListKind.GRADE and one.times > 1)
    return row if told == row.marks else replace(row, marks=told)


def _shown(row: RankedRow, field: Field) -> str:
    return {
        Field.RANK: "—" if row.rank is None else str(row.rank),
        Field.BEFORE: "—" if row.previous_rank is None else str(row.previous_rank),
        Field.SUBJECT: row.name,
        Field.SCORE: "—" if row.score is None else str(row.score),
        Field.SITES: str(row.sites),
        Field.COUNT: str(row.n),
    }.get(field, "")


def _columns(ranking: Ranking) -> list[RankingColumn]:
    is_units = ranking.kind is BoardKind.UNITS
    has_types = is_units and not ranking.is_result
    columns = [
        RankingColumn(Field.RANK, _("Rank")),
        RankingColumn(Field.BEFORE, _("Before")),
        RankingColumn(Field.CHANGE, _("Change")),
        RankingColumn(Field.SUBJECT, _("Unit") if is_units else _("Site")),
        RankingColumn(Field.TREND, _("Last 7")),
        RankingColumn(Field.SCORE, _("Score")),
    ]
    metrics = metric_heads(ranking)
    columns += [
        RankingColumn(Field.METRIC, head, metric=place) for place, head in enumerate(metrics)
    ]
    if has_types and not metrics:
        columns += [RankingColumn(Field.PART, name, name) for name in ranking.part_names]
    if has_added(ranking):
        columns.append(RankingColumn(Field.ADDED, added_head()))
    if has_grades(ranking):
        columns.append(RankingColumn(Field.GRADE, _("Grade")))
    if has_types:
        columns.append(RankingColumn(Field.SITES, _("Sites")))
    columns.append(RankingColumn(Field.COUNT, _("Observed") if ranking.is_result else _("Checks")))
    columns.append(RankingColumn(Field.REMARK, _("Remarks")))
    return columns
