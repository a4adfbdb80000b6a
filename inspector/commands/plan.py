"""`inspector plan`: draw the plan of a week, show it, void it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from inspector.commands.session import (
    JsonOption,
    ReasonOption,
    console,
    emit,
    open_ws,
    progress_bar,
    say,
)
from inspector.domain.period import parse_period
from inspector.domain.plan import LOT_PERCENT, PER_DAY, PlanSheet
from inspector.domain.points import plain_or_none
from inspector.services import plan
from inspector.services.workspace import Workspace
from inspector.wording import N_, _
from inspector.wording import plan as words

app = typer.Typer(help=N_("Draw and show plans of visits."), no_args_is_help=True)
_OutOption = Annotated[Path | None, typer.Option(help=N_("Write the workbook to this file."))]


@app.command("draw", help=N_("Draw sites and inspectors of a week, by risk and by lot."))
def _draw(
    ctx: typer.Context,
    week: Annotated[str, typer.Option(help=N_("The week, as 2026-W48."))],
    inspectors: Annotated[str, typer.Option(help=N_("The inspectors: name,name,…"))],
    seed: Annotated[
        int | None, typer.Option(help=N_("The seed of the lots; one is made unless given."))
    ] = None,
    per_day: Annotated[
        int, typer.Option(min=1, max=99, help=N_("Visits of one inspector on a day."))
    ] = PER_DAY,
    lot: Annotated[
        int, typer.Option(min=0, max=100, help=N_("Per cent of the sites that go by lot alone."))
    ] = LOT_PERCENT,
    out: _OutOption = None,
    as_json: JsonOption = False,
) -> None:
    names = inspectors.replace("，", ",").replace("、", ",").split(",")
    with open_ws(ctx) as ws:
        made = plan.draw(ws, parse_period(week), names, seed=seed, per_day=per_day, lot_percent=lot)
        _tell(ws, made, out, as_json=as_json)


@app.command("show", help=N_("Show the plan of a week, or the one that is running."))
def _show(
    ctx: typer.Context,
    which: Annotated[
        str, typer.Argument(metavar="PLAN", help=N_("A week, or the beginning of an id."))
    ] = "",
    out: _OutOption = None,
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        found = plan.find(ws, which) if which else plan.current(ws)
        if found is not None:
            _tell(ws, plan.show(ws, found), out, as_json=as_json)
        elif as_json:
            emit({"plan": None})
        else:
            say(_("There is no plan yet. Draw one with “inspector plan draw”."))


@app.command("void", help=N_("Take a plan back, for a reason."))
def _void(
    ctx: typer.Context,
    which: Annotated[
        str, typer.Argument(metavar="PLAN", help=N_("A week, or the beginning of an id."))
    ],
    reason: ReasonOption = "",
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        found = plan.find(ws, which)
        plan.void(ws, found, reason)
    if as_json:
        emit({"plan": str(found.id), "void": True})
        return
    say(_("The plan was taken back."))


def _tell(ws: Workspace, shown: PlanSheet, out: Path | None, *, as_json: bool) -> None:
    path = None
    if out is not None:
        with progress_bar() as progress:
            path = plan.export(ws, shown, out, progress)
    if as_json:
        emit(_as_object(shown) | ({"file": str(path)} if path else {}))
        return
    say(f"{words.week(shown)}: {words.summary(shown)}")
    table = Table(*words.heads())
    for line in shown.lines:
        table.add_row(*map(Text, words.cells(line)))
    console().print(table)
    for sentence in words.notes(shown):
        say(sentence)
    if path is not None:
        say(_("Written: {path}").format(path=path))


def _as_object(shown: PlanSheet) -> dict[str, Any]:
    rule = shown.rule
    told: dict[str, Any] = {
        "plan": str(shown.plan.id),
        "week": str(words.week(shown)),
        "drawn": shown.plan.drawn.isoformat() if shown.plan.drawn else None,
        "drawn_by": shown.drawn_by,
        "unconnected": list(shown.unconnected),
        "done": shown.done,
        "visits": [
            {
                "day": line.day.isoformat() if line.day else None,
                "inspector": line.inspector,
                "second": line.second or None,
                "site": str(line.site),
                "code": line.code,
                "name": line.name,
                "type": line.site_type,
                "unit": line.unit,
                "chosen": line.chosen.value if line.chosen else None,
                "risk": plain_or_none(line.risk),
                "done": list(line.done),
            }
            for line in shown.lines
        ],
    }
    if rule is not None:
        told["rule"] = {
            "formula": rule.formula,
            "seed": rule.seed,
            "inspectors": list(rule.inspectors),
            "days": [day.isoformat() for day in rule.days],
            "per_day": rule.per_day,
            "lot_percent": rule.lot_percent,
            "week_points": rule.week_points,
            "most_weeks": rule.most_weeks,
            "relapse_points": rule.relapse_points,
        }
    return told
