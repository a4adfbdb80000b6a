"""The real kinds of record as a world for random histories."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from uuid import UUID

from inspector.domain import scheme_codec
from inspector.domain.change import Edit, Key
from inspector.domain.scheme import Scheme
from inspector.domain.wire import Wire
from inspector.store.fold import RULES
from inspector.store.kind import KINDS
from tests.domain.history import World

_SCHEME = UUID(int=70).hex


def _scheme(title: str) -> Wire:
    return scheme_codec.to_wire(Scheme(title, (), ()))


VALUES: dict[str, dict[str, list[Wire]]] = {
    "site": {"code": ["0317", "0318"], "place": [["116.1", "39.9"], [None, None]]},
    "visit": {
        "mode": ["announced", "unannounced"],
        "note": ["", "雨", "晴"],
        "state": [["open", None], ["closed", 1_770_000_000_000]],
    },
    "scheme_version": {
        "content": [
            [_SCHEME, 1, "标准", 1_770_000_000_000, "criteria", _scheme(title)]
            for title in ("one", "two")
        ]
    },
    "photo": {
        "content": [["ab" * 32, "jpg", size, 3, 2, None, None, None] for size in [900] * 9 + [901]]
    },
    "answer": {
        "judged": [
            [None, None, None, None],
            ["conforming", None, None, None],
            ["valued", 30000, None, None],
        ],
        "note": ["", "n"],
    },
    "finding": {
        "loss": [[2, "6.1", 1, 5000, "", False], [2, "6.1", 2, 5000, "", True]],
        "note": ["", "n"],
    },
}


def _new_key(kind: str, root: UUID, rng: Random) -> Key:
    number = rng.randint(1, 3)
    return (number,) if kind == "answer" else (UUID(int=root.int ^ number).hex,)


def _points_to(edit: Edit) -> list[UUID]:
    if edit.register != "subject" or not isinstance(edit.after, list) or not edit.after[0]:
        return []
    return [UUID(hex=edit.after[0])]


def _creation(kind: str, rng: Random, roots: Sequence[UUID]) -> dict[str, Wire]:
    record = {register: rng.choice(values) for register, values in VALUES[kind].items()}
    if kind == "visit":
        record["subject"] = [rng.choice(roots).hex if roots else None, "market", 125_0000]
        record["state"] = ["open", None]
    return record


WORLD = World(
    principals=("site", "visit", "visit", "scheme_version", "photo"),
    below={"answer": "visit", "finding": "visit"},
    values=VALUES,
    defaults={name: KINDS[name].defaults for name in VALUES},
    rules=RULES,
    new_key=_new_key,
    points_to=_points_to,
    creation=_creation,
    shared_roots={"photo": (UUID(int=901), UUID(int=902))},
)
