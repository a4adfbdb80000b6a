"""What was computed for the rankings that were made last, to tell at once what is behind them.

Call inside a transaction for reading.
"""

from __future__ import annotations

from typing import TypeAlias
from weakref import WeakKeyDictionary

from inspector.domain.period import Period
from inspector.services.course import Course
from inspector.services.measurement import Computed, computed
from inspector.store.database import current

_MOST = 4
_Kept: TypeAlias = "dict[object, Computed]"
_of_databases: WeakKeyDictionary[object, _Kept] = WeakKeyDictionary()


def keep(course: Course, period: Period, found: Computed) -> None:
    """Keep what a ranking was made of, until so many others were made."""
    kept = _of_databases.setdefault(current(), {})
    kept.pop(_key(course, period), None)
    kept[_key(course, period)] = found
    while len(kept) > _MOST:
        del kept[next(iter(kept))]


def recent(course: Course, period: Period) -> Computed:
    """What the last ranking by this course over this period was made of, computed if unknown.

    It is as it was when it was ranked, as the ranking itself is, whatever was written since.
    """
    found = _of_databases.get(current(), {}).get(_key(course, period))
    if found is None:
        found = computed(course, period)
        keep(course, period, found)
    return found


def _key(course: Course, period: Period) -> object:
    return course.rules, course.used, course.cutoff, period
