"""What a test of the window may not do: leave something running, or query where Qt paints."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

import ui
from inspector.store.database import Transaction

_WINDOW = str(Path(ui.__file__).parent)
_TESTS = str(Path(__file__).parent.parent)
_PATIENCE_SECONDS = 3.0


@contextmanager
def nothing_left_behind() -> Iterator[None]:
    """Fails with the names of threads, running timers and shown windows that were not there."""
    threads, timers, windows = set(_threads()), set(_timers()), set(_windows())
    yield
    left = _awaited(lambda: [name for one, name in _threads().items() if one not in threads])
    left += [name for one, name in _timers().items() if one not in timers]
    left += [name for one, name in _windows().items() if one not in windows]
    if left:
        raise AssertionError(f"left behind: {left}")


@contextmanager
def no_query_by_the_window(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails where code of the window opens a transaction on the thread that paints."""
    seen: list[str] = []
    enter = Transaction.__enter__

    def watched(transaction: Transaction) -> object:
        if threading.current_thread() is threading.main_thread():
            place = _place_in_the_window(sys._getframe(1))
            if place:
                seen.append(place)
        return enter(transaction)

    monkeypatch.setattr(Transaction, "__enter__", watched)
    yield
    if seen:
        raise AssertionError(f"queries where the window paints: {seen}")


def _place_in_the_window(frame: FrameType | None) -> str:
    """Where the window stands between a query and the test, "" where the test itself asked."""
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(_TESTS):
            return ""
        if name.startswith(_WINDOW):
            return f"{name}:{frame.f_lineno}"
        frame = frame.f_back
    return ""


def _awaited(left: Callable[[], list[str]]) -> list[str]:
    """What is left at last: a thread told to end takes a moment to be gone."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while (found := left()) and time.monotonic() < until:
        threading.Event().wait(0.01)
    return found


def _threads() -> dict[int, str]:
    return {
        thread.ident or 0: f"thread {thread.name}"
        for thread in threading.enumerate()
        if not isinstance(thread, threading._DummyThread)
    }


def _timers() -> dict[int, str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return {
        shiboken6.getCppPointer(timer)[0]: f"timer of {_owner(timer.parent())}"
        for timer in gc.get_objects()
        if isinstance(timer, QTimer) and shiboken6.isValid(timer) and timer.isActive()
    }


def _windows() -> dict[int, str]:
    shown: list[QWidget] = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return {shiboken6.getCppPointer(one)[0]: f"window {_owner(one)}" for one in shown}


def _owner(owner: QObject | None) -> str:
    return f"{type(owner).__name__} {owner.objectName()}".strip() if owner else "nobody"
