"""`inspector undo`: take back the last thing that was done on this device."""

from __future__ import annotations

import typer

from inspector.commands.session import JsonOption, emit, open_ws, say
from inspector.services import undo
from inspector.wording import N_, _
from inspector.wording.action import action


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("undo", help=N_("Take back the last thing that was done on this device."))(_undo)


def _undo(ctx: typer.Context, as_json: JsonOption = False) -> None:
    with open_ws(ctx) as ws:
        done = undo.undo(ws)
    if as_json:
        emit({"undone": done.change.action, "change": str(done.change.id), "kept": list(done.kept)})
        return
    say(_("Undone: {action}.").format(action=action(done.change.action)))
    for line in done.kept:
        say(_("Left as it is, because it was changed since: {what}").format(what=action(line)))
