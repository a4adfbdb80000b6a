"""The notes by which a board declares its rules, and those by which a row tells what they did."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from inspector.domain.board import Footnote, FootnoteKind, RankedGroup, RankedRow
from inspector.domain.board_rules import (
    BoardRules,
    EventKind,
    Metric,
    MetricKind,
    Minimum,
    Numbering,
    Order,
)
from inspector.domain.list_note import list_notes
from inspector.domain.model.deduction import NaRule
from inspector.domain.model.duty import DutyRule
from inspector.domain.model.roll_up import MissingType, TypeMean, usual_types
from inspector.domain.model.span import PeriodMean
from inspector.domain.points import plain, printed


def rule_notes(rules: BoardRules) -> tuple[Footnote, ...]:
    """One note for each rule that is not as on a plain board, in the order of print."""
    return (
        *_composite(rules),
        *(note for metric in rules.metrics for note in _metric(metric)),
        *_whole(rules),
        *_order(rules.order),
        *list_notes(rules.lists),
    )


def with_row_notes(group: RankedGroup, rules: BoardRules) -> RankedGroup:
    """The group with notes on the rows for which the rules did something."""
    kinds = {metric.roll_up.missing for metric in rules.metrics}
    tested = [row.parts for row in group.rows if any(one.score is not None for one in row.parts)]
    usual = usual_types(tested) if MissingType.EXCLUDE in kinds else frozenset()
    needed = {name for metric in rules.metrics for name in metric.roll_up.needed} or usual
    rows = []
    for row in group.rows:
        notes = [*_substituted(row), *_composed(row)]
        if MissingType.EXCLUDE in kinds:
            notes += _lacking(row, needed)
        rows.append(replace(row, notes=(*row.notes, *notes)) if notes else row)
    return replace(group, rows=tuple(rows))


def _composite(rules: BoardRules) -> Iterator[Footnote]:
    if len(rules.metrics) == 1 and rules.metrics[0].kind is MetricKind.VISITS:
        return
    lines = [f"{one.kind}|{one.name}|{plain(one.weight)}" for one in rules.metrics]
    facts = {"metrics": "\n".join(lines), "missing": rules.missing_metric.value}
    yield Footnote(FootnoteKind.COMPOSITE, facts)


def _metric(metric: Metric) -> Iterator[Footnote]:
    if metric.kind is not MetricKind.VISITS:
        yield from _other_metric(metric)
        return
    filters = metric.filters
    facts = {
        "levels": "\n".join(filters.levels),
        "modes": "\n".join(filters.modes),
        "methods": "\n".join(filters.methods),
        "campaigns": "\n".join(filters.campaigns),
        "types": "\n".join(filters.site_types),
    }
    if any(facts.values()):
        yield Footnote(FootnoteKind.FILTER, {"metric": metric.name, **facts})
    if metric.roll_up.mean is not TypeMean.SITES:
        yield Footnote(FootnoteKind.TYPE_MEAN)
    if metric.roll_up.missing is not MissingType.RENORMALISE:
        facts = {
            "rule": metric.roll_up.missing.value,
            "types": "\n".join(metric.roll_up.needed),
        }
        yield Footnote(FootnoteKind.MISSING_RULE, facts)
    if metric.na_rule is not NaRule.EXCLUDE:
        yield Footnote(FootnoteKind.NA_RULE, {"rule": metric.na_rule.value})


def _other_metric(metric: Metric) -> Iterator[Footnote]:
    facts = {"metric": metric.name, "kind": metric.kind.value}
    if metric.kind is MetricKind.RECTIFICATION:
        rule = metric.rectification
        facts["base"] = rule.base.value
        facts["disputed"] = "" if rule.without_disputed else "counted"
        facts["long_term"] = "" if rule.without_long_term else "counted"
        if metric.threshold is not None:
            facts["full"] = plain(metric.threshold.full)
            facts["threshold"] = plain(metric.threshold.threshold)
            facts["each"] = plain(metric.threshold.each)
            facts["shortage"] = metric.threshold.shortage.value
    else:
        facts["base"] = plain(metric.ledger.base)
    yield Footnote(FootnoteKind.METRIC, facts)


def _whole(rules: BoardRules) -> Iterator[Footnote]:
    period = rules.period
    if period.mean is not PeriodMean.POOLED:
        weights = period.weights if period.mean is PeriodMean.WEIGHTED else ()
        facts = {"parts": period.parts.value, "weights": "\n".join(map(plain, weights))}
        yield Footnote(FootnoteKind.PERIOD_MEAN, facts)
    if rules.duty is DutyRule.SPLIT:
        yield Footnote(FootnoteKind.DUTY)
    if rules.minimum != Minimum():
        names = ("visits", "sites", "types")
        facts = {name: str(n) for name in names if (n := getattr(rules.minimum, name))}
        yield Footnote(FootnoteKind.MINIMUM, facts)
    caps = {
        "bonus": rules.additions.bonus_cap,
        "penalty": rules.additions.penalty_cap,
        "maximum": rules.additions.maximum,
    }
    facts = {name: plain(cap) for name, cap in caps.items() if cap is not None}
    if facts:
        yield Footnote(FootnoteKind.ADDITIONS, facts)


def _order(order: Order) -> Iterator[Footnote]:
    if order == Order():
        return
    facts = {
        "decimals": str(order.decimals),
        "by": "exact" if order.by_exact else "printed",
        "dense": "1" if order.numbering is Numbering.DENSE else "",
        "keys": "\n".join(order.tie_keys),
    }
    yield Footnote(FootnoteKind.ORDER, facts)


def _substituted(row: RankedRow) -> Iterator[Footnote]:
    names = [part.name for part in row.parts if part.is_substituted]
    if names:
        yield Footnote(FootnoteKind.SUBSTITUTED, {"types": "\n".join(names)})


def _lacking(row: RankedRow, needed: frozenset[str] | set[str]) -> Iterator[Footnote]:
    have = {part.name for part in row.parts if part.score is not None}
    if row.score is None and have and not needed <= have:
        facts = {"types": "\n".join(sorted(needed - have))}
        yield Footnote(FootnoteKind.LACKS_TYPE, facts)


def _composed(row: RankedRow) -> Iterator[Footnote]:
    made = row.composition
    if made is None:
        return
    for event in made.events:
        if event.kind in (EventKind.BONUS, EventKind.PENALTY):
            sign = "" if event.kind is EventKind.BONUS else "-"
            facts = {
                "points": f"{sign}{plain(event.points)}",
                "reason": event.reason,
                "approver": event.approver,
            }
            yield Footnote(FootnoteKind.EVENT, facts)
    for veto in made.vetoes:
        facts = {
            "effect": veto.effect.value,
            "reason": veto.reason,
            "points": plain(veto.points),
            "times": str(veto.times),
        }
        yield Footnote(FootnoteKind.STRUCK, facts)
    for gate in made.barred:
        metric = made.metrics[gate.metric - 1]
        facts = {
            "metric": metric.name,
            "kind": metric.kind.value,
            "value": str(printed(gate.value)),
            "least": plain(gate.least),
        }
        yield Footnote(FootnoteKind.BARRED, facts)
    empty = [f"{one.kind}|{one.name}" for one in made.metrics if one.value is None]
    if empty and made.score is not None:
        yield Footnote(FootnoteKind.NO_VALUE, {"metrics": "\n".join(empty)})
