"""The Rankings page: choose a period, ask why, preview, print to PDF, copy, export."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QDate, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from inspector.domain.board import BoardKind, Loss, Pooling, RankedRow
from inspector.domain.board_rules import (
    BoardRules,
    Metric,
    MetricKind,
    Minimum,
    Numbering,
    Order,
)
from inspector.domain.period import PeriodKind, month_of, week_of
from inspector.domain.scheme import SchemeOrigin
from inspector.domain.unit import Unit, UnitClass
from inspector.services import board, board_book
from inspector.services.workspace import Workspace
from inspector.store import tables
from inspector.store.kind import creation
from tests.services import made_up
from tests.store.board_world import DAY
from tests.ui.board_world import Office, office, two_weeks
from ui.dialogs.photo_viewer import PhotoViewer
from ui.dialogs.sheet_preview import SheetPreviewDialog
from ui.models.loss_list import LossList
from ui.models.ranking_table import Field, RankingTable
from ui.pages.board import BoardPage
from ui.theme import Theme

WEEK = week_of(DAY)
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    made = office(tmp_path, two_weeks)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Office, theme: Theme) -> BoardPage:
    return opened(qtbot, desk, theme)


def opened(qtbot: QtBot, desk: Office, theme: Theme) -> BoardPage:
    made = BoardPage(desk.ws, desk.jobs, theme)
    qtbot.addWidget(made)
    made.resize(1294, 716)
    made.show()
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, page: BoardPage) -> None:
    qtbot.waitUntil(lambda: not page.jobs.is_busy)


def column(page: BoardPage, field: Field) -> list[str]:
    model = page.table.table
    place = model.field_place(field)
    return [model.index(row, place).data() for row in range(model.rowCount())]


def explain(qtbot: QtBot, page: BoardPage, row: int = 0) -> None:
    page.table.setFocus()
    for _step in range(row):
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    settle(qtbot, page)


def losses(page: BoardPage) -> list[Loss]:
    model = page.panel.losses.model()
    assert isinstance(model, LossList)
    return [line for row in range(model.rowCount()) if isinstance(line := model.line(row), Loss)]


def choose(combo: QComboBox, text: str) -> None:
    place = combo.findText(text)
    assert place >= 0, [combo.itemText(one) for one in range(combo.count())]
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def save_as(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    """The person chooses this file, or none; what was suggested."""
    suggested: list[str] = []

    def chosen(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        suggested.append(Path(name).name)
        return ("" if path is None else str(path)), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    return suggested


def test_the_first_list_of_the_last_week_is_shown(page: BoardPage) -> None:
    assert page.ranking is not None
    assert page.ranking.period == WEEK
    assert page.head.group.currentText() == "Streets (2)"
    assert column(page, Field.RANK) == ["1", "2"]
    assert column(page, Field.SUBJECT) == ["east", "west"]
    assert column(page, Field.CHANGE) == ["▲1", "▼1"]
    assert column(page, Field.BEFORE) == ["2", "1"]
    assert page.head.facts.text().startswith("2 ranked · average ")
    assert "Week 47" in page.head.period.named.text()
    row = page.table.row
    assert row is not None
    assert page.table.table.trend(row)[-2:] == (Decimal("80.00"), row.score)
    assert "Counted are the visits closed by" in page.board.notes.text()


def test_an_explanation_opens_by_enter_follows_the_keys_and_closes(
    qtbot: QtBot, page: BoardPage
) -> None:
    explain(qtbot, page)
    why = page.panel.why
    assert why is not None
    assert why.explanation.row.name == "east"
    shown = losses(page)
    score = why.explanation.row.score
    assert score is not None
    assert page.panel.score.text() == str(score)
    assert sum(loss.lost for loss in shown) == 100 - score
    assert page.panel.sum_of.text() == f"100 − {100 - score:.2f} = {score}"
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    settle(qtbot, page)
    assert page.panel.why is not None
    assert page.panel.why.explanation.row.name == "west"
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert page.panel.isHidden()


def test_a_click_explains_and_a_site_type_leaves_its_losses(qtbot: QtBot, page: BoardPage) -> None:
    choose(page.head.group, "Bureaus (1)")
    settle(qtbot, page)
    index = page.table.table.index(0, page.table.table.field_place(Field.SUBJECT))
    spot = page.table.visualRect(index).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    settle(qtbot, page)
    assert page.panel.why is not None
    assert {part.name for part in page.panel.why.parts} == {"market", "road"}
    assert {loss.site_type for loss in losses(page)} == {"market", "road"}
    page.panel._parts.setFocus()
    qtbot.keyClick(page.panel._parts, Qt.Key.Key_Down)
    part = page.panel.why.parts[0]
    assert {loss.site_type for loss in losses(page)} == {part.name}
    assert sum(loss.lost for loss in losses(page)) == part.lost
    qtbot.keyClick(page.panel._parts, Qt.Key.Key_Escape)
    assert page.panel.isHidden()


def test_the_explanation_is_copied_as_text_that_adds_up(qtbot: QtBot, page: BoardPage) -> None:
    explain(qtbot, page)
    page.panel._copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Week 47  2026.11.16–11.22\neast:")
    lines = text.split("\n")
    end = next(number for number, line in enumerate(lines) if line.startswith("= "))
    lost = [Decimal(line.split()[0].replace("−", "-")) for line in lines[3:end]]
    assert 100 + sum(lost) == Decimal(lines[end][2:])
    assert not page.message.isHidden()


def test_photos_of_a_loss_open_in_the_viewer(qtbot: QtBot, page: BoardPage) -> None:
    explain(qtbot, page)
    page.panel.losses.setFocus()
    place = next(number for number, loss in enumerate(losses(page)) if loss.photos)
    page.panel.losses.setCurrentIndex(page.panel.losses.model().index(place, 0))
    qtbot.waitUntil(lambda: not page.jobs.is_busy)
    qtbot.keyClick(page.panel.losses, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PhotoViewer))
    viewer = QApplication.activeModalWidget()
    assert isinstance(viewer, PhotoViewer)
    assert viewer.windowTitle() == "Photo 1 of 2"
    settle(qtbot, page)
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_periods_go_by_keys_and_an_empty_one_offers_the_last(qtbot: QtBot, page: BoardPage) -> None:
    after = next(one for one in page.page_actions() if one.text() == "The period after")
    page.table.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, page)
    assert page.ranking is not None
    assert page.ranking.period == WEEK.previous
    assert column(page, Field.SUBJECT) == ["west", "east"]
    after.trigger()
    settle(qtbot, page)
    after.trigger()
    settle(qtbot, page)
    assert page.board.currentIndex() == 1
    assert not page.head.export.isEnabled()
    page.export()
    assert page.board.fill.text() == "Show Week 47  2026.11.16–11.22"
    qtbot.mouseClick(page.board.fill, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert page.board.currentIndex() == 0


def test_months_and_days_can_be_ranked(qtbot: QtBot, page: BoardPage) -> None:
    picker = page.head.period
    choose(picker.kind, "Month")
    settle(qtbot, page)
    assert page.ranking is not None
    assert page.ranking.period == month_of(DAY)
    assert picker.named.text() == "2026-11"
    choose(picker.kind, "From – to")
    settle(qtbot, page)
    assert page.ranking.period.kind is PeriodKind.DAYS
    picker.first.setDate(QDate(2026, 11, 18))
    settle(qtbot, page)
    assert str(page.ranking.period) == "2026-11-18..2026-11-30"
    picker.last.setDate(QDate(2026, 11, 10))
    settle(qtbot, page)
    assert str(page.ranking.period) == "2026-11-10..2026-11-10"


def test_all_lists_have_heads_that_the_keys_pass_over(qtbot: QtBot, page: BoardPage) -> None:
    choose(page.head.group, "All lists")
    settle(qtbot, page)
    lines = [page.table.table.line(row) for row in range(page.table.table.rowCount())]
    assert [isinstance(line, RankedRow) for line in lines] == [False, True, True, False, True]
    heads = [text for text in column(page, Field.RANK) if "tested" in text]
    assert heads[0].startswith("1. Streets")
    page.table.setFocus()
    for _step in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_J)
    assert page.table.row is not None
    assert page.table.row.name == "trade"


def test_sites_are_ranked_by_type(qtbot: QtBot, page: BoardPage) -> None:
    choose(page.head.board, "Sites by type")
    settle(qtbot, page)
    assert page.ranking is not None
    assert page.ranking.kind is BoardKind.SITES
    assert page.head.group.currentText() == "market (2)"
    assert set(column(page, Field.SUBJECT)) == {"m1", "m2"}
    assert page.table.table.field_place(Field.PART) == -1
    explain(qtbot, page)
    assert page.panel.why is not None
    assert [part.share for part in page.panel.why.parts] == [1]


def test_columns_of_site_types_take_turns_where_it_is_narrow(qtbot: QtBot, page: BoardPage) -> None:
    part, remark = (page.table.table.field_place(one) for one in (Field.PART, Field.REMARK))
    assert not page.table.isColumnHidden(part)
    assert page.head.parts.isHidden()
    page.resize(700, 600)
    qtbot.waitUntil(lambda: page.table.isColumnHidden(part))
    assert not page.table.isColumnHidden(remark)
    assert not page.head.parts.isHidden()
    qtbot.mouseClick(page.head.parts, Qt.MouseButton.LeftButton)
    assert not page.table.isColumnHidden(part)
    assert page.table.isColumnHidden(remark)


def test_a_narrow_page_shows_the_explanation_alone(qtbot: QtBot, page: BoardPage) -> None:
    page.resize(900, 600)
    explain(qtbot, page)
    assert page.table.isHidden() or not page.table.isVisible()
    assert page.panel.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.table.isVisible()
    assert page.panel.isHidden()


def test_what_is_written_elsewhere_shows_and_the_row_stays(
    qtbot: QtBot, page: BoardPage, desk: Office
) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)

    def add(_progress: object) -> None:
        with desk.ws.write("site.import") as edits:
            edits += creation("unit", Unit(desk.ws.new_id(), "a", "north", UnitClass.STREET))

    desk.jobs.run(add)
    qtbot.waitUntil(lambda: "north" in column(page, Field.SUBJECT))
    settle(qtbot, page)
    assert page.table.row is not None
    assert page.table.row.name == "west"
    assert column(page, Field.REMARK)[-1] == "not tested"


def test_the_workbook_is_written_and_opened(
    qtbot: QtBot, page: BoardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    suggested = save_as(monkeypatch, tmp_path / "list")
    page.table.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not page.message.isHidden())
    assert suggested == ["Weekly ranking 2026-W47.xlsx"]
    book = openpyxl.load_workbook(tmp_path / "list.xlsx")
    assert len(book.worksheets) == 4
    assert page.progress.isHidden()
    qtbot.mouseClick(page.message.other, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.message.action, Qt.MouseButton.LeftButton)
    assert [Path(url.toLocalFile()) for url in shown] == [tmp_path, tmp_path / "list.xlsx"]


def test_a_refused_export_says_why_and_offers_another_place(
    qtbot: QtBot, page: BoardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, tmp_path / "nowhere" / "list.xlsx")
    page.export()
    qtbot.waitUntil(lambda: not page.message.isHidden())
    assert page.message.action.text() == "Save elsewhere …"
    save_as(monkeypatch, tmp_path / "list.xlsx")
    qtbot.mouseClick(page.message.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (tmp_path / "list.xlsx").is_file())
    settle(qtbot, page)


def test_the_publication_is_written_where_the_person_wants_it(
    qtbot: QtBot, page: BoardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, tmp_path / "all.xlsx")
    page.table.setFocus()
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page, Qt.Key.Key_E, held)
    qtbot.waitUntil(lambda: (tmp_path / "all.xlsx").is_file())
    settle(qtbot, page)
    assert page.message.text.text() == "Written: all.xlsx"


def test_an_export_can_be_cancelled(
    qtbot: QtBot, page: BoardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, tmp_path / "list.xlsx")
    gate = threading.Event()
    page.jobs.run(lambda _progress: gate.wait())
    page.export()
    assert page.progress.isVisible()
    qtbot.mouseClick(page.progress.cancel, Qt.MouseButton.LeftButton)
    gate.set()
    qtbot.waitUntil(lambda: page.progress.isHidden())
    settle(qtbot, page)
    assert not (tmp_path / "list.xlsx").exists()
    assert page.message.isHidden()


def test_the_sheet_is_previewed_and_kept_as_pdf(
    qtbot: QtBot, page: BoardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, tmp_path / "list.pdf")
    page.table.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SheetPreviewDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SheetPreviewDialog)
    assert dialog.paper.page_count == 1
    qtbot.mouseClick(dialog.pdf, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (tmp_path / "list.pdf").is_file())
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF-")
    settle(qtbot, page)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert page.message.text.text() == "Written: list.pdf"


def test_a_list_is_copied_as_a_picture_for_a_phone(qtbot: QtBot, page: BoardPage) -> None:
    page.copy_picture()
    qtbot.waitUntil(lambda: not page.message.isHidden())
    image = QGuiApplication.clipboard().image()
    assert image.width() == 1080
    assert "Streets" in page.message.text.text()


def test_an_empty_workspace_says_what_belongs_here(
    qtbot: QtBot, tmp_path: Path, theme: Theme
) -> None:
    bare = office(tmp_path, lambda _ws: None)
    page = opened(qtbot, bare, theme)
    went: list[str] = []
    page.navigated.connect(lambda name, _subject: went.append(name))
    assert page.board.currentIndex() == 1
    assert page.ranking is None
    page.copy_picture()
    page.preview()
    qtbot.mouseClick(page.board.fill, Qt.MouseButton.LeftButton)
    assert went == ["scheme"]
    bare.close()


def test_imported_results_can_be_pooled_in_two_ways(
    qtbot: QtBot, tmp_path: Path, theme: Theme
) -> None:
    def results(ws: Workspace) -> None:
        two_weeks(ws)
        with ws.database.transaction():
            tables.SchemeVersion.update(origin=SchemeOrigin.RESULT).execute()

    desk = office(tmp_path, results)
    page = opened(qtbot, desk, theme)
    assert page.head.pooling.isVisible()
    assert page.table.table.field_place(Field.SITES) == -1
    pooled = column(page, Field.SCORE)
    page.head.pooling.setCurrentIndex(1)
    page.head.pooling.activated.emit(1)
    settle(qtbot, page)
    assert page.ranking is not None
    assert page.ranking.pooling is Pooling.BY_CONTENT
    assert column(page, Field.SCORE) != pooled
    desk.close()


def test_a_second_scheme_can_be_chosen(qtbot: QtBot, tmp_path: Path, theme: Theme) -> None:
    def schemes(ws: Workspace) -> None:
        two_weeks(ws)
        made_up.publish(ws, made_up.judged_scheme("Another scheme"))

    desk = office(tmp_path, schemes)
    page = opened(qtbot, desk, theme)
    assert page.head.scheme.isVisible()
    place = page.head.scheme.findText("Another scheme")
    page.head.scheme.setCurrentIndex(place)
    page.head.scheme.activated.emit(place)
    settle(qtbot, page)
    assert page.ranking is not None
    assert page.ranking.scheme_title == "Another scheme"
    assert page.board.currentIndex() == 1
    desk.close()


def test_models_are_proper(qtbot: QtBot, page: BoardPage, desk: Office) -> None:
    ranking = page.ranking
    assert ranking is not None
    table, lines = RankingTable(page), LossList(page)
    testers = [QAbstractItemModelTester(one, FATAL) for one in (table, lines)]
    table.show(ranking, None)
    table.show_trends({})
    row = board.find_row(ranking, "east")
    why = desk.call(lambda _progress: board.why(desk.ws, ranking, row))
    lines.show(why.parts)
    assert lines.index(0).data().endswith(f"−{why.parts[0].lost}")
    lines.show(why.explanation.losses)
    assert lines.rowCount() == len(why.explanation.losses)
    assert table.headerData(0, Qt.Orientation.Horizontal) == "Rank"
    assert [tester.model() for tester in testers] == [table, lines]


def test_every_board_is_offered_and_the_last_one_is_remembered(
    qtbot: QtBot, page: BoardPage, desk: Office, theme: Theme
) -> None:
    composite = BoardRules(
        metrics=(
            Metric(name="on site", weight=Decimal("0.7")),
            Metric(MetricKind.RECTIFICATION, "closed", Decimal("0.3")),
        ),
        minimum=Minimum(visits=2),
        order=Order(numbering=Numbering.DENSE),
    )
    desk.jobs.run(lambda _progress: board_book.add(desk.ws, "Composite", composite))
    qtbot.waitUntil(lambda: page.head.board.findText("Composite") > 0)
    combo = page.head.board
    names = [combo.itemText(place) for place in range(combo.count())]
    assert names[:2] == ["All units", "Streets"]
    assert names[-2:] == ["", "Composite"]
    choose(combo, "Composite")
    settle(qtbot, page)
    assert page.ranking is not None
    assert page.ranking.board_name == "Composite"
    assert column(page, Field.METRIC)[0] == column(page, Field.SCORE)[0]
    notes = page.board.notes.text()
    assert "on site × 0.7 + closed × 0.3" in notes
    assert "at least 2 visits" in notes
    assert "no rank is left out" in notes
    again = opened(qtbot, desk, theme)
    assert again.head.board.currentText() == "Composite"


def test_a_board_without_anybody_says_so(qtbot: QtBot, page: BoardPage) -> None:
    choose(page.head.board, "Townships")
    settle(qtbot, page)
    assert page.board.currentIndex() == 1
    assert page.head.group.isHidden()
