"""What is wrong with the rules of red and black, grades and flags, where it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.board_rules import SEGMENTS, TYPES, BoardRules, SubjectKind
from inspector.domain.list_rules import Line, ListKind, ListRule
from inspector.domain.listing import MadeList, SparedKind
from inspector.domain.points import plain
from inspector.domain.rule_fault import Known, RuleFault, RuleFaultKind
from inspector.domain.unit import UnitClass

FULL = Decimal(100)
MOST_BACK = 60
"""The most periods that a count of times in a row may look back."""


def check_lists(rules: BoardRules, known: Known) -> Iterator[RuleFault]:
    """All mistakes of the lists, in the order in which they are written."""
    lists = rules.lists
    full = FULL if rules.additions.maximum is None else rules.additions.maximum
    groups = group_keys(rules, known.site_types)
    for number, rule in enumerate(lists.rules):
        for fault in (*_rule(rule, groups), *_line(rule.line, full)):
            yield replace(fault, place=f"lists.rules[{number}].{fault.place}")
    yield from _pairs(lists.rules)
    for number, entry in enumerate(lists.entries):
        place = f"lists.entries[{number}]"
        if not 1 <= entry.rule <= len(lists.rules):
            facts = {"number": str(entry.rule)}
            yield RuleFault(f"{place}.rule", RuleFaultKind.NO_SUCH_LIST, facts)
        yield from _approved(place, entry.subject, entry.reason, entry.approver, known)
    for number, exempt in enumerate(lists.exempt):
        place = f"lists.exempt[{number}]"
        yield from _approved(place, exempt.subject, exempt.reason, exempt.approver, known)
        if exempt.first is not None and exempt.last is not None and exempt.last < exempt.first:
            yield RuleFault(f"{place}.last", RuleFaultKind.ENDS_BEFORE)
    if lists.look_back > MOST_BACK:
        facts = {"value": str(lists.look_back), "most": str(MOST_BACK)}
        yield RuleFault("lists.look_back", RuleFaultKind.LOOK_BACK, facts)


def group_keys(rules: BoardRules, site_types: frozenset[str]) -> frozenset[str]:
    """The keys of the lists that a board can have, among the site types that there are."""
    subjects = rules.subjects
    if subjects.kind is SubjectKind.TYPES:
        return frozenset({TYPES})
    if subjects.groups:
        return frozenset(group.name for group in subjects.groups)
    if subjects.kind is SubjectKind.SEGMENTS:
        return frozenset({SEGMENTS})
    if subjects.kind is SubjectKind.SITES:
        return frozenset(subjects.site_types) or site_types
    return frozenset(one.value for one in subjects.classes or UnitClass)


def tie_faults(made: tuple[MadeList, ...]) -> tuple[RuleFault, ...]:
    """The ties across a line that somebody must decide before a ranking is published."""
    faults = []
    for one in made:
        names = [each.subject_name for each in one.spared if each.why is SparedKind.UNDECIDED]
        if names:
            place = f"lists.rules[{one.number - 1}].line.ties"
            facts = {"names": "\n".join(names)}
            faults.append(RuleFault(place, RuleFaultKind.TIE_ACROSS, facts))
    return tuple(faults)


def _rule(rule: ListRule, groups: frozenset[str]) -> Iterator[RuleFault]:
    if rule.kind is ListKind.GRADE and not rule.name.strip():
        yield RuleFault("name", RuleFaultKind.NO_NAME)
    if rule.kind is ListKind.FLAG and rule.flag is None:
        yield RuleFault("flag", RuleFaultKind.NO_FLAG)
    for number, group in enumerate(rule.groups):
        if group not in groups:
            facts = {"name": group}
            yield RuleFault(f"groups[{number}]", RuleFaultKind.UNKNOWN_GROUP, facts)


def _line(line: Line, full: Decimal) -> Iterator[RuleFault]:
    if not (line.asks_place or line.asks_score):
        yield RuleFault("line", RuleFaultKind.NO_LINE)
    scores = {"at_least": line.at_least, "below": line.below}
    for name, value in scores.items():
        if value is not None and value.is_finite() and full.is_finite() and value > full:
            facts = {"value": plain(value), "full": plain(full)}
            yield RuleFault(f"line.{name}", RuleFaultKind.CAP_ABOVE_FULL, facts)
    least, below = line.at_least, line.below
    if least is None or below is None or not (least.is_finite() and below.is_finite()):
        return
    if least >= below:
        facts = {"least": plain(least), "below": plain(below)}
        yield RuleFault("line.below", RuleFaultKind.EMPTY_BAND, facts)


def _pairs(rules: tuple[ListRule, ...]) -> Iterator[RuleFault]:
    """Two rules that make the same list, and two grades for one score."""
    for (_first, one), (number, other) in combinations(enumerate(rules), 2):
        if one.kind is not other.kind or not _meet(one, other):
            continue
        if (one.name.strip(), one.flag) == (other.name.strip(), other.flag):
            facts = {"name": one.name}
            yield RuleFault(f"lists.rules[{number}].groups", RuleFaultKind.DOUBLED_LIST, facts)
        elif one.kind is ListKind.GRADE and _overlap(one.line, other.line):
            facts = {"one": one.name, "other": other.name}
            place = f"lists.rules[{number}].line"
            yield RuleFault(place, RuleFaultKind.OVERLAPPING_GRADES, facts)


def _meet(one: ListRule, other: ListRule) -> bool:
    return not one.groups or not other.groups or not set(one.groups).isdisjoint(other.groups)


def _overlap(one: Line, other: Line) -> bool:
    """Whether a score can have both grades; what also asks for a place goes by the order.

    A line that asks nothing names nobody.
    """
    bounds = (one.at_least, one.below, other.at_least, other.below)
    by_score = all(line.asks_score and not line.asks_place for line in (one, other))
    if not by_score or any(b is not None and b.is_nan() for b in bounds):
        return False
    return _starts_before(one, other) and _starts_before(other, one)


def _starts_before(one: Line, other: Line) -> bool:
    return one.at_least is None or other.below is None or one.at_least < other.below


def _approved(
    place: str, subject: UUID, reason: str, approver: str, known: Known
) -> Iterator[RuleFault]:
    if subject not in known.classes and subject not in known.sites:
        yield RuleFault(f"{place}.subject", RuleFaultKind.UNKNOWN_SUBJECT, {"id": str(subject)})
    if not reason.strip():
        yield RuleFault(f"{place}.reason", RuleFaultKind.NO_REASON)
    who = approver.strip()
    if not who:
        yield RuleFault(f"{place}.approver", RuleFaultKind.NO_APPROVER)
    elif who in known.inspectors.get(subject, frozenset()):
        yield RuleFault(f"{place}.approver", RuleFaultKind.APPROVER_INSPECTS, {"name": who})
    elif who in known.own.get(subject, frozenset()):
        yield RuleFault(f"{place}.approver", RuleFaultKind.APPROVER_IS_SUBJECT, {"name": who})
