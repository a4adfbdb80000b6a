"""`inspector check`: prove that nothing was lost or altered."""

from __future__ import annotations

import typer

from inspector.commands.session import JsonOption, emit, open_ws, progress_bar, say
from inspector.services import check
from inspector.wording import N_, _
from inspector.wording.check import finding


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check", help=N_("Prove that nothing was lost or altered."))(_check)


def _check(ctx: typer.Context, as_json: JsonOption = False) -> None:
    with open_ws(ctx) as ws, progress_bar() as progress:
        found = check.check(ws, progress)
    if as_json:
        rows = [{"kind": each.kind, "record": each.record, "text": finding(each)} for each in found]
        emit({"ok": not found, "findings": rows})
        return
    for each in found:
        say(finding(each))
    if not found:
        say(_("All is well: database, change log, tables, totals and photos agree."))
