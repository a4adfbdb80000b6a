"""The why card of a row: its losses, its distance to the lists, what changed, what came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.board import Loss, RankedRow, Ranking
from inspector.domain.line_distance import line_distances
from inspector.domain.model.outcome import NOTHING
from inspector.domain.period import Period, PeriodKind
from inspector.domain.scoring import record_results
from inspector.domain.why_card import (
    History,
    LostBefore,
    WhyCard,
    item_changes,
    look_back,
    type_changes,
    with_relapses,
)
from inspector.files.atomic import workbook_path
from inspector.progress import SILENT, Progress
from inspector.services.board import AT_ONCE, open_site, why
from inspector.services.course import Course, whole_selection
from inspector.services.loss import behind
from inspector.services.own_loss import own_explanation
from inspector.services.workspace import Workspace
from inspector.store.evidence import load_lost_evidence
from inspector.store.total import load_scheme
from inspector.wording import _

_Before = Mapping[tuple[UUID, UUID], list[LostBefore]]


def card(ws: Workspace, ranking: Ranking, row: RankedRow, most: int | None = AT_ONCE) -> WhyCard:
    """The card of a row without its history; of more than `most` visits only the costliest sites.

    Nothing but the visits of the row is read.
    """
    return WhyCard(why(ws, ranking, row, most), line_distances(ranking, row))


def opened(ws: Workspace, ranking: Ranking, shown: WhyCard, site: UUID) -> WhyCard:
    """The card with every loss at a site of which only the sum was told, its history to follow."""
    return WhyCard(open_site(ws, ranking, shown.why, site), shown.lines)


def with_history(
    ws: Workspace,
    ranking: Ranking,
    shown: WhyCard,
    most: int | None = AT_ONCE,
    progress: Progress = SILENT,
) -> WhyCard:
    """The card with what changed since the period before, and with what was lost there before.

    Looked back is over as many periods as the lists of the board do, a year at most, on all visits
    that count for the board. Items are compared where neither period has more than `most` visits.
    Raises Cancelled.
    """
    explanation = shown.why.explanation
    with ws.read():
        found = behind(ranking)
        before = _lost_before(found.course, ranking, explanation.losses, progress)
        told = with_relapses(explanation, before)
        history = _history(ranking, shown, most)
    return WhyCard(replace(shown.why, explanation=told), shown.lines, history)


def whole(ws: Workspace, ranking: Ranking, row: RankedRow, progress: Progress = SILENT) -> WhyCard:
    """The card of a row with every loss and its history, however long that takes.

    Raises Cancelled.
    """
    return with_history(ws, ranking, card(ws, ranking, row, None), None, progress)


def export(ranking: Ranking, shown: WhyCard, out: Path, progress: Progress = SILENT) -> Path:
    """Write a card as a sheet; a name that does not end in .xlsx gets that suffix.

    Raises FileRefused where it cannot be written, and Cancelled.
    """
    from inspector.files.sheets.why import write_why

    return write_why(workbook_path(out), ranking, shown, progress)


def _history(ranking: Ranking, shown: WhyCard, most: int | None) -> History | None:
    """What changed; nothing where there was no score then or there is none now."""
    row = shown.why.explanation.row
    if row.previous_score is None or row.score is None:
        return None
    earlier = behind(replace(ranking, period=ranking.period.previous))
    key = row.subject, row.group
    then = earlier.computed.visits.outcomes.get(key, NOTHING)
    types = type_changes(then.parts, row.parts, ranking.rules.order.decimals)
    whole = shown.why.explanation
    if whole.rest:
        return History(types, None)
    # Only what the visits lost is compared: the row is as it is now.
    was = own_explanation(earlier, row, most)
    return History(types, None if was.rest else item_changes(was.losses, whole.losses))


def _lost_before(
    course: Course, ranking: Ranking, losses: tuple[Loss, ...], progress: Progress
) -> _Before:
    sites = {one.site for one in losses if one.site is not None and one.exact > 0}
    first = look_back(ranking.period, ranking.rules.lists.look_back)
    period = Period(PeriodKind.DAYS, first, ranking.period.last)
    found: dict[tuple[UUID, UUID], list[LostBefore]] = defaultdict(list)
    seen: set[UUID] = set()
    for number in range(len(course.used)):
        chosen = whole_selection(course, number, period)
        if chosen is None or not sites:
            continue
        for done, evidence in enumerate(load_lost_evidence(chosen, sites=sites), start=1):
            progress.step(done, None, _("Looking for what was lost before"))
            visit = evidence.record.visit
            if visit.id in seen:
                continue
            seen.add(visit.id)
            scheme = load_scheme(visit.version)
            for result in record_results(scheme, evidence.record, answered_only=True):
                if result.loss:
                    item = scheme.item(result.item).id
                    one = LostBefore(visit.day, visit.started)
                    found[visit.site, item].append(one)
    return found
