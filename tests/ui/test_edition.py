"""The Editions page as an office uses it: prove, correct, object, decide, export."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from inspector.domain.appeal import Decision
from inspector.domain.period import week_of
from inspector.services import appeal, edition, edition_proof
from inspector.services.workspace import Workspace
from inspector.store import tables
from inspector.store.total import recompute
from tests.files.sheets.reading import Written
from tests.store.board_world import DAY
from tests.ui.board_world import Office, office, two_weeks
from ui.dialogs.appeal_decision import AppealDecision
from ui.dialogs.appeal_filing import AppealFiling
from ui.dialogs.edition_correction import EditionCorrection
from ui.pages.edition import EditionPage
from ui.theme import Theme
from ui.widgets.edition_head import APPEALS, CHANGES, RANKS, TODAY

LEFT = Qt.MouseButton.LeftButton
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WEEK = week_of(DAY)
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


class Desk:
    """The page over a sealed week; somebody named Chen was on one of its visits."""

    def __init__(self, qtbot: QtBot, made: Office, theme: Theme, *, is_sealed: bool = True) -> None:
        self.bot, self.office = qtbot, made
        if is_sealed:
            self.call(_with_inspector)
            self.call(lambda ws: edition.seal(ws, "units", WEEK))
        self.page = EditionPage(made.ws, made.jobs, theme)
        qtbot.addWidget(self.page)
        for table in (self.page.editions, *self.page.tables):
            QAbstractItemModelTester(table.model(), FATAL, self.page)
        self.page.resize(1294, 716)
        self.went: list[str] = []
        self.page.navigated.connect(lambda name, _subject: self.went.append(name))
        self.page.show()
        self.settle()

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not self.office.jobs.is_busy)

    def call(self, operation: Any) -> Any:
        return self.office.call(lambda _progress: operation(self.office.ws))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
        # As a desktop does after a dialog.
        self.page.activateWindow()
        self.bot.waitUntil(self.page.isActiveWindow)
        self.page.editions.setFocus()
        self.bot.keyClick(self.page.editions, key, modifier)
        self.settle()

    def column(self, table: Any, number: int) -> list[str]:
        model = table.model()
        return [model.index(row, number).data() for row in range(model.rowCount())]

    def dialog(self, kind: type[Any]) -> Any:
        found = [one for one in self.page.findChildren(kind) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def view(self, place: int) -> Any:
        self.bot.mouseClick(self.page.views.views[place], LEFT)
        self.settle()
        return self.page.tables[place]

    def file(self, says: str = "it was tidy") -> None:
        """File an objection to the first loss of the first unit by the keyboard."""
        self.view(APPEALS)
        self.press(Qt.Key.Key_N)
        asked = self.dialog(AppealFiling)
        asked.says.setFocus()
        self.bot.keyClicks(asked.says, says)
        self.bot.mouseClick(asked.accept_button, LEFT)
        self.settle()


def _with_inspector(ws: Workspace) -> None:
    with ws.database.transaction():
        person = ws.new_id()
        tables.Person.create(id=person, name="Chen", team="")
        visit = tables.Visit.get(tables.Visit.number == "A-1").id
        tables.VisitPerson.create(visit=visit, person=person)


def _judge(ws: Workspace, number: str, points: str) -> None:
    with ws.database.transaction():
        visit = tables.Visit.get(tables.Visit.number == number).id
        tables.Answer.update(points=Decimal(points)).where(
            tables.Answer.visit == visit, tables.Answer.item == 1
        ).execute()
        recompute([visit])


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Office]:
    found = office(tmp_path, two_weeks)
    yield found
    found.close()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, made: Office, theme: Theme) -> Iterator[Desk]:
    shown = Desk(qtbot, made, theme)
    yield shown
    shown.settle()


def test_an_empty_page_leads_to_the_rankings(qtbot: QtBot, made: Office, theme: Theme) -> None:
    desk = Desk(qtbot, made, theme, is_sealed=False)
    assert desk.page.empty.isVisible()
    qtbot.mouseClick(desk.page.empty.button, LEFT)
    assert desk.went == ["board"]
    desk.settle()


def test_an_edition_is_shown_as_it_was_sealed_and_verified_by_a_key(desk: Desk) -> None:
    page = desk.page
    assert desk.column(page.editions, 2) == ["1"]
    assert desk.column(page.editions, 8) == ["not yet"]
    assert desk.column(page.tables[RANKS], 3) == ["east", "west", "trade"]
    assert desk.column(page.tables[RANKS], 4)[0] == "97.50"
    assert page.views.facts.text().startswith("Sealed as edition 1")
    desk.press(Qt.Key.Key_K)
    assert desk.column(page.editions, 8) == ["as sealed"]
    assert "numbers come out again" in page.message.text.text()
    assert page.doing.progress.isHidden()


def test_what_differs_today_is_computed_when_it_is_looked_at(desk: Desk) -> None:
    table = desk.view(TODAY)
    assert desk.page.views.facts.text() == "What is known now is what was sealed."
    assert desk.column(table, 0) == []
    desk.call(lambda ws: _judge(ws, "A-3", "9"))
    desk.page.reload()
    desk.settle()
    assert desk.column(table, 1) == ["trade", "west", "A-3"]
    assert "the edition stays as it is" in desk.page.views.facts.text()
    assert desk.column(desk.page.tables[RANKS], 4)[1] == "66.00"


def test_a_correction_shows_what_changed_before_it_is_sealed(desk: Desk) -> None:
    desk.page.correct_action.trigger()
    desk.settle()
    asked = desk.dialog(EditionCorrection)
    assert "nothing to correct" in asked.told.text()
    asked.reason.setText("misread")
    assert not asked.accept_button.isEnabled()
    asked.reject()
    desk.call(lambda ws: _judge(ws, "A-3", "9"))
    desk.page.correct_action.trigger()
    desk.settle()
    asked = desk.dialog(EditionCorrection)
    assert desk.column(asked.table, 1) == ["trade", "west", "A-3"]
    assert not asked.accept_button.isEnabled()
    desk.bot.keyClicks(asked.reason, "the form was misread")
    desk.bot.mouseClick(asked.accept_button, LEFT)
    desk.settle()
    desk.settle()
    page = desk.page
    assert desk.column(page.editions, 2) == ["2 (correction)", "1"]
    assert desk.column(page.editions, 7) == ["in force", "corrected later"]
    assert page.line is not None
    assert page.line.edition.number == 2
    assert desk.column(page.tables[CHANGES], 1) == ["trade", "west", "A-3"]
    assert page.views.facts.text() == "Reason: the form was misread"
    page.editions.selectRow(1)
    desk.settle()
    assert not page.correct_action.isEnabled()


def test_an_objection_is_filed_decided_and_taken_back(desk: Desk) -> None:
    desk.file()
    page = desk.page
    table = page.tables[APPEALS]
    assert desk.column(table, 0) == ["east"]
    assert desk.column(table, 5) == ["undecided"]
    assert "working days left" in page.views.facts.text()
    assert desk.column(page.editions, 6) == ["1"]
    desk.press(Qt.Key.Key_D)
    asked = desk.dialog(AppealDecision)
    asked.decisions[Decision.WITHDRAWN].click()
    asked.reason.setText("the photo shows nothing")
    assert asked.accept_button.isEnabled()
    # Who was on the visit is told where the name is typed.
    asked.by.setText("Chen")
    assert "Chen was on this visit" in asked.wrong_by.text()
    assert not asked.accept_button.isEnabled()
    asked.by.setText("Director Wang")
    assert asked.wrong_by.isHidden()
    desk.bot.mouseClick(asked.accept_button, LEFT)
    desk.settle()
    assert desk.column(table, 5) == ["withdrawn"]
    assert desk.column(table, 6) == ["Director Wang"]
    assert desk.column(table, 7)[0].startswith("correct the visit")
    assert not page.decide_action.isEnabled()
    desk.bot.mouseClick(page.message.action, LEFT)
    desk.settle()
    assert desk.column(table, 5) == ["undecided"]


def test_a_day_that_is_no_day_or_too_late_is_told_where_it_is_typed(desk: Desk) -> None:
    desk.view(APPEALS)
    desk.press(Qt.Key.Key_N)
    asked = desk.dialog(AppealFiling)
    assert desk.column(asked.table, 1) != []
    asked.says.setPlainText("it was tidy")
    for typed, said in (
        ("soon", "This is no day."),
        ("2099-01-01", "This day is still to come."),
    ):
        asked.day.setText(typed)
        assert asked.wrong_day.text().startswith(said)
        assert not asked.accept_button.isEnabled()
    asked.day.setText(desk.office.ws.today().isoformat())
    assert asked.accept_button.isEnabled()
    asked.reject()


def test_the_same_objection_twice_is_refused_in_the_dialog(desk: Desk) -> None:
    desk.file()
    desk.press(Qt.Key.Key_N)
    asked = desk.dialog(AppealFiling)
    asked.says.setPlainText("again")
    desk.bot.mouseClick(asked.accept_button, LEFT)
    desk.settle()
    assert "objected to already" in asked.faults.rows[0].said
    assert asked.isVisible()
    asked.reject()
    assert len(desk.call(appeal.list_)) == 1


def test_an_edition_is_written_as_a_file_and_as_a_workbook(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = iter([tmp_path / "week.edition", tmp_path / "week.xlsx"])
    asked: list[str] = []

    def choose(_parent: object, _title: str, suggested: str, kinds: str) -> tuple[str, str]:
        asked.append(Path(suggested).name)
        return str(next(targets)), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    desk.press(Qt.Key.Key_E)
    desk.press(Qt.Key.Key_E, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert asked == ["All units 2026-W47 1.edition", "All units 2026-W47 1.xlsx"]
    assert edition_proof.verify_file(tmp_path / "week.edition").is_right
    foot = Written(tmp_path / "week.xlsx").book.worksheets[0].oddFooter.left.text
    assert foot.startswith("Edition 1 · SHA-256")


def test_the_tables_take_turns_by_keys(desk: Desk) -> None:
    for place in (APPEALS, CHANGES, TODAY, RANKS):
        desk.press(Qt.Key.Key_Right, ALT)
        assert desk.page._body.currentIndex() == place
    desk.press(Qt.Key.Key_Left, ALT)
    assert desk.page._body.currentIndex() == TODAY
