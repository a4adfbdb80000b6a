"""`inspector appeal`: file the objection of a unit to a sealed loss, list and decide them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from inspector.commands.session import JsonOption, ReasonOption, console, emit, open_ws, say
from inspector.domain.appeal import AppealLine, Decision
from inspector.services import appeal
from inspector.wording import N_, _
from inspector.wording import appeal as words

app = typer.Typer(help=N_("File and decide objections to what is published."), no_args_is_help=True)


@app.command("file", help=N_("Enter the objection of a unit to a loss in an edition."))
def _file(
    ctx: typer.Context,
    edition: Annotated[
        str, typer.Argument(metavar="EDITION", help=N_("The beginning of the edition's id."))
    ],
    unit: Annotated[str, typer.Option(help=N_("Name or code of the unit that objects."))],
    visit: Annotated[str, typer.Option(help=N_("Number of the visit or beginning of its id."))],
    item: Annotated[str, typer.Option(help=N_("Code or number of the item."))],
    text: Annotated[str, typer.Option(help=N_("What the unit says against the loss."))],
    day: Annotated[
        str | None,
        typer.Option("--day", help=N_("The day on which the unit objected, as 2026-11-20.")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        made = appeal.file(ws, edition, unit=unit, visit=visit, item=item, why=text, day=_day(day))
        line = appeal.find(ws, made.id.hex)
    _tell(line, as_json=as_json)


@app.command("list", help=N_("List the objections and what has to be done next."))
def _list(
    ctx: typer.Context,
    only_open: Annotated[
        bool, typer.Option("--open", help=N_("Only those that nobody decided yet."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        found = appeal.list_(ws, only_open=only_open)
    if as_json:
        emit({"appeals": [_as_object(line) for line in found]})
        return
    table = Table(
        _("Appeal"), _("Unit"), _("Loss"), _("Filed"), _("Decision"), _("Decided by"), _("Next")
    )
    for line in found:
        filed = line.appeal.filed
        cells = (
            line.appeal.id.hex[:8],
            line.unit,
            words.what(line),
            f"{filed.astimezone():%Y-%m-%d}" if filed else "—",
            words.decision(line.appeal.decision),
            line.decided_by or "—",
            words.next_step(line),
        )
        table.add_row(*map(Text, cells))
    console().print(table)


@app.command("decide", help=N_("Decide an objection: the loss is upheld, amended or withdrawn."))
def _decide(
    ctx: typer.Context,
    text: Annotated[
        str, typer.Argument(metavar="APPEAL", help=N_("The beginning of the appeal's id."))
    ],
    decision: Annotated[Decision, typer.Argument(help=N_("What becomes of the loss."))],
    reason: ReasonOption = "",
    by: Annotated[str, typer.Option(help=N_("Who decided; unless given whoever enters it."))] = "",
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        decided = appeal.decide(ws, text, decision, reason, by=by)
        line = appeal.find(ws, decided.id.hex)
    _tell(line, as_json=as_json)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        said = _("“{text}” is no day. Write it as 2026-11-20.").format(text=text)
        raise typer.BadParameter(said) from None


def _tell(line: AppealLine, *, as_json: bool) -> None:
    if as_json:
        emit(_as_object(line))
        return
    said = _("{appeal}: {unit} on {loss}: {decision}; {next}").format(
        appeal=line.appeal.id.hex[:8],
        unit=line.unit,
        loss=words.what(line),
        decision=words.decision(line.appeal.decision),
        next=words.next_step(line),
    )
    say(said)


def _as_object(line: AppealLine) -> dict[str, Any]:
    one = line.appeal
    return {
        "id": str(one.id),
        "edition": str(one.edition),
        "visit": str(one.visit),
        "visit_number": line.visit_number,
        "site": line.site,
        "item": one.item,
        "code": line.code,
        "unit": line.unit,
        "text": one.text,
        "filed": one.filed.isoformat() if one.filed else None,
        "due": line.due.isoformat() if line.due else None,
        "decision": one.decision or None,
        "decided": one.decided.isoformat() if one.decided else None,
        "decided_by": line.decided_by or None,
        "reason": one.reason or None,
        "owes_correction": line.owes_correction,
        "answered_by": str(line.answered_by) if line.answered_by else None,
    }
