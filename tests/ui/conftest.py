"""Fixtures of the window's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.guards import no_query_by_the_window, nothing_left_behind
from tests.ui.photo_world import PhotoWorld, photo_world
from ui.theme import Theme


@pytest.fixture(autouse=True)
def guarded(qapp: QApplication, profile: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Threads, timers and windows left behind fail, and so does a query on the window's thread."""
    with nothing_left_behind(), no_query_by_the_window(monkeypatch):
        yield


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PhotoWorld]:
    """A visit to hang photos on."""
    made = photo_world(tmp_path)
    yield made
    made.close()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light look."""
    made = Theme(qapp)
    made.choose("light", 1.0)
    return made
