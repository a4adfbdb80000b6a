"""What other rules of a board would do: each subject's rank and score before and after."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from inspector.domain.board import RankedRow, Ranking


class Shift(Struct, frozen=True):
    """One subject by the old rules and by the new ones; None where it has no rank or score.

    `is_listed` is False for who is on the board no more.
    """

    group: str
    subject: UUID
    name: str
    rank_before: int | None
    score_before: Decimal | None
    rank_after: int | None
    score_after: Decimal | None
    is_listed: bool = True

    @property
    def is_moved(self) -> bool:
        """Whether the rank is another one, or there is one where there was none."""
        return self.rank_before != self.rank_after

    @property
    def is_changed(self) -> bool:
        """Whether anything that is printed of the subject is another."""
        return self.is_moved or self.score_before != self.score_after


def shifts(before: Ranking, after: Ranking) -> tuple[Shift, ...]:
    """The subjects in the order of the new ranking, then those that only the old one had.

    A subject on other lists than before is compared with its first row of before.
    """
    rows = {(row.subject, row.group): row for row in before.rows}
    first: dict[UUID, RankedRow] = {}
    for row in before.rows:
        first.setdefault(row.subject, row)
    found = [
        _shift(row, rows.get((row.subject, row.group), first.get(row.subject)))
        for row in after.rows
    ]
    listed = {row.subject for row in after.rows}
    gone = [
        Shift(row.group, row.subject, row.name, row.rank, row.score, None, None, is_listed=False)
        for row in before.rows
        if row.subject not in listed
    ]
    return (*found, *gone)


def _shift(row: RankedRow, old: RankedRow | None) -> Shift:
    rank, score = (None, None) if old is None else (old.rank, old.score)
    return Shift(row.group, row.subject, row.name, rank, score, row.rank, row.score)
