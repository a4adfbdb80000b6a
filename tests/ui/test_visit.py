"""The Inspect page, driven as an inspector does: by keys, and by clicks where there is no key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from inspector.domain.scheme import Scheme
from inspector.domain.visit import AnswerState, VisitState
from tests.services import made_up
from tests.ui.photo_world import picture
from tests.ui.visit_world import Day, exceptional, long_scheme
from ui.dialogs.closing import ClosingDialog
from ui.dialogs.photo_viewer import PhotoViewer
from ui.dialogs.reason import ReasonDialog
from ui.models.checklist_tree import COUNT, LOSS, STATE, TEXT
from ui.theme import Theme

Make = Callable[..., Day]
Key = Qt.Key
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path, theme: Theme) -> Iterator[Make]:
    made: list[Day] = []

    def build(content: Scheme | None = None) -> Day:
        made.append(Day(qtbot, tmp_path, theme, content))
        return made[-1]

    yield build
    for day in made:
        day.close()


@pytest.fixture
def day(make: Make) -> Day:
    """A visit to the park by the scheme with one item of every kind, at its first item."""
    made = make(made_up.scheme())
    made.choose("rmgy")
    return made


def dialog_of(day: Day, kind: type[ClosingDialog]) -> ClosingDialog:
    day.settle()
    found = day.page.findChildren(kind)
    assert len(found) == 1
    return found[0]


def test_the_desk_is_made_after_the_page_and_before_a_visit_needs_it(make: Make) -> None:
    day = make(made_up.scheme())
    panes = day.page.panes
    assert panes.empty.isVisible()
    day.qtbot.waitUntil(lambda: panes.has_desk)
    assert panes.empty.isVisible()
    assert not panes.desk.pane.isVisible()
    day.choose("rmgy")
    assert panes.desk.pane.isVisible()
    assert not panes.empty.isVisible()


def test_a_site_is_found_by_initials_and_its_visit_started(make: Make) -> None:
    day = make(made_up.scheme())
    assert day.page.chooser.view.sites.rowCount() == 5
    day.choose("rmgy")
    assert day.page.panes.desk.pane.head.name.text() == "人民公园"
    assert day.record().visit.state is VisitState.OPEN
    assert day.page.view.number == 1


def test_keys_answer_and_everything_is_saved_at_once(day: Day) -> None:
    day.press(Key.Key_Space, Key.Key_Down, Key.Key_1, Key.Key_2, Key.Key_Down)
    day.press(Key.Key_2, Key.Key_Return)
    assert day.page.view.number == 4
    day.press("b", "j", "6", ".", "5", "j", "1", "k", "j", "n", "j", "o")
    assert day.states() == {
        "1.1": "conforming",
        "1.2": "deducted",
        "1.3": "deducted",
        "1.4": "deducted",
        "1.5": "deducted",
        "1.6": "not_applicable",
        "1.7": "not_observed",
    }
    answers = {each.item: each for each in day.record().answers}
    assert answers[made_up.QUANTITY].found == 2
    assert answers[made_up.GRADE].grade == "B"
    assert answers[made_up.POINTS].points == Decimal("6.5")
    (finding,) = day.record().findings
    assert (finding.occurrences, finding.clause) == (12, "a")
    head = day.page.panes.desk.pane.head
    assert head.lost[1].text() == "−8.9"
    assert (head.answered[1].text(), head.live[1].text()) == ("73.03", "77.75")


def test_the_tree_is_walked_folded_and_opened(make: Make) -> None:
    day = make(long_scheme(20, 4))
    day.choose("M1")
    view = day.page.view
    day.press(Key.Key_Left)
    assert view.number is None
    assert day.page.panel.item is None
    day.press(Key.Key_Down)
    assert view.number == 6
    day.press(Key.Key_Up, Key.Key_Space, Key.Key_Space, Key.Key_Right)
    assert view.number == 1
    day.press("k", "j", "j")
    assert view.number == 3
    day.press(Key.Key_F, control=True)
    day.write("4.4")
    day.press(Key.Key_Return)
    assert view.number == 19
    assert view.hasFocus()
    day.press(Key.Key_F, control=True)
    day.write("slbz")
    day.press(Key.Key_Down)
    assert view.number == 2
    day.press(Key.Key_Escape)
    assert view.hasFocus()


def test_a_number_that_is_typed_can_be_rubbed_out(day: Day) -> None:
    day.press("j", "4", Key.Key_Backspace, "3", Key.Key_Escape, "j")
    assert day.states() == {}
    assert not day.page.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    day.press("k", "7")
    day.page.chooser.view.setFocus()
    assert day.states() == {"1.2": "deducted"}


def test_letters_of_an_input_method_and_unknown_keys_do_nothing(day: Day) -> None:
    day.press("x", "-", "z")
    typed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "符合")
    QApplication.sendEvent(day.page.view, typed)
    assert day.states() == {}
    assert day.page.view.number == 1


def test_the_finding_is_edited_at_the_right(day: Day) -> None:
    day.press("j", Key.Key_2, "k", "j")
    day.settle()
    editor = day.page.panel.findings
    assert editor.isVisible()
    day.qtbot.mouseClick(editor.occurrences.buttons[1], Qt.MouseButton.LeftButton)
    editor.clause.setCurrentIndex(1)
    editor.clause.activated.emit(1)
    editor.level.setCurrentIndex(1)
    editor.level.activated.emit(1)
    editor.fixed.click()
    (finding,) = day.record().findings
    assert (finding.occurrences, finding.clause, finding.level) == (3, "b", "serious")
    assert (finding.fixed, finding.points_each) == (True, 1)
    assert editor.loss.text() == "−3"
    editor.add.click()
    day.settle()
    assert len(day.record().findings) == 2
    assert editor.clause.currentData() == "a"
    editor.remove.click()
    day.settle()
    editor.remove.click()
    assert day.states() == {}
    assert not editor.isVisible()


def test_values_are_edited_at_the_right(day: Day) -> None:
    day.press("j", "j")
    value = day.page.panel.value
    value.stepper.field.setFocus()
    day.press("a")
    day.press(Key.Key_Return)
    assert value.stepper.field.text() == ""
    value.stepper.field.clear()
    day.write("2")
    day.press(Key.Key_Return)
    day.press(Key.Key_Up)
    assert day.states() == {"1.3": "conforming"}
    day.page.view.setFocus()
    day.press("j")
    value._group.buttons()[-1].click()
    assert day.states() == {"1.3": "conforming", "1.4": "deducted"}
    states = day.page.panel.states.segments
    states[AnswerState.NOT_OBSERVED].click()
    assert day.states()["1.4"] == "not_observed"
    states[AnswerState.VALUED].click()
    assert day.states()["1.4"] == "conforming"


def test_a_note_is_written_where_the_finding_is(day: Day) -> None:
    note = day.page.panel.note.field
    assert note.isReadOnly()
    day.press("j", "1", Key.Key_T)
    day.settle()
    assert note.hasFocus()
    assert note.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    day.write("at the gate")
    day.press(Key.Key_Return)
    assert day.page.view.hasFocus()
    assert day.record().findings[0].note == "at the gate"
    day.press("j", "j", "j", "3", "t")
    day.settle()
    day.write("half")
    day.press(Key.Key_Escape)
    answers = {each.item: each for each in day.record().answers}
    assert (answers[made_up.POINTS].note, answers[made_up.POINTS].points) == ("half", 3)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_earlier_phrases_are_offered(make: Make) -> None:
    day = make(made_up.scheme())
    day.choose("M1")
    day.press("j", "1", "t")
    day.settle()
    day.write("goods on the path, bins full")
    day.press(Key.Key_Escape)
    day.choose("M2")
    day.press("j", "1")
    day.press("t")
    note = day.page.panel.note
    day.qtbot.waitUntil(lambda: note.phrases == ("bins full", "goods on the path"))
    day.write("goo")
    popup = note.field.completer.popup()
    assert popup is not None
    day.qtbot.waitUntil(popup.isVisible)
    day.qtbot.keyClick(popup, Key.Key_Return)
    assert note.field.toPlainText() == "goods on the path"
    note.chips[0].click()
    day.settle()
    assert day.record().findings[0].note == "goods on the path, bins full"


def test_undo_and_redo_go_back_and_forth(day: Day) -> None:
    day.press(Key.Key_Space, "j", "n")
    day.settle()
    day.press("z", control=True)
    assert day.states() == {"1.1": "conforming"}
    assert "answer to an item" in day.page.message.text.text()
    day.press("z", control=True)
    assert day.states() == {}
    day.press("z", control=True, shift=True)
    day.press("z", control=True, shift=True)
    assert day.states() == {"1.1": "conforming", "1.2": "not_applicable"}
    day.press("z", control=True, shift=True)
    day.settle()
    assert day.page.message.text.text() == "There is nothing to redo."


def test_photos_come_by_file_and_by_paste(
    day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "one.jpg", tmp_path / "two.jpg"
    first.write_bytes(picture(10))
    second.write_bytes(picture(250))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: ([str(first)], ""))
    day.press("j", "2", "p")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(second))])
    QGuiApplication.clipboard().setMimeData(mime)
    day.settle()
    day.press("v", control=True)
    day.qtbot.waitUntil(lambda: len(day.record().photos) == 2)
    day.settle()
    assert {link.item for link in day.record().photos} == {made_up.DEDUCT}
    row = day.page.view.row
    assert row is not None
    assert len(row.photos) == 2
    QGuiApplication.clipboard().clear()


def test_many_files_fill_the_tray(day: Day, tmp_path: Path) -> None:
    for red in range(5):
        (tmp_path / f"{red}.jpg").write_bytes(picture(40 * red))
    day.page.panes.take_photos(sorted(tmp_path.glob("*.jpg")))
    tray = day.page.panes.desk.tray
    assert tray.isVisible()
    day.qtbot.waitUntil(lambda: tray.left == 5 and not tray.is_reading)
    day.press(Key.Key_Return)
    day.qtbot.waitUntil(lambda: len(day.record().photos) == 1)
    tray.finish()
    assert not tray.isVisible()
    assert day.page.view.hasFocus()


def test_closing_lists_what_is_missing_and_jumps_there(day: Day) -> None:
    day.press(Key.Key_Return, control=True)
    dialog = dialog_of(day, ClosingDialog)
    assert not dialog.close_visit.isEnabled()
    rows = dialog.missing_rows
    assert [row.accessibleName() for row in rows] == [
        "1.3 示例标准3: has no value yet",
        "1.4 示例标准4: has no value yet",
        "1.5 示例标准5: has no value yet",
        "1.7 示例标准7: needs a photo",
    ]
    rows[2].click()
    assert day.page.view.number == made_up.POINTS


def test_a_closed_visit_is_shown_and_reopened_with_a_reason(make: Make) -> None:
    day = make(long_scheme(20, 2))
    day.choose("M1")
    day.press("j", "n")
    day.press(Key.Key_Return, control=True)
    dialog = dialog_of(day, ClosingDialog)
    dialog.close_visit.click()
    day.activate()
    assert day.record().visit.state is VisitState.CLOSED
    assert len(day.record().answers) == 20
    day.qtbot.waitUntil(day.page.chooser.view.hasFocus)
    day.page.view.setFocus()
    day.press(Key.Key_Space)
    day.settle()
    assert day.page.message.text.text() == "This visit is closed. Reopen it to change it."
    day.page.reopen_action.trigger()
    (asked,) = day.page.findChildren(ReasonDialog)
    assert not asked.accept_button.isEnabled()
    asked.field.setText("one bin was forgotten")
    asked.accept_button.click()
    day.activate()
    assert day.record().visit.state is VisitState.OPEN
    day.press(Key.Key_Space)
    assert day.record().answers[1].state is AnswerState.CONFORMING
    day.page.void_action.trigger()
    asked = day.page.findChildren(ReasonDialog)[-1]
    asked.field.setText("wrong site")
    asked.accept_button.click()
    day.activate()
    assert day.page.standing is not None
    assert day.page.standing.line.void


def test_a_second_visit_in_the_period_is_told(make: Make) -> None:
    day = make(long_scheme(4, 2))
    day.choose("M1")
    day.press(Key.Key_Return, control=True)
    dialog_of(day, ClosingDialog).close_visit.click()
    day.settle()
    day.page.again_action.trigger()
    day.settle()
    assert "visited already" in day.page.message.text.text()
    assert day.record().visit.state is VisitState.OPEN


def test_a_visit_left_open_is_there_after_a_restart(day: Day) -> None:
    day.press("j", "2", Key.Key_Return)
    before = day.states()
    day.restart()
    assert day.states() == before == {"1.2": "deducted"}
    assert day.page.panes.desk.pane.head.name.text() == "人民公园"


def test_what_the_item_lost_last_time_is_shown_with_its_photos(make: Make) -> None:
    day = make(long_scheme(4, 1))
    day.choose("rmgy")
    day.press("2", Key.Key_Return)
    QGuiApplication.clipboard().setImage(QImage.fromData(picture(30)))
    day.page.view.go_to(1)
    day.press("v", control=True)
    day.settle()
    day.press(Key.Key_Return, control=True)
    dialog_of(day, ClosingDialog).close_visit.click()
    day.settle()
    day.page.again_action.trigger()
    day.settle()
    row = day.page.panel.earlier
    day.page.view.go_to(2)
    assert not row.isVisible()
    day.page.view.go_to(1)
    assert row.isVisible()
    assert row.points.text() == "−1"
    assert row.facts.text().endswith(" · 2 occurrences · 1 photo")
    cover = row.findChild(QAbstractButton)
    assert cover is not None
    with day.qtbot.waitSignal(row.opened) as opened:
        day.qtbot.mouseClick(cover, Qt.MouseButton.LeftButton)
    assert opened.args is not None
    assert len(opened.args[0]) == 1
    viewer = day.page.findChildren(PhotoViewer)[0]
    day.settle()
    viewer.close()
    day.settle()


def test_without_a_scheme_the_way_to_one_is_offered(make: Make) -> None:
    day = make()
    day.press("f", control=True)
    day.write("M1")
    with day.qtbot.waitSignal(day.page.navigated, raising=False, timeout=10) as left:
        day.press(Key.Key_Return)
        day.settle()
        day.page.message.action.click()
    assert left.args == ["scheme", None]


def test_sites_are_listed_by_unit_and_by_distance_and_folded(make: Make) -> None:
    day = make(made_up.scheme())
    day.choose("M2")
    chooser = day.page.chooser
    chooser.search.clear()
    sites = chooser.view.sites
    assert [sites.index(row).data() for row in range(2)] == ["望湖街道", "人民公园"]
    sites.fold("望湖街道")
    assert sites.rowCount() == 4
    chooser.near.click()
    assert sites.rowCount() == 3
    day.press("b", control=True)
    assert chooser.isHidden()
    assert day.page.panes.desk.pane.unfold.isVisible()
    day.press("b", control=True)
    assert not chooser.isHidden()
    chooser.search.setText("no such place")
    assert sites.rowCount() == 0
    chooser.search.setFocus()
    day.press(Key.Key_Escape)
    assert sites.rowCount() == 3


def test_another_page_opens_a_site(make: Make) -> None:
    day = make(made_up.scheme())
    site = next(each.site for each in day.page._agenda.sites if each.site.code == "M1")
    day.page.open(site.id)
    day.settle()
    opened = day.record().visit
    assert opened.site == site.id
    day.page.open(opened.id)
    assert day.record().visit.id == opened.id


def test_only_some_states_are_shown(day: Day) -> None:
    day.press("j", "2", "j", "n")
    day.settle()
    menu = day.page.panes.desk.pane.filter.menu()
    assert menu is not None
    view = day.page.view
    actions = {action.text(): action for action in menu.actions()}
    actions["Deducted"].trigger()
    above = view.tree.index(0, 0)
    hidden = [view.isRowHidden(row, above) for row in range(8)]
    assert hidden == [True, False, True, True, True, True, True, True]
    actions["All items"].trigger()
    assert not any(view.isRowHidden(row, above) for row in range(8))


def test_the_form_is_exported(day: Day) -> None:
    day.press("e", control=True)
    day.qtbot.waitUntil(lambda: "Written" in day.page.message.text.text())
    assert len(list(day.ws.paths.exports.glob("*.xlsx"))) == 1


def test_what_is_no_violation_stands_before_the_deduction(make: Make) -> None:
    day = make(exceptional(long_scheme(4, 2)))
    day.choose("M1")
    panel = day.page.panel
    assert panel._exception.text() == "雨停后一小时内的积水"
    assert panel._exceptions.geometry().bottom() < panel.note.geometry().top()
    day.press("j")
    assert not panel._exceptions.isVisible()


def test_the_models_are_proper_models(make: Make) -> None:
    day = make(made_up.scheme())
    testers = [
        QAbstractItemModelTester(day.page.view.tree, FATAL),
        QAbstractItemModelTester(day.page.chooser.view.sites, FATAL),
    ]
    day.choose("rmgy")
    day.press("j", "2", "j", "1")
    day.page.chooser.near.click()
    day.settle()
    tree = day.page.view.tree
    index = tree.index(1, 0, tree.index(0, 0))
    cells = [index.siblingAtColumn(column).data() for column in (TEXT, COUNT, LOSS, STATE)]
    assert cells == ["1.2 示例标准2", "2", "−1", "Deducted"]
    assert tree.data(index, Qt.ItemDataRole.AccessibleTextRole) == "1.2 示例标准2, Deducted, −1"
    assert [tester.model() for tester in testers] == [tree, day.page.chooser.view.sites]


@pytest.mark.parametrize("wish", ["light", "dark"])
def test_the_page_is_drawn_at_all_sizes(day: Day, wish: str) -> None:
    day.press("j", "2", "t")
    day.settle()
    day.theme.choose(wish, 1.0)
    for width, height in ((1848, 1024), (1294, 716), (1208, 628), (900, 600)):
        day.page.resize(width, height)
        picture_of = day.page.grab().toImage()
        assert picture_of.width() == day.page.width()
    assert day.page.chooser.isHidden()


def test_a_full_disk_is_said_and_only_what_is_saved_stays_on_the_screen(day: Day) -> None:
    day.choose("rmgy")

    def limit(pages: int | None) -> None:
        run = day.ws.database.inner.execute_sql
        count = run("PRAGMA page_count").fetchone()[0] if pages is None else pages
        run(f"PRAGMA max_page_count = {count}")

    day.on_database(lambda: limit(None))
    for _turn in range(200):
        day.press(Qt.Key.Key_Space)
        day.settle()
        if "is full" in day.page.message.text.text():
            break
    assert "is full; this was not saved" in day.page.message.text.text()
    assert day.page.standing is not None
    assert day.page.standing.record == day.record()
    day.on_database(lambda: limit(1_000_000))
    before = day.record()
    day.press(Qt.Key.Key_Space)
    assert day.record() != before
    assert day.page.standing.record == day.record()
