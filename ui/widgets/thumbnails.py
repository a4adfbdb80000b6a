"""Thumbnails of photos for whoever paints them: made away from the window, some kept."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from inspector.domain.photo import PhotoFormat
from inspector.errors import InspectorError
from inspector.services import photo
from inspector.services.workspace import Workspace
from ui.jobs import Job, Jobs

_KEPT = 400


class Thumbnails(QObject):
    """Gives the thumbnail of a photo at once if it is here, else later by `ready` with its hash.

    What cannot be read is `ready` too and then `is_broken`.
    """

    ready = Signal(bytes)

    def __init__(self, ws: Workspace, jobs: Jobs) -> None:
        super().__init__()
        self._ws = ws
        self._jobs = jobs
        self._kept: OrderedDict[bytes, QPixmap] = OrderedDict()
        self._broken: set[bytes] = set()
        self._loading: dict[bytes, Job] = {}

    def get(self, sha256: bytes, kind: PhotoFormat) -> QPixmap | None:
        """The thumbnail if it is here; else it is fetched. Ask only for what is visible."""
        kept = self._kept.get(sha256)
        if kept is not None:
            self._kept.move_to_end(sha256)
            return kept
        if sha256 not in self._loading and sha256 not in self._broken:
            self._fetch(sha256, kind)
        return None

    def put(self, sha256: bytes, pixmap: QPixmap) -> None:
        """Keep a thumbnail that somebody made already."""
        self._broken.discard(sha256)
        self._kept[sha256] = pixmap
        self._kept.move_to_end(sha256)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def is_broken(self, sha256: bytes) -> bool:
        """Whether the photo was asked for and could not be read."""
        return sha256 in self._broken

    def try_again(self, sha256: bytes) -> None:
        """Fetch a photo that could not be read when it is asked for next."""
        self._broken.discard(sha256)

    def _fetch(self, sha256: bytes, kind: PhotoFormat) -> None:
        ws = self._ws
        job = self._jobs.run_picture(
            lambda _progress: QImage.fromData(photo.thumbnail(ws, sha256, kind))
        )
        self._loading[sha256] = job
        job.succeeded.connect(lambda image: self._on_image(sha256, image))
        job.failed.connect(lambda error: self._on_failed(sha256, error))
        job.cancelled.connect(lambda: self._loading.pop(sha256, None))

    def _on_image(self, sha256: bytes, image: QImage) -> None:
        self._loading.pop(sha256, None)
        if image.isNull():
            self._broken.add(sha256)
        else:
            self.put(sha256, QPixmap.fromImage(image))
        self.ready.emit(sha256)

    def _on_failed(self, sha256: bytes, error: Exception) -> None:
        self._on_image(sha256, QImage())
        if not isinstance(error, InspectorError):
            raise error
