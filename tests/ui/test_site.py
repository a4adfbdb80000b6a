"""The page of the sites as an office uses it: filters, search, sorting, one site, in and out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices, QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from inspector.domain.unit import Role, UnitClass
from inspector.domain.visit import Answer, AnswerState
from inspector.services import workspace
from inspector.services.workspace import Workspace
from inspector.store import tables
from tests.domain import scored_schemes
from tests.store import board_world
from ui.jobs import Jobs
from ui.pages.site import SitePage
from ui.theme import Theme

LEFT = Qt.MouseButton.LeftButton
PLACES = (
    ("望湖街道", "农贸市场", "人民市场", (91, 84)),
    ("望湖街道", "公园", "人民公园", (97,)),
    ("清河街道", "农贸市场", "清河农贸市场", (60, 72, 80)),
    ("清河街道", "公园", "重庆路游园", ()),
)


class Desk:
    """The page over four sites, one of which nobody visited."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, folder: Path, *, is_empty: bool) -> None:
        self.bot = qtbot
        self.folder = folder
        self.jobs = Jobs()
        made: list[Workspace] = []
        job = self.jobs.run(lambda _progress: made.append(self._made(is_empty=is_empty)))
        with qtbot.waitSignal(job.ended, timeout=20_000):
            pass
        self.ws = made[0]
        self.jobs.serve(self.ws)
        self.page = SitePage(self.ws, self.jobs, Theme(qapp))
        qtbot.addWidget(self.page)
        self.page.resize(1208, 660)
        self.went: list[tuple[str, object]] = []
        self.page.navigated.connect(lambda name, subject: self.went.append((name, subject)))
        self.page.show()
        self.page.setFocus()
        self.settle()

    def _made(self, *, is_empty: bool) -> Workspace:
        ws = workspace.create(self.folder / "workspace", district="示例区")
        if not is_empty:
            with ws.database.transaction():
                self.ids = fill(ws.today())
        return ws

    def settle(self) -> None:
        self.bot.waitUntil(
            lambda: not self.jobs.is_busy and not self.page._rest.isActive(), timeout=20_000
        )

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        focused = self.page.focusWidget() or self.page
        self.bot.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def column(self, number: int) -> list[str]:
        model = self.page.table.model()
        return [model.index(row, number).data() for row in range(model.rowCount())]

    @property
    def names(self) -> list[str]:
        return self.column(1)

    def search(self, text: str) -> None:
        self.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        if text.isascii():
            self.bot.keyClicks(self.page.search, text)
        else:
            committed = QInputMethodEvent()
            committed.setCommitString(text)
            QApplication.sendEvent(self.page.search, committed)
        self.settle()

    def click_heading(self, column: int) -> None:
        header = self.page.table.horizontalHeader()
        place = QPoint(header.sectionViewportPosition(column) + 20, 10)
        self.bot.mouseClick(header.viewport(), LEFT, pos=place)


def fill(today: date) -> dict[str, UUID]:
    content = scored_schemes.scheme(scored_schemes.item(1, "100", scored_schemes.POINTS))
    version = board_world.publish(content, uuid4())
    units = {
        name: board_world.unit(name, UnitClass.STREET)
        for name in dict.fromkeys(place[0] for place in PLACES)
    }
    ids = {}
    for number, (unit, kind, name, scores) in enumerate(PLACES):
        site = tables.Site.create(id=uuid4(), code=f"S-{number}", name=name, site_type=kind).id
        ids[name] = site
        tables.SiteUnit.create(id=uuid4(), site=site, unit=units[unit], role=Role.TERRITORIAL)
        for back, score in enumerate(reversed(scores)):
            # The third site was last seen before the four weeks that count.
            day = today - timedelta(days=7 * back + (40 if number == 2 else 1))
            answer = Answer(1, AnswerState.VALUED, points=Decimal(score))
            board_world.visit(version, site, kind, (), [answer], day=day, number=f"N{score}")
    return ids


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, qapp, tmp_path, is_empty=False)
    yield made
    qtbot.waitUntil(lambda: not made.jobs.is_busy)
    made.jobs.close(made.ws.close)


def test_the_worst_come_first_and_what_was_not_visited_is_no_zero(desk: Desk) -> None:
    assert desk.names == ["清河农贸市场", "人民市场", "人民公园", "重庆路游园"]
    assert desk.column(4) == ["80.00", "84.00", "97.00", "—"]
    assert desk.column(6) == ["3", "2", "1", "0"]
    assert desk.column(7)[-1] == "Not visited"
    assert desk.page.coverage.said.text() == "2 of 4 visited"


def test_a_heading_sorts_down_and_up_and_keeps_what_is_current(desk: Desk) -> None:
    desk.page.table.go_to(desk.ids["人民公园"])
    desk.click_heading(4)
    assert desk.column(4) == ["97.00", "84.00", "80.00", "—"]
    assert desk.page.table.current_row().name == "人民公园"
    desk.click_heading(7)
    assert desk.column(7)[0] == "Not visited"
    desk.click_heading(7)
    assert desk.column(7)[-1] == "Not visited"
    assert desk.page.table.current_row().name == "人民公园"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("rmgy", ["人民公园"]),
        ("cql", ["重庆路游园"]),
        ("zql", ["重庆路游园"]),
        ("农贸", ["清河农贸市场"]),
        ("s-0", ["人民市场"]),
        ("renmin", ["人民市场", "人民公园"]),
    ],
)
def test_sites_are_found_by_pinyin_initials_and_code(
    desk: Desk, text: str, names: list[str]
) -> None:
    desk.search(text)
    assert desk.names == names
    desk.press(Qt.Key.Key_Return)
    assert desk.page.table.hasFocus()
    assert desk.page.table.current_row().name == names[0]


def test_what_is_found_by_nothing_offers_the_way_back(desk: Desk) -> None:
    desk.search("xyz")
    assert desk.names == []
    assert desk.page.clear.isVisible()
    desk.bot.mouseClick(desk.page.clear, LEFT)
    assert len(desk.names) == 4
    assert desk.page.search.text() == ""


def test_chips_filter_and_say_how_many_they_leave(desk: Desk) -> None:
    filters = desk.page.filters
    assert [filters.overdue.text(), filters.never.text()] == [
        "Not visited for 4 weeks · 2",
        "Not visited · 1",
    ]
    desk.bot.mouseClick(filters.overdue, LEFT)
    assert desk.names == ["清河农贸市场", "重庆路游园"]
    menu = filters.types.menu_now()
    assert [action.text() for action in menu.actions()] == ["All", "", "公园\t1", "农贸市场\t1"]
    menu.actions()[2].trigger()
    menu.deleteLater()
    assert desk.names == ["重庆路游园"]
    assert filters.types.text() == "公园"
    assert filters.overdue.text() == "Not visited for 4 weeks · 1"
    filters.types.setFocus()
    desk.press(Qt.Key.Key_Delete)
    assert desk.names == ["清河农贸市场", "重庆路游园"]
    desk.bot.mouseClick(filters.overdue, LEFT)
    assert len(desk.names) == 4


def test_a_unit_is_chosen_from_its_menu_and_taken_back_by_its_cross(desk: Desk) -> None:
    units = desk.page.filters.units
    menu = units.menu_now()
    texts = [action.text() for action in menu.actions()]
    assert texts == ["All", "", "望湖街道\t2", "清河街道\t2"]
    menu.actions()[3].trigger()
    menu.deleteLater()
    assert desk.names == ["清河农贸市场", "重庆路游园"]
    assert desk.page.coverage.said.text() == "0 of 2 visited"
    desk.bot.mouseClick(units, LEFT, pos=QPoint(units.width() - 12, 12))
    assert len(desk.names) == 4


def test_the_missing_are_shown_by_one_button(desk: Desk) -> None:
    assert desk.page.coverage.missing.text() == "Show the 2 missing"
    desk.bot.mouseClick(desk.page.coverage.missing, LEFT)
    assert desk.names == ["清河农贸市场", "重庆路游园"]


def test_the_panel_follows_the_arrow_keys(desk: Desk) -> None:
    panel = desk.page.panel
    assert panel.name.text() == "清河农贸市场"
    desk.press(Qt.Key.Key_Down)
    assert panel.name.text() == "人民市场"
    model = panel.visits.model()
    assert [model.index(row, 1).data() for row in range(model.rowCount())] == ["84.00", "91.00"]
    assert not panel.photos.isVisible()


def test_enter_and_the_button_go_to_inspect_the_site(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Return)
    desk.bot.mouseClick(desk.page.panel.inspect, LEFT)
    assert desk.went == [("visit", desk.ids["清河农贸市场"])] * 2


def test_a_site_that_another_page_names_is_shown_though_it_was_filtered(desk: Desk) -> None:
    desk.bot.mouseClick(desk.page.filters.never, LEFT)
    desk.page.open(desk.ids["人民公园"])
    desk.settle()
    assert desk.page.table.current_row().name == "人民公园"
    assert desk.page.panel.name.text() == "人民公园"


def test_import_goes_to_the_preview(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = str(desk.folder / "sites.xlsx")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (chosen, ""))
    desk.bot.mouseClick(desk.page.import_button, LEFT)
    assert desk.went == [("import_preview", ("site", Path(chosen)))]


def test_export_writes_a_workbook_and_opens_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    out = desk.folder / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(out), ""))
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True
    )
    desk.bot.mouseClick(desk.page.export_button, LEFT)
    desk.settle()
    assert out.is_file()
    assert str(out) in desk.page.message.text.text()
    desk.bot.mouseClick(desk.page.message.action, LEFT)
    assert opened == [str(out)]


def test_an_export_that_is_refused_says_why(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    out = desk.folder / "missing" / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(out), ""))
    desk.bot.mouseClick(desk.page.export_button, LEFT)
    desk.settle()
    assert desk.page.message.isVisible()
    assert desk.page.message.property("error")


def test_sites_that_are_written_elsewhere_come_in_and_filters_stay(desk: Desk) -> None:
    desk.search("gongyuan")

    def add(_progress: object) -> None:
        from inspector.domain.site import Site
        from inspector.store.kind import creation

        with desk.ws.write("site.create") as edits:
            edits += creation("site", Site(desk.ws.new_id(), "S-9", "湖滨公园", "公园"))

    desk.jobs.run(add)
    desk.bot.waitUntil(lambda: len(desk.names) == 2)
    assert set(desk.names) == {"人民公园", "湖滨公园"}


def test_the_models_are_proper_models(desk: Desk) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [
        QAbstractItemModelTester(table.model(), mode)
        for table in (desk.page.table, desk.page.panel.visits)
    ]
    desk.click_heading(0)
    desk.search("rm")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Down)
    assert [tester.model().rowCount() for tester in testers] == [2, 1]


def test_a_narrow_window_drops_columns_before_names(desk: Desk) -> None:
    table = desk.page.table
    desk.bot.waitUntil(lambda: not table.isColumnHidden(5))
    desk.page.resize(952, 560)
    desk.bot.waitUntil(lambda: table.isColumnHidden(5))
    desk.bot.waitUntil(lambda: table.columnWidth(1) >= 140)
    desk.page.resize(1208, 560)
    desk.bot.waitUntil(lambda: not table.isColumnHidden(5))


def test_every_widget_that_takes_the_focus_has_a_name(desk: Desk) -> None:
    from PySide6.QtWidgets import QWidget

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
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: ("", ""))
    qtbot.mouseClick(desk.page.empty.button, LEFT)
    assert desk.went == []
    desk.jobs.close(desk.ws.close)
