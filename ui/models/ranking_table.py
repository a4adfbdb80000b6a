"""The rows of a ranking as a table: lists with their heads, ranks, scores, remarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum, auto
from typing import Any
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from inspector.domain.board import BoardKind, RankedGroup, RankedRow, Ranking
from inspector.domain.points import printed
from inspector.wording import _
from inspector.wording import sheet as words
from inspector.wording.board import rank_change
from inspector.wording.board_rules import metric_name

Index = QModelIndex | QPersistentModelIndex
Trends = Mapping[tuple[UUID, str], Sequence[Decimal | None]]
_NOWHERE = QModelIndex()
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The RankedRow of a row, or the RankedGroup above a list."""
TREND_ROLE = Qt.ItemDataRole.UserRole + 2
"""The scores of the last periods of a row, earliest first."""


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


_RIGHT = {Field.BEFORE, Field.SCORE, Field.PART, Field.METRIC, Field.SITES, Field.COUNT}
_ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RankingTable(QAbstractTableModel):
    """Shows one list of a ranking, or all of them with a head above each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: Sequence[RankingColumn] = ()
        self._lines: list[RankedRow | RankedGroup] = []
        self._heads: dict[str, str] = {}
        self._shared: set[tuple[str, int | None]] = set()
        self._has_before = False
        self._trends: Trends = {}

    def show(self, ranking: Ranking | None, group: str | None = None) -> None:
        """Show a list of a ranking, or all of them; the courses of the scores are not known yet."""
        self.beginResetModel()
        self._lines, self._trends, self._shared = [], {}, set()
        groups = ranking.groups if ranking is not None else ()
        for number, one in enumerate(groups, 1):
            if group in (None, one.key):
                self._add(one, words.group_row(number, one), has_head=group is None)
        if ranking is not None:
            self.columns = _columns(ranking)
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
        if role == TREND_ROLE:
            return self.trend(line) if isinstance(line, RankedRow) else ()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column)
        if role == Qt.ItemDataRole.ToolTipRole and column.field in (Field.SUBJECT, Field.REMARK):
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
        self._lines += group.rows
        ranks = Counter(row.rank for row in group.rows)
        self._shared |= {(group.key, rank) for rank, count in ranks.items() if count > 1}

    def _text(self, line: RankedRow | RankedGroup, column: RankingColumn) -> str:
        if isinstance(line, RankedGroup):
            return self._heads[line.key] if column.field is Field.RANK else ""
        if column.field is Field.PART:
            score = next((one.score for one in line.parts if one.name == column.part), None)
            return "—" if score is None else str(printed(score))
        if column.field is Field.METRIC:
            return _metric(line, column.metric)
        return _shown(line, column.field) or self._said(line, column.field)

    def _said(self, row: RankedRow, field: Field) -> str:
        if field is Field.CHANGE:
            return rank_change(
                row.previous_rank, row.rank, is_new=row.is_new, has_before=self._has_before
            )
        if field is Field.REMARK:
            is_shared = (row.group, row.rank) in self._shared
            return words.row_remark(row, is_shared=is_shared)
        return ""


def _metric(row: RankedRow, place: int) -> str:
    metrics = row.composition.metrics if row.composition is not None else ()
    value = metrics[place].value if place < len(metrics) else None
    return "—" if value is None else str(printed(value))


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
    metrics = ranking.rules.metrics
    if len(metrics) > 1:
        columns += [
            RankingColumn(Field.METRIC, metric_name(one.kind, one.name), metric=place)
            for place, one in enumerate(metrics)
        ]
    elif has_types:
        columns += [RankingColumn(Field.PART, name, name) for name in ranking.part_names]
    if has_types:
        columns.append(RankingColumn(Field.SITES, _("Sites")))
    columns.append(RankingColumn(Field.COUNT, _("Observed") if ranking.is_result else _("Checks")))
    columns.append(RankingColumn(Field.REMARK, _("Remarks")))
    return columns
