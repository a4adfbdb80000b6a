"""What stays the same from period to period of a board, and which visits that makes.

Call inside a transaction for reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct, field

from inspector.domain.board_rules import (
    SEGMENTS,
    TYPES,
    BoardRules,
    Filters,
    Metric,
    MetricKind,
    SubjectKind,
    type_subject,
)
from inspector.domain.model.deduction import NaRule
from inspector.domain.model.outcome import Weights
from inspector.domain.model.span import PeriodMean
from inspector.domain.period import Period
from inspector.domain.points import to_units
from inspector.domain.scheme import RuleKind, SchemeOrigin
from inspector.domain.unit import Unit
from inspector.store.board import UsedScheme
from inspector.store.selection import Selection, select
from inspector.store.total import load_scheme


class Course(Struct, frozen=True):
    """What stays the same from period to period: rules, schemes by metric, cut-off, subjects.

    `groups` are the lists by which chosen units or sites are ranked, by member; without any a
    subject stands in the list of its class, as in `classes` by unit, or in that of its type.
    """

    rules: BoardRules
    used: tuple[UsedScheme | None, ...]
    cutoff: datetime
    units: tuple[Unit, ...]
    weights: Weights
    groups: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    classes: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_sites(self) -> bool:
        """Whether sites or their types stand in the rows, not units."""
        return self.rules.subjects.kind is not SubjectKind.UNITS

    @property
    def is_types(self) -> bool:
        """Whether site types stand in the rows."""
        return self.rules.subjects.kind is SubjectKind.TYPES

    def visited(self, site: UUID, site_type: str) -> UUID:
        """Who stands in a row for a visit where no units do: the site, or its type."""
        return type_subject(site_type) if self.is_types else site

    def lists(self, subject: UUID, site_type: str = "") -> tuple[str, ...]:
        """The lists on which a subject stands; a site also by the type that it is visited under."""
        if self.is_types:
            return (TYPES,)
        if self.rules.subjects.groups:
            return self.groups.get(subject, ())
        if self.is_sites:
            is_segment = self.rules.subjects.kind is SubjectKind.SEGMENTS
            return (SEGMENTS if is_segment else site_type,)
        return self.classes.get(subject, ())

    def is_rate(self, metric: int) -> bool:
        """Whether a metric is a rate of imported results (M2)."""
        used = self.used[metric]
        return used is not None and used.origin is SchemeOrigin.RESULT and not self.is_sites

    def weights_of(self, metric: int) -> Weights:
        """The weights of the site types in a metric; sites on their own lists have none."""
        if self.is_sites:
            return {}
        own = {one.name: one.weight for one in self.rules.metrics[metric].type_weights}
        return {**self.weights, **own}


def fits(course: Course, period: Period) -> bool:
    """Whether a period has as many shorter ones as the rules have weights for them (M10)."""
    rule = course.rules.period
    if rule.mean is not PeriodMean.WEIGHTED:
        return True
    return len(period.parts(rule.parts)) == len(rule.weights)


def selections(
    course: Course, metric: Metric, used: UsedScheme, period: Period
) -> list[tuple[Selection, Decimal]]:
    """The visits of each shorter period that the rules ask for, with its weight (M10).

    The period must be one that fits the rules.
    """
    rule = course.rules.period
    parts: Sequence[Period] = (period,)
    if rule.mean is not PeriodMean.POOLED:
        parts = period.parts(rule.parts)
    weights: Sequence[Decimal] = [Decimal(1)] * len(parts)
    if rule.mean is PeriodMean.WEIGHTED:
        weights = rule.weights
    which = _which(course, metric, used)
    return [
        (select(part.first, part.last, course.cutoff, used.versions, **which), weight)
        for part, weight in zip(parts, weights, strict=True)
    ]


def whole_selection(course: Course, number: int, period: Period) -> Selection | None:
    """All visits of a metric in a period, None where it measures none."""
    metric, used = course.rules.metrics[number], course.used[number]
    if metric.kind is not MetricKind.VISITS or used is None:
        return None
    which = _which(course, metric, used)
    return select(period.first, period.last, course.cutoff, used.versions, **which)


def _which(course: Course, metric: Metric, used: UsedScheme) -> dict[str, Any]:
    subjects = course.rules.subjects
    types = subjects.site_types if course.is_sites else ()
    which: dict[str, Any] = {
        "filters": _filters(metric.filters, types),
        "with_length": subjects.kind is SubjectKind.SEGMENTS,
    }
    if metric.na_rule is not NaRule.EXCLUDE:
        which["counted"] = _counted(used.versions)
        which["is_earned"] = metric.na_rule is NaRule.FULL
    return which


def _filters(filters: Filters, types: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    wanted = (
        ("level", filters.levels),
        ("mode", filters.modes),
        ("method", filters.methods),
        ("campaign", filters.campaigns),
        ("site_type", filters.site_types),
        ("site_type", types),
    )
    return tuple((name, tuple(map(str, values))) for name, values in wanted if values)


def _counted(versions: Iterable[UUID]) -> tuple[tuple[UUID, int, int], ...]:
    return tuple(
        (version, item.number, to_units(item.full_mark))
        for version in versions
        for item in load_scheme(version).items
        if item.rule.kind is not RuleKind.BONUS
    )
