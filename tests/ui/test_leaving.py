"""Whoever leaves the program in the middle of a number finds it saved the next time."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.services import answer, profile, visit, workspace
from inspector.settings import Settings
from tests.services import made_up
from ui.app import Opening
from ui.jobs import Jobs
from ui.theme import Theme
from ui.widgets.checklist_view import ChecklistView
from ui.widgets.stepper import Stepper


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Path, UUID]:
    """A workspace with an open visit whose first item has a loss."""
    profile.save(Settings(role="inspector"))
    ws = workspace.create(tmp_path / "workspace", district="示例区")
    made_up.publish(ws, made_up.judged_scheme())
    made = visit.start(ws, made_up.add_site(ws).id).visit.id
    answer.deduct(ws, made, 1, occurrences=1)
    ws.close()
    return ws.paths.folder, made


@pytest.mark.parametrize("is_closed_first", [True, False])
def test_a_number_half_typed_is_saved_at_the_end(
    qtbot: QtBot, qapp: QApplication, begun: tuple[Path, UUID], is_closed_first: bool
) -> None:
    folder, made = begun
    opening = Opening(folder, Jobs(), Theme(qapp), lambda: None)
    qtbot.waitUntil(lambda: opening.window is not None)
    window = opening.window
    assert window is not None
    window.activateWindow()

    def steppers() -> list[Stepper]:
        return [one for one in window.findChildren(Stepper) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(window.findChildren(ChecklistView)) and not opening.is_busy)
    window.findChildren(ChecklistView)[0].go_to(1)
    qtbot.waitUntil(lambda: bool(steppers()) and not opening.is_busy and window.isActiveWindow())
    field = steppers()[0].field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "3")
    if is_closed_first:
        window.close()
    opening.close()
    window.close()
    window.deleteLater()
    ws = workspace.open_workspace(folder)
    findings = visit.load(ws, made).findings
    ws.close()
    assert [each.occurrences for each in findings] == [3]
    assert findings[0].points_each > Decimal(0)
