"""What `inspector rank --what-if` tells: ranks and scores by other rules, beside those of today."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rich.table import Table
from rich.text import Text

from inspector.commands.session import console, emit, say
from inspector.domain.what_if import Shift
from inspector.services.what_if import WhatIf
from inspector.wording import _
from inspector.wording import board as board_words
from inspector.wording import sheet as sheet_words
from inspector.wording import what_if as words


def tell(found: WhatIf, *, as_json: bool) -> None:
    """Tell every subject's rank and score before and after, as a table or as JSON."""
    if as_json:
        emit(
            {
                "board": board_words.board_name(found.before),
                "period": str(found.before.period),
                "rows": [_as_object(one) for one in found.shifts],
                "footnotes": [board_words.footnote(note) for note in found.after.footnotes],
            }
        )
        return
    say(board_words.ranking_title(found.before))
    say(words.moved(found.shifts))
    table = Table()
    for place, head in enumerate(words.heads()):
        table.add_column(Text(head), justify="left" if place < 2 else "right")
    for one in found.shifts:
        cells = (
            sheet_words.group(one.group),
            one.name,
            words.number(one.rank_before),
            words.number(one.rank_after),
            words.shift(one),
            words.number(one.score_before),
            words.number(one.score_after),
        )
        table.add_row(*(Text(cell) for cell in cells))
    console().print(table)
    say(_("Nothing was stored."))


def _as_object(one: Shift) -> dict[str, Any]:
    return {
        "group": one.group,
        "id": str(one.subject),
        "subject": one.name,
        "before": {"rank": one.rank_before, "score": _score(one.score_before)},
        "after": {"rank": one.rank_after, "score": _score(one.score_after)},
        "listed": one.is_listed,
    }


def _score(score: Decimal | None) -> str | None:
    return None if score is None else format(score, "f")
