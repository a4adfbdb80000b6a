"""The rows of the change log: changes, what waits, and which change touched which root."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from inspector.domain.change import Change, Part, unpack
from inspector.store.bulk import execute_many, run, stored_ids
from inspector.store.database import current, execute, is_sqlite, rows

T = TypeVar("T")

_ATTEMPTS = 100

CHUNK = 500

_TOUCHES = 5_000

_NAMES = (
    *("id", "format", "device", "number", "prev", "moment_ms"),
    *("offset_minutes", "person", "action", "reason", "needs", "body"),
)
COLUMNS = ", ".join(f'"{name}"' for name in _NAMES)
_INSERT = (
    f'INSERT INTO "{{}}" ({COLUMNS}) VALUES ({", ".join("?" * len(_NAMES))})'
    ' ON CONFLICT ("id") DO NOTHING'
)
_INSERT_CHANGE = _INSERT.format("change")
_INSERT_WAITING = _INSERT.format("waiting")
_INSERT_TOUCH = 'INSERT INTO "touch" ("root", "change", "last") VALUES (?, ?, ?)'


_MOST_IDS = 16_384
_ids: dict[bytes, UUID] = {}


def uuid_of(stored: Any) -> UUID:
    """The id in a column: bytes on SQLite, an id already on PostgreSQL."""
    found = _ids.get(stored) if type(stored) is bytes else stored
    return found if isinstance(found, UUID) else _remembered(UUID(bytes=bytes(stored)))


def _remembered(known: UUID) -> UUID:
    """Keep an id, for making it of bytes costs more than most statements."""
    if len(_ids) >= _MOST_IDS:
        _ids.clear()
    _ids[known.bytes] = known
    return known


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[tuple[T, ...]]:
    """Cut values into tuples that one statement can name."""
    source = iter(values)
    while chunk := tuple(islice(source, size)):
        yield chunk


def rows_in(sql: str, values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """All rows of a query whose `{}` is the list of values."""
    for chunk in chunks(values):
        yield from rows(sql.format(", ".join("?" * len(chunk))), chunk)


def change_of(row: Sequence[Any]) -> Change:
    """The change in a row of `COLUMNS`."""
    needs = bytes(row[10])
    return Change(
        id=uuid_of(row[0]),
        format=row[1],
        device=uuid_of(row[2]),
        number=row[3],
        prev=None if row[4] is None else uuid_of(row[4]),
        moment_ms=row[5],
        offset_minutes=row[6],
        person=uuid_of(row[7]),
        action=row[8],
        reason=row[9],
        needs=tuple(UUID(bytes=needs[at : at + 16]) for at in range(0, len(needs), 16)),
        body=bytes(row[11]),
    )


def _row_of(change: Change) -> tuple[Any, ...]:
    return (
        change.id,
        change.format,
        change.device,
        change.number,
        change.prev,
        change.moment_ms,
        change.offset_minutes,
        change.person,
        change.action,
        change.reason,
        b"".join([need.bytes for need in change.needs]) if change.needs else b"",
        change.body,
    )


def insert(changes: Iterable[Change]) -> None:
    """Add changes to the log."""
    for chunk in chunks(changes):
        run(_INSERT_CHANGE, [_row_of(each) for each in chunk])


def append(change: Change, parts: Sequence[Part], step: Callable[[], None] = lambda: None) -> None:
    """Add a change that was just made here; it is the only head of every root that it touches.

    `step` is called now and then where it touches thousands.
    """
    execute(_INSERT_CHANGE, _row_of(change))
    _remembered(change.id)
    if len(parts) == 1:
        execute(_INSERT_TOUCH, (parts[0].root, change.id, 1))
    else:
        for some in chunks(parts, _TOUCHES):
            step()
            roots, (own,) = stored_ids([part.root for part in some]), stored_ids([change.id])
            run(_INSERT_TOUCH, [(root, own, 1) for root in roots])


def replace_waiting(changes: Iterable[Change]) -> None:
    """Set exactly these changes aside until they can be applied."""
    execute('DELETE FROM "waiting"')
    execute_many(_INSERT_WAITING, map(_row_of, changes))


def load_waiting() -> list[Change]:
    """All changes that wait, oldest first."""
    return [change_of(row) for row in rows(f'SELECT {COLUMNS} FROM "waiting" ORDER BY "id"')]


def insert_touches(touches: Sequence[tuple[UUID, UUID, int]]) -> None:
    """Note (root, change, 1 for a head)."""
    run(_INSERT_TOUCH, touches)


def claim_heads(roots: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """Take the heads of roots for a new change, so that nobody else can name them as heads.

    A root nobody touched yet has none. On PostgreSQL this waits for whoever is writing the root.
    """
    found: dict[UUID, list[UUID]] = {root: [] for root in roots}
    left = sorted(roots)
    for _ in range(_ATTEMPTS):
        claimed = _taken(left) if is_sqlite() else list(rows_in(_CLAIM, left))
        for root, change in claimed:
            found[uuid_of(root)].append(uuid_of(change))
        left = [root for root in left if not found[root]]
        if not left:
            return found
        # A root with changes but no head to claim: another user took it and has just finished.
        sql = 'SELECT DISTINCT "root" FROM "touch" WHERE "root" IN ({})'
        left = sorted({uuid_of(row[0]) for row in rows_in(sql, left)})
        if not left:
            return found
    raise RuntimeError(f"changes without a latest one: {left[0]}")


def _taken(roots: Sequence[UUID]) -> list[tuple[Any, ...]]:
    """Claim heads where a transaction is the only writer: far quicker than with RETURNING."""
    heads = list(rows_in(_SELECT_HEADS, roots))
    take_heads_away(heads)
    return heads


_SELECT_HEADS = 'SELECT "root", "change" FROM "touch" WHERE "last" = 1 AND "root" IN ({})'
_CLAIM = (
    'UPDATE "touch" SET "last" = 0 WHERE "last" = 1 AND "root" IN ({}) RETURNING "root", "change"'
)


_TAKE_AWAY = 'UPDATE "touch" SET "last" = 0 WHERE "root" = ? AND "change" = ?'


def take_head_away(root: UUID, change: Any) -> None:
    """Note of a change, an id or as stored, that a later change of the root names it."""
    execute(_TAKE_AWAY, (root, change))


def take_heads_away(heads: Iterable[tuple[Any, Any]]) -> None:
    """Note of (root, change), ids or as stored, that a later change of the root names it."""
    run(_TAKE_AWAY, list(heads))


def release_heads(heads: dict[UUID, list[UUID]]) -> None:
    """Give claimed heads back: nothing was saved on them."""
    touches = [(root, change) for root, changes in heads.items() for change in changes]
    execute_many('UPDATE "touch" SET "last" = 1 WHERE "root" = ? AND "change" = ?', touches)


def are_touched(roots: Iterable[UUID], step: Callable[[], None]) -> bool:
    """Whether any of these roots, which should be new, is there already."""
    for some in chunks(stored_ids(roots), _TOUCHES):
        step()
        if any(True for _ in rows_in(_SELECT_HEADS, some)):
            return True
    return False


def heads_of(roots: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """The heads of roots that have been touched."""
    found: dict[UUID, list[UUID]] = {}
    for root, change in rows_in(_SELECT_HEADS, roots):
        found.setdefault(uuid_of(root), []).append(uuid_of(change))
    return found


def numbers_of(changes: Iterable[UUID]) -> dict[UUID, tuple[UUID, int]]:
    """Device and number of those changes that are here."""
    sql = 'SELECT "id", "device", "number" FROM "change" WHERE "id" IN ({})'
    return {uuid_of(row[0]): (uuid_of(row[1]), row[2]) for row in rows_in(sql, changes)}


def load_parts(roots: Iterable[UUID]) -> dict[UUID, list[Part]]:
    """What all changes did to some roots; each change is read and unpacked once."""
    parts: dict[UUID, list[Part]] = {root: [] for root in roots}
    for change in changes_of(parts):
        for part in unpack(change):
            if part.root in parts:
                parts[part.root].append(part)
    return parts


def changes_of(roots: Iterable[UUID]) -> Iterator[Change]:
    """The changes that touched any of some roots, each once."""
    yield from load_changes(touching(roots))


def touching(roots: Iterable[UUID]) -> set[UUID]:
    """The changes that touched any of some roots."""
    sql = 'SELECT DISTINCT "change" FROM "touch" WHERE "root" IN ({})'
    return {uuid_of(row[0]) for row in rows_in(sql, roots)}


def load_changes(changes: Iterable[UUID]) -> Iterator[Change]:
    """These changes, in no order."""
    for row in rows_in(f'SELECT {COLUMNS} FROM "change" WHERE "id" IN ({{}})', changes):
        yield change_of(row)


def every_change() -> Iterator[Change]:
    """All changes, causes before effects, read a few at a time."""
    last = UUID(int=0)
    sql = f'SELECT {COLUMNS} FROM "change" WHERE "id" > ? ORDER BY "id" LIMIT {CHUNK}'
    while page := rows(sql, (last,)):
        for row in page:
            yield change_of(row)
        last = uuid_of(page[-1][0])


def shut_out_writers() -> None:
    """Wait for saves under way and hold new ones back until the transaction ends."""
    if not is_sqlite():
        current().execute_sql('LOCK TABLE "touch" IN SHARE ROW EXCLUSIVE MODE')
