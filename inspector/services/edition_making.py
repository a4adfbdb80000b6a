"""A board as it would be sealed now: its ranking, what that comes from, what stands against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.board import Board, Ranking
from inspector.domain.board_rules import BoardRules
from inspector.domain.edition import EditionText
from inspector.domain.list_fault import tie_faults
from inspector.domain.model.span import PeriodMean
from inspector.domain.period import Period
from inspector.errors import ActionFault, ActionRefused, SealFault, SealRefused
from inspector.services import board_book
from inspector.services.ranking import course_of, rank
from inspector.services.workspace import Workspace
from inspector.store import edition as store

Faults = list[tuple[SealFault, dict[str, str]]]


class Made(Struct, frozen=True):
    """A board as it would be sealed now."""

    ranking: Ranking
    rules: BoardRules
    frozen: Mapping[str, list[Any]]


def prepared(
    ws: Workspace,
    board: Board,
    period: Period,
    scheme: str | None,
    until: datetime,
    faults: Faults,
) -> Made:
    """A board as it would be sealed; raises SealRefused with these faults and its own."""
    made, refusal = tried(ws, board, period, scheme, until, faults)
    if refusal is not None:
        raise refusal
    assert made is not None
    return made


def tried(
    ws: Workspace,
    board: Board,
    period: Period,
    scheme: str | None,
    until: datetime,
    faults: Faults,
) -> tuple[Made | None, SealRefused | None]:
    """A board as it would be sealed, as far as it can be, and all that stands against it."""
    wrong = () if board.rules is None else board_book.check(ws, board.rules)
    if until > ws.now():
        faults.append((SealFault.CUTOFF_AHEAD, {}))
    made: Made | None = None
    try:
        ranking = rank(ws, board, period, scheme=scheme, cutoff=until)
        made = as_made(ranking)
        wrong = (*wrong, *tie_faults(ranking.lists))
        faults += _open_faults(ranking)
    except ActionRefused as refusal:
        if refusal.fault is not ActionFault.NO_VISITS:
            raise
        faults.append((SealFault.NO_SCORES, {"period": str(period)}))
    if not wrong and not faults:
        return made, None
    places = tuple((one.place, one.kind.value, one.facts) for one in wrong)
    return made, SealRefused(places, tuple(faults))


def _open_faults(ranking: Ranking) -> Faults:
    found: Faults = []
    if all(row.score is None for row in ranking.rows):
        found.append((SealFault.NO_SCORES, {"period": str(ranking.period)}))
    contradicting = store.count_contradicting(_span(ranking))
    if contradicting:
        found.append((SealFault.CONTRADICTING, {"count": str(contradicting)}))
    return found


def as_made(ranking: Ranking) -> Made:
    """What a ranking comes from; its rules name the schemes that were found for them."""
    used = course_of(ranking).used
    metrics = tuple(
        metric if one is None else replace(metric, scheme=one.scheme_id)
        for metric, one in zip(ranking.rules.metrics, used, strict=True)
    )
    by_scheme = replace(ranking.rules, metrics=metrics)
    return Made(ranking, by_scheme, store.freeze(_span(ranking, ranking.looked_back)))


def _span(ranking: Ranking, earlier: Iterable[Period] = ()) -> store.FrozenSpan:
    """The visits of the period and the one before, also where weeks reach beyond a month.

    With those of earlier periods.
    """
    rule = ranking.rules.period
    days: list[Period] = []
    for period in (ranking.period.previous, ranking.period, *earlier):
        days.append(period)
        if rule.mean is not PeriodMean.POOLED:
            days += period.parts(rule.parts)
    versions = {each for one in course_of(ranking).used if one for each in one.versions}
    return store.FrozenSpan(
        min(one.first for one in days),
        max(one.last for one in days),
        ranking.cutoff,
        tuple(sorted(versions)),
    )


def scheme_of(text: EditionText) -> str | None:
    """The scheme by which an edition was ranked, as it is asked for."""
    return _hex(text.head.scheme)


def _hex(scheme: UUID | None) -> str | None:
    return None if scheme is None else scheme.hex


def with_declared(sealed: BoardRules, now: BoardRules) -> BoardRules:
    """The sealed rules with the events, entries by hand and exemptions of today."""
    lists = replace(sealed.lists, entries=now.lists.entries, exempt=now.lists.exempt)
    if len(now.lists.rules) != len(sealed.lists.rules):
        # Entries name a rule by its place.
        lists = sealed.lists
    additions = replace(sealed.additions, events=now.additions.events)
    return replace(sealed, additions=additions, lists=lists)
