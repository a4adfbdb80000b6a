"""What the visits behind a ranking cost one subject of it, read no further than is told.

Call inside a transaction for reading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain import explanation as rules
from inspector.domain.board import Explanation, Loss, RankedRow, SiteLoss
from inspector.domain.explanation import Evidence
from inspector.domain.model.deduction import NaRule, scored_not_applicable
from inspector.domain.model.roll_up import site_loss, visit_shares
from inspector.domain.ranking import Key
from inspector.domain.scoring import record_results
from inspector.services.loss import Behind, Weighing, own_sums, piece_share, terms, weighing
from inspector.services.measurement import Piece
from inspector.store.board import load_site_lines
from inspector.store.evidence import load_lost_evidence
from inspector.store.total import load_scheme

_OF_MANY = 5


def own_explanation(found: Behind, row: RankedRow, most: int | None = None) -> Explanation:
    """Why a row has its score, item by item; no other subject is read.

    Of a subject with more than `most` visits a fifth of that number is told by item, those to the
    sites that cost it most, and every other site in one sum.
    """
    key = row.subject, row.group
    costs = {} if most is None else _costs(found, key)
    if most is None or sum(one.visits for one in costs.values()) <= most:
        return rules.explained(row, every_loss(found, key), terms(found, key))
    sites = _costliest(costs, most // _OF_MANY)
    lost = (*own_losses(found, key, sites), *_rate_losses(found, key))
    return rules.explained(row, lost, terms(found, key), _rest(costs, sites))


def every_loss(found: Behind, key: Key) -> Iterator[Loss]:
    """All losses and gains of a subject, in no order."""
    yield from own_losses(found, key)
    yield from _rate_losses(found, key)


def own_losses(found: Behind, key: Key, sites: Collection[UUID] | None = None) -> Iterator[Loss]:
    """The losses and gains of a subject on the visits to some sites, or to all, in no order.

    Those of imported results, which are not weighed by site, are not among them.
    """
    for number, metric in enumerate(found.computed.metrics):
        if not found.course.is_rate(number):
            for piece in metric.pieces:
                yield from _of_piece(found, number, piece, key, sites)


def _rate_losses(found: Behind, key: Key) -> Iterator[Loss]:
    for number, metric in enumerate(found.computed.metrics):
        if found.course.is_rate(number):
            for piece in metric.pieces:
                yield from _of_piece(found, number, piece, key)


def _of_piece(
    found: Behind, number: int, piece: Piece, key: Key, sites: Collection[UUID] | None = None
) -> Iterator[Loss]:
    if not piece_share(found.computed.metrics[number], piece, key):
        return
    rule = found.course.rules.metrics[number].na_rule
    weigh = weighing(found, number, piece, key)
    for evidence in _evidence(found, piece, key, sites):
        yield from _of_visit(evidence, rule, weigh)


def _evidence(
    found: Behind, piece: Piece, key: Key, sites: Collection[UUID] | None
) -> Iterator[Evidence]:
    if not found.course.is_types:
        return load_lost_evidence(piece.chosen, key[0], sites)
    names = tuple({one.site_type for one in piece.sums if one.subject == key[0]})
    of_type = replace(piece.chosen, filters=(*piece.chosen.filters, ("site_type", names)))
    return load_lost_evidence(of_type, None, sites)


def _of_visit(evidence: Evidence, rule: NaRule, weigh: Weighing) -> Iterator[Loss]:
    if not evidence.full:
        return
    scheme = load_scheme(evidence.record.visit.version)
    judged = record_results(scheme, evidence.record, answered_only=True)
    counted = tuple(scored_not_applicable(scheme, judged, rule))
    added = (
        one.full
        for one, before in zip(counted, judged, strict=True)
        if before.loss is None and one.loss is not None
    )
    full = sum(added, evidence.full)
    yield from rules.losses(scheme, evidence, counted, weigh(scheme, evidence, full))


class _SiteCost(Struct):
    """What a site cost a subject under one type, in all metrics and pieces."""

    exact: Fraction
    visits: int


def _costs(found: Behind, key: Key) -> dict[tuple[UUID, str], _SiteCost]:
    """What every visited site cost a subject, exact, from sums that are known already."""
    costs: dict[tuple[UUID, str], _SiteCost] = {}
    for number, metric in enumerate(found.computed.metrics):
        rule = found.course.rules.metrics[number].roll_up
        for piece in metric.pieces:
            own = own_sums(piece, key)
            shares = visit_shares(own, metric.weights, piece.outcomes, rule)
            counts = found.share(key, number) * piece_share(metric, piece, key)
            for one in own:
                share = shares.get((*key, one.site, one.site_type))
                if share and counts:
                    cost = costs.setdefault((one.site, one.site_type), _SiteCost(Fraction(0), 0))
                    cost.exact += share * counts * site_loss(one)
                    cost.visits += one.scored
    return costs


def _costliest(costs: Mapping[tuple[UUID, str], _SiteCost], visits: int) -> frozenset[UUID]:
    """The sites that cost most, with at most so many visits together, but at least one."""
    by_site: dict[UUID, _SiteCost] = {}
    for (site, _type), cost in costs.items():
        whole = by_site.setdefault(site, _SiteCost(Fraction(0), 0))
        whole.exact += cost.exact
        whole.visits += cost.visits
    found: list[UUID] = []
    left = visits
    for site, cost in sorted(by_site.items(), key=lambda one: (-float(one[1].exact), one[0])):
        left -= cost.visits
        if found and left < 0:
            break
        found.append(site)
    return frozenset(found)


def _rest(
    costs: Mapping[tuple[UUID, str], _SiteCost], sites: Collection[UUID]
) -> Iterator[SiteLoss]:
    others = {key: cost for key, cost in costs.items() if key[0] not in sites}
    lines = load_site_lines(site for site, _type in others)
    for (site, site_type), cost in others.items():
        code, name = lines.get(site, ("", ""))
        yield SiteLoss(site, code, name, site_type, cost.visits, cost.exact)
