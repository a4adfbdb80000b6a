"""An item that is graded by a sample: how many passed of how many, typed by keys and in fields."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from inspector.domain.scheme import Grade, Rule, RuleKind
from inspector.domain.visit import Answer
from tests.services import made_up
from tests.ui.visit_world import Day
from ui.theme import Theme

D = Decimal
Key = Qt.Key
TABLE = (Grade("A", D(1), D(5)), Grade("B", D("0.6"), D(4)), Grade("C", D(0), D(0)))


@pytest.fixture
def day(qtbot: QtBot, tmp_path: Path, theme: Theme) -> Iterator[Day]:
    """A visit whose fourth item is graded by five places, with the keys on it."""
    content = made_up.scheme()
    items = list(content.items)
    rule = Rule(RuleKind.GRADE, grades=TABLE)
    items[made_up.GRADE - 1] = replace(items[made_up.GRADE - 1], rule=rule)
    made = Day(qtbot, tmp_path, theme, replace(content, items=tuple(items)))
    try:
        made.choose("rmgy")
        made.press("j", "j", "j")
        assert made.page.view.number == made_up.GRADE
        yield made
    finally:
        made.close()


def said(day: Day) -> Answer:
    return next(each for each in day.record().answers if each.item == made_up.GRADE)


def test_digits_are_the_places_that_passed_and_the_grade_follows(day: Day) -> None:
    day.press("4", "j", "k")
    answer = said(day)
    assert (answer.found, answer.sampled, answer.grade) == (4, 5, "B")
    row = day.page.view.row
    assert row is not None
    assert row.count == "4/5"
    day.press(Key.Key_Space)
    assert (said(day).found, said(day).grade) == (5, "A")
    day.press("9", "j")
    day.settle()
    assert said(day).found == 5
    assert "5" in day.page.message.text.text()
    assert "9" in day.page.message.text.text()


def test_both_numbers_are_typed_and_the_grade_is_shown_while_typing(day: Day) -> None:
    value = day.page.panel.value
    sample = value.sample
    assert sample.isVisible()
    assert (sample.passed.field.text(), sample.sampled.field.text()) == ("", "5")
    sample.passed.field.setFocus()
    day.write("4")
    chosen = [button.property("letter") for button in value._group.buttons() if button.isChecked()]
    assert chosen == ["B"]
    assert value.loss.text().startswith("−")
    assert not day.record().answers
    day.press(Key.Key_Return)
    assert (said(day).found, said(day).sampled, said(day).grade) == (4, 5, "B")
    sample.sampled.field.setFocus()
    day.write("8")
    day.press(Key.Key_Return)
    assert (said(day).found, said(day).sampled) == (4, 8)


def test_more_than_were_looked_at_is_told_and_not_saved(day: Day) -> None:
    sample = day.page.panel.value.sample
    sample.passed.field.setFocus()
    day.write("6")
    assert sample.warning.isVisible()
    assert "6" in sample.warning.text()
    assert not any(button.isChecked() for button in day.page.panel.value._group.buttons())
    day.press(Key.Key_Return)
    assert not day.record().answers
    sample.sampled.field.setFocus()
    day.write("6")
    day.press(Key.Key_Return)
    assert (said(day).found, said(day).sampled, said(day).grade) == (6, 6, "A")
    assert not sample.warning.isVisible()


def test_a_note_keeps_the_sample(day: Day) -> None:
    day.press("4", "j", "k")
    day.settle()
    day.press("t")
    day.write("two of them closed")
    day.press(Key.Key_Return)
    answer = said(day)
    assert answer.note == "two of them closed"
    assert (answer.found, answer.sampled, answer.grade) == (4, 5, "B")
