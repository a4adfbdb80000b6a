"""A workspace: one folder with database and photos, used by one program at a time."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from msgspec import Struct, field
from msgspec.structs import replace

from inspector.domain.change import Author, Change, Edit
from inspector.errors import WorkspaceFault, WorkspaceRefused
from inspector.files import network
from inspector.files.atomic import remove_leftovers
from inspector.files.lock import Lock
from inspector.paths import WorkspacePaths
from inspector.progress import SILENT, Progress
from inspector.services import profile
from inspector.services.item_place import ItemPlace
from inspector.services.transaction import WorkspaceTransaction
from inspector.settings import Seat
from inspector.store import change, database, schema, total_move
from inspector.store import workspace as identity
from inspector.store.database import Database
from inspector.store.kind import creation, difference
from inspector.wording import _

_KEPT_BACKUPS = 20
_utc_now = partial(datetime.now, UTC)
_STAMP = "%Y-%m-%d-%H%M%S"


class Workspace(Struct):
    """An open workspace: what every service is given first."""

    paths: WorkspacePaths
    database: Database
    device: identity.Device
    person: identity.Person
    lock: Lock
    clock: Callable[[], datetime]
    last_change: Change | None = None
    is_introduced: bool = False
    touched: set[str] = field(default_factory=set)
    returns: int = 0
    foretell: Callable[[ItemPlace], None] | None = None
    """Told how an item will stand, before it is saved so."""

    def now(self) -> datetime:
        """The moment, in UTC, to the millisecond that is stored."""
        moment = self.clock().astimezone(UTC)
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    def today(self) -> date:
        """The local day."""
        return self.clock().astimezone().date()

    def new_id(self) -> UUID:
        """An id for a new record."""
        return uuid4()

    def read(self) -> AbstractContextManager[object]:
        """A transaction for reading."""
        return WorkspaceTransaction(self)

    def write(self, action: str, reason: str | None = None) -> WorkspaceTransaction:
        """A transaction that saves the edits put into its list as one change.

        Totals of the visits touched are recomputed with it. Without edits nothing is written.
        """
        return WorkspaceTransaction(self, action, reason)

    def recognise(self) -> None:
        """After the folder was away: take its lock again.

        Raises WorkspaceRefused where what was saved is not in it, or another program has it now.
        """
        if self.last_change is not None and not change.holds(self.last_change.id):
            raise WorkspaceRefused(self.paths.folder, WorkspaceFault.REPLACED)
        # Nobody else is kept out by a lock on a file that was pulled out with its stick.
        with suppress(OSError):
            self.lock.release()
        self.lock = _locked(self.paths)
        self.returns = self.database.returns

    def introductions(self) -> list[Edit]:
        """What makes device and person known with their first change.

        Asked of the database until both are known: they stay known.
        """
        edits = identity.introductions(self.device, self.person)
        self.is_introduced = not edits
        return edits

    def saved(self, made: Change, edits: list[Edit]) -> None:
        """Bring what is computed up to a change that was just written."""
        total_move.follow(edits)
        self.last_change = made
        for edit in edits:
            self.touched.add(edit.kind)

    def take_touched(self) -> frozenset[str]:
        """The kinds of record that were written since this was last asked."""
        kinds = frozenset(self.touched)
        self.touched.clear()
        return kinds

    def author(self) -> Author:
        """Who writes now, on which device, at which moment."""
        now = self.clock()
        ahead = time.localtime(now.timestamp()).tm_gmtoff
        return Author(self.device.id, self.person.id, now, ahead // 60)

    def backup(self, why: str, progress: Progress = SILENT) -> Path:
        """Copy the database into `backups`, checked; the oldest beyond twenty are removed."""
        self.paths.backups.mkdir(exist_ok=True)
        target = _new_backup(self.paths, self.clock(), why)
        step = partial(progress.step, 0, None, _("Backup"))
        database.back_up(self.paths.database, target, step)
        for old in sorted(self.paths.backups.glob("*.db"))[:-_KEPT_BACKUPS]:
            old.unlink()
        return target

    def close(self) -> None:
        """Give the workspace free for others; raises FileRefused, afterwards, where the profile
        cannot be written."""
        try:
            if self.last_change is not None:
                seat = Seat(self.device.id.hex, self.last_change.id.hex)
                profile.take_seat(self.paths.folder, seat)
        finally:
            try:
                self.database.close()
            finally:
                self.lock.release()


def create(
    folder: Path,
    *,
    district: str = "",
    office: str = "",
    is_sample: bool = False,
    person: str | None = None,
    clock: Callable[[], datetime] = _utc_now,
) -> Workspace:
    """Make a workspace in a new or empty folder and open it.

    Raises WorkspaceRefused where something is in the folder already or it cannot be made,
    FileRefused where the profile cannot be written; the folder is then as it was.
    """
    was_there = folder.is_dir()
    refuse_occupied(folder)
    heading = identity.District(district, office, is_sample)
    try:
        return _made(folder, heading, person, clock)
    except BaseException:
        if not was_there:
            with suppress(OSError):
                folder.rmdir()
        raise


def open_workspace(
    folder: Path,
    *,
    person: str | None = None,
    clock: Callable[[], datetime] = _utc_now,
) -> Workspace:
    """Open the workspace in a folder; a lock left by a killed program is no obstacle.

    Raises WorkspaceRefused where there is none, another program has it, or it cannot be used.
    """
    if not WorkspacePaths(folder).database.is_file():
        raise WorkspaceRefused(folder, WorkspaceFault.NOT_A_WORKSPACE)
    ws = _open(folder, person, clock, is_new=False)
    remove_leftovers(ws.paths.exports)
    return ws


def refuse_occupied(folder: Path) -> None:
    """Make the folder unless it is there; raises WorkspaceRefused where something is in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        occupied = any(folder.iterdir())
    except OSError as error:
        raise WorkspaceRefused(folder, WorkspaceFault.NO_FOLDER, error.strerror or "") from error
    if occupied:
        raise WorkspaceRefused(folder, WorkspaceFault.NOT_EMPTY)


def is_workspace(folder: Path) -> bool:
    """Whether there is a workspace in this folder."""
    return WorkspacePaths(folder).database.is_file()


def is_reachable(ws: Workspace) -> bool:
    """Whether an open workspace can be used now; its folder may be on a stick that was pulled."""
    try:
        with ws.read():
            return True
    except WorkspaceRefused:
        return False


def district(ws: Workspace) -> identity.District:
    """What stands in the heading of every sheet of this workspace."""
    with ws.read():
        return identity.load_district()


def rename(ws: Workspace, *, name: str | None = None, office: str | None = None) -> None:
    """Change the district or office that stands in the heading of every sheet."""
    with ws.write("workspace.rename") as edits:
        old = identity.load_district()
        new = replace(
            old,
            name=old.name if name is None else name,
            office=old.office if office is None else office,
        )
        edits += difference("district", old, new, identity.DISTRICT_ID)


def change_person(ws: Workspace, name: str) -> None:
    """Let somebody else write from now on; what was written keeps its writer."""
    with ws.read():
        ws.person = identity.find_person(name)
    ws.is_introduced = False


def rename_device(ws: Workspace, name: str) -> None:
    """Call this laptop something else in this workspace; numbers given to visits stay."""
    renamed = replace(ws.device, name=name)
    with ws.write("workspace.device") as edits:
        if identity.find_device(ws.device.id) is not None:
            edits += difference("device", ws.device, renamed)
    ws.device = renamed


def _made(
    folder: Path, heading: identity.District, person: str | None, clock: Callable[[], datetime]
) -> Workspace:
    ws = _open(folder, person, clock, is_new=True)
    try:
        for part in _folders(ws.paths):
            part.mkdir()
        with ws.write("workspace.create") as edits:
            edits += creation("district", heading, identity.DISTRICT_ID)
    except BaseException:
        ws.database.close()
        _take_away(ws.paths, ws.lock)
        raise
    return ws


def _folders(parts: WorkspacePaths) -> tuple[Path, ...]:
    return parts.photos, parts.derived, parts.backups, parts.exports


def _take_away(parts: WorkspacePaths, lock: Lock) -> None:
    """Remove what making a workspace put into its folder; only whoever holds the lock may."""
    for part in _folders(parts):
        with suppress(OSError):
            part.rmdir()
    files = [parts.database.with_name(parts.database.name + end) for end in ("", "-wal", "-shm")]
    for file in (*files, _holder(parts)):
        with suppress(OSError):
            file.unlink(missing_ok=True)
    lock.remove()


def _open(
    folder: Path, person: str | None, clock: Callable[[], datetime], *, is_new: bool
) -> Workspace:
    parts = WorkspacePaths(folder)
    if network.is_network(folder):
        raise WorkspaceRefused(folder, WorkspaceFault.NETWORK)
    lock = _locked(parts)
    opened: Database | None = None
    try:
        opened = database.open_sqlite(parts.database, must_exist=not is_new)
        schema.upgrade(opened, folder, lambda: None if is_new else _before_upgrade(parts, clock))
        with opened.transaction():
            device = _seated(folder)
            who = identity.find_person(person or profile.login_name())
    except BaseException:
        if opened is not None:
            opened.close()
        if is_new:
            _take_away(parts, lock)
        lock.release()
        raise
    return Workspace(parts, opened, device, who, lock, clock)


def _before_upgrade(parts: WorkspacePaths, clock: Callable[[], datetime]) -> None:
    parts.backups.mkdir(exist_ok=True)
    database.back_up(parts.database, _new_backup(parts, clock(), "upgrade"))


def _new_backup(parts: WorkspacePaths, moment: datetime, why: str) -> Path:
    """A name that sorts behind those of older backups: where two are made within a second the
    later one bears the next second."""
    local = moment.astimezone()
    while any(parts.backups.glob(f"{local:{_STAMP}}-*.db")):
        local += timedelta(seconds=1)
    return parts.backups / f"{local:{_STAMP}}-{why}.db"


def _locked(parts: WorkspacePaths) -> Lock:
    lock = Lock(parts.lock)
    holder = _holder(parts)
    try:
        is_ours = lock.take()
    except OSError as error:
        detail = error.strerror or str(error)
        raise WorkspaceRefused(parts.folder, WorkspaceFault.NO_FOLDER, detail) from error
    if not is_ours:
        name = holder.read_text(encoding="utf-8") if holder.is_file() else ""
        raise WorkspaceRefused(parts.folder, WorkspaceFault.HELD, holder=name)
    who = f"{profile.login_name()} @ {profile.computer_name()} (PID {os.getpid()})"
    holder.write_text(who, encoding="utf-8")
    return lock


def _holder(parts: WorkspacePaths) -> Path:
    return parts.lock.with_suffix(".holder")


def _seated(folder: Path) -> identity.Device:
    """The device that this laptop is here; a new one where the folder was copied or restored."""
    seat = profile.load().seats.get(str(folder.resolve()))
    if seat is not None and (not seat.last or change.holds(UUID(hex=seat.last))):
        known = identity.find_device(UUID(hex=seat.device))
        if known is not None:
            return known
    fresh = uuid4()
    name = profile.load().laptop or profile.computer_name()
    short = re.sub(r"[^A-Z0-9]", "", name.upper())[:6] + fresh.hex[:2].upper()
    profile.take_seat(folder, Seat(fresh.hex))
    return identity.Device(fresh, name, short)
