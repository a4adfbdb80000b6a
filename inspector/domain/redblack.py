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


class _Block(Struct, frozen=True):
    """The rows among which a rule names: those that are ranked, best first, and where each is."""

    group: str
    rows: tuple[RankedRow, ...]
    stands: list[_Stand]
    tops: dict[_Key, int]


class _Draft(Struct):
    """A list in the making."""

    number: int
    rule: ListRule
    block: _Block
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
    known: dict[object, tuple[_Block, ...]] = {}
    drafts = []
    for number, rule in enumerate(rules.lists.rules, start=1):
        among = (rule.line.scope, rule.groups)
        if among not in known:
            known[among] = tuple(_blocks(rule, groups, rules.order))
        drafts += [_drafted(number, rule, block, rules, period) for block in known[among]]
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


def _blocks(rule: ListRule, groups: Sequence[RankedGroup], order: Order) -> Iterator[_Block]:
    held = [group for group in groups if rule.holds_for(group.key)]
    if rule.line.scope is Scope.EACH:
        for group in held:
            yield _block(group.key, group.rows, Scope.EACH, order)
    elif held:
        rows = tuple(row for group in held for row in group.rows)
        yield _block("", rows, Scope.WHOLE, order)


def _block(group: str, rows: tuple[RankedRow, ...], scope: Scope, order: Order) -> _Block:
    stands = _stands(rows, scope, order)
    return _Block(group, rows, stands, {stand.key: stand.top for stand in stands})


def _drafted(
    number: int,
    rule: ListRule,
    block: _Block,
    rules: BoardRules,
    period: Period,
) -> _Draft:
    by_hand = {
        one.subject: one
        for one in rules.lists.entries
        if one.rule == number and period.first <= one.day <= period.last
    }
    manual = [
        (row, by_hand[row.subject]) for row in block.rows if by_hand and row.subject in by_hand
    ]
    exempt = {
        one.subject: one
        for one in rules.lists.exempt
        if rule.kind in one.kinds and _is_in(one, period)
    }
    draft = _Draft(number, rule, block, [], [], manual)
    for stand in block.stands:
        if by_hand and stand.row.subject in by_hand:
            continue
        why = _why_not(rule.line, stand, by_exact=rules.order.by_exact)
        if why is None and exempt and stand.row.subject in exempt:
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
    ties = [list(tied) for _value, tied in groupby(ranked, key=value)]
    is_dense = order.numbering is Numbering.DENSE
    found: list[_Stand] = []
    for number, tied in enumerate(ties, start=1):
        above = len(found)
        below = len(ranked) - above - len(tied)
        top = number if is_dense else above + 1
        bottom = len(ties) - number + 1 if is_dense else below + 1
        if len(tied) > 1:
            tied.sort(key=lambda row: (row.code, row.name, row.group, row.subject))
        found += [_Stand(row, top, bottom, above, below, len(tied)) for row in tied]
    return found


def _why_not(line: Line, stand: _Stand, *, by_exact: bool) -> SparedKind | bool | None:
    """None where the line names a row; why it is spared; or False where it is far from it."""
    reaches = line.asks_score and _reaches(line, stand.row, by_exact=by_exact)
    if not line.asks_place or (reaches and line.joined is Joined.EITHER):
        return None if reaches else False
    where = _where(line, stand)
    if line.asks_score and line.joined is Joined.BOTH:
        if where is _Place.ALL_EQUAL:
            # The score tells the last from the first even where all are equal.
            where = _Place.MET
        if not reaches:
            return SparedKind.SCORE if where is _Place.MET else False
    match where:
        case _Place.MET:
            return None
        case _Place.TIE:
            return SparedKind.UNDECIDED if line.ties is Ties.DECIDED else SparedKind.TIE
        case _Place.ALL_EQUAL:
            return SparedKind.ALL_EQUAL
        case _Place.NOT_MET:
            return False


def is_named(
    line: Line, row: RankedRow, others: tuple[int, int, int], ranks: tuple[int, int], by_exact: bool
) -> bool:
    """Whether a line by itself would name a ranked row.

    `others` are how many are better, worse and level with it, `ranks` its ranks from the top and
    from the bottom; a score is compared as `made_lists` does.
    """
    above, below, level = others
    stand = _Stand(row, *ranks, above, below, level + 1)
    return _why_not(line, stand, by_exact=by_exact) is None


def _where(line: Line, stand: _Stand) -> _Place:
    first = last = _Place.NOT_MET
    if line.first is not None:
        first = _side(line, line.first, stand.top, stand.above, stand.equal)
    if line.last is not None:
        last = _side(line, line.last, stand.bottom, stand.below, stand.equal)
        if last is not _Place.NOT_MET and stand.above == 0:
            last = _Place.ALL_EQUAL
    order = (_Place.MET, _Place.TIE, _Place.ALL_EQUAL)
    return next((one for one in order if one is first or one is last), _Place.NOT_MET)


def _side(line: Line, count: int, rank: int, before: int, equal: int) -> _Place:
    if line.ties is Ties.LISTED:
        return _Place.MET if rank <= count else _Place.NOT_MET
    if before + equal <= count:
        return _Place.MET
    return _Place.TIE if before < count else _Place.NOT_MET


def _reaches(line: Line, row: RankedRow, *, by_exact: bool) -> bool:
    # Printed scores are compared as decimals, which is exact and costs a third of fractions.
    score: Any = row.exact if by_exact else row.score
    at_least: Any = line.at_least
    below: Any = line.below
    if by_exact:
        at_least = None if at_least is None else Fraction(at_least)
        below = None if below is None else Fraction(below)
    if score is None:
        return False
    return (at_least is None or score >= at_least) and (below is None or score < below)


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
    return MadeList(draft.number, rule, draft.block.group, entries, spared, empty)


def _entries(draft: _Draft) -> Iterator[Entry]:
    rule = draft.rule
    tops = draft.block.tops
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
    tops = draft.block.tops
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
    if not draft.block.stands:
        return Empty(EmptyKind.NOBODY_RANKED)
    if any(why is not SparedKind.SCORE for _row, why, _exempt in draft.spared):
        return Empty(EmptyKind.ALL_SPARED)
    ends = sorted(draft.block.stands, key=lambda one: place(one.row, order))
    if line.below is not None:
        row = ends[-1].row
        return Empty(EmptyKind.NONE_BELOW, row.name, row.score, line.below)
    if line.at_least is not None:
        row = ends[0].row
        return Empty(EmptyKind.NONE_REACHES, row.name, row.score, line.at_least)
    return Empty(EmptyKind.ALL_SPARED)
