"""The lists of a board: who stands on each, and what it came to in a period, ranked.

Call inside a transaction for reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.board import RankedGroup
from inspector.domain.board_note import with_row_notes
from inspector.domain.board_rules import SEGMENTS, TYPES, type_subject
from inspector.domain.ranking import Key, Subject, ranked_group, ranked_rows, with_missing_types
from inspector.domain.unit import RANKED_ROLE, Unit, UnitClass
from inspector.services.course import Course
from inspector.services.measurement import Computed
from inspector.store import board as store


def ranked_groups(course: Course, now: Computed, then: Computed) -> tuple[RankedGroup, ...]:
    """The lists of a period with their ranks in it and in the period before it."""
    if course.is_sites:
        keys = dict.fromkeys((*now.came.outcomes, *then.came.outcomes))
        lists = _site_lists(course, now, keys, _lines(course, (now, then), keys))
    else:
        lists = _unit_lists(course, now)
    rules = course.rules
    groups = []
    for key, subjects in lists.items():
        group = ranked_group(key, subjects, now.came, then.came, rules.order, rules.minimum)
        groups.append(_noted(course, group, now))
    return tuple(groups)


def bare_groups(course: Course, now: Computed) -> tuple[RankedGroup, ...]:
    """The lists of a period with ranks and scores alone.

    Without notes, without what was before, and without names where sites are ranked.
    """
    if course.is_sites:
        lists = _site_lists(course, now, now.came.outcomes, {})
    else:
        lists = _unit_lists(course, now)
    rules = course.rules
    return tuple(
        RankedGroup(
            key, tuple(ranked_rows(key, subjects, now.came, rules.order, rules.minimum)), None, None
        )
        for key, subjects in lists.items()
    )


def _noted(course: Course, group: RankedGroup, now: Computed) -> RankedGroup:
    group = with_row_notes(group, course.rules)
    if not course.is_sites:
        return with_missing_types(group)
    seen = now.came.outcomes
    return replace(group, rows=tuple(row for row in group.rows if (row.subject, row.group) in seen))


def _unit_lists(course: Course, now: Computed) -> dict[str, list[Subject]]:
    subjects = course.rules.subjects
    if subjects.groups:
        units = {unit.id: unit for unit in course.units}
        return {
            group.name: [_subject(units[one], group.name) for one in group.members if one in units]
            for group in subjects.groups
        }
    lists: dict[str, list[Subject]] = {}
    for unit_class in UnitClass:
        key = unit_class.value
        own = [_subject(unit, key) for unit in course.units if unit.unit_class is unit_class]
        # Headquarters, leaders and the like are on no list unless they answer for something.
        is_ranked = (
            unit_class in RANKED_ROLE
            or unit_class in subjects.classes
            or any((one.id, key) in now.came.outcomes for one in own)
        )
        if own and is_ranked:
            lists[key] = own
    return lists


def _subject(unit: Unit, group: str) -> Subject:
    return Subject(unit.id, group, unit.code, unit.name)


def _lines(
    course: Course, periods: Iterable[Computed], keys: Iterable[Key]
) -> Mapping[UUID, tuple[str, str]]:
    """Code and name of the sites, or of the types, which have no code."""
    if course.is_types:
        names = (name for each in periods for name in each.visits.part_names)
        return {type_subject(name): ("", name) for name in names}
    return store.load_site_lines(site for site, _group in keys)


def _site_lists(
    course: Course,
    now: Computed,
    keys: Iterable[Key],
    lines: Mapping[UUID, tuple[str, str]],
) -> dict[str, list[Subject]]:
    """The sites by the lists that have anything now; `lines` are their codes and names."""
    lists: dict[str, list[Subject]] = {name: [] for name in _site_groups(course, now)}
    for site, group in keys:
        if group in lists:
            lists[group].append(Subject(site, group, *lines.get(site, ("", ""))))
    return lists


def _site_groups(course: Course, now: Computed) -> Iterable[str]:
    subjects = course.rules.subjects
    if subjects.groups:
        return [group.name for group in subjects.groups]
    seen = {group for _site, group in now.came.outcomes}
    whole = seen.intersection((SEGMENTS, TYPES))
    if whole:
        return whole
    return [name for name in now.visits.part_names if name in seen]
