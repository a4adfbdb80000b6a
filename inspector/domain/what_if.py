"""What other rules of a board would do: ranks, scores and lists before and after."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from inspector.domain.board import RankedRow, Ranking
from inspector.domain.list_rules import ListKind
from inspector.domain.listing import Entry, MadeList


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


class ListShift(Struct, frozen=True):
    """One subject on a list, grade or flag, by the old rules and by the new ones.

    `made` is the list as the new rules make it, as the old ones did where they make it no more.
    """

    made: MadeList
    subject: UUID
    name: str
    before: Entry | None
    after: Entry | None

    @property
    def is_changed(self) -> bool:
        """Whether it comes on the list, leaves it, or another measure follows."""
        if self.before is None or self.after is None:
            return True
        return self.before.measure != self.after.measure


def list_shifts(before: Ranking, after: Ranking) -> tuple[ListShift, ...]:
    """Who stands on the lists of the new ranking and of the old one, list after list.

    A list is the same by kind, name, flag and group. Of grades only what changes is told, for all
    have one.
    """
    old = {_identity(made): made for made in before.lists}
    new = {_identity(made): made for made in after.lists}
    found = [
        shift
        for key in dict.fromkeys((*new, *old))
        for shift in _of_list(old.get(key), new.get(key))
    ]
    return tuple(one for one in found if one.is_changed or one.made.rule.kind is not ListKind.GRADE)


def _identity(made: MadeList) -> tuple[object, ...]:
    return made.rule.kind, made.rule.name, made.rule.flag, made.group


def _of_list(old: MadeList | None, new: MadeList | None) -> list[ListShift]:
    made = new or old
    assert made is not None
    was = {one.subject: one for one in old.entries} if old is not None else {}
    is_on = {one.subject: one for one in new.entries} if new is not None else {}
    return [
        ListShift(
            made,
            subject,
            (is_on.get(subject) or was[subject]).subject_name,
            was.get(subject),
            is_on.get(subject),
        )
        for subject in dict.fromkeys((*is_on, *was))
    ]


def _shift(row: RankedRow, old: RankedRow | None) -> Shift:
    rank, score = (None, None) if old is None else (old.rank, old.score)
    return Shift(row.group, row.subject, row.name, rank, score, row.rank, row.score)
