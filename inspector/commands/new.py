"""`inspector new`: make a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from inspector.commands.session import JsonOption, Session, emit, new_folder, say
from inspector.services import workspace
from inspector.wording import N_, _


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("new", help=N_("Make a workspace in a new or empty folder."))(_new)


def _new(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(help=N_("The folder to make; without it that of -w."))
    ] = None,
    district: Annotated[str, typer.Option(help=N_("The district in every heading."))] = "",
    office: Annotated[str, typer.Option(help=N_("The office that signs the sheets."))] = "",
    as_json: JsonOption = False,
) -> None:
    session: Session = ctx.obj
    folder = new_folder(ctx, folder)
    if folder is None:
        raise typer.BadParameter(_("Say in which folder: inspector new FOLDER"))
    made = workspace.create(folder, district=district, office=office, person=session.person)
    made.close()
    if as_json:
        emit({"folder": str(folder)})
        return
    say(_("Made the workspace {folder}.").format(folder=folder))
    say(_("Next: inspector -w {folder} scheme import FILE").format(folder=folder))
