"""The table of all sites is right and takes as many queries for many sites as for few."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from inspector.domain.photo import Photo, PhotoFormat
from inspector.domain.site import DatedDuty, SiteDuty
from inspector.domain.unit import Role, UnitClass
from inspector.domain.visit import Answer, AnswerState
from inspector.store import tables
from inspector.store.database import Database
from inspector.store.site_row import load_dated_duties, load_site_photos, load_site_rows
from tests.domain import scored_schemes
from tests.store import board_world

DAY = date(2026, 11, 20)
TAKEN = datetime(2026, 11, 18, 4, tzinfo=UTC)


def link(site: UUID, unit: UUID, role: Role, first: date | None, last: date | None) -> None:
    tables.SiteUnit.create(
        id=uuid4(), site=site, unit=unit, role=role, valid_from=first, valid_to=last
    )


@pytest.fixture
def market(database: Database) -> UUID:
    with database.transaction():
        site = board_world.site("S1", "农贸市场")
        board_world.site("S2", "公园")
        street = board_world.unit("望湖街道", UnitClass.STREET)
        bureau = board_world.unit("城管局", UnitClass.BUREAU)
        link(site, bureau, Role.LINE, date(2026, 1, 1), None)
        link(site, street, Role.TERRITORIAL, None, DAY)
        link(site, bureau, Role.SPONSOR, None, DAY - timedelta(days=1))
    return site


def visited(site: UUID, day: date, points: str | None, **how: object) -> UUID:
    content = scored_schemes.scheme(scored_schemes.item(1, "100", scored_schemes.POINTS))
    version = board_world.publish(content, uuid4())
    answer = (
        Answer(1, AnswerState.NOT_OBSERVED)
        if points is None
        else Answer(1, AnswerState.VALUED, points=Decimal(points))
    )
    return board_world.visit(version, site, "农贸市场", (), [answer], day=day, **how)


def test_rows_say_who_answers_and_what_visits_came_to(database: Database, market: UUID) -> None:
    with database.transaction():
        for days, points in ((3, "70"), (2, "80.5"), (1, "91")):
            visited(market, DAY - timedelta(days=days), points)
        visited(market, DAY, "1", closed=None)
        visited(market, DAY, "2", void=True)
        row, other = load_site_rows(DAY)
    assert (row.code, row.name, row.site_type) == ("S1", "S1", "农贸市场")
    assert set(row.duties) == {
        SiteDuty(Role.LINE, "城管局"),
        SiteDuty(Role.TERRITORIAL, "望湖街道"),
    }
    assert row.unit == "望湖街道"
    assert (row.visits, row.last_day) == (3, DAY - timedelta(days=1))
    assert row.scores == (Decimal("70.00"), Decimal("80.50"), Decimal("91.00"))
    assert row.score == Decimal("91.00")
    assert (other.visits, other.last_day, other.score, other.scores) == (0, None, None, ())
    assert other.unit == ""


def test_a_site_is_found_under_the_superiors_of_its_units(database: Database, market: UUID) -> None:
    with database.transaction():
        names = ("望湖街道", "城管局", "指挥部")
        street, bureau = (tables.Unit.get(tables.Unit.name == name) for name in names[:2])
        above = board_world.unit(names[2], UnitClass.HQ)
        for unit, parent, role, last in (
            (street.id, above, Role.TERRITORIAL, None),
            (above, street.id, Role.TERRITORIAL, None),
            (street.id, bureau.id, Role.TERRITORIAL, DAY - timedelta(days=1)),
        ):
            tables.UnitParent.create(id=uuid4(), unit=unit, parent=parent, role=role, valid_to=last)
        row, other = load_site_rows(DAY)
    assert row.units == ("城管局", "望湖街道", "指挥部")
    assert other.units == ()


def test_only_the_latest_scores_are_carried(database: Database, market: UUID) -> None:
    with database.transaction():
        for days in range(12):
            visited(market, DAY - timedelta(days=days), str(50 + days))
        row = load_site_rows(DAY)[0]
    assert row.visits == 12
    assert row.scores == tuple(Decimal(f"{score}.00") for score in range(57, 49, -1))


def test_a_last_visit_on_which_nothing_counted_has_no_score(
    database: Database, market: UUID
) -> None:
    with database.transaction():
        visited(market, DAY - timedelta(days=1), "70")
        visited(market, DAY, None)
        row = load_site_rows(DAY)[0]
    assert (row.visits, row.last_day, row.score) == (2, DAY, None)
    assert row.scores == (Decimal("70.00"),)


def test_dated_duties_begin_with_those_that_hold_longest(database: Database, market: UUID) -> None:
    with database.transaction():
        found = load_dated_duties(market)
    assert found == (
        DatedDuty(Role.LINE, "城管局", date(2026, 1, 1), None),
        DatedDuty(Role.TERRITORIAL, "望湖街道", None, DAY),
        DatedDuty(Role.SPONSOR, "城管局", None, DAY - timedelta(days=1)),
    )


def test_photos_of_a_site_are_the_newest_each_once(database: Database, market: UUID) -> None:
    with database.transaction():
        old = visited(market, DAY - timedelta(days=1), "70")
        new = visited(market, DAY, "80")
        for number in range(3):
            photo = Photo(bytes([number]) * 32, PhotoFormat.JPEG, 1, 2, 3)
            tables.Photo.create(
                id=photo.id,
                sha256=photo.sha256,
                format=photo.format,
                byte_size=1,
                width=2,
                height=3,
            )
            for visit in {0: (old,), 1: (old, new), 2: (new,)}[number]:
                tables.VisitPhoto.create(
                    id=uuid4(),
                    visit=visit,
                    photo=photo.id,
                    attached=TAKEN + timedelta(minutes=number),
                )
        found = load_site_photos(market, 2)
    assert [each.photo.sha256[0] for each in found] == [2, 1]
    assert all(each.link.photo == each.photo.id for each in found)
