"""The why card beside the table: lists, changes, relapses, sites told in one sum, the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from inspector.domain.board_rules import BoardRules
from inspector.domain.list_rules import Line, ListKind, ListRule, ListRules
from inspector.services import board_book, why_card
from inspector.services.workspace import Workspace
from tests.ui.board_world import Office, office, two_weeks
from tests.ui.test_board import explain, losses, opened, save_as, settle
from ui.pages.board import BoardPage
from ui.theme import Theme

D = Decimal


def with_lists(ws: Workspace) -> None:
    two_weeks(ws)
    rules = (
        ListRule(ListKind.RED, line=Line(first=1)),
        ListRule(ListKind.BLACK, line=Line(last=1)),
    )
    board_book.change(ws, "units", rules=BoardRules(lists=ListRules(rules)))
    ws.take_touched()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    made = office(tmp_path, with_lists)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Office, theme: Theme) -> BoardPage:
    return opened(qtbot, desk, theme)


def test_a_card_tells_the_way_to_the_lists_what_changed_and_what_came_back(
    qtbot: QtBot, page: BoardPage
) -> None:
    explain(qtbot, page, row=1)
    texts = page.panel.facts.texts
    assert texts[0].startswith("red list: lacks ")
    assert texts[1].startswith("black list: ")
    assert texts[1].endswith(" to get off it")
    assert texts[2].startswith("Since the period before: score \N{MINUS SIGN}")
    assert texts[3].startswith("Lost more on: \N{MINUS SIGN}")
    qtbot.keyClick(page.table, Qt.Key.Key_Up)
    settle(qtbot, page)
    assert page.panel.facts.texts[0].endswith(" to spare")


def test_the_copied_text_tells_the_same(qtbot: QtBot, page: BoardPage) -> None:
    explain(qtbot, page, row=1)
    page.panel.copied.emit()
    text = QGuiApplication.clipboard().text()
    assert all(fact in text for fact in page.panel.facts.texts)


def test_a_site_told_in_one_sum_opens_by_enter(qtbot: QtBot, page: BoardPage, desk: Office) -> None:
    explain(qtbot, page)
    ranking, row = page.ranking, page.table.row
    assert ranking is not None
    assert row is not None
    whole = losses(page)
    few = desk.call(lambda _progress: why_card.card(desk.ws, ranking, row, most=0))
    page.panel.show_card(few)
    view, model = page.panel.losses, page.panel.losses.model()
    places = [model.index(line, 0) for line in range(model.rowCount())]
    (site,) = [place for place in places if "all together" in place.data()]
    view.setCurrentIndex(site)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert [one.exact for one in losses(page)] == [one.exact for one in whole]
    assert row.score is not None
    assert sum(one.lost for one in losses(page)) == 100 - row.score


def test_a_card_is_written_as_a_sheet(
    qtbot: QtBot, page: BoardPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    explain(qtbot, page)
    suggested = save_as(monkeypatch, tmp_path / "why.xlsx")
    page.panel.sheet_asked.emit()
    settle(qtbot, page)
    (name,) = suggested
    assert "east" in name
    sheet = openpyxl.load_workbook(tmp_path / "why.xlsx").worksheets[0]
    told = [row[7].value for row in sheet if isinstance(row[0].value, int)]
    row = page.table.row
    assert row is not None
    assert row.score is not None
    assert sum(D(str(one)) for one in told) == 100 - row.score
    assert page.message.text.text().startswith("Written: why.xlsx")
