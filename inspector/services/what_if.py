"""Trying other rules of a board on a period that is past; nothing is stored."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.board import Board, Ranking
from inspector.domain.board_rules import BoardRules
from inspector.domain.period import Period
from inspector.domain.what_if import ListShift, Shift, list_shifts, shifts
from inspector.errors import RulesRefused
from inspector.services import board_book
from inspector.services.ranking import rank
from inspector.services.workspace import Workspace


class WhatIf(Struct, frozen=True):
    """A period by the rules of a board and by others, with every subject's way from one to the
    other: its rank, and the lists on which it stands."""

    before: Ranking
    after: Ranking
    shifts: tuple[Shift, ...]
    lists: tuple[ListShift, ...] = ()


def what_if(
    ws: Workspace,
    board: Board,
    rules: BoardRules,
    period: Period,
    *,
    scheme: str | None = None,
    cutoff: datetime | None = None,
    campaign: str | None = None,
    before: Ranking | None = None,
) -> WhatIf:
    """Rank a period by the rules of a board and by other rules, with the same cut-off.

    Scheme, cut-off and campaign are as for `rank`; `before`, where it is known already, is the
    board over this period and is not computed again. Raises RulesRefused with all mistakes of the
    rules, else as `rank` does.
    """
    faults = board_book.check(ws, rules)
    if faults:
        raise RulesRefused(tuple((one.place, one.kind.value, one.facts) for one in faults))
    if before is None or before.period != period:
        before = rank(ws, board, period, scheme=scheme, cutoff=cutoff, campaign=campaign)
    after = rank(
        ws,
        replace(board, rules=rules),
        period,
        scheme=scheme,
        cutoff=before.cutoff,
        campaign=campaign,
    )
    return WhatIf(before, after, shifts(before, after), list_shifts(before, after))
