"""Backups: made, listed, put back, and the putting back taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.errors import WorkspaceFault, WorkspaceRefused
from inspector.services import backup, check, workspace
from inspector.services.workspace import Workspace


def name_of(ws: Workspace) -> str:
    return workspace.district(ws).name


def test_a_backup_is_put_back_and_the_present_state_is_kept(ws: Workspace) -> None:
    made = backup.make(ws)
    workspace.rename(ws, name="新区")
    restored = backup.restore(ws, made)
    assert name_of(restored.ws) == "示例区"
    again = backup.restore(restored.ws, restored.kept)
    assert name_of(again.ws) == "新区"
    assert check.check(again.ws) == []
    again.ws.close()


def test_a_restored_workspace_knows_this_laptop_as_a_new_device(ws: Workspace) -> None:
    made = backup.make(ws)
    before = ws.device.id
    restored = backup.restore(ws, made)
    assert restored.ws.device.id != before
    workspace.rename(restored.ws, office="第二办公室")
    restored.ws.close()


def test_the_newest_stands_first_with_its_occasion(ws: Workspace) -> None:
    ws.paths.backups.mkdir(exist_ok=True)
    (ws.paths.backups / "2026-03-01-080000-import.db").write_bytes(b"x")
    (ws.paths.backups / "notes.db").write_bytes(b"x")
    backup.make(ws)
    listed = backup.list_(ws)
    assert [one.why for one in listed] == ["manual", "import"]
    assert (listed[1].made.month, listed[1].made.hour, listed[1].byte_size) == (3, 8, 1)


def test_the_oldest_of_twenty_can_be_put_back(ws: Workspace) -> None:
    oldest = backup.make(ws).rename(ws.paths.backups / "2026-01-01-080000-manual.db")
    for number in range(19):
        (ws.paths.backups / f"2026-02-01-0800{number:02}-manual.db").write_bytes(b"x")
    workspace.rename(ws, name="新区")
    restored = backup.restore(ws, oldest)
    assert name_of(restored.ws) == "示例区"
    restored.ws.close()


@pytest.mark.parametrize("content", [None, b"no database at all, only text" * 400])
def test_a_backup_that_is_none_leaves_everything_as_it_was(
    ws: Workspace, tmp_path: Path, content: bytes | None
) -> None:
    broken = tmp_path / "2026-01-01-080000-manual.db"
    if content is not None:
        broken.write_bytes(content)
    with pytest.raises(WorkspaceRefused) as refused:
        backup.restore(ws, broken)
    assert refused.value.fault in {WorkspaceFault.NOT_A_WORKSPACE, WorkspaceFault.DAMAGED}
    assert name_of(ws) == "示例区"
    assert [path.name for path in ws.paths.folder.glob("*restored*")] == []


def spoil(ws: Workspace) -> Path:
    """Close the workspace and write over its database."""
    ws.close()
    ws.paths.database.write_bytes(b"torn by a failing disk" * 999)
    return ws.paths.folder


def test_a_damaged_database_gives_way_to_the_newest_whole_backup(ws: Workspace) -> None:
    backup.make(ws)
    broken = ws.paths.backups / "2099-01-01-080000-manual.db"
    broken.write_bytes(b"no database" * 999)
    folder = spoil(ws)
    rescued = backup.rescue(folder)
    assert name_of(rescued.ws) == "示例区"
    assert rescued.kept.read_bytes().startswith(b"torn")
    assert check.check(rescued.ws) == []
    rescued.ws.close()


def test_without_a_whole_backup_the_damage_is_said_and_nothing_moved(ws: Workspace) -> None:
    folder = spoil(ws)
    before = ws.paths.database.read_bytes()
    with pytest.raises(WorkspaceRefused) as refused:
        backup.rescue(folder)
    assert refused.value.fault is WorkspaceFault.DAMAGED
    assert ws.paths.database.read_bytes() == before


def test_a_whole_database_needs_no_rescue_and_keeps_its_contents(ws: Workspace) -> None:
    backup.make(ws)
    workspace.rename(ws, name="新区")
    folder = ws.paths.folder
    ws.close()
    rescued = backup.rescue(folder)
    assert name_of(rescued.ws) == "新区"
    rescued.ws.close()
