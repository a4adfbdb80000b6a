"""The points of a visit after one item was said otherwise, moved instead of added up anew."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from inspector.domain.scheme import Item, Scheme
from inspector.domain.score import ItemResult, Missing, Total
from inspector.domain.scoring import (
    item_missing,
    item_result,
    missing,
    record_results,
    section_total,
    totals,
)
from inspector.domain.visit import Record


class Scoring(Struct, frozen=True):
    """What a visit came to: its item results, the sums by section, what is still missing."""

    results: tuple[ItemResult, ...]
    totals: tuple[Total, ...]
    missing: tuple[Missing, ...]


def score(scheme: Scheme, record: Record) -> Scoring:
    """Add up a whole visit."""
    judged = record_results(scheme, record)
    return Scoring(judged, totals(scheme, judged), missing(scheme, record))


def rescore(scheme: Scheme, record: Record, number: int, before: Scoring) -> Scoring:
    """What `score` gives for a visit of which only one item differs from that of `before`."""
    was = next((each for each in before.results if each.item == number), None)
    if was is None or scheme.parameters.bonus_cap is not None:
        # The cap ties the bonus items to each other.
        return score(scheme, record)
    item = scheme.item(number)
    answer = next((each for each in record.answers if each.item == number), None)
    findings = [each for each in record.findings if each.item == number and not each.void]
    now = item_result(item, answer, findings, scheme.parameters, record.visit.length_m)
    wanting = item_missing(
        item,
        answer,
        has_finding=bool(findings),
        has_photo=any(each.item == number and not each.void for each in record.photos),
    )
    return Scoring(
        tuple([now if each is was else each for each in before.results]),
        _moved(scheme, before.totals, item, was, now),
        _with_missing(before.missing, number, wanting),
    )


def _moved(
    scheme: Scheme, sums: tuple[Total, ...], item: Item, was: ItemResult, now: ItemResult
) -> tuple[Total, ...]:
    above = {0, *(section.number for section in scheme.path(item))}
    less, more = section_total(scheme, 0, [was]), section_total(scheme, 0, [now])
    if less == more:
        return sums
    return tuple([_shifted(each, less, more) if each.section in above else each for each in sums])


def _shifted(total: Total, less: Total, more: Total) -> Total:
    return Total(
        section=total.section,
        got=total.got - less.got + more.got,
        full=total.full - less.full + more.full,
        bonus=total.bonus - less.bonus + more.bonus,
        observed=total.observed - less.observed + more.observed,
        not_observed=total.not_observed - less.not_observed + more.not_observed,
        not_applicable=total.not_applicable - less.not_applicable + more.not_applicable,
        unanswered=total.unanswered - less.unanswered + more.unanswered,
    )


def _with_missing(
    known: Sequence[Missing], number: int, wanting: list[Missing]
) -> tuple[Missing, ...]:
    before = [each for each in known if each.item < number]
    behind = [each for each in known if each.item > number]
    return (*before, *wanting, *behind)
