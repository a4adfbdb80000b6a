"""Backups of the database: seeing them, making one, and putting one back."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from inspector.errors import WorkspaceFault, WorkspaceRefused
from inspector.files.atomic import write_atomically
from inspector.paths import WorkspacePaths
from inspector.services import profile
from inspector.services.workspace import Workspace, open_workspace
from inspector.store import database, schema

BEFORE_RESTORE = "before-restore"
_STAMP, _STAMP_LENGTH = "%Y-%m-%d-%H%M%S", 17


class Backup(Struct, frozen=True):
    """A copy of the database; `made` is local time, `why` the occasion (import, manual …)."""

    path: Path
    made: datetime
    why: str
    byte_size: int


class Restored(Struct, frozen=True):
    """The workspace opened again, and the copy of what was there before."""

    ws: Workspace
    kept: Path


def list_(ws: Workspace) -> tuple[Backup, ...]:
    """The backups of a workspace, the newest first; files with other names are passed over."""
    return _listed(ws.paths)


def make(ws: Workspace) -> Path:
    """Copy the database now."""
    return ws.backup("manual")


def restore(ws: Workspace, backup: Path) -> Restored:
    """Put a backup in the place of the database, which is kept as a backup itself, and reopen.

    The workspace given is closed; this laptop is a new device in the one returned, because others
    may have seen what it wrote since. Photos are never removed, so none is missing afterwards.
    Raises WorkspaceRefused for a backup that is gone, damaged or of a newer version; then
    everything is as before.
    """
    if not backup.is_file():
        raise WorkspaceRefused(backup, WorkspaceFault.NOT_A_WORKSPACE)
    paths = ws.paths
    fresh = paths.database.with_suffix(".restored")
    try:
        # Copied before a further backup is made: that one may push the wanted one out.
        database.back_up(backup, fresh)
        _prove(fresh, paths.folder)
        kept = ws.backup(BEFORE_RESTORE)
        ws.database.close()
        _put_in_place(fresh, paths.database)
    finally:
        _remove(fresh)
    person, clock = ws.person.name, ws.clock
    ws.close()
    profile.leave_seat(paths.folder)
    return Restored(open_workspace(paths.folder, person=person, clock=clock), kept)


def rescue(folder: Path, person: str | None = None) -> Restored:
    """Put the newest whole backup in the place of a database that is damaged, and open it.

    What is left of the damaged one is kept beside the backups; where it turns out to be whole it
    is opened as it is. Raises WorkspaceRefused as opening does where the workspace is refused for
    another reason, or no backup is whole.
    """
    paths = WorkspacePaths(folder)
    try:
        return Restored(open_workspace(folder, person=person), paths.database)
    except WorkspaceRefused as error:
        if error.fault is not WorkspaceFault.DAMAGED:
            raise
        damaged = error
    fresh = paths.database.with_suffix(".restored")
    try:
        found = next((one for one in _listed(paths) if _is_whole(one.path, fresh, folder)), None)
        if found is None:
            raise damaged
        kept = paths.backups / f"{datetime.now().astimezone():{_STAMP}}-damaged"
        for part, aside in zip(_parts(paths.database), _parts(kept), strict=True):
            if part.exists():
                shutil.copyfile(part, aside)
        _put_in_place(fresh, paths.database)
    finally:
        _remove(fresh)
    profile.leave_seat(folder)
    return Restored(open_workspace(folder, person=person), kept)


def _is_whole(backup: Path, copy: Path, folder: Path) -> bool:
    """Whether a backup can be opened; then its copy is there."""
    _remove(copy)
    try:
        database.back_up(backup, copy)
        _prove(copy, folder)
    except WorkspaceRefused:
        return False
    return True


def _prove(copy: Path, folder: Path) -> None:
    """Open the copy as a workspace, brought up to this version: what fails, fails beside."""
    opened = database.open_sqlite(copy)
    try:
        schema.upgrade(opened, folder, lambda: None)
    finally:
        opened.close()


def _put_in_place(fresh: Path, target: Path) -> None:
    """A log left beside the old file would be read into the new one, so it goes first."""
    for part in _parts(target)[1:]:
        part.unlink(missing_ok=True)
    with fresh.open("rb") as copy:
        write_atomically(target, lambda stream: shutil.copyfileobj(copy, stream))


def _remove(path: Path) -> None:
    for part in _parts(path):
        part.unlink(missing_ok=True)


def _listed(paths: WorkspacePaths) -> tuple[Backup, ...]:
    found = (_read(path) for path in paths.backups.glob("*.db"))
    return tuple(sorted((one for one in found if one), key=lambda one: one.path.name, reverse=True))


def _parts(path: Path) -> tuple[Path, ...]:
    return (path, *(path.with_name(path.name + rest) for rest in ("-wal", "-shm")))


def _read(path: Path) -> Backup | None:
    try:
        made = datetime.strptime(path.stem[:_STAMP_LENGTH], _STAMP).astimezone()
    except ValueError:
        return None
    return Backup(path, made, path.stem[_STAMP_LENGTH + 1 :], path.stat().st_size)
