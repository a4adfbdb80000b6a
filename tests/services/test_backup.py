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
