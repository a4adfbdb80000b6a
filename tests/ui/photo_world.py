"""A visit in a workspace of its own, photos to hang on it, and the background work around it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from PIL import Image

from inspector.domain.visit import Record
from inspector.services import visit, workspace
from inspector.services.workspace import Workspace
from tests.services import made_up
from ui.jobs import JobProgress, Jobs


def picture(red: int = 200, taken: str = "") -> bytes:
    """A small JPEG of one colour, with the camera's time where one is given."""
    held = io.BytesIO()
    exif = Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    Image.new("RGB", (80, 60), (red, 90, 40)).save(held, "JPEG", exif=exif)
    return held.getvalue()


@dataclass
class PhotoWorld:
    """An open workspace on the database thread of `jobs`, and a visit in it."""

    jobs: Jobs
    ws: Workspace
    visit: UUID
    folder: Path

    def file(self, name: str, red: int = 200, taken: str = "") -> Path:
        """A photo file outside of the workspace."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture(red, taken))
        return path

    def call(self, operation: Callable[[JobProgress], Any]) -> Any:
        """The result of an operation on the database thread, behind all that is waiting there."""
        return self.jobs._database.submit(lambda: operation(JobProgress(print, print))).result()

    def record(self) -> Record:
        """The visit as it stands."""
        found: Record = self.call(lambda _progress: visit.load(self.ws, self.visit))
        return found

    def close(self) -> None:
        """End the threads."""
        self.jobs.close(self.ws.close)


def photo_world(folder: Path) -> PhotoWorld:
    """Make one."""
    jobs = Jobs()

    def make() -> tuple[Workspace, UUID]:
        ws = workspace.create(folder / "workspace", district="示例区")
        made_up.publish(ws)
        return ws, visit.start(ws, made_up.add_site(ws).id).visit.id

    ws, started = jobs._database.submit(make).result()
    jobs.serve(ws)
    return PhotoWorld(jobs, ws, started, folder / "card")
