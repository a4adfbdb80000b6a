"""What a board is computed from: sums over the totals of the visits that a period selects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from inspector.domain.model.duty import DutyRule, borne
from inspector.domain.model.outcome import SiteSum
from inspector.domain.period import Campaign
from inspector.domain.points import UNITS_PER_POINT, from_units
from inspector.domain.scheme import SchemeOrigin
from inspector.domain.unit import OTHER_ROLES, RANKED_ROLE, Role, Unit
from inspector.store.columns import from_milliseconds, to_milliseconds
from inspector.store.database import rows
from inspector.store.log import chunks, rows_in, uuid_of
from inspector.store.selection import Selection, days_condition

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

    `valued` are the points given on `n` observations, `conforming` more have the full mark. Of
    what was lost the unit bears its `share`.
    """

    unit: UUID | None
    version: UUID
    item: int
    valued: Decimal
    n: int
    conforming: int
    share: Decimal = Decimal(1)


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
        f"SELECT DISTINCT v.version FROM visit v WHERE {days_condition(first, last)}"
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


def load_last_closed() -> datetime | None:
    """The moment at which the last visit was closed."""
    found = rows("SELECT MAX(closed) FROM visit WHERE state = 'closed' AND void = 0")
    return None if found[0][0] is None else from_milliseconds(found[0][0])


def load_campaigns(name: str = "") -> tuple[Campaign, ...]:
    """The campaigns that closed visits name, the latest first; with `name` only that one."""
    sql = (
        "SELECT v.campaign, MIN(v.day), MAX(v.day) FROM visit v"
        f" WHERE v.state = 'closed' AND v.void = 0 AND v.campaign {'=' if name else '<>'} ?"
        " GROUP BY v.campaign ORDER BY MAX(v.day) DESC, v.campaign"
    )
    return tuple(
        Campaign(one, date.fromisoformat(first), date.fromisoformat(last))
        for one, first, last in rows(sql, (name,))
    )


def load_site_lines(ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Code and name of sites."""
    sql = "SELECT id, code, name FROM site WHERE id IN ({})"
    return {uuid_of(site): (code, name) for site, code, name in rows_in(sql, sorted(set(ids)))}


def load_untested_sites(
    chosen: Selection, site_types: Sequence[str] = (), *, with_length: bool = False
) -> tuple[tuple[UUID, str], ...]:
    """Ids and names of the sites, void ones apart, that no selected visit went to, by code.

    Only those of the types that are named, if any, and with a length where this is asked for.
    """
    of_type = f" AND s.site_type IN ({', '.join('?' * len(site_types))})" if site_types else ""
    found = rows(
        f"SELECT s.id, s.name FROM site s WHERE s.void = 0{of_type}"
        + (" AND s.length_m IS NOT NULL" if with_length else "")
        + f" AND s.id NOT IN (SELECT v.site FROM visit v WHERE {chosen.sql})"
        " ORDER BY s.code, s.name",
        (*site_types, *chosen.parameters),
    )
    return tuple((uuid_of(site), name) for site, name in found)


def load_untested_types(chosen: Selection) -> tuple[str, ...]:
    """The types of the sites, void ones apart, under which no selected visit was made, by name."""
    found = rows(
        "SELECT DISTINCT s.site_type FROM site s WHERE s.void = 0"
        f" AND s.site_type NOT IN (SELECT v.site_type FROM visit v WHERE {chosen.sql})"
        " ORDER BY s.site_type",
        chosen.parameters,
    )
    return tuple(name for (name,) in found)


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
        f" AND v.version IN ({versions}){chosen.which}",
        (*days, to_milliseconds(chosen.cutoff), *chosen.versions, *chosen.picked),
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


def load_unit_sums(
    chosen: Selection,
    units: Iterable[Unit],
    roles: Iterable[Role] = (),
    duty: DutyRule = DutyRule.FULL,
) -> list[SiteSum]:
    """Sums of the selected visits for each unit that was frozen with them in its ranked role.

    A visit counts whole for each of its units, or its loss by the share of each (M12). Classes
    without a ranked role of their own, and all where `roles` are named, count a visit once,
    whichever of their roles they answer in: territorial, line or lead, or those that are named.
    """
    classes = {unit.id: unit.unit_class for unit in units}
    ranked = {
        (unit, role.value) for unit, kind in classes.items() if (role := RANKED_ROLE.get(kind))
    }
    others = [unit for unit, kind in classes.items() if roles or kind not in RANKED_ROLE]
    is_split = duty is DutyRule.SPLIT
    found = {} if roles else _merged(_sums(chosen, is_split=is_split))
    for some in chunks(others):
        found |= _merged(_sums_of_others(chosen, some, roles or OTHER_ROLES, is_split=is_split))
    ranked |= {(unit, _ANY_ROLE) for unit in others}
    # By the ids as they are stored: there are few units, but a row for each at every site.
    groups: dict[tuple[Any, str], tuple[UUID, str] | None] = {}
    listed = []
    for (stored, role, site, site_type), sums in found.items():
        if (stored, role) not in groups:
            unit = uuid_of(stored)
            is_ranked = (unit, role) in ranked
            groups[stored, role] = (unit, classes[unit].value) if is_ranked else None
        group = groups[stored, role]
        if group is not None:
            listed.append(SiteSum(*group, uuid_of(site), site_type, *sums))
    return listed


def load_site_sums(chosen: Selection) -> list[SiteSum]:
    """Sums of the selected visits for each site, in the group of its frozen type."""
    found = rows(
        f"SELECT v.site, '', {_SUMS_OF_SITE}"
        f" FROM visit v JOIN {chosen.totals} t ON t.visit = v.id AND t.section = 0"
        f" WHERE {chosen.sql} GROUP BY v.site, v.site_type, t.full_mark",
        (*chosen.total_parameters, *chosen.parameters),
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


def load_item_sums(
    chosen: Selection, roles: Iterable[Role] = (), duty: DutyRule = DutyRule.FULL
) -> list[ItemSum]:
    """Observations of the selected visits by item, once for the whole and once for each unit.

    A unit of the whole visit answers for every item of it. The roles are those named, else the
    ranked ones; by shares (M12) a unit stands once for each share that it has.
    """
    whole = rows(
        f"SELECT NULL, version, item, {_OBSERVED} FROM ({_observations(chosen)}) o"
        " GROUP BY version, item",
        chosen.parameters,
    )
    share = "MAX(u.share)" if duty is DutyRule.SPLIT else f"{UNITS_PER_POINT}"
    answering = f"u.role IN ({_listed(roles)})" if roles else f"({_RANKED_ROLES})"
    of_units = rows(
        f"SELECT unit, version, item, {_OBSERVED}, share FROM (SELECT u.unit AS unit,"
        f" o.visit, o.version, o.item, o.state, o.points, {share} AS share"
        f" FROM ({_observations(chosen)}) o JOIN visit_unit u ON u.visit = o.visit"
        " AND u.item IN (0, o.item) AND u.void = 0 JOIN unit w ON w.id = u.unit AND w.void = 0"
        f" WHERE {answering} GROUP BY u.unit, o.visit, o.version, o.item, o.state, o.points) x"
        " GROUP BY unit, version, item, share",
        chosen.parameters,
    )
    return [_item_sum(*row) for row in (*whole, *of_units)]


def _item_sum(
    unit: Any, version: Any, item: int, valued: Any, n: Any, conforming: Any, share: Any = None
) -> ItemSum:
    return ItemSum(
        unit=None if unit is None else uuid_of(unit),
        version=uuid_of(version),
        item=item,
        valued=from_units(int(valued or 0)),
        n=int(n),
        conforming=int(conforming),
        share=Decimal(1) if share is None else from_units(int(share)),
    )


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


def _sums(chosen: Selection, *, is_split: bool) -> list[tuple[Any, ...]]:
    # The order of a cross join is the order in which SQLite reads: all three by the visit's id.
    totals = chosen.totals
    tables = f"visit_unit u CROSS JOIN {totals} t CROSS JOIN visit v"
    share = ", u.share" if is_split else ""
    found = rows(
        f"SELECT u.unit, u.role, {_SUMS_OF_SITE}{share}"
        f" FROM {tables if chosen.is_most else f'visit v, {totals} t, visit_unit u'}"
        " WHERE t.visit = u.visit AND t.section = 0 AND v.id = u.visit"
        f" AND u.item = 0 AND u.void = 0 AND u.role IN ({_OF_A_CLASS})"
        f" AND {chosen.sql}"
        # The full mark first: the sort behind the grouping then compares whole numbers, not ids.
        f" GROUP BY t.full_mark, v.site, u.unit, u.role, v.site_type{share}",
        (*chosen.total_parameters, *chosen.parameters),
    )
    return list(_by_shares(found)) if is_split else found


def _sums_of_others(
    chosen: Selection, units: Sequence[UUID], roles: Iterable[Role], *, is_split: bool
) -> list[tuple[Any, ...]]:
    share = ", u.share" if is_split else ""
    found = rows(
        f"SELECT u.unit, '{_ANY_ROLE}', {_SUMS_OF_SITE}{share}"
        f" FROM visit v JOIN {chosen.totals} t ON t.visit = v.id AND t.section = 0"
        " JOIN (SELECT visit, unit, MAX(share) AS share FROM visit_unit WHERE item = 0"
        f" AND void = 0 AND role IN ({_listed(roles)}) AND unit IN ({', '.join('?' * len(units))})"
        " GROUP BY visit, unit) u ON u.visit = v.id"
        f" WHERE {chosen.sql} GROUP BY u.unit, v.site, v.site_type, t.full_mark{share}",
        (*chosen.total_parameters, *units, *chosen.parameters),
    )
    return list(_by_shares(found)) if is_split else found


def _merged(found: Iterable[tuple[Any, ...]]) -> dict[tuple[Any, ...], list[Any]]:
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
            earned = sums[0]
            earned[full] = earned.get(full, 0) + int(got)
            sums[1] += int(bonus)
            sums[2] += visits
    return merged


def _by_shares(found: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Such rows with the share of the subject behind, as rows with what it bears of the loss."""
    for *key, full, got, bonus, visits, share in found:
        whole = UNITS_PER_POINT if share is None else share
        below, earned = borne(full, visits * full, int(got), whole)
        yield (*key, below, earned, bonus, visits)
