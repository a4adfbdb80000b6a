"""A photo in a window of its own: what its bytes say, where it hangs, and marks over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from inspector.domain.photo import Mark, MarkKind, Photo, PhotoState
from inspector.domain.visit import PhotoUse, VisitPhoto
from inspector.errors import InspectorError
from inspector.services import photo
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import photo as wording
from inspector.wording.error import sentence
from ui.jobs import Job, JobProgress, Jobs
from ui.theme import Theme
from ui.widgets.key_cap import KeyCap
from ui.widgets.message_bar import MessageBar
from ui.widgets.photo_canvas import STEP, PhotoCanvas
from ui.widgets.photo_facts import PhotoFacts

_SMALLEST_LEVEL = 600
_MOVE = 80
# From this width in pixels on there is room for larger words beside the picture.
_ROOMY = 1600
_TOOLS = {
    Qt.Key.Key_A: MarkKind.ARROW,
    Qt.Key.Key_C: MarkKind.CIRCLE,
    Qt.Key.Key_T: MarkKind.TEXT,
}
_MOVES = {
    Qt.Key.Key_Left: (_MOVE, 0),
    Qt.Key.Key_Right: (-_MOVE, 0),
    Qt.Key.Key_Up: (0, _MOVE),
    Qt.Key.Key_Down: (0, -_MOVE),
}


class _Known(Struct, frozen=True):
    """What the database says of a photo."""

    photo: Photo | None
    uses: tuple[PhotoUse, ...]


class PhotoViewer(QDialog):
    """Shows photos one after the other from `index` on.

    Marks are drawn where `visit`, on which the photos hang, is given and open; `marked` tells of
    each that was saved.
    """

    marked = Signal()

    def __init__(
        self,
        ws: Workspace,
        jobs: Jobs,
        theme: Theme,
        photos: Sequence[VisitPhoto],
        index: int,
        parent: QWidget | None = None,
        *,
        visit: UUID | None = None,
    ) -> None:
        super().__init__(parent)
        self._ws = ws
        self._jobs = jobs
        self._theme = theme
        self._photos = list(photos)
        self._index = index
        self._visit = visit
        self._running: list[Job] = []
        self._saving = 0
        self._leaves_with: int | None = None
        self._earlier: dict[UUID, list[tuple[Mark, ...]]] = {}
        self.canvas = PhotoCanvas(theme)
        self.canvas.drawn.connect(self._on_drawn)
        self.canvas.zoomed.connect(self._show_zoom)
        self.message = MessageBar(theme)
        self.facts = PhotoFacts(theme)
        self._zoom = QLabel()
        self._buttons: dict[str, QToolButton] = {}
        self._lay_out()
        self.resize(self._wanted_size())
        self.canvas.setFocus()
        self._show()

    @property
    def current(self) -> VisitPhoto:
        """The photo shown."""
        return self._photos[self._index]

    @property
    def is_busy(self) -> bool:
        """Whether something of the photo shown is still being read."""
        return bool(self._running)

    def go(self, step: int) -> None:
        """Show another photo, as many places away."""
        wanted = min(max(self._index + step, 0), len(self._photos) - 1)
        if wanted != self._index:
            self._index = wanted
            self._show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and event.key() in _MOVES:
            self.canvas.move_by(*_MOVES[Qt.Key(event.key())])
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.key() == Qt.Key.Key_Z:
                self._undo()
        elif act := self._actions().get(Qt.Key(event.key())):
            act()

    @override
    def done(self, result: int) -> None:
        if self._saving:
            # Whether a mark was refused must still be seen.
            self._leaves_with = result
            return
        self._forget()
        super().done(result)

    def _actions(self) -> dict[Qt.Key, Callable[[], object]]:
        keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Left: lambda: self.go(-1),
            Qt.Key.Key_Right: lambda: self.go(1),
            Qt.Key.Key_PageUp: lambda: self.go(-1),
            Qt.Key.Key_PageDown: lambda: self.go(1),
            Qt.Key.Key_Plus: lambda: self.canvas.zoom(STEP),
            Qt.Key.Key_Equal: lambda: self.canvas.zoom(STEP),
            Qt.Key.Key_Minus: lambda: self.canvas.zoom(1 / STEP),
            Qt.Key.Key_0: self.canvas.zoom_to_fit,
            Qt.Key.Key_R: self.canvas.turn,
            Qt.Key.Key_Delete: self._remove_mark,
            Qt.Key.Key_Backspace: self._remove_mark,
            Qt.Key.Key_Escape: self._back,
        }
        return keys | {key: partial(self._choose, tool) for key, tool in _TOOLS.items()}

    def _back(self) -> None:
        if self.canvas.tool is None:
            self.reject()
        else:
            self._choose(None)
            self.canvas.setFocus()

    def _choose(self, tool: MarkKind | None) -> None:
        chosen = None if tool is self.canvas.tool or self._visit is None else tool
        self.canvas.choose_tool(chosen)
        for kind in MarkKind:
            self._buttons[kind.value].setChecked(kind is chosen)

    def _show(self) -> None:
        self._forget()
        self.message.hide()
        self._choose(None)
        self.canvas.begin()
        self.canvas.show_marks(self.current.marks)
        self.facts.wait()
        self.setWindowTitle(
            _("Photo {number} of {count}").format(number=self._index + 1, count=len(self._photos))
        )
        self._buttons["undo"].setEnabled(bool(self._earlier.get(self.current.id)))
        self._buttons["previous"].setEnabled(self._index > 0)
        self._buttons["next"].setEnabled(self._index < len(self._photos) - 1)
        ws, key = self._ws, self.current.photo

        def know(_progress: JobProgress) -> _Known:
            return _Known(photo.load(ws, (key,)).get(key), photo.uses(ws, key))

        self._start(self._jobs.run(know, asker=self), self._on_known)

    def _start(self, job: Job, done: Callable[[object], None]) -> None:
        """What an older photo brings is dropped."""
        self._running.append(job)
        job.succeeded.connect(lambda found: done(found) if job in self._running else None)
        job.failed.connect(lambda error: self._on_failed(job, error))
        job.ended.connect(lambda: self._running.remove(job) if job in self._running else None)

    def _forget(self) -> None:
        for job in self._running:
            job.progress.cancel()
        self._running.clear()

    def _on_known(self, known: object) -> None:
        assert isinstance(known, _Known)
        facts, ws = known.photo, self._ws
        self.facts.show_photo(self.current.view, facts, known.uses)
        if facts is None:
            return
        size = QSize(facts.width, facts.height)

        def decode(_progress: JobProgress) -> tuple[QImage, ...]:
            return _levels(*photo.pixels(ws, facts))

        def preview(_progress: JobProgress) -> tuple[QImage, ...]:
            return (QImage.fromData(photo.thumbnail(ws, facts.sha256, facts.format)),)

        self._start(
            self._jobs.run_picture(preview, asker=self),
            lambda levels: None if self.canvas.has_picture else self._on_levels(levels, size),
        )
        self._start(
            self._jobs.run_picture(decode, asker=self), lambda levels: self._on_levels(levels, size)
        )
        self._start(
            self._jobs.run_picture(lambda _p: photo.state(ws, facts), asker=self), self._on_state
        )

    def _on_levels(self, levels: object, size: QSize) -> None:
        assert isinstance(levels, tuple)
        self.canvas.show_picture(levels, size)

    def _on_state(self, state: object) -> None:
        assert isinstance(state, PhotoState)
        self.facts.show_state(state)

    def _on_failed(self, job: Job, error: Exception) -> None:
        if not isinstance(error, InspectorError):
            raise error
        if job in self._running:
            self.message.warn(sentence(error))

    def _on_drawn(self, mark: Mark) -> None:
        self._choose(None)
        self._save((*self.current.marks, mark))

    def _remove_mark(self) -> None:
        marks = self.current.marks
        number = self.canvas.mark_at(self.canvas.mapFromGlobal(self.cursor().pos()).toPointF())
        if marks and self._visit is not None:
            number = number if number >= 0 else len(marks) - 1
            self._save(marks[:number] + marks[number + 1 :])

    def _undo(self) -> None:
        if earlier := self._earlier.get(self.current.id):
            self._save(earlier.pop(), is_undo=True)

    def _save(self, marks: tuple[Mark, ...], *, is_undo: bool = False) -> None:
        """Show the marks at once, and those before them again where saving is refused."""
        ws, visit, link = self._ws, self._visit, self.current
        if visit is None:
            return
        if not is_undo:
            self._earlier.setdefault(link.id, []).append(link.marks)
        self._put(link.id, marks)
        job = self._jobs.run(lambda _progress: photo.mark(ws, visit, link.id, marks), asker=self)
        self._saving += 1
        job.succeeded.connect(self._on_saved)
        job.failed.connect(lambda error: self._on_not_saved(link, error))

    def _on_saved(self) -> None:
        self._saving -= 1
        self.marked.emit()
        if not self._saving and self._leaves_with is not None:
            self.done(self._leaves_with)

    def _on_not_saved(self, link: VisitPhoto, error: Exception) -> None:
        self._saving -= 1
        self._leaves_with = None
        self._put(link.id, link.marks)
        if not isinstance(error, InspectorError):
            raise error
        self.message.warn(sentence(error))

    def _put(self, link: UUID, marks: tuple[Mark, ...]) -> None:
        for number, each in enumerate(self._photos):
            if each.id == link:
                self._photos[number] = replace(each, marks=marks)
        self.canvas.show_marks(self.current.marks)
        self._buttons["undo"].setEnabled(bool(self._earlier.get(self.current.id)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.facts.show_roomy(self.width() >= _ROOMY)

    def _show_zoom(self) -> None:
        self._zoom.setText(f"{round(self.canvas.scale * 100)} %")

    def _wanted_size(self) -> QSize:
        parent: QWidget | None = self.parentWidget()
        beside = parent.window().size() if parent else QSize(1200, 760)
        return QSize(max(640, beside.width() - 80), max(480, beside.height() - 60))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.message)
        left.addWidget(self.canvas, 1)
        left.addWidget(self._tool_row())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(self.facts)

    def _tool_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(2)
        for name, icon, text, key, act in self._tools():
            button = QToolButton()
            button.setIcon(self._theme.icon(icon))
            button.setIconSize(QSize(16, 16))
            button.setAccessibleName(text)
            button.setToolTip(f"{text} ({key})")
            button.setFixedSize(self._theme.scaled(32), self._theme.scaled(32))
            button.clicked.connect(lambda _on=False, act=act: act())
            self._buttons[name] = button
            layout.addWidget(button)
            layout.addWidget(KeyCap(key, self._theme))
            if name in ("next", "turn"):
                layout.addSpacing(16)
        for kind in MarkKind:
            self._buttons[kind.value].setCheckable(True)
            self._buttons[kind.value].setEnabled(self._visit is not None)
        self._buttons["undo"].setEnabled(False)
        layout.addStretch(1)
        self._zoom.setProperty("role", "tertiary")
        layout.addWidget(self._zoom)
        return row

    def _tools(self) -> tuple[tuple[str, str, str, str, Callable[[], object]], ...]:
        canvas = self.canvas
        marks = tuple(
            (kind.value, kind.value, wording.mark(kind), key, partial(self._choose, kind))
            for kind, key in ((MarkKind.ARROW, "A"), (MarkKind.CIRCLE, "C"), (MarkKind.TEXT, "T"))
        )
        return (
            ("previous", "caret-left", _("Previous photo"), "←", lambda: self.go(-1)),
            ("next", "caret-right", _("Next photo"), "→", lambda: self.go(1)),
            ("smaller", "minus", _("Smaller"), "−", lambda: canvas.zoom(1 / STEP)),
            ("larger", "plus", _("Larger"), "+", lambda: canvas.zoom(STEP)),
            ("fit", "arrows-out", _("Whole photo"), "0", canvas.zoom_to_fit),
            ("turn", "rotate", _("Turn for viewing"), "R", canvas.turn),
            *marks,
            ("undo", "undo", _("Undo the last mark"), "Ctrl+Z", self._undo),
        )


def _levels(width: int, height: int, rows: bytes) -> tuple[QImage, ...]:
    """The picture and its halves down to the size of a small window."""
    image = QImage(rows, width, height, 3 * width, QImage.Format.Format_RGB888)
    levels = [image.convertToFormat(QImage.Format.Format_RGB32)]
    while levels[-1].width() > 2 * _SMALLEST_LEVEL:
        half = levels[-1].size() / 2
        levels.append(
            levels[-1].scaled(
                half,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
    return tuple(levels)
