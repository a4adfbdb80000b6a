"""Nothing that was shown as saved is lost when the program is killed at any moment."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

KILLS = int(os.environ.get("INSPECTOR_KILLS", "200"))
LANES = 2
KILLS_OF_A_WORKSPACE = 10
WORKER = Path(__file__).with_name("kill_worker.py")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


class Nursery:
    """A warm process that forks the programs to be killed."""

    def __init__(self, process: subprocess.Popen[str], errors: Path) -> None:
        self._process = process
        self._errors = errors

    def ask(self, *words: object) -> int:
        """Send one command and wait for its answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(word) for word in words]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, self.errors()
        return int(answer)

    def errors(self) -> str:
        """What the nursery and its children complained about."""
        return self._errors.read_text(encoding="utf-8")


@contextmanager
def nursery(folder: Path) -> Iterator[Nursery]:
    """A nursery with a profile of its own in a new folder."""
    folder.mkdir()
    errors = folder / "errors"
    environment = {**os.environ, "INSPECTOR_PROFILE": str(folder / "profile")}
    with (
        errors.open("w", encoding="utf-8") as complaints,
        subprocess.Popen(
            [sys.executable, str(WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            env=environment,
        ) as process,
    ):
        yield Nursery(process, errors)


def kill_again_and_again(folder: Path, kills: int, seed: int) -> int:
    """Kill a working program so many times; how many deeds it told as saved until then."""
    chance = random.Random(seed)
    told = 0
    with nursery(folder) as helpers:
        for number in range(kills):
            home = folder / f"workspace-{number // KILLS_OF_A_WORKSPACE}"
            journal = home.with_suffix(".journal")
            if number % KILLS_OF_A_WORKSPACE == 0:
                assert helpers.ask("make", home) == 0, helpers.errors()
            # What the verification left there is no sign of the new program.
            before = journal.stat().st_size if journal.exists() else 0
            child = helpers.ask("work", home, journal, f"{seed}-{number}")
            _wait_for_a_random_moment(chance, journal, before)
            os.kill(child, signal.SIGKILL)
            assert helpers.ask("reap") == signal.SIGKILL, helpers.errors()
            told += journal.read_text().count('"done"') if journal.exists() else 0
            assert helpers.ask("verify", home, journal) == 0, helpers.errors()
    return told


def _wait_for_a_random_moment(chance: random.Random, journal: Path, before: int) -> None:
    """One kill in ten may come while the program still starts, the others while it works."""
    if chance.random() < 0.9:
        limit = time.monotonic() + 30
        while not (journal.exists() and journal.stat().st_size > before):
            assert time.monotonic() < limit, "the program did not begin to work"
            time.sleep(0.001)
    time.sleep(chance.uniform(0, 0.08))


def test_no_kill_loses_what_was_shown_as_saved(tmp_path: Path) -> None:
    seed = random.SystemRandom().getrandbits(32)
    with ThreadPoolExecutor(LANES) as pool:
        lanes = [
            pool.submit(
                kill_again_and_again, tmp_path / f"lane-{lane}", KILLS // LANES, seed + lane
            )
            for lane in range(LANES)
        ]
        told = sum(lane.result() for lane in lanes)
    assert told >= KILLS, f"seed {seed}: {told} deeds told in {KILLS} kills prove little"


def test_the_rig_notices_a_deed_that_was_told_and_is_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "lane"
    with nursery(folder) as helpers:
        home, journal = folder / "workspace", folder / "workspace.journal"
        assert helpers.ask("make", home) == 0, helpers.errors()
        with journal.open("w", encoding="utf-8") as lie:
            deed = {"do": "answer", "item": 1, "state": "not_observed"}
            lie.write(json.dumps({"try": deed}) + "\n" + json.dumps({"done": ""}) + "\n")
        assert helpers.ask("verify", home, journal) != 0
        assert "not_observed" in helpers.errors()
