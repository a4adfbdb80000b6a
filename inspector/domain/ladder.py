"""The escalation ladder: how often in a row a subject is listed, and the measure for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.board import RankedGroup
from inspector.domain.board_rules import BoardRules
from inspector.domain.list_rules import ListKind, Missed
from inspector.domain.listing import Entry, MadeList, SparedKind
from inspector.domain.period import Period
from inspector.domain.redblack import made_lists, with_marks

_Key: TypeAlias = "tuple[int, str, UUID]"


class Past(Struct, frozen=True):
    """What an earlier period says to the ladder.

    Who was on a list, or exempt from one, by the place of its rule, its group and id; and who was
    ranked at all, by group and id.
    """

    listed: frozenset[_Key]
    exempt: frozenset[_Key]
    ranked: frozenset[tuple[str, UUID]]


Earlier: TypeAlias = "Callable[[Period], Past]"
"""What an earlier period says, by the same rules."""


class _Fate(Enum):
    """What a subject was in an earlier period to a list."""

    LISTED = auto()
    MISSED = auto()
    OTHER = auto()


def past(groups: Sequence[RankedGroup], rules: BoardRules, period: Period) -> Past:
    """What the ranking of an earlier period says to the ladder."""
    made = made_lists(groups, rules, period)
    return Past(
        frozenset(_key(one.number, entry) for one in made for entry in one.entries),
        frozenset(
            (one.number, spared.group, spared.subject)
            for one in made
            for spared in one.spared
            if spared.why is SparedKind.EXEMPT
        ),
        frozenset(
            (row.group, row.subject)
            for group in groups
            for row in group.rows
            if row.rank is not None
        ),
    )


def listed(
    groups: tuple[RankedGroup, ...], rules: BoardRules, period: Period, earlier: Earlier
) -> tuple[tuple[RankedGroup, ...], tuple[MadeList, ...]]:
    """The lists of a board in a period, and its groups with what they say about each row."""
    made = _with_times(made_lists(groups, rules, period), rules, period, earlier)
    return with_marks(groups, made), made


def _with_times(
    made: Sequence[MadeList], rules: BoardRules, period: Period, earlier: Earlier
) -> tuple[MadeList, ...]:
    """The lists with the times in a row of every entry, this period included, and its measure.

    Looks back period by period while anybody is still on its list, at most as far as the rules
    say. A period in which a subject was not ranked, or was exempt, is missed: it freezes the count
    or ends it, as the rule says. Grades are not counted.
    """
    counts: dict[_Key, int] = {
        _key(one.number, entry): 1
        for one in made
        if one.rule.kind is not ListKind.GRADE
        for entry in one.entries
    }
    missed = {one.number: one.rule.missed for one in made}
    still, last = list(counts), list[_Key]()
    before = period
    for _step in range(rules.lists.look_back):
        if not still:
            break
        before = before.previous
        said = earlier(before)
        looked_at, still, last = still, [], []
        for key in looked_at:
            fate = _fate(key, said)
            if fate is _Fate.LISTED:
                counts[key] += 1
                last.append(key)
            if fate is _Fate.LISTED or (fate is _Fate.MISSED and missed[key[0]] is Missed.FREEZE):
                still.append(key)
    more = set(last)
    return tuple(_counted(one, counts, more) for one in made)


def _fate(key: _Key, said: Past) -> _Fate:
    if key in said.listed:
        return _Fate.LISTED
    is_missed = (said.exempt and key in said.exempt) or key[1:] not in said.ranked
    return _Fate.MISSED if is_missed else _Fate.OTHER


def _counted(one: MadeList, counts: dict[_Key, int], more: set[_Key]) -> MadeList:
    entries = []
    for entry in one.entries:
        key = _key(one.number, entry)
        times = counts.get(key, 1)
        rungs = one.rule.rungs
        measure = rungs[min(times, len(rungs)) - 1] if rungs else ""
        entries.append(replace(entry, times=times, is_more=key in more, measure=measure))
    return replace(one, entries=tuple(entries))


def _key(number: int, entry: Entry) -> _Key:
    return number, entry.group, entry.subject
