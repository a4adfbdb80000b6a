"""A board as a page shows it: the period to begin with, the schemes, the course of the scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.board import Board, BoardView, Pooling, Ranking, SchemeChoice
from inspector.domain.board_rules import BoardRules
from inspector.domain.period import Campaign, Period, PeriodKind, period_of
from inspector.domain.points import printed
from inspector.domain.scheme import SchemeOrigin
from inspector.progress import SILENT, Progress
from inspector.services import board_book
from inspector.services.measurement import computed
from inspector.services.ranking import course_of, rank
from inspector.services.workspace import Workspace
from inspector.store.board import load_campaigns, load_last_day, load_schemes, load_versions_used

TREND_PERIODS = 7
Trends = Mapping[tuple[UUID, str], tuple[Decimal | None, ...]]


def look(
    ws: Workspace,
    board: UUID | None = None,
    period: Period | None = None,
    scheme: UUID | None = None,
    pooling: Pooling | None = None,
    kind: PeriodKind | None = None,
    campaign: str | None = None,
) -> BoardView:
    """A board over a period by a scheme; without a period the last of a kind, the board's own.

    With a campaign, "" being the latest, only its visits count, over its days unless a period is
    given; where there is none it is as if none were asked for. Without a board, or where it cannot
    be ranked, it is the first of all. Without a scheme, or where it is gone, it is the first of the
    period, criteria before imported results. Raises as `rank` does.
    """
    boards = board_book.list_(ws)
    shown = _shown(boards, board)
    with ws.read():
        campaigns = () if campaign is None else load_campaigns()
        wanted = _campaign(campaigns, campaign)
        schemes = load_schemes()
        latest = load_last_day()
        if period is None:
            period = wanted.period if wanted else _last(shown, latest or ws.today(), kind)
        used = load_versions_used(period.first, period.last)
    choices = tuple(
        SchemeChoice(
            one.scheme_id,
            one.title,
            one.origin is SchemeOrigin.RESULT,
            bool(used.intersection(one.versions)),
        )
        for one in schemes
    )
    order = sorted(choices, key=lambda one: (one.id != scheme, not one.is_used, one.is_result))
    view = BoardView(period, choices, None, latest, boards, shown, campaigns, wanted)
    if not order:
        return view
    name = wanted.name if wanted else None
    ranking = rank(ws, shown, period, scheme=order[0].id.hex, pooling=pooling, campaign=name)
    return replace(view, ranking=ranking)


def last_period(ws: Workspace, board: Board) -> Period:
    """The period of the board's own kind that holds the last closed visit, or today without any."""
    with ws.read():
        return _last(board, load_last_day() or ws.today())


def _last(board: Board, day: date, kind: PeriodKind | None = None) -> Period:
    rules = board.rules or BoardRules()
    return period_of(kind or rules.period.kind, day)


def _campaign(campaigns: Sequence[Campaign], name: str | None) -> Campaign | None:
    """The campaign of a name, the latest for an empty one."""
    return next((one for one in campaigns if name in ("", one.name)), None)


def trends(
    ws: Workspace, ranking: Ranking, progress: Progress = SILENT, count: int = TREND_PERIODS
) -> Trends:
    """The printed scores of every row in the last periods of equal kind, this one last.

    None where a subject was not tested. The key is (subject, group). Raises Cancelled.
    """
    period, courses = ranking.period, [_scores_shown(ranking)]
    for done in range(1, count):
        progress.step(done, count, "")
        period = period.previous
        with ws.read():
            courses.append(_scores(ranking, period))
    courses.reverse()
    return {
        (row.subject, row.group): tuple(one.get((row.subject, row.group)) for one in courses)
        for row in ranking.rows
    }


def _shown(boards: Sequence[Board], wished: UUID | None) -> Board:
    ranked = [board for board in boards if board.rules is not None]
    return next((board for board in ranked if board.id == wished), ranked[0])


def _scores_shown(ranking: Ranking) -> dict[tuple[UUID, str], Decimal]:
    return {(row.subject, row.group): row.score for row in ranking.rows if row.score is not None}


def _scores(ranking: Ranking, period: Period) -> dict[tuple[UUID, str], Decimal]:
    """The scores of another period by the same rules, whatever rows it has."""
    came = computed(course_of(ranking), period).came
    decimals = ranking.rules.order.decimals
    return {
        key: printed(one.score, decimals)
        for key, one in came.outcomes.items()
        if one.score is not None
    }
