"""Workspaces: made, opened by one program at a time, copied, backed up."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from inspector.errors import FileRefused, WorkspaceFault, WorkspaceRefused
from inspector.files import atomic
from inspector.services import check, profile, site, undo, visit, workspace
from inspector.services.workspace import Workspace
from inspector.settings import Settings
from tests.services import made_up


def ticking() -> Callable[[], datetime]:
    """A clock that goes on by an hour at each look."""
    moments = (datetime(2026, 11, 16, tzinfo=UTC) + timedelta(hours=n) for n in range(10_000))
    return lambda: next(moments)


def refused(act: Callable[[], object]) -> WorkspaceRefused:
    with pytest.raises(WorkspaceRefused) as caught:
        act()
    return caught.value


def test_a_second_program_is_told_who_has_the_workspace(ws: Workspace) -> None:
    refusal = refused(lambda: workspace.open_workspace(ws.paths.folder))
    assert refusal.fault is WorkspaceFault.HELD
    assert profile.login_name() in refusal.holder
    assert str(os.getpid()) in refusal.holder


def swapped(folder: Path, stick: Path) -> None:
    """What a stick that was pulled and put back looks like: the same content in other files."""
    shutil.copytree(folder, stick)
    shutil.rmtree(folder)
    stick.rename(folder)


def test_a_folder_that_came_back_is_locked_again(ws: Workspace, tmp_path: Path) -> None:
    made_up.add_site(ws)
    swapped(ws.paths.folder, tmp_path / "stick")
    assert workspace.is_reachable(ws)
    refusal = refused(lambda: workspace.open_workspace(ws.paths.folder))
    assert refusal.fault is WorkspaceFault.HELD
    assert str(os.getpid()) in refusal.holder


def test_a_folder_that_another_program_took_meanwhile_is_left_to_it(
    ws: Workspace, tmp_path: Path
) -> None:
    made_up.add_site(ws)
    swapped(ws.paths.folder, tmp_path / "stick")
    other = workspace.open_workspace(ws.paths.folder)
    for _again in range(2):
        assert refused(lambda: made_up.add_site(ws, "0102")).fault is WorkspaceFault.HELD
    assert not workspace.is_reachable(ws)
    made_up.add_site(other, "0103")
    other.close()
    made_up.add_site(ws, "0104")
    assert [line.site.code for line in site.list_(ws)][1:] == ["0103", "0104"]
    assert check.check(ws) == []


def test_what_a_killed_program_left_is_no_obstacle(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    workspace.create(folder).close()
    (folder / "lock").write_text("", encoding="utf-8")
    (folder / "lock.holder").write_text("nobody @ nowhere (PID 1)", encoding="utf-8")
    workspace.open_workspace(folder).close()


def test_a_folder_that_will_not_do_is_refused_with_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("a file", encoding="utf-8")
    assert refused(lambda: workspace.create(file)).fault is WorkspaceFault.NO_FOLDER
    assert refused(lambda: workspace.create(tmp_path)).fault is WorkspaceFault.NOT_EMPTY
    empty = tmp_path / "empty"
    empty.mkdir()
    not_one = refused(lambda: workspace.open_workspace(empty))
    assert not_one.fault is WorkspaceFault.NOT_A_WORKSPACE
    assert list(empty.iterdir()) == []


def test_a_damaged_database_is_refused_and_given_free(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    workspace.create(folder).close()
    whole = (folder / "workspace.db").read_bytes()
    (folder / "workspace.db").write_bytes(b"no database" * 1000)
    refusal = refused(lambda: workspace.open_workspace(folder))
    assert refusal.fault is WorkspaceFault.DAMAGED
    (folder / "workspace.db").write_bytes(whole)
    workspace.open_workspace(folder).close()


def test_the_device_stays_what_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    first = workspace.create(folder)
    first.close()
    again = workspace.open_workspace(folder)
    assert again.device == first.device
    again.close()


def test_a_copied_folder_is_a_new_device(tmp_path: Path) -> None:
    folder, copy = tmp_path / "workspace", tmp_path / "copy"
    first = workspace.create(folder)
    first.close()
    shutil.copytree(folder, copy)
    copied = workspace.open_workspace(copy)
    assert copied.device.id != first.device.id
    assert copied.device.short != first.device.short
    made_up.add_site(copied)
    assert check.check(copied) == []
    copied.close()


def test_a_restored_backup_is_a_new_device(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    first = workspace.create(folder)
    kept = first.backup("import")
    made_up.add_site(first)
    first.close()
    shutil.copyfile(kept, folder / "workspace.db")
    restored = workspace.open_workspace(folder)
    assert restored.device.id != first.device.id
    restored.close()


def test_the_oldest_backups_make_room(tmp_path: Path) -> None:
    opened = workspace.create(tmp_path / "workspace", clock=ticking())
    made = [opened.backup("import") for _ in range(23)]
    opened.close()
    assert len(set(made)) == 23
    assert [path.is_file() for path in made] == [False] * 3 + [True] * 20


def test_backups_within_one_second_are_all_kept_in_their_order(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 16, tzinfo=UTC)
    opened = workspace.create(tmp_path / "workspace", clock=lambda: moment)
    made = [opened.backup(why) for why in ("manual", "import", "import")]
    opened.close()
    assert len(set(made)) == 3
    assert sorted(made) == made
    assert all(path.is_file() for path in made)


def test_what_cannot_be_created_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("INSPECTOR_PROFILE", str(tmp_path / "file" / "profile"))
    empty, new = tmp_path / "empty", tmp_path / "new"
    empty.mkdir()
    for folder in (empty, new):
        with pytest.raises(FileRefused):
            workspace.create(folder)
    assert list(empty.iterdir()) == []
    assert not new.exists()
    monkeypatch.delenv("INSPECTOR_PROFILE")
    monkeypatch.setenv("INSPECTOR_PROFILE", str(tmp_path / "profile"))
    workspace.create(new).close()


def test_a_profile_that_cannot_be_written_does_not_keep_the_workspace(
    tmp_path: Path, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "workspace"
    opened = workspace.create(folder)
    (tmp_path / "file").touch()
    monkeypatch.setenv("INSPECTOR_PROFILE", str(tmp_path / "file" / "profile"))
    with pytest.raises(FileRefused):
        opened.close()
    monkeypatch.setenv("INSPECTOR_PROFILE", str(profile))
    workspace.open_workspace(folder).close()


def test_opening_removes_what_a_killed_export_left(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    first = workspace.create(folder)
    left = first.paths.exports / f"{atomic.PART_PREFIX}1{atomic.PART_SUFFIX}"
    left.touch()
    kept = first.paths.exports / "ranking.xlsx"
    kept.touch()
    first.close()
    workspace.open_workspace(folder).close()
    assert list(folder.joinpath("exports").iterdir()) == [kept]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Asia/Kathmandu", "America/St_Johns", "UTC"])
def test_a_change_tells_how_far_local_time_is_ahead(
    ws: Workspace, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        author = ws.author()
        ahead = author.now.astimezone(ZoneInfo(zone)).utcoffset()
    finally:
        monkeypatch.undo()
        time.tzset()
    assert ahead == timedelta(minutes=author.offset_minutes)


def test_a_moved_folder_keeps_its_seat(tmp_path: Path) -> None:
    folder, moved = tmp_path / "workspace", tmp_path / "moved"
    first = workspace.create(folder)
    first.close()
    folder.rename(moved)
    profile.move_seat(folder, moved)
    again = workspace.open_workspace(moved)
    assert again.device == first.device
    again.close()


def test_the_heading_can_be_changed_and_taken_back(ws: Workspace) -> None:
    workspace.rename(ws, name="新示例区")
    district = workspace.district(ws)
    assert (district.name, district.office) == ("新示例区", "示例区创文办")
    workspace.rename(ws, office="新示例区创文办")
    assert workspace.district(ws).office == "新示例区创文办"
    before = ws.last_change
    workspace.rename(ws, name="新示例区")
    assert ws.last_change is before
    undo.undo(ws)
    assert workspace.district(ws).office == "示例区创文办"


def test_persons_are_known_once(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    first = workspace.create(folder, person="李敏")
    made_up.publish(first)
    site = made_up.add_site(first)
    started = visit.start(first, site.id, persons=("李敏", "王强")).visit
    first.close()
    second = workspace.open_workspace(folder, person="王强")
    assert visit.add_persons(second, started.id, ("王强", " 李敏 ", "")) == ("李敏", "王强")
    second.close()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"seats": 1}', '{"seats": {"x": {"y": 1}}}'])
def test_settings_that_cannot_be_read_are_new_ones(profile: Path, text: str) -> None:
    from inspector.services.profile import load, save

    (profile / "settings.json").write_text(text, encoding="utf-8")
    assert load() == Settings()
    save(Settings(language="en"))
    assert load() == Settings(language="en")
