"""A nursery for programs that are killed: warm, single-threaded, it forks one child a command.

Each line of its input is a command with its words, each answer one line: `make FOLDER`,
`work FOLDER JOURNAL SEED` (answers with the process id and goes on), `reap`, `verify FOLDER
JOURNAL`. The journal holds what the worker is about to do and, after each call returned, that it
did; it is what the screen would have shown.
"""

from __future__ import annotations

import io
import json
import os
import random
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[2]))

from PIL import Image

from inspector.domain.visit import AnswerState, VisitState
from inspector.services import answer, check, closing, photo, visit, workspace
from inspector.services.workspace import Workspace
from inspector.store.database import rows
from tests.services import made_up

ITEMS = 24
Deed = dict[str, Any]


@dataclass
class Seen:
    """What the screen showed of the one visit."""

    answers: dict[int, str] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    photos: set[str] = field(default_factory=set)
    is_closed: bool = False

    def after(self, deed: Deed) -> Seen:
        """The same with one more deed done."""
        answers, findings = dict(self.answers), dict(self.findings)
        photos, is_closed = set(self.photos), self.is_closed
        match deed["do"]:
            case "answer":
                answers[deed["item"]] = deed["state"]
                findings = {note: at for note, at in findings.items() if at != deed["item"]}
            case "deduct":
                answers[deed["item"]] = AnswerState.DEDUCTED.value
                findings[deed["note"]] = deed["item"]
            case "photo":
                photos.add(_shot(deed["shade"])[1])
            case "close":
                is_closed = True
                for item in range(1, ITEMS + 1):
                    answers.setdefault(item, AnswerState.CONFORMING.value)
            case "reopen":
                is_closed = False
        return Seen(answers, findings, photos, is_closed)


def make(folder: Path) -> None:
    """A workspace with one open visit."""
    ws = workspace.create(folder, district="示例区", person="李敏")
    made_up.publish(ws, made_up.judged_scheme(items=ITEMS))
    visit.start(ws, made_up.add_site(ws).id)
    ws.close()


def work(folder: Path, journal: Path, seed: str) -> None:
    """Score and photograph without end, telling each deed before and after."""
    chance = random.Random(seed)
    ws = workspace.open_workspace(folder, person="李敏")
    head = visit.list_(ws)[0]
    is_closed = head.state is VisitState.CLOSED
    told = os.open(journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    while True:
        deed = _deed(chance, is_closed)
        _tell(told, {"try": deed})
        _DEEDS[deed["do"]](ws, head.id, deed)
        change = ws.last_change.id.hex if ws.last_change else ""
        _tell(told, {"done": change})
        is_closed = deed["do"] == "close" or (is_closed and deed["do"] != "reopen")


def verify(folder: Path, journal: Path) -> None:
    """Open the workspace as the next start would, and hold it against what was shown."""
    ws = workspace.open_workspace(folder, person="李敏")
    problems = [f"{each.kind} {each.record} {each.facts}" for each in check.check(ws)]
    record = visit.load(ws, visit.list_(ws)[0].id)
    with ws.read():
        problems += [f"foreign key {row}" for row in rows("PRAGMA foreign_key_check")]
        held = {UUID(bytes=bytes(row[0])).hex for row in rows('SELECT id FROM "change"')}
    shown, tried, changes = _shown(journal)
    problems += [f"lost change {each}" for each in changes if each and each not in held]
    stored = Seen(
        {each.item: each.state.value for each in record.answers},
        {each.note: each.item for each in record.findings},
        {each.photo.hex for each in record.photos},
        record.visit.state is VisitState.CLOSED,
    )
    if stored not in (shown, tried):
        problems.append(f"stored {stored}\nshown {shown}\ntried {tried}")
    ws.close()
    # What was tried and is there counts as shown from now on, what is not there never was.
    journal.write_text(json.dumps({"start": stored.__dict__ | {"photos": sorted(stored.photos)}}))
    with journal.open("a") as stream:
        stream.write("\n")
    if problems:
        raise AssertionError("\n".join(problems))


def _shown(journal: Path) -> tuple[Seen, Seen, list[str]]:
    shown = tried = Seen()
    changes: list[str] = []
    for line in _lines(journal):
        if "start" in line:
            start = line["start"]
            answers = {int(item): state for item, state in start["answers"].items()}
            shown = tried = Seen(
                answers, start["findings"], set(start["photos"]), start["is_closed"]
            )
        elif "try" in line:
            tried = shown.after(line["try"])
        else:
            shown = tried
            changes.append(line["done"])
    return shown, tried, changes


def _lines(journal: Path) -> Iterator[dict[str, Any]]:
    if journal.is_file():
        for line in journal.read_text().splitlines():
            yield json.loads(line)


def _tell(told: int, line: dict[str, Any]) -> None:
    os.write(told, json.dumps(line).encode() + b"\n")


def _deed(chance: random.Random, is_closed: bool) -> Deed:
    if is_closed:
        return {"do": "reopen"}
    item = chance.randint(1, ITEMS)
    what = chance.choices(("answer", "deduct", "photo", "close"), (10, 5, 5, 1))[0]
    if what == "answer":
        states = (AnswerState.CONFORMING, AnswerState.NOT_OBSERVED, AnswerState.NOT_APPLICABLE)
        return {"do": what, "item": item, "state": chance.choice(states).value}
    if what == "deduct":
        return {"do": what, "item": item, "note": f"{chance.getrandbits(64):x}"}
    if what == "photo":
        return {"do": what, "item": item, "shade": chance.getrandbits(24)}
    return {"do": what}


def _shot(shade: int) -> tuple[bytes, str]:
    held = io.BytesIO()
    colour = (shade & 255, shade >> 8 & 255, shade >> 16)
    Image.new("RGB", (48, 36), colour).save(held, "PNG")
    data = held.getvalue()
    return data, sha256(data).digest()[:16].hex()


def _answer(ws: Workspace, head: UUID, deed: Deed) -> None:
    answer.answer(ws, head, deed["item"], AnswerState(deed["state"]))


def _deduct(ws: Workspace, head: UUID, deed: Deed) -> None:
    answer.deduct(ws, head, deed["item"], points=None, note=deed["note"])


def _photo(ws: Workspace, head: UUID, deed: Deed) -> None:
    photo.attach(ws, head, deed["item"], _shot(deed["shade"])[0])


def _close(ws: Workspace, head: UUID, deed: Deed) -> None:
    closing.close(ws, head)


def _reopen(ws: Workspace, head: UUID, deed: Deed) -> None:
    closing.reopen(ws, head, "kill rig")


_DEEDS: dict[str, Callable[[Workspace, UUID, Deed], None]] = {
    "answer": _answer,
    "deduct": _deduct,
    "photo": _photo,
    "close": _close,
    "reopen": _reopen,
}


def _born(task: Callable[[], None]) -> int:
    """Fork a child that does one thing and never comes back here."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        task()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def main() -> None:
    """Serve until the input ends."""
    child = 0
    for line in sys.stdin:
        what, *words = json.loads(line)
        if what == "work":
            folder, journal, seed = words
            child = _born(lambda: work(Path(folder), Path(journal), seed))  # noqa: B023
            said: object = child
        elif what == "reap":
            said = os.waitpid(child, 0)[1]
        else:
            task = {"make": make, "verify": verify}[what]
            places = [Path(word) for word in words]
            said = os.waitpid(_born(lambda: task(*places)), 0)[1]  # type: ignore[operator] # noqa: B023
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
