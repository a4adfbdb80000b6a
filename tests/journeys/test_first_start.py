"""From an empty profile to the first scored item, counting the clicks; then the next morning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector.domain.visit import AnswerState
from inspector.services import profile, visit
from tests.ui.guards import no_query_by_the_window, nothing_left_behind
from ui.app import Opening
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.pages.visit import VisitPage
from ui.theme import Theme
from ui.widgets.site_chooser import SiteView

MOST_CLICKS = 5
LEFT = Qt.MouseButton.LeftButton


class Newcomer:
    """Somebody with a mouse and no idea, whose clicks are counted."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.qtbot = qtbot
        self.theme = theme
        self.clicks = 0
        self.opening = Opening(None, Jobs(), theme, lambda: None)

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, LEFT)
        self.clicks += 1

    def click_row(self, view: QAbstractItemView, index: QModelIndex) -> None:
        view.scrollTo(index)
        self.qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
        self.clicks += 1

    def window(self) -> MainWindow:
        self.qtbot.waitUntil(lambda: self.opening.window is not None, timeout=60_000)
        assert self.opening.window is not None
        return self.opening.window

    def is_at_rest(self) -> bool:
        """Nothing runs, and nothing is about to."""
        window = self.opening.window
        timers = window.findChildren(QTimer) if window else []
        soon = any(timer.isActive() and timer.isSingleShot() for timer in timers)
        return not self.opening.is_busy and not soon

    def leave(self) -> None:
        self.qtbot.waitUntil(self.is_at_rest)
        self.opening.close()
        if self.opening.window is not None:
            self.opening.window.close()
            self.opening.window.deleteLater()


@pytest.fixture
def newcomer(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Newcomer]:
    (tmp_path / "documents").mkdir()
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "documents"))
    with nothing_left_behind(), no_query_by_the_window(monkeypatch):
        made = Newcomer(qtbot, Theme(qapp))
        yield made
        made.leave()


def first_site(view: SiteView) -> QModelIndex:
    """The first row that is a site and no group."""
    model = view.model()
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return next(index for index in rows if index.flags() & Qt.ItemFlag.ItemIsSelectable)


def test_five_clicks_to_the_first_scored_item_and_the_same_place_the_next_morning(
    newcomer: Newcomer, qtbot: QtBot
) -> None:
    first = newcomer.opening.welcome
    assert first is not None
    qtbot.waitUntil(lambda: bool(first.place.place.text()))
    newcomer.click(first.foot.start)
    window = newcomer.window()
    page = window.current
    assert isinstance(page, VisitPage)
    sites = page.chooser.view
    qtbot.waitUntil(lambda: sites.model().rowCount() > 0)
    newcomer.click_row(sites, first_site(sites))
    qtbot.waitUntil(lambda: page.standing is not None and page.view.number is not None)
    tree = page.view
    item = tree.indexBelow(tree.currentIndex())
    newcomer.click_row(tree, item)
    switch = page.panel.states
    qtbot.waitUntil(lambda: switch.segments[AnswerState.CONFORMING].isVisible())
    newcomer.click(switch.segments[AnswerState.CONFORMING])
    qtbot.waitUntil(lambda: page.standing is not None and bool(page.standing.record.answers))
    assert window.strip.text("saved")
    assert newcomer.clicks <= MOST_CLICKS
    ws = newcomer.opening.ws
    assert ws is not None
    open_now = [line for line in visit.list_(ws) if line.state is visit.VisitState.OPEN]
    assert len(open_now) == 1
    assert visit.show(ws, open_now[0].id).record.answers[0].state is AnswerState.CONFORMING
    qtbot.waitUntil(lambda: bool(profile.load().last_workspace))
    newcomer.leave()
    folder = Path(profile.load().last_workspace)
    newcomer.opening = Opening(folder, Jobs(), newcomer.theme, lambda: None, is_remembered=True)
    again = newcomer.window().current
    assert isinstance(again, VisitPage)
    qtbot.waitUntil(lambda: again.standing is not None)
    assert again.standing is not None
    assert again.standing.record.visit.id == open_now[0].id
