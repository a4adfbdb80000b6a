"""Reading the table of all sites, and what hangs on one of them, in a few fixed queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from inspector.domain.score import printed_score
from inspector.domain.site import DatedDuty, SiteDuty, SitePhoto, SiteRow
from inspector.domain.unit import Role
from inspector.domain.visit import VisitPhoto
from inspector.store import tables
from inspector.store.database import rows
from inspector.store.log import uuid_of
from inspector.store.photo import load_photos
from inspector.store.reading import read

_LATEST = 8
_SITES = "SELECT id, code, name, site_type FROM site WHERE void = 0 ORDER BY code, name, id"
_DUTIES = (
    "SELECT l.site, l.role, u.name, l.unit FROM site_unit l"
    " JOIN unit u ON u.id = l.unit AND u.void = 0"
    " WHERE l.void = 0 AND (l.valid_from IS NULL OR l.valid_from <= ?)"
    " AND (l.valid_to IS NULL OR l.valid_to >= ?) ORDER BY l.role, u.name"
)
_ABOVE = (
    "SELECT l.unit, l.parent, u.name FROM unit_parent l JOIN unit u ON u.id = l.parent"
    " AND u.void = 0 WHERE l.void = 0 AND l.role = 'territorial'"
    " AND (l.valid_from IS NULL OR l.valid_from <= ?) AND (l.valid_to IS NULL OR l.valid_to >= ?)"
    " ORDER BY u.name"
)
_DATED = (
    "SELECT l.role, u.name, l.valid_from, l.valid_to FROM site_unit l"
    " JOIN unit u ON u.id = l.unit AND u.void = 0 WHERE l.site = ? AND l.void = 0"
)
# Numbered from the newest, so that a year of visits is not carried over for the last few.
_VISITS = (
    "SELECT v.site, v.day, v.visits, t.got, t.full_mark, t.bonus FROM ("
    "SELECT id, site, day, ROW_NUMBER() OVER newest AS place, COUNT(*) OVER (PARTITION BY site)"
    " AS visits FROM visit WHERE state = 'closed' AND void = 0"
    " WINDOW newest AS (PARTITION BY site ORDER BY day DESC, closed DESC, id DESC)) v"
    " LEFT JOIN total t ON t.visit = v.id AND t.section = 0"
    f" WHERE v.place <= {_LATEST} ORDER BY v.site, v.place DESC"
)
_PHOTOS = (
    "SELECT l.id, l.photo FROM visit_photo l JOIN visit v ON v.id = l.visit AND v.void = 0"
    " WHERE v.site = ? AND l.void = 0 AND l.photo IS NOT NULL"
    " ORDER BY v.day DESC, l.attached DESC, l.id DESC"
)


def load_site_rows(day: date) -> tuple[SiteRow, ...]:
    """All sites by code, with the units that answer for them on this day and their visits."""
    duties, units = _duties(day)
    visits: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for site, *visit in rows(_VISITS):
        visits[site].append(tuple(visit))
    return tuple(
        SiteRow(
            *(uuid_of(site), code, name, kind, duties.get(site, ())),
            *_standing(visits[site]),
            units.get(site, ()),
        )
        for site, code, name, kind in rows(_SITES)
    )


def load_dated_duties(site: UUID) -> tuple[DatedDuty, ...]:
    """All units that answer or answered for a site, those of today and later first."""
    found = [
        DatedDuty(Role(role), name, _day(first), _day(last))
        for role, name, first, last in rows(_DATED, (site,))
    ]
    order = list(Role)
    return tuple(
        sorted(
            found,
            key=lambda duty: (
                -(duty.valid_to or date.max).toordinal(),
                order.index(duty.role),
                duty.unit,
            ),
        )
    )


def load_site_photos(site: UUID, most: int) -> tuple[SitePhoto, ...]:
    """The newest photos taken at a site that are known here, each once, at most so many."""
    links: dict[UUID, UUID] = {}
    for link, photo in rows(_PHOTOS, (site,)):
        links.setdefault(uuid_of(photo), uuid_of(link))
    newest = dict(list(links.items())[:most])
    known = load_photos(newest)
    places = ", ".join("?" * len(newest))
    found = read(VisitPhoto, tables.VisitPhoto, f"id IN ({places})", tuple(newest.values()))
    hanging = {each.id: each for each in found}
    return tuple(
        SitePhoto(hanging[link], known[photo]) for photo, link in newest.items() if photo in known
    )


def _duties(day: date) -> tuple[dict[Any, tuple[SiteDuty, ...]], dict[Any, tuple[str, ...]]]:
    duties: dict[Any, tuple[SiteDuty, ...]] = {}
    units: dict[Any, tuple[str, ...]] = {}
    today = (day.isoformat(), day.isoformat())
    above: dict[Any, list[tuple[Any, str]]] = defaultdict(list)
    for unit, parent, name in rows(_ABOVE, today):
        above[unit].append((parent, name))
    named: dict[Any, tuple[str, ...]] = {}
    for site, role, name, unit in rows(_DUTIES, today):
        if unit not in named:
            named[unit] = (name, *_names_above(unit, above))
        duties[site] = (*duties.get(site, ()), _duty(role, name))
        units[site] = tuple(dict.fromkeys((*units.get(site, ()), *named[unit])))
    return duties, units


def _names_above(unit: Any, above: Mapping[Any, Sequence[tuple[Any, str]]]) -> list[str]:
    # A loop in what people typed must not hang the table: each unit is passed once.
    passed, waiting, names = {unit}, [unit], []
    while waiting:
        for parent, name in above.get(waiting.pop(), ()):
            if parent not in passed:
                passed.add(parent)
                waiting.append(parent)
                names.append(name)
    return names


@lru_cache(maxsize=4096)
def _duty(role: str, unit: str) -> SiteDuty:
    return SiteDuty(Role(role), unit)


def _standing(
    visits: Sequence[tuple[Any, ...]],
) -> tuple[int, date | None, Decimal | None, tuple[Decimal, ...]]:
    if not visits:
        return (0, None, None, ())
    last_day, count = visits[-1][:2]
    printed = [None if sums[0] is None else printed_score(*sums) for _day, _count, *sums in visits]
    scores = tuple(score for score in printed if score is not None)
    return (count, _day(last_day), printed[-1], scores)


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)
