"""What every page is: it loads away from the window, shows what came, and says what failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from inspector.domain.table_kind import TABLE_SUFFIXES
from inspector.errors import InspectorError, WorkspaceFault, WorkspaceRefused
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording.error import sentence
from ui.jobs import Job, JobProgress, Jobs
from ui.theme import Theme
from ui.widgets.away import Away
from ui.widgets.message_bar import MessageBar
from ui.widgets.panes import Panes

# A stick that came back may be in the hands of another program first.
_AWAY = frozenset({WorkspaceFault.GONE, WorkspaceFault.HELD})


class Notice(Struct, frozen=True):
    """A sentence with its action that the next page shows, and the subject that it opens at."""

    text: str
    action: str = ""
    on_action: Callable[[], None] | None = None
    subject: object = None
    is_warning: bool = False


def dropped_table(event: QDropEvent) -> Path | None:
    """The file that is dragged or dropped, where an import can read files of its name."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in TABLE_SUFFIXES), None)


class Page(QWidget):
    """A page of the window.

    `name` is what others call it, `icon` its picture on the rail ("" for none), `watches` the kinds
    of record whose change makes it load again, `imports` the kind of import of tables that are
    dropped on it ("" for none). `navigated` asks the window for another page and says about what;
    `wrote` tells that something was saved. The widths of `panes` are kept.
    """

    name: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    watches: ClassVar[frozenset[str]] = frozenset()
    imports: str = ""

    navigated = Signal(str, object)
    wrote = Signal()

    def __init__(self, ws: Workspace, jobs: Jobs, theme: Theme) -> None:
        super().__init__()
        self.ws = ws
        self.jobs = jobs
        self.theme = theme
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.message = MessageBar(theme)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.message)
        layout.addLayout(self.body, 1)
        self._away = Away(ws, jobs, self)
        self._away.returned.connect(self._on_returned)
        self.panes: Panes | None = None
        self._is_stale = True
        self._load: Job | None = None
        jobs.touched.connect(self._on_touched)
        self.setAcceptDrops(True)

    def title(self) -> str:
        """The word on the rail and in menus."""
        raise NotImplementedError

    def keys(self) -> Sequence[tuple[str, str]]:
        """At most five keys for the strip at the bottom: (key, what it does)."""
        return ()

    def page_actions(self) -> Sequence[QAction]:
        """What stands in the menu of actions while the page is shown."""
        return ()

    def load(self, progress: JobProgress) -> Any:
        """Fetch what is shown; runs on the database thread and touches no widget."""
        raise NotImplementedError

    def show_data(self, data: Any) -> None:
        """Show what was loaded."""
        raise NotImplementedError

    def open(self, subject: object) -> None:
        """Go to a subject that another page named."""

    def notice(self, notice: Notice) -> None:
        """Say what another page did, and go to its subject."""
        say = self.message.warn if notice.is_warning else self.message.tell
        say(notice.text, notice.action, notice.on_action)
        if notice.subject is not None:
            self.open(notice.subject)

    def reload(self) -> None:
        """Load again; what an older load brings is dropped."""
        self._is_stale = False
        job = self.jobs.run(self.load, asker=self)
        self._load = job
        job.succeeded.connect(lambda data: self._on_loaded(job, data))
        job.failed.connect(lambda error: self._on_load_failed(job, error))

    def run(
        self,
        operation: Callable[[JobProgress], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[InspectorError], None] | None = None,
    ) -> Job:
        """Call a service on the database thread; a refusal is said in the message bar."""
        job = self.jobs.run(operation, asker=self)
        if done is not None:
            job.succeeded.connect(done)
        job.failed.connect(failed or self.refuse)
        return job

    def refuse(self, error: Exception) -> None:
        """Say why something was refused; what is no refusal goes to the crash dialog."""
        if not isinstance(error, InspectorError):
            raise error
        self.message.warn(sentence(error))
        if (
            isinstance(error, WorkspaceRefused)
            and error.fault in _AWAY
            and error.folder == self.ws.paths.folder
        ):
            self._away.watch()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.imports and dropped_table(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        table = dropped_table(event)
        if self.imports and table is not None:
            event.acceptProposedAction()
            self.navigated.emit("import_preview", (self.imports, table))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    def _on_touched(self, kinds: frozenset[str]) -> None:
        if not kinds & self.watches:
            return
        if self.isVisible():
            self.reload()
        else:
            self._is_stale = True

    def _on_returned(self) -> None:
        said = _("{folder} is back. Saving works again.")
        self.message.tell(said.format(folder=self.ws.paths.folder))
        self.reload()

    def _on_loaded(self, job: Job, data: Any) -> None:
        if job is self._load:
            self.show_data(data)

    def _on_load_failed(self, job: Job, error: Exception) -> None:
        if job is self._load:
            self.refuse(error)
