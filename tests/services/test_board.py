from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from inspector.domain.board import BoardKind, Explanation, FootnoteKind, Pooling, Ranking
from inspector.domain.period import parse_period, week_of
from inspector.domain.photo import Mark, MarkKind, PhotoView
from inspector.domain.scheme import Item, Rule, RuleKind, Scheme, SchemeOrigin
from inspector.domain.unit import Role, UnitClass
from inspector.domain.visit import Answer, AnswerState, Finding, VisitUnit
from inspector.errors import ActionFault, ActionRefused, Ambiguous, NotFound
from inspector.services import board, photo
from inspector.services.workspace import Workspace
from inspector.store import tables
from tests.domain import scored_schemes
from tests.store import board_world
from tests.store.board_world import DAY

D = Decimal
WEEK = week_of(DAY)
UNITS, SITES = BoardKind.UNITS, BoardKind.SITES
CUTOFF = datetime(2026, 12, 31, tzinfo=UTC)


def given(points: str, item: int = 1) -> Answer:
    return Answer(item, AnswerState.VALUED, points=D(points))


class World:
    """Two streets, a bureau and a headquarters that answers for nothing; two markets, a road."""

    def __init__(self) -> None:
        items = [scored_schemes.item(n, "10", scored_schemes.POINTS, section=None) for n in (1, 2)]
        items.append(scored_schemes.item(3, "10", scored_schemes.deduct("0.5"), section=None))
        items.append(scored_schemes.item(4, "5", scored_schemes.BONUS, section=None))
        self.scheme_id = uuid4()
        self.version = board_world.publish(scored_schemes.scheme(*items), self.scheme_id)
        self.east = board_world.unit("east", UnitClass.STREET)
        self.west = board_world.unit("west", UnitClass.STREET)
        self.trade = board_world.unit("trade", UnitClass.BUREAU)
        board_world.unit("headquarters", UnitClass.HQ)
        self.market = board_world.site("m1", "market")
        self.hall = board_world.site("m2", "market")
        self.road = board_world.site("r1", "road")

    def visit(
        self,
        place: UUID,
        *answers: Answer,
        street: UUID | None = None,
        day: int = 0,
        findings: tuple[Finding, ...] = (),
        **more: object,
    ) -> UUID:
        return board_world.visit(
            self.version,
            place,
            "road" if place == self.road else "market",
            [(street or self.east, Role.TERRITORIAL), (self.trade, Role.LINE)],
            answers,
            findings,
            day=DAY + timedelta(days=day),
            **more,  # type: ignore[arg-type]
        )


@pytest.fixture
def world(ws: Workspace) -> World:
    with ws.database.transaction():
        made = World()
        made.visit(made.market, given("8"), given("9", 2), number="A-1")
        made.visit(made.market, given("10"), number="A-2")
        made.visit(made.road, given("3"), given("1", 4), street=made.west, number="A-3")
        found = Finding(uuid4(), 3, occurrences=2, points_each=D("0.25"), note="goods outside")
        made.visit(made.hall, Answer(3, AnswerState.DEDUCTED), findings=(found,), number="A-4")
        made.visit(made.hall, given("10"), day=-7)
        made.visit(made.road, given("10"), day=-7, street=made.west)
    return made


def ranked(ws: Workspace, kind: BoardKind = UNITS, **more: object) -> Ranking:
    return board.rank(ws, kind, WEEK, cutoff=CUTOFF, **more)  # type: ignore[arg-type]


def order(ranking: Ranking) -> list[tuple[str, str, int | None, str | None, int, int | None]]:
    return [
        (
            row.group,
            row.name,
            row.rank,
            None if row.score is None else str(row.score),
            row.n,
            row.previous_rank,
        )
        for row in ranking.rows
    ]


def explain(ws: Workspace, ranking: Ranking, subject: str) -> Explanation:
    return board.why(ws, ranking, board.find_row(ranking, subject)).explanation


def told(ranking: Ranking) -> dict[FootnoteKind, dict[str, str]]:
    return {note.kind: note.facts for note in ranking.footnotes}


def test_units_are_ranked_by_class_over_types_sites_and_visits(ws: Workspace, world: World) -> None:
    ranking = ranked(ws)
    # The market: (27/30 + 20/20) / 2 = 95, the hall 95; unanswered deduct items conform.
    assert order(ranking) == [
        ("street", "east", 1, "95.00", 3, 1),
        ("street", "west", 2, "66.00", 1, 1),
        ("bureau", "trade", 1, "80.50", 4, 1),
    ]
    assert ranking.part_names == ("market", "road")
    assert (ranking.number, ranking.scheme_title) == (47, "made up")
    assert [row.sites for row in ranking.rows] == [2, 1, 3]
    assert told(ranking)[FootnoteKind.MISSING_TYPE] == {"count": "2"}


def test_weights_of_the_types_change_the_score_and_are_told(ws: Workspace, world: World) -> None:
    with ws.database.transaction():
        tables.SiteType.create(id=uuid4(), name="road", weight=D(3))
    ranking = ranked(ws)
    assert ranking.part_names == ("road", "market")
    assert ranking.rows[2].exact == Fraction(95 + 3 * 66, 4)
    assert told(ranking)[FootnoteKind.WEIGHTS] == {"weights": "road 3\nmarket 1"}


def test_sites_are_ranked_by_type_over_their_visits(ws: Workspace, world: World) -> None:
    with ws.database.transaction():
        world.visit(world.market, given("0"), given("0", 2), day=-7)
    ranking = ranked(ws, SITES)
    assert order(ranking) == [
        ("market", "m1", 1, "95.00", 2, 2),
        ("market", "m2", 1, "95.00", 1, 1),
        ("road", "r1", 1, "66.00", 1, 1),
    ]
    assert ranking.part_names == ()


def test_a_site_of_a_type_without_weight_is_ranked_among_its_own(
    ws: Workspace, world: World
) -> None:
    with ws.database.transaction():
        tables.SiteType.create(id=uuid4(), name="road", weight=D(0))
    ranking = ranked(ws, SITES)
    assert ranking.rows[-1].score == D("66.00")
    assert sum(loss.lost for loss in board.losses(ws, ranking)[-1].losses) == D("34.00")
    assert [row.score for row in ranked(ws).rows] == [D("95.00"), None, D("95.00")]


def test_what_does_not_count_is_told(ws: Workspace, world: World) -> None:
    with ws.database.transaction():
        board_world.unit("north", UnitClass.STREET)
        world.visit(world.market, closed=None)
        world.visit(world.market, given("0"), closed=CUTOFF + timedelta(hours=1))
        world.visit(world.market, given("0"), void=True)
        nothing = [Answer(n, AnswerState.NOT_APPLICABLE) for n in (1, 2, 3)]
        world.visit(world.market, *nothing)
    ranking = ranked(ws)
    assert ranking.rows[0].score == D("95.00")
    assert order(ranking)[2] == ("street", "north", None, None, 0, None)
    facts = told(ranking)
    assert facts[FootnoteKind.AFTER_CUT_OFF] == {"count": "1"}
    assert facts[FootnoteKind.OPEN_VISITS] == {"count": "1"}
    assert facts[FootnoteKind.NO_SCORE] == {"count": "1"}
    assert facts[FootnoteKind.NOT_TESTED] == {"count": "1", "names": "north"}


def test_the_explanation_of_every_row_adds_up_to_its_score(ws: Workspace, world: World) -> None:
    for kind in BoardKind:
        ranking = ranked(ws, kind)
        explanations = board.losses(ws, ranking)
        assert [one.row for one in explanations] == list(ranking.rows)
        for one in explanations:
            assert one.row.score is not None
            assert one.row.exact is not None
            assert sum((loss.lost for loss in one.losses), D(0)) == 100 - one.row.score
            assert sum(loss.exact for loss in one.losses) == 100 - one.row.exact


def test_of_many_visits_the_costliest_sites_are_told_and_the_others_opened_on_demand(
    ws: Workspace, world: World
) -> None:
    for kind in BoardKind:
        ranking = ranked(ws, kind)
        for row in ranking.rows:
            whole = board.why(ws, ranking, row)
            why = board.why(ws, ranking, row, most=0)
            while True:
                told = why.explanation
                assert row.exact is not None
                assert row.score is not None
                exact = [one.exact for one in told.losses] + [one.exact for one in told.rest]
                lost = [one.lost for one in told.losses] + [one.lost for one in told.rest]
                assert (sum(exact), sum(lost)) == (100 - row.exact, 100 - row.score)
                assert sum(part.lost for part in why.parts) == 100 - row.score
                if not told.rest:
                    break
                why = board.open_site(ws, ranking, why, told.rest[0].site)
            assert [one.exact for one in told.losses] == [
                one.exact for one in whole.explanation.losses
            ]
    trade = board.why(ws, ranked(ws), ranked(ws).rows[2], most=0).explanation
    assert [(one.site_name, one.visits, str(one.lost)) for one in trade.rest] == [
        ("m1", 2, "1.25"),
        ("m2", 1, "1.25"),
    ]


def test_a_subject_is_explained_by_code_name_or_id(ws: Workspace, world: World) -> None:
    ranking = ranked(ws)
    west = explain(ws, ranking, "west")
    assert [(loss.item, loss.points, str(loss.lost)) for loss in west.losses] == [
        (1, D(7), "35.00"),
        (4, D(-1), "-1.00"),
    ]
    assert explain(ws, ranking, world.west.hex[:12]) == west
    hall = explain(ws, ranked(ws, SITES), "m2").losses
    assert [(loss.note, loss.occurrences, loss.visit_number) for loss in hall] == [
        ("goods outside", 2, "A-4")
    ]
    with pytest.raises(NotFound):
        explain(ws, ranking, "south")
    with pytest.raises(NotFound):
        explain(ws, ranking, "")


def test_a_name_that_several_subjects_bear_is_not_guessed(ws: Workspace, world: World) -> None:
    with ws.database.transaction():
        board_world.unit("west", UnitClass.BUREAU)
    with pytest.raises(Ambiguous):
        explain(ws, ranked(ws), "west")


def test_the_rows_behind_the_numbers_are_all_items_that_were_looked_at(
    ws: Workspace, world: World
) -> None:
    rows = board.data_rows(ws, ranked(ws))
    assert [(row.visit_number, row.code, row.loss) for row in rows] == [
        ("A-1", "1.1", D(2)),
        ("A-1", "1.2", D(1)),
        ("A-2", "1.1", D(0)),
        ("A-3", "1.1", D(7)),
        ("A-3", "1.4", None),
        ("A-4", "1.3", D("0.5")),
    ]
    assert rows[0].units == ("east", "trade")


def test_the_scheme_is_asked_for_where_a_period_has_several(ws: Workspace, world: World) -> None:
    with ws.database.transaction():
        other = board_world.publish(
            scored_schemes.scheme(scored_schemes.item(1, "1", scored_schemes.POINTS)), uuid4()
        )
        tables.SchemeVersion.update(title="the other made up").where(
            tables.SchemeVersion.id == other
        ).execute()
    assert ranked(ws).scheme_title == "made up"
    assert ranked(ws, scheme="the other").rows[0].rank is None
    assert ranked(ws, scheme="other").scheme_title == "the other made up"
    assert ranked(ws, scheme=world.scheme_id.hex[:9]).scheme_title == "made up"
    with pytest.raises(NotFound):
        ranked(ws, scheme="unheard of")
    with pytest.raises(Ambiguous):
        ranked(ws, scheme="made")
    with ws.database.transaction():
        board_world.visit(other, world.market, "market")
    with pytest.raises(ActionRefused) as refused:
        ranked(ws)
    assert refused.value.fault is ActionFault.SCHEME_NEEDED


def test_nothing_can_be_ranked_without_a_scheme(ws: Workspace) -> None:
    with pytest.raises(ActionRefused) as refused:
        board.rank(ws, UNITS, WEEK)
    assert refused.value.fault is ActionFault.NO_VISITS


def test_all_versions_of_a_scheme_are_ranked_together(ws: Workspace, world: World) -> None:
    with ws.database.transaction():
        newer = board_world.publish(
            scored_schemes.scheme(scored_schemes.item(1, "10", scored_schemes.POINTS)),
            world.scheme_id,
            2,
        )
        board_world.visit(
            newer, world.road, "road", [(world.west, Role.TERRITORIAL)], [given("10")]
        )
    ranking = ranked(ws)
    assert [row.score for row in ranking.rows if row.name == "west"] == [D("83.00")]
    west = explain(ws, ranking, "west")
    assert sum((loss.lost for loss in west.losses), D(0)) == D("17.00")


def test_the_days_of_a_board_are_those_of_its_period(ws: Workspace, world: World) -> None:
    month = board.rank(ws, UNITS, parse_period("2026-11"), cutoff=CUTOFF)
    assert {row.name: row.n for row in month.rows} == {"east": 4, "west": 2, "trade": 6}
    assert all(row.previous_rank is None for row in month.rows)
    empty = board.rank(ws, UNITS, parse_period("2026-01-01..2026-01-03"), number=9)
    assert {row.score for row in empty.rows} == {None}
    assert empty.number == 9


def result_scheme() -> Scheme:
    contents = [
        Item(UUID(int=n), n, None, "", f"content {n}", D(1), Rule(RuleKind.POINTS)) for n in (1, 2)
    ]
    return Scheme("results", (), tuple(contents), origin=SchemeOrigin.RESULT)


@pytest.fixture
def results(ws: Workspace) -> tuple[UUID, UUID]:
    with ws.database.transaction():
        version = board_world.publish(result_scheme(), uuid4(), origin=SchemeOrigin.RESULT)
        east = board_world.unit("east", UnitClass.STREET)
        trade = board_world.unit("trade", UnitClass.BUREAU)
        place = board_world.site("hall", "hall")
        for points in ("1", "0.9", "0.7"):
            board_world.visit(
                version,
                place,
                "hall",
                answers=[given(points)],
                item_units=[
                    VisitUnit(east, Role.TERRITORIAL, 1),
                    VisitUnit(trade, Role.LINE, 1),
                ],
            )
        board_world.visit(
            version,
            place,
            "hall",
            answers=[given("0.5", 1), given("0", 2)],
            item_units=[VisitUnit(east, Role.TERRITORIAL, 2)],
        )
    return east, trade


def test_imported_results_are_ranked_by_rate_in_both_poolings(
    ws: Workspace, results: tuple[UUID, UUID]
) -> None:
    pooled = ranked(ws)
    assert order(pooled) == [
        ("street", "east", 1, "65.00", 4, None),
        ("bureau", "trade", 1, "86.67", 3, None),
    ]
    by_content = ranked(ws, pooling=Pooling.BY_CONTENT)
    assert [str(row.score) for row in by_content.rows] == ["43.33", "86.67"]
    facts = told(by_content)
    assert facts[FootnoteKind.FORMULA_M2] == {
        "pooling": "by_content",
        "n": "5",
        "pooled": "62.00",
        "by_content": "38.75",
    }
    assert facts[FootnoteKind.WITHOUT_UNIT] == {"count": "1"}
    assert pooled.is_result


def test_sites_of_imported_results_show_the_number_of_observations(
    ws: Workspace, results: tuple[UUID, UUID]
) -> None:
    ranking = ranked(ws, SITES)
    assert order(ranking) == [("hall", "hall", 1, "71.25", 5, None)]
    (told_of_hall,) = board.losses(ws, ranking)
    assert sum((loss.lost for loss in told_of_hall.losses), D(0)) == D("28.75")


def test_rates_are_explained_observation_by_observation(
    ws: Workspace, results: tuple[UUID, UUID]
) -> None:
    for pooling in Pooling:
        ranking = ranked(ws, pooling=pooling)
        for one in board.losses(ws, ranking):
            assert one.row.score is not None
            assert one.row.exact is not None
            assert sum(loss.exact for loss in one.losses) == 100 - one.row.exact
            assert sum((loss.lost for loss in one.losses), D(0)) == 100 - one.row.score
    east = explain(ws, ranked(ws), "east")
    assert [(loss.item, str(loss.lost)) for loss in east.losses] == [
        (2, "25.00"),
        (1, "7.50"),
        (1, "2.50"),
    ]


def jpeg(colour: str) -> bytes:
    from io import BytesIO

    from PIL import Image

    stream = BytesIO()
    Image.new("RGB", (640, 480), colour).save(stream, "JPEG")
    return stream.getvalue()


def test_a_photo_of_a_withdrawn_finding_shows_no_loss(ws: Workspace, world: World) -> None:
    kept = photo.keep(ws, jpeg("red"))
    with ws.database.transaction():
        tables.Photo.create(id=kept.id, sha256=kept.sha256, format=kept.format)
        visit = tables.Visit.get(tables.Visit.number == "A-3").id
        withdrawn = tables.Finding.create(id=uuid4(), visit=visit, item=1, void=True)
        tables.VisitPhoto.create(
            id=uuid4(), visit=visit, photo=kept.id, item=1, finding=withdrawn.id
        )
    largest = board.photo_losses(ws, board.losses(ws, ranked(ws)))
    assert [(one.near, one.far) for one in largest] == [(None, None)] * len(largest)


def test_the_workbook_holds_lists_losses_photos_and_data(
    ws: Workspace, world: World, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    near = photo.keep(ws, jpeg("red"))
    with ws.database.transaction():
        tables.Photo.create(id=near.id, sha256=near.sha256, format=near.format)
        lost = tables.Photo.create(id=uuid4(), sha256=b"\0" * 32, format=near.format)
        visit = tables.Visit.get(tables.Visit.number == "A-3").id
        links = [
            tables.VisitPhoto.create(id=uuid4(), visit=visit, photo=identity, item=1, view=view).id
            for identity, view in ((near.id, PhotoView.NEAR), (lost.id, PhotoView.FAR))
        ]
    ranking = ranked(ws)
    plain = board.photo_losses(ws, board.losses(ws, ranking))[0].near
    circle = Mark(MarkKind.CIRCLE, Decimal(0), Decimal(0), Decimal(1), Decimal(1))
    with ws.database.transaction():
        tables.VisitPhoto.update(marks=(circle,)).where(tables.VisitPhoto.id == links[0]).execute()
    largest = board.photo_losses(ws, board.losses(ws, ranking))
    assert largest[0].near != plain
    assert [(one.units, one.loss.item, bool(one.near), one.far) for one in largest][:1] == [
        (("west", "trade"), 1, True, None)
    ]
    assert len(largest) == 4
    path = board.export(ws, ranking, tmp_path / "ranking 2026.11")
    assert path == tmp_path / "ranking 2026.11.xlsx"
    book = load_workbook(path)
    assert len(book.sheetnames) == 4
    assert len(book.worksheets[2]._images) == 1
