"""The rule by which changes become records: the same on every machine, whatever came first.

Within a root, x is *before* y when a walk over heads leads from y to x. Of the writers of a
register those that are before no other writer of it are *live*. No clock decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct, field

from inspector.domain.change import VOID, Change, Key, Part, hash_part, named_by
from inspector.domain.wire import Wire

Record: TypeAlias = "tuple[str, Key]"
_Writers: TypeAlias = "dict[Record, dict[str, list[tuple[int, Wire]]]]"

CLOSED = "closed"


class Rules(Struct, frozen=True):
    """What the fold must know of the kinds, by wire name.

    `closing` are registers (kind, register) whose value starts with "closed" when it attests the
    whole root; `voidable` kinds have the register `void`, so creating one is undone by it;
    `defaults` has the registers of the kinds whose record is gone when all are at their default.
    """

    immutable: frozenset[str] = frozenset()
    closing: frozenset[tuple[str, str]] = frozenset()
    voidable: frozenset[str] = frozenset()
    defaults: Mapping[str, Mapping[str, Wire]] = field(default_factory=dict)


class Clash(StrEnum):
    """Why a conflict is one: different values, a covering value over unseen edits, a second write
    of what may be written once."""

    VALUES = "values"
    COVERED = "covered"
    IMMUTABLE = "immutable"


class Write(Struct, frozen=True):
    """One change's value of one register."""

    change: UUID
    kind: str
    key: Key
    register: str
    value: Wire


class Conflict(Struct, frozen=True):
    """Writes that contradict each other until a person decides; the first write counts meanwhile.

    `against` are the edits below a covering write that did not see it and were not seen by it.
    """

    clash: Clash
    kind: str
    key: Key
    register: str
    writes: tuple[Write, ...]
    against: tuple[Write, ...] = ()


class Folded(Struct, frozen=True):
    """A root as its changes make it: registers by record, their live writers, heads, conflicts."""

    rows: dict[Record, dict[str, Wire]]
    live: dict[Record, dict[str, tuple[UUID, ...]]]
    heads: tuple[UUID, ...]
    conflicts: tuple[Conflict, ...]


class Sifted(Struct, frozen=True):
    """Arrived changes by fate: taken in order, waiting for the changes named, damaged and why."""

    taken: tuple[UUID, ...]
    waiting: dict[UUID, tuple[UUID, ...]] = field(default_factory=dict)
    damaged: dict[UUID, str] = field(default_factory=dict)


class MergeReport(Struct, frozen=True):
    """What a merge did with the changes that arrived, and the roots it changed, with their kind.

    A waiting change is listed with the changes it names that are not here; with none of them it
    is of a newer program. `conflicts` counts the open ones of the roots.
    """

    taken: tuple[UUID, ...]
    known: int
    waiting: dict[UUID, tuple[UUID, ...]]
    damaged: dict[UUID, str]
    conflicts: int
    roots: dict[UUID, str]


def is_empty(kind: str, registers: Mapping[str, Wire], rules: Rules) -> bool:
    """Tell whether nothing is recorded any more, so that an answer like this has no row."""
    defaults = rules.defaults.get(kind)
    if defaults is None:
        return False
    for name, value in registers.items():
        if value is not None and value != defaults[name]:
            return False
    return True


def fold(parts: Iterable[Part], rules: Rules) -> Folded:
    """Make the rows and the conflicts of one root from what all its changes did to it.

    `parts` are complete (nothing they name is missing) and of one root, in any order.
    """
    steps = sorted(parts, key=lambda part: part.change.int)
    seen = _seen(steps)
    writers = _writers(steps)
    conflicts = _refuse_second_writes(steps, writers, rules) if rules.immutable else []
    rows: dict[Record, dict[str, Wire]] = {}
    live: dict[Record, dict[str, tuple[UUID, ...]]] = {}
    for record, registers in writers.items():
        row = rows[record] = {}
        alive = live[record] = {}
        for register, written in registers.items():
            if seen is None or len(written) == 1:
                index, row[register] = written[-1]
                alive[register] = (steps[index].change,)
                continue
            writes = _live(steps, seen, written, record, register)
            row[register] = writes[0].value
            alive[register] = tuple(write.change for write in writes)
            if any(write.value != writes[0].value for write in writes):
                conflicts.append(Conflict(Clash.VALUES, *record, register, writes))
    if seen is not None:
        conflicts += _covered(steps, seen, writers, live, rules)
    for conflict in conflicts:
        # What a person has not decided to remove stays in sight.
        if conflict.register == VOID:
            rows[conflict.kind, conflict.key][VOID] = False
    conflicts.sort(key=lambda one: (one.kind, str(one.key), one.register, one.clash))
    named = {head for step in steps for head in step.heads}
    heads = tuple(step.change for step in steps if step.change not in named)
    return Folded(rows, live, heads, tuple(conflicts))


def unreached(previous: Mapping[UUID, UUID | None], tips: Iterable[UUID]) -> set[UUID]:
    """Return the changes that no walk over predecessors from the tips comes by."""
    left = set(previous)
    for tip in tips:
        step: UUID | None = tip
        while step in left:
            left.discard(step)
            step = previous[step]
    return left


def sift(
    candidates: Mapping[UUID, tuple[Change, Sequence[Part]]],
    known: Mapping[UUID, tuple[UUID, int]],
    roots: Mapping[UUID, Sequence[Part]],
    principals: Mapping[str, str],
) -> Sifted:
    """Tell which verified changes can be taken now: those whose named changes are all here.

    `known` gives device and number of changes held already, as far as the candidates name them,
    `roots` what was done so far to the roots they touch, `principals` the principal kind of each
    kind. A candidate that takes a change of another root for a head, mixes kinds of root, begins
    a root without its principal record or does not follow its predecessor is damaged.
    """
    held = dict(known)
    touches = {(root, part.change) for root, parts in roots.items() for part in parts}
    kinds = {root: principals[parts[0].entries[0][0]] for root, parts in roots.items() if parts}
    taken: list[UUID] = []
    waiting: dict[UUID, tuple[UUID, ...]] = {}
    damaged: dict[UUID, str] = {}
    # By id a cause stands before its effect, so one pass is enough.
    for identity in sorted(candidates, key=lambda each: each.int):
        change, parts = candidates[identity]
        if identity in held:
            continue
        missing = [named for named in named_by(change, parts) if named not in held]
        if missing:
            waiting[identity] = tuple(sorted(missing))
        elif any((part.root, head) not in touches for part in parts for head in part.heads):
            damaged[identity] = "heads"
        elif not all(_fits_root(part, kinds.get(part.root), principals) for part in parts):
            damaged[identity] = "root"
        elif change.prev is not None and held[change.prev] != (change.device, change.number - 1):
            damaged[identity] = "number"
        else:
            taken.append(identity)
            held[identity] = (change.device, change.number)
            for part in parts:
                touches.add((part.root, identity))
                kinds[part.root] = principals[part.entries[0][0]]
    return Sifted(tuple(taken), waiting, damaged)


def _fits_root(part: Part, kind: str | None, principals: Mapping[str, str]) -> bool:
    found = {principals[name] for name, _, _ in part.entries}
    begins = any(() in keys and principals[name] == name for name, keys, _ in part.entries)
    return len(found) == 1 and (kind is None or found == {kind}) and bool(part.heads or begins)


def _seen(steps: Sequence[Part]) -> list[int] | None:
    """Give for each step the steps before it as bits, or None when the history is one line."""
    line = all(
        step.heads == ((steps[place - 1].change,) if place else ())
        for place, step in enumerate(steps)
    )
    if line:
        return None
    places = {step.change: place for place, step in enumerate(steps)}
    seen: list[int] = []
    for step in steps:
        bits = 0
        for head in step.heads:
            place = places[head]
            bits |= seen[place] | 1 << place
        seen.append(bits)
    return seen


def _writers(steps: Iterable[Part]) -> _Writers:
    writers: _Writers = {}
    for place, step in enumerate(steps):
        for kind, keys, registers in step.entries:
            for key in keys:
                record = writers.setdefault((kind, key), {})
                for register, (_, after) in registers.items():
                    record.setdefault(register, []).append((place, after))
    return writers


def _live(
    steps: Sequence[Part],
    seen: Sequence[int],
    written: Sequence[tuple[int, Wire]],
    record: Record,
    register: str,
) -> tuple[Write, ...]:
    """Return the writes that no other write of the register has seen, the one that counts first."""
    covered = 0
    live: list[Write] = []
    for place, value in reversed(written):
        if not covered >> place & 1:
            live.append(Write(steps[place].change, *record, register, value))
        covered |= seen[place]
    live.sort(key=lambda write: hash_part(write.change))
    return tuple(live)


def _refuse_second_writes(steps: Sequence[Part], writers: _Writers, rules: Rules) -> list[Conflict]:
    """Leave of immutable records only what the creating change wrote, and list what differs."""
    conflicts: list[Conflict] = []
    makers = [place for place, step in enumerate(steps) if not step.heads]
    maker = min(makers, key=lambda place: hash_part(steps[place].change))
    for record in [record for record in writers if record[0] in rules.immutable]:
        registers = writers[record]
        for register in [name for name in registers if name != VOID]:
            first = [each for each in registers[register] if each[0] == maker]
            # One photo taken in on two laptops is created twice, and equally: no contradiction.
            others = [each for each in registers[register] if [each[1]] != [v for _, v in first]]
            if others:
                writes = tuple(
                    Write(steps[place].change, *record, register, value)
                    for place, value in first + others
                )
                conflicts.append(Conflict(Clash.IMMUTABLE, *record, register, writes))
            if first:
                registers[register] = first
            else:
                del registers[register]
        if not registers:
            del writers[record]
    return conflicts


def _covered(
    steps: Sequence[Part],
    seen: Sequence[int],
    writers: _Writers,
    live: Mapping[Record, Mapping[str, tuple[UUID, ...]]],
    rules: Rules,
) -> list[Conflict]:
    """List every void and closing whose maker had not seen an edit below it, nor was seen by it."""
    alive = {
        (record, register): [each for each in written if steps[each[0]].change in changes]
        for record, registers in live.items()
        for register, changes in registers.items()
        for written in (writers[record][register],)
    }
    conflicts: list[Conflict] = []
    for (record, register), writes in alive.items():
        covers = [
            (place, value)
            for place, value in writes
            if _is_covering(record, register, value, rules)
        ]
        if not covers:
            continue
        below = [
            (place, Write(steps[place].change, *other, name, value))
            for (other, name), others in alive.items()
            if (record[1] == () or other == record) and (other, name) != (record, register)
            for place, value in others
        ]
        makers = [cover for cover in covers if any(_apart(seen, cover[0], b) for b, _ in below)]
        against = [w for b, w in below if any(_apart(seen, place, b) for place, _ in makers)]
        if makers:
            listed = [Write(steps[place].change, *record, register, v) for place, v in makers]
            listed.sort(key=lambda write: hash_part(write.change))
            against.sort(key=lambda w: (w.kind, str(w.key), w.register, hash_part(w.change)))
            conflict = Conflict(Clash.COVERED, *record, register, tuple(listed), tuple(against))
            conflicts.append(conflict)
    return conflicts


def _is_covering(record: Record, register: str, value: Wire, rules: Rules) -> bool:
    if register == VOID:
        return value is True
    closing = (record[0], register) in rules.closing
    return closing and isinstance(value, list) and value[:1] == [CLOSED]


def _apart(seen: Sequence[int], one: int, other: int) -> bool:
    return one != other and not (seen[one] >> other | seen[other] >> one) & 1
