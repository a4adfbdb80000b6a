"""Wiring: application, look, background work, the first page, and the window of a workspace."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QLibraryInfo, QObject, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from inspector import wording
from inspector.errors import InspectorError, WorkspaceFault, WorkspaceRefused
from inspector.paths import profile_folder
from inspector.services import profile, workspace
from inspector.services.workspace import Workspace
from inspector.settings import Settings
from inspector.wording import _
from inspector.wording.error import sentence
from ui.crash import install_crash_dialog
from ui.jobs import Jobs
from ui.main_window import Heading, MainWindow
from ui.pages.page import Page
from ui.role import places
from ui.theme import Theme
from ui.widgets.window_place import keep_place, restore_place

if TYPE_CHECKING:
    from inspector.services.backup import Restored
    from ui.dialogs.edition_window import EditionWindow
    from ui.instance import Instance
    from ui.pages.welcome import WelcomePage

_RETIRING_MS = 100
# How long after the window what nobody waits for is begun.
_IDLE_MS = 200

Import = tuple[str, Path]


class _Opened(Struct, frozen=True):
    ws: Workspace
    heading: Heading


class Opening(QObject):
    """The running program: the first page, or the window of the one workspace that is open.

    A workspace is opened away from the window's thread. `folder` is None for the first page; one
    that is only remembered may be gone, and then the first page says why. Of a sealed edition named
    only that is shown.
    """

    def __init__(
        self,
        folder: Path | None,
        jobs: Jobs,
        theme: Theme,
        leave: Callable[[], None],
        *,
        is_remembered: bool = False,
        edition: Path | None = None,
    ) -> None:
        super().__init__()
        self.editions: list[EditionWindow] = []
        self.ws: Workspace | None = None
        self.window: MainWindow | None = None
        self.welcome: WelcomePage | None = None
        self.refusal: InspectorError | None = None
        self._jobs = jobs
        self._theme = theme
        self._leave = leave
        self._is_remembered = is_remembered
        self._heading: Heading | None = None
        self._instance: Instance | None = None
        self._retired: list[MainWindow] = []
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._listen)
        self._retiring = QTimer(self)
        self._retiring.setInterval(_RETIRING_MS)
        self._retiring.timeout.connect(self._on_retiring)
        if edition is not None:
            self.open_edition(edition)
        elif folder is None:
            self.show_welcome()
        else:
            self.open(folder)

    @property
    def is_busy(self) -> bool:
        """Whether anything still runs that may come back to a page."""
        return self._jobs.is_busy

    @property
    def listens(self) -> bool:
        """Whether a second start on this workspace would be heard."""
        return self._instance is not None

    def open(self, folder: Path, imports: Sequence[Import] = ()) -> None:
        """Open the workspace in a folder and leave the one that is open now."""
        if self.ws is not None and folder.resolve() == self.ws.paths.folder.resolve():
            self._come_to_front()
            return
        job = self._jobs.run(lambda _progress: _open(folder))
        job.succeeded.connect(lambda opened: self._on_opened(opened, imports))
        job.failed.connect(self._on_failed)

    def open_edition(self, path: Path | None = None) -> None:
        """Show the sealed edition in a file in a window of its own; without one it is asked for."""
        from ui.dialogs.edition_window import choose_edition, open_edition

        page = self.welcome or (self.window.current if self.window else None)
        path = path or choose_edition(page)
        if path is not None:
            bar = None if page is None else page.message
            job = open_edition(path, self.ws, self._jobs, self._theme, self.editions, bar)
            job.failed.connect(self._on_failed)

    def show_welcome(self, said: str = "") -> None:
        """Show the first page, with a sentence if there is one to say."""
        from inspector.services.beginning import first_answers
        from ui.pages.welcome import WelcomePage

        if self.welcome is None:
            self._build_welcome(WelcomePage(self._jobs, self._theme, first_answers()))
        if self.welcome is not None:
            self.welcome.show()
            self.welcome.activateWindow()
            if said:
                self.welcome.message.warn(said)

    def close(self) -> None:
        """Close the workspace on the thread that opened it, with all that was typed saved."""
        focus = self._theme.application.focusWidget()
        if focus is not None:
            # A field that is left tells what was typed into it.
            focus.clearFocus()
        self._idle.stop()
        self._retiring.stop()
        if self._instance is not None:
            self._instance.close()
        self._jobs.close(self.ws.close if self.ws else lambda: None)
        for window in self._retired:
            window.deleteLater()

    def _build_welcome(self, page: WelcomePage) -> None:
        old, self.welcome = self.welcome, page
        page.begun.connect(self._on_begun)
        page.spoken.connect(lambda language: self._on_welcome_look(language=language))
        page.lit.connect(lambda wish: self._on_welcome_look(theme=wish))
        page.left.connect(self._on_welcome_left)
        page.edition_wanted.connect(self.open_edition)
        if old is not None:
            page.setGeometry(old.geometry())
            page.show()
            old.blockSignals(True)
            old.hide()
            old.deleteLater()

    def _on_welcome_look(self, **chosen: str) -> None:
        from ui.pages.welcome import WelcomePage

        if self.welcome is not None:
            answers = self.welcome.answers
            self._choose_look(profile.change(**chosen))
            self._build_welcome(WelcomePage(self._jobs, self._theme, answers))

    def _on_begun(self, folder: Path, imports: Sequence[Import]) -> None:
        if self.ws is not None and folder.resolve() == self.ws.paths.folder.resolve():
            self._end_welcome()
        self.open(folder, imports)

    def _on_welcome_left(self) -> None:
        if self.welcome is not None:
            self.welcome.deleteLater()
            self.welcome = None

    def _end_welcome(self) -> None:
        if self.welcome is not None:
            self.welcome.close()

    def _on_opened(self, opened: _Opened, imports: Sequence[Import]) -> None:
        old, self.ws, self._heading = self.ws, opened.ws, opened.heading
        self._jobs.serve(opened.ws)
        if old is not None:
            self._jobs.run(lambda _progress: old.close())
        self._show_window()
        self._end_welcome()
        if self.window is not None:
            self.window.begin_imports(imports)
        # Behind what the page loads: nobody waits for it.
        folder = str(opened.ws.paths.folder.resolve())
        self._jobs.run(lambda _progress: profile.change(last_workspace=folder))
        self._idle.start()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, InspectorError):
            raise error
        is_alone = self.window is None and self.welcome is None
        if _answers_elsewhere(error):
            self._end_welcome()
            if is_alone:
                self._leave()
        elif isinstance(error, WorkspaceRefused) and error.fault is WorkspaceFault.DAMAGED:
            self._offer_rescue(error)
        elif self.welcome is not None:
            self.welcome.refuse(error)
        elif self.window is not None:
            self.window.current.refuse(error)
        elif self._is_remembered:
            self.show_welcome(sentence(error))
        else:
            from PySide6.QtWidgets import QMessageBox

            self.refusal = error
            QMessageBox.warning(None, _("Inspector"), sentence(error))
            self._leave()

    def _offer_rescue(self, error: WorkspaceRefused) -> None:
        """What is damaged cannot be opened, but its newest backup can."""

        def rescue() -> None:
            job = self._jobs.run(lambda _progress: _rescue(error.folder))
            job.succeeded.connect(lambda opened: self._on_opened(opened, ()))
            job.failed.connect(self._on_rescue_failed)

        word = _("Put the newest backup in its place")
        if self.welcome is None and self.window is not None:
            self.window.current.message.warn(sentence(error), word, rescue)
        else:
            self.show_welcome()
            if self.welcome is not None:
                self.welcome.refuse(error)
                self.welcome.message.warn(sentence(error), word, rescue)

    def _on_rescue_failed(self, error: Exception) -> None:
        if not isinstance(error, InspectorError):
            raise error
        said = _("No backup can be opened either. Keep the folder as it is and ask for help.")
        page = self.welcome or (self.window.current if self.window else None)
        if page is not None:
            page.message.warn(f"{sentence(error)} {said}")

    def _show_window(self, page: str = "") -> None:
        """Build the window anew: words, look and role are taken when a page is made."""
        if self.ws is None or self._heading is None:
            return
        known, old = profile.load(), self.window
        if old is not None:
            self._jobs.touched.disconnect()
            old.keep_panes()
            keep_place(old)
        pages = places(known.role, self.ws, self._jobs, self._theme, self._on_page_made)
        heading = replace(self._heading, role=known.role)
        self.window = MainWindow(
            self.ws, self._jobs, self._theme, pages, self.ws.person.name, heading
        )
        self.window.workspace_chosen.connect(self.open)
        self.window.new_wanted.connect(self.show_welcome)
        self.window.edition_wanted.connect(self.open_edition)
        self.window.go(page if page in self.window.pages else pages[0].name)
        restore_place(self.window)
        self.window.show()
        if old is not None:
            self._retire(old)

    def _on_page_made(self, page: Page) -> None:
        if page.name == "settings":
            from ui.pages.settings import SettingsPage

            assert isinstance(page, SettingsPage)
            page.look_chosen.connect(self._on_look)
            page.renamed.connect(self._on_renamed)
            page.restored.connect(self._on_restored)

    def _on_look(self) -> None:
        known = profile.load()
        self._choose_look(known)
        self._show_window("settings")

    def _on_restored(self, restored: Restored) -> None:
        """The database under the pages was put back: all of them begin again."""
        self.ws = restored.ws
        self._jobs.serve(restored.ws)
        self._show_window("settings")
        from ui.pages.settings import SettingsPage

        if self.window is not None and isinstance(self.window.current, SettingsPage):
            self.window.current.show_part("backups")
            self.window.current.tell_restored(restored.kept)

    def _on_renamed(self, district: str) -> None:
        if self._heading is not None and self.window is not None:
            self._heading = replace(self._heading, district=district)
            self.window.strip.say("workspace", district)

    def _choose_look(self, known: Settings) -> None:
        wording.choose_language(known.language or None)
        self._theme.choose(known.theme, known.text_percent / 100)
        speak_qt(self._theme.application)

    def _retire(self, old: MainWindow) -> None:
        """What still runs for an old window may come back to it: it goes when nothing does."""
        old.hide()
        self._retired.append(old)
        self._retiring.start()

    def _on_retiring(self) -> None:
        if not self.is_busy:
            self._retiring.stop()
            for window in self._retired:
                window.deleteLater()
            self._retired.clear()

    def _listen(self) -> None:
        if self._instance is not None:
            self._instance.close()
        if self.ws is not None:
            from ui.instance import Instance

            self._instance = Instance(self.ws.paths.folder)
            self._instance.called.connect(self._come_to_front)

    def _come_to_front(self) -> None:
        if self.window is not None:
            if self.window.isMinimized():
                self.window.showNormal()
            self.window.raise_()
            self.window.activateWindow()


def _open(folder: Path) -> _Opened:
    ws = workspace.open_workspace(folder, person=profile.load().person or None)
    found = workspace.district(ws)
    return _Opened(ws, Heading(found.name, found.is_sample))


def _rescue(folder: Path) -> _Opened:
    from inspector.services import backup

    ws = backup.rescue(folder, profile.load().person or None).ws
    found = workspace.district(ws)
    return _Opened(ws, Heading(found.name, found.is_sample))


def _answers_elsewhere(error: InspectorError) -> bool:
    """Whether the workspace is open in another window, which now comes to the front."""
    if not isinstance(error, WorkspaceRefused) or error.fault is not WorkspaceFault.HELD:
        return False
    from ui import instance

    return instance.call(error.folder)


_qt_words: list[QTranslator] = []


def speak_qt(application: QApplication) -> None:
    """Let Qt's own dialogs speak the language chosen."""
    for old in _qt_words:
        application.removeTranslator(old)
    _qt_words.clear()
    words = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{wording.language()}", folder):
        application.installTranslator(words)
        _qt_words.append(words)


def run(named: Path | None) -> int:
    """Show the window until it is closed; 1 where what is named could not be opened.

    That is the folder of a workspace or the file of a sealed edition. Without either the workspace
    of the last time is opened; the first time, the first page.
    """
    known = profile.load()
    wording.choose_language(known.language or None)
    application = QApplication(sys.argv[:1])
    theme = Theme(application, known.theme, known.text_percent / 100)
    application.setWindowIcon(QIcon(theme.pixmap("visit", "accent.fill", 64)))
    speak_qt(application)
    install_crash_dialog(profile_folder())
    last = Path(known.last_workspace) if known.last_workspace else None
    opening = Opening(
        *(named or last, Jobs(), theme, application.quit),
        is_remembered=named is None,
        edition=named if named is not None and named.is_file() else None,
    )
    application.exec()
    opening.close()
    return 1 if opening.refusal else 0
