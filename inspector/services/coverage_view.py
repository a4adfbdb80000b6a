"""Coverage as a page shows it: over what is looked at, by the rules of a board, with the plans."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.board import Board
from inspector.domain.coverage import Coverage
from inspector.domain.period import Campaign, Period, period_of
from inspector.domain.plan import Plan, PlanSheet
from inspector.services import board_book, coverage, plan
from inspector.services.period_memory import PeriodWish
from inspector.services.workspace import Workspace


class CoverageView(Struct, frozen=True):
    """What a page shows; `people` may go out, `usual` do so now.

    Over `weeks` up to today where they are set, over `campaign` where there is one; `board` is the
    one of `boards` that says what a unit needs.
    """

    coverage: Coverage
    weeks: int | None
    campaigns: tuple[Campaign, ...]
    campaign: Campaign | None
    boards: tuple[Board, ...]
    board: Board
    plans: tuple[Plan, ...]
    plan: PlanSheet | None
    people: tuple[str, ...]
    usual: frozenset[str]


def look(
    ws: Workspace,
    wish: PeriodWish,
    board: UUID | None = None,
    minimum: int | None = None,
    wanted: UUID | None = None,
) -> CoverageView:
    """How the visits of what is wished for cover sites and units, with a plan.

    A campaign that is gone, or nothing wished for, stands for the last weeks. Without a board, or
    where it cannot be ranked, it is the first of all; `minimum` goes before the visits that it
    needs. Without a wanted plan, or where it is gone, it is the current one.
    """
    campaigns = () if wish.campaign is None else coverage.campaigns(ws)
    campaign = next((one for one in campaigns if wish.campaign in ("", one.name)), None)
    is_recent = campaign is None and wish.days is None and wish.kind is None
    weeks = wish.weeks or coverage.WEEKS
    boards = tuple(one for one in board_book.list_(ws) if one.rules is not None)
    shown = next((one for one in boards if one.id == board), boards[0])
    needs = coverage.needs_of(shown)
    if minimum is not None:
        needs = replace(needs, visits=minimum)
    period = coverage.last_weeks(ws, weeks) if is_recent else _period(ws, wish, campaign)
    found = coverage.show(ws, period, needs)
    plans = plan.plans_of(ws)
    chosen = next((one for one in plans if one.id == wanted), plan.current(ws))
    sheet = plan.show(ws, chosen) if chosen else None
    people = {one.name for one in found.inspectors} | {ws.person.name}
    usual = {one.name for one in found.inspectors if one.visits}
    if sheet is not None and sheet.rule is not None:
        usual = set(sheet.rule.inspectors)
    return CoverageView(
        found,
        weeks if is_recent else None,
        campaigns,
        campaign,
        boards,
        shown,
        plans,
        sheet,
        tuple(sorted(people | usual)),
        frozenset(usual or people),
    )


def _period(ws: Workspace, wish: PeriodWish, campaign: Campaign | None) -> Period:
    if campaign is not None:
        return campaign.period
    if wish.days is not None:
        return wish.days
    assert wish.kind is not None
    return period_of(wish.kind, ws.today())
