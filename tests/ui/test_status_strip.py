"""The strip at the bottom: week, laptop, what is saved and what is left open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from inspector.services import closing, visit, workspace
from inspector.services.workspace import Workspace
from tests.services import made_up
from ui.jobs import Jobs
from ui.theme import Theme
from ui.widgets.status_strip import StatusStrip


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close(lambda: None)


def test_open_visits_are_counted_as_they_come_and_go(
    qtbot: QtBot, theme: Theme, jobs: Jobs, tmp_path: Path
) -> None:
    def make() -> Workspace:
        ws = workspace.create(tmp_path / "workspace", district="示例区")
        made_up.publish(ws, made_up.judged_scheme())
        made_up.add_site(ws)
        visit.start(ws, made_up.add_site(ws, "0102").id)
        ws.take_touched()
        return ws

    ws: Workspace = jobs._database.submit(make).result()
    jobs.serve(ws)
    strip = StatusStrip(theme)
    qtbot.addWidget(strip)
    strip.say("workspace", "示例区")
    strip.follow(ws, jobs)
    qtbot.waitUntil(lambda: strip.text("open") == "1 open visit")
    assert strip.text("device") == ws.device.name
    assert re.fullmatch(r"Week \d+ of \d{4}", strip.text("week"))
    assert strip.text("saved") == ""

    def end(_progress: object) -> None:
        closing.close(ws, visit.list_(ws)[0].id)

    jobs.run(end)
    qtbot.waitUntil(lambda: strip.text("open") == "")
    assert strip.text("saved").startswith("✓ Saved ")
    qtbot.waitUntil(lambda: not jobs.is_busy)
    jobs._database.submit(ws.close).result()
