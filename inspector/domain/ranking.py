"""The order of subjects by score: site-type roll-up (M5), rates of results (M2), ranks, ties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.board import Footnote, FootnoteKind, Part, Pooling, RankedGroup, RankedRow
from inspector.domain.points import UNITS_PER_POINT, printed

ONE = Decimal(1)


class Subject(Struct, frozen=True):
    """Who can stand on a board: a unit in the group of its class, a site in that of its type."""

    id: UUID
    group: str
    code: str
    name: str


class SiteSum(Struct, frozen=True):
    """Sums over the visits of a subject to one site under one type, of which there is one each.

    `got` holds the points earned by full mark; these and `bonus` are whole numbers of 1/10,000.
    `scored` of the `visits` have a score: visits on which nothing counted are only counted.
    """

    subject: UUID
    group: str
    site: UUID
    site_type: str
    got: Mapping[int, int]
    bonus: int
    scored: int
    visits: int


class RateSum(Struct, frozen=True):
    """Sums over the observations of a subject on one content of imported results.

    `got` is the sum of what each observation earned of its full mark, between 0 and `n`.
    """

    subject: UUID
    content: str
    got: Fraction
    n: int


class Outcome(Struct, frozen=True):
    """What a subject came to before it is ranked; `visits` are observations for results."""

    score: Fraction | None
    parts: tuple[Part, ...]
    sites: int
    visits: int


Weights = Mapping[str, Decimal]
_Tree = dict[tuple[UUID, str], dict[str, list[SiteSum]]]


def roll_up(
    sums: Iterable[SiteSum], weights: Weights, part_names: Sequence[str]
) -> dict[tuple[UUID, str], Outcome]:
    """Score of every (subject, group) by model M5, exact, in percent.

    A site counts with the mean of its visits, a type with the mean of its sites, the subject with
    the weighted mean of its types; a type without a score leaves the weights of the others to
    share the whole. Visits without a score leave the means and are only counted.
    """
    return {key: _outcome(types, weights, part_names) for key, types in _tree(sums).items()}


def visit_shares(
    sums: Iterable[SiteSum], weights: Weights
) -> dict[tuple[UUID, str, UUID, str], Fraction]:
    """How much one scored visit to a site counts in the score of a subject (M5).

    The key is (subject, group, site, site type); over the scored visits of a subject the shares
    add up to 1.
    """
    shares: dict[tuple[UUID, str, UUID, str], Fraction] = {}
    for (subject, group), types in _tree(sums).items():
        scored = {
            name: [(one.site, one.scored) for one in sites if one.scored]
            for name, sites in types.items()
        }
        whole = sum((_weight(weights, name) for name, sites in scored.items() if sites), Fraction())
        for name, sites in scored.items():
            for site, visits in sites:
                if whole:
                    share = _weight(weights, name) / whole / len(sites) / visits
                    shares[subject, group, site, name] = share
    return shares


def rates(sums: Iterable[RateSum], pooling: Pooling) -> dict[UUID, Outcome]:
    """Rate of every subject by model M2 in percent, exact, in the pooling that is asked for."""
    by_subject: dict[UUID, list[RateSum]] = defaultdict(list)
    for one in sums:
        by_subject[one.subject].append(one)
    return {subject: _rate(group, pooling) for subject, group in by_subject.items()}


def observation_shares(
    sums: Iterable[RateSum], pooling: Pooling
) -> dict[tuple[UUID, str], Fraction]:
    """How much one observation of a content counts in the rate of a subject (M2).

    Pooled 1/n, by content 1/(contents x n of the content); they add up to 1 over a subject.
    """
    by_subject: dict[UUID, list[RateSum]] = defaultdict(list)
    for one in sums:
        by_subject[one.subject].append(one)
    shares: dict[tuple[UUID, str], Fraction] = {}
    for subject, group in by_subject.items():
        n = sum(one.n for one in group)
        for one in group:
            pooled = pooling is Pooling.POOLED
            shares[subject, one.content] = Fraction(1, n if pooled else len(group) * one.n)
    return shares


def ranked_group(
    key: str,
    subjects: Iterable[Subject],
    outcomes: Mapping[tuple[UUID, str], Outcome],
    previous: Mapping[tuple[UUID, str], Outcome],
) -> RankedGroup:
    """One list: competition ranking (1, 2, 2, 4) on the printed two decimals.

    Equal printed scores share a rank and stand in the order of code and name; subjects without a
    score stand last without rank. The order does not depend on the order of the input.
    """
    members = list(subjects)
    before = {row.subject: row for row in _ranked(key, members, previous)}
    rows = tuple(
        replace(
            row,
            previous_rank=before[row.subject].rank,
            previous_score=before[row.subject].score,
            is_new=row.rank is not None and before[row.subject].rank is None,
        )
        for row in _ranked(key, members, outcomes)
    )
    return RankedGroup(key, rows, _mean(rows), _mean(before.values()))


def part_names(sums: Iterable[SiteSum], weights: Weights) -> tuple[str, ...]:
    """The site types that were visited, the heaviest first, then by name."""
    names = {one.site_type for one in sums}
    return tuple(sorted(names, key=lambda name: (-_weight(weights, name), name)))


def with_missing_types(group: RankedGroup) -> RankedGroup:
    """The group with a note on every row that lacks a type which half of the group has.

    What only a few of a group have, such as the markets of one bureau, is no gap of the others.
    """
    scored = [row for row in group.rows if row.score is not None]
    have = Counter(part.name for row in scored for part in row.parts if part.score is not None)
    usual = {name for name, count in have.items() if 2 * count >= len(scored)}
    rows: list[RankedRow] = []
    for row in group.rows:
        lacking = [part.name for part in row.parts if part.name in usual and part.score is None]
        if row.score is not None and lacking:
            note = Footnote(FootnoteKind.MISSING_TYPE, {"types": "\n".join(lacking)})
            row = replace(row, notes=(*row.notes, note))
        rows.append(row)
    return replace(group, rows=tuple(rows))


def _tree(sums: Iterable[SiteSum]) -> _Tree:
    tree: _Tree = {}
    for one in sums:
        types = tree.setdefault((one.subject, one.group), {})
        types.setdefault(one.site_type, []).append(one)
    return tree


def _outcome(
    types: Mapping[str, Sequence[SiteSum]], weights: Weights, names: Sequence[str]
) -> Outcome:
    parts = [_part(name, types.get(name, ())) for name in names]
    valued = [(_weight(weights, part.name), part.score) for part in parts if part.score is not None]
    whole = sum((weight for weight, _ in valued), Fraction(0))
    score = None
    if whole:
        score = sum((weight * value for weight, value in valued), Fraction(0)) / whole
    sites = {one.site for by_type in types.values() for one in by_type}
    return Outcome(score, tuple(parts), len(sites), sum(part.visits for part in parts))


def _part(name: str, sites: Sequence[SiteSum]) -> Part:
    scored = [one for one in sites if one.scored]
    score = _mean_of_sites(scored) if scored else None
    return Part(name, score, len(sites), sum(one.visits for one in sites))


def _mean_of_sites(sites: Sequence[SiteSum]) -> Fraction:
    # Integers over one common denominator: a Fraction for each site costs ten times as much.
    numerators: dict[int, int] = defaultdict(int)
    for one in sites:
        scored = one.scored
        for full, got in one.got.items():
            numerators[full * scored] += got
        if one.bonus:
            # A bonus counts in percent points, the rest in parts of the full mark.
            numerators[100 * UNITS_PER_POINT * scored] += one.bonus
    common = lcm(*numerators)
    total = sum(number * (common // below) for below, number in numerators.items())
    return Fraction(100 * total, common * len(sites))


def _weight(weights: Weights, name: str) -> Fraction:
    return Fraction(weights.get(name, ONE))


def _rate(sums: Sequence[RateSum], pooling: Pooling) -> Outcome:
    n = sum(one.n for one in sums)
    if pooling is Pooling.POOLED:
        rate = sum((one.got for one in sums), Fraction(0)) / n
    else:
        means = sum((one.got / one.n for one in sums), Fraction(0))
        rate = means / len(sums)
    return Outcome(100 * rate, (), 0, n)


def _ranked(
    key: str, subjects: Sequence[Subject], outcomes: Mapping[tuple[UUID, str], Outcome]
) -> list[RankedRow]:
    nothing = Outcome(None, (), 0, 0)
    rows = [_row(key, one, outcomes.get((one.id, key), nothing)) for one in subjects]
    rows.sort(
        key=lambda row: (row.score is None, -(row.score or 0), row.code, row.name, row.subject)
    )
    ranked: list[RankedRow] = []
    for place, row in enumerate(rows, start=1):
        rank: int | None = place
        if row.score is None:
            rank = None
        elif ranked and ranked[-1].score == row.score:
            rank = ranked[-1].rank
        ranked.append(replace(row, rank=rank))
    return ranked


def _row(key: str, subject: Subject, outcome: Outcome) -> RankedRow:
    return RankedRow(
        group=key,
        subject=subject.id,
        code=subject.code,
        name=subject.name,
        rank=None,
        score=None if outcome.score is None else printed(outcome.score),
        exact=outcome.score,
        previous_rank=None,
        previous_score=None,
        parts=outcome.parts,
        sites=outcome.sites,
        n=outcome.visits,
    )


def _mean(rows: Iterable[RankedRow]) -> Decimal | None:
    scores = [row.exact for row in rows if row.exact is not None]
    return printed(sum(scores, Fraction(0)) / len(scores)) if scores else None
