"""A full disk, a folder that goes away and comes back, another one in its place."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee
import pytest

from inspector.domain.site import Site
from inspector.errors import WorkspaceFault, WorkspaceRefused
from inspector.services import photo, site, workspace
from inspector.services.workspace import Workspace
from inspector.store import outage
from inspector.store.database import Database, execute, open_sqlite, rows
from inspector.store.kind import creation
from inspector.wording.error import sentence


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Database]:
    opened = open_sqlite(tmp_path / "workspace.db", must_exist=False)
    with opened.transaction():
        execute("CREATE TABLE thing (text TEXT)")
    yield opened
    opened.close()


def add_site(ws: Workspace, code: str, note: str = "") -> None:
    with ws.write("site.create") as edits:
        edits += creation("site", Site(ws.new_id(), code, f"示例点位{code}", "农贸市场", note=note))


def codes(ws: Workspace) -> list[str]:
    return sorted(line.site.code for line in site.list_(ws))


def test_a_full_disk_loses_nothing_that_was_saved(ws: Workspace) -> None:
    add_site(ws, "0101")
    saved = ws.last_change
    pages = ws.database.inner.execute_sql("PRAGMA page_count").fetchone()[0]
    ws.database.inner.execute_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(WorkspaceRefused) as refusal:
        add_site(ws, "0102", note="长" * 100_000)
    assert refusal.value.fault is WorkspaceFault.DISK_FULL
    assert "is full; this was not saved" in sentence(refusal.value)
    assert ws.last_change == saved
    assert codes(ws) == ["0101"]
    ws.database.inner.execute_sql("PRAGMA max_page_count = 1000000")
    add_site(ws, "0102", note="长" * 100_000)
    assert codes(ws) == ["0101", "0102"]


def test_a_folder_that_was_away_is_used_again(ws: Workspace, tmp_path: Path) -> None:
    add_site(ws, "0101")
    folder, drawer = ws.paths.folder, tmp_path / "drawer"
    folder.rename(drawer)
    for act in (lambda: add_site(ws, "0102"), lambda: codes(ws)):
        with pytest.raises(WorkspaceRefused) as refusal:
            act()
        assert refusal.value.fault is WorkspaceFault.GONE
    with pytest.raises(WorkspaceRefused):
        photo.keep(ws, _png())
    assert not folder.exists()
    assert not workspace.is_reachable(ws)
    drawer.rename(folder)
    assert workspace.is_reachable(ws)
    add_site(ws, "0103")
    assert codes(ws) == ["0101", "0103"]


def test_a_folder_that_comes_back_as_another_file_keeps_what_was_saved(
    ws: Workspace, tmp_path: Path
) -> None:
    add_site(ws, "0101")
    stick = tmp_path / "stick"
    shutil.copytree(ws.paths.folder, stick)
    shutil.rmtree(ws.paths.folder)
    stick.rename(ws.paths.folder)
    assert codes(ws) == ["0101"]
    add_site(ws, "0102")
    assert (ws.database.returns, codes(ws)) == (1, ["0101", "0102"])


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_files_that_a_disk_no_longer_serves_are_opened_again(ws: Workspace) -> None:
    add_site(ws, "0101")
    with _dead_files(ws.paths.folder):
        with pytest.raises(WorkspaceRefused) as refusal:
            add_site(ws, "0102")
        assert refusal.value.fault is WorkspaceFault.DISK_FAULT
        add_site(ws, "0103")
        assert codes(ws) == ["0101", "0103"]


def test_an_older_copy_in_its_place_is_not_written(ws: Workspace, tmp_path: Path) -> None:
    add_site(ws, "0101")
    older = tmp_path / "older"
    shutil.copytree(ws.paths.folder, older)
    add_site(ws, "0102")
    newer = ws.paths.folder.rename(tmp_path / "newer")
    older.rename(ws.paths.folder)
    for _again in range(2):
        with pytest.raises(WorkspaceRefused) as refusal:
            add_site(ws, "0103")
        assert refusal.value.fault is WorkspaceFault.REPLACED
    ws.paths.folder.rename(older)
    newer.rename(ws.paths.folder)
    assert codes(ws) == ["0101", "0102"]


def test_closing_leaves_the_log_of_what_came_back(tmp_path: Path) -> None:
    ws = workspace.create(tmp_path / "workspace")
    add_site(ws, "0101")
    stick = tmp_path / "stick"
    shutil.copytree(ws.paths.folder, stick)
    shutil.rmtree(ws.paths.folder)
    stick.rename(ws.paths.folder)
    log = ws.paths.folder / "workspace.db-wal"
    assert log.stat().st_size > 0
    ws.close()
    assert log.is_file()
    again = workspace.open_workspace(ws.paths.folder)
    assert codes(again) == ["0101"]
    again.close()


def test_a_write_protected_database_is_said(plain: Database) -> None:
    plain.inner.execute_sql("PRAGMA query_only = 1")
    with pytest.raises(WorkspaceRefused) as refusal, plain.transaction():
        execute("INSERT INTO thing VALUES ('a')")
    assert refusal.value.fault is WorkspaceFault.READ_ONLY
    plain.inner.execute_sql("PRAGMA query_only = 0")
    with plain.transaction():
        assert rows("SELECT * FROM thing") == []


def test_faults_of_the_program_itself_are_not_hidden(plain: Database) -> None:
    with pytest.raises(peewee.OperationalError), plain.transaction():
        execute("SELECT * FROM nothing")


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (sqlite3.SQLITE_IOERR_FSYNC, WorkspaceFault.DISK_FAULT),
        (sqlite3.SQLITE_CORRUPT_VTAB, WorkspaceFault.DAMAGED),
        (sqlite3.SQLITE_FULL, WorkspaceFault.DISK_FULL),
    ],
)
def test_numbers_of_sqlite_become_faults(tmp_path: Path, code: int, fault: WorkspaceFault) -> None:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    path = tmp_path / "workspace.db"
    path.touch()
    for raised in (error, peewee.OperationalError(error, *error.args)):
        told = outage.refusal(path, raised)
        assert told is not None
        assert told.fault is fault
    path.unlink()
    told = outage.refusal(path, error)
    assert told is not None
    expected = WorkspaceFault.GONE if fault is WorkspaceFault.DISK_FAULT else fault
    assert told.fault is expected


@contextmanager
def _dead_files(folder: Path) -> Iterator[None]:
    """Let every open file of the database fail, as those on a stick do that was pulled."""
    nothing = os.open("/", os.O_RDONLY)
    dead = {folder.resolve() / "workspace.db", folder.resolve() / "workspace.db-wal"}
    for link in Path("/proc/self/fd").iterdir():
        if link.is_symlink() and link.readlink() in dead:
            os.dup2(nothing, int(link.name))
    yield
    os.close(nothing)


def _png() -> bytes:
    import io

    from PIL import Image

    held = io.BytesIO()
    Image.new("RGB", (4, 4)).save(held, "PNG")
    return held.getvalue()
