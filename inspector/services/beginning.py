"""The first start: who one is, and the workspace that one begins with."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path

import platformdirs
from msgspec import Struct, field

from inspector.progress import SILENT, Progress
from inspector.services import folder, profile, sample, workspace
from inspector.services.folder import FolderState
from inspector.wording import _


class Source(StrEnum):
    """What a new workspace begins with."""

    OWN = "own"
    SAMPLE = "sample"
    EMPTY = "empty"


class Beginning(Struct, frozen=True):
    """The answers at the first start; `files` holds the workbooks to import by what they are."""

    person: str
    unit: str
    laptop: str
    role: str = "inspector"
    source: Source = Source.SAMPLE
    folder: Path | None = None
    files: dict[str, Path] = field(default_factory=dict)


def first_answers() -> Beginning:
    """What is filled in beforehand: what was answered before, else names that the system knows."""
    known = profile.load()
    return Beginning(
        known.person or profile.login_name(),
        known.unit,
        known.laptop or profile.computer_name(),
        known.role,
    )


def look(given: Beginning, _progress: Progress = SILENT) -> FolderState:
    """Look at the folder chosen, else at a free one among the person's documents."""
    if given.folder is not None:
        return folder.look_at(given.folder)
    name = _("Sample district") if given.source is Source.SAMPLE else _("City inspection")
    return folder.look_at(folder.free_folder(platformdirs.user_documents_path() / name))


def begin(given: Beginning, state: FolderState, progress: Progress = SILENT) -> None:
    """Keep who one is in the profile and make the workspace unless the folder holds one.

    Raises WorkspaceRefused where it cannot be made, Cancelled while the sample is made.
    """
    profile.change(person=given.person, unit=given.unit, laptop=given.laptop, role=given.role)
    if state.is_workspace:
        return
    if given.source is Source.SAMPLE:
        today = datetime.now().astimezone().date()
        sample.make(state.folder, today, given.person, progress)
        return
    workspace.create(state.folder, person=given.person).close()
