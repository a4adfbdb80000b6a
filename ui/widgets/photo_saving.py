"""Taking photos in and hanging them on an item, without holding up the window or the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

from inspector.domain.photo import Photo
from inspector.errors import InspectorError
from inspector.services import photo
from inspector.services.photo import Attached
from inspector.services.workspace import Workspace
from ui.jobs import Job, Jobs

Source = Path | bytes | QImage
_KINDS = ("image/jpeg", "image/heic", "image/heif", "image/webp", "image/png")


class Place(Struct, frozen=True):
    """Where photos are hung: an item of a visit (0: the visit itself), or one of its findings."""

    visit: UUID
    item: int
    finding: UUID | None = None


class Saved(Struct, frozen=True):
    """What hangs now, and what was refused with the reasons."""

    attached: tuple[Attached, ...]
    refused: tuple[tuple[Source, InspectorError], ...]


class Saving:
    """One act of hanging photos: kept on picture threads, then linked in one change, then `done`.

    A photo that is refused does not hold up the others.
    """

    def __init__(
        self,
        ws: Workspace,
        jobs: Jobs,
        place: Place,
        sources: Sequence[Source],
        done: Callable[[Saved], None],
    ) -> None:
        self._ws = ws
        self._jobs = jobs
        self._place = place
        self._done = done
        self._sources = sources
        self._kept: dict[int, Photo] = {}
        self._refused: list[tuple[Source, InspectorError]] = []
        self._left = len(sources)
        for number, source in enumerate(sources):
            self._keep(number, source)

    def _keep(self, number: int, source: Source) -> None:
        ws = self._ws
        job = self._jobs.run_picture(lambda _progress: photo.keep(ws, _original(source)))
        job.succeeded.connect(lambda kept: self._kept.__setitem__(number, kept))
        job.failed.connect(lambda error: self._on_refused((source,), error))
        job.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._left -= 1
        if self._left == 0:
            self._link()

    def _link(self) -> None:
        kept = [self._kept[number] for number in sorted(self._kept)]
        if not kept:
            self._done(Saved((), tuple(self._refused)))
            return
        ws, place = self._ws, self._place
        job: Job = self._jobs.run(
            lambda _progress: photo.attach_kept(
                ws, place.visit, place.item, kept, finding=place.finding
            )
        )
        job.succeeded.connect(lambda hung: self._done(Saved(hung, tuple(self._refused))))
        job.failed.connect(self._on_link_failed)

    def _on_link_failed(self, error: Exception) -> None:
        self._on_refused([self._sources[number] for number in sorted(self._kept)], error)
        self._done(Saved((), tuple(self._refused)))

    def _on_refused(self, sources: Sequence[Source], error: Exception) -> None:
        if not isinstance(error, InspectorError):
            raise error
        self._refused += [(source, error) for source in sources]


def photos_in(mime: QMimeData | None) -> list[Source]:
    """The photos that were dropped or pasted: files, else the picture's own bytes, else pixels."""
    if mime is None:
        return []
    if files := [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]:
        return list(files)
    for kind in _KINDS:
        if mime.hasFormat(kind):
            return [bytes(mime.data(kind).data())]
    image = mime.imageData() if mime.hasImage() else None
    return [image] if isinstance(image, QImage) and not image.isNull() else []


def _original(source: Source) -> Path | bytes:
    """Bytes that can be kept; pixels without a file become a PNG, which loses nothing."""
    if not isinstance(source, QImage):
        return source
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(source)
    return bytes(held.data())
