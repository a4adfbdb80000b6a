"""The rows of a sealed edition: results as they are published, exact, and what changed in them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from msgspec import Struct

from inspector.domain.board import RankedRow, Ranking
from inspector.domain.composition import Composition
from inspector.domain.listing import Entry


class EditionMetric(Struct, frozen=True, forbid_unknown_fields=True):
    """A metric of a composite score: what it counts and what it came to."""

    kind: str
    name: str
    weight: Decimal
    share: str
    value: str | None
    full: Decimal
    n: int


class EditionVeto(Struct, frozen=True, forbid_unknown_fields=True):
    """A clause of the negative list that struck, and how often."""

    effect: str
    reason: str
    points: Decimal
    times: int


class EditionBar(Struct, frozen=True, forbid_unknown_fields=True):
    """A metric that did not reach what it must."""

    metric: int
    value: str
    least: Decimal


class EditionMade(Struct, frozen=True, forbid_unknown_fields=True):
    """What a composite score is made of."""

    is_ranked: bool
    metrics: tuple[EditionMetric, ...]
    base: str | None
    bonus: str
    penalty: str
    clipped: str
    taken: str
    vetoes: tuple[EditionVeto, ...]
    barred: tuple[EditionBar, ...]


class EditionPart(Struct, frozen=True, forbid_unknown_fields=True):
    """The mean on one site type or content."""

    name: str
    score: str | None
    sites: int
    visits: int
    is_substituted: bool


class EditionRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of the published list: as printed, and exact."""

    group: str
    subject: UUID
    code: str
    name: str
    rank: int | None
    score: Decimal | None
    exact: str | None
    previous_rank: int | None
    previous_score: Decimal | None
    sites: int
    n: int
    parts: tuple[EditionPart, ...]
    made: EditionMade | None


class EditionEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A subject on a red or black list, or with a grade or flag, by the place of the rule from 1.

    `times` is how many periods in a row, `is_more` where it was not looked further back; an entry
    by hand has reason and approver.
    """

    rule: int
    kind: str
    name: str
    flag: str | None
    group: str
    subject: UUID
    times: int
    is_more: bool
    measure: str
    reason: str
    approver: str


class Standing(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a row stood: rank and score as printed, and the score exact."""

    rank: int | None
    score: Decimal | None
    exact: str | None


class RowChange(Struct, frozen=True, forbid_unknown_fields=True):
    """A row that is not as it was; None where it was not there."""

    group: str
    subject: UUID
    name: str
    before: Standing | None
    after: Standing | None


def rows_of(ranking: Ranking) -> tuple[EditionRow, ...]:
    """The rows of a ranking as they are sealed, in its order."""
    return tuple(map(_row, ranking.rows))


def entries_of(ranking: Ranking) -> tuple[EditionEntry, ...]:
    """Who stands on the lists of a ranking, list after list."""
    return tuple(_entry(one.number, entry) for one in ranking.lists for entry in one.entries)


def _entry(number: int, entry: Entry) -> EditionEntry:
    return EditionEntry(
        rule=number,
        kind=entry.kind.value,
        name=entry.name,
        flag=None if entry.flag is None else entry.flag.value,
        group=entry.group,
        subject=entry.subject,
        times=entry.times,
        is_more=entry.is_more,
        measure=entry.measure,
        reason="" if entry.manual is None else entry.manual.reason,
        approver="" if entry.manual is None else entry.manual.approver,
    )


def row_changes(before: Iterable[EditionRow], after: Iterable[EditionRow]) -> tuple[RowChange, ...]:
    """The rows whose rank, score or parts changed, came or went, by list and name."""
    old = {(row.group, row.subject): row for row in before}
    new = {(row.group, row.subject): row for row in after}
    changes = [
        RowChange(key[0], key[1], (new.get(key) or old[key]).name, _standing(old.get(key)), then)
        for key in old.keys() | new.keys()
        if old.get(key) != new.get(key)
        for then in [_standing(new.get(key))]
    ]
    return tuple(sorted(changes, key=lambda one: (one.group, one.name, one.subject)))


def _standing(row: EditionRow | None) -> Standing | None:
    return None if row is None else Standing(row.rank, row.score, row.exact)


def _row(row: RankedRow) -> EditionRow:
    parts = tuple(
        EditionPart(one.name, _text(one.score), one.sites, one.visits, one.is_substituted)
        for one in row.parts
    )
    return EditionRow(
        group=row.group,
        subject=row.subject,
        code=row.code,
        name=row.name,
        rank=row.rank,
        score=row.score,
        exact=_text(row.exact),
        previous_rank=row.previous_rank,
        previous_score=row.previous_score,
        sites=row.sites,
        n=row.n,
        parts=parts,
        made=None if row.composition is None else _made(row.composition),
    )


def _made(made: Composition) -> EditionMade:
    return EditionMade(
        is_ranked=made.is_ranked,
        metrics=tuple(
            EditionMetric(
                one.kind.value,
                one.name,
                one.weight,
                _exact(one.share),
                _text(one.value),
                one.full,
                one.n,
            )
            for one in made.metrics
        ),
        base=_text(made.base),
        bonus=_exact(made.bonus),
        penalty=_exact(made.penalty),
        clipped=_exact(made.clipped),
        taken=_exact(made.taken),
        vetoes=tuple(
            EditionVeto(one.effect.value, one.reason, one.points, one.times) for one in made.vetoes
        ),
        barred=tuple(EditionBar(one.metric, _exact(one.value), one.least) for one in made.barred),
    )


def _text(value: Fraction | None) -> str | None:
    return None if value is None else _exact(value)


def _exact(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
