"""A change: what one user action did, as one sealed value that any machine can verify alone.

The id is a UUIDv8: 48 bits of time, one more than the time of everything the change names and
never before the clock, then 74 bits of the SHA-256 over the header and the stored body. So ids
sort cause before effect, and an equal id is equal content. `needs` stands in the hashed header,
not in the body: whether a change has to wait is then known without unpacking it.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import chain, pairwise
from typing import Any, Protocol, TypeAlias
from uuid import UUID

from msgspec import Struct
from msgspec.json import Encoder
from msgspec.structs import force_setattr

from inspector.domain.change_body import deflated, inflated
from inspector.domain.stepping import stepped
from inspector.domain.wire import LAST_INTEGER, Wire, is_text, is_wire
from inspector.errors import ChangeDamaged

Key: TypeAlias = "tuple[int | str, ...]"
Registers: TypeAlias = "dict[str, tuple[Wire, Wire]]"
Entry: TypeAlias = "tuple[str, tuple[Key, ...], Registers]"
Records: TypeAlias = "dict[tuple[str, Key], Registers]"

FORMAT = 1
VOID = "void"

_PARTS_PER_STEP = 500
_FEW = 12
_LAST_MOMENT = 253_402_300_799_999
_HEADER = struct.Struct(">H16sQ16sqh16s")
_LENGTH = struct.Struct(">I")
_NO_REASON = _LENGTH.pack(0xFFFFFFFF)
_NOBODY = bytes(16)
_SHA256 = sha256()
_HASH_MASK = (1 << 74) - 1
_LOW_MASK = (1 << 62) - 1
# Text that could hide what a database refuses: escaped characters and very long integers, which
# do not begin within a text as ids do.
_SUSPICIOUS = re.compile(r"\\u|[\[:,\s-]\d{19}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_encode = Encoder().encode


class Edit(Struct, frozen=True):
    """One register of one record: what was seen and what it becomes, as wire values.

    `key` is empty for the principal record of the root, otherwise the key below the root.
    """

    kind: str
    root: UUID
    key: Key
    register: str
    before: Wire
    after: Wire


class Created(Protocol):
    """New roots with their records, of which all values are known to be wire values.

    `step` is called now and then while they are sealed.
    """

    @property
    def roots(self) -> dict[UUID, Records]:
        """The records of each root."""

    def step(self) -> None:
        """Tell that the work goes on; what it raises ends it."""


class Author(Struct, frozen=True):
    """Who does something, on which device, when (aware) and how far local time is ahead of UTC."""

    device: UUID
    person: UUID
    now: datetime
    offset_minutes: int


class Change(Struct, frozen=True):
    """One user action as it is stored, sent and hashed; `body` stays byte for byte as it is."""

    id: UUID
    format: int
    device: UUID
    number: int
    prev: UUID | None
    moment_ms: int
    offset_minutes: int
    person: UUID
    action: str
    reason: str | None
    needs: tuple[UUID, ...]
    body: bytes


class Part(Struct, frozen=True):
    """What one change does to one root; equal edits share an entry (kind, keys, registers)."""

    change: UUID
    root: UUID
    heads: tuple[UUID, ...]
    entries: tuple[Entry, ...]

    def edits(self) -> Iterator[Edit]:
        """Give the edits one by one."""
        for kind, keys, registers in self.entries:
            for key in keys:
                for register, (before, after) in registers.items():
                    yield Edit(kind, self.root, key, register, before, after)


def time_of(change: UUID) -> int:
    """Return the time in a change's id, in milliseconds since 1970; it is at least the clock."""
    return change.int >> 80


def hash_part(change: UUID) -> int:
    """Return the 74 bits of content hash in a change's id: the order that no clock decides."""
    number = change.int
    return ((number >> 64) & 0xFFF) << 62 | (number & _LOW_MASK)


def compose(
    author: Author,
    action: str,
    edits: Iterable[Edit],
    *,
    number: int,
    prev: UUID | None,
    heads: Mapping[UUID, Sequence[UUID]],
    needs: Collection[UUID] = (),
    reason: str | None = None,
    created: Created | None = None,
) -> tuple[Change, tuple[Part, ...]]:
    """Seal a user action: return the change and its parts, one for each root.

    `heads` has the present heads of each root (none for a new one), `needs` a head of every other
    root that the edits newly point to; `created` are new roots beside those of the edits. Raises
    ValueError for edits that cannot be sent, and ActionRefused (TOO_MUCH) where they are too many
    for one change.
    """
    step = (lambda: None) if created is None else created.step
    roots = _grouped(edits) | (created.roots if created else {})
    parts = _drafted(roots, heads, step)
    change = Change(
        id=_NIL,
        format=FORMAT,
        device=author.device,
        number=number,
        prev=prev,
        moment_ms=(author.now - _EPOCH) // _MILLISECOND,
        offset_minutes=author.offset_minutes,
        person=author.person,
        action=action,
        reason=reason,
        needs=tuple(sorted(set(needs))) if needs else (),
        body=_packed(parts, step),
    )
    if flaw := _header_flaw(change):
        raise ValueError(f"a change cannot be sealed: {flaw}")
    others = list(change.needs)
    for part in parts:
        others += part.heads
    # Nobody has seen the drafts yet, and second copies would cost every autosave.
    force_setattr(change, "id", _sealed_id(change, _time(change, others)))
    for part in parts:
        force_setattr(part, "change", change.id)
    return change, tuple(parts)


def verify(change: Change) -> tuple[Part, ...]:
    """Return what the change does to each root, after proving that it is what its id says.

    Raises ChangeDamaged when the hash, the time, the order or the shape is wrong. A change of a
    newer format cannot be judged here: it waits.
    """
    if change.format > FORMAT:
        raise ValueError("a newer format is not verified, it waits")
    if flaw := _header_flaw(change):
        raise ChangeDamaged(str(change.id), flaw)
    digest = _sealed_id(change, 0).int
    if (change.id.int ^ digest) & ((1 << 80) - 1):
        raise ChangeDamaged(str(change.id), "hash")
    parts = unpack(change)
    # Exactly this time and no later one: the time stands outside the hash, so it must follow.
    if time_of(change.id) != _time(change, named_by(change, parts)):
        raise ChangeDamaged(str(change.id), "order")
    return parts


def unpack(change: Change) -> tuple[Part, ...]:
    """Return what the change does to each root; raises ChangeDamaged when the body is no body.

    Unpack a change once and keep the parts: an import of thousands of roots is one change.
    """
    try:
        text = inflated(change.body).decode()
        suspicious = _SUSPICIOUS.search(text) is not None
        content = json.loads(text, parse_float=_refuse, parse_constant=_refuse)
        parts = tuple(_part(change.id, each, suspicious) for each in _list(content))
        if not parts or len({part.root for part in parts}) != len(parts):
            raise ValueError("roots")
    except (ValueError, TypeError, AttributeError, RecursionError, zlib.error) as error:
        raise ChangeDamaged(str(change.id), "body") from error
    return parts


def named_by(change: Change, parts: Iterable[Part]) -> set[UUID]:
    """Return every change that this one names: its predecessor, its heads and its needs."""
    named = set(change.needs)
    for part in parts:
        named.update(part.heads)
    if change.prev is not None:
        named.add(change.prev)
    return named


_NIL = UUID(int=0)


def _time(change: Change, named: Iterable[UUID]) -> int:
    time = change.moment_ms
    if change.prev is not None:
        time = max(time, time_of(change.prev) + 1)
    for each in named:
        time = max(time, time_of(each) + 1)
    return time


def _sealed_id(change: Change, time: int) -> UUID:
    header = _HEADER.pack(
        change.format,
        change.device.bytes,
        change.number,
        change.prev.bytes if change.prev else _NOBODY,
        change.moment_ms,
        change.offset_minutes,
        change.person.bytes,
    )
    action, needs = change.action.encode(), change.needs
    pieces = [header, _LENGTH.pack(len(action)), action]
    if change.reason is None:
        pieces.append(_NO_REASON)
    else:
        reason = change.reason.encode()
        pieces += [_LENGTH.pack(len(reason)), reason]
    pieces.append(_LENGTH.pack(len(needs)))
    for need in needs:
        pieces.append(need.bytes)
    pieces.append(change.body)
    # A copy, for finding the algorithm anew costs as much as the hash of a small change.
    hashed = _SHA256.copy()
    hashed.update(b"".join(pieces))
    digest = int.from_bytes(hashed.digest()[:10], "big") & _HASH_MASK
    high = (time << 16) | 0x8000 | (digest >> 62)
    return UUID(int=(high << 64) | (0b10 << 62) | (digest & _LOW_MASK))


def _header_flaw(change: Change) -> str:
    """Name what could not be hashed or stored, so that a hostile header never raises deep down."""
    in_range = (
        1 <= change.format < 1 << 16
        and 1 <= change.number <= LAST_INTEGER
        and 0 <= change.moment_ms <= _LAST_MOMENT
        and -1440 <= change.offset_minutes <= 1440
    )
    if not in_range:
        return "header"
    if not change.action or not is_text(change.action):
        return "action"
    if change.reason is not None and not is_text(change.reason):
        return "reason"
    if (change.number == 1) != (change.prev is None):
        return "number"
    needs = change.needs
    return "" if len(needs) < 2 or all(a < b for a, b in pairwise(needs)) else "needs"


def _grouped(edits: Iterable[Edit]) -> dict[UUID, Records]:
    records: dict[UUID, Records] = {}
    for edit in edits:
        if not is_wire([edit.before, edit.after, *edit.key]):
            raise ValueError(f"no wire value: {edit}")
        registers = records.setdefault(edit.root, {}).setdefault((edit.kind, edit.key), {})
        if edit.register in registers:
            raise ValueError(f"a register is edited twice: {edit}")
        registers[edit.register] = (edit.before, edit.after)
    return records


def _drafted(
    roots: Mapping[UUID, Records], heads: Mapping[UUID, Sequence[UUID]], step: Callable[[], None]
) -> list[Part]:
    if not roots:
        raise ValueError("a change without an edit")
    parts: list[Part] = []
    for root, records in stepped(list(roots.items()), step, _PARTS_PER_STEP):
        named = heads.get(root, ())
        seen = tuple(sorted(named)) if len(named) > 1 else tuple(named)
        parts.append(Part(_NIL, root, seen, _entries(records)))
    return parts


def _entries(records: Records) -> tuple[Entry, ...]:
    if len(records) == 1:
        [((kind, key), registers)] = records.items()
        return ((kind, (key,), registers),)
    groups: dict[tuple[str, bytes], tuple[list[Key], Registers]] = {}
    kinds = [kind for kind, _ in records]
    times = kinds.count if len(kinds) <= _FEW else Counter(kinds).__getitem__
    for (kind, key), registers in records.items():
        content = _encode(registers) if times(kind) > 1 else b""
        keys, _ = groups.setdefault((kind, content), ([], registers))
        keys.append(key)
    return tuple((kind, tuple(keys), registers) for (kind, _), (keys, registers) in groups.items())


def _packed(parts: Sequence[Part], step: Callable[[], None]) -> bytes:
    pieces: list[bytes] = []
    for part in stepped(parts, step, _PARTS_PER_STEP):
        # By way of the bytes: an id's own hex takes five times as long.
        heads = [head.bytes.hex() for head in part.heads]
        pieces.append(_encode((part.root.bytes.hex(), heads, part.entries)))
    # Putting the brackets around the whole would copy all of it once more.
    pieces[0] = b"[" + pieces[0]
    pieces[-1] += b"]"
    return deflated(b",".join(pieces), step)


def _refuse(text: str) -> Any:
    raise ValueError(text)


def _list(value: Any) -> list[Any]:
    if type(value) is not list:
        raise ValueError("not a list")
    return value


def _part(change: UUID, content: Any, suspicious: bool) -> Part:
    root, named, entries = _list(content)
    heads = tuple(UUID(hex=each) for each in _list(named))
    if any(a >= b for a, b in pairwise(heads)):
        raise ValueError("heads")
    read = tuple(_entry(each, suspicious) for each in _list(entries))
    written = [
        (kind, key, register)
        for kind, keys, registers in read
        for key in keys
        for register in registers
    ]
    if not written or len(set(written)) != len(written):
        raise ValueError("edits")
    return Part(change, UUID(hex=root), heads, read)


def _entry(content: Any, suspicious: bool) -> Entry:
    kind, named, fields = _list(content)
    if type(kind) is not str or type(fields) is not dict:
        raise ValueError("entry")
    keys = tuple(tuple(_list(key)) for key in _list(named))
    if not all(type(step) is int or type(step) is str for key in keys for step in key):
        raise ValueError("key")
    registers: Registers = {}
    for register, values in fields.items():
        before, after = _list(values)
        _check_value(before, suspicious)
        _check_value(after, suspicious)
        registers[register] = (before, after)
    if suspicious and not all(is_wire(each) for each in (kind, *registers, *chain(*keys))):
        raise ValueError("entry")
    return kind, keys, registers


def _check_value(value: Any, suspicious: bool) -> None:
    shallow = value is None or type(value) in (bool, int, str)
    if (suspicious or not shallow) and not is_wire(value):
        raise ValueError("value")
