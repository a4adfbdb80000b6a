"""M5, site-type roll-up (domain 8.1): visits to sites, sites to types, types to a subject."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import lcm
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.model.mean import weighted_mean
from inspector.domain.model.outcome import Outcome, Part, SiteSum, Weights
from inspector.domain.points import UNITS_PER_POINT

ONE = Decimal(1)
FULL = Fraction(100)
_WHOLE = Fraction(1)


class TypeMean(StrEnum):
    """Over what the mean X_t of a site type is taken."""

    SITES = "sites"
    VISITS = "visits"


class MissingType(StrEnum):
    """What a site type that a subject lacks does to its score."""

    RENORMALISE = "renormalise"
    PEER_MEAN = "peer_mean"
    FULL = "full"
    EXCLUDE = "exclude"


class RollUp(Struct, frozen=True, forbid_unknown_fields=True):
    """Named parameters of M5.

    `needed` are the site types that no subject may lack; without any they are those that at least
    half of the scored subjects of its list have: what few have is no gap of the others.
    """

    mean: TypeMean = TypeMean.SITES
    missing: MissingType = MissingType.RENORMALISE
    needed: tuple[str, ...] = ()


PLAIN = RollUp()
_Key = tuple[UUID, str]
_Tree = dict[_Key, dict[str, list[SiteSum]]]


def roll_up(
    sums: Iterable[SiteSum],
    weights: Weights,
    part_names: Sequence[str],
    rule: RollUp = PLAIN,
) -> dict[_Key, Outcome]:
    """Score of every (subject, group) by model M5, exact, in percent.

    A site counts with the mean of its visits, a type with the mean of its sites (or of its
    visits), the subject with the weighted mean of its types. A type without a score leaves the
    weights of the others to share the whole unless the rule puts something in its place; its peers
    are the subjects of the same group. Visits without a score leave the means and are only counted.
    """
    outcomes = {
        key: _outcome(types, weights, part_names, rule.mean) for key, types in _tree(sums).items()
    }
    if rule.missing is MissingType.RENORMALISE:
        return outcomes
    return _filled(outcomes, weights, rule)


def visit_shares(
    sums: Iterable[SiteSum],
    weights: Weights,
    outcomes: Mapping[_Key, Outcome],
    rule: RollUp = PLAIN,
) -> dict[tuple[UUID, str, UUID, str], Fraction]:
    """How much one scored visit to a site counts in the score of a subject (M5).

    The key is (subject, group, site, site type). Over the scored visits of a subject the shares
    add up to 1 less what is put in the place of missing types.
    """
    shares: dict[tuple[UUID, str, UUID, str], Fraction] = {}
    for (subject, group), types in _tree(sums).items():
        parts = outcomes[subject, group].parts
        whole = _whole(parts, weights)
        for name, sites in types.items():
            scored = [one for one in sites if one.scored]
            visits = sum(one.scored for one in scored)
            for one in scored if whole else ():
                count = len(scored) * one.scored if rule.mean is TypeMean.SITES else visits
                share = weight_of(weights, name) / whole / count
                shares[subject, group, one.site, name] = share
    return shares


def site_loss(one: SiteSum) -> Fraction:
    """What the scored visits to a site lost together, in percent points of a visit (M1, M5)."""
    common = lcm(UNITS_PER_POINT, *one.got)
    earned = sum(100 * got * (common // full) for full, got in one.got.items())
    earned += one.bonus * (common // UNITS_PER_POINT)
    return 100 * one.scored - Fraction(earned, common)


def part_shares(outcome: Outcome, weights: Weights) -> dict[str, Fraction]:
    """How much each site type with a score counts in the score of a subject (M5); adds up to 1."""
    whole = _whole(outcome.parts, weights)
    return {
        part.name: weight_of(weights, part.name) / whole
        for part in outcome.parts
        if part.score is not None and whole
    }


def part_names(sums: Iterable[SiteSum], weights: Weights) -> tuple[str, ...]:
    """The site types that were visited, the heaviest first, then by name."""
    names = {one.site_type for one in sums}
    return tuple(sorted(names, key=lambda name: (-weight_of(weights, name), name)))


def usual_types(parts: Sequence[Sequence[Part]]) -> frozenset[str]:
    """The site types on which at least half of some subjects have a score of their own."""
    have = Counter(
        part.name
        for own in parts
        for part in own
        if part.score is not None and not part.is_substituted
    )
    return frozenset(name for name, count in have.items() if 2 * count >= len(parts))


def weight_of(weights: Weights, name: str) -> Fraction:
    """The weight of a site type, 1 unless another is set."""
    weight = weights.get(name)
    return _WHOLE if weight is None else Fraction(weight)


def _tree(sums: Iterable[SiteSum]) -> _Tree:
    tree: _Tree = {}
    for one in sums:
        types = tree.setdefault((one.subject, one.group), {})
        types.setdefault(one.site_type, []).append(one)
    return tree


def _whole(parts: Iterable[Part], weights: Weights) -> Fraction:
    valued = (weight_of(weights, part.name) for part in parts if part.score is not None)
    return sum(valued, Fraction(0))


def _outcome(
    types: Mapping[str, Sequence[SiteSum]], weights: Weights, names: Sequence[str], mean: TypeMean
) -> Outcome:
    parts = tuple(_part(name, types.get(name, ()), mean) for name in names)
    sites = {one.site for by_type in types.values() for one in by_type}
    visits = sum(part.visits for part in parts)
    return Outcome(_score(parts, weights), parts, len(sites), visits)


def _score(parts: Iterable[Part], weights: Weights) -> Fraction | None:
    return weighted_mean((weight_of(weights, part.name), part.score) for part in parts)


def _part(name: str, sites: Sequence[SiteSum], mean: TypeMean) -> Part:
    scored = [one for one in sites if one.scored]
    score = _mean_of(scored, mean) if scored else None
    return Part(name, score, len(sites), sum(one.visits for one in sites))


def _mean_of(sites: Sequence[SiteSum], mean: TypeMean) -> Fraction:
    # Integers over one common denominator: a Fraction for each site costs ten times as much.
    numerators: dict[int, int] = defaultdict(int)
    over_sites = mean is TypeMean.SITES
    for one in sites:
        scored = one.scored if over_sites else 1
        for full, got in one.got.items():
            numerators[full * scored] += got
        if one.bonus:
            # A bonus counts in percent points, the rest in parts of the full mark.
            numerators[100 * UNITS_PER_POINT * scored] += one.bonus
    common = lcm(*numerators)
    total = sum(number * (common // below) for below, number in numerators.items())
    count = len(sites) if over_sites else sum(one.scored for one in sites)
    return Fraction(100 * total, common * count)


def _filled(
    outcomes: Mapping[_Key, Outcome], weights: Weights, rule: RollUp
) -> dict[_Key, Outcome]:
    """Outcomes with something in the place of the types that a subject lacks."""
    lists: dict[str, list[Outcome]] = defaultdict(list)
    for (_subject, group), outcome in outcomes.items():
        if outcome.score is not None:
            lists[group].append(outcome)
    needed: dict[str, frozenset[str]] = {}
    values: dict[str, Mapping[str, Fraction]] = {}
    for group, scored in lists.items():
        parts = [one.parts for one in scored]
        needed[group] = frozenset(rule.needed) or usual_types(parts)
        values[group] = _values(parts, needed[group], rule.missing)
    return {
        (subject, group): outcome
        if outcome.score is None
        else _with_missing(outcome, weights, needed[group], values[group], rule.missing)
        for (subject, group), outcome in outcomes.items()
    }


def _values(
    parts: Sequence[Sequence[Part]], needed: frozenset[str], missing: MissingType
) -> dict[str, Fraction]:
    """What stands in the place of each type that is lacking."""
    if missing is MissingType.FULL:
        return dict.fromkeys(needed, FULL)
    found: dict[str, list[Fraction]] = defaultdict(list)
    for own in parts:
        for part in own:
            if part.score is not None and part.name in needed:
                found[part.name].append(part.score)
    return {name: sum(scores, Fraction(0)) / len(scores) for name, scores in found.items()}


def _with_missing(
    outcome: Outcome,
    weights: Weights,
    needed: frozenset[str],
    values: Mapping[str, Fraction],
    missing: MissingType,
) -> Outcome:
    have = {part.name for part in outcome.parts if part.score is not None}
    if needed <= have:
        return outcome
    if missing is MissingType.EXCLUDE:
        return replace(outcome, score=None)
    parts = tuple(
        replace(part, score=values[part.name], is_substituted=True)
        if part.score is None and part.name in needed and part.name in values
        else part
        for part in outcome.parts
    )
    return replace(outcome, parts=parts, score=_score(parts, weights))
