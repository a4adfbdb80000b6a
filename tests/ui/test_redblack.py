"""The Red & black page: cards by keys, the way to their reasons, what is said where none are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from inspector.domain.list_rules import Line, ListKind, ListRule
from inspector.domain.ready_board import ready_id
from inspector.domain.redblack_view import BoardPlace
from inspector.services import board_book, edition
from tests.services.test_board import WEEK
from tests.ui.board_world import Office
from tests.ui.redblack_world import D, listed_office
from ui.dialogs.edition_window import EditionWindow
from ui.main_window import MainWindow
from ui.models.redblack_list import CardRow, Heading, NearRow, RedBlackList, TextRow
from ui.pages.board import BoardPage
from ui.pages.redblack import RedBlackPage
from ui.role import places
from ui.theme import Theme

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    made = listed_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Office, theme: Theme) -> RedBlackPage:
    return opened(qtbot, desk, theme)


def opened(qtbot: QtBot, desk: Office, theme: Theme) -> RedBlackPage:
    made = RedBlackPage(desk.ws, desk.jobs, theme)
    qtbot.addWidget(made)
    made.resize(1294, 716)
    made.show()
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, page: RedBlackPage) -> None:
    qtbot.waitUntil(lambda: not page.jobs.is_busy)


def said(model: RedBlackList) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_leader_begins_here_and_comes_to_the_reasons_by_keys(
    qtbot: QtBot, desk: Office, theme: Theme
) -> None:
    there = places("leader", desk.ws, desk.jobs, theme, lambda _page: None)
    window = MainWindow(desk.ws, desk.jobs, theme, there, "李明")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.go(there[0].name)
    window.show()
    page = window.current
    assert isinstance(page, RedBlackPage)
    settle(qtbot, page)
    assert said(page.board.praise.list) == [
        "Red list 1 listed",
        "Red list, east, rank 1 of 2, 97.50, praise",
        "good: east",
    ]
    assert said(page.board.warning.list) == [
        "Black list 1 listed",
        "Black list, west, rank 2 of 2, 66.00, talk",
    ]
    page.board.setFocus()
    qtbot.keyClick(page.board.praise, Qt.Key.Key_Right)
    row = page.board.warning.row
    assert isinstance(row, CardRow)
    assert row.card.row.name == "west"
    qtbot.keyClick(page.board.warning, Qt.Key.Key_Return)
    rankings = window.current
    assert isinstance(rankings, BoardPage)
    qtbot.waitUntil(lambda: not desk.jobs.is_busy)
    assert rankings.ranking is not None
    assert (rankings.ranking.board, rankings.ranking.period) == (ready_id("streets"), WEEK)
    assert not rankings.panel.isHidden()
    assert rankings.table.row is not None
    assert rankings.table.row.name == "west"


def test_the_model_is_sound_and_only_rows_with_reasons_can_be_chosen(
    qtbot: QtBot, page: RedBlackPage
) -> None:
    for view in page.board.views:
        QAbstractItemModelTester(view.list, FATAL, view)
        for place, row in enumerate(view.list.lines):
            can = bool(view.list.flags(view.list.index(place, 0)) & Qt.ItemFlag.ItemIsSelectable)
            assert can == isinstance(row, CardRow | NearRow)
    qtbot.waitUntil(lambda: bool(page.board.trends))
    assert page.board.grab().width() > 0


def test_an_empty_list_says_why_and_who_is_near(qtbot: QtBot, tmp_path: Path, theme: Theme) -> None:
    strict = ListRule(ListKind.RED, line=Line(first=1, at_least=D(99)))
    desk = listed_office(tmp_path, strict)
    page = opened(qtbot, desk, theme)
    rows = page.board.praise.list.lines
    assert isinstance(rows[0], Heading)
    assert isinstance(rows[1], TextRow)
    assert "Nobody reaches 99" in rows[1].text
    assert any(isinstance(row, NearRow) for row in rows)
    # Where nobody is warned there is no column for it.
    assert page.board.warning.isHidden()
    desk.close()


def test_another_period_is_a_step_away(qtbot: QtBot, page: RedBlackPage) -> None:
    page.board.setFocus()
    qtbot.keyClick(page.board.praise, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, page)
    assert page.view is not None
    assert page.view.ranking.period == WEEK.previous


def test_a_sealed_board_says_so(qtbot: QtBot, desk: Office, page: RedBlackPage) -> None:
    assert page.head.state.text() == "not sealed yet"
    page.run(lambda _progress: edition.seal(desk.ws, "streets", WEEK))
    qtbot.waitUntil(lambda: page.head.state.text().startswith("sealed "))
    assert page.head.sealed.text() == "Edition 1"
    settle(qtbot, page)
    qtbot.mouseClick(page.head.sealed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.findChildren(EditionWindow)))
    (shown,) = page.findChildren(EditionWindow)
    assert shown.isVisible()
    assert said(shown.board.warning.list) == said(page.board.warning.list)
    assert not shown.view.lacks_photos
    shown.close()


def test_without_lists_the_page_leads_to_the_rules(
    qtbot: QtBot, desk: Office, page: RedBlackPage
) -> None:
    asked: list[tuple[str, object]] = []
    page.navigated.connect(lambda name, subject: asked.append((name, subject)))
    page.run(lambda _progress: board_book.remove(desk.ws, "streets"))
    qtbot.waitUntil(lambda: page.empty.isVisible())
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert asked == [("board", None)]
    assert not page.present_action.isEnabled()


def test_on_a_narrow_page_one_list_is_shown_at_a_time(qtbot: QtBot, page: RedBlackPage) -> None:
    board = page.board
    assert board.praise.isVisible()
    assert board.warning.isVisible()
    assert board.switch.isHidden()
    page.resize(1000, 600)
    qtbot.waitUntil(lambda: board.warning.isHidden())
    qtbot.keyClick(board.praise, Qt.Key.Key_Right)
    assert (board.praise.isHidden(), board.warning.isHidden()) == (True, False)
    qtbot.keyClick(board.warning, Qt.Key.Key_Left)
    assert (board.praise.isHidden(), board.warning.isHidden()) == (False, True)


def test_a_double_click_asks_for_the_reasons(qtbot: QtBot, page: RedBlackPage) -> None:
    asked: list[object] = []
    page.navigated.connect(lambda _name, subject: asked.append(subject))
    view = page.board.warning
    place = view.visualRect(view.list.index(1, 0)).center()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(view.viewport(), left, pos=place)
    qtbot.mouseDClick(view.viewport(), left, pos=place)
    assert view.row is not None
    assert asked == [BoardPlace(ready_id("streets"), WEEK, *view.row.key)]
