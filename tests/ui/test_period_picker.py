"""Weeks, months, quarters, campaigns and free days on the page of rankings, by keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector.domain.period import Period, PeriodKind, period_of
from inspector.services.workspace import Workspace
from inspector.store import tables
from tests.store.board_world import DAY
from tests.ui.board_world import Office, office, two_weeks
from tests.ui.test_board import column, opened, settle
from ui.models.ranking_table import Field
from ui.pages.board import BoardPage
from ui.theme import Theme

BEFORE = DAY - timedelta(days=7)


def campaigns(ws: Workspace) -> None:
    """The last week belongs to one campaign, the week before to another."""
    two_weeks(ws)
    with ws.database.transaction():
        for name, day in (("Autumn", DAY), ("Summer", BEFORE)):
            tables.Visit.update(campaign=name).where(tables.Visit.day == day).execute()
    ws.take_touched()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    made = office(tmp_path, campaigns)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Office, theme: Theme) -> BoardPage:
    return opened(qtbot, desk, theme)


def choose(qtbot: QtBot, page: BoardPage, kind: str) -> None:
    """Choose a kind of period by the keyboard, as it is typed."""
    box = page.head.period.kind
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    names = [box.itemText(place) for place in range(box.count())]
    for _step in range(names.index(kind)):
        QTest.keyClick(box, Qt.Key.Key_Down)
        settle(qtbot, page)


def shown(page: BoardPage) -> Period:
    assert page.ranking is not None
    return page.ranking.period


def test_a_quarter_and_a_year_are_ranked_and_the_kind_is_remembered(
    qtbot: QtBot, page: BoardPage, desk: Office, theme: Theme
) -> None:
    choose(qtbot, page, "Quarter")
    assert shown(page) == period_of(PeriodKind.QUARTER, DAY)
    assert page.head.period.named.text() == "Quarter 4 of 2026"
    again = opened(qtbot, desk, theme)
    assert shown(again) == period_of(PeriodKind.QUARTER, DAY)
    choose(qtbot, page, "Year")
    assert shown(page) == period_of(PeriodKind.YEAR, DAY)


def test_a_campaign_leaves_only_its_visits(
    qtbot: QtBot, page: BoardPage, desk: Office, theme: Theme
) -> None:
    choose(qtbot, page, "A campaign")
    picker = page.head.period
    assert picker.campaign is not None
    assert picker.campaign.name == "Autumn"
    assert shown(page) == Period(PeriodKind.DAYS, DAY, DAY)
    assert page.ranking is not None
    assert page.ranking.rules.metrics[0].filters.campaigns == ("Autumn",)
    qtbot.mouseClick(picker.before, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert picker.named.text().startswith("Summer")
    assert shown(page) == Period(PeriodKind.DAYS, BEFORE, BEFORE)
    assert column(page, Field.SUBJECT)[0] == "west"
    again = opened(qtbot, desk, theme)
    assert again.head.period.named.text().startswith("Summer")


def test_free_days_are_remembered_and_leave_the_campaign(
    qtbot: QtBot, page: BoardPage, desk: Office, theme: Theme
) -> None:
    choose(qtbot, page, "A campaign")
    choose(qtbot, page, "From – to")
    picker = page.head.period
    assert picker.campaign is None
    picker.first.setDate(QDate(2026, 11, 10))
    settle(qtbot, page)
    assert page.ranking is not None
    assert page.ranking.rules.metrics[0].filters.campaigns == ()
    again = opened(qtbot, desk, theme)
    assert shown(again) == shown(page)
    assert shown(page).first.isoformat() == "2026-11-10"


def test_without_a_campaign_it_is_said_how_one_comes(
    qtbot: QtBot, tmp_path: Path, theme: Theme
) -> None:
    desk = office(tmp_path / "other", two_weeks)
    page = opened(qtbot, desk, theme)
    before = shown(page)
    choose(qtbot, page, "A campaign")
    assert shown(page) == before
    assert page.head.period.campaign is None
    assert "campaign" in page.message.text.text()
    assert page.head.period.kind.currentText() == "Week"
    desk.close()
