"""What a board is computed from: sums over the totals of the visits that a period selects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from inspector.domain.points import from_units
from inspector.domain.ranking import SiteSum
from inspector.domain.scheme import SchemeOrigin
from inspector.domain.unit import OTHER_ROLES, RANKED_ROLE, Unit
from inspector.store.columns import to_milliseconds
from inspector.store.database import is_sqlite, rows
from inspector.store.log import chunks, rows_in, uuid_of

_MOST = 3
_ANY_ROLE = "any"
_SUMS_OF_SITE = "v.site, v.site_type, t.full_mark, SUM(t.got), SUM(t.bonus), COUNT(*)"
_OBSERVED = (
    "SUM(CASE WHEN state = 'valued' THEN points ELSE 0 END),"
    " SUM(CASE WHEN state = 'valued' THEN 1 ELSE 0 END),"
    " SUM(CASE WHEN state = 'conforming' THEN 1 ELSE 0 END)"
)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(set(words)))


_OF_A_CLASS = _listed(RANKED_ROLE.values())
_OF_OTHERS = _listed(OTHER_ROLES)
_RANKED_ROLES = " OR ".join(
    [
        *(
            f"(w.unit_class = '{unit_class}' AND u.role = '{role}')"
            for unit_class, role in RANKED_ROLE.items()
        ),
        f"(w.unit_class NOT IN ({_listed(RANKED_ROLE)}) AND u.role IN ({_OF_OTHERS}))",
    ]
)


class Selection(Struct, frozen=True):
    """Closed visits of some scheme versions on local days `first` to `last`, closed by `cutoff`.

    `is_most` where they may be most of all visits; it changes how they are read, not which.
    """

    first: date
    last: date
    cutoff: datetime
    versions: tuple[UUID, ...]
    is_most: bool = False

    @property
    def period(self) -> str:
        """The condition on the days of the visit table `v`."""
        return _period(is_most=self.is_most)

    @property
    def sql(self) -> str:
        """The condition on the visit table `v`."""
        places = ", ".join("?" * len(self.versions)) or "NULL"
        return f"{self.period} AND v.state = 'closed' AND v.closed <= ? AND v.version IN ({places})"

    @property
    def parameters(self) -> tuple[Any, ...]:
        """The values of the condition."""
        days = (self.first.isoformat(), self.last.isoformat())
        return (*days, to_milliseconds(self.cutoff), *self.versions)


class UsedScheme(Struct, frozen=True):
    """A scheme with its versions, the newest last; `title` and `origin` are the newest's."""

    scheme_id: UUID
    title: str
    origin: SchemeOrigin
    versions: tuple[UUID, ...]


class Counts(Struct, frozen=True):
    """Visits that a board tells of: closed after the cut-off, still open, and with entries that
    contradict each other."""

    after_cutoff: int
    open: int
    unresolved: int


class ItemSum(Struct, frozen=True):
    """Observations of one item of imported results; no unit is the whole sheet.

    `valued` are the points given on `n` observations, `conforming` more have the full mark.
    """

    unit: UUID | None
    version: UUID
    item: int
    valued: Decimal
    n: int
    conforming: int


def select(first: date, last: date, cutoff: datetime, versions: tuple[UUID, ...]) -> Selection:
    """The selection of these visits, to be read in the way that is faster for their number."""
    return Selection(first, last, cutoff, versions, _is_most(first, last))


def load_schemes() -> tuple[UsedScheme, ...]:
    """All published schemes, each with all its versions, by title."""
    found = rows(
        "SELECT scheme_id, title, origin, id FROM scheme_version WHERE scheme_id IS NOT NULL"
        " AND void = 0 ORDER BY number, id"
    )
    by_scheme: dict[UUID, UsedScheme] = {}
    for scheme, title, origin, version in found:
        key = uuid_of(scheme)
        older = by_scheme[key].versions if key in by_scheme else ()
        by_scheme[key] = UsedScheme(key, title, SchemeOrigin(origin), (*older, uuid_of(version)))
    return tuple(sorted(by_scheme.values(), key=lambda one: (one.title, one.scheme_id)))


def load_versions_used(first: date, last: date) -> frozenset[UUID]:
    """The scheme versions of the closed visits on these local days."""
    found = rows(
        f"SELECT DISTINCT v.version FROM visit v WHERE {_period(is_most=_is_most(first, last))}"
        " AND v.state = 'closed'",
        (first.isoformat(), last.isoformat()),
    )
    return frozenset(uuid_of(row[0]) for row in found if row[0] is not None)


def load_last_day(versions: Sequence[UUID] = ()) -> date | None:
    """The last local day with a closed visit, of these scheme versions if any are named."""
    places = ", ".join("?" * len(versions))
    found = rows(
        "SELECT MAX(v.day) FROM visit v WHERE v.state = 'closed' AND v.void = 0"
        + (f" AND v.version IN ({places})" if versions else ""),
        tuple(versions),
    )
    return None if found[0][0] is None else date.fromisoformat(found[0][0])


def load_site_lines(ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Code and name of sites."""
    sql = "SELECT id, code, name FROM site WHERE id IN ({})"
    return {uuid_of(site): (code, name) for site, code, name in rows_in(sql, sorted(set(ids)))}


def load_untested_sites(chosen: Selection) -> tuple[str, ...]:
    """Names of the sites, void ones apart, that no selected visit went to, by code."""
    found = rows(
        "SELECT s.name FROM site s WHERE s.void = 0"
        f" AND s.id NOT IN (SELECT v.site FROM visit v WHERE {chosen.sql})"
        " ORDER BY s.code, s.name",
        chosen.parameters,
    )
    return tuple(row[0] for row in found)


def load_weights() -> dict[str, Decimal]:
    """The weight of each site type by name; types without one are left out."""
    found = rows("SELECT name, weight FROM site_type WHERE void = 0 AND weight IS NOT NULL")
    return {name: from_units(weight) for name, weight in found}


def load_counts(chosen: Selection) -> Counts:
    """How many visits of the days are not, or only in number, behind the board."""
    versions = ", ".join("?" * len(chosen.versions)) or "NULL"
    days = (chosen.first.isoformat(), chosen.last.isoformat())
    late, unfinished = rows(
        "SELECT COALESCE(SUM(CASE WHEN v.state = 'closed' THEN 1 ELSE 0 END), 0),"
        " COALESCE(SUM(CASE WHEN v.state <> 'closed' THEN 1 ELSE 0 END), 0) FROM visit v"
        f" WHERE {chosen.period} AND (v.state <> 'closed' OR v.closed > ?)"
        f" AND v.version IN ({versions})",
        (*days, to_milliseconds(chosen.cutoff), *chosen.versions),
    )[0]
    contradicting = rows(
        "SELECT COUNT(DISTINCT c.root) FROM conflict c JOIN visit v ON v.id = c.root"
        f" WHERE {chosen.sql}",
        chosen.parameters,
    )[0][0]
    return Counts(int(late), int(unfinished), int(contradicting))


def count_without_score(chosen: Selection) -> int:
    """How many of the selected visits have no score, because nothing on them counted."""
    found = rows(
        "SELECT COUNT(*) FROM visit v JOIN total t ON t.visit = v.id AND t.section = 0"
        f" WHERE {chosen.sql} AND t.full_mark = 0",
        chosen.parameters,
    )
    return int(found[0][0])


def load_unit_sums(chosen: Selection, units: Iterable[Unit]) -> list[SiteSum]:
    """Sums of the selected visits for each unit that was frozen with them in its ranked role.

    A visit counts whole for each of its units. Classes without a ranked role of their own count a
    visit once, whether they answer for it as territorial, line or lead unit.
    """
    classes = {unit.id: unit.unit_class for unit in units}
    ranked = {
        (unit, role.value) for unit, kind in classes.items() if (role := RANKED_ROLE.get(kind))
    }
    others = [unit for unit, kind in classes.items() if kind not in RANKED_ROLE]
    found = _merged(_sums(chosen))
    for some in chunks(others):
        found |= _merged(_sums_of_others(chosen, some))
    groups = {unit: kind.value for unit, kind in classes.items()}
    ranked |= {(unit, _ANY_ROLE) for unit in others}
    return [
        SiteSum(unit, groups[unit], uuid_of(site), site_type, *sums)
        for (stored, role, site, site_type), sums in found.items()
        if ((unit := uuid_of(stored)), role) in ranked
    ]


def load_site_sums(chosen: Selection) -> list[SiteSum]:
    """Sums of the selected visits for each site, in the group of its frozen type."""
    found = rows(
        f"SELECT v.site, '', {_SUMS_OF_SITE}"
        " FROM visit v JOIN total t ON t.visit = v.id AND t.section = 0"
        f" WHERE {chosen.sql} GROUP BY v.site, v.site_type, t.full_mark",
        chosen.parameters,
    )
    return [
        SiteSum(uuid_of(site), site_type, uuid_of(site), site_type, *sums)
        for (_stored, _role, site, site_type), sums in _merged(found).items()
    ]


def load_site_observations(chosen: Selection) -> dict[tuple[UUID, str], int]:
    """How many items were observed on the selected visits, by site and frozen type."""
    found = rows(
        "SELECT v.site, v.site_type, SUM(t.observed)"
        " FROM visit v JOIN total t ON t.visit = v.id AND t.section = 0"
        f" WHERE {chosen.sql} GROUP BY v.site, v.site_type",
        chosen.parameters,
    )
    return {(uuid_of(site), site_type): int(observed) for site, site_type, observed in found}


def load_item_sums(chosen: Selection) -> list[ItemSum]:
    """Observations of the selected visits by item, once for the whole and once for each unit.

    A unit of the whole visit answers for every item of it.
    """
    whole = rows(
        f"SELECT NULL, version, item, {_OBSERVED} FROM ({_observations(chosen)}) o"
        " GROUP BY version, item",
        chosen.parameters,
    )
    of_units = rows(
        f"SELECT unit, version, item, {_OBSERVED} FROM (SELECT DISTINCT u.unit AS unit, o.*"
        f" FROM ({_observations(chosen)}) o JOIN visit_unit u ON u.visit = o.visit"
        " AND u.item IN (0, o.item) AND u.void = 0 JOIN unit w ON w.id = u.unit AND w.void = 0"
        f" WHERE {_RANKED_ROLES}) x GROUP BY unit, version, item",
        chosen.parameters,
    )
    return [
        ItemSum(
            None if row[0] is None else uuid_of(row[0]),
            uuid_of(row[1]),
            row[2],
            from_units(int(row[3] or 0)),
            int(row[4]),
            int(row[5]),
        )
        for row in (*whole, *of_units)
    ]


def count_without_unit(chosen: Selection) -> int:
    """How many observations of imported results no unit answers for."""
    found = rows(
        f"SELECT COUNT(*) FROM ({_observations(chosen)}) o WHERE NOT EXISTS"
        " (SELECT 1 FROM visit_unit u WHERE u.visit = o.visit AND u.item IN (0, o.item)"
        " AND u.void = 0)",
        chosen.parameters,
    )
    return int(found[0][0])


def _observations(chosen: Selection) -> str:
    return (
        "SELECT v.id AS visit, v.version AS version, a.item AS item, a.state AS state,"
        " a.points AS points FROM visit v JOIN answer a ON a.visit = v.id"
        " AND (a.state = 'conforming' OR (a.state = 'valued' AND a.points IS NOT NULL))"
        f" WHERE {chosen.sql}"
    )


def _sums(chosen: Selection) -> list[tuple[Any, ...]]:
    # The order of a cross join is the order in which SQLite reads: all three by the visit's id.
    tables = "visit_unit u CROSS JOIN total t CROSS JOIN visit v"
    return rows(
        f"SELECT u.unit, u.role, {_SUMS_OF_SITE}"
        f" FROM {tables if chosen.is_most else 'visit v, total t, visit_unit u'}"
        " WHERE t.visit = u.visit AND t.section = 0 AND v.id = u.visit"
        f" AND u.item = 0 AND u.void = 0 AND u.role IN ({_OF_A_CLASS})"
        f" AND {chosen.sql}"
        # The full mark first: the sort behind the grouping then compares whole numbers, not ids.
        " GROUP BY t.full_mark, v.site, u.unit, u.role, v.site_type",
        chosen.parameters,
    )


def _sums_of_others(chosen: Selection, units: Sequence[UUID]) -> list[tuple[Any, ...]]:
    return rows(
        f"SELECT u.unit, '{_ANY_ROLE}', {_SUMS_OF_SITE}"
        " FROM visit v JOIN total t ON t.visit = v.id AND t.section = 0"
        " JOIN (SELECT DISTINCT visit, unit FROM visit_unit WHERE item = 0 AND void = 0"
        f" AND role IN ({_OF_OTHERS}) AND unit IN ({', '.join('?' * len(units))})) u"
        " ON u.visit = v.id"
        f" WHERE {chosen.sql} GROUP BY u.unit, v.site, v.site_type, t.full_mark",
        (*units, *chosen.parameters),
    )


def _merged(found: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], list[Any]]:
    """Rows of a subject, role, site, type and full mark as sums of the site: by full mark, bonus,
    scored visits, visits."""
    merged: dict[tuple[Any, ...], list[Any]] = {}
    for subject, role, site, site_type, full, got, bonus, visits in found:
        key = (subject, role, site, site_type)
        sums = merged.get(key)
        if sums is None:
            sums = merged[key] = [{}, 0, 0, 0]
        sums[3] += visits
        if full:
            # PostgreSQL sums whole numbers to a Decimal.
            sums[0][full] = int(got)
            sums[1] += int(bonus)
            sums[2] += visits
    return merged


def _is_most(first: date, last: date) -> bool:
    # Where most visits are wanted, SQLite reads them faster in a row than by the index of days.
    # PostgreSQL knows that by itself.
    if not is_sqlite():
        return False
    days = (first.isoformat(), last.isoformat())
    wanted = rows("SELECT COUNT(*) FROM visit WHERE day BETWEEN ? AND ?", days)[0][0]
    return bool(_MOST * wanted > rows("SELECT COUNT(*) FROM visit")[0][0])


def _period(*, is_most: bool) -> str:
    return f"{'+' if is_most else ''}v.day BETWEEN ? AND ? AND v.void = 0"
