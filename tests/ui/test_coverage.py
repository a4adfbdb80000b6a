"""The page of coverage as an office uses it: what is missing, and the plan of the coming week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from inspector.domain.board_rules import BoardRules, Minimum, Subjects
from inspector.domain.period import week_of
from inspector.domain.site import SiteUnit
from inspector.domain.unit import Role, Unit, UnitClass
from inspector.services import board_book, closing, plan, undo, visit, workspace
from inspector.services.workspace import Workspace
from inspector.store.kind import creation
from tests.services import made_up
from ui.dialogs.plan_draw import PlanDrawDialog
from ui.dialogs.reason import ReasonDialog
from ui.jobs import Jobs
from ui.pages.coverage import CoveragePage
from ui.theme import Theme
from ui.widgets.coverage_head import PLAN, SITES

LEFT = Qt.MouseButton.LeftButton
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
PLACES = (("望湖街道", "0101", 3), ("望湖街道", "0102", 10), ("清河街道", "0201", None))


class Desk:
    """The page over three sites: one visited lately, one seven weeks ago, one never."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, folder: Path, *, is_empty: bool) -> None:
        self.bot = qtbot
        self.folder = folder
        self.jobs = Jobs()
        self.ws: Workspace = self.call(lambda: _district(folder, is_empty=is_empty))
        self.jobs.serve(self.ws)
        self.page = CoveragePage(self.ws, self.jobs, Theme(qapp))
        qtbot.addWidget(self.page)
        self.page.resize(1208, 660)
        self.went: list[tuple[str, object]] = []
        self.page.navigated.connect(lambda name, subject: self.went.append((name, subject)))
        self.page.show()
        self.page.setFocus()
        self.settle()

    def call(self, operation: Any) -> Any:
        """The result of a service on the database thread."""
        return self.jobs._database.submit(operation).result()

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not self.jobs.is_busy, timeout=20_000)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        focused = self.page.focusWidget() or self.page
        self.bot.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def column(self, number: int) -> list[str]:
        model = self.page.tables[self.page._view].model()
        return [model.index(row, number).data() for row in range(model.rowCount())]

    def choose(self, view: int) -> None:
        self.bot.mouseClick(self.page.head.views[view], LEFT)

    def dialog(self, kind: type[Any]) -> Any:
        """The dialog that is open."""
        found = [one for one in self.page.findChildren(kind) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def draw(self) -> None:
        """Draw a plan for two by the keyboard."""
        self.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        asked = self.dialog(PlanDrawDialog)
        asked.another.setFocus()
        self.bot.keyClicks(asked.another, "chen")
        self.bot.keyClick(asked.another, Qt.Key.Key_Return)
        asked.seed.setText("17")
        self.bot.mouseClick(asked.draw, LEFT)
        self.settle()
        # As a desktop does after a dialog.
        self.page.activateWindow()
        self.bot.waitUntil(self.page.isActiveWindow)
        assert self.page.tables[PLAN].hasFocus()


def _district(folder: Path, *, is_empty: bool) -> Workspace:
    ws = workspace.create(folder / "workspace", district="示例区", person="李明", clock=lambda: NOW)
    if is_empty:
        return ws
    made_up.publish(ws, made_up.judged_scheme())
    streets: dict[str, Unit] = {}
    for name, code, weeks in PLACES:
        site = made_up.add_site(ws, code)
        with ws.write("site.import") as edits:
            if name not in streets:
                streets[name] = Unit(ws.new_id(), name, name, UnitClass.STREET)
                edits += creation("unit", streets[name])
            link = SiteUnit(ws.new_id(), site.id, streets[name].id, Role.TERRITORIAL)
            edits += creation("site_unit", link)
        if weeks is not None:
            begun = visit.start(ws, site.id, day=ws.today() - timedelta(weeks=weeks)).visit
            closing.close(ws, begun.id)
    return ws


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path, is_empty=False)
    yield made
    qtbot.waitUntil(lambda: not made.jobs.is_busy)
    made.jobs.close(made.ws.close)


def test_the_least_visited_come_first_with_what_they_lack(desk: Desk) -> None:
    assert desk.column(0) == ["清河街道", "望湖街道"]
    assert desk.column(3) == ["0.00 %", "50.00 %"]
    assert desk.column(7) == ["not visited", "2 visits short"]
    assert "1 of 3 visited" in desk.page.head.facts.text()


def test_more_weeks_and_fewer_visits_change_what_is_lacking(desk: Desk) -> None:
    head = desk.page.head
    head.minimum.field.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert desk.column(7)[1] == "1 visit short"
    for _number in range(6):
        desk.bot.mouseClick(head.period.weeks.buttons[1], LEFT)
    desk.settle()
    assert head.period.weeks.value == 10
    assert desk.column(7)[1] == "complete"
    assert "2 of 3 visited" in head.facts.text()


def test_enter_goes_from_a_unit_to_its_missing_sites_and_on_to_a_site(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    page = desk.page
    assert page.head.views[SITES].isChecked()
    assert page.units.text() == "望湖街道"
    assert desk.column(0) == ["0102"]
    desk.bot.mouseClick(page.missing, LEFT)
    assert desk.column(0) == ["0102", "0101"]
    page.units.setFocus()
    desk.press(Qt.Key.Key_Delete)
    assert desk.column(0) == ["0201", "0102", "0101"]
    assert desk.column(4)[0] == "Not visited"
    page.tables[SITES].setFocus()
    desk.press(Qt.Key.Key_Return)
    assert [name for name, _subject in desk.went] == ["site"]


def test_a_type_leads_to_its_sites_and_its_menu_counts_them(desk: Desk) -> None:
    desk.choose(1)
    assert desk.column(0) == [made_up.MARKET]
    desk.page.tables[1].setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.page.types.text() == made_up.MARKET
    assert len(desk.column(0)) == 2
    menu = desk.page.units.menu_now()
    texts = [action.text() for action in menu.actions()]
    menu.deleteLater()
    assert texts == ["All", "", "望湖街道\t2", "清河街道\t1"]


def test_alt_and_arrows_go_through_the_tables(desk: Desk) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    assert not desk.page.missing.isVisible()
    desk.press(Qt.Key.Key_Right, alt)
    desk.press(Qt.Key.Key_Right, alt)
    assert desk.page.missing.isVisible()
    desk.press(Qt.Key.Key_Right, alt)
    assert desk.column(0) == ["李明"]
    assert desk.column(1) == ["1"]
    desk.press(Qt.Key.Key_Right, alt)
    assert desk.page.no_plan.isVisible()
    desk.press(Qt.Key.Key_Left, alt)
    desk.press(Qt.Key.Key_Return)
    assert desk.page.head.views[PLAN].isChecked()


def test_where_nothing_is_missing_the_way_to_all_sites_is_offered(desk: Desk) -> None:
    desk.choose(SITES)
    desk.page.types.choose("no such type", "no such type")
    desk.page.types.changed.emit()
    assert desk.page.none_missing.isVisible()
    desk.bot.mouseClick(desk.page.none_missing.button, LEFT)
    assert len(desk.column(0)) == 3


def test_a_plan_is_drawn_by_keys_shown_and_undone(desk: Desk) -> None:
    desk.draw()
    assert desk.page.head.views[PLAN].isChecked()
    assert sorted(desk.column(3)) == ["0101", "0102", "0201"]
    assert set(desk.column(1)) | set(desk.column(2)) == {"chen", "李明", "—"}
    facts = desk.page.head.plan_facts.text()
    assert "seed 17" in facts
    assert "3 sites · 2 inspectors" in facts
    assert "Ctrl+Z" in desk.page.message.text.text()
    assert desk.page.head.plans.currentText().startswith("Week 48")
    desk.jobs.run(lambda _progress: undo.undo(desk.ws))
    desk.bot.waitUntil(desk.page.no_plan.isVisible)


def test_a_second_plan_for_the_same_people_is_refused_in_words(desk: Desk) -> None:
    desk.draw()
    desk.draw()
    assert "there is a plan already for" in desk.page.message.text.text()


def test_the_dialog_wants_somebody_and_says_how_much_it_will_be(desk: Desk) -> None:
    desk.bot.mouseClick(desk.page.head.draw, LEFT)
    asked = desk.dialog(PlanDrawDialog)
    assert asked.inspectors == ("李明",)
    assert "up to 5 visits" in asked._said.text()
    asked.people.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not asked.draw.isEnabled()
    asked.another.setText("李明")
    desk.bot.keyClick(asked.another, Qt.Key.Key_Return)
    assert asked.people.count() == 1
    assert asked.draw.isEnabled()
    asked.seed.clear()
    assert not asked.draw.isEnabled()
    asked.reject()


def test_a_plan_is_taken_back_for_a_reason(desk: Desk) -> None:
    desk.draw()
    desk.bot.mouseClick(desk.page.head.void, LEFT)
    asked = desk.dialog(ReasonDialog)
    desk.bot.keyClicks(asked.field, "staff changed")
    desk.bot.mouseClick(asked.accept_button, LEFT)
    desk.bot.waitUntil(desk.page.no_plan.isVisible)
    assert desk.call(lambda: plan.plans_of(desk.ws)) == ()


def test_a_plan_is_exported(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.draw()
    out = desk.folder / "plan.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(out), ""))
    desk.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert str(out) in desk.page.message.text.text()
    assert openpyxl.load_workbook(out).sheetnames == ["Plan"]


def test_another_plan_is_chosen_from_the_list(desk: Desk) -> None:
    desk.draw()
    later = week_of(desk.ws.today() + timedelta(14))
    desk.jobs.run(lambda _progress: plan.draw(desk.ws, later, ("李明",), per_day=1))
    plans = desk.page.head.plans
    desk.bot.waitUntil(lambda: plans.count() == 2)
    assert plans.currentText().startswith("Week 48")
    plans.setFocus()
    desk.press(Qt.Key.Key_Up)
    assert plans.currentText().startswith("Week 49")
    assert set(desk.column(1)) == {"李明"}


def test_the_models_are_proper_models(desk: Desk) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(table.model(), mode) for table in desk.page.tables]
    desk.draw()
    desk.choose(SITES)
    desk.bot.mouseClick(desk.page.missing, LEFT)
    assert [tester.model().rowCount() for tester in testers] == [2, 1, 3, 1, 3]


def test_every_widget_that_takes_the_focus_has_a_name(desk: Desk) -> None:
    for view in range(len(desk.page.tables)):
        desk.choose(view)
        nameless = [
            type(widget).__name__
            for widget in desk.page.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (widget.accessibleName() or getattr(widget, "text", str)())
        ]
        assert nameless == []


def test_an_empty_workspace_says_what_belongs_here(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(qtbot, qapp, tmp_path, is_empty=True)
    assert desk.page.empty.isVisible()
    assert not desk.page.head.draw.isEnabled()
    chosen = str(tmp_path / "sites.xlsx")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (chosen, ""))
    qtbot.mouseClick(desk.page.empty.button, LEFT)
    assert desk.went == [("import_preview", ("site", Path(chosen)))]
    desk.jobs.close(desk.ws.close)


def choose(desk: Desk, kind: str) -> None:
    box = desk.page.head.period.kind
    box.setFocus()
    desk.press(Qt.Key.Key_Home)
    for _step in range(box.findText(kind)):
        desk.press(Qt.Key.Key_Down)


def test_any_period_can_be_looked_at_and_is_remembered(desk: Desk) -> None:
    picker = desk.page.head.period
    assert picker.kind.currentText() == "Last weeks"
    choose(desk, "Week")
    assert "0 of 3 visited" in desk.page.head.facts.text()
    for _number in range(3):
        desk.bot.mouseClick(picker.before, LEFT)
        desk.settle()
    assert "1 of 3 visited" in desk.page.head.facts.text()
    choose(desk, "From – to")
    picker.first.setDate(QDate(2026, 9, 1))
    desk.settle()
    assert "2 of 3 visited" in desk.page.head.facts.text()
    again = CoveragePage(desk.ws, desk.jobs, desk.page.theme)
    desk.bot.addWidget(again)
    again.show()
    desk.settle()
    assert again.head.period.kind.currentText() == "From – to"
    assert "2 of 3 visited" in again.head.facts.text()
    choose(desk, "A campaign")
    assert "campaign" in desk.page.message.text.text()
    assert picker.kind.currentText() == "Last weeks"


def test_what_a_unit_needs_comes_from_the_rules_of_the_board(desk: Desk) -> None:
    rules = BoardRules(
        subjects=Subjects(classes=(UnitClass.STREET,)), minimum=Minimum(visits=2, sites=4)
    )
    desk.jobs.run(lambda _progress: board_book.add(desk.ws, "Strict", rules))
    head = desk.page.head
    desk.bot.waitUntil(lambda: head.board.findText("Strict") > 0)
    place = head.board.findText("Strict")
    head.board.setCurrentIndex(place)
    head.board.activated.emit(place)
    desk.settle()
    assert head.minimum.value == 2
    assert head.board.toolTip() == "Ranked from 2 visits, 4 visited sites"
    assert desk.column(7)[1] == "1 visit short; 3 sites short"
