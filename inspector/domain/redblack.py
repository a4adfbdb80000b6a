"""Red and black, grades and flags: whom the rules of a board name in a period (domain 8.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from fractions import Fraction
from itertools import groupby
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.board import RankedGroup, RankedRow
from inspector.domain.board_rules import BoardRules, Numbering, Order
from inspector.domain.list_rules import (
    Exemption,
    Joined,
    Line,
    ListKind,
    ListRule,
    ManualEntry,
    Scope,
    Ties,
)
from inspector.domain.listing import Empty, EmptyKind, Entry, MadeList, Spared, SparedKind
from inspector.domain.period import Period
from inspector.domain.ranking import place

_Key: TypeAlias = "tuple[str, UUID]"


class _Stand(Struct, frozen=True):
    """A ranked row in its block: rank from the top and from the bottom, and how many are equal.

    `above` is the number of those that are better.
    """

    row: RankedRow
    top: int
    bottom: int
    above: int
    below: int
    equal: int

    @property
    def key(self) -> _Key:
        return self.row.group, self.row.subject


class _Place(Enum):
    """What the place of a row means to a line."""

    MET = auto()
    NOT_MET = auto()
    TIE = auto()
    ALL_EQUAL = auto()


class _Draft(Struct):
    """A list in the making."""

    number: int
    rule: ListRule
    group: str
    rows: tuple[RankedRow, ...]
    stands: list[_Stand]
    named: list[_Stand]
    spared: list[tuple[RankedRow, SparedKind, Exemption | None]]
    manual: list[tuple[RankedRow, ManualEntry]]


def made_lists(
    groups: Sequence[RankedGroup], rules: BoardRules, period: Period
) -> tuple[MadeList, ...]:
    """All lists of a board in a period, rule by rule, without how often in a row.

    A rank counts as printed, a score is compared as printed unless the order is by the exact one.
    Who is not ranked is named by hand alone. An exempt subject keeps its place, nobody moves up.
    On red and black (or a flag that praises and one that warns) nobody stands at once: what a
    person entered goes first, then what warns by a score, then praise. Who shares the first place
    with all is not last, where only the place is asked. A list at its greatest length leaves out
    equals that would not all have room. The order of rows and groups in the input does not matter
    but for the order of the lists.
    """
    drafts = [
        _drafted(number, rule, group, rows, rules, period)
        for number, rule in enumerate(rules.lists.rules, start=1)
        for group, rows in _blocks(rule, groups)
    ]
    _oppose(drafts)
    graded: set[_Key] = set()
    made = []
    for draft in drafts:
        if draft.rule.kind is ListKind.GRADE:
            draft.named = [one for one in draft.named if one.key not in graded]
            graded |= {one.key for one in draft.named}
        made.append(_made(draft, rules.order))
    return tuple(made)


def with_marks(groups: Iterable[RankedGroup], made: Iterable[MadeList]) -> tuple[RankedGroup, ...]:
    """The groups with what the lists say about each row, in the order of the rules."""
    marks: dict[_Key, tuple[Entry, ...]] = {}
    for entry in (entry for one in made for entry in one.entries):
        key = entry.group, entry.subject
        marks[key] = (*marks.get(key, ()), entry)
    return tuple(
        replace(
            group,
            rows=tuple(
                replace(row, marks=found) if (found := marks.get((row.group, row.subject))) else row
                for row in group.rows
            ),
        )
        for group in groups
    )


def _blocks(
    rule: ListRule, groups: Sequence[RankedGroup]
) -> Iterator[tuple[str, tuple[RankedRow, ...]]]:
    held = [group for group in groups if rule.holds_for(group.key)]
    if rule.line.scope is Scope.EACH:
        for group in held:
            yield group.key, group.rows
    elif held:
        yield "", tuple(row for group in held for row in group.rows)


def _drafted(
    number: int,
    rule: ListRule,
    group: str,
    rows: tuple[RankedRow, ...],
    rules: BoardRules,
    period: Period,
) -> _Draft:
    stands = _stands(rows, rule.line.scope, rules.order)
    by_hand = {
        one.subject: one
        for one in rules.lists.entries
        if one.rule == number and period.first <= one.day <= period.last
    }
    manual = [(row, by_hand[row.subject]) for row in rows if row.subject in by_hand]
    exempt = {
        one.subject: one
        for one in rules.lists.exempt
        if rule.kind in one.kinds and _is_in(one, period)
    }
    draft = _Draft(number, rule, group, rows, stands, [], [], manual)
    for stand in stands:
        if stand.row.subject in by_hand:
            continue
        why = _why_not(rule.line, stand, by_exact=rules.order.by_exact)
        if stand.row.subject in exempt and why is None:
            draft.spared.append((stand.row, SparedKind.EXEMPT, exempt[stand.row.subject]))
        elif why is None:
            draft.named.append(stand)
        elif isinstance(why, SparedKind):
            draft.spared.append((stand.row, why, None))
    return draft


def _is_in(exempt: Exemption, period: Period) -> bool:
    begins = exempt.first is None or exempt.first <= period.last
    return begins and (exempt.last is None or period.first <= exempt.last)


def _stands(rows: Iterable[RankedRow], scope: Scope, order: Order) -> list[_Stand]:
    """The ranked rows, best first, with where they stand among all of them."""

    def value(row: RankedRow) -> Any:
        return row.rank if scope is Scope.EACH else place(row, order)

    ranked = sorted((row for row in rows if row.rank is not None), key=value)
    ties = [tuple(tied) for _value, tied in groupby(ranked, key=value)]
    is_dense = order.numbering is Numbering.DENSE
    found: list[_Stand] = []
    for number, tied in enumerate(ties, start=1):
        above = len(found)
        below = len(ranked) - above - len(tied)
        top = number if is_dense else above + 1
        bottom = len(ties) - number + 1 if is_dense else below + 1
        equals = sorted(tied, key=lambda row: (row.code, row.name, row.group, row.subject))
        found += [_Stand(row, top, bottom, above, below, len(tied)) for row in equals]
    return found


def _why_not(line: Line, stand: _Stand, *, by_exact: bool) -> SparedKind | bool | None:
    """None where the line names a row; why it is spared; or False where it is far from it."""
    where = _where(line, stand)
    reaches = line.asks_score and _reaches(line, stand.row, by_exact=by_exact)
    tie = SparedKind.UNDECIDED if line.ties is Ties.DECIDED else SparedKind.TIE
    misses: dict[_Place, SparedKind | bool | None] = {
        _Place.MET: None,
        _Place.TIE: tie,
        _Place.ALL_EQUAL: SparedKind.ALL_EQUAL,
        _Place.NOT_MET: False,
    }
    if not line.asks_place:
        return None if reaches else False
    if not line.asks_score:
        return misses[where]
    if line.joined is Joined.EITHER:
        return None if reaches else misses[where]
    if where is _Place.ALL_EQUAL:
        # The score tells the last from the first even where all are equal.
        where = _Place.MET
    if reaches:
        return misses[where]
    return SparedKind.SCORE if where is _Place.MET else False


def _where(line: Line, stand: _Stand) -> _Place:
    found = {_Place.NOT_MET}
    if line.first is not None:
        found.add(_side(line, line.first, stand.top, stand.above, stand.equal))
    if line.last is not None:
        side = _side(line, line.last, stand.bottom, stand.below, stand.equal)
        is_first = side is not _Place.NOT_MET and stand.above == 0
        found.add(_Place.ALL_EQUAL if is_first else side)
    order = (_Place.MET, _Place.TIE, _Place.ALL_EQUAL)
    return next((one for one in order if one in found), _Place.NOT_MET)


def _side(line: Line, count: int, rank: int, before: int, equal: int) -> _Place:
    if line.ties is Ties.LISTED:
        return _Place.MET if rank <= count else _Place.NOT_MET
    if before + equal <= count:
        return _Place.MET
    return _Place.TIE if before < count else _Place.NOT_MET


def _reaches(line: Line, row: RankedRow, *, by_exact: bool) -> bool:
    score = row.exact if by_exact or row.score is None else Fraction(row.score)
    if score is None:
        return False
    reaches = line.at_least is None or score >= Fraction(line.at_least)
    return reaches and (line.below is None or score < Fraction(line.below))


_FAMILIES = (frozenset({ListKind.RED, ListKind.BLACK}), frozenset({ListKind.FLAG}))


def _oppose(drafts: Sequence[_Draft]) -> None:
    """Take who is praised and warned at once from one of both."""
    for family in _FAMILIES:
        own = [draft for draft in drafts if draft.rule.kind in family]
        praise = [draft for draft in own if draft.rule.is_praise]
        warning = [draft for draft in own if not draft.rule.is_praise]
        strong = _by_hand(warning)
        strong |= {
            stand.key for draft in warning if draft.rule.line.asks_score for stand in draft.named
        }
        _take(praise, strong - _by_hand(praise))
        praised = {stand.key for draft in praise for stand in draft.named}
        _take(warning, praised | _by_hand(praise))


def _by_hand(drafts: Iterable[_Draft]) -> set[_Key]:
    return {(row.group, row.subject) for draft in drafts for row, _entry in draft.manual}


def _take(drafts: Iterable[_Draft], keys: set[_Key]) -> None:
    for draft in drafts:
        gone = [stand for stand in draft.named if stand.key in keys]
        draft.named = [stand for stand in draft.named if stand.key not in keys]
        draft.spared += [(stand.row, SparedKind.OPPOSED, None) for stand in gone]


def _made(draft: _Draft, order: Order) -> MadeList:
    rule = draft.rule
    is_grade = rule.kind is ListKind.GRADE
    if rule.is_warning:
        draft.named.sort(key=lambda one: one.below)
    _shorten(draft)
    entries = tuple(_entries(draft))
    spared = () if is_grade else tuple(_spared(draft))
    empty = None if entries or is_grade else _empty(draft, order)
    return MadeList(draft.number, rule, draft.group, entries, spared, empty)


def _entries(draft: _Draft) -> Iterator[Entry]:
    rule = draft.rule
    tops = {stand.key: stand.top for stand in draft.stands}
    by_hand = {(row.group, row.subject): entry for row, entry in draft.manual}
    rows = [stand.row for stand in draft.named] + [row for row, _entry in draft.manual]
    level: dict[int | None, list[RankedRow]] = {}
    for row in rows:
        level.setdefault(tops.get((row.group, row.subject)), []).append(row)
    for row in rows:
        top = tops.get((row.group, row.subject))
        # Only who stands across a line is told beside its equals; grades divide all that there is.
        is_told = top is not None and rule.kind is not ListKind.GRADE
        equals = [other.name for other in level[top] if other is not row] if is_told else ()
        yield Entry(
            kind=rule.kind,
            name=rule.name,
            flag=rule.flag,
            group=row.group,
            subject=row.subject,
            subject_name=row.name,
            rank=top,
            score=row.score,
            previous_score=row.previous_score,
            equals=tuple(equals),
            measure=rule.rungs[0] if rule.rungs else "",
            manual=by_hand.get((row.group, row.subject)),
        )


def _spared(draft: _Draft) -> Iterator[Spared]:
    tops = {stand.key: stand.top for stand in draft.stands}
    for row, why, exempt in draft.spared:
        said = ("", "") if exempt is None else (exempt.reason, exempt.approver)
        rank = tops.get((row.group, row.subject))
        yield Spared(row.group, row.subject, row.name, rank, row.score, why, *said)


def _shorten(draft: _Draft) -> None:
    """Leave out who has no room on a list of limited length, equals together."""
    longest = draft.rule.line.longest
    if longest is None:
        return
    kept: list[_Stand] = []
    is_full = False
    for _above, tied in groupby(draft.named, key=lambda one: one.above):
        equals = list(tied)
        is_full = is_full or len(kept) + len(equals) > longest
        if is_full:
            draft.spared += [(stand.row, SparedKind.LENGTH, None) for stand in equals]
        else:
            kept += equals
    draft.named = kept


def _empty(draft: _Draft, order: Order) -> Empty:
    """Why nobody is on a list; the nearest to the line is the last below it, the first above it."""
    line = draft.rule.line
    if not draft.stands:
        return Empty(EmptyKind.NOBODY_RANKED)
    if any(why is not SparedKind.SCORE for _row, why, _exempt in draft.spared):
        return Empty(EmptyKind.ALL_SPARED)
    ends = sorted(draft.stands, key=lambda one: place(one.row, order))
    if line.below is not None:
        row = ends[-1].row
        return Empty(EmptyKind.NONE_BELOW, row.name, row.score, line.below)
    if line.at_least is not None:
        row = ends[0].row
        return Empty(EmptyKind.NONE_REACHES, row.name, row.score, line.at_least)
    return Empty(EmptyKind.ALL_SPARED)
