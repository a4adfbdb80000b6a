"""What sealing a board would freeze, and all that stands against it, before anything is sealed."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from inspector.domain.board import Board, Ranking
from inspector.domain.edition import EditionLine
from inspector.domain.period import Period
from inspector.errors import SealFault
from inspector.services import edition
from inspector.services.course import whole_selection
from inspector.services.edition import of_campaign
from inspector.services.edition_making import Faults, tried
from inspector.services.garbage import collected_later
from inspector.services.ranking import course_of
from inspector.services.workspace import Workspace
from inspector.store.board import load_campaigns, load_counts
from inspector.store.edition import count_closed


class Prospect(Struct, frozen=True):
    """A board as it would be sealed: closed visits that count, and those that are left out.

    `late` were closed after the cut-off, `open` are not closed yet. `rules` and `faults` are as of
    SealRefused; without any it may be sealed. `standing` is the edition of this board and period
    that there is already.
    """

    visits: int
    late: int
    open: int
    rules: tuple[tuple[str, str, dict[str, str]], ...]
    faults: tuple[tuple[SealFault, dict[str, str]], ...]
    standing: EditionLine | None

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands against sealing."""
        return not self.rules and not self.faults


def look(
    ws: Workspace,
    board: Board,
    period: Period,
    *,
    scheme: str | None = None,
    cutoff: datetime | None = None,
    campaign: str | None = None,
) -> Prospect:
    """What sealing would freeze, with everything that stands against it; raises as `rank` does."""
    until = cutoff or ws.now()
    standing = edition.sealed_as(ws, board.id, period)
    faults: Faults = []
    if standing is not None:
        facts = {"edition": standing.edition.id.hex[:8]}
        faults.append((SealFault.SEALED_BEFORE, facts))
    with ws.read(), collected_later():
        asked = of_campaign(board, campaign)
        made, refusal = tried(ws, asked, period, scheme, until, faults)
        counts = (0, 0, 0) if made is None else _counts(made.ranking)
    if refusal is None:
        return Prospect(*counts, (), (), standing)
    return Prospect(*counts, refusal.rules, refusal.faults, standing)


def campaigns(ws: Workspace, period: Period) -> tuple[str, ...]:
    """The campaigns that may have closed visits in a period, the latest first."""
    with ws.read():
        known = load_campaigns()
    return tuple(one.name for one in known if one.first <= period.last and period.first <= one.last)


def _counts(ranking: Ranking) -> tuple[int, int, int]:
    """Visits that count, closed too late and open; of several schemes those of the first."""
    course = course_of(ranking)
    for number in range(len(course.used)):
        chosen = whole_selection(course, number, ranking.period)
        if chosen is not None:
            told = load_counts(chosen)
            return count_closed(chosen), told.after_cutoff, told.open
    return 0, 0, 0
