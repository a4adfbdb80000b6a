"""The rule of taking in a site workbook: change what differs, double nothing, drop no row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.row_answer import Answers, Choice
from inspector.domain.site import Site, SiteType, SiteUnit
from inspector.domain.site_matching import Ledger, Matched
from inspector.domain.site_sheet import (
    SITE_COLUMN_ROLES,
    UNIT_COLUMN_ROLES,
    Line,
    Link,
    Register,
    SiteFate,
    SitePlan,
    SiteSheet,
    Step,
    stands_in_column,
)
from inspector.domain.unit import Role, Unit, UnitParent
from inspector.errors import CellFault, Noun

_Key = tuple[UUID, Role, date | None]


def plan(
    sheet: SiteSheet,
    held: Register,
    new_id: Callable[[], UUID],
    answers: Answers | None = None,
) -> SitePlan:
    """What taking in `sheet` changes in `held`; `new_id` gives the ids of new records.

    The units that a workbook names for a site replace the earlier ones: those in columns where
    the column is there, those with dates or other roles where the site has rows in their sheet.
    By `answers` unknown units are passed over and unknown types made. Raises CellRefused for
    doubled codes and for unknown or ambiguous units, sites and types, unless the answers collect
    them, and Ambiguous when the workspace itself holds a code of the workbook twice.
    """
    answers = answers or Answers()
    ledger = Ledger(sheet, answers)
    types = Matched(ledger, "site_type", "name", Noun.SITE_TYPE, held.types)
    types.take(sheet.types, lambda line: SiteType(new_id(), **line.values))
    units = Matched(ledger, "unit", "code", Noun.UNIT, held.units)
    units.take(sheet.units, lambda line: Unit(new_id(), **line.values))
    for line in sheet.sites:
        for name in answers.names(line.sheet, line.row, Choice.CREATE):
            types.make(SiteType(new_id(), name))
        types.one(line, "site_type", line.values["site_type"], CellFault.UNKNOWN_SITE_TYPE)
    sites = Matched(ledger, "site", "code", Noun.SITE, held.sites)
    sites.take(sheet.sites, lambda line: Site(new_id(), **line.values))
    _plan_links(ledger, _SUPERIORS, units, units, held.parents, sheet.superiors, new_id)
    _plan_links(ledger, _DUTIES, sites, units, held.links, sheet.duties, new_id)
    return SitePlan(
        steps=tuple(ledger.steps),
        fates=ledger.fates(sheet.sheets),
        units=len(sheet.units),
        sites=len(sheet.sites),
        types=len(sheet.types),
        ended=ledger.ended,
    )


class _Form(Struct, frozen=True):
    """A kind of link: its class, the fields of its two ends, the roles that have a column."""

    kind: str
    make: Callable[..., Any]
    owner: str
    unit: str
    column_roles: frozenset[Role]
    unknown_owner: CellFault


_SUPERIORS = _Form(
    "unit_parent", UnitParent, "unit", "parent", UNIT_COLUMN_ROLES, CellFault.UNKNOWN_UNIT
)
_DUTIES = _Form("site_unit", SiteUnit, "site", "unit", SITE_COLUMN_ROLES, CellFault.UNKNOWN_SITE)


def _plan_links(
    ledger: Ledger,
    form: _Form,
    owners: Matched,
    units: Matched,
    held: Iterable[Any],
    rows: Iterable[Link],
    new_id: Callable[[], UUID],
) -> None:
    in_rows = _stated_in_rows(ledger, form, owners, units, rows)
    in_columns = _stated_in_columns(ledger, owners, units)
    held_by_owner: dict[UUID, list[Any]] = defaultdict(list)
    for link in held:
        held_by_owner[getattr(link, form.owner)].append(link)
    for owner in {**owners.of_line, **in_rows}:
        stated = {**in_columns.get(owner, {}), **in_rows.get(owner, {})}
        rest = held_by_owner[owner]
        for key, row in stated.items():
            old = next((each for each in rest if _key(form, each) == key), None)
            if old is not None:
                rest.remove(old)
            new = _made(form, owner, key, row, new_id) if old is None else _termed(old, row)
            if new != old:
                ledger.steps.append(Step(form.kind, old, new))
            _tell(ledger, row, old, new, row is in_rows.get(owner, {}).get(key))
        line = owners.of_line.get(owner)
        for link in rest:
            if _is_replaced(form, link, line, owner in in_rows):
                ledger.steps.append(Step(form.kind, link, replace(link, void=True)))
                ledger.ended += 1
                if line is not None:
                    ledger.touch(line)


def _stated_in_rows(
    ledger: Ledger, form: _Form, owners: Matched, units: Matched, rows: Iterable[Link]
) -> dict[UUID, dict[_Key, Link]]:
    stated: dict[UUID, dict[_Key, Link]] = defaultdict(dict)
    for row in rows:
        owner = owners.one(row, "owner", row.owner, form.unknown_owner)
        unit = units.one(row, "unit", row.unit, CellFault.UNKNOWN_UNIT)
        if owner is None or unit is None:
            ledger.tell(row, SiteFate.NEW)
            continue
        if owner is unit:
            ledger.refuse(row, "unit", CellFault.UNKNOWN_VALUE, row.unit)
        key = (unit.id, row.role, row.valid_from)
        of_owner = stated[owner.id]
        if key in of_owner:
            ledger.tell(row, SiteFate.REVIEW, of_owner[key].row)
        else:
            of_owner[key] = row
    return stated


def _stated_in_columns(
    ledger: Ledger, owners: Matched, units: Matched
) -> dict[UUID, dict[_Key, Link]]:
    stated: dict[UUID, dict[_Key, Link]] = defaultdict(dict)
    for owner, line in owners.of_line.items():
        for role, names in line.named.items():
            for name in names:
                unit = units.one(line, role.value, name, CellFault.UNKNOWN_UNIT)
                if unit is None:
                    continue
                if owner == unit.id:
                    ledger.refuse(line, role.value, CellFault.UNKNOWN_VALUE, name)
                stated[owner][unit.id, role, None] = _as_link(line, name, role)
    return stated


def _as_link(line: Line, name: str, role: Role) -> Link:
    return Link(line.sheet, line.row, "", name, role, Decimal(1), None, None, line.columns)


def _key(form: _Form, link: Any) -> _Key:
    return getattr(link, form.unit), link.role, link.valid_from


def _made(form: _Form, owner: UUID, key: _Key, row: Link, new_id: Callable[[], UUID]) -> Any:
    ends = {form.owner: owner, form.unit: key[0]}
    return _termed(form.make(id=new_id(), role=row.role, valid_from=row.valid_from, **ends), row)


def _termed(link: Any, row: Link) -> Any:
    return replace(link, share=row.share, valid_to=row.valid_to)


def _tell(ledger: Ledger, row: Link, old: Any, new: Any, has_own_row: bool) -> None:
    if not has_own_row:
        if new != old:
            ledger.touch(row)
    elif old is None:
        ledger.tell(row, SiteFate.NEW)
    else:
        ledger.tell(row, SiteFate.UNCHANGED if new == old else SiteFate.UPDATED)


def _is_replaced(form: _Form, link: Any, line: Line | None, has_rows: bool) -> bool:
    if stands_in_column(link, form.column_roles):
        return line is not None and link.role in line.named
    return has_rows
