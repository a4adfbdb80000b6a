"""`inspector unit`: the responsible units."""

from __future__ import annotations

from typing import Any

import typer
from rich.table import Table
from rich.text import Text

from inspector.commands.session import JsonOption, console, emit, open_ws, say
from inspector.domain.unit import UnitLine
from inspector.services import unit
from inspector.wording import N_, _
from inspector.wording import site as words

app = typer.Typer(help=N_("See the responsible units."), no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keep `list` a subcommand though it is the only one."""


@app.command("list", help=N_("List the responsible units."))
def _list(ctx: typer.Context, as_json: JsonOption = False) -> None:
    with open_ws(ctx) as ws:
        lines = unit.list_(ws)
    if as_json:
        emit({"units": [_as_object(line) for line in lines]})
        return
    if not lines:
        say(_("There are no units yet. Import them with “inspector site import FILE”."))
        return
    table = Table(
        *(_("Code"), _("Name"), _("Class"), _("Superiors"), _("Leader"), _("Phone"), _("Note"))
    )
    for line in lines:
        own = line.unit
        notes = (_("from import") if own.from_import else "", own.note)
        note = _("; ").join(filter(None, notes))
        cells = (
            *(own.code, own.name, words.unit_class(own.unit_class)),
            *(_(", ").join(line.superiors), own.leader, own.phone, note),
        )
        table.add_row(*(Text(cell) for cell in cells))
    console().print(table)


def _as_object(line: UnitLine) -> dict[str, Any]:
    own = line.unit
    return {
        "id": str(own.id),
        "code": own.code,
        "name": own.name,
        "class": own.unit_class.value,
        "superiors": list(line.superiors),
        "leader": own.leader,
        "phone": own.phone,
        "note": own.note,
        "from_import": own.from_import,
    }
