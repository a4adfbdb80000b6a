"""What every subcommand shares: the workspace it works on, how it speaks, how it shows progress."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from msgspec import Struct
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars

from inspector.domain.moment import local_moment
from inspector.progress import Progress
from inspector.services import workspace
from inspector.services.workspace import Workspace
from inspector.wording import N_, _

JsonOption = Annotated[
    bool, typer.Option("--json", help=N_("Print one JSON object and ask nothing."))
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help=N_("Tell every row's fate and write nothing."))
]
ReportOption = Annotated[
    Path | None,
    typer.Option("--report", help=N_("Write what became of every row to this workbook.")),
]
ReasonOption = Annotated[str, typer.Option("--reason", help=N_("Why; it stays in the record."))]


class Session(Struct, frozen=True):
    """The options before the subcommand."""

    folder: Path | None
    person: str | None


@contextmanager
def open_ws(ctx: typer.Context) -> Iterator[Workspace]:
    """The workspace named by -w, by INSPECTOR_WORKSPACE, or the one in this folder."""
    session: Session = ctx.obj
    opened = workspace.open_workspace(_folder(session), person=session.person)
    try:
        yield opened
    finally:
        opened.close()


def _folder(session: Session) -> Path:
    if session.folder is not None:
        return session.folder
    named = os.environ.get("INSPECTOR_WORKSPACE")
    if named:
        return Path(named)
    if workspace.is_workspace(Path.cwd()):
        return Path.cwd()
    raise typer.BadParameter(_("Name the workspace with -w FOLDER, or set INSPECTOR_WORKSPACE."))


def new_folder(ctx: typer.Context, folder: Path | None) -> Path | None:
    """Where a new workspace shall be: the folder told, else the one named by -w, else None."""
    session: Session = ctx.obj
    return folder or session.folder


def console() -> Console:
    """Where people read: as wide as the terminal, or wide enough for a file."""
    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else 160, highlight=False)


def say(text: str) -> None:
    """Print a line for people, taking nothing in it for markup."""
    console().print(text, markup=False, soft_wrap=True)


def emit(value: Any) -> None:
    """Print one JSON object in UTF-8, whatever the terminal speaks."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.buffer.flush()


def moment(text: str) -> datetime:
    """The local moment that was typed; a day alone means its end."""
    try:
        return local_moment(text)
    except ValueError as error:
        raise typer.BadParameter(
            _("“{value}” is no moment. Write 2026-11-20T18:00.").format(value=text)
        ) from error


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on standard error while a long task runs; silent where nobody looks."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    silent = not sys.stderr.isatty()
    with Bars(*columns, console=Console(stderr=True), transient=True, disable=silent) as bars:
        yield _Bar(bars)


class _Bar:
    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._tasks: dict[str, Any] = {}

    def step(self, done: int, total: int | None, what: str) -> None:
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=total)
        self._bars.update(self._tasks[what], completed=done, total=total)
