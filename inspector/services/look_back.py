"""What earlier periods say to the lists of a board, computed once as long as nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from inspector.domain.ladder import Past, past
from inspector.domain.period import Period
from inspector.services.course import Course
from inspector.services.measurement import Computed, computed
from inspector.services.ranked_list import bare_groups
from inspector.store.board import load_last_closed
from inspector.store.database import kept, revision

_KEPT = "look_back"
_MOST = 64


class _Remembered(Struct):
    """What is known as of a revision of the database; nothing was closed after `until`."""

    revision: object
    until: datetime | None
    pasts: dict[object, Past]


class LookBack:
    """What the periods before one say by the rules of a course; call inside a transaction.

    `known` are periods that are computed already. A period is computed again only after something
    was written: whatever a board comes from is in the database or in the course.
    """

    def __init__(self, course: Course, known: Mapping[Period, Computed]) -> None:
        self._course = course
        self._known = known
        self._asked: list[Period] = []

    @property
    def asked(self) -> tuple[Period, ...]:
        """The periods that mattered, the last one first."""
        return tuple(self._asked)

    def __call__(self, period: Period) -> Past:
        """What a period says."""
        self._asked.append(period)
        remembered = _remembered()
        if remembered is None:
            return self._made(period)
        course = self._course
        cutoff = min(course.cutoff, remembered.until or course.cutoff)
        key = (course.rules, course.used, cutoff, period)
        found = remembered.pasts.get(key)
        if found is None:
            if len(remembered.pasts) >= _MOST:
                remembered.pasts.clear()
            found = remembered.pasts[key] = self._made(period)
        return found

    def _made(self, period: Period) -> Past:
        found = self._known.get(period) or computed(self._course, period)
        return past(bare_groups(self._course, found), self._course.rules, period)


def _remembered() -> _Remembered | None:
    """None where nothing tells whether others wrote."""
    now = revision()
    if now is None:
        return None
    found: _Remembered | None = kept().get(_KEPT)
    if found is None or found.revision != now:
        found = kept()[_KEPT] = _Remembered(now, load_last_closed(), {})
    return found
