"""A small made-up world of kinds for the histories of the pure rule."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from uuid import UUID

from inspector.domain.change import Edit, Key
from inspector.domain.merge import Rules
from inspector.domain.wire import Wire
from tests.domain.history import World

VALUES: dict[str, dict[str, list[Wire]]] = {
    "site": {"code": ["0317", "0318"], "place": [[1, 2], [3, 4], None]},
    "visit": {"place": ["a", "b"], "note": ["", "x", "y"], "state": [["open"], ["closed"]]},
    "scheme": {"content": ["one", "two"]},
    "photo": {"content": ["bytes"] * 9 + ["other"]},
    "answer": {"judged": [None, ["conforming", None], ["deducted", 2]], "note": ["", "n"]},
    "finding": {"loss": [["6.1", 1], ["6.1", 2]], "note": ["", "n"]},
}
DEFAULTS: dict[str, dict[str, Wire]] = {
    kind: dict.fromkeys((*registers, "void")) for kind, registers in VALUES.items()
}
DEFAULTS["answer"]["note"] = ""
RULES = Rules(
    immutable=frozenset({"scheme", "photo"}),
    closing=frozenset({("visit", "state")}),
    voidable=frozenset({"site", "visit", "scheme", "finding"}),
    defaults={"answer": {"judged": None, "note": ""}},
)


def _new_key(kind: str, root: UUID, rng: Random) -> Key:
    return (rng.randint(1, 3),) if kind == "answer" else (UUID(int=rng.randint(1, 3)).hex,)


def _points_to(edit: Edit) -> list[UUID]:
    pointing = edit.kind == "visit" and edit.register == "subject" and isinstance(edit.after, str)
    return [UUID(hex=str(edit.after))] if pointing else []


def _creation(kind: str, rng: Random, roots: Sequence[UUID]) -> dict[str, Wire]:
    record = {register: rng.choice(values) for register, values in VALUES[kind].items()}
    if kind == "visit":
        record["state"] = ["open"]
        record["subject"] = rng.choice(roots).hex if roots else None
    return record


DEFAULTS["visit"]["subject"] = None
WORLD = World(
    principals=("site", "visit", "visit", "scheme", "photo"),
    below={"answer": "visit", "finding": "visit"},
    values=VALUES,
    defaults=DEFAULTS,
    rules=RULES,
    new_key=_new_key,
    points_to=_points_to,
    creation=_creation,
    shared_roots={"photo": (UUID(int=901), UUID(int=902))},
)
