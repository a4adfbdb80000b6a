"""The phrases that earlier notes of an item were made of, to be taken again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from inspector.services.workspace import Workspace
from inspector.store.scheme import get_version, load_versions
from inspector.store.total import load_scheme
from inspector.store.visit import load_notes, load_visit

_ENDS = re.compile(r"[，。；、,;\n]+|\.\s")
_MOST, _LONGEST = 24, 40


def of_item(ws: Workspace, visit: UUID, item: int) -> tuple[str, ...]:
    """The phrases in the notes of this item in all versions of its scheme, most frequent first."""
    with ws.read():
        version = load_visit(visit).version
        identity = load_scheme(version).item(item).id
        notes: list[str] = []
        for each in load_versions(get_version(version).scheme_id):
            for same in load_scheme(each.id).items:
                if same.id == identity:
                    notes += load_notes(each.id, same.number)
    return phrases(notes)


def phrases(notes: Iterable[str]) -> tuple[str, ...]:
    """The parts of notes between punctuation, most frequent first, at most 24 of 40 characters."""
    found: Counter[str] = Counter()
    for note in notes:
        found.update({part.strip() for part in _ENDS.split(note) if part.strip()})
    kept = [(-count, text) for text, count in found.items() if len(text) <= _LONGEST]
    return tuple(text for _count, text in sorted(kept)[:_MOST])
