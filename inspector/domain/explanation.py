"""Why a subject has its score: every loss behind it, down to item, visit, finding and photo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.board import DataRow, Explanation, Loss, PartLoss, RankedRow, SiteLoss
from inspector.domain.points import apportion, printed
from inspector.domain.scheme import Item, RuleKind, Scheme
from inspector.domain.score import ItemResult
from inspector.domain.scoring import UNANSWERED, ZERO, lost_share
from inspector.domain.term import Term
from inspector.domain.unit import OTHER_ROLES, RANKED_ROLE, Role, UnitClass
from inspector.domain.visit import Finding, Record, VisitUnit

Share = tuple[UUID, str, Fraction]
"""A subject, its group, and what a loss costs it in percent points of its score, exact."""


class Evidence(Struct, frozen=True):
    """A visit with what is shown of it; `photos` are the SHA-256 of the record's photos, in order.

    `units` are the names of the units in the record, by id; `full` is the full mark of the items
    that counted.
    """

    record: Record
    site_code: str
    site_name: str
    inspectors: tuple[str, ...]
    units: Mapping[UUID, str]
    photos: tuple[bytes, ...]
    full: Decimal = ZERO


def ranked_units(
    units: Iterable[VisitUnit],
    classes: Mapping[UUID, UnitClass],
    item: int = 0,
    roles: Collection[Role] = (),
) -> tuple[tuple[UUID, UnitClass], ...]:
    """The units of a visit, or also of one of its items, that a board ranks by their role, once.

    Streets, townships and communities count by their territorial role, bureaus by their line role,
    others as territorial, line or lead unit; where roles are named, all by these. A unit without a
    class is not ranked.
    """
    found: dict[UUID, UnitClass] = {}
    for one in units:
        unit_class = classes.get(one.unit)
        if unit_class is None or one.item not in (0, item):
            continue
        if one.role in (roles or _ranked_roles(unit_class)):
            found[one.unit] = unit_class
    return tuple(found.items())


def _ranked_roles(unit_class: UnitClass) -> Collection[Role]:
    ranked = RANKED_ROLE.get(unit_class)
    return OTHER_ROLES if ranked is None else (ranked,)


def share_of(
    units: Iterable[VisitUnit],
    unit: UUID,
    classes: Mapping[UUID, UnitClass],
    roles: Collection[Role] = (),
    item: int = 0,
) -> Fraction:
    """What a unit bears of the losses of a visit, or of one of its items, by its share (M12).

    It is the largest share in the roles in which the unit is ranked.
    """
    counting = roles or _ranked_roles(classes[unit])
    own = [
        one.share
        for one in units
        if one.unit == unit and one.item in (0, item) and one.role in counting
    ]
    return Fraction(max(own))


def visit_weighing(
    full: Decimal, shares: Sequence[tuple[UUID, str, Fraction, Fraction]]
) -> Callable[[ItemResult], Iterator[Share]]:
    """What an item of a visit costs each subject (M5).

    `shares` are what the visit counts in the score of a subject, and what the subject bears of its
    losses; a gain is whole.
    """

    of_losses = [(subject, group, share * borne) for subject, group, share, borne in shares]
    of_gains = [(subject, group, share) for subject, group, share, _borne in shares]

    def weigh(result: ItemResult) -> Iterator[Share]:
        lost = lost_share(result, full)
        for subject, group, share in of_gains if result.loss is None else of_losses:
            yield subject, group, share * lost

    return weigh


def losses(
    scheme: Scheme,
    evidence: Evidence,
    judged: Iterable[ItemResult],
    weigh: Callable[[ItemResult], Iterable[Share]],
) -> Iterator[Loss]:
    """Every loss and gain of a visit for every subject that it counts for, not yet apportioned."""
    record = evidence.record
    visit = record.visit
    findings, notes = _by_item(record.findings), _notes(record)
    for result in judged:
        if not result.loss and not result.gain:
            continue
        item, found = scheme.item(result.item), findings[result.item]
        photos = _photos(evidence, result.item)
        for subject, group, exact in weigh(result):
            yield Loss(
                subject=subject,
                group=group,
                visit=visit.id,
                visit_number=visit.number,
                site_code=evidence.site_code,
                site_name=evidence.site_name,
                site_type=visit.site_type,
                visited=visit.started,
                day=visit.day,
                item=item.number,
                code=item.code,
                text=item.text,
                note=_note(item, found, notes.get(item.number, ())),
                occurrences=_occurrences(record, item, result, found),
                points=-result.gain if result.loss is None else result.loss,
                exact=exact,
                lost=ZERO,
                photos=photos,
                aspect=item.aspect,
                item_id=item.id,
                site=visit.site,
            )


def explained(
    row: RankedRow, own: Iterable[Loss], terms: Sequence[Term] = (), rest: Iterable[SiteLoss] = ()
) -> Explanation:
    """The losses of a subject, most lost first, and what else is in its score.

    `rest` are sites of which the losses are not among its own. Together they add up to 100 minus
    its printed score.
    """
    if row.score is None:
        return Explanation(row, ())
    losses = _most_first(own)
    sites = sorted(rest, key=lambda one: (-float(one.exact), one.site_code, one.site))
    places = -int(row.score.as_tuple().exponent)
    exact = [one.exact for one in losses] + [one.exact for one in sites]
    exact += [one.exact for one in terms]
    lost = iter(apportion(exact, 100 - row.score, places))
    told = tuple(replace(one, lost=next(lost)) for one in losses)
    told_rest = tuple(replace(one, lost=next(lost)) for one in sites)
    return Explanation(row, told, tuple(replace(one, lost=next(lost)) for one in terms), told_rest)


def opened(explanation: Explanation, site: UUID, own: Iterable[Loss]) -> Explanation:
    """An explanation with the losses of a site instead of what it lost in all.

    The printed losses of the site add up to what was printed for it.
    """
    told = [one for one in explanation.rest if one.site == site]
    losses = list(own)
    places = max((-int(one.lost.as_tuple().exponent) for one in told), default=0)
    whole = sum((one.lost for one in told), ZERO)
    lost = apportion([one.exact for one in losses], whole, places)
    new = (replace(one, lost=points) for one, points in zip(losses, lost, strict=True))
    return replace(
        explanation,
        losses=tuple(_most_first((*explanation.losses, *new))),
        rest=tuple(one for one in explanation.rest if one.site != site),
    )


def _most_first(losses: Iterable[Loss]) -> list[Loss]:
    # By float: comparing thousands of fractions takes longer than all the rest.
    return sorted(
        losses,
        key=lambda loss: (-float(loss.exact), loss.day, loss.visit_number, loss.visit, loss.item),
    )


def by_part(explanation: Explanation, weights: Mapping[str, Decimal]) -> tuple[PartLoss, ...]:
    """The losses of an explanation by site type: first the parts of the row in their order.

    `weights` are those of the site types, 1 where there is none (M5). The printed losses add up to
    100 minus the printed score, as those of the explanation do.
    """
    losses: dict[str, list[Decimal]] = defaultdict(list)
    for loss in explanation.losses:
        losses[loss.site_type].append(loss.lost)
    for site in explanation.rest:
        losses[site.site_type].append(site.lost)
    known = {part.name: part for part in explanation.row.parts if part.visits}
    shares = {
        part.name: Fraction(weights.get(part.name, Decimal(1)))
        for part in known.values()
        if part.score is not None
    }
    whole = sum(shares.values(), Fraction())
    told: list[PartLoss] = []
    for name in dict.fromkeys((*known, *losses)):
        part, lost = known.get(name), losses[name]
        told.append(
            PartLoss(
                name=name,
                share=shares[name] / whole if name in shares and whole else None,
                mean=None if part is None or part.score is None else printed(part.score),
                sites=0 if part is None else part.sites,
                visits=0 if part is None else part.visits,
                losses=len(lost),
                lost=sum(lost, ZERO),
            )
        )
    return tuple(told)


def largest(
    explanations: Iterable[Explanation], number: int
) -> tuple[tuple[Loss, tuple[str, ...]], ...]:
    """The largest losses of a board, each once, with the names of all subjects that bear it.

    A loss that several groups bear is measured in the first of them on the board.
    """
    first: dict[tuple[UUID, int], Loss] = {}
    bearers: dict[tuple[UUID, int], list[str]] = defaultdict(list)
    for explanation in explanations:
        for loss in explanation.losses:
            key = (loss.visit, loss.item)
            bearers[key].append(explanation.row.name)
            known = first.setdefault(key, loss)
            if loss.group == known.group and loss.exact > known.exact:
                first[key] = loss
    order = sorted(
        (loss for loss in first.values() if loss.exact > 0),
        key=lambda loss: (-loss.exact, loss.day, loss.visit_number, loss.visit, loss.item),
    )
    return tuple(
        (loss, tuple(dict.fromkeys(bearers[loss.visit, loss.item]))) for loss in order[:number]
    )


def data_rows(
    scheme: Scheme, evidence: Evidence, judged: Iterable[ItemResult]
) -> Iterator[DataRow]:
    """One row for each item that was looked at on a visit."""
    record = evidence.record
    findings, notes = _by_item(record.findings), _notes(record)
    of_items = {one.item for one in record.units}
    of_whole = _units(evidence, 0)
    for result in judged:
        if result.state == UNANSWERED:
            continue
        item, found = scheme.item(result.item), findings[result.item]
        yield DataRow(
            visit=record.visit.id,
            visit_number=record.visit.number,
            day=record.visit.day,
            site_code=evidence.site_code,
            site_name=evidence.site_name,
            site_type=record.visit.site_type,
            units=_units(evidence, item.number) if item.number in of_items else of_whole,
            inspectors=evidence.inspectors,
            code=item.code,
            text=item.text,
            state=result.state,
            full=result.full,
            loss=result.loss,
            gain=result.gain,
            occurrences=_occurrences(record, item, result, found),
            note=_note(item, found, notes.get(item.number, ())),
            photos=len(_photos(evidence, item.number)),
        )


def _by_item(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    by_item: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if not finding.void:
            by_item[finding.item].append(finding)
    return by_item


def _units(evidence: Evidence, item: int) -> tuple[str, ...]:
    """The names of those who answer for an item of a visit, 0 being the whole."""
    named = [one.unit for one in evidence.record.units if one.item in (0, item)]
    return tuple(dict.fromkeys(evidence.units.get(unit, "") for unit in named))


def _photos(evidence: Evidence, item: int) -> tuple[bytes, ...]:
    if not evidence.photos:
        return ()
    return tuple(
        digest
        for photo, digest in zip(evidence.record.photos, evidence.photos, strict=True)
        if photo.item == item and not photo.void
    )


def _notes(record: Record) -> dict[int, list[str]]:
    """What was noted with the answers of a visit, by item."""
    notes: dict[int, list[str]] = defaultdict(list)
    for answer in record.answers:
        if answer.note:
            notes[answer.item].append(answer.note)
    return notes


def _note(item: Item, findings: Sequence[Finding], noted: Sequence[str]) -> str:
    if not findings:
        return "；".join(dict.fromkeys(noted))
    clauses = {clause.code: clause.text for clause in item.rule.clauses}
    told = [finding.note or clauses.get(finding.clause, "") for finding in findings]
    return "；".join(dict.fromkeys(text for text in (*told, *noted) if text))


def _occurrences(
    record: Record, item: Item, result: ItemResult, findings: Sequence[Finding]
) -> int:
    if findings:
        return sum(finding.occurrences for finding in findings)
    if item.rule.kind is RuleKind.QUANTITY and result.loss and result.required is not None:
        found = next((one.found for one in record.answers if one.item == item.number), None)
        lacking = Fraction(result.required) - Fraction(found or 0)
        return ceil(lacking)
    return 1 if item.rule.kind is RuleKind.CONFORM and result.loss else 0
