"""Proof that the tables are what the log says, and the log what the devices wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from inspector.domain.change import Change, Part, unpack, verify
from inspector.domain.check import CheckFinding
from inspector.domain.merge import Folded, is_empty
from inspector.errors import ChangeDamaged
from inspector.progress import SILENT, Progress
from inspector.store import log
from inspector.store.database import execute, rows
from inspector.store.fold import (
    RULES,
    complete,
    conflict_row,
    fold_roots,
    principal_of,
    read_roots,
    root_column,
    table_name,
    write_folds,
)
from inspector.store.kind import KINDS
from inspector.store.log import uuid_of
from inspector.store.lot import Lots
from inspector.wording import _

# Roots folded at a time: few enough to stay in the caches.
_ROOTS = 250


def refold(progress: Progress = SILENT) -> None:
    """Make all tables anew from the log alone, in time that grows with the number of changes."""
    log.shut_out_writers()
    for name in reversed(KINDS):
        execute(f"DELETE FROM {table_name(name)}")
    execute('DELETE FROM "conflict"')
    _touch_anew()
    roots, lots = _touched_roots(), Lots(unpack)
    done = 0
    for chunk in log.chunks(roots, _ROOTS):
        progress.step(done, len(roots), _("Tables"))
        write_folds(fold_roots(lots.load(chunk)))
        done += len(chunk)


def check_chain(progress: Progress = SILENT) -> list[CheckFinding]:
    """List the changes that are not what their id says, that name what is not here, and the
    devices that were copied or restored."""
    found: list[CheckFinding] = []
    known: dict[UUID, tuple[UUID, int]] = {}
    followed: set[UUID] = set()
    for place, change in enumerate(log.every_change()):
        if place % log.CHUNK == 0:
            progress.step(place, None, _("Change log"))
        try:
            parts = verify(change)
        except (ChangeDamaged, ValueError) as error:
            detail = error.detail if isinstance(error, ChangeDamaged) else "format"
            found.append(CheckFinding("change_damaged", str(change.id), {"detail": detail}))
            parts = ()
        named = {*change.needs, *(head for part in parts for head in part.heads)}
        if change.prev is not None:
            named.add(change.prev)
            if change.prev in followed:
                facts = {"device": str(change.device), "number": str(change.number - 1)}
                found.append(CheckFinding("device_copied", str(change.device), facts))
            followed.add(change.prev)
            if known.get(change.prev) not in (None, (change.device, change.number - 1)):
                facts = {"detail": "number"}
                found.append(CheckFinding("change_damaged", str(change.id), facts))
        for missing in sorted(named - known.keys()):
            facts = {"named": str(missing)}
            found.append(CheckFinding("change_missing", str(change.id), facts))
        known[change.id] = (change.device, change.number)
    return found


def check_fold(progress: Progress = SILENT) -> list[CheckFinding]:
    """List every root whose rows, heads or conflicts differ from the fold of its changes."""
    found = _check_touches()
    roots, lots = _touched_roots(), Lots(_parts)
    done = 0
    for chunk in log.chunks(roots, _ROOTS):
        progress.step(done, len(roots), _("Tables"))
        parts = lots.load(chunk)
        whole = {root: steps for root, steps in parts.items() if _is_whole(steps)}
        found += [CheckFinding("root_unreadable", str(root)) for root in chunk if root not in whole]
        folds = fold_roots(whole)
        found += _check_rows(folds)
        found += _check_heads(folds)
        found += _check_conflicts(folds)
        done += len(chunk)
    for name in KINDS:
        sql = (
            f"SELECT DISTINCT {root_column(name)} FROM {table_name(name)} WHERE"
            f' {root_column(name)} NOT IN (SELECT "root" FROM "touch")'
        )
        found += [
            CheckFinding("row_unexplained", str(uuid_of(row[0])), {"kind": name})
            for row in rows(sql)
        ]
    return found


def _touch_anew() -> None:
    """Note again which change touched which root, from the changes alone."""
    execute('DELETE FROM "touch"')
    for chunk in log.chunks(log.every_change()):
        parts = [part for change in chunk for part in unpack(change)]
        log.insert_touches([(part.root, part.change, 1) for part in parts])
        log.take_heads_away([(part.root, head) for part in parts for head in part.heads])


def _touched_roots() -> list[UUID]:
    return [uuid_of(row[0]) for row in rows('SELECT DISTINCT "root" FROM "touch" ORDER BY 1')]


def _check_touches() -> list[CheckFinding]:
    noted = {
        (uuid_of(root), uuid_of(change))
        for root, change in rows('SELECT "root", "change" FROM "touch"')
    }
    done = {(part.root, part.change) for change in log.every_change() for part in _parts(change)}
    return [
        CheckFinding("touch_differs", str(root), {"change": str(change)})
        for root, change in sorted(noted ^ done)
    ]


def _is_whole(parts: Sequence[Part]) -> bool:
    """Tell whether the walk over heads finds every change, so that a fold is possible."""
    here = {part.change for part in parts}
    return bool(here) and all(head in here for part in parts for head in part.heads)


def _check_rows(folds: Mapping[UUID, Folded]) -> Iterator[CheckFinding]:
    expected: dict[str, dict[tuple[UUID, tuple[int | str, ...]], object]] = {}
    for root, folded in folds.items():
        for (name, key), registers in folded.rows.items():
            if not is_empty(name, registers, RULES):
                expected.setdefault(name, {})[root, key] = complete(name, registers)
    for name, kind in KINDS.items():
        found = read_roots(name, tuple(kind.registers), folds)
        wanted = expected.get(name, {})
        differing = [
            place for place in found.keys() | wanted.keys() if found.get(place) != wanted.get(place)
        ]
        for root, key in sorted(differing, key=str):
            facts = {"kind": name, "key": json.dumps(key)}
            yield CheckFinding("row_differs", str(root), facts)


def _check_heads(folds: Mapping[UUID, Folded]) -> Iterator[CheckFinding]:
    noted = log.heads_of(folds)
    for root, folded in folds.items():
        if set(noted.get(root, ())) != set(folded.heads):
            yield CheckFinding("heads_differ", str(root), {"kind": _kind_of(folded)})


def _check_conflicts(folds: Mapping[UUID, Folded]) -> Iterator[CheckFinding]:
    listed: dict[UUID, set[tuple[str, ...]]] = {root: set() for root in folds}
    sql = (
        'SELECT "root", "kind", "key", "register", "clash", "changes" FROM "conflict"'
        ' WHERE "root" IN ({})'
    )
    for root, *row in log.rows_in(sql, folds):
        listed[uuid_of(root)].add(tuple(row))
    for root, folded in folds.items():
        if listed[root] != {conflict_row(conflict) for conflict in folded.conflicts}:
            yield CheckFinding("conflicts_differ", str(root), {"kind": _kind_of(folded)})


def _kind_of(folded: Folded) -> str:
    return principal_of(next(iter(folded.rows))[0]) if folded.rows else ""


def _parts(change: Change) -> tuple[Part, ...]:
    try:
        return unpack(change)
    except ChangeDamaged:
        return ()
