"""The tray: many photos at once, in the order in which they were taken, put in place one by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from inspector.domain.photo import Photo
from inspector.errors import ActionRefused, InspectorError, NotFound
from inspector.services import photo
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import photo as wording
from inspector.wording.error import sentence
from ui.jobs import Job, JobProgress, Jobs
from ui.models.photo_list import CELL, TrayCell, TrayList, TrayState
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.key_cap import KeyCap
from ui.widgets.photo_cells import TrayDelegate, TrayView, fitted
from ui.widgets.photo_saving import Place, Saved, Saving, Source

_AT_ONCE = 4
# Photos that come within so many milliseconds are painted once.
_TOGETHER_MS = 100
_SEPARATOR = "  ·  "


class _Seen(Struct, frozen=True):
    """What was read of a file."""

    photo: Photo
    image: QImage


class PhotoTray(QWidget):
    """Takes files and folders; Enter or a photo's number hangs it on the item of `set_target`.

    `changed`: something was saved. `item_wanted`: another item should be the target, -1 the one
    before, 1 the next. `refused` carries a sentence for the message bar. `finished`: nobody needs
    the tray any more.
    """

    changed = Signal()
    item_wanted = Signal(int)
    refused = Signal(str)
    finished = Signal()

    def __init__(self, ws: Workspace, jobs: Jobs, theme: Theme) -> None:
        super().__init__()
        self._ws = ws
        self._jobs = jobs
        self._place: Place | None = None
        self._waiting: deque[Path] = deque()
        self._reading: set[Job] = set()
        self._saving: list[Saving] = []
        self._known: set[Path] = set()
        self._arrived: list[TrayCell] = []
        self._arrivals = QTimer(self)
        self._arrivals.setSingleShot(True)
        self._arrivals.setInterval(_TOGETHER_MS)
        self._arrivals.timeout.connect(self._show_arrived)
        self._put, self._skipped = 0, 0
        self._is_in_use = False
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = TrayList(self)
        self.view = TrayView(theme)
        self.view.setAccessibleName(_("Photos that wait for an item"))
        self.view.setItemDelegate(TrayDelegate(theme, self.view))
        self.view.setModel(self.model)
        self.view.pressed_key.connect(self._on_key)
        self.view.dropped.connect(self._on_dropped)
        self.view.doubleClicked.connect(lambda index: self.put(index.row()))
        self.view.pressed.connect(self._on_used)
        theme.changed.connect(self.view.viewport().update)
        self.setFocusProxy(self.view)
        self.title = QLabel(_("Photo tray"))
        self.title.setFont(theme.font("title"))
        self.count = QLabel()
        self.count.setProperty("role", "secondary")
        self.target = ElidedLabel(theme, "body", "accent.text")
        self.done = QPushButton(_("Close the tray"))
        self.done.clicked.connect(self.finish)
        self._lay_out(theme)
        self._tell()

    def take(self, paths: Sequence[Path]) -> None:
        """Read these files, and those in the folders among them, into the tray."""
        job = self._jobs.run_picture(lambda _progress: photo.files_in(paths), asker=self)
        self._reading.add(job)
        job.succeeded.connect(self._on_found)
        job.failed.connect(self._on_failed)
        job.ended.connect(lambda: self._on_read(job))
        self._tell()

    def set_target(self, visit: UUID, item: int, finding: UUID | None, text: str) -> None:
        """Put photos on this item or finding from now on; `text` names it."""
        self._place = Place(visit, item, finding)
        self.target.setText(_("onto {item}").format(item=text))

    def clear_target(self) -> None:
        """There is no item to put photos on."""
        self._place = None
        self.target.setText("")

    @property
    def left(self) -> int:
        """How many photos are not put in place, skipped or refused yet."""
        read = (*self.model.cells, *self._arrived)
        waiting = [cell for cell in read if cell.state is not TrayState.REFUSED]
        return len(waiting) + len(self._waiting) + self._under_way

    @property
    def is_reading(self) -> bool:
        """Whether files are still being read."""
        return bool(self._reading or self._waiting or self._arrived)

    def put(self, row: int) -> None:
        """Hang the photo in this row on the target and go to the next one."""
        index = self.model.index(row, 0)
        cell: TrayCell | None = index.data(CELL) if index.isValid() else None
        if cell is None or cell.state is not TrayState.WAITING:
            return
        if self._place is None:
            self.refused.emit(_("Choose an item first; the photo goes there."))
            return
        self.model.replace(row, replace(cell, state=TrayState.SAVING, reason=""))
        if row == self.view.currentIndex().row():
            self._go_on(row)
        saving = Saving(
            self._ws,
            self._jobs,
            self._place,
            (cell.path,),
            lambda saved: self._on_saved(saving, cell, saved),
        )
        self._saving.append(saving)

    def skip(self, row: int) -> None:
        """Leave the photo in this row out; its file stays where it is."""
        if 0 <= row < self.model.rowCount():
            if self.model.cells[row].state is TrayState.SAVING:
                return
            self._skipped += self.model.cells[row].state is TrayState.WAITING
            self._known.discard(self.model.take(row).path)
            self._tell()

    def finish(self) -> None:
        """Forget what is left; the files stay where they are."""
        self._waiting.clear()
        self._arrived.clear()
        for job in self._reading:
            job.progress.cancel()
        self._known.clear()
        self.model.clear()
        self._put, self._skipped = 0, 0
        self._is_in_use = False
        self._tell()
        self.finished.emit()

    @property
    def _under_way(self) -> int:
        return sum(job.property("path") is not None for job in self._reading)

    def _on_found(self, files: tuple[Path, ...]) -> None:
        for path in files:
            self._forget_refused(path)
        fresh = [path for path in files if path not in self._known]
        self._known.update(fresh)
        self._waiting.extend(fresh)
        if not files:
            self.refused.emit(_("There is no photo in this folder."))
        self._read_on()

    def _forget_refused(self, path: Path) -> None:
        """A file that was refused is read anew when it comes again."""
        row = self.model.row_of(path)
        if row >= 0 and self.model.cells[row].state is TrayState.REFUSED:
            self.model.take(row)
            self._known.discard(path)

    def _read_on(self) -> None:
        """Only a few at once, so that thumbnails and saving come in between."""
        while self._waiting and self._under_way < _AT_ONCE:
            self._read(self._waiting.popleft())
        if not self._arrivals.isActive():
            self._arrivals.start()

    def _read(self, path: Path) -> None:
        ratio = self.devicePixelRatioF()

        def look(_progress: JobProgress) -> _Seen:
            seen = photo.look_at(path)
            # Brought to the size of a cell here, not each time that the window paints it.
            small = QImage(
                seen.rows, seen.width, seen.height, 3 * seen.width, QImage.Format.Format_RGB888
            )
            return _Seen(seen.photo, fitted(small, ratio))

        job = self._jobs.run_picture(look, asker=self)
        job.setProperty("path", str(path))
        self._reading.add(job)
        job.succeeded.connect(lambda seen: self._on_seen(path, seen))
        job.failed.connect(lambda error: self._on_unreadable(path, error))
        job.ended.connect(lambda: self._on_read(job))

    def _on_seen(self, path: Path, seen: _Seen) -> None:
        if path in self._known:
            self._arrived.append(TrayCell(path, seen.photo, QPixmap.fromImage(seen.image)))

    def _on_unreadable(self, path: Path, error: Exception) -> None:
        if not isinstance(error, InspectorError):
            raise error
        if path in self._known:
            self._arrived.append(TrayCell(path, state=TrayState.REFUSED, reason=sentence(error)))

    def _show_arrived(self) -> None:
        arrived, self._arrived = self._arrived, []
        for cell in arrived:
            self.model.add(cell)
        if arrived and not self._is_in_use:
            # What was taken earlier may be read later: the first stays the current one.
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._tell()

    def _on_read(self, job: Job) -> None:
        self._reading.discard(job)
        self._read_on()

    def _on_saved(self, saving: Saving, cell: TrayCell, saved: Saved) -> None:
        self._saving.remove(saving)
        row = self.model.row_of(cell.path)
        if saved.attached:
            self._put += 1
            self._known.discard(cell.path)
            if row >= 0:
                self.model.take(row)
            self.changed.emit()
        for _source, error in saved.refused:
            self._give_back(row, cell, error)
        self._tell()

    def _give_back(self, row: int, cell: TrayCell, error: InspectorError) -> None:
        """What the item refuses may go elsewhere; what the file refuses stays with its reason."""
        said = sentence(error)
        if isinstance(error, ActionRefused | NotFound):
            self.refused.emit(said)
            said = ""
        if row >= 0:
            state = TrayState.REFUSED if said else TrayState.WAITING
            self.model.replace(row, replace(cell, state=state, reason=said))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, InspectorError):
            raise error
        self.refused.emit(sentence(error))

    def _on_dropped(self, sources: list[Source]) -> None:
        self.take([each for each in sources if isinstance(each, Path)])

    def _on_used(self) -> None:
        self._is_in_use = True

    def _on_key(self, event: QKeyEvent) -> None:
        self._on_used()
        row = self.view.currentIndex().row()
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.put(row)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._put_number(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_S):
            self.skip(row)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.item_wanted.emit(-1 if key == Qt.Key.Key_Up else 1)

    def _put_number(self, number: int) -> None:
        """The photos are numbered from the current one, which is 1."""
        self.put(max(self.view.currentIndex().row(), 0) + number - 1)

    def _go_on(self, row: int) -> None:
        """Make the next photo that waits the current one; the last one before it at the end."""
        cells = self.model.cells
        after = [*range(row + 1, len(cells)), *range(row)]
        for number in after:
            if cells[number].state is TrayState.WAITING:
                self.view.setCurrentIndex(self.model.index(number, 0))
                return

    def _tell(self) -> None:
        parts = [wording.left(self.left)]
        refused = sum(cell.state is TrayState.REFUSED for cell in self.model.cells)
        for number, words in (
            (self._put, wording.put_in_place),
            (self._skipped, wording.skipped),
            (refused, wording.refused),
        ):
            if number:
                parts.append(words(number))
        if self.is_reading:
            parts.append(_("reading …"))
        self.count.setText(_SEPARATOR.join(parts))

    def _lay_out(self, theme: Theme) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addWidget(self.target, 1)
        head.addWidget(self.done)
        below = QHBoxLayout()
        below.setContentsMargins(16, 0, 16, 0)
        below.setSpacing(6)
        for key, does in (
            ("Enter", _("put on the item")),
            ("1–9", _("by its number")),
            ("Del", _("skip")),
            ("↑ ↓", _("other item")),
        ):
            label = QLabel(does)
            label.setFont(theme.font("small"))
            label.setProperty("role", "tertiary")
            below.addWidget(KeyCap(key, theme))
            below.addWidget(label)
            below.addSpacing(6)
        below.addStretch(1)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(line)
        layout.addLayout(head)
        layout.addLayout(below)
        layout.addWidget(self.view)
