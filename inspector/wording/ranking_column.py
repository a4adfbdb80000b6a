"""The columns beside the score of a row: what it is made of, what was added, its grade."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec.structs import replace

from inspector.domain.board import RankedRow, Ranking
from inspector.domain.list_rules import ListKind
from inspector.domain.points import plain, printed
from inspector.wording.board_rules import metric_name
from inspector.wording.catalogue import _
from inspector.wording.sheet import joined, signed


def metric_heads(ranking: Ranking) -> Sequence[str]:
    """The heads of the metrics with their weights; none where a score is simply that of one."""
    metrics = ranking.rules.metrics
    if len(metrics) < 2:
        return ()
    return [
        _("{metric} {share} %").format(
            metric=metric_name(one.kind, one.name), share=plain(100 * one.weight)
        )
        for one in metrics
    ]


def metric_text(row: RankedRow, place: int, decimals: int) -> str:
    """What a row came to in the metric at this place from 0, a dash where nothing was measured."""
    metrics = row.composition.metrics if row.composition is not None else ()
    return value_text(metrics[place].value if place < len(metrics) else None, decimals)


def value_text(value: Fraction | None, decimals: int) -> str:
    """A derived number as it is printed, a dash where there is none."""
    return "—" if value is None else str(printed(value, decimals))


def has_added(ranking: Ranking) -> bool:
    """Whether anything was added to or taken from a score."""
    return any(_added(row) for row in ranking.rows)


def added_head() -> str:
    """The head of what was added and taken."""
    return _("Plus/minus")


def added_text(row: RankedRow, decimals: int) -> str:
    """What was added to a score and taken from it together, with its sign; empty where nothing."""
    added = _added(row)
    return signed(printed(added, decimals)) if added else ""


def has_grades(ranking: Ranking) -> bool:
    """Whether the rules of the board give grades."""
    return any(rule.kind is ListKind.GRADE for rule in ranking.rules.lists.rules)


def grade(row: RankedRow) -> str:
    """The grade of a row, empty where it has none."""
    return joined([one.name for one in row.marks if one.kind is ListKind.GRADE])


def without_grade(row: RankedRow) -> RankedRow:
    """A row without its grade, which has a column of its own."""
    marks = tuple(one for one in row.marks if one.kind is not ListKind.GRADE)
    return row if marks == row.marks else replace(row, marks=marks)


def _added(row: RankedRow) -> Fraction:
    made = row.composition
    return Fraction(0) if made is None else made.bonus - made.penalty - made.taken
