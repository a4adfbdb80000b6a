"""The list of sites under the mouse."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.domain.site import Site
from inspector.services.agenda import Agenda, AgendaSite, SiteState
from ui.theme import Theme
from ui.widgets.site_chooser import SiteChooser


@pytest.fixture
def chooser(qtbot: QtBot, theme: Theme) -> SiteChooser:
    made = SiteChooser(theme)
    qtbot.addWidget(made)
    sites = [
        AgendaSite(
            Site(UUID(int=n), f"S{n}", f"示例{n}", "market"),
            "东街",
            SiteState.TO_DO,
            Decimal(90),
            None,
            None,
        )
        for n in range(1, 4)
    ]
    made.show_agenda(Agenda(tuple(sites), None), None)
    made.resize(264, 400)
    made.show()
    return made


def colour_at(chooser: SiteChooser, point: QPoint) -> str:
    return chooser.view.viewport().grab().toImage().pixelColor(point).name()


def test_the_site_under_the_mouse_is_shown_so(
    qtbot: QtBot, chooser: SiteChooser, theme: Theme
) -> None:
    view = chooser.view
    first = view.visualRect(view.sites.first_site())
    point = QPoint(first.left() + 4, first.center().y())
    assert colour_at(chooser, point) == theme.colour("surface.sunken").name()
    qtbot.mouseMove(view.viewport(), point)
    qtbot.waitUntil(lambda: colour_at(chooser, point) == theme.colour("surface.hover").name())
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert colour_at(chooser, point) == theme.colour("surface.sunken").name()


def test_the_site_whose_form_is_shown_is_marked(chooser: SiteChooser, theme: Theme) -> None:
    chooser.mark(UUID(int=2))
    second = chooser.view.visualRect(chooser.view.sites.index_of(UUID(int=2)))
    bar = QPoint(second.left() + 1, second.center().y())
    assert colour_at(chooser, bar) == theme.colour("accent.line").name()
