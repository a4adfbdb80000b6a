"""What the table of rankings shows of lists, grades and metrics, and where it is cut."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from inspector.domain.board_rules import (
    Additions,
    BoardRules,
    Event,
    EventKind,
    Metric,
    MetricKind,
    Subjects,
)
from inspector.domain.list_rules import Line, ListKind, ListRule, ListRules
from inspector.domain.unit import UnitClass
from inspector.services import board_book
from tests.store.board_world import DAY
from tests.ui.board_world import Office, office, two_weeks
from tests.ui.test_board import choose, column, opened, settle
from ui.models.ranking_table import CUT_ROLE, Cut, Field
from ui.pages.board import BoardPage
from ui.theme import Theme

D = Decimal
LISTS = ListRules(
    (
        ListRule(ListKind.RED, line=Line(first=1)),
        ListRule(ListKind.BLACK, line=Line(last=1)),
        ListRule(ListKind.GRADE, "good", line=Line(at_least=D(60))),
    )
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    made = office(tmp_path, two_weeks)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Office, theme: Theme) -> BoardPage:
    """The page over a board of streets with lists, two metrics and a bonus for the first."""
    made = opened(qtbot, desk, theme)
    assert made.ranking is not None
    east = made.ranking.rows[0].subject
    bonus = Event(east, DAY, EventKind.BONUS, "helped out", "a leader", D("1.5"))
    rules = BoardRules(
        subjects=Subjects(classes=(UnitClass.STREET,)),
        metrics=(
            Metric(name="on site", weight=D("0.8")),
            Metric(MetricKind.RECTIFICATION, "closed", D("0.2")),
        ),
        additions=Additions(events=(bonus,)),
        lists=LISTS,
    )
    desk.jobs.run(lambda _progress: board_book.add(desk.ws, "Listed", rules))
    qtbot.waitUntil(lambda: made.head.board.findText("Listed") > 0)
    choose(made.head.board, "Listed")
    settle(qtbot, made)
    return made


def cuts(page: BoardPage) -> list[Cut | None]:
    model = page.table.table
    return [model.index(row, 0).data(CUT_ROLE) for row in range(model.rowCount())]


def test_red_and_black_are_cut_off_and_named(page: BoardPage) -> None:
    assert cuts(page) == [Cut.RED_ENDS, Cut.BLACK_BEGINS]
    model = page.table.table
    place = model.field_place(Field.SUBJECT)
    spoken = [model.index(row, place).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert spoken == ["east; red list; good", "west; black list; good"]
    assert column(page, Field.GRADE) == ["good", "good"]
    assert not any("list" in remark or "good" in remark for remark in column(page, Field.REMARK))


def test_metrics_and_what_was_added_have_columns(page: BoardPage) -> None:
    model = page.table.table
    heads = [one.heading for one in model.columns if one.field is Field.METRIC]
    assert heads == ["on site 80 %", "closed 20 %"]
    place = model.field_place(Field.METRIC)
    assert [model.index(row, place + 1).data() for row in range(2)] == ["—", "—"]
    assert column(page, Field.ADDED) == ["+1.50", ""]


def test_the_lines_are_drawn_across_the_table(page: BoardPage, theme: Theme) -> None:
    image = page.table.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    first = page.table.visualRect(page.table.table.index(0, 0))
    for x in (4, image.width() // 2, image.width() - 4):
        assert image.pixelColor(x, first.bottom() - 0) == theme.colour("list.red")
        assert image.pixelColor(x, first.bottom() + 1) == theme.colour("list.black")
