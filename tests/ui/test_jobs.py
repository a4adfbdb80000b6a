"""Background work: results come to the window's thread, and never to what is gone."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.jobs import JobProgress, Jobs


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close(lambda: None)


def test_a_result_arrives_on_the_thread_of_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    threads: list[str] = []
    job = jobs.run(lambda _progress: threading.current_thread().name)
    job.succeeded.connect(lambda name: threads.extend((name, threading.current_thread().name)))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0].startswith("database")
    assert threads[1] == threading.main_thread().name


def test_a_cancelled_operation_ends_at_its_next_step(qtbot: QtBot, jobs: Jobs) -> None:
    may_go_on = threading.Event()

    def operation(progress: JobProgress) -> None:
        may_go_on.wait(5)
        progress.step(1, 2, "counting")

    job = jobs.run(operation)
    with qtbot.waitSignal(job.cancelled):
        job.progress.cancel()
        may_go_on.set()


def test_who_is_gone_is_told_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[object] = []
    asker = QObject()
    may_go_on = threading.Event()
    job = jobs.run(lambda _progress: may_go_on.wait(5), asker=asker)
    job.succeeded.connect(told.append)
    shiboken6.delete(asker)
    may_go_on.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert told == []


def test_what_was_asked_before_the_end_is_done_and_nothing_afterwards() -> None:
    jobs = Jobs()
    done: list[str] = []
    may_go_on = threading.Event()
    jobs.run(lambda _progress: may_go_on.wait(5))
    jobs.run(lambda _progress: done.append("saved"))
    jobs.run(lambda progress: (progress.step(1, 2, "counting"), done.append("counted")))
    may_go_on.set()
    jobs.close(lambda: done.append("closed"))
    jobs.run(lambda _progress: done.append("too late"))
    assert done == ["saved", "closed"]


def test_an_operation_that_is_cancelled_before_its_turn_never_begins(
    qtbot: QtBot, jobs: Jobs
) -> None:
    done: list[str] = []
    may_go_on = threading.Event()
    jobs.run(lambda _progress: may_go_on.wait(5))
    job = jobs.run(lambda _progress: done.append("begun"))
    with qtbot.waitSignal(job.cancelled):
        job.progress.cancel()
        may_go_on.set()
    assert done == []
