"""`inspector alias`: what names in tables from elsewhere were said to mean."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from inspector.commands.session import JsonOption, console, emit, open_ws, say
from inspector.domain.alias import AliasKind, AliasLine
from inspector.services import alias
from inspector.wording import N_, _
from inspector.wording import alias as words

app = typer.Typer(help=N_("See and forget what names in imports mean."), no_args_is_help=True)


@app.command("list", help=N_("List the names that imports know from before."))
def _list(ctx: typer.Context, as_json: JsonOption = False) -> None:
    with open_ws(ctx) as ws:
        lines = alias.list_(ws)
    if as_json:
        emit({"aliases": [_as_object(line) for line in lines]})
        return
    if not lines:
        say(words.none_yet())
        return
    table = Table(_("Kind"), _("Name"), _("Means"))
    for line in lines:
        cells = (words.kind(line.alias.kind), line.alias.name, line.meaning or "—")
        table.add_row(*(Text(cell) for cell in cells))
    console().print(table)


@app.command("remove", help=N_("Forget what a name means; the next import asks."))
def _remove(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help=N_("The name as it stands in the list."))],
    kind: Annotated[
        AliasKind | None, typer.Option(help=N_("Of which kind, where a name means several."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        gone = alias.remove(ws, name, kind)
    if as_json:
        emit(_as_object(gone))
        return
    say(words.removed(gone))


def _as_object(line: AliasLine) -> dict[str, Any]:
    return {
        "kind": line.alias.kind.value,
        "name": line.alias.name,
        "means": line.meaning,
        "id": str(line.alias.meant),
    }
