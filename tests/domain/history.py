"""Random histories of several machines: what people, sticks and copied folders do to a log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from inspector.domain.change import VOID, Author, Change, Edit, Key, Part, compose, verify
from inspector.domain.merge import Conflict, Folded, Rules, fold, sift, unreached
from inspector.domain.undo import revive, undo
from inspector.domain.wire import Wire
from tests.domain.oracle import Oracle

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class World:
    """The kinds of record that a history plays with and the values that people type."""

    principals: tuple[str, ...]
    below: dict[str, str]
    values: dict[str, dict[str, list[Wire]]]
    defaults: dict[str, dict[str, Wire]]
    rules: Rules
    new_key: Callable[[str, UUID, Random], Key]
    points_to: Callable[[Edit], list[UUID]]
    creation: Callable[[str, Random, Sequence[UUID]], dict[str, Wire]]
    shared_roots: dict[str, tuple[UUID, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Save:
    """An action saved on a machine; `asked` are the edits before hidden records came back."""

    machine: int
    author: Author
    action: str
    asked: tuple[Edit, ...]
    change: Change


@dataclass(frozen=True)
class Arrival:
    """Changes brought to a machine."""

    machine: int
    changes: tuple[Change, ...]


@dataclass
class Machine:
    """A workspace in memory: the changes held and those that wait."""

    device: UUID
    person: UUID
    skew: timedelta
    principals: dict[str, str]
    held: dict[UUID, tuple[Change, tuple[Part, ...]]] = field(default_factory=dict)
    waiting: dict[UUID, tuple[Change, tuple[Part, ...]]] = field(default_factory=dict)

    def receive(self, changes: Iterable[Change]) -> None:
        candidates = dict(self.waiting)
        candidates.update({each.id: (each, verify(each)) for each in changes})
        known = {each: (held.device, held.number) for each, (held, _) in self.held.items()}
        sifted = sift(candidates, known, self.parts(), self.principals)
        assert not sifted.damaged
        self.held.update({each: candidates[each] for each in sifted.taken})
        self.waiting = {each: candidates[each] for each in sifted.waiting}

    def parts(self) -> dict[UUID, list[Part]]:
        roots: dict[UUID, list[Part]] = {}
        for _, parts in self.held.values():
            for part in parts:
                roots.setdefault(part.root, []).append(part)
        return roots

    def fold(self, rules: Rules) -> dict[UUID, Folded]:
        return {root: fold(parts, rules) for root, parts in self.parts().items()}

    def latest(self) -> Change | None:
        own = [each for each, _ in self.held.values() if each.device == self.device]
        return max(own, key=lambda each: (each.number, each.id), default=None)

    def tips(self) -> list[UUID]:
        named = {each.prev for each, _ in self.held.values()}
        return [each for each in self.held if each not in named]


def brief(conflict: Conflict, root: UUID) -> tuple[object, ...]:
    """A conflict in the oracle's words."""
    against = frozenset((w.change, w.kind, w.key, w.register) for w in conflict.against)
    return (
        *(root, str(conflict.clash), conflict.kind, conflict.key, conflict.register),
        frozenset(write.change for write in conflict.writes),
        against or (),
    )


@dataclass
class History:
    """Plays one random history and checks after each event what the machine shows."""

    rng: Random
    world: World
    machines: list[Machine] = field(default_factory=list)
    watch: Callable[[Save | Arrival], None] = lambda event: None
    clock: datetime = START
    ids: int = 1000

    def __post_init__(self) -> None:
        self.oracle = Oracle(self.world.rules)
        self.principals = {kind: kind for kind in self.world.principals} | self.world.below
        for _ in range(self.rng.randint(3, 5)):
            self.machines.append(self._new_machine())

    def play(self, steps: int) -> None:
        """Start together with a few records, then let everybody work."""
        for _ in range(4):
            self.create(0)
        everything = [change for change, _ in self.machines[0].held.values()]
        for place in range(1, len(self.machines)):
            self.bring(place, everything)
        for _ in range(steps):
            place = self.rng.randrange(len(self.machines))
            action = self.rng.choices(_ACTIONS, _WEIGHTS)[0]
            changed = action(self, place)
            self.check(changed)

    def check(self, place: int) -> None:
        """Compare all that a machine shows with what the oracle knows."""
        machine = self.machines[place]
        here = set(machine.held) | set(machine.waiting)
        assert set(machine.held) == self.oracle.applicable(here)
        folded = machine.fold(self.world.rules)
        rows, conflicts = self.oracle.state(machine.held)
        shown = {
            (root, *record): row
            for root, each in folded.items()
            for record, row in each.rows.items()
        }
        assert shown == rows
        told = [brief(one, root) for root, each in folded.items() for one in each.conflicts]
        assert len(told) == len(set(told))
        assert set(told) == conflicts
        for root, each in folded.items():
            assert set(each.heads) == self.oracle.heads(machine.held, root)

    def save(self, place: int, action: str, asked: Sequence[Edit]) -> Change:
        machine = self.machines[place]
        folded = machine.fold(self.world.rules)
        edits = revive(asked, _hidden(folded))
        roots = {edit.root for edit in edits}
        pointed = {each for edit in edits for each in self.world.points_to(edit)} - roots
        self.clock += timedelta(milliseconds=self.rng.choice([0, 1, 40_000]))
        author = Author(machine.device, machine.person, self.clock + machine.skew, 480)
        prev = machine.latest()
        change, parts = compose(
            author,
            action,
            edits,
            number=prev.number + 1 if prev else 1,
            prev=prev.id if prev else None,
            heads={root: folded[root].heads for root in roots if root in folded},
            needs=[min(folded[root].heads) for root in pointed if root in folded],
        )
        assert verify(change) == parts
        assert machine.held.keys().isdisjoint({change.id})
        self.oracle.record(machine.held, change, edits)
        machine.held[change.id] = (change, parts)
        self.watch(Save(place, author, action, tuple(asked), change))
        self._check_shown(machine, edits)
        return change

    def _check_shown(self, machine: Machine, edits: Sequence[Edit]) -> None:
        """What was just saved is what the screen shows, with nothing void above it."""
        folded = machine.fold(self.world.rules)
        voided = {(edit.root, edit.kind, edit.key) for edit in edits if edit.after is True}
        for edit in edits:
            rows = folded[edit.root].rows
            principal = next(record for record in rows if record[1] == ())
            for kind, key in {principal, (edit.kind, edit.key)} & rows.keys():
                is_void = rows[kind, key].get(VOID) is True
                assert not is_void or (edit.root, kind, key) in voided
        for edit in edits:
            if edit.kind in self.world.rules.immutable and edit.register != VOID:
                continue
            place = (edit.kind, edit.key)
            assert folded[edit.root].rows[place][edit.register] == edit.after
            for conflict in folded[edit.root].conflicts:
                where = (conflict.kind, conflict.key, conflict.register)
                assert where != (edit.kind, edit.key, edit.register)

    def _new_machine(self) -> Machine:
        skew = timedelta(milliseconds=self.rng.choice([0, 0, 7, -90_000_000, 90_000_000]))
        return Machine(self._uuid(), self._uuid(), skew, self.principals)

    def _uuid(self) -> UUID:
        # However dull the random numbers are that hypothesis tries, ids differ.
        self.ids += 1
        return UUID(int=self.rng.getrandbits(64) << 64 | self.ids)

    def _edit(
        self,
        folded: dict[UUID, Folded],
        root: UUID,
        kind: str,
        key: Key,
        register: str,
        after: Wire,
    ) -> Edit:
        row = folded[root].rows.get((kind, key), {}) if root in folded else {}
        before = row.get(register, self.world.defaults[kind][register])
        return Edit(kind, root, key, register, before, after)

    def create(self, place: int) -> int:
        folded = self.machines[place].fold(self.world.rules)
        kind = self.rng.choice(self.world.principals)
        shared = self.world.shared_roots.get(kind)
        root = self.rng.choice(shared) if shared else self._uuid()
        if root not in folded:
            record = self.world.creation(kind, self.rng, tuple(folded))
            edits = [
                self._edit(folded, root, kind, (), register, after)
                for register, after in record.items()
            ]
            self.save(place, "create", edits)
        return place

    def edit(self, place: int) -> int:
        folded = self.machines[place].fold(self.world.rules)
        edits: dict[tuple[object, ...], Edit] = {}
        for root in self.rng.sample(sorted(folded), min(len(folded), self.rng.choice([1, 1, 2]))):
            for _ in range(self.rng.choice([1, 1, 2, 3])):
                kind, key = self._record(root, folded[root])
                if kind in self.world.rules.immutable:
                    continue
                register = self.rng.choice(list(self.world.values[kind]))
                after = self.rng.choice(self.world.values[kind][register])
                made = self._edit(folded, root, kind, key, register, after)
                edits[root, kind, key, register] = made
        if edits:
            self.save(place, "edit", list(edits.values()))
        return place

    def _record(self, root: UUID, folded: Folded) -> tuple[str, Key]:
        there = [record for record in folded.rows if record[0] in self.world.values]
        principal = next((kind for kind, key in folded.rows if key == ()), None)
        kinds = [kind for kind, above in self.world.below.items() if above == principal]
        if kinds and self.rng.random() < 0.5:
            kind = self.rng.choice(kinds)
            return kind, self.world.new_key(kind, root, self.rng)
        return self.rng.choice(there)

    def void(self, place: int) -> int:
        folded = self.machines[place].fold(self.world.rules)
        records = [
            (root, record)
            for root, each in folded.items()
            for record in each.rows
            if record[0] in self.world.rules.voidable
        ]
        if records:
            root, (kind, key) = self.rng.choice(records)
            after = self.rng.random() < 0.8
            self.save(place, "void", [self._edit(folded, root, kind, key, VOID, after)])
        return place

    def decide(self, place: int) -> int:
        folded = self.machines[place].fold(self.world.rules)
        found = [(root, one) for root, each in folded.items() for one in each.conflicts]
        found = [(root, one) for root, one in found if one.clash != "immutable"]
        if found:
            root, one = self.rng.choice(found)
            values = [write.value for write in one.writes]
            if one.register == VOID:
                values.append(False)
            after = self.rng.choice(values)
            self.save(
                place, "decide", [self._edit(folded, root, one.kind, one.key, one.register, after)]
            )
        return place

    def undo(self, place: int) -> int:
        machine = self.machines[place]
        if machine.held:
            parts = machine.parts()
            change, mine = machine.held[self.rng.choice(sorted(machine.held))]
            undone = [undo(parts[part.root], change.id, self.world.rules) for part in mine]
            edits = [edit for each in undone for edit in each.edits]
            if edits:
                folded = machine.fold(self.world.rules)
                edits = [
                    self._edit(folded, edit.root, edit.kind, edit.key, edit.register, edit.after)
                    for edit in edits
                ]
                self.save(place, "undo", edits)
        return place

    def second_write(self, place: int) -> int:
        """A faulty program writes a published scheme again."""
        folded = self.machines[place].fold(self.world.rules)
        found = [
            (root, record, register)
            for root, each in folded.items()
            for record, row in each.rows.items()
            for register in row
            if record[0] in self.world.rules.immutable and register != VOID
        ]
        if found:
            root, (kind, key), register = self.rng.choice(found)
            after = self.rng.choice(self.world.values[kind][register])
            self.save(place, "edit", [self._edit(folded, root, kind, key, register, after)])
        return place

    def send(self, place: int) -> int:
        """Carry a bundle one way: whole, half of it, shuffled, some changes twice."""
        other = self.rng.randrange(len(self.machines))
        source, target = self.machines[place], self.machines[other]
        chain = {each: change.prev for each, (change, _) in source.held.items()}
        chosen = [source.held[each][0] for each in sorted(unreached(chain, target.tips()))]
        if self.rng.random() < 0.4:
            chosen = self.rng.sample(chosen, (len(chosen) + 1) // 2)
            chosen += chosen[: len(chosen) // 3]
        self.bring(other, chosen)
        return other

    def bring(self, place: int, changes: Iterable[Change]) -> None:
        changes = tuple(changes)
        self.machines[place].receive(changes)
        self.watch(Arrival(place, changes))

    def clone(self, place: int) -> int:
        """A folder is copied with the device that wrote in it."""
        if len(self.machines) < 7:
            source = self.machines[place]
            self.machines.append(
                Machine(source.device, source.person, source.skew, self.principals)
            )
            copied = [change for change, _ in (source.held | source.waiting).values()]
            self.bring(len(self.machines) - 1, copied)
        return place

    def join(self) -> None:
        """Bring everything to everybody, in a different order each."""
        everything = {
            each: change
            for machine in self.machines
            for each, (change, _) in (machine.held | machine.waiting).items()
        }
        for place in range(len(self.machines)):
            changes = [everything[each] for each in sorted(everything)]
            self.rng.shuffle(changes)
            self.bring(place, changes)
            self.check(place)


def _hidden(folded: dict[UUID, Folded]) -> dict[tuple[UUID, tuple[str, Key]], bool]:
    hidden = {
        (root, record): True
        for root, each in folded.items()
        for record, row in each.rows.items()
        if row.get(VOID) is True
    }
    for root, each in folded.items():
        for one in each.conflicts:
            if one.register == VOID:
                hidden[root, (one.kind, one.key)] = False
    return hidden


_ACTIONS = (
    *(History.create, History.edit, History.void, History.decide, History.undo),
    *(History.second_write, History.send, History.clone),
)
_WEIGHTS = (4, 36, 10, 8, 10, 2, 32, 1)
