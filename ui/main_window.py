"""The window: navigation between pages, menus and the strip at the bottom, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from inspector.services.workspace import Workspace
from inspector.wording import _
from ui.dialogs.key_help import KeyHelp
from ui.jobs import Jobs
from ui.pages.page import Notice, Page
from ui.theme import Theme
from ui.widgets.rail import Rail
from ui.widgets.status_strip import StatusStrip

_SETTINGS = "settings"
SMALLEST = (1024, 620)


class MainWindow(QMainWindow):
    """Shows the pages of one workspace and moves between them."""

    def __init__(
        self, ws: Workspace, jobs: Jobs, theme: Theme, pages: Sequence[Page], person: str
    ) -> None:
        super().__init__()
        self.setWindowTitle(_("Inspector · {folder}").format(folder=ws.paths.folder.resolve().name))
        self.setMinimumSize(*SMALLEST)
        self.rail = Rail(theme)
        self.strip = StatusStrip(theme)
        self.pages = {page.name: page for page in pages}
        self._theme = theme
        self._stack = QStackedWidget()
        self._jumps: list[QAction] = []
        for page in pages:
            self._add(page)
        self._lay_out()
        self._menus(person)
        self.strip.say("workspace", ws.paths.folder.resolve().name)
        self.strip.say("device", ws.device.name)
        jobs.touched.connect(lambda _kinds: self.strip.saved(datetime.now().astimezone()))

    @property
    def current(self) -> Page:
        """The page that is shown."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def go(self, name: str, subject: object = None) -> None:
        """Show a page, at a subject if one is named."""
        page = self.pages[name]
        self._stack.setCurrentWidget(page)
        self.rail.show_current(name)
        self.strip.show_keys(page.keys())
        self._actions_menu.clear()
        self._actions_menu.addActions(list(page.page_actions()))
        self._actions_menu.menuAction().setVisible(bool(page.page_actions()))
        if isinstance(subject, Notice):
            page.notice(subject)
        elif subject is not None:
            page.open(subject)
        page.setFocus()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.strip.show_keys(())
        super().closeEvent(event)

    def _add(self, page: Page) -> None:
        self._stack.addWidget(page)
        page.navigated.connect(self.go)
        if not page.icon:
            return
        self.rail.add(page.name, page.icon, page.title(), at_bottom=page.name == _SETTINGS)
        jump = QAction(page.title(), self)
        jump.setShortcut(QKeySequence(f"Ctrl+{len(self._jumps) + 1}"))
        jump.triggered.connect(lambda _checked=False, name=page.name: self.go(name))
        self._jumps.append(jump)

    def _lay_out(self) -> None:
        self.rail.chosen.connect(self.go)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(self._stack, 1)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(across, 1)
        layout.addWidget(self.strip)
        self.setCentralWidget(middle)

    def _menus(self, person: str) -> None:
        bar = self.menuBar()
        file = bar.addMenu(_("&File"))
        self._put(file, _("Quit"), "Ctrl+Q", self.close)
        view = bar.addMenu(_("&View"))
        view.addActions(self._jumps)
        self._actions_menu = QMenu(_("&Actions"), self)
        bar.addMenu(self._actions_menu)
        helping = bar.addMenu(_("&Help"))
        self._put(helping, _("All keys"), "F1", self._show_keys)
        who = bar.addAction(person)
        who.setEnabled(False)

    def _put(self, menu: QMenu, text: str, keys: str, act: Callable[[], object]) -> None:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: act())
        menu.addAction(action)

    def _show_keys(self) -> None:
        KeyHelp(self._theme, self).exec()
