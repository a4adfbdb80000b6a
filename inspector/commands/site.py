"""`inspector site`: take sites in from a workbook, list them, write them out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from inspector.commands.session import (
    DryRunOption,
    JsonOption,
    console,
    emit,
    open_ws,
    progress_bar,
    say,
)
from inspector.domain.points import plain_or_none
from inspector.domain.site import SiteLine
from inspector.domain.site_sheet import SiteFate, SitePlan
from inspector.services import site
from inspector.wording import N_, _
from inspector.wording import site as words

app = typer.Typer(help=N_("Take in, list and write out sites and units."), no_args_is_help=True)


@app.command("import", help=N_("Take in units, site types and sites from a workbook."))
def _import(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help=N_("The workbook, made from the template."))],
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    act = site.preview if dry_run else site.import_
    with open_ws(ctx) as ws, progress_bar() as progress:
        found = act(ws, file, progress)
    if as_json:
        emit(
            {
                "rows": [
                    {"sheet": row.sheet, "row": row.row, "fate": row.fate.value}
                    for row in found.fates
                ],
                "units": found.units,
                "sites": found.sites,
                "types": found.types,
            }
        )
        return
    _show(found, dry_run)


@app.command("list", help=N_("List the sites."))
def _list(ctx: typer.Context, as_json: JsonOption = False) -> None:
    with open_ws(ctx) as ws:
        lines = site.list_(ws)
    if as_json:
        emit({"sites": [_as_object(line) for line in lines]})
        return
    if not lines:
        say(_("There are no sites yet. Import them with “inspector site import FILE”."))
        return
    table = Table(_("Code"), _("Name"), _("Site type"), _("Units"), _("Address"), _("Note"))
    for line in lines:
        own = line.site
        duties = (f"{duty.unit} ({words.role(duty.role)})" for duty in line.duties)
        notes = (_("from import") if own.from_import else "", own.note)
        note = _("; ").join(filter(None, notes))
        cells = (own.code, own.name, own.site_type, _(", ").join(duties), own.address, note)
        table.add_row(*(Text(cell) for cell in cells))
    console().print(table)


@app.command("export", help=N_("Write units, site types and sites as a workbook."))
def _export(
    ctx: typer.Context,
    out: Annotated[Path, typer.Argument(help=N_("The workbook to write."))],
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws, progress_bar() as progress:
        path = site.export(ws, out, progress)
    if as_json:
        emit({"path": str(path)})
        return
    say(_("Written: {path}").format(path=path))


def _show(found: SitePlan, dry_run: bool) -> None:
    table = Table(_("Sheet"), *(words.fate(fate) for fate in SiteFate))
    by_sheet: dict[str, dict[SiteFate, list[int]]] = {}
    for row in found.fates:
        by_sheet.setdefault(row.sheet, {}).setdefault(row.fate, []).append(row.row)
    for sheet, numbers in by_sheet.items():
        table.add_row(Text(sheet), *(words.counted(numbers.get(fate, ())) for fate in SiteFate))
    console().print(table)
    for row in found.fates:
        if row.fate is not SiteFate.REVIEW:
            continue
        if row.repeats is not None:
            say(words.doubled_link(row.sheet, row.row, row.repeats))
        else:
            say(words.review(row.sheet, row.row, row.note))
    say(words.read_counts(found.units, found.sites, found.types))
    if found.ended:
        say(words.ended(found.ended))
    say(words.outcome(dry_run, bool(found.steps)))


def _as_object(line: SiteLine) -> dict[str, Any]:
    own = line.site
    return {
        "id": str(own.id),
        "code": own.code,
        "name": own.name,
        "type": own.site_type,
        "address": own.address,
        "longitude": plain_or_none(own.longitude),
        "latitude": plain_or_none(own.latitude),
        "length_m": plain_or_none(own.length_m),
        "leader": own.leader,
        "note": own.note,
        "from_import": own.from_import,
        "units": [{"unit": duty.unit, "role": duty.role.value} for duty in line.duties],
    }
