"""What was done to roots, lot by lot in a run over all: a large change is unpacked once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from inspector.domain.change import Change, Part
from inspector.store import log

_MANY = 500
_KEPT = 3


class Lots:
    """Loads the parts of roots; those of the last changes that touch very many are kept.

    `unpack` says what a change does to each root.
    """

    def __init__(self, unpack: Callable[[Change], tuple[Part, ...]]) -> None:
        self._unpack = unpack
        self._kept: dict[UUID, Mapping[UUID, Part]] = {}

    def load(self, roots: Iterable[UUID]) -> dict[UUID, list[Part]]:
        """What all changes did to some roots."""
        parts: dict[UUID, list[Part]] = {root: [] for root in roots}
        touching = log.touching(parts)
        for known in touching & self._kept.keys():
            _deal(self._kept[known], parts)
        for change in log.load_changes(touching - self._kept.keys()):
            found = {part.root: part for part in self._unpack(change)}
            _deal(found, parts)
            if len(found) >= _MANY:
                self._keep(change.id, found)
        return parts

    def _keep(self, change: UUID, parts: Mapping[UUID, Part]) -> None:
        if len(self._kept) == _KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[change] = parts


def _deal(found: Mapping[UUID, Part], parts: dict[UUID, list[Part]]) -> None:
    for root in found.keys() & parts.keys() if len(found) < len(parts) else parts:
        part = found.get(root)
        if part is not None:
            parts[root].append(part)
