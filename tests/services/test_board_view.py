from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from inspector.domain.board import BoardKind
from inspector.domain.board_rules import BoardRules, Order
from inspector.domain.period import month_of, week_of
from inspector.domain.photo import PhotoView
from inspector.domain.ready_board import READY_BOARDS, ready_id
from inspector.domain.site import SiteType
from inspector.domain.visit import VisitState
from inspector.errors import FileFault, FileRefused
from inspector.services import board, board_book, board_view, photo
from inspector.services.workspace import Workspace
from inspector.store import tables
from inspector.store.kind import creation
from tests.files.pictures import field, saved
from tests.services import made_up
from tests.services.test_board import CUTOFF, WEEK, World, given, ranked, world
from tests.store.board_world import DAY

__all__ = ["world"]
D = Decimal


def test_an_empty_workspace_has_a_period_and_nothing_else(ws: Workspace) -> None:
    shown = board_view.look(ws)
    assert (shown.period, shown.schemes, shown.ranking) == (week_of(ws.today()), (), None)
    assert shown.latest is None


def test_the_week_of_the_last_closed_visit_is_shown_first(ws: Workspace, world: World) -> None:
    shown = board_view.look(ws)
    assert (shown.period, shown.latest) == (WEEK, DAY)
    assert [(one.id, one.is_used, one.is_result) for one in shown.schemes] == [
        (world.scheme_id, True, False)
    ]
    month = board_view.look(ws, ready_id("sites"), month_of(DAY))
    assert month.ranking is not None
    assert (month.ranking.period, month.ranking.kind) == (month_of(DAY), BoardKind.SITES)


def test_a_scheme_of_the_period_is_preferred_and_another_can_be_asked_for(
    ws: Workspace, world: World
) -> None:
    made_up.publish(ws, made_up.judged_scheme("A scheme without a visit"))
    shown = board_view.look(ws)
    assert [one.is_used for one in shown.schemes] == [False, True]
    assert shown.ranking is not None
    assert shown.ranking.scheme_id == world.scheme_id
    other = next(one for one in shown.schemes if not one.is_used)
    asked = board_view.look(ws, None, WEEK, other.id).ranking
    assert asked is not None
    assert asked.scheme_id == other.id
    assert all(row.score is None for row in asked.rows)


def test_all_boards_are_offered_and_one_that_is_gone_is_the_first(
    ws: Workspace, world: World
) -> None:
    own = board_book.add(ws, "Whole numbers", BoardRules(order=Order(decimals=0)))
    shown = board_view.look(ws, own.id)
    assert shown.board == own
    assert [one.id for one in shown.boards] == [*(one.id for one in READY_BOARDS.values()), own.id]
    assert shown.ranking is not None
    assert all(row.score == int(row.score) for row in shown.ranking.rows if row.score is not None)
    board_book.remove(ws, "Whole numbers")
    assert board_view.look(ws, own.id).board.id == ready_id("units")


@pytest.mark.parametrize("kind", list(BoardKind))
def test_trends_are_the_scores_of_the_rankings_of_seven_periods(
    ws: Workspace, world: World, kind: BoardKind
) -> None:
    ranking = ranked(ws, kind)
    courses = board_view.trends(ws, ranking)
    assert set(courses) == {(row.subject, row.group) for row in ranking.rows}
    before = board.rank(ws, kind, WEEK.previous, cutoff=CUTOFF)
    earlier = {(row.subject, row.group): row.score for row in before.rows}
    for row in ranking.rows:
        key = (row.subject, row.group)
        assert courses[key] == (*[None] * 5, earlier.get(key), row.score)


@pytest.mark.parametrize("kind", list(BoardKind))
def test_parts_and_losses_both_add_up_to_what_is_missing(
    ws: Workspace, world: World, kind: BoardKind
) -> None:
    ranking = ranked(ws, kind)
    for row in ranking.rows:
        why = board.why(ws, ranking, row)
        if row.score is None:
            continue
        missing = 100 - row.score
        assert sum(part.lost for part in why.parts) == missing
        assert sum(loss.lost for loss in why.explanation.losses) == missing
        assert sum(part.share or 0 for part in why.parts) == 1
        assert {part.name for part in why.parts} >= {
            loss.site_type for loss in why.explanation.losses
        }


def test_weights_share_the_whole_among_the_types_with_a_score(ws: Workspace, world: World) -> None:
    with ws.write("site.import") as edits:
        edits += creation("site_type", SiteType(ws.new_id(), "market", D(3)))
    ranking = ranked(ws)
    trade = board.find_row(ranking, "trade")
    shares = {part.name: part.share for part in board.why(ws, ranking, trade).parts}
    assert {name: str(share) for name, share in shares.items()} == {"market": "3/4", "road": "1/4"}


def test_photos_of_a_loss_come_in_the_order_of_its_hashes(ws: Workspace, world: World) -> None:
    with ws.database.transaction():
        lost = world.visit(world.market, given("0"), number="A-9", closed=None)
    near, far = saved(field(), "JPEG"), saved(field(), "PNG")
    photo.attach(ws, lost, 1, near)
    photo.attach(ws, lost, 1, far, view=PhotoView.FAR)
    with ws.database.transaction():
        tables.Visit.update(state=VisitState.CLOSED, closed=CUTOFF - timedelta(days=20)).where(
            tables.Visit.id == lost
        ).execute()
    ranking = ranked(ws)
    why = board.why(ws, ranking, board.find_row(ranking, "east"))
    loss = next(one for one in why.explanation.losses if one.visit == lost)
    assert len(loss.photos) == 2
    assert set(why.formats) == set(loss.photos)
    links = board.loss_photos(ws, loss)
    assert [link.photo.bytes for link in links] == [digest[:16] for digest in loss.photos]


def test_a_document_is_written_whole_or_refused(ws: Workspace, tmp_path: Path) -> None:
    written = board.write_document(tmp_path / "list.pdf", b"%PDF-1.4")
    assert written.read_bytes() == b"%PDF-1.4"
    with pytest.raises(FileRefused) as refused:
        board.write_document(tmp_path / "nowhere" / "list.pdf", b"")
    assert refused.value.fault is FileFault.FOLDER_MISSING
