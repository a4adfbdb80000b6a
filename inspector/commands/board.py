"""`inspector board`: the boards of a workspace and the rules by which they are ranked."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from inspector.commands import board_lists
from inspector.commands.board_arguments import BoardArgument
from inspector.commands.session import JsonOption, ReasonOption, console, emit, open_ws, say
from inspector.domain.board import Board
from inspector.domain.board_fault import RuleFault
from inspector.domain.board_note import rule_notes
from inspector.domain.board_rules import BoardRules, to_wire
from inspector.domain.ready_board import READY_KEYS
from inspector.services import board_book
from inspector.services.workspace import Workspace
from inspector.wording import N_, _
from inspector.wording import board_rules as words
from inspector.wording.board import footnote

app = typer.Typer(help=N_("See and change by which rules is ranked."), no_args_is_help=True)

RulesOption = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        exists=True,
        dir_okay=False,
        allow_dash=True,
        help=N_("Read the rules from this JSON file; - is standard input."),
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PLACE=VALUE",
        help=N_("Set one rule, as order.decimals=4 or metrics[0].weight=0.6; may be repeated."),
    ),
]


@app.command("list", help=N_("List the boards, the ready-made ones first."))
def _list(ctx: typer.Context, as_json: JsonOption = False) -> None:
    with open_ws(ctx) as ws:
        boards = [(board, _faults(ws, board)) for board in board_book.list_(ws)]
    if as_json:
        emit({"boards": [_line(board, faults) for board, faults in boards]})
        return
    table = Table(_("Board"), _("Key"), _("Ranked"), _("Measured"), _("Mistakes"))
    for board, faults in boards:
        cells = (
            words.board_name(board),
            READY_KEYS.get(board.id, board.id.hex[:8]),
            "—" if board.rules is None else words.subject_kind(board.rules.subjects.kind),
            _measured(board.rules),
            str(len(faults)) if faults else "—",
        )
        table.add_row(*(Text(cell) for cell in cells))
    console().print(table)


app.command("lists", help=N_("Show red and black, grades and flags of a board in a period."))(
    board_lists.show
)


@app.command("show", help=N_("Show the rules of a board and what is wrong with them."))
def _show(ctx: typer.Context, board: BoardArgument, as_json: JsonOption = False) -> None:
    with open_ws(ctx) as ws:
        found = board_book.find(ws, board)
        faults = _faults(ws, found)
    _tell(found, faults, as_json=as_json)


@app.command("add", help=N_("Add a board with rules of its own."))
def _add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help=N_("The name of the new board."))],
    rules: RulesOption = None,
    like: Annotated[
        str | None, typer.Option(help=N_("Begin with the rules of this board."))
    ] = None,
    settings: SetOption = None,
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        base = BoardRules()
        if like is not None:
            base = board_book.find(ws, like).rules or base
        made = board_book.add(ws, name, _rules(base, rules, settings) or base)
    _tell(made, (), as_json=as_json)


@app.command("change", help=N_("Change the name or the rules of a board."))
def _change(
    ctx: typer.Context,
    board: BoardArgument,
    rules: RulesOption = None,
    settings: SetOption = None,
    name: Annotated[str | None, typer.Option(help=N_("A new name."))] = None,
    reason: ReasonOption = "",
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        base = board_book.find(ws, board).rules or BoardRules()
        asked = _rules(base, rules, settings)
        changed = board_book.change(ws, board, name=name, rules=asked, reason=reason or None)
        faults = _faults(ws, changed)
    _tell(changed, faults, as_json=as_json)


@app.command("remove", help=N_("Take a board back; a ready-made one is then as at first."))
def _remove(
    ctx: typer.Context, board: BoardArgument, reason: ReasonOption = "", as_json: JsonOption = False
) -> None:
    with open_ws(ctx) as ws:
        gone = board_book.remove(ws, board, reason or None)
    if as_json:
        emit(_line(gone, ()))
    elif gone.id in READY_KEYS:
        say(_("“{board}” is as it was at first.").format(board=words.board_name(gone)))
    else:
        say(_("“{board}” is no board any more.").format(board=words.board_name(gone)))


def _rules(base: BoardRules, path: Path | None, settings: list[str] | None) -> BoardRules | None:
    """The rules that are asked for; None where nothing is."""
    if path is not None:
        text = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        base = board_book.read_rules(text)
    elif not settings:
        return None
    wire: Any = to_wire(base)
    for setting in settings or ():
        place, equals, value = setting.partition("=")
        if not equals or not _put(wire, re.findall(r"\w+", place), _value(value)):
            raise typer.BadParameter(
                _("“{setting}” sets no rule. “board show --json” has all.").format(setting=setting)
            )
    return board_book.read_rules(json.dumps(wire).encode())


def _put(wire: Any, path: list[str], value: Any) -> bool:
    """Put a value at its place; False where there is no such place."""
    try:
        for step in path[:-1]:
            wire = wire[int(step)] if isinstance(wire, list) else wire[step]
        if isinstance(wire, list):
            wire[int(path[-1])] = value
        else:
            wire[path[-1]] = value
    except (LookupError, TypeError, ValueError):
        return False
    return True


def _value(text: str) -> Any:
    try:
        # Numbers stay text, which the rules read exactly.
        return json.loads(text, parse_float=str)
    except ValueError:
        return text


def _faults(ws: Workspace, board: Board) -> tuple[RuleFault, ...]:
    return () if board.rules is None else board_book.check(ws, board.rules)


def _measured(rules: BoardRules | None) -> str:
    if rules is None:
        return "—"
    return " + ".join(words.metric_name(one.kind, one.name) for one in rules.metrics)


def _line(board: Board, faults: tuple[RuleFault, ...]) -> dict[str, Any]:
    return {
        "id": str(board.id),
        "key": READY_KEYS.get(board.id),
        "name": words.board_name(board),
        "kind": board.kind.value,
        "faults": [
            {"place": one.place, "kind": one.kind.value, "said": words.fault(one.kind, one.facts)}
            for one in faults
        ],
    }


def _tell(board: Board, faults: tuple[RuleFault, ...], *, as_json: bool) -> None:
    if as_json:
        rules = None if board.rules is None else to_wire(board.rules)
        emit({**_line(board, faults), "rules": rules})
        return
    say(words.board_name(board))
    if board.rules is not None:
        kind = words.subject_kind(board.rules.subjects.kind)
        say(
            _("Ranked: {kind}. Measured: {metrics}.").format(
                kind=kind, metrics=_measured(board.rules)
            )
        )
        for note in rule_notes(board.rules):
            say(footnote(note))
    for one in faults:
        say(words.fault_at(one.place, one.kind, one.facts))
