"""`inspector coverage`: what was visited in a period and what not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any

import typer
from msgspec.structs import replace
from rich.table import Table
from rich.text import Text

from inspector.commands.session import JsonOption, console, emit, open_ws, say
from inspector.domain.coverage import Coverage, SiteCoverage, TypeCoverage, UnitCoverage
from inspector.domain.period import parse_period
from inspector.services import board_book, coverage
from inspector.wording import N_, _
from inspector.wording import coverage as words
from inspector.wording.board import period_label
from inspector.wording.site import coverage as share_of

_MOST_SITES = 40


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("coverage", help=N_("Tell what was not visited, and which units lack visits."))(
        _coverage
    )


def _coverage(
    ctx: typer.Context,
    weeks: Annotated[
        int, typer.Option(min=1, max=520, help=N_("Look at the last so many weeks."))
    ] = coverage.WEEKS,
    period: Annotated[
        str | None,
        typer.Option(help=N_("Or at a period: 2026-W47, 2026-11 or 2026-11-14..2026-11-20.")),
    ] = None,
    board: Annotated[
        str, typer.Option(help=N_("The board whose rules say what a unit needs to be ranked."))
    ] = "units",
    minimum: Annotated[
        int | None,
        typer.Option(min=0, help=N_("So many visits a unit needs, whatever the board says.")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        span = parse_period(period) if period else coverage.last_weeks(ws, weeks)
        needs = coverage.needs_of(board_book.find(ws, board))
        if minimum is not None:
            needs = replace(needs, visits=minimum)
        found = coverage.show(ws, span, needs)
    if as_json:
        emit(_as_object(found))
        return
    _show(found)


def _as_object(found: Coverage) -> dict[str, Any]:
    return {
        "period": str(found.period),
        "first": found.period.first.isoformat(),
        "last": found.period.last.isoformat(),
        "minimum": found.needs.visits,
        "minimum_sites": found.needs.sites,
        "minimum_types": found.needs.types,
        "sites": len(found.sites),
        "visited": found.visited,
        "missing": [_site_object(site) for site in found.sites if not site.is_visited],
        "types": [{"name": one.name, **_count_object(one)} for one in found.types],
        "units": [_unit_object(one) for one in found.units],
        "inspectors": [
            {
                "name": one.name,
                "visits": one.visits,
                "sites": one.sites,
                "planned": one.planned,
                "done": one.done,
                "last_visit": _day(one.last_day),
            }
            for one in found.inspectors
        ],
    }


def _site_object(site: SiteCoverage) -> dict[str, Any]:
    return {
        "id": str(site.id),
        "code": site.code,
        "name": site.name,
        "type": site.site_type,
        "unit": site.unit,
        "last_visit": _day(site.last_day),
        "planned": _day(site.day),
    }


def _unit_object(one: UnitCoverage) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "name": one.name,
        "class": one.unit_class.value,
        **_count_object(one),
        "lack": one.lack.value if one.lack else None,
        "lacking": one.lacking,
        "lacking_sites": one.lacking_sites,
        "lacking_types": one.lacking_types,
        "missing_types": list(one.missing_types),
    }


def _count_object(one: TypeCoverage | UnitCoverage) -> dict[str, Any]:
    return {
        "sites": one.sites,
        "visited": one.visited,
        "never": one.never,
        "visits": one.visits,
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _show(found: Coverage) -> None:
    said = share_of(found.visited, len(found.sites))
    say(f"{period_label(found.period)}: {said}")
    if said := words.needs(found.needs):
        say(said)
    if not found.sites:
        say(_("There are no sites yet. Import them with “inspector site import FILE”."))
        return
    units = [
        (one.name, *_counted(one.sites, one.visited, one.never, one.visits), words.lacks(one))
        for one in found.units
    ]
    _table(words.unit_heads(), units, {0, 6})
    types = [
        (one.name, *_counted(one.sites, one.visited, one.never, one.visits)) for one in found.types
    ]
    _table(words.type_heads(), types, {0})
    inspectors = [
        (
            one.name,
            *(str(one.visits), str(one.sites), str(one.planned), str(one.done)),
            one.last_day.isoformat() if one.last_day else "—",
        )
        for one in found.inspectors
    ]
    _table(words.inspector_heads(), inspectors, {0, 5})
    missing = [site for site in found.sites if not site.is_visited]
    rows = [
        (
            *(site.code, site.name, site.site_type, site.unit),
            site.last_day.isoformat() if site.last_day else _("Not visited"),
            site.day.isoformat() if site.day else "—",
        )
        for site in missing[:_MOST_SITES]
    ]
    _table(words.site_heads(), rows, set(range(6)))
    if len(missing) > _MOST_SITES:
        say(_("… and {n} more; --json tells all.").format(n=len(missing) - _MOST_SITES))


def _counted(sites: int, visited: int, never: int, visits: int) -> tuple[str, ...]:
    return (str(sites), str(visited), str(sites - visited), str(never), str(visits))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], left: set[int]) -> None:
    table = Table()
    for place, head in enumerate(heads):
        table.add_column(Text(head), justify="left" if place in left else "right")
    for row in rows:
        table.add_row(*map(Text, row))
    if table.row_count:
        console().print(table)
