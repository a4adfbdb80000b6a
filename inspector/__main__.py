"""The command line, the second front end: `inspector` or `python -m inspector`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from inspector import __version__, wording
from inspector.commands import (
    alias,
    appeal,
    board,
    check,
    coverage,
    demo,
    edition,
    new,
    plan,
    rank,
    result,
    scheme,
    site,
    undo,
    unit,
    visit,
)
from inspector.commands.session import Session
from inspector.commands.speech import UsageError, speak, usage_sentence
from inspector.errors import Cancelled, InspectorError
from inspector.services import profile, reader_child
from inspector.wording import N_
from inspector.wording.error import sentence

REFUSED = 1
WRONG_USAGE = 2
_GLOBAL = {"-w": "--workspace", "--workspace": "--workspace"}
_GLOBAL |= {"--person": "--person", "--language": "--language"}


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"inspector {__version__}")
        raise typer.Exit


def _start(
    ctx: typer.Context,
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help=N_("The folder of the workspace."))
    ] = None,
    person: Annotated[
        str | None, typer.Option(help=N_("Who does this; the login name unless given."))
    ] = None,
    language: Annotated[  # noqa: ARG001
        str | None, typer.Option(help=N_("The language of this run, zh_CN or en."))
    ] = None,
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", callback=_version, is_eager=True, help=N_("The version."))
    ] = False,
) -> None:
    ctx.obj = Session(workspace, person)


def application() -> Any:
    """The command with all its subcommands, its help in the language spoken now."""
    app = typer.Typer(
        name="inspector",
        help=N_("Score inspection sites, rank the responsible units, print the sheets."),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    app.callback()(_start)
    for module in (new, demo, rank, coverage, check, undo):
        module.add_to(app)
    for name, group in (
        ("scheme", scheme),
        ("site", site),
        ("unit", unit),
        ("visit", visit),
        ("result", result),
        ("alias", alias),
        ("board", board),
        ("edition", edition),
        ("appeal", appeal),
        ("plan", plan),
    ):
        app.add_typer(group.app, name=name)
    command = typer.main.get_command(app)
    speak(command)
    return command


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; exit 0 when done, 1 with a sentence when refused, 2 on wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == [reader_child.FLAG]:
        sys.exit(reader_child.main(given[1:]))
    _replace_what_the_terminal_lacks()
    given = _globals_first(given)
    wording.choose_language(_language(given) or profile.load().language or None)
    try:
        sys.exit(application().main(given, prog_name="inspector", standalone_mode=False) or 0)
    except InspectorError as error:
        _end(sentence(error), REFUSED)
    except (KeyboardInterrupt, typer.Abort):
        _end(sentence(Cancelled()), REFUSED)
    except UsageError as error:
        _end(usage_sentence(error), WRONG_USAGE)


def _replace_what_the_terminal_lacks() -> None:
    """A sign outside the terminal's own encoding (GBK on Chinese Windows) becomes “?”."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _end(said: str, code: int) -> NoReturn:
    sys.stderr.buffer.write(said.encode() + b"\n")
    sys.exit(code)


def _globals_first(given: list[str]) -> list[str]:
    """The options that may stand before or after the subcommand, put before it."""
    front: list[str] = []
    rest: list[str] = []
    remaining = iter(given)
    for word in remaining:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *remaining]
        elif name in _GLOBAL and equals:
            front += [_GLOBAL[name], value]
        elif name in _GLOBAL:
            value = next(remaining, "")
            if not value:
                # Alone it is refused by name; before the rest it would swallow the subcommand.
                return [*front, _GLOBAL[name]]
            front += [_GLOBAL[name], value]
        else:
            rest.append(word)
    return front + rest


def _language(given: list[str]) -> str | None:
    if "--language" in given[:-1]:
        return given[given.index("--language") + 1]
    return None


if __name__ == "__main__":
    main()
