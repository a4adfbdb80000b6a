"""`inspector visit`: score a site, from the start of a visit to its form."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from inspector.commands.session import JsonOption, ReasonOption, emit, open_ws, say
from inspector.commands.visit_answer import VisitArgument, answer, photo
from inspector.commands.visit_view import line_json, print_lines, print_standing, standing_json
from inspector.domain.period import parse_period
from inspector.domain.visit import Level, Method, Mode, VisitLine, VisitState
from inspector.services import closing, edition, form, scheme, site, visit
from inspector.wording import N_, _
from inspector.wording import visit as words
from inspector.wording.edition_table import standing_in

app = typer.Typer(help=N_("Score sites: start a visit, answer, photograph, close."))
app.command("answer", help=N_("Answer an item of an open visit."))(answer)
app.command("photo", help=N_("Put photos on an item of an open visit."))(photo)

DayOption = Annotated[str, typer.Option("--day", help=N_("The local day, as 2026-11-20."))]


@app.command("start", help=N_("Start a visit to a site."))
def _start(
    ctx: typer.Context,
    place: Annotated[str, typer.Argument(metavar="SITE", help=N_("Code or name of the site."))],
    by_scheme: Annotated[
        str, typer.Option("--scheme", help=N_("The scheme; the newest unless given."))
    ] = "",
    level: Annotated[Level, typer.Option(help=N_("Who inspects."))] = Level.DAILY_TEAM,
    mode: Annotated[Mode, typer.Option(help=N_("Does the site know?"))] = Mode.UNANNOUNCED,
    method: Annotated[Method, typer.Option(help=N_("How facts are collected."))] = Method.FIELD,
    campaign: Annotated[str, typer.Option(help=N_("The campaign it belongs to."))] = "",
    persons: Annotated[
        list[str] | None,
        typer.Option("--with", help=N_("Who takes part, you unless given; may be repeated.")),
    ] = None,
    day: DayOption = "",
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        started = visit.start(
            ws,
            site.find(ws, place).id,
            scheme.find_version(ws, by_scheme).id if by_scheme else None,
            level=level,
            mode=mode,
            method=method,
            campaign=campaign,
            persons=persons or (),
            day=_day(day),
        )
        standing = visit.show(ws, started.visit.id)
    if as_json:
        others = [line_json(line) for line in started.others]
        emit({**line_json(standing.line), "others": others})
        return
    say(
        _("Started {number} at {site}: {count} items.").format(
            number=standing.line.number, site=standing.line.site_name, count=len(standing.results)
        )
    )
    for other in started.others:
        state = words.visit_state(other.state, other.void)
        say(words.second_visit(other.number, other.day.isoformat(), state))


@app.command("close", help=N_("Close a visit: what was not touched conforms."))
def _close(ctx: typer.Context, which: VisitArgument, as_json: JsonOption = False) -> None:
    with open_ws(ctx) as ws:
        closed = closing.close(ws, visit.find(ws, which).id)
        line = visit.show(ws, closed.id).line
    score = "—" if line.score is None else str(line.score)
    said = _("Closed {number}: {score} points.").format(number=line.number, score=score)
    _tell(line, said, as_json)


@app.command("reopen", help=N_("Open a closed visit again."))
def _reopen(
    ctx: typer.Context,
    which: VisitArgument,
    reason: ReasonOption = "",
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        found = visit.find(ws, which).id
        sealed = standing_in(edition.holding(ws, found))
        opened = closing.reopen(ws, found, reason)
        line = visit.show(ws, opened.id).line
    said = _("{number} is open again.").format(number=line.number)
    _tell(line, said, as_json, sealed)


@app.command("void", help=N_("Take a visit back, or with --undo bring it back."))
def _void(
    ctx: typer.Context,
    which: VisitArgument,
    reason: ReasonOption = "",
    undo: Annotated[bool, typer.Option("--undo", help=N_("Bring it back."))] = False,
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        found = visit.find(ws, which)
        sealed = standing_in(edition.holding(ws, found.id))
        if undo:
            closing.restore(ws, found.id)
        else:
            closing.void(ws, found.id, reason)
        line = visit.show(ws, found.id).line
    said = _("{number} counts again.") if undo else _("{number} is void and counts nowhere.")
    _tell(line, said.format(number=line.number), as_json, sealed)


@app.command("move", help=N_("Correct the site or the day of a visit."))
def _move(
    ctx: typer.Context,
    which: VisitArgument,
    place: Annotated[
        str, typer.Argument(metavar="SITE", help=N_("Code or name of the right site."))
    ] = "",
    day: DayOption = "",
    reason: ReasonOption = "",
    as_json: JsonOption = False,
) -> None:
    if bool(place) == bool(day):
        raise typer.BadParameter(_("Name either the right site or the right day."))
    with open_ws(ctx) as ws:
        found = visit.find(ws, which)
        sealed = standing_in(edition.holding(ws, found.id))
        if place:
            visit.move(ws, found.id, site.find(ws, place).id, reason)
        else:
            visit.set_day(ws, found.id, _day(day) or found.day, reason)
        line = visit.show(ws, found.id).line
    said = _("{number} is now at {site} on {day}.").format(
        number=line.number, site=line.site_name, day=line.day.isoformat()
    )
    _tell(line, said, as_json, sealed)


@app.command("show", help=N_("Show where a visit stands."))
def _show(ctx: typer.Context, which: VisitArgument, as_json: JsonOption = False) -> None:
    with open_ws(ctx) as ws:
        standing = visit.show(ws, visit.find(ws, which).id)
    if as_json:
        emit(standing_json(standing))
    else:
        print_standing(standing)


@app.command("list", help=N_("List visits, newest first."))
def _list(
    ctx: typer.Context,
    period: Annotated[
        str, typer.Option(help=N_("2026-W47, 2026-11 or 2026-11-14..2026-11-20."))
    ] = "",
    place: Annotated[str, typer.Option("--site", help=N_("Code or name of a site."))] = "",
    state: Annotated[VisitState | None, typer.Option(help=N_("Only open or closed ones."))] = None,
    with_void: Annotated[bool, typer.Option("--void", help=N_("Void ones too."))] = False,
    as_json: JsonOption = False,
) -> None:
    days = parse_period(period) if period else None
    with open_ws(ctx) as ws:
        lines = visit.list_(
            ws,
            first=days.first if days else None,
            last=days.last if days else None,
            site=site.find(ws, place).id if place else None,
            state=state,
            with_void=with_void,
        )
    if as_json:
        emit({"visits": [line_json(line) for line in lines]})
    else:
        print_lines(lines)


@app.command("export", help=N_("Write the form of a visit, or an empty one for a site."))
def _export(
    ctx: typer.Context,
    which: Annotated[
        str, typer.Argument(metavar="VISIT|SITE", help=N_("The visit; with --blank the site."))
    ],
    out: Annotated[Path | None, typer.Option(help=N_("The workbook to write."))] = None,
    blank: Annotated[bool, typer.Option("--blank", help=N_("An empty form to fill in."))] = False,
    by_scheme: Annotated[
        str, typer.Option("--scheme", help=N_("The scheme of an empty form."))
    ] = "",
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        if blank:
            version = scheme.find_version(ws, by_scheme).id if by_scheme else None
            written = form.export_blank(ws, site.find(ws, which).id, version, out)
        else:
            written = form.export(ws, visit.find(ws, which).id, out)
    if as_json:
        emit({"file": str(written)})
    else:
        say(_("Wrote {file}.").format(file=written))


def _tell(line: VisitLine, said: str, as_json: bool, sealed: str = "") -> None:
    if as_json:
        emit(line_json(line))
        return
    say(said)
    if sealed:
        say(sealed)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            _("“{text}” is no day. Write it as 2026-11-20.").format(text=text)
        ) from error
