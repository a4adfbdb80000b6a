"""The rule of taking in a site workbook: change what differs, double nothing, drop no row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.alias import Alias
from inspector.domain.name_book import NOTHING_SAID, Said
from inspector.domain.row_answer import Answers, Choice
from inspector.domain.site import Site, SiteType, SiteUnit
from inspector.domain.site_matching import Ledger, Matched
from inspector.domain.site_naming import NamedUnits
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
from inspector.domain.unit import RANKED_ROLE, Role, Unit, UnitClass, UnitParent
from inspector.domain.unit_naming import class_by_name
from inspector.errors import CellFault, Noun

SITE_PREFIX, UNIT_PREFIX = "P", "U"
"""With what the codes of sites and units begin that a list gives no code."""

_Key = tuple[UUID, Role, date | None]


def plan(
    sheet: SiteSheet,
    held: Register,
    new_id: Callable[[], UUID],
    answers: Answers | None = None,
    said: Said = NOTHING_SAID,
    aliases: Iterable[Alias] = (),
) -> SitePlan:
    """What taking in `sheet` changes in `held`; `new_id` gives the ids of new records.

    The units that a workbook names for a site replace the earlier ones: those in columns where
    the column is there, those with dates or other roles where the site has rows in their sheet.
    Types and units that nobody knows are made where neither the workspace nor a sheet of ours has
    any of their own. By `answers` and `said` units are passed over, meant otherwise or made, and
    types made; `aliases` are what earlier imports decided. Raises CellRefused for doubled codes
    and names and for unknown or ambiguous units, sites and types, unless the answers collect
    them, and Ambiguous when the workspace itself holds a code of the workbook twice.
    """
    answers = answers or Answers()
    ledger = Ledger(sheet, answers)
    types = Matched(ledger, "site_type", "name", Noun.SITE_TYPE, held.types)
    types.take(sheet.types, lambda line, _key: SiteType(new_id(), **line.values))
    units = Matched(ledger, "unit", "code", Noun.UNIT, held.units)
    units.take(sheet.units, lambda line, code: _unit(new_id(), line, code), UNIT_PREFIX)
    makes_types = said.creates or (not held.types and "types" not in sheet.forms)
    lines = [_typed(ledger, types, line, new_id, makes_types) for line in sheet.sites]
    sites = Matched(ledger, "site", "code", Noun.SITE, held.sites)
    sites.take(lines, lambda line, code: _site(ledger, new_id(), line, code), SITE_PREFIX)
    has_form = "units" in sheet.forms
    named = NamedUnits(ledger, units, new_id, said, aliases, has_form=has_form)
    _plan_links(ledger, _SUPERIORS, units, named, held.parents, sheet.superiors, new_id)
    _plan_links(ledger, _DUTIES, sites, named, held.links, sheet.duties, new_id)
    return SitePlan(
        steps=tuple(ledger.steps),
        fates=ledger.fates(sheet.sheets),
        units=len(sheet.units),
        sites=len(sheet.sites),
        types=len(sheet.types),
        ended=ledger.ended,
        made=ledger.made,
        coded=ledger.coded,
        remarks=tuple(ledger.remarks),
        tables=sheet.tables,
        names=named.book,
        became=ledger.became,
        type_names=tuple(each.name for each in types.all()),
    )


def _unit(new: UUID, line: Line, code: str) -> Unit:
    kind = class_by_name(line.values["name"]) or UnitClass.OTHER
    return Unit(new, **{"unit_class": kind, **line.values, "code": code})


def _site(ledger: Ledger, new: UUID, line: Line, code: str) -> Site:
    if not line.values.get("site_type"):
        ledger.refuse(line, "site_type", CellFault.REQUIRED)
    return Site(new, **{"site_type": "", **line.values, "code": code})


def _typed(
    ledger: Ledger, types: Matched, line: Line, new_id: Callable[[], UUID], makes: bool
) -> Line:
    """The line of a site with its type, which is made where that is wanted, else refused."""
    for name in ledger.answers.names(line.sheet, line.row, Choice.CREATE):
        types.make(SiteType(new_id(), name))
        if not line.values.get("site_type"):
            line = replace(line, values={**line.values, "site_type": name})
    name = line.values.get("site_type", "")
    if name and makes:
        types.make(SiteType(new_id(), name))
    if name:
        types.one(line, "site_type", name, CellFault.UNKNOWN_SITE_TYPE)
    return line


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
    units: NamedUnits,
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
        roles = _roles_stated(line, in_columns.get(owner, {})) if rest else frozenset()
        for link in rest:
            if _is_replaced(form, link, roles, owner in in_rows):
                ledger.steps.append(Step(form.kind, link, replace(link, void=True)))
                ledger.ended += 1
                if line is not None:
                    ledger.touch(line)


def _stated_in_rows(
    ledger: Ledger, form: _Form, owners: Matched, units: NamedUnits, rows: Iterable[Link]
) -> dict[UUID, dict[_Key, Link]]:
    stated: dict[UUID, dict[_Key, Link]] = defaultdict(dict)
    for row in rows:
        owner = owners.one(row, "owner", row.owner, form.unknown_owner)
        unit = units.one(row, "unit", row.unit, row.role)
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
    ledger: Ledger, owners: Matched, units: NamedUnits
) -> dict[UUID, dict[_Key, Link]]:
    stated: dict[UUID, dict[_Key, Link]] = defaultdict(dict)
    for owner, line in owners.of_line.items():
        for column, role, name in _names(line):
            unit = units.one(line, column, name, role)
            if unit is None:
                continue
            if owner == unit.id:
                ledger.refuse(line, column, CellFault.UNKNOWN_VALUE, name)
            kind = role or RANKED_ROLE.get(unit.unit_class, Role.LEAD)
            stated[owner].setdefault((unit.id, kind, None), _as_link(line, name, kind))
    return stated


def _names(line: Line) -> Iterator[tuple[str, Role | None, str]]:
    """The names of units on a line with their column; the role is None where the class tells it."""
    for role, names in line.named.items():
        yield from ((role.value, role, name) for name in names)
    yield from (("duty", None, name) for name in line.duties)


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


def _roles_stated(line: Line | None, in_columns: Iterable[_Key]) -> frozenset[Role]:
    """The roles of which a line says all units: those with a column, and those that it gives."""
    if line is None:
        return frozenset()
    return frozenset((*line.named, *(role for _unit, role, _day in in_columns)))


def _is_replaced(form: _Form, link: Any, roles: frozenset[Role], has_rows: bool) -> bool:
    if stands_in_column(link, form.column_roles):
        return link.role in roles
    # Another role has no column on our own sheets, but one in somebody else's list may say it.
    return has_rows or (link.role in roles and stands_in_column(link, frozenset(Role)))
