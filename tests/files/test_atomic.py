import errno
import io
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from inspector.errors import FileFault, FileRefused
from inspector.files import atomic
from inspector.wording.error import sentence

OLD = b"old content"
NEW = bytes(range(256)) * 400


class CountingFile(io.FileIO):
    def __init__(self, path: Path, system: "FailingSystem") -> None:
        super().__init__(path, "x+")
        self.system = system

    def write(self, data):
        self.system.count()
        return super().write(data)


class FailingSystem(atomic.System):
    """Fails at the n-th call and counts how many there were."""

    def __init__(self, fail_at: int = 0, error: OSError | None = None) -> None:
        self.calls = 0
        self.fail_at = fail_at
        self.error = error or OSError(errno.ENOSPC, "no space left")

    def count(self) -> None:
        self.calls += 1
        if self.calls == self.fail_at:
            raise self.error

    def make_folder(self, folder: Path) -> None:
        self.count()
        super().make_folder(folder)

    def open(self, path: Path) -> BinaryIO:
        self.count()
        return io.BufferedRandom(CountingFile(path, self), 4096)

    def sync(self, file: BinaryIO) -> None:
        self.count()
        super().sync(file)

    def replace(self, source: Path, target: Path) -> None:
        self.count()
        super().replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        self.count()
        super().sync_folder(folder)

    def remove(self, path: Path) -> None:
        self.count()
        super().remove(path)


class HeldSystem(atomic.System):
    """A target that another program holds for some tries; its clock moves by pauses only."""

    def __init__(self, tries: int) -> None:
        self.tries = tries
        self.clock = 0.0
        self.longest = 0.0

    def replace(self, source: Path, target: Path) -> None:
        if self.tries:
            self.tries -= 1
            error = PermissionError(errno.EACCES, "used by another process")
            error.winerror = 32  # type: ignore[attr-defined]
            raise error
        super().replace(source, target)

    def now(self) -> float:
        return self.clock

    def pause(self, seconds: float) -> None:
        self.longest = max(self.longest, seconds)
        self.clock += seconds


def in_pieces(file: BinaryIO) -> None:
    for start in range(0, len(NEW), 10_000):
        file.write(NEW[start : start + 10_000])


def calls_of_one_write(folder: Path) -> int:
    system = FailingSystem()
    atomic.write_atomically(folder / "count.bin", in_pieces, None, system)
    (folder / "count.bin").unlink()
    return system.calls


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_every_failing_call_leaves_the_old_or_the_new_file(tmp_path: Path, code: int) -> None:
    total = calls_of_one_write(tmp_path)
    assert total > 12
    target = tmp_path / "周排名.xlsx"
    for number in range(1, total + 1):
        target.write_bytes(OLD)
        system = FailingSystem(number, OSError(code, os.strerror(code)))
        try:
            atomic.write_atomically(target, in_pieces, None, system)
            told = None
        except FileRefused as refused:
            told = refused
        found = target.read_bytes()
        if told is None:
            # Only the clean-up of a part that is no longer there may fail unheard.
            assert found == NEW
            assert number == total
        else:
            full = code == errno.ENOSPC
            assert told.fault == (FileFault.DISK_FULL if full else FileFault.UNWRITABLE)
            assert told.path == target
            assert "周排名.xlsx" in sentence(told)
            assert found in (OLD, NEW)
            assert found == OLD or number >= total - 1
        assert [path.name for path in tmp_path.iterdir()] == ["周排名.xlsx"]


def test_every_failing_call_of_kept_bytes_keeps_nothing_by_halves(tmp_path: Path) -> None:
    for number in range(1, 200):
        folder = tmp_path / str(number)
        folder.mkdir()
        system = FailingSystem(number)
        target = folder / "photos" / "ab" / "abcd.jpg"
        told = None
        try:
            atomic.keep_bytes(target, NEW, system)
        except FileRefused as refused:
            told = refused
        assert told is None or told.fault == FileFault.DISK_FULL
        assert target.read_bytes() == NEW if target.exists() else told is not None
        if system.calls < number:
            return
    pytest.fail("the calls never ended")


def test_a_new_file_holds_what_was_written_and_sought(tmp_path: Path) -> None:
    def write(file: BinaryIO) -> None:
        file.write(b"....tail")
        file.seek(0)
        file.write(b"head")

    seen = []
    target = tmp_path / "a.bin"
    atomic.write_atomically(target, write, lambda part: seen.append(part.read_bytes()))
    assert target.read_bytes() == b"headtail"
    assert seen == [b"headtail"]


def test_what_the_writer_or_the_check_raises_passes_on(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    target.write_bytes(OLD)

    def fail(_: object) -> None:
        raise ValueError("not a workbook after all")

    with pytest.raises(ValueError, match="after all"):
        atomic.write_atomically(target, fail)
    with pytest.raises(ValueError, match="after all"):
        atomic.write_atomically(target, in_pieces, fail)
    assert target.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [target]


def test_a_lock_of_a_moment_is_waited_for(tmp_path: Path) -> None:
    system = HeldSystem(tries=20)
    target = tmp_path / "a.bin"
    atomic.write_atomically(target, in_pieces, None, system)
    assert target.read_bytes() == NEW
    assert system.longest <= 0.1


def test_a_file_held_open_is_told_with_another_name(tmp_path: Path) -> None:
    target = tmp_path / "ranking.xlsx"
    target.write_bytes(OLD)
    (tmp_path / "ranking (2).xlsx").write_bytes(OLD)
    system = HeldSystem(tries=1_000_000)
    with pytest.raises(FileRefused) as caught:
        atomic.write_atomically(target, in_pieces, None, system)
    assert caught.value.fault == FileFault.HELD_OPEN
    assert caught.value.alternative == tmp_path / "ranking (3).xlsx"
    assert "ranking (3).xlsx" in sentence(caught.value)
    assert 3.0 <= system.clock <= 3.2
    assert target.read_bytes() == OLD
    assert len(list(tmp_path.iterdir())) == 2


def test_a_missing_folder_and_a_folder_in_the_way_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as caught:
        atomic.write_atomically(tmp_path / "none" / "a.xlsx", in_pieces)
    assert caught.value.fault == FileFault.FOLDER_MISSING
    with pytest.raises(FileRefused) as caught:
        atomic.write_atomically(tmp_path, in_pieces)
    assert caught.value.fault == FileFault.UNWRITABLE
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(FileRefused):
        atomic.keep_bytes(tmp_path / "file" / "a.jpg", NEW)


@pytest.mark.skipif(os.name != "posix", reason="links need a right on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.bin"
    real.write_bytes(OLD)
    link = tmp_path / "link.bin"
    link.symlink_to(real)
    atomic.write_atomically(link, in_pieces)
    assert link.is_symlink()
    assert real.read_bytes() == NEW


def test_leftovers_of_a_killed_writer_are_removed(tmp_path: Path) -> None:
    left = tmp_path / f"{atomic.PART_PREFIX}00ff{atomic.PART_SUFFIX}"
    left.write_bytes(b"half")
    mine = tmp_path / "notes.part"
    mine.write_bytes(b"mine")
    assert atomic.remove_leftovers(tmp_path) == 1
    assert list(tmp_path.iterdir()) == [mine]


def test_bytes_that_read_back_differently_are_refused(tmp_path: Path) -> None:
    class LyingSystem(atomic.System):
        def sync(self, file: BinaryIO) -> None:
            file.seek(0)
            file.write(b"\xff")
            super().sync(file)

    target = tmp_path / "a.jpg"
    with pytest.raises(FileRefused):
        atomic.keep_bytes(target, NEW, LyingSystem())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("ranking", "ranking.xlsx"),
        ("ranking.xlsx", "ranking.xlsx"),
        ("RANKING.XLSX", "RANKING.XLSX"),
        ("ranking 2026.11", "ranking 2026.11.xlsx"),
        ("folder", "folder"),
        ("", ""),
    ],
)
def test_a_workbook_gets_its_suffix(tmp_path, name, written):
    (tmp_path / "folder").mkdir()
    assert atomic.workbook_path(tmp_path / name) == tmp_path / written
