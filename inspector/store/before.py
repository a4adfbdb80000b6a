"""What a save has to know before it writes: the heads it follows, the rows it changes, conflicts.

Every function runs inside an open transaction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct

from inspector.domain.change import VOID, Edit, Key
from inspector.domain.merge import Record
from inspector.domain.wire import Wire
from inspector.store import log
from inspector.store.database import is_sqlite
from inspector.store.fold import (
    RULES,
    Place,
    principal_of,
    read_headed,
    read_record,
    read_roots,
)
from inspector.store.kind import KINDS

Rows: TypeAlias = "dict[Place, dict[str, Wire]]"

# Up to here one query a record is cheaper than reading everything under its root.
_FEW = 4


class Before(Struct, frozen=True):
    """How things stand where edits are about to be saved.

    `heads` of each root are claimed (none for a new one), `rows` hold what the edits touch and
    whether it or its root is void, `contested` the roots with an open conflict, each with its
    records that are void but for a conflict.
    """

    heads: dict[UUID, list[UUID]]
    rows: Rows
    contested: dict[UUID, list[Record]]


def claim(edits: Sequence[Edit]) -> Before:
    """Take the heads of the roots of some edits, and read what the edits touch."""
    # What is saved most often: one register, by the only writer.
    if len(edits) == 1 and is_sqlite():
        found = _claim_one(edits[0])
        if found is not None:
            return found
    heads = log.claim_heads(list(dict.fromkeys(edit.root for edit in edits)))
    known = {root for root, each in heads.items() if each}
    return Before(heads, _rows(edits, known), _contested(known))


def _claim_one(edit: Edit) -> Before | None:
    """Claim for one record by a single query; nothing where its root is new or contested."""
    name, root = edit.kind, edit.root
    found = read_headed(name, _wanted(name, (edit.register,)), root, edit.key)
    if found is None or found.is_contested:
        return None
    rows: Rows = {}
    if found.is_void:
        rows[principal_of(name), root, ()] = {VOID: True}
    if found.registers is not None:
        rows[name, root, edit.key] = found.registers
    heads = []
    for head in found.heads:
        log.take_head_away(root, head)
        heads.append(log.uuid_of(head))
    return Before({root: heads}, rows, {})


@cache
def _wanted(name: str, registers: tuple[str, ...]) -> tuple[str, ...]:
    """Name registers in the order of their kind, with the one that tells what is void."""
    asked = {*registers, VOID} if name in RULES.voidable else {*registers}
    return tuple([each for each in KINDS[name].registers if each in asked])


def _rows(edits: Iterable[Edit], known: set[UUID]) -> Rows:
    registers: dict[str, set[str]] = {}
    places: dict[str, dict[tuple[UUID, Key], None]] = {}
    for edit in edits:
        if edit.root in known:
            registers.setdefault(edit.kind, set()).add(edit.register)
            places.setdefault(edit.kind, {})[edit.root, edit.key] = None
    for name in list(places):
        principal = principal_of(name)
        if principal in RULES.voidable:
            registers.setdefault(principal, set())
            places.setdefault(principal, {}).update({(root, ()): None for root, _ in places[name]})
    found: Rows = {}
    for name, named in registers.items():
        wanted = _wanted(name, tuple(sorted(named)))
        if len(places[name]) <= _FEW:
            for root, key in places[name]:
                row = read_record(name, wanted, root, key)
                if row is not None:
                    found[name, root, key] = row
        else:
            read = read_roots(name, wanted, {root for root, _ in places[name]})
            found.update({(name, root, key): row for (root, key), row in read.items()})
    return found


def _contested(roots: Iterable[UUID]) -> dict[UUID, list[Record]]:
    found: dict[UUID, list[Record]] = {}
    sql = 'SELECT "root", "kind", "key", "register" FROM "conflict" WHERE "root" IN ({})'
    for root, name, key, register in log.rows_in(sql, roots):
        records = found.setdefault(log.uuid_of(root), [])
        if register == VOID:
            records.append((name, tuple(json.loads(key))))
    return found
