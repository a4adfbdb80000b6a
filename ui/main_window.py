"""The window: navigation between pages, menus and the strip at the bottom, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from inspector.errors import FileRefused
from inspector.services import profile, undo
from inspector.services.undo import Undone
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording.action import action as action_word
from inspector.wording.table_kind import table_filter
from ui.jobs import Jobs
from ui.pages.page import Notice, Page
from ui.pages.place import Place, Places, place_of
from ui.theme import Theme
from ui.widgets.rail import Rail
from ui.widgets.status_strip import StatusStrip
from ui.widgets.window_place import keep_place

_SETTINGS, _IMPORT = "settings", "import_preview"
SMALLEST = (1024, 620)


class Heading(Struct, frozen=True):
    """What the window says of its workspace: the district, whether it is made up, the role."""

    district: str = ""
    is_sample: bool = False
    role: str = "inspector"


class MainWindow(QMainWindow):
    """Shows the pages of one workspace and moves between them.

    `workspace_chosen` asks for another workspace, `new_wanted` for the page that makes one,
    `edition_wanted` for a sealed edition in a file.
    """

    workspace_chosen = Signal(object)
    new_wanted = Signal()
    edition_wanted = Signal()

    def __init__(
        self,
        ws: Workspace,
        jobs: Jobs,
        theme: Theme,
        pages: Sequence[Page | Place],
        person: str,
        heading: Heading | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle(_("Inspector · {folder}").format(folder=ws.paths.folder.resolve().name))
        self.setMinimumSize(*SMALLEST)
        self.rail = Rail(theme)
        self.strip = StatusStrip(theme)
        made = [each if isinstance(each, Place) else place_of(each) for each in pages]
        self.pages = Places(made, self._on_made)
        self._theme = theme
        self._stack = QStackedWidget()
        self._jumps: list[QAction] = []
        self._imports: list[tuple[str, Path]] = []
        self._ws = ws
        self._jobs = jobs
        self._is_followed = False
        heading = heading or Heading()
        for place in made:
            self._add(place)
        self._lay_out()
        self._menus()
        self._show_person(heading.role, person)
        if heading.is_sample:
            self._show_banner()
        self.strip.say("workspace", heading.district or ws.paths.folder.resolve().name)

    @property
    def current(self) -> Page:
        """The page that is shown."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def go(self, name: str, subject: object = None) -> None:
        """Show a page, at a subject if one is named; not every role has every page."""
        page = self.pages.get(name)
        if page is None and self.current.name == _IMPORT:
            # Whoever imported must get back, also where what was imported has no page.
            page = next(iter(self.pages.values()))
            name = page.name
        if page is None:
            said = _("This page does not belong to the role that is chosen in the settings.")
            self.current.message.warn(said)
            return
        self._stack.setCurrentWidget(page)
        self.rail.show_current(name)
        self.strip.show_keys(page.keys())
        self._fill_menus(page)
        if isinstance(subject, Notice):
            page.notice(subject)
        elif subject is not None:
            page.open(subject)
        page.setFocus()
        if self._imports and name != _IMPORT:
            self._offer_import(page)

    def begin_imports(self, imports: Sequence[tuple[str, Path]]) -> None:
        """Show workbooks on the import page, the next one when the one before is done."""
        self._imports = list(imports)
        if self._imports and _IMPORT in self.pages:
            self.go(_IMPORT, self._imports.pop(0))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Behind the page, which began to load when it was shown.
        if not event.spontaneous() and not self._is_followed:
            self._is_followed = True
            self.strip.follow(self._ws, self._jobs)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.strip.show_keys(())
        self.keep_panes()
        keep_place(self)
        super().closeEvent(event)

    def keep_panes(self) -> None:
        """Remember how wide the panes of the pages are."""
        panes = {page.name: page.panes.chosen for page in self.pages.made if page.panes}
        # Nobody is left to be told, and nothing that was shown as saved is lost.
        with suppress(FileRefused):
            profile.keep_panes({name: chosen for name, chosen in panes.items() if chosen})

    def _on_made(self, page: Page) -> None:
        self._stack.addWidget(page)
        page.navigated.connect(self.go)

    def _add(self, place: Place) -> None:
        if not place.icon:
            return
        self.rail.add(place.name, place.icon, place.title, at_bottom=place.name == _SETTINGS)
        jump = QAction(place.title.replace("&", "&&"), self)
        jump.setShortcut(QKeySequence(f"Ctrl+{len(self._jumps) + 1}"))
        jump.triggered.connect(lambda _checked=False, name=place.name: self.go(name))
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
        self.banner = QLabel()
        self.banner.hide()
        layout.addWidget(self.banner)
        layout.addLayout(across, 1)
        layout.addWidget(self.strip)
        self.setCentralWidget(middle)

    def _menus(self) -> None:
        bar = self.menuBar()
        self._file_menu = bar.addMenu(_("&File"))
        self._edit_menu = bar.addMenu(_("&Edit"))
        view = bar.addMenu(_("&View"))
        view.addActions(self._jumps)
        view.addSeparator()
        full = self._action(_("Full screen"), "F11", self._toggle_full_screen)
        view.addAction(full)
        self._actions_menu = QMenu(_("&Actions"), self)
        bar.addMenu(self._actions_menu)
        helping = bar.addMenu(_("&Help"))
        helping.addAction(self._action(_("All keys"), "F1", self._show_keys))
        helping.addAction(self._action(_("About this program"), "", self._show_about))
        self._help_key = self._action(_("All keys"), "?", self._show_keys)
        self._fixed = [
            self._action(_("New workspace…"), "Ctrl+Shift+N", self.new_wanted.emit),
            self._action(_("Open workspace…"), "Ctrl+Shift+O", self._choose_workspace),
            self._action(_("Open a sealed edition…"), "", self.edition_wanted.emit),
        ]
        self._import_menu = QMenu(_("Import"), self)
        for kind, word in (
            ("scheme", _("Criteria…")),
            ("site", _("Sites and units…")),
            ("result", _("Results of others…")),
        ):
            self._import_menu.addAction(self._action(word, "", partial(self._choose_import, kind)))
        self._settings_action = self._action(_("Settings"), "Ctrl+,", partial(self.go, _SETTINGS))
        self._quit = self._action(_("Quit"), "Ctrl+Q", self.close)
        self._own_undo = self._action(_("Undo"), "Ctrl+Z", partial(self._take_back, True))
        self._own_redo = self._action(_("Redo"), "Ctrl+Shift+Z", partial(self._take_back, False))

    def _fill_menus(self, page: Page) -> None:
        """A page that has a key of its own for undo, redo or export is heard first."""
        offered = {action.shortcut().toString(): action for action in page.page_actions()}
        self._actions_menu.clear()
        self._actions_menu.addActions(list(page.page_actions()))
        self._actions_menu.menuAction().setVisible(bool(page.page_actions()))
        self._edit_menu.clear()
        for own in (self._own_undo, self._own_redo):
            theirs = offered.get(own.shortcut().toString())
            own.setEnabled(theirs is None)
            self._edit_menu.addAction(theirs or own)
        file = self._file_menu
        file.clear()
        file.addActions(self._fixed)
        file.addSeparator()
        if _IMPORT in self.pages:
            file.addMenu(self._import_menu)
        if "Ctrl+E" in offered:
            file.addAction(offered["Ctrl+E"])
        file.addSeparator()
        if _SETTINGS in self.pages:
            file.addAction(self._settings_action)
        file.addAction(self._quit)

    def _action(self, text: str, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: act())
        self.addAction(action)
        return action

    def _show_person(self, role: str, person: str) -> None:
        words = {"inspector": _("Field inspector"), "leader": _("Leadership")}
        self.who = QLabel(f"{words.get(role, _('Office'))} · {person}")
        self.who.setProperty("role", "secondary")
        # As high as the words of the menus with their padding: it would hang from the top else.
        self.who.setContentsMargins(0, 4, 16, 4)
        self.menuBar().setCornerWidget(self.who)
        self.who.show()

    def _show_banner(self) -> None:
        self.banner.setObjectName("banner")
        self.banner.setText(_("Sample district: every place, person and score in it is made up."))
        self.banner.setContentsMargins(16, 3, 16, 3)
        self.banner.show()

    def _choose_workspace(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Folder of the workspace"))
        if chosen:
            self.workspace_chosen.emit(Path(chosen))

    def _choose_import(self, kind: str) -> None:
        chosen = QFileDialog.getOpenFileName(self, _("File to import"), "", table_filter())[0]
        if chosen:
            self.go(_IMPORT, (kind, Path(chosen)))

    def _offer_import(self, page: Page) -> None:
        kind, path = self._imports.pop(0)
        said = _("Next: {file}").format(file=path.name)
        if page.message.isVisibleTo(page):
            said = f"{page.message.text.text()} {said}"
        page.message.tell(said, _("Import it"), lambda: self.go(_IMPORT, (kind, path)))

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _take_back(self, is_undo: bool) -> None:
        page, service = self.current, undo.undo if is_undo else undo.redo

        def tell(undone: Undone) -> None:
            said = _("Undone: {action}.") if is_undo else _("Redone: {action}.")
            page.message.tell(said.format(action=action_word(undone.change.action)))

        page.run(lambda _progress: service(self._ws), tell)

    def _show_keys(self) -> None:
        from ui.dialogs.key_help import KeyHelp

        KeyHelp(self._theme, self).exec()

    def _show_about(self) -> None:
        from ui.dialogs.about import show_about

        show_about(self, self._theme)
