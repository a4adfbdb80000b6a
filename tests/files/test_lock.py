"""One program at a time holds a lock, and a killed one holds nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from inspector.files.lock import Lock

_HOLDER = """
import sys
from pathlib import Path
from inspector.files.lock import Lock
print(Lock(Path(sys.argv[1])).take(), flush=True)
held = Lock(Path(sys.argv[2]))
print(held.take(), flush=True)
sys.stdin.read()
"""


def test_a_lock_is_held_once_until_it_is_released(tmp_path: Path) -> None:
    first, second = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_releasing_what_is_not_held_does_nothing(tmp_path: Path) -> None:
    held, other = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert held.take()
    other.release()
    assert not other.take()
    held.release()


def test_another_program_is_kept_out_until_it_is_killed(tmp_path: Path) -> None:
    ours, theirs = Lock(tmp_path / "ours"), Lock(tmp_path / "theirs")
    assert ours.take()
    command = [sys.executable, "-c", _HOLDER, str(tmp_path / "ours"), str(tmp_path / "theirs")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as program:
        assert program.stdout is not None
        assert [program.stdout.readline() for _ in range(2)] == ["False\n", "True\n"]
        assert not theirs.take()
        program.kill()
        program.wait()
    assert theirs.take()
    theirs.release()
    ours.release()


def test_a_place_without_the_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Lock(tmp_path / "nowhere" / "lock").take()


def test_a_lock_is_removed_with_its_file(tmp_path: Path) -> None:
    held, other = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert held.take()
    held.remove()
    assert list(tmp_path.iterdir()) == []
    assert other.take()
    other.release()
