"""`inspector demo`: the sample district, to look at and to try things on."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from inspector.commands.session import JsonOption, Session, emit, new_folder, progress_bar, say
from inspector.services import sample, workspace
from inspector.wording import N_, _


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo", help=N_("Make the sample district and open it."))(_demo)


def _demo(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(help=N_("Where to make it; without it in the folder of -w, else in demo.")),
    ] = None,
    day: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=N_("The four weeks end before this day.")),
    ] = None,
    no_window: Annotated[
        bool, typer.Option("--no-window", help=N_("Make it and do not open the window."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    session: Session = ctx.obj
    folder = new_folder(ctx, folder) or Path("demo")
    if workspace.is_workspace(folder):
        _tell_again(folder, as_json)
    else:
        today = day.date() if day else datetime.now().astimezone().date()
        with progress_bar() as progress:
            made = sample.make(folder, today, session.person, progress)
        _tell(folder, made, as_json)
    if not (no_window or as_json) and _has_screen():
        subprocess.Popen(
            [sys.executable, "-m", "ui", str(folder.resolve())], start_new_session=True
        )


def _tell_again(folder: Path, as_json: bool) -> None:
    if as_json:
        emit({"folder": str(folder), "made": False})
        return
    say(_("There is a workspace in {folder} already; nothing was changed.").format(folder=folder))
    _tell_how(folder)


def _tell(folder: Path, made: sample.SampleReport, as_json: bool) -> None:
    if as_json:
        emit({"folder": str(folder), "made": True, "workbook": str(made.workbook)})
        return
    say(
        _(
            "Made the sample district in {folder}: {sites} sites, {items} items,"
            " {visits} visits from {first} to {last}, {photos} photos."
        ).format(
            folder=folder,
            sites=made.sites,
            items=made.items,
            visits=made.visits,
            first=made.weeks[0].first,
            last=made.weeks[-1].last,
            photos=made.photos,
        )
    )
    say(_("The ranking of the last week: {file}").format(file=made.workbook))
    _tell_how(folder)


def _tell_how(folder: Path) -> None:
    say(_("Open the window: python -m ui {folder}").format(folder=folder))
    say(_("Or stay here: inspector -w {folder} visit list").format(folder=folder))


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
