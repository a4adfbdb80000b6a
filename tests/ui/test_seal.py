"""Sealing from the Rankings page: what will be frozen, what stands against it, and afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.domain.board import Board
from inspector.domain.board_rules import BoardRules, Metric
from inspector.domain.period import week_of
from inspector.domain.ready_board import READY_BOARDS
from inspector.services import appeal, edition
from inspector.services.workspace import Workspace
from inspector.store import tables
from inspector.store.kind import creation
from tests.store.board_world import DAY
from tests.ui.board_world import Office, office, two_weeks
from ui.dialogs.appeal_filing import AppealFiling
from ui.dialogs.board_editor import BoardEditor
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.seal import SealDialog
from ui.dialogs.visit_ending import VisitEnding
from ui.models.loss_list import LINE_ROLE
from ui.pages.board import BoardPage
from ui.theme import Theme

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
WEEK = week_of(DAY)


class Desk:
    """The page over two weeks of a small district."""

    def __init__(self, qtbot: QtBot, made: Office, theme: Theme) -> None:
        self.bot, self.office = qtbot, made
        self.page = BoardPage(made.ws, made.jobs, theme)
        qtbot.addWidget(self.page)
        self.page.resize(1294, 716)
        self.went: list[tuple[str, object]] = []
        self.page.navigated.connect(lambda name, subject: self.went.append((name, subject)))
        self.page.show()
        self.page.table.setFocus()
        self.settle()

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not self.office.jobs.is_busy)

    def call(self, operation: Any) -> Any:
        return self.office.call(lambda _progress: operation(self.office.ws))

    def ask(self) -> SealDialog:
        """Open the dialog by its key."""
        self.bot.keyClick(self.page.table, Qt.Key.Key_L, CTRL)
        self.settle()
        return self.dialog()

    def dialog(self) -> SealDialog:
        found = [one for one in self.page.findChildren(SealDialog) if one.isVisible()]
        assert len(found) == 1
        return found[0]


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path, theme: Theme) -> Iterator[Desk]:
    made = office(tmp_path, two_weeks)
    yield Desk(qtbot, made, theme)
    qtbot.waitUntil(lambda: not made.jobs.is_busy)
    made.close()


def test_a_ranking_is_sealed_by_the_keyboard_and_says_so(desk: Desk) -> None:
    assert desk.page.sealing.line.isHidden()
    asked = desk.ask()
    assert "4 visits will be frozen" in asked.told.text()
    assert asked.faults.isHidden()
    assert not asked.campaign.isEnabled()
    asked.issue.field.setFocus()
    desk.bot.keyClick(asked.issue.field, Qt.Key.Key_Up)
    asked.accept_button.setFocus()
    desk.bot.keyClick(asked.accept_button, Qt.Key.Key_Return)
    desk.settle()
    (sealed,) = desk.call(edition.list_)
    assert sealed.head is not None
    assert (sealed.head.issue, sealed.head.appeal_days) == (48, 3)
    said = desk.page.sealing.line.said.text()
    assert said.startswith("Sealed as edition 1 on 2026-11-20")
    assert said.endswith(sealed.sha256[:12])
    assert desk.page.message.text.text() == said
    assert not desk.page.sealing.button.isEnabled()
    desk.bot.mouseClick(desk.page.sealing.line.show_edition, LEFT)
    assert desk.went == [("edition", sealed.edition.id)]


def test_the_line_belongs_to_its_period(desk: Desk) -> None:
    desk.call(lambda ws: edition.seal(ws, "units", WEEK.previous))
    desk.page.reload()
    desk.settle()
    assert desk.page.sealing.line.isHidden()
    desk.bot.keyClick(desk.page.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    desk.settle()
    assert desk.page.sealing.line.isVisible()
    assert not desk.page.sealing.action.isEnabled()
    desk.bot.keyClick(desk.page.table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    desk.settle()
    assert desk.page.sealing.line.isHidden()
    assert desk.page.sealing.action.isEnabled()


def test_the_button_gives_way_to_the_period_and_the_key_stays(desk: Desk) -> None:
    assert desk.page.sealing.button.isVisible()
    desk.bot.keyClick(desk.page.table, Qt.Key.Key_Return)
    desk.settle()
    assert not desk.page.panel.isHidden()
    assert not desk.page.sealing.button.isVisible()
    desk.ask().reject()


def test_everything_against_it_is_told_at_once_with_where_it_is_mended(desk: Desk) -> None:
    def spoil(ws: Workspace) -> None:
        units = READY_BOARDS["units"]
        weighed = BoardRules(metrics=(Metric(weight=Decimal("0.6")),))
        with ws.write("board.change") as edits:
            # The service refuses such rules, but they may come from another laptop.
            edits += creation("board", Board(units.id, "", units.kind, weighed))

    desk.call(spoil)
    desk.page.reload()
    desk.settle()
    asked = desk.ask()
    asked.cutoff.setText("soon")
    asked.check()
    assert asked.wrong_moment.isVisible()
    asked.cutoff.setText("2030-01-01")
    asked.check()
    desk.settle()
    assert asked.wrong_moment.isHidden()
    desk.bot.mouseClick(asked.faults.buttons[1], LEFT)
    assert asked.focusWidget() is asked.cutoff
    assert len(asked.faults.rows) == 2
    assert not asked.accept_button.isEnabled()
    desk.bot.mouseClick(asked.faults.buttons[0], LEFT)
    desk.settle()
    (editor,) = [one for one in desk.page.findChildren(BoardEditor) if one.isVisible()]
    editor.reject()
    assert desk.call(edition.list_) == ()


def test_open_visits_are_told_and_left_out(desk: Desk) -> None:
    def reopen(ws: Workspace) -> None:
        with ws.database.transaction():
            tables.Visit.update(state="open", closed=None).where(
                tables.Visit.number == "A-2"
            ).execute()
            tables.Visit.update(campaign="spring").where(tables.Visit.number == "A-3").execute()

    desk.call(reopen)
    asked = desk.ask()
    assert "3 visits will be frozen" in asked.told.text()
    assert "1 visit is still open" in asked.told.text()
    assert asked.campaign.isEnabled()
    asked.campaign.setCurrentIndex(1)
    asked.campaign.activated.emit(1)
    desk.settle()
    assert "1 visit will be frozen" in asked.told.text()
    asked.reject()


def test_what_was_sealed_meanwhile_is_shown(desk: Desk) -> None:
    asked = desk.ask()
    sealed = desk.call(lambda ws: edition.seal(ws, "units", WEEK))
    desk.bot.mouseClick(asked.accept_button, LEFT)
    desk.settle()
    assert "is sealed already" in asked.faults.rows[0].said
    assert asked.isVisible()
    asked.check()
    desk.settle()
    desk.bot.mouseClick(asked.faults.buttons[0], LEFT)
    assert desk.went == [("edition", sealed.id)]


def test_a_loss_of_a_sealed_ranking_is_objected_to_from_its_explanation(desk: Desk) -> None:
    page = desk.page
    assert not page.sealing.appeal.isEnabled()
    desk.call(lambda ws: edition.seal(ws, "units", WEEK))
    page.reload()
    desk.settle()
    page.sealing.appeal.trigger()
    assert "Choose the loss" in page.message.text.text()
    desk.bot.keyClick(page.table, Qt.Key.Key_Down)
    desk.bot.keyClick(page.table, Qt.Key.Key_Return)
    desk.settle()
    losses = page.panel.losses
    losses.setCurrentIndex(losses.model().index(0, 0))
    assert page.sealing.appeal in losses.actions()
    page.sealing.appeal.trigger()
    desk.settle()
    (asked,) = [one for one in page.findChildren(AppealFiling) if one.isVisible()]
    assert asked.unit.currentText() == "west"
    row = asked.table.current_row()
    loss = losses.currentIndex().data(LINE_ROLE)
    assert (row.visit, row.item) == (loss.visit, loss.item)
    desk.bot.keyClicks(asked.says, "it was tidy")
    desk.bot.mouseClick(asked.accept_button, LEFT)
    desk.settle()
    (line,) = desk.call(appeal.list_)
    assert (line.unit, line.appeal.text) == ("west", "it was tidy")
    assert page.message.text.text() == "The appeal was filed."


def test_whoever_reopens_a_sealed_visit_is_told_what_becomes_of_it(
    desk: Desk, theme: Theme
) -> None:
    sealed, other = desk.call(_two_visits)
    desk.call(lambda ws: edition.seal(ws, "units", WEEK))
    ending = VisitEnding(desk.office.ws, theme, desk.page.run, desk.page)
    for visit, is_told in ((sealed, True), (other, False)):
        ending.reopen(visit)
        desk.settle()
        (asked,) = [one for one in desk.page.findChildren(ReasonDialog) if one.isVisible()]
        assert ("All units, Week 47, edition 1" in asked.question.text()) is is_told
        asked.reject()


def _two_visits(ws: Workspace) -> tuple[UUID, UUID]:
    """A visit of the week, and one of the week before."""
    with ws.database.transaction():
        ids = [
            tables.Visit.select().where(tables.Visit.day == day).order_by(tables.Visit.number)
            for day in (DAY, DAY - timedelta(days=7))
        ]
        return ids[0][0].id, ids[1][0].id
