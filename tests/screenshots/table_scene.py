"""A page with a table, as it opens and with a row current."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.services.workspace import Workspace
    from tests.screenshots.stage import Stage
    from ui.main_window import MainWindow
    from ui.pages.page import Page


def first_row(stage: Stage, window: MainWindow, page: Page, ws: Workspace) -> None:
    """The page as it opens, and with its first row current, whose panel stands beside it."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QTableView

    window.go(page.name)
    stage.draw(page.name, window)
    table = next(one for one in page.findChildren(QTableView) if one.isVisible())
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 1))
    QTest.keyClick(table, Qt.Key.Key_Return)
    if window.current is not page:
        window.go(page.name)
        table.setCurrentIndex(table.model().index(1, 1))
    stage.settle()
    stage.draw(f"{page.name}-row", window)
    preview = getattr(page, "preview", None)
    if preview is not None:
        stage.dialog("sheet", preview, window)
    preview_all = getattr(page, "preview_all", None)
    if preview_all is not None:
        stage.dialog("sheets", preview_all, window)
