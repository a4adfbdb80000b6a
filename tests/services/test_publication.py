from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from inspector.domain.board import BoardKind
from inspector.domain.period import week_of
from inspector.domain.publication import Publication, scored
from inspector.domain.unit import Role, UnitClass
from inspector.domain.visit import Answer, AnswerState
from inspector.errors import FileRefused
from inspector.services import board, publication
from inspector.services.workspace import Workspace
from inspector.store import tables
from tests.domain import scored_schemes
from tests.files.sheets.reading import Written, texts
from tests.store import board_world
from tests.store.board_world import DAY

D = Decimal
WEEK = week_of(DAY)
CUTOFF = datetime(2026, 12, 31, tzinfo=UTC)


def given(points: str, item: int = 1) -> Answer:
    return Answer(item, AnswerState.VALUED, points=D(points))


@pytest.fixture
def units(ws: Workspace) -> dict[str, UUID]:
    """Two streets and a bureau; a market and a road with a chief, also in the week before."""
    with ws.database.transaction():
        items = [
            replace(scored_schemes.item(1, "10", scored_schemes.POINTS), aspect="order"),
            replace(scored_schemes.item(2, "5", scored_schemes.POINTS), aspect="fire"),
        ]
        version = board_world.publish(scored_schemes.scheme(*items), uuid4())
        made = {
            name: board_world.unit(name, kind)
            for name, kind in (
                ("east", UnitClass.STREET),
                ("west", UnitClass.STREET),
                ("trade", UnitClass.BUREAU),
                ("chief", UnitClass.LEADER),
            )
        }
        market, road = board_world.site("m1", "market"), board_world.site("r1", "road")
        tables.Site.update(length_m=D(420), address="from A to B").where(
            tables.Site.id == road
        ).execute()
        for unit, role in (("chief", Role.CHIEF_1), ("west", Role.TERRITORIAL)):
            tables.SiteUnit.create(id=uuid4(), site=road, unit=made[unit], role=role, share=D(1))

        def visit(place: UUID, street: str, *answers: Answer, day: int = 0) -> None:
            links = [(made[street], Role.TERRITORIAL), (made["trade"], Role.LINE)]
            kind = "road" if place == road else "market"
            on = DAY + timedelta(days=day)
            board_world.visit(version, place, kind, links, answers, day=on)

        visit(market, "east", given("8"), given("5", 2))
        visit(market, "east", given("10"))
        visit(road, "west", given("10"), given("4", 2))
        visit(market, "east", given("10"), given("4", 2), day=-7)
    return made


def gathered(ws: Workspace, kind: BoardKind = BoardKind.UNITS) -> Publication:
    return publication.gather(ws, board.rank(ws, kind, WEEK, cutoff=CUTOFF))


def test_observations_count_for_every_unit_that_is_ranked(
    ws: Workspace, units: dict[str, UUID]
) -> None:
    told = gathered(ws)
    east, trade = (units["east"], "street"), (units["trade"], "bureau")
    market = told.counted.by_type[east, "market"]

    assert (market.n, market.conforming) == (3, 2)
    assert told.counted.by_type[trade, "market"] == market
    assert told.counted.by_type[trade, "road"].n == 2
    assert told.counted.whole.n == 5


def test_items_stand_in_the_order_of_the_scheme_with_their_means(
    ws: Workspace, units: dict[str, UUID]
) -> None:
    told = gathered(ws)
    score = scored(told.counted.by_item[(units["east"], "street"), one.id] for one in told.items)

    assert [item.code for item in told.items] == ["1.1", "1.2"]
    assert (score.got, score.full) == (Fraction(14), Fraction(15))


def test_losses_by_kind_stand_beside_those_of_the_week_before(
    ws: Workspace, units: dict[str, UUID]
) -> None:
    order, fire = gathered(ws).aspects

    assert (order.now.name, order.now.lost, order.before.lost) == ("order", D(2), D(0))
    assert (fire.now.name, fire.now.lost, fire.before.lost) == ("fire", D(1), D(1))


def test_the_course_begins_where_anything_was_tested(ws: Workspace, units: dict[str, UUID]) -> None:
    told = gathered(ws)
    ranking = board.rank(ws, BoardKind.UNITS, WEEK, cutoff=CUTOFF)
    by_name = {line.name: line.scores for line in told.courses if line.name}

    assert told.periods == (WEEK.previous, WEEK)
    assert by_name["west"][0] is None
    assert {row.name: row.score for row in ranking.rows} == {
        name: scores[-1] for name, scores in by_name.items()
    }
    means = [line.scores[-1] for line in told.courses if line.name is None]
    assert means == [group.mean for group in ranking.groups]


def test_explanations_and_rows_are_those_of_the_board(
    ws: Workspace, units: dict[str, UUID]
) -> None:
    ranking = board.rank(ws, BoardKind.UNITS, WEEK, cutoff=CUTOFF)
    told = publication.gather(ws, ranking)

    assert told.explanations == board.losses(ws, ranking)
    assert told.data_rows == board.data_rows(ws, ranking)


def test_road_segments_have_their_chiefs_and_units(ws: Workspace, units: dict[str, UUID]) -> None:
    (road,) = gathered(ws).segments

    assert (road.name, road.place, road.rank) == ("r1", "from A to B", 1)
    assert (road.chiefs[Role.CHIEF_1], road.units) == (("chief",), ("west",))
    assert road.score == D("93.33")


def test_a_board_of_sites_counts_by_its_lists(ws: Workspace, units: dict[str, UUID]) -> None:
    told = gathered(ws, BoardKind.SITES)

    assert [column.holder for column in told.columns] == [(None, "market"), (None, "road")]
    assert told.counted.by_type[(None, "market"), "market"].n == 3


@pytest.mark.parametrize("kind", list(BoardKind))
def test_the_workbook_is_written_whole(
    ws: Workspace, units: dict[str, UUID], tmp_path: Path, kind: BoardKind
) -> None:
    ranking = board.rank(ws, kind, WEEK, cutoff=CUTOFF)
    path = publication.publish(ws, ranking, tmp_path / "all")
    book = Written(path)

    assert path.name == "all.xlsx"
    assert book.names[0] == "Table of contents"
    assert "from A to B" in texts(book["Road segments and flags"])


def test_a_folder_that_is_not_there_is_refused(
    ws: Workspace, units: dict[str, UUID], tmp_path: Path
) -> None:
    ranking = board.rank(ws, BoardKind.UNITS, WEEK, cutoff=CUTOFF)

    with pytest.raises(FileRefused):
        publication.publish(ws, ranking, tmp_path / "gone" / "all.xlsx")
