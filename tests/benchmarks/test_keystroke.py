"""A key that answers an item until it is painted and committed: what of it is the database."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot
from typing_extensions import override

from inspector.services.standing import Followed
from inspector.services.visit import Standing
from tests.benchmarks.report import Rival, report
from tests.ui.visit_world import Day, long_scheme
from ui.theme import Theme

ROUNDS, WARM_UP = 150, 30
LIMIT = 1.05
# Measured are 1.03 to 1.08: of what is added two thirds is SQLite itself, the rest waking a thread.
MOST = 1.15


class Remembered:
    """Stands for what saves and reads again: knows beforehand how the visit stands, by turns."""

    is_newest = True

    def __init__(self, standings: list[Standing]) -> None:
        self._next = itertools.cycle(standings)
        self.newest: Standing | None = None

    def save(
        self,
        visit: UUID,
        act: Callable[[], object],
        show: Callable[[Standing], None],
    ) -> Standing:
        """Save nothing and tell the next standing."""
        del visit, act
        self.newest = next(self._next)
        show(self.newest)
        return self.newest


class Painted(QObject):
    """Counts how often a widget was painted."""

    count = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture
def day(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    """A visit by a form of a hundred items, at the first one."""
    theme = Theme(qapp)
    theme.choose("light", 1.0)
    made = Day(qtbot, tmp_path, theme, long_scheme())
    made.choose("rmgy")
    yield made
    made.close()


def test_a_key_is_painted_and_committed_with_little_added_by_the_database(
    day: Day, qapp: QApplication, benchmark: BenchmarkFixture
) -> None:
    page, view, painted = day.page, day.page.view, Painted()
    view.viewport().installEventFilter(painted)

    def press() -> None:
        count = painted.count
        day.qtbot.keyClick(view, Qt.Key.Key_Space)
        while day.jobs.is_busy or painted.count == count:
            # As the program's own loop does: turning on would keep the interpreter from the thread
            # of the database.
            qapp.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    followed: Followed = page._followed
    standings = []
    for _turn in range(2):
        press()
        assert page.standing is not None
        standings.append(page.standing)
    remembered = Remembered(standings)

    def press_without() -> None:
        page._followed = remembered  # type: ignore[assignment]
        press()
        page._followed = followed

    peer = Rival(press_without)
    benchmark.pedantic(press, setup=peer.run, rounds=ROUNDS, warmup_rounds=WARM_UP)
    assert len(day.record().answers) == 1
    ours = benchmark.stats.stats.median
    report(
        "key to painted and committed (peer: no database)", peer.seconds, ours, LIMIT * peer.seconds
    )
    assert ours <= MOST * peer.seconds
