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
    ReportOption,
    console,
    emit,
    open_ws,
    progress_bar,
    say,
)
from inspector.domain.import_mapping import parse_mapping
from inspector.domain.import_preview import ImportKind, ImportRequest
from inspector.domain.points import plain_or_none
from inspector.domain.result_options import ResultOptions, parse_names
from inspector.domain.site import SiteLine
from inspector.domain.site_sheet import SiteFate, SiteField, SitePlan, SiteRowFate
from inspector.services import site
from inspector.services.import_report import reported
from inspector.services.import_told import Told
from inspector.wording import N_, _
from inspector.wording import site as words

app = typer.Typer(help=N_("Take in, list and write out sites and units."), no_args_is_help=True)


@app.command("import", help=N_("Take in units, site types and sites from a workbook."))
def _import(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(help=N_("The filled template, or any list of sites or units."))
    ],
    mapping: Annotated[
        str, typer.Option("--map", help=N_("Columns of the list, as B=name,C=address."))
    ] = "",
    names: Annotated[
        str, typer.Option(help=N_("What names of units mean: name=name or code,…"))
    ] = "",
    create_names: Annotated[
        bool,
        typer.Option("--create-names", help=N_("Add every unit and site type that is not there.")),
    ] = False,
    dry_run: DryRunOption = False,
    report: ReportOption = None,
    as_json: JsonOption = False,
) -> None:
    options = ResultOptions(names=parse_names(names), creates_names=create_names)
    columns = parse_mapping(mapping, SiteField)
    request = ImportRequest(ImportKind.SITE, file, mapping=columns, options=options)
    act = site.preview if dry_run else site.import_
    with (
        open_ws(ctx) as ws,
        progress_bar() as progress,
        reported(ws, request, report, progress) as book,
    ):
        found = act(ws, file, progress, Told(book, mapping=columns, options=options))
    if as_json:
        emit(_import_object(found))
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
    there = {row.fate for row in found.fates}
    fates = [fate for fate in SiteFate if fate in there]
    table = Table(_("Sheet"), *map(words.fate, fates))
    by_sheet: dict[str, dict[SiteFate, list[int]]] = {}
    for row in found.fates:
        by_sheet.setdefault(row.sheet, {}).setdefault(row.fate, []).append(row.row)
    for sheet, numbers in by_sheet.items():
        table.add_row(Text(sheet), *(words.counted(numbers.get(fate, ())) for fate in fates))
    console().print(table)
    for row in found.fates:
        if row.fate is not SiteFate.REVIEW:
            continue
        if row.repeats is not None:
            say(words.doubled_link(row.sheet, row.row, row.repeats))
        else:
            say(words.review(row.sheet, row.row, row.note))
    for remark in found.remarks:
        say(words.remark_line(remark))
    for fact in words.facts(found):
        say(fact)
    say(words.outcome(dry_run, found.is_changed))


def _import_object(found: SitePlan) -> dict[str, Any]:
    return {
        "rows": [_row_object(row) for row in found.fates],
        "units": found.units,
        "sites": found.sites,
        "types": found.types,
        "made": found.made,
        "coded": found.coded,
        "remarks": [
            {
                "kind": each.kind.value,
                "sheet": each.sheet,
                "row": each.row,
                "stated": plain_or_none(each.stated),
                "found": plain_or_none(each.found),
                "other_row": each.other[1] if each.other else None,
            }
            for each in found.remarks
        ],
        "columns": [
            {
                "sheet": table.sheet,
                "column": each.letter,
                "headings": list(each.headings),
                "field": each.field.value if each.field else None,
            }
            for table in found.tables
            for each in table.columns
        ],
    }


def _row_object(row: SiteRowFate) -> dict[str, Any]:
    told = {"sheet": row.sheet, "row": row.row, "fate": row.fate.value}
    return told | ({"repeats": row.repeats} if row.repeats is not None else {})


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
