"""`inspector edition`: seal a board, list and show editions, prove and correct them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from inspector.commands.board_arguments import BoardArgument, PeriodArgument, SchemeOption
from inspector.commands.session import (
    JsonOption,
    ReasonOption,
    console,
    emit,
    moment,
    open_ws,
    progress_bar,
    say,
)
from inspector.domain.edition import (
    APPEAL_DAYS,
    Difference,
    Edition,
    EditionHead,
    EditionLine,
    EditionText,
    Verdict,
)
from inspector.domain.edition_row import EditionEntry, EditionRow, Standing
from inspector.domain.period import parse_period
from inspector.services import edition, edition_proof
from inspector.wording import N_, _
from inspector.wording import edition as words
from inspector.wording import group as group_words

app = typer.Typer(help=N_("Seal, prove and correct what is published."), no_args_is_help=True)

EditionArgument = Annotated[
    str, typer.Argument(metavar="EDITION", help=N_("The beginning of the edition's id."))
]


@app.command("seal", help=N_("Freeze a board over a period with all behind its numbers."))
def _seal(
    ctx: typer.Context,
    board: BoardArgument,
    period: PeriodArgument,
    scheme: SchemeOption = None,
    campaign: Annotated[
        str | None, typer.Option(help=N_("Count only the visits of this campaign."))
    ] = None,
    cutoff: Annotated[
        str | None,
        typer.Option(help=N_("Count what was closed by this local moment; now unless given.")),
    ] = None,
    number: Annotated[int | None, typer.Option(help=N_("The issue number."))] = None,
    appeal_days: Annotated[
        int,
        typer.Option(min=0, max=99, help=N_("Working days within which a unit may object.")),
    ] = APPEAL_DAYS,
    as_json: JsonOption = False,
) -> None:
    until = None if cutoff is None else moment(cutoff)
    with open_ws(ctx) as ws:
        sealed = edition.seal(
            ws,
            board,
            parse_period(period),
            scheme=scheme,
            cutoff=until,
            campaign=campaign,
            issue=number,
            appeal_days=appeal_days,
        )
    _tell(sealed, edition.read(sealed), as_json=as_json)


@app.command("list", help=N_("List the sealed editions."))
def _list(ctx: typer.Context, as_json: JsonOption = False) -> None:
    with open_ws(ctx) as ws:
        found = edition.list_(ws)
    if as_json:
        emit({"editions": [_line(one) for one in found]})
        return
    table = Table(
        _("Edition"), _("What"), _("Sealed"), _("Sealed by"), "SHA-256", _("Corrected by")
    )
    for one in found:
        head = one.head
        cells = (
            one.edition.id.hex[:8],
            words.title(head) if head else "—",
            f"{head.sealed.astimezone():%Y-%m-%d %H:%M}" if head else "—",
            head.sealed_by if head else "—",
            one.sha256[:12],
            one.corrected_by.hex[:8] if one.corrected_by else "—",
        )
        table.add_row(*map(Text, cells))
    console().print(table)


@app.command("show", help=N_("Show an edition, and what differs from it by what is known now."))
def _show(ctx: typer.Context, text: EditionArgument, as_json: JsonOption = False) -> None:
    with open_ws(ctx) as ws:
        found = edition.find(ws, text)
        content = edition.read(found)
        now = edition.compare(ws, found.id.hex)
    _tell(found, content, now, as_json=as_json)


@app.command("verify", help=N_("Compute an edition again from what is frozen in it alone."))
def _verify(
    ctx: typer.Context,
    text: Annotated[
        str,
        typer.Argument(
            metavar="EDITION", help=N_("The beginning of the edition's id, or an exported file.")
        ),
    ],
    sha256: Annotated[
        str | None, typer.Option(help=N_("The SHA-256 that was printed, for a file."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    path = Path(text)
    if path.suffix or path.is_file():
        verdict = edition_proof.verify_file(path, sha256)
    else:
        with open_ws(ctx) as ws:
            found = edition.find(ws, text)
        verdict = edition_proof.verify(found)
    if as_json:
        emit(_verdict(verdict))
    else:
        if verdict.head is not None:
            say(words.title(verdict.head))
        say(words.verdict(verdict))
        say(f"SHA-256 {verdict.found}")
        for row in verdict.rows:
            say(words.change(row))
    if not verdict.is_right:
        raise typer.Exit(1)


@app.command("correct", help=N_("Seal a correction of an edition, with what changed and why."))
def _correct(
    ctx: typer.Context,
    text: EditionArgument,
    reason: ReasonOption = "",
    new_rules: Annotated[
        bool,
        typer.Option("--new-rules", help=N_("Go by the rules that the board has now.")),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        sealed = edition.correct(ws, text, reason, with_new_rules=new_rules)
    _tell(sealed, edition.read(sealed), as_json=as_json)


@app.command("export", help=N_("Write an edition to a file that can be verified anywhere."))
def _export(
    ctx: typer.Context,
    text: EditionArgument,
    out: Annotated[Path | None, typer.Argument(help=N_("The file to write."))] = None,
    workbook: Annotated[
        Path | None,
        typer.Option(help=N_("Write all sheets of the edition with contents to this workbook.")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    if out is None and workbook is None:
        raise typer.BadParameter(_("Name a file, or a workbook with --workbook FILE."))
    files = {}
    with open_ws(ctx) as ws:
        if out is not None:
            files["file"] = str(edition.export(ws, text, out))
        if workbook is not None:
            from inspector.services import edition_sheets

            with progress_bar() as progress:
                written = edition_sheets.publish(ws, text, workbook, progress)
            files["workbook"] = str(written)
    if as_json:
        emit(files)
        return
    for path in files.values():
        say(_("Written: {path}").format(path=path))


def _tell(
    sealed: Edition, text: EditionText, now: Difference | None = None, *, as_json: bool
) -> None:
    head = text.head
    sha256 = edition.sha256_of(sealed)
    if as_json:
        told = {"edition": _head(head, sha256), "rows": [_row(row) for row in text.rows]}
        told["lists"] = [_entry(entry, text) for entry in text.lists]
        told["changes"] = _difference(text.changes)
        if now is not None:
            told["now"] = _difference(now)
        emit(told)
        return
    say(f"{sealed.id.hex[:8]}  {words.title(head)}")
    say(f"SHA-256 {sha256}")
    if head.reason:
        say(_("Reason: {reason}").format(reason=head.reason))
    for line in words.lines(text.changes):
        say(line)
    table = Table(_("Group"), _("Rank"), _("Code"), _("Name"), _("Score"))
    for row in text.rows:
        cells = (
            group_words.group(row.group),
            "—" if row.rank is None else str(row.rank),
            row.code,
            row.name,
            "—" if row.score is None else str(row.score),
        )
        table.add_row(*map(Text, cells))
    console().print(table)
    if text.lists:
        console().print(_lists(text))
    if now is not None:
        say(words.since(now))
        for line in words.lines(now):
            say(line)


def _lists(text: EditionText) -> Table:
    """Who is red or black, graded or flagged, list after list."""
    table = Table(_("List"), _("Group"), _("Name"), _("In a row"), _("Measure"), _("By hand"))
    names = {row.subject: row.name for row in text.rows}
    for entry in text.lists:
        cells = (
            words.list_name(entry),
            group_words.group(entry.group),
            names.get(entry.subject, ""),
            words.times(entry),
            entry.measure or "—",
            words.by_hand(entry) or "—",
        )
        table.add_row(*map(Text, cells))
    return table


def _line(one: EditionLine) -> dict[str, Any]:
    told: dict[str, Any] = {"id": str(one.edition.id), "readable": one.head is not None}
    if one.head is not None:
        told = _head(one.head, one.sha256)
    told["corrected_by"] = str(one.corrected_by) if one.corrected_by else None
    return told


def _head(head: EditionHead, sha256: str) -> dict[str, Any]:
    return {
        "id": str(head.id),
        "sha256": sha256,
        "number": head.number,
        "board": str(head.board),
        "name": head.board_name,
        "period": str(head.period),
        "issue": head.issue,
        "cutoff": head.cutoff.isoformat(),
        "sealed": head.sealed.isoformat(),
        "sealed_by": head.sealed_by,
        "program": head.program,
        "appeal_days": head.appeal_days,
        "corrects": str(head.corrects.id) if head.corrects else None,
        "reason": head.reason or None,
    }


def _row(row: EditionRow) -> dict[str, Any]:
    return {
        "group": row.group,
        "subject": str(row.subject),
        "code": row.code,
        "name": row.name,
        "rank": row.rank,
        "score": None if row.score is None else str(row.score),
        "exact": row.exact,
        "visits": row.n,
    }


def _entry(entry: EditionEntry, text: EditionText) -> dict[str, Any]:
    name = next((row.name for row in text.rows if row.subject == entry.subject), "")
    return {
        "kind": entry.kind,
        "name": words.list_name(entry),
        "flag": entry.flag,
        "group": entry.group,
        "subject": str(entry.subject),
        "subject_name": name,
        "times": entry.times,
        "may_be_more": entry.is_more,
        "measure": entry.measure or None,
        "reason": entry.reason or None,
        "approver": entry.approver or None,
    }


def _difference(value: Difference) -> dict[str, Any]:
    return {
        "rows": [
            {
                "group": row.group,
                "subject": str(row.subject),
                "name": row.name,
                "before": _standing(row.before),
                "after": _standing(row.after),
            }
            for row in value.rows
        ],
        "visits": [
            {"visit": str(one.visit), "number": one.number, "fate": one.fate.value}
            for one in value.visits
        ],
        "rules": list(value.rules),
    }


def _standing(value: Standing | None) -> dict[str, Any] | None:
    if value is None:
        return None
    score = None if value.score is None else str(value.score)
    return {"rank": value.rank, "score": score, "exact": value.exact}


def _verdict(value: Verdict) -> dict[str, Any]:
    return {
        "right": value.is_right,
        "sha256": value.told,
        "found": value.found,
        "same": value.is_same,
        "fault": value.fault.value if value.fault else None,
        "rows": _difference(Difference(value.rows))["rows"],
    }
