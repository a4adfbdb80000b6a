"""How the metrics of a subject, what was added and what was taken become its score (M9, M11)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from inspector.domain.board_rules import BoardRules, Event, EventKind, Metric, MetricKind
from inspector.domain.model.composite import (
    ZERO,
    MissingMetric,
    Weighed,
    base_of,
    composite,
)
from inspector.domain.model.ledger import LedgerEntry, ledger_score
from inspector.domain.model.veto import Barred, Veto, verdict


class MetricValue(Struct, frozen=True):
    """What a subject came to in one metric, exact; None where there is nothing to measure.

    `share` is what the metric counts in the score of this subject, 0 where it has no value; `n`
    are visits, observations or problems behind it.
    """

    kind: MetricKind
    name: str
    weight: Decimal
    share: Fraction
    value: Fraction | None
    full: Decimal
    n: int = 0


class Composition(Struct, frozen=True):
    """What the score of a subject is made of, all exact.

    `score` = `base` + `bonus` - `penalty` - `clipped` - `taken`, None where there is nothing to
    measure or a veto takes it away; `events` are those of the period.
    """

    score: Fraction | None
    is_ranked: bool
    metrics: tuple[MetricValue, ...]
    base: Fraction | None
    bonus: Fraction = ZERO
    penalty: Fraction = ZERO
    clipped: Fraction = ZERO
    taken: Fraction = ZERO
    events: tuple[Event, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    barred: tuple[Barred, ...] = ()


class Measure(Struct, frozen=True):
    """The value of a metric for a subject before it is weighed, with the number behind it."""

    value: Fraction | None
    n: int = 0


def is_plain(rules: BoardRules) -> bool:
    """Whether the score of a subject is simply that of its visits, with nothing added."""
    added = rules.additions
    return (
        len(rules.metrics) == 1
        and rules.metrics[0].kind is MetricKind.VISITS
        and added.maximum is None
        and not (added.events or added.veto_items or added.gates)
    )


def compose(
    rules: BoardRules, measures: Sequence[Measure], events: Sequence[Event], struck: Sequence[Veto]
) -> Composition:
    """The score of a subject by M9 and M11, and what it is made of.

    `measures` are in the order of the metrics; those of the ledger (M6) follow from the events,
    which are the subject's in the period. `struck` are vetoes by items of the scheme.
    """
    values = [
        _ledger(metric, events) if metric.kind is MetricKind.LEDGER else measure.value
        for metric, measure in zip(rules.metrics, measures, strict=True)
    ]
    weighed = [
        Weighed(metric.weight, value, metric.full)
        for metric, value in zip(rules.metrics, values, strict=True)
    ]
    base = base_of(weighed, rules.missing_metric)
    metrics = _metrics(rules, measures, weighed)
    vetoes = (*struck, *(_veto(one) for one in events if one.kind is EventKind.VETO))
    added = rules.additions
    if base is None:
        return Composition(None, False, metrics, None, events=tuple(events), vetoes=vetoes)
    made = composite(
        base,
        _points(events, EventKind.BONUS),
        _points(events, EventKind.PENALTY),
        bonus_cap=added.bonus_cap,
        penalty_cap=added.penalty_cap,
        maximum=added.maximum,
    )
    barred = _barred(rules, metrics)
    left = verdict(made.score, vetoes, barred)
    return Composition(
        score=left.score,
        is_ranked=left.is_ranked,
        metrics=metrics,
        base=base,
        bonus=made.bonus,
        penalty=made.penalty,
        clipped=made.clipped,
        taken=left.taken,
        events=tuple(events),
        vetoes=vetoes,
        barred=barred,
    )


def _metrics(
    rules: BoardRules, measures: Sequence[Measure], weighed: Sequence[Weighed]
) -> tuple[MetricValue, ...]:
    whole = sum((Fraction(one.weight) for one in weighed), ZERO)
    known = sum((Fraction(one.weight) for one in weighed if one.value is not None), ZERO)
    scale = Fraction(1)
    if rules.missing_metric is MissingMetric.RENORMALISE and known:
        scale = whole / known
    return tuple(
        MetricValue(
            kind=metric.kind,
            name=metric.name,
            weight=metric.weight,
            share=ZERO if one.value is None else Fraction(one.weight) * scale,
            value=one.value,
            full=one.full,
            n=measure.n,
        )
        for metric, measure, one in zip(rules.metrics, measures, weighed, strict=True)
    )


def _ledger(metric: Metric, events: Sequence[Event]) -> Fraction:
    entries = [
        LedgerEntry(fact.kind, fact.source, fact.count, fact.is_fixed)
        for event in events
        if (fact := event.ledger) is not None and event.kind is EventKind.LEDGER
    ]
    return ledger_score(entries, metric.ledger).score


def _points(events: Sequence[Event], kind: EventKind) -> Fraction:
    return sum((Fraction(one.points) for one in events if one.kind is kind), ZERO)


def _veto(event: Event) -> Veto:
    return Veto(event.effect, event.reason, event.points)


def _barred(rules: BoardRules, metrics: Sequence[MetricValue]) -> tuple[Barred, ...]:
    found = []
    for gate in rules.additions.gates:
        metric = metrics[gate.metric - 1]
        if metric.value is not None and metric.value < Fraction(gate.least):
            found.append(Barred(gate.metric, metric.value, gate.least))
    return tuple(found)
