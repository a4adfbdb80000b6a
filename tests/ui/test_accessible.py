"""Who hears or tabs through the pages is told of every part of them, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector.services import answer, closing, profile, site, visit, workspace
from inspector.settings import Settings
from tests.services import made_up
from ui.app import Opening
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.pages.page import Page
from ui.theme import Theme

PAGES = ("visit", "site", "board", "scheme", "import_preview", "settings")
# So far apart are two rows at least, in pixels; parts of a row may lie a little askew.
ROW = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with a closed visit and an open one, so that every page has something to show."""
    ws = workspace.create(tmp_path / "workspace", district="示例区")
    made_up.publish(ws, made_up.judged_scheme())
    place = made_up.add_site(ws)
    made_up.add_units(ws, place)
    closed = visit.start(ws, place.id).visit.id
    answer.deduct(ws, closed, 1, note="made up")
    closing.close(ws, closed)
    running = visit.start(ws, place.id).visit.id
    answer.deduct(ws, running, 1)
    site.export(ws, tmp_path / "sites.xlsx")
    ws.close()
    return ws.paths.folder


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, folder: Path) -> Iterator[MainWindow]:
    profile.save(Settings(role="office"))
    opening = Opening(folder, Jobs(), Theme(qapp), lambda: None)
    qtbot.waitUntil(lambda: opening.window is not None)
    shown = opening.window
    assert shown is not None
    shown.resize(1366, 768)
    yield shown
    qtbot.waitUntil(lambda: not shown.current.jobs.is_busy)
    shown.close()
    opening.close()
    shown.deleteLater()


def page_of(qtbot: QtBot, window: MainWindow, name: str, folder: Path) -> Page:
    """A page when all that it loads has come."""
    subject = ("site", folder.parent / "sites.xlsx") if name == "import_preview" else None
    window.go(name, subject)
    page = window.current
    qtbot.waitUntil(lambda: not page.jobs.is_busy)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not page.jobs.is_busy)
    return page


def reached(page: QWidget) -> list[QWidget]:
    """What takes the focus by Tab on the page, in that order."""
    found: list[QWidget] = []
    each = page.nextInFocusChain()
    while each is not None and each is not page:
        takes = each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.focusProxy()
        if page.isAncestorOf(each) and takes and each.isVisible() and each.isEnabled():
            found.append(each)
        each = each.nextInFocusChain()
    return found


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return widget.accessibleName() or text


@pytest.mark.parametrize("name", PAGES)
def test_everything_that_takes_the_focus_has_a_name(
    qtbot: QtBot, window: MainWindow, folder: Path, name: str
) -> None:
    page = page_of(qtbot, window, name, folder)
    candidates = [
        each
        for each in page.findChildren(QWidget)
        if each.isVisible()
        and each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not each.focusProxy()
    ]
    inner = tuple(
        part
        for each in candidates
        if isinstance(each, QScrollArea | QAbstractItemView)
        for part in (each.viewport(), each.horizontalScrollBar(), each.verticalScrollBar())
    )
    nameless = [
        f"{type(each).__name__} in {type(each.parent()).__name__}"
        for each in candidates
        if each not in inner and not name_of(each).strip()
    ]
    assert candidates
    assert nameless == []


@pytest.mark.parametrize("name", PAGES)
def test_tab_goes_through_a_page_as_it_is_read(
    qtbot: QtBot, window: MainWindow, folder: Path, name: str
) -> None:
    page = page_of(qtbot, window, name, folder)
    panes = page.panes
    parts = [panes.widget(place) for place in range(panes.count())] if panes else [page]
    askew = []
    for part in parts:
        stops = [each for each in reached(page) if part is not None and part.isAncestorOf(each)]
        places = [each.mapTo(page, QPoint(0, 0)) for each in stops]
        for (one, here), (other, there) in pairwise(zip(stops, places, strict=True)):
            is_aside = there.x() >= here.x() + one.width()
            is_above = there.y() + other.height() <= here.y() and not is_aside
            is_before = abs(there.y() - here.y()) < ROW and there.x() < here.x()
            if is_above or is_before:
                askew.append(f"{name_of(one)} -> {name_of(other)}")
    assert askew == []
