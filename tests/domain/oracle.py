"""An oracle for the merge: it knows exactly what every machine held at every save.

It uses neither heads nor a walk: x is before y when x was in the workspace in which y was saved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from inspector.domain.change import VOID, Change, Edit, hash_part
from inspector.domain.merge import Rules
from inspector.domain.wire import Wire

Place = tuple[str, tuple[Any, ...], str]


@dataclass(frozen=True)
class Saved:
    """One save: the changes that were held, and what it wrote, by root."""

    held: frozenset[UUID]
    writes: dict[UUID, dict[Place, Wire]]
    named: frozenset[UUID]


@dataclass
class Oracle:
    """All saves of all machines."""

    rules: Rules
    saves: dict[UUID, Saved] = field(default_factory=dict)

    def record(self, held: Collection[UUID], change: Change, edits: Iterable[Edit]) -> None:
        writes: dict[UUID, dict[Place, Wire]] = {}
        for edit in edits:
            place = (edit.kind, edit.key, edit.register)
            writes.setdefault(edit.root, {})[place] = edit.after
        named = {head for root in writes for head in self.heads(held, root)} | set(change.needs)
        named |= {change.prev} if change.prev else set()
        self.saves[change.id] = Saved(frozenset(held), writes, frozenset(named))

    def heads(self, held: Iterable[UUID], root: UUID) -> set[UUID]:
        touching = [each for each in held if root in self.saves[each].writes]
        return self._unseen(touching)

    def applicable(self, arrived: Iterable[UUID]) -> set[UUID]:
        """What can be applied of what arrived: its whole past is here."""
        left = set(arrived)
        while gone := {each for each in left if not self.saves[each].named <= left}:
            left -= gone
        return left

    def state(self, held: Collection[UUID]) -> tuple[dict[Any, Any], set[Any]]:
        """The rows by (root, kind, key) and the conflicts that a workspace must show."""
        rows: dict[Any, dict[str, Wire]] = {}
        conflicts: set[Any] = set()
        for root in {root for each in held for root in self.saves[each].writes}:
            self._fold_root(root, held, rows, conflicts)
        return rows, conflicts

    def _unseen(self, changes: Collection[UUID]) -> set[UUID]:
        return {x for x in changes if not any(x in self.saves[y].held for y in changes)}

    def _apart(self, x: UUID, y: UUID) -> bool:
        return x != y and x not in self.saves[y].held and y not in self.saves[x].held

    def _fold_root(
        self, root: UUID, held: Collection[UUID], rows: dict[Any, Any], conflicts: set[Any]
    ) -> None:
        touching = [each for each in held if root in self.saves[each].writes]
        firsts = [x for x in touching if not any(y in self.saves[x].held for y in touching)]
        maker = min(firsts, key=hash_part)
        places = {place for each in touching for place in self.saves[each].writes[root]}
        alive: dict[Place, dict[UUID, Wire]] = {}
        for place in places:
            writes = {
                each: self.saves[each].writes[root][place]
                for each in touching
                if place in self.saves[each].writes[root]
            }
            if place[0] in self.rules.immutable and place[2] != VOID:
                kept = {x: value for x, value in writes.items() if x == maker}
                refused = {x: value for x, value in writes.items() if value not in kept.values()}
                if refused:
                    conflicts.add((root, "immutable", *place, frozenset(kept | refused), ()))
                writes = kept
            if writes:
                alive[place] = {each: writes[each] for each in self._unseen(writes)}
        for place, live in alive.items():
            if any(one != other for one in live.values() for other in live.values()):
                conflicts.add((root, "values", *place, frozenset(live), ()))
            winner = min(live, key=hash_part)
            rows.setdefault((root, *place[:2]), {})[place[2]] = live[winner]
        conflicts |= self._covered(root, alive)
        for _, _, kind, key, register, *_ in {each for each in conflicts if each[0] == root}:
            if register == VOID:
                rows[root, kind, key][VOID] = False

    def _covered(self, root: UUID, alive: dict[Place, dict[UUID, Wire]]) -> set[Any]:
        found = set()
        for place, live in alive.items():
            makers, against = set(), set()
            for maker, value in live.items():
                if not self._covers(place, value):
                    continue
                for other, writes in alive.items():
                    below = place[1] == () or place[:2] == other[:2]
                    for writer in writes if below and other != place else ():
                        if self._apart(maker, writer):
                            makers.add(maker)
                            against.add((writer, *other))
            if makers:
                found.add((root, "covered", *place, frozenset(makers), frozenset(against)))
        return found

    def _covers(self, place: Place, value: Wire) -> bool:
        if place[2] == VOID:
            return value is True
        is_closing = (place[0], place[2]) in self.rules.closing
        return is_closing and isinstance(value, list) and value[0] == "closed"
