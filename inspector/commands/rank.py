"""`inspector rank`: rank the units or sites of a period, explain a score, write the workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from inspector.commands.board_arguments import SchemeOption
from inspector.commands.explanation import card_object, show_card
from inspector.commands.session import (
    JsonOption,
    console,
    emit,
    moment,
    open_ws,
    progress_bar,
    say,
)
from inspector.commands.what_if import tell
from inspector.domain.board import (
    Board,
    Pooling,
    RankedGroup,
    RankedRow,
    Ranking,
)
from inspector.domain.cut_line import cut_lines
from inspector.domain.period import Period, parse_period
from inspector.domain.points import plain, printed
from inspector.domain.why_card import WhyCard
from inspector.services import board, board_book, publication, why_card
from inspector.services.board_view import last_period
from inspector.services.ranking import campaign_period
from inspector.services.what_if import what_if
from inspector.services.workspace import Workspace
from inspector.wording import N_, _
from inspector.wording import board as words
from inspector.wording import board_rules as rule_words
from inspector.wording import ranking_column as columns
from inspector.wording import sheet as sheet_words
from inspector.wording.redblack import list_name, marks

BoardOption = Annotated[
    str, typer.Option("--board", help=N_("Who is ranked: units, sites or a board by its name."))
]
PeriodOption = Annotated[
    str | None,
    typer.Option(
        help=N_(
            "2026-W47, 2026-11, 2026-Q4, 2026 or 2026-11-14..2026-11-20; unless given the days of "
            "--campaign, or the last week, month … for which the board is."
        )
    ),
]
CampaignOption = Annotated[
    str | None, typer.Option(help=N_("Count only the visits of this campaign."))
]
CutoffOption = Annotated[
    str | None,
    typer.Option(help=N_("Count what was closed by this local moment; now unless given.")),
]
NumberOption = Annotated[
    int | None, typer.Option(help=N_("The issue number; that of the period unless given."))
]
PoolingOption = Annotated[
    Pooling | None,
    typer.Option(help=N_("How imported results become a rate, if not as the board says.")),
]
SubjectOption = Annotated[
    str | None,
    typer.Option("--explain", help=N_("Explain the score of this unit or site.")),
]
ExportOption = Annotated[
    Path | None,
    typer.Option(help=N_("Write the explanation of --explain as a sheet to this file.")),
]
OutOption = Annotated[Path | None, typer.Option(help=N_("Write the workbook to this file."))]
WholeOption = Annotated[
    Path | None,
    typer.Option("--publication", help=N_("Write all sheets with contents to this file.")),
]
OtherRulesOption = Annotated[
    Path | None,
    typer.Option(
        "--what-if",
        exists=True,
        dir_okay=False,
        help=N_("Rank by the rules in this JSON file too, and store nothing."),
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rank", help=N_("Rank the units or sites of a period."))(_rank)


def _rank(
    ctx: typer.Context,
    name: BoardOption,
    period: PeriodOption = None,
    campaign: CampaignOption = None,
    scheme: SchemeOption = None,
    cutoff: CutoffOption = None,
    number: NumberOption = None,
    pooling: PoolingOption = None,
    out: OutOption = None,
    whole: WholeOption = None,
    subject: SubjectOption = None,
    export: ExportOption = None,
    other_rules: OtherRulesOption = None,
    as_json: JsonOption = False,
) -> None:
    if export is not None and subject is None:
        raise typer.BadParameter(_("--export writes what --explain explains. Give both."))
    until = None if cutoff is None else moment(cutoff)
    with open_ws(ctx) as ws:
        found = board_book.find(ws, name)
        asked = _period(ws, found, period, campaign)
        if other_rules is not None:
            rules = board_book.read_rules(other_rules.read_bytes())
            tried = what_if(ws, found, rules, asked, scheme=scheme, cutoff=until, campaign=campaign)
            tell(tried, as_json=as_json)
            return
        ranking = board.rank(
            ws,
            found,
            asked,
            scheme=scheme,
            cutoff=until,
            number=number,
            pooling=pooling,
            campaign=campaign,
        )
        card = None
        if subject is not None:
            card = why_card.whole(ws, ranking, board.find_row(ranking, subject))
        files = _write(ws, ranking, out, whole)
        if export is not None and card is not None:
            files["explanation"] = why_card.export(ranking, card, export)
    if as_json:
        emit(_as_object(ranking, card, files))
    else:
        _show(ranking, card, files)


def _write(
    ws: Workspace, ranking: Ranking, out: Path | None, whole: Path | None
) -> dict[str, Path]:
    """The workbooks that were asked for, each under its key in the told object."""
    files: dict[str, Path] = {}
    if out is not None:
        with progress_bar() as progress:
            files["file"] = board.export(ws, ranking, out, progress)
    if whole is not None:
        with progress_bar() as progress:
            files["publication"] = publication.publish(ws, ranking, whole, progress)
    return files


def _period(ws: Workspace, found: Board, text: str | None, campaign: str | None) -> Period:
    if text is not None:
        return parse_period(text)
    if campaign is not None:
        return campaign_period(ws, campaign)
    return last_period(ws, found)


def _as_object(ranking: Ranking, card: WhyCard | None, files: dict[str, Path]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "board": words.board_name(ranking),
        "period": str(ranking.period),
        "rows": [
            {**_row_object(row), **_made_object(row), **_marks_object(row)} for row in ranking.rows
        ],
        "footnotes": [words.footnote(note) for note in ranking.footnotes],
    }
    if card is not None:
        told["explain"] = card_object(card)
    told |= {key: str(path) for key, path in files.items()}
    return told


def _row_object(row: RankedRow) -> dict[str, Any]:
    return {
        "group": row.group,
        "rank": row.rank,
        "id": str(row.subject),
        "subject": row.name,
        "score": _score(row),
        "n": row.n,
        "previous_rank": row.previous_rank,
    }


def _marks_object(row: RankedRow) -> dict[str, Any]:
    """What the lists say about a row; nothing where they say nothing."""
    told = [
        {
            "kind": one.kind.value,
            "name": list_name(one.kind, one.name, one.flag),
            "times": one.times,
            "measure": one.measure,
        }
        for one in row.marks
    ]
    return {"marks": told} if told else {}


def _made_object(row: RankedRow) -> dict[str, Any]:
    """What a composite score is made of; nothing where it is simply that of the visits."""
    made = row.composition
    if made is None:
        return {}
    return {
        "metrics": [
            {
                "name": rule_words.metric_name(one.kind, one.name),
                "weight": plain(one.weight),
                "value": None if one.value is None else format(printed(one.value), "f"),
                "n": one.n,
            }
            for one in made.metrics
        ],
        "bonus": format(printed(made.bonus), "f"),
        "penalty": format(printed(made.penalty + made.taken), "f"),
        "notes": [words.footnote(note) for note in row.notes],
    }


def _score(row: RankedRow) -> str | None:
    return None if row.score is None else format(row.score, "f")


def _show(ranking: Ranking, card: WhyCard | None, files: dict[str, Path]) -> None:
    _show_ranking(ranking)
    if card is not None:
        show_card(card)
    for path in files.values():
        say(_("Written: {path}").format(path=path))


def _show_ranking(ranking: Ranking) -> None:
    say(words.ranking_title(ranking))
    has_before = any(row.previous_rank is not None for row in ranking.rows)
    for number, group in enumerate(ranking.groups, start=1):
        console().print(_table(ranking, group, number, has_before=has_before))
    if not ranking.rows:
        say(sheet_words.nothing_ranked())
    for number, note in enumerate(ranking.footnotes, start=1):
        say(f"{number}. {words.footnote(note)}")


def _table(ranking: Ranking, group: RankedGroup, number: int, *, has_before: bool) -> Table:
    title = Text(sheet_words.group_row(number, group))
    table = Table(title=title, title_justify="left", title_style="bold")
    for place, head in enumerate(words.ranking_columns(ranking)):
        table.add_column(Text(head), justify="left" if place == 1 else "right")
    metrics, decimals = columns.metric_heads(ranking), ranking.rules.order.decimals
    added = [columns.added_head()] if columns.has_added(ranking) else []
    for head in (*metrics, *added):
        table.add_column(Text(head), justify="right")
    if ranking.lists:
        table.add_column(Text(_("Lists")))
    cuts = cut_lines(group)
    for place, row in enumerate(group.rows):
        change = words.rank_change(
            row.previous_rank, row.rank, is_new=row.is_new, has_before=has_before
        )
        cells = (
            "—" if row.rank is None else str(row.rank),
            row.name,
            "—" if row.previous_rank is None else str(row.previous_rank),
            change,
            _score(row) or "—",
            str(row.n),
            *(columns.metric_text(row, one, decimals) for one in range(len(metrics))),
            *([columns.added_text(row, decimals)] if added else []),
            *([marks(row.marks)] if ranking.lists else []),
        )
        if place == cuts.first_black:
            table.add_section()
        table.add_row(*(Text(cell) for cell in cells))
        if place == cuts.last_red:
            table.add_section()
    return table
