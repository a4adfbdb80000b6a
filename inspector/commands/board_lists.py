"""`inspector board lists`: red and black, grades and flags of a board in a period."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import typer
from rich.table import Table
from rich.text import Text

from inspector.commands.board_arguments import BoardArgument, PeriodOption, SchemeOption
from inspector.commands.session import JsonOption, console, emit, open_ws, say
from inspector.domain.board import Loss, Ranking
from inspector.domain.list_fault import tie_faults
from inspector.domain.listing import Entry, MadeList
from inspector.domain.period import parse_period
from inspector.services import board_book
from inspector.services.ranking import rank
from inspector.services.redblack import Subject, warned_for
from inspector.wording import board as board_words
from inspector.wording import redblack as words
from inspector.wording.board_rules import fault, fault_at

_Losses: TypeAlias = "Mapping[Subject, tuple[Loss, ...]]"


def show(
    ctx: typer.Context,
    board: BoardArgument,
    period: PeriodOption,
    scheme: SchemeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell who stands on the lists of a board, why, how often in a row and what follows."""
    with open_ws(ctx) as ws:
        ranking = rank(ws, board_book.find(ws, board), parse_period(period), scheme=scheme)
        losses = warned_for(ws, ranking)
    if as_json:
        emit(_as_object(ranking, losses))
        return
    say(board_words.ranking_title(ranking))
    if not ranking.lists:
        say(words.no_lists())
    for made in ranking.lists:
        _tell(made, losses)
    for one in tie_faults(ranking.lists):
        say(fault_at(one.place, one.kind, one.facts))


def _tell(made: MadeList, losses: _Losses) -> None:
    if made.empty is not None:
        say(words.empty_said(made, made.empty))
    elif made.entries:
        console().print(_table(made, losses))
    for one in made.spared:
        say(words.spared(one, made.rule))


def _table(made: MadeList, losses: _Losses) -> Table:
    title = Text(words.made_title(made))
    table = Table(title=title, title_justify="left", title_style="bold")
    for place, head in enumerate(words.list_columns()):
        table.add_column(Text(head), justify="right" if place in (0, 2, 4) else "left")
    for entry in made.entries:
        cells = (
            "—" if entry.rank is None else str(entry.rank),
            entry.subject_name,
            "—" if entry.score is None else format(entry.score, "f"),
            _reason(made, entry, losses),
            words.times(entry),
            entry.measure or "—",
        )
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _reason(made: MadeList, entry: Entry, losses: _Losses) -> str:
    key = (entry.group, entry.subject)
    return words.reason(entry, made.rule, losses.get(key, ()) if made.rule.is_warning else ())


def _as_object(ranking: Ranking, losses: _Losses) -> dict[str, Any]:
    return {
        "board": board_words.board_name(ranking),
        "period": str(ranking.period),
        "lists": [_list_object(made, losses) for made in ranking.lists],
        "faults": [
            {"place": one.place, "kind": one.kind.value, "said": fault(one.kind, one.facts)}
            for one in tie_faults(ranking.lists)
        ],
    }


def _list_object(made: MadeList, losses: _Losses) -> dict[str, Any]:
    rule = made.rule
    return {
        "number": made.number,
        "kind": rule.kind.value,
        "name": words.list_name(rule.kind, rule.name, rule.flag),
        "flag": None if rule.flag is None else rule.flag.value,
        "group": made.group,
        "rule": words.rule_said(rule),
        "entries": [_entry_object(made, entry, losses) for entry in made.entries],
        "spared": [
            {
                "id": str(one.subject),
                "subject": one.subject_name,
                "group": one.group,
                "why": one.why.value,
                "said": words.spared(one, rule),
            }
            for one in made.spared
        ],
        "empty": None if made.empty is None else words.empty(made, made.empty),
    }


def _entry_object(made: MadeList, entry: Entry, losses: _Losses) -> dict[str, Any]:
    return {
        "id": str(entry.subject),
        "subject": entry.subject_name,
        "group": entry.group,
        "rank": entry.rank,
        "score": None if entry.score is None else format(entry.score, "f"),
        "reason": _reason(made, entry, losses),
        "times": entry.times,
        "may_be_more": entry.is_more,
        "measure": entry.measure,
        "by_hand": entry.manual is not None,
    }
