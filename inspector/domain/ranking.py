"""The order of subjects by score: ranks, ties, what keeps one from being ranked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct, field
from msgspec.structs import replace

from inspector.domain.board import Footnote, FootnoteKind, RankedGroup, RankedRow
from inspector.domain.board_rules import Minimum, Numbering, Order, TieKey
from inspector.domain.composition import Composition
from inspector.domain.model.outcome import NOTHING, Outcome
from inspector.domain.model.roll_up import usual_types
from inspector.domain.points import printed

Key: TypeAlias = "tuple[UUID, str]"
"""A subject in its list."""


class Subject(Struct, frozen=True):
    """Who can stand on a board: a unit in the group of its class, a site in that of its type."""

    id: UUID
    group: str
    code: str
    name: str


class Came(Struct, frozen=True):
    """What subjects came to in a period; compositions only where a score is made of more."""

    outcomes: Mapping[Key, Outcome]
    compositions: Mapping[Key, Composition] = field(default_factory=dict)


PLAIN = Order()
NO_MINIMUM = Minimum()


def ranked_group(
    key: str,
    subjects: Iterable[Subject],
    now: Came,
    then: Came,
    order: Order = PLAIN,
    minimum: Minimum = NO_MINIMUM,
) -> RankedGroup:
    """One list, ranked by the printed score unless the order says by the exact one.

    Equal values share a rank, after the tie keys that are declared, and stand in the order of code
    and name. Who has less than the minimum, or was struck by a veto or a gate, keeps its score
    without a rank and stands below; subjects without a score stand last. The order does not depend
    on the order of the input.
    """
    members = list(subjects)
    before = {row.subject: row for row in ranked_rows(key, members, then, order, minimum)}
    rows = tuple(
        replace(
            row,
            previous_rank=before[row.subject].rank,
            previous_score=before[row.subject].score,
            is_new=row.rank is not None and before[row.subject].rank is None,
        )
        for row in ranked_rows(key, members, now, order, minimum)
    )
    decimals = order.decimals
    return RankedGroup(key, rows, _mean(rows, decimals), _mean(before.values(), decimals))


def with_missing_types(group: RankedGroup) -> RankedGroup:
    """The group with a note on every row that lacks a type which half of the group has.

    What only a few of a group have, such as the markets of one bureau, is no gap of the others.
    """
    scored = [row for row in group.rows if row.score is not None]
    usual = usual_types([row.parts for row in scored])
    rows: list[RankedRow] = []
    for row in group.rows:
        lacking = [part.name for part in row.parts if part.name in usual and part.score is None]
        if row.score is not None and lacking:
            note = Footnote(FootnoteKind.MISSING_TYPE, {"types": "\n".join(lacking)})
            row = replace(row, notes=(*row.notes, note))
        rows.append(row)
    return replace(group, rows=tuple(rows))


def ranked_rows(
    key: str, subjects: Sequence[Subject], came: Came, order: Order, minimum: Minimum
) -> list[RankedRow]:
    """The rows of one list in their order, without what was before; see `ranked_group`."""
    rows = [_row(key, one, came, order.decimals) for one in subjects]
    placed = [(place(row, order, minimum), row) for row in rows]
    placed.sort(key=lambda one: (one[0], one[1].code, one[1].name, one[1].subject))
    ranked: list[RankedRow] = []
    last: tuple[object, ...] = ()
    rank = 0
    for number, (where, row) in enumerate(placed, start=1):
        if where[0]:
            ranked.append(_unranked(row, minimum))
            continue
        if where != last:
            rank = number if order.numbering is Numbering.COMPETITION else rank + 1
        last = where
        ranked.append(replace(row, rank=rank))
    return ranked


def place(
    row: RankedRow, order: Order, minimum: Minimum = NO_MINIMUM
) -> tuple[Fraction | Decimal | int, ...]:
    """What rows are sorted by: equal places share a rank; the first is 0 for who is ranked."""
    value = row.exact if order.by_exact else row.score
    if row.exact is None or value is None:
        return (2,)
    is_ranked = row.composition is None or row.composition.is_ranked
    if not is_ranked or _lacking(row, minimum):
        return (1, -value)
    return (0, -value, *(_tie(row, key) for key in order.tie_keys))


def _tie(row: RankedRow, key: TieKey) -> Fraction | int:
    made = row.composition
    match key:
        case TieKey.FEWER_VETOES:
            return 0 if made is None else sum(one.times for one in made.vetoes)
        case TieKey.LESS_PENALTY:
            return 0 if made is None else made.penalty + made.taken
        case TieKey.MORE_VISITS:
            return -row.n
        case TieKey.MORE_SITES:
            return -row.sites


def _lacking(row: RankedRow, minimum: Minimum) -> dict[str, str]:
    """What a row has too little of, with what it has and what it needs."""
    types = sum(part.score is not None and not part.is_substituted for part in row.parts)
    wanted = {
        "visits": (row.n, minimum.visits),
        "sites": (row.sites, minimum.sites),
        "types": (types, minimum.types),
    }
    return {name: f"{has}/{needs}" for name, (has, needs) in wanted.items() if has < needs}


def _unranked(row: RankedRow, minimum: Minimum) -> RankedRow:
    lacking = {} if row.score is None else _lacking(row, minimum)
    if not lacking:
        return row
    return replace(row, notes=(*row.notes, Footnote(FootnoteKind.BELOW_MINIMUM, lacking)))


def _row(key: str, subject: Subject, came: Came, decimals: int) -> RankedRow:
    outcome = came.outcomes.get((subject.id, key), NOTHING)
    return RankedRow(
        group=key,
        subject=subject.id,
        code=subject.code,
        name=subject.name,
        rank=None,
        score=None if outcome.score is None else printed(outcome.score, decimals),
        exact=outcome.score,
        previous_rank=None,
        previous_score=None,
        parts=outcome.parts,
        sites=outcome.sites,
        n=outcome.visits,
        composition=came.compositions.get((subject.id, key)),
    )


def _mean(rows: Iterable[RankedRow], decimals: int) -> Decimal | None:
    scores = [row.exact for row in rows if row.exact is not None]
    return printed(sum(scores, Fraction(0)) / len(scores), decimals) if scores else None
