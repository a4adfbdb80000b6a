"""The names of one kind of record, what was said of other names, and which nobody knows.

A name is what it says where a record bears it. Else it means what was said of it, now or at an
earlier import. Else it is that of something new where the workspace has no record of its own of
this kind, and otherwise it waits until somebody says what it means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

from msgspec import Struct, field

from inspector.domain.alias import Alias, AliasKind, alias_of
from inspector.domain.name_match import MOST, NameIndex, Sound, squeezed
from inspector.domain.row_answer import Choice, RowAnswer


class Bearer(Struct, frozen=True):
    """A record that bears a name; `is_own` unless an import made it up."""

    id: UUID
    name: str
    code: str = ""
    is_own: bool = True


class Candidate(Struct, frozen=True):
    """What a name may mean, and how alike it is (0 to 1; 1 where it is called so)."""

    id: UUID
    name: str
    code: str
    likeness: float


class Said(Struct, frozen=True):
    """What is said of names, by squeezed name: ids of what they mean, or that a kind is new.

    `named` are names that mean the same as others, where nobody knows the ids. `creates` says of
    all names that they are new, unless a record bears them or an import decided them before.
    """

    meant: Mapping[str, tuple[UUID, ...]] = field(default_factory=dict)
    new: frozenset[tuple[AliasKind, str]] = frozenset()
    named: Mapping[str, str] = field(default_factory=dict)
    creates: bool = False


NOTHING_SAID = Said()


def said_of(
    answers: Iterable[RowAnswer],
    named: Iterable[tuple[str, str]] = (),
    *,
    creates: bool = False,
) -> Said:
    """What answers to rows say of names: NAMED with an id, CREATED with a kind."""
    meant: dict[str, tuple[UUID, ...]] = {}
    new: set[tuple[AliasKind, str]] = set()
    for each in answers:
        plain = squeezed(each.about)
        if each.choice is Choice.NAMED:
            meant[plain] = (UUID(each.value), *meant.get(plain, ()))
        elif each.choice is Choice.CREATED:
            new.add((AliasKind(each.value), plain))
    pairs = {squeezed(name): meaning for name, meaning in named}
    return Said(meant, frozenset(new), pairs, creates)


class NameBook:
    """What the names of one kind mean, asked name by name.

    `decided` are the names of which somebody said now what they mean, to be remembered;
    `recalled` those that an earlier import decided, `unknown` those that wait, as they were first
    written. All are by squeezed name.
    """

    def __init__(
        self,
        kind: AliasKind,
        bearers: Iterable[Bearer],
        aliases: Iterable[Alias] = (),
        said: Said = NOTHING_SAID,
        scheme: UUID | None = None,
    ) -> None:
        self.kind = kind
        self.decided: dict[str, Alias] = {}
        self.recalled: set[str] = set()
        self.unknown: dict[str, str] = {}
        self._bearers = {each.id: each for each in bearers}
        self._said, self._scheme = said, scheme
        self._aliases = {
            each.name: each.meant
            for each in aliases
            if each.kind is kind and each.scheme == scheme and each.meant in self._bearers
        }
        self._has_own = any(each.is_own for each in self._bearers.values())
        self._by_name: dict[str, list[UUID]] = {}
        for each in self._bearers.values():
            self._by_name.setdefault(squeezed(each.name), []).append(each.id)
        self._index: NameIndex[UUID] | None = None

    def bearing(self, name: str) -> Sequence[UUID]:
        """The records that bear this name."""
        return self._by_name.get(squeezed(name), ())

    def is_own(self, record: UUID) -> bool:
        """Whether a record is none that an import made up."""
        return self._bearers[record].is_own

    def meaning(self, name: str, bearing: Sequence[UUID]) -> UUID | None:
        """What a name means that `bearing` records bear; None where it is new, or waits.

        Records of the same name that imports made up are taken for one.
        """
        if len(bearing) == 1 or (bearing and not any(map(self.is_own, bearing))):
            return bearing[0]
        plain = squeezed(name)
        told = self._told(plain)
        if told is not None:
            self.decided[plain] = alias_of(self.kind, name, told, self._scheme)
            return told
        known = self._aliases.get(plain)
        if known is not None:
            self.recalled.add(plain)
            return known
        is_new = (self.kind, plain) in self._said.new
        if not is_new and (bearing or (self._has_own and not self._said.creates)):
            self.unknown.setdefault(plain, name)
        return None

    def candidates(
        self,
        name: str,
        sound: Sound,
        asked: str = "",
        prefers: Callable[[UUID], bool] | None = None,
    ) -> tuple[Candidate, ...]:
        """What a name may mean, the likeliest first; `asked` is what to look for instead of it."""
        if self._index is None:
            named = ((each.name, each.id) for each in self._bearers.values())
            self._index = NameIndex(named, sound)
        found = dict.fromkeys(self.bearing(asked or name), 1.0)
        for record, told in self._index.suggest(asked or name, MOST, prefers):
            found.setdefault(record, told.likeness)
        return tuple(
            Candidate(record, self._bearers[record].name, self._bearers[record].code, alike)
            for record, alike in list(found.items())[:MOST]
        )

    def _told(self, plain: str) -> UUID | None:
        for record in self._said.meant.get(plain, ()):
            if record in self._bearers:
                return record
        meaning = self._said.named.get(plain)
        if meaning is None:
            return None
        bearing = self.bearing(meaning) or [
            each.id for each in self._bearers.values() if each.code and each.code == meaning.strip()
        ]
        return bearing[0] if len(bearing) == 1 else None
