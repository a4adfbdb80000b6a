"""`inspector result`: take in somebody else's results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
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
from inspector.domain.points import printed
from inspector.domain.result import ResultFate, ResultNote, ResultRowFate
from inspector.domain.result_match import SameDay
from inspector.services import result
from inspector.services.result import ResultImport
from inspector.wording import N_, _
from inspector.wording import result as words
from inspector.wording import site as site_words

app = typer.Typer(help=N_("Take in somebody else's results."), no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keep `import` a subcommand though it is the only one."""


@app.command("import", help=N_("Take in a workbook of somebody else's results."))
def _import(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help=N_("The workbook with the results."))],
    date: Annotated[
        datetime,
        typer.Option(formats=["%Y-%m-%d"], help=N_("The day of the inspection, as 2026-11-20.")),
    ],
    title: Annotated[
        str, typer.Option("--scheme", help=N_("The imported scheme that the contents belong to."))
    ] = "",
    same_day: Annotated[
        SameDay | None,
        typer.Option(help=N_("What to do where other results of that day are there.")),
    ] = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    act = result.preview if dry_run else result.import_
    with open_ws(ctx) as ws, progress_bar() as progress:
        found = act(ws, file, date.date(), title=title, same_day=same_day, progress=progress)
    if as_json:
        emit(_as_object(found))
        return
    _show(found, dry_run)


def _as_object(found: ResultImport) -> dict[str, Any]:
    counted = Counter(row.fate for row in found.sheet.fates)
    taken, review = counted[ResultFate.TAKEN], counted[ResultFate.REVIEW]
    refused = counted[ResultFate.REFUSED]
    return {
        "rows": taken + review + refused,
        "taken": taken,
        "review": review,
        "refused": refused,
        "blank": counted[ResultFate.EMPTY],
        "fates": [
            {"sheet": row.sheet, "row": row.row, "fate": row.fate.value, "note": words.note(row)}
            for row in found.sheet.fates
        ],
        "rates": {
            "pooled": _percent(found.rates.pooled),
            "by_content": _percent(found.rates.by_content),
        },
        "units": [
            {
                "unit": own.unit,
                "role": own.role.value,
                "n": own.rates.n,
                "pooled": _percent(own.rates.pooled),
                "by_content": _percent(own.rates.by_content),
                "rank": own.rank,
            }
            for own in found.unit_rates
        ],
        "sites": found.places,
        "scheme": found.title,
        "visits": {
            "new": found.new,
            "corrected": found.corrected,
            "unchanged": found.unchanged,
        },
        "made": {
            "units": [unit.name for unit in found.units],
            "sites": [site.name for site in found.sites],
            "contents": list(found.contents),
        },
    }


def _percent(rate: Fraction | None) -> str | None:
    return None if rate is None else str(printed(100 * rate))


def _show(found: ResultImport, dry_run: bool) -> None:
    counted = Counter(row.fate for row in found.sheet.fates)
    _show_notes(found.sheet.fates)
    say(
        words.counts(
            counted[ResultFate.TAKEN],
            counted[ResultFate.REVIEW],
            counted[ResultFate.REFUSED],
            counted[ResultFate.EMPTY],
        )
    )
    console().print(_rates_table(found))
    if found.has_changes:
        say(words.made(len(found.units), len(found.sites), len(found.contents)))
        for heading, names in (
            (_("Units"), [unit.name for unit in found.units]),
            (_("Sites"), [site.name for site in found.sites]),
            (_("Contents"), list(found.contents)),
        ):
            if names:
                say(words.names(heading, _(", ").join(names)))
    say(words.scheme(found.title))
    say(words.visits(found.new, found.corrected, found.unchanged))
    say(words.outcome(dry_run, found.has_changes))


def _show_notes(fates: Sequence[ResultRowFate]) -> None:
    noted: dict[tuple[str, ResultNote], list[int]] = {}
    for row in fates:
        if row.fate is not ResultFate.TAKEN:
            if row.notes:
                say(words.row_told(row))
            continue
        for note in row.notes:
            if note is ResultNote.DOUBLED_NUMBER:
                say(words.doubled(row))
            else:
                noted.setdefault((row.sheet, note), []).append(row.row)
    for (sheet, note), numbers in noted.items():
        say(words.noted(note, sheet, numbers))


def _rates_table(found: ResultImport) -> Table:
    table = Table(*(_("Unit"), _("Role"), _("Rank"), _("Rows")), _("Pooled, %"), _("By content, %"))
    rows = [
        (own.unit, site_words.role(own.role), str(own.rank), own.rates) for own in found.unit_rates
    ]
    for name, role, rank, rates in ((_("All rows"), "", "", found.rates), *rows):
        shown = (_percent(rate) or "—" for rate in (rates.pooled, rates.by_content))
        table.add_row(*(Text(cell) for cell in (name, role, rank, str(rates.n), *shown)))
    return table
