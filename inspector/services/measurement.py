"""What the metrics of a board come to over a period, subject by subject, before anything is ranked.

Call inside a transaction for reading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.board_rules import (
    SEGMENTS,
    TYPES,
    Event,
    Metric,
    MetricKind,
    SubjectKind,
    type_subject,
)
from inspector.domain.composition import Measure, compose, is_plain
from inspector.domain.explanation import ranked_units
from inspector.domain.model import rectification
from inspector.domain.model.compliance import RateSum, rates
from inspector.domain.model.outcome import NOTHING, Outcome, SiteSum, Weights
from inspector.domain.model.roll_up import MissingType, part_names, roll_up
from inspector.domain.model.span import combined
from inspector.domain.model.threshold import threshold_score
from inspector.domain.model.veto import Veto
from inspector.domain.period import Period
from inspector.domain.ranking import Came, Key
from inspector.domain.scheme import SchemeOrigin
from inspector.services.course import Course, fits, selections
from inspector.services.strike import struck
from inspector.store import board as store
from inspector.store.board import ItemSum
from inspector.store.selection import Selection
from inspector.store.strike import StruckVisit
from inspector.store.total import load_scheme

EVERYTHING = UUID(int=0)
"""Stands for the whole sheet among the units of imported results."""


class Piece(Struct, frozen=True):
    """One of the shorter periods of a metric, or the whole: its visits, their sums, what they give.

    `weight` is what it counts in the period before pieces without a score are left out;
    `everything` are the rates of the whole sheet, whoever answers for it.
    """

    chosen: Selection
    sums: Sequence[SiteSum]
    rates: Sequence[RateSum]
    outcomes: Mapping[Key, Outcome]
    weight: Decimal
    everything: Sequence[RateSum] = ()


class Measured(Struct, frozen=True):
    """A metric over a period: its pieces, and what every subject came to in it."""

    outcomes: Mapping[Key, Outcome]
    pieces: tuple[Piece, ...] = ()
    part_names: tuple[str, ...] = ()
    weights: Weights = {}


class Computed(Struct, frozen=True):
    """A board over a period: its metrics in order, and what the subjects came to in all."""

    metrics: tuple[Measured, ...]
    came: Came

    @property
    def visits(self) -> Measured:
        """The first metric that measures visits; an empty one where none does."""
        return next((one for one in self.metrics if one.pieces), Measured({}))


def computed(course: Course, period: Period) -> Computed:
    """What every subject came to in every metric over a period, and what became of it (M9, M11).

    Over a period that does not fit the rules nobody came to anything.
    """
    if not fits(course, period):
        return Computed((), Came({}))
    metrics = tuple(measured(course, number, period) for number in range(len(course.rules.metrics)))
    if is_plain(course.rules):
        return Computed(metrics, Came(metrics[0].outcomes))
    return Computed(metrics, _composed(course, period, metrics))


def measured(course: Course, number: int, period: Period) -> Measured:
    """What every subject came to in one metric, by its place from 0."""
    metric = course.rules.metrics[number]
    used = course.used[number]
    if metric.kind is not MetricKind.VISITS or used is None:
        return Measured({})
    pieces = tuple(
        _piece(course, number, chosen, weight)
        for chosen, weight in selections(course, metric, used, period)
    )
    names = _part_names(course, number, pieces)
    if len(pieces) == 1:
        return Measured(pieces[0].outcomes, pieces, names, course.weights_of(number))
    return Measured(_combined(course, pieces, names), pieces, names, course.weights_of(number))


def _piece(course: Course, number: int, chosen: Selection, weight: Decimal) -> Piece:
    metric = course.rules.metrics[number]
    if course.is_rate(number):
        found = _rates(store.load_item_sums(chosen, course.rules.subjects.roles, course.rules.duty))
        own = [one for one in found if one.subject != EVERYTHING]
        everything = [one for one in found if one.subject == EVERYTHING]
        return Piece(chosen, (), own, _rated(course, metric, own), weight, everything)
    if course.is_sites:
        sums = store.load_site_sums(chosen)
    else:
        subjects = course.rules.subjects
        sums = store.load_unit_sums(chosen, course.units, subjects.roles, course.rules.duty)
    sums = _listed(course, sums)
    outcomes = _rolled_up(course, number, sums)
    used = course.used[number]
    if course.is_sites and used is not None and used.origin is SchemeOrigin.RESULT:
        outcomes = _counting_observations(course, chosen, outcomes)
    return Piece(chosen, sums, (), outcomes, weight)


def _counting_observations(
    course: Course, chosen: Selection, outcomes: Mapping[Key, Outcome]
) -> dict[Key, Outcome]:
    observed: Counter[Key] = Counter()
    for (site, site_type), count in store.load_site_observations(chosen).items():
        subject = course.visited(site, site_type)
        observed.update({(subject, group): count for group in course.lists(site, site_type)})
    return {key: replace(one, visits=observed[key]) for key, one in outcomes.items()}


def _listed(course: Course, sums: list[SiteSum]) -> list[SiteSum]:
    """The sums in the lists that the board has."""
    if course.is_types:
        return [_in_group(one, TYPES, type_subject(one.site_type)) for one in sums]
    if course.rules.subjects.groups:
        return [
            _in_group(one, group) for one in sums for group in course.groups.get(one.subject, ())
        ]
    if course.rules.subjects.kind is SubjectKind.SEGMENTS:
        return [_in_group(one, SEGMENTS) for one in sums]
    return sums


def _in_group(one: SiteSum, group: str, subject: UUID | None = None) -> SiteSum:
    return SiteSum(
        one.subject if subject is None else subject,
        group,
        one.site,
        one.site_type,
        one.got,
        one.bonus,
        one.scored,
        one.visits,
    )


def _rolled_up(course: Course, number: int, sums: Sequence[SiteSum]) -> dict[Key, Outcome]:
    rule = course.rules.metrics[number].roll_up
    weights = course.weights_of(number)
    if not course.is_sites:
        return roll_up(sums, weights, part_names(sums, weights), rule)
    # A site is of one type: it lacks none that others have.
    rule = replace(rule, missing=MissingType.RENORMALISE)
    by_group: dict[tuple[str, str], list[SiteSum]] = defaultdict(list)
    for one in sums:
        by_group[one.group, one.site_type if course.is_types else ""].append(one)
    outcomes: dict[Key, Outcome] = {}
    for own in by_group.values():
        outcomes |= roll_up(own, weights, part_names(own, weights), rule)
    return outcomes


def _rates(sums: Iterable[ItemSum]) -> list[RateSum]:
    merged: dict[tuple[UUID, str], tuple[Fraction, int]] = {}
    for one in sums:
        item = load_scheme(one.version).item(one.item)
        earned = Fraction(one.valued) / Fraction(item.full_mark or 1) + one.conforming
        n = one.n + one.conforming
        key = (one.unit or EVERYTHING, item.id.hex)
        got, before = merged.get(key, (Fraction(0), 0))
        # Of what was lost a unit bears its share (M12).
        merged[key] = (got + n - Fraction(one.share) * (n - earned), before + n)
    return [RateSum(unit, content, got, n) for (unit, content), (got, n) in merged.items()]


def _rated(course: Course, metric: Metric, sums: Iterable[RateSum]) -> dict[Key, Outcome]:
    lists = course.groups if course.rules.subjects.groups else course.classes
    return {
        (unit, group): outcome
        for unit, outcome in rates(sums, metric.pooling).items()
        for group in lists.get(unit, ())
    }


def _part_names(course: Course, number: int, pieces: Sequence[Piece]) -> tuple[str, ...]:
    return part_names(
        (one for piece in pieces for one in piece.sums),
        course.weights if course.is_sites else course.weights_of(number),
    )


def _combined(course: Course, pieces: Sequence[Piece], names: Iterable[str]) -> dict[Key, Outcome]:
    sites: dict[Key, set[UUID]] = defaultdict(set)
    for piece in pieces:
        for one in piece.sums:
            sites[one.subject, one.group].add(one.site)
    weights = [piece.weight for piece in pieces]
    outcomes: dict[Key, Outcome] = {}
    for key in dict.fromkeys(key for piece in pieces for key in piece.outcomes):
        own = [piece.outcomes.get(key, NOTHING) for piece in pieces]
        if course.is_sites:
            names = sorted({part.name for one in own for part in one.parts})
        outcomes[key] = combined(own, weights, names, len(sites[key]))
    return outcomes


def _composed(course: Course, period: Period, metrics: Sequence[Measured]) -> Came:
    rules = course.rules
    events = _events(rules.additions.events, period)
    vetoes = _vetoes(course, metrics)
    keys = dict.fromkeys(key for one in metrics for key in one.outcomes)
    keys |= dict.fromkeys(_event_keys(course, events))
    visits = next((one for one in metrics if one.pieces), Measured({}))
    outcomes, compositions = {}, {}
    for key in keys:
        own = [_measure(course, number, one, key) for number, one in enumerate(metrics)]
        made = compose(rules, own, events.get(key[0], ()), vetoes.get(key, ()))
        seen = visits.outcomes.get(key, NOTHING)
        n = sum(one.n for one in own)
        outcomes[key] = Outcome(made.score, seen.parts, seen.sites, n)
        compositions[key] = made
    return Came(outcomes, compositions)


def _vetoes(course: Course, metrics: Sequence[Measured]) -> dict[Key, tuple[Veto, ...]]:
    items = course.rules.additions.veto_items
    if not items:
        return {}
    classes = {unit.id: unit.unit_class for unit in course.units}

    def subjects(visit: StruckVisit) -> list[Key]:
        if course.is_sites:
            subject = course.visited(visit.site, visit.site_type)
            return [(subject, group) for group in course.lists(visit.site, visit.site_type)]
        answering = ranked_units(visit.units, classes, visit.item, course.rules.subjects.roles)
        return [(unit, group) for unit, _class in answering for group in course.lists(unit)]

    chosen = [piece.chosen for one in metrics for piece in one.pieces]
    return struck(items, chosen, subjects)


def _measure(course: Course, number: int, metric: Measured, key: Key) -> Measure:
    rules = course.rules.metrics[number]
    if rules.kind is MetricKind.RECTIFICATION:
        # No problem is kept yet that could be due: the rate has no value until the ledger is there.
        counted = rectification.counted((), rules.rectification, course.cutoff)
        rate = counted.rate
        value = rate if rules.threshold is None else threshold_score(rate, rules.threshold)
        return Measure(value, counted.due)
    outcome = metric.outcomes.get(key, NOTHING)
    return Measure(outcome.score, outcome.visits)


def _events(events: Iterable[Event], period: Period) -> dict[UUID, tuple[Event, ...]]:
    found: dict[UUID, list[Event]] = defaultdict(list)
    for event in events:
        if period.first <= event.day <= period.last:
            found[event.subject].append(event)
    return {
        subject: tuple(sorted(own, key=lambda one: (one.day, one.kind, one.reason, one.points)))
        for subject, own in found.items()
    }


def _event_keys(course: Course, subjects: Iterable[UUID]) -> list[Key]:
    if course.is_sites and not course.rules.subjects.groups:
        # A site stands on the list of the type under which it was visited, if it was.
        return []
    lists = course.groups if course.rules.subjects.groups else course.classes
    return [(subject, group) for subject in subjects for group in lists.get(subject, ())]
