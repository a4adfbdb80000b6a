"""What is wrong with the rules of a board, each mistake at the place where it is typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from uuid import UUID

from msgspec import Struct, structs

from inspector.domain.board_rules import (
    Additions,
    BoardRules,
    Event,
    EventKind,
    Metric,
    MetricKind,
    PeriodRule,
    SubjectKind,
    Subjects,
)
from inspector.domain.list_fault import check_lists
from inspector.domain.model.span import PeriodMean
from inspector.domain.points import plain
from inspector.domain.rule_fault import ItemFate as ItemFate
from inspector.domain.rule_fault import Known as Known
from inspector.domain.rule_fault import RuleFault as RuleFault
from inspector.domain.rule_fault import RuleFaultKind as RuleFaultKind

ONE = Decimal(1)
FULL = Decimal(100)
_MOST_DECIMALS = 6


def check_rules(rules: BoardRules, known: Known) -> tuple[RuleFault, ...]:
    """All mistakes of the rules, in the order in which the rules are written; none is right."""
    faults = [
        *_numbers("", rules),
        *_subjects(rules.subjects, known),
        *_metrics(rules.metrics, known),
        *_period(rules.period),
        *_additions(rules, known),
    ]
    if not 0 <= rules.order.decimals <= _MOST_DECIMALS:
        facts = {"value": str(rules.order.decimals), "most": str(_MOST_DECIMALS)}
        faults.append(RuleFault("order.decimals", RuleFaultKind.DECIMALS, facts))
    return (*faults, *check_lists(rules, known))


def _numbers(place: str, value: object) -> Iterator[RuleFault]:
    """Numbers that are none, or below zero where only the points of the ledger may be."""
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            inner = f"{place}.{name}" if place else name
            yield from _numbers(inner, getattr(value, name))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _numbers(f"{place}[{number}]", each)
    elif isinstance(value, Decimal) and not value.is_finite():
        yield RuleFault(place, RuleFaultKind.NOT_A_NUMBER, {"value": str(value)})
    elif isinstance(value, int | Decimal) and value < 0 and ".ledger.points[" not in place:
        yield RuleFault(place, RuleFaultKind.BELOW_ZERO, {"value": str(value)})


def _subjects(subjects: Subjects, known: Known) -> Iterator[RuleFault]:
    is_units = subjects.kind is SubjectKind.UNITS
    there = known.classes.keys() if is_units else known.sites
    yield from _groups(subjects, there)
    if is_units and not subjects.groups:
        classes = set(known.classes.values())
        if not classes or (subjects.classes and classes.isdisjoint(subjects.classes)):
            yield RuleFault("subjects.classes", RuleFaultKind.NO_SUBJECTS)
    elif not is_units and not there:
        yield RuleFault("subjects", RuleFaultKind.NO_SUBJECTS)
    yield from _types("subjects.site_types", subjects.site_types, known)


def _groups(subjects: Subjects, there: Collection[UUID]) -> Iterator[RuleFault]:
    for number, group in enumerate(subjects.groups):
        place = f"subjects.groups[{number}]"
        if subjects.kind is SubjectKind.TYPES:
            yield RuleFault(f"{place}.name", RuleFaultKind.GROUP_OF_TYPES)
            continue
        if not group.name.strip():
            yield RuleFault(f"{place}.name", RuleFaultKind.NO_NAME)
        elif group.name in {other.name for other in subjects.groups[:number]}:
            yield RuleFault(f"{place}.name", RuleFaultKind.DOUBLED_NAME, {"name": group.name})
        if not group.members:
            yield RuleFault(f"{place}.members", RuleFaultKind.NO_SUBJECTS)
        for at, member in enumerate(group.members):
            if member not in there:
                facts = {"id": str(member)}
                yield RuleFault(f"{place}.members[{at}]", RuleFaultKind.UNKNOWN_SUBJECT, facts)


def _types(place: str, names: Iterable[str], known: Known) -> Iterator[RuleFault]:
    for number, name in enumerate(names):
        if name not in known.site_types:
            facts = {"name": name}
            yield RuleFault(f"{place}[{number}]", RuleFaultKind.UNKNOWN_SITE_TYPE, facts)


def _metrics(metrics: tuple[Metric, ...], known: Known) -> Iterator[RuleFault]:
    if not metrics:
        yield RuleFault("metrics", RuleFaultKind.NO_METRIC)
        return
    yield from _whole("metrics", [one.weight for one in metrics])
    for number, metric in enumerate(metrics):
        place = f"metrics[{number}]"
        if metric.scheme is not None and metric.scheme not in known.schemes:
            facts = {"id": str(metric.scheme)}
            yield RuleFault(f"{place}.scheme", RuleFaultKind.UNKNOWN_SCHEME, facts)
        yield from _types(f"{place}.filters.site_types", metric.filters.site_types, known)
        yield from _types(f"{place}.roll_up.needed", metric.roll_up.needed, known)
        weighed = [one.name for one in metric.type_weights]
        yield from _types(f"{place}.type_weights", weighed, known)
        if metric.threshold is not None:
            yield from _within(f"{place}.threshold.full", metric.threshold.full, FULL)
            yield from _within(f"{place}.threshold.threshold", metric.threshold.threshold, FULL)
        if metric.kind is MetricKind.LEDGER:
            for cap in ("bonus_cap", "penalty_cap"):
                value = getattr(metric.ledger, cap)
                yield from _within(f"{place}.ledger.{cap}", value, metric.ledger.base)


def _period(period: PeriodRule) -> Iterator[RuleFault]:
    if period.mean is PeriodMean.WEIGHTED:
        yield from _whole("period.weights", period.weights)


def _whole(place: str, weights: Iterable[Decimal]) -> Iterator[RuleFault]:
    finite = [weight for weight in weights if weight.is_finite()]
    total = sum(finite, Decimal(0))
    if total != ONE:
        yield RuleFault(place, RuleFaultKind.WEIGHTS_NOT_ONE, {"sum": plain(total)})


def _within(place: str, value: Decimal | None, most: Decimal) -> Iterator[RuleFault]:
    if value is not None and value.is_finite() and most.is_finite() and value > most:
        facts = {"value": plain(value), "full": plain(most)}
        yield RuleFault(place, RuleFaultKind.CAP_ABOVE_FULL, facts)


def _additions(rules: BoardRules, known: Known) -> Iterator[RuleFault]:
    added = rules.additions
    most = FULL if added.maximum is None else added.maximum
    yield from _within("additions.bonus_cap", added.bonus_cap, most)
    yield from _within("additions.penalty_cap", added.penalty_cap, most)
    has_ledger = any(metric.kind is MetricKind.LEDGER for metric in rules.metrics)
    for number, event in enumerate(added.events):
        for fault in _event(event, known, has_ledger=has_ledger):
            yield structs.replace(fault, place=f"additions.events[{number}].{fault.place}")
    yield from _veto_items(added, known)
    for number, gate in enumerate(added.gates):
        if not 1 <= gate.metric <= len(rules.metrics):
            place, facts = f"additions.gates[{number}].metric", {"number": str(gate.metric)}
            yield RuleFault(place, RuleFaultKind.NO_SUCH_METRIC, facts)


def _veto_items(added: Additions, known: Known) -> Iterator[RuleFault]:
    faults = {
        ItemFate.REMOVED: RuleFaultKind.REMOVED_ITEM,
        ItemFate.UNFIT: RuleFaultKind.UNFIT_ITEM,
    }
    for number, veto in enumerate(added.veto_items):
        place = f"additions.veto_items[{number}]"
        fault = faults.get(known.items.get(veto.item, ItemFate.REMOVED))
        if fault is not None:
            yield RuleFault(f"{place}.item", fault, {"id": str(veto.item)})
        yield from _within(f"{place}.points", veto.points, added.maximum or FULL)


def _event(event: Event, known: Known, *, has_ledger: bool) -> Iterator[RuleFault]:
    if event.subject not in known.classes and event.subject not in known.sites:
        facts = {"id": str(event.subject)}
        yield RuleFault("subject", RuleFaultKind.UNKNOWN_SUBJECT, facts)
    if not event.reason.strip():
        yield RuleFault("reason", RuleFaultKind.NO_REASON)
    approver = event.approver.strip()
    if not approver:
        yield RuleFault("approver", RuleFaultKind.NO_APPROVER)
    elif approver in known.inspectors.get(event.subject, frozenset()):
        yield RuleFault("approver", RuleFaultKind.APPROVER_INSPECTS, {"name": approver})
    if event.kind is EventKind.LEDGER and (event.ledger is None or not has_ledger):
        yield RuleFault("ledger", RuleFaultKind.NO_LEDGER)
