"""The change log: saving, undoing and reading what people did.

Every function runs inside an open transaction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from uuid import UUID

from msgspec import Struct

from inspector.domain.change import VOID, Author, Change, Edit, Part, compose, unpack
from inspector.domain.merge import Record, Write, unreached
from inspector.domain.undo import cancelled_by, revive
from inspector.domain.undo import undo as take_back
from inspector.domain.wire import Wire
from inspector.errors import ActionFault, ActionRefused, NotFound, Noun, Stale
from inspector.store import log
from inspector.store.batch import Batch
from inspector.store.before import Before, Rows, claim
from inspector.store.database import kept, rows
from inspector.store.fold import (
    RULES,
    Place,
    fold_roots,
    write_folds,
    write_records,
    write_register,
)
from inspector.store.kind import KINDS
from inspector.store.log import uuid_of
from inspector.store.proof import check_chain as check_chain
from inspector.store.proof import check_fold as check_fold
from inspector.store.proof import refold as refold

_UNDO = "undo"
_AUTHORS = ("device", "person")


class Reversal(Struct, frozen=True):
    """What an undo wrote, and the later writes because of which the rest stayed."""

    change: Change
    edits: tuple[Edit, ...]
    kept: tuple[Write, ...]


def save(
    author: Author,
    action: str,
    edits: Iterable[Edit],
    *,
    reason: str | None = None,
    created: Batch | None = None,
) -> Change:
    """Seal the edits of one action as a change and bring the rows up to it.

    Raises Stale, with nothing written, when a register is no longer what the edit saw. An edit of
    a void record, or below one, brings the record back in the same change. `created` are new
    roots beside those of the edits; totals are left to the caller.
    """
    asked = list(edits)
    before = claim(asked)
    try:
        _check_fresh(asked, before)
    except Stale:
        log.release_heads(before.heads)
        raise
    if hidden := _hidden(before):
        asked += revive(asked, hidden)[len(asked) :]
    needs = _needs(asked, before.rows) if created is None else _needs_of(created, asked, before)
    tips = kept()
    tip = tips.get(author.device) or _tip_of(author.device)
    change, parts = compose(
        author,
        action,
        asked,
        number=tip[1] + 1 if tip else 1,
        prev=tip[0] if tip else None,
        heads=before.heads,
        needs=needs,
        reason=reason,
        created=created,
    )
    tips[author.device] = change.id, change.number
    if created is None:
        log.append(change, parts)
    else:
        log.append(change, parts, created.step)
    _write(asked, before)
    if created is not None:
        created.write()
    return change


def _write(edits: Sequence[Edit], before: Before) -> None:
    """Bring the rows up to edits; what is contested or immutable is folded anew."""
    refolded = set(before.contested)
    for edit in edits:
        if edit.kind in RULES.immutable and before.heads[edit.root]:
            refolded.add(edit.root)
    if refolded:
        write_folds(fold_roots(log.load_parts(refolded)))
        edits = [edit for edit in edits if edit.root not in refolded]
    if len(edits) == 1:
        write_register(edits[0])
    else:
        write_records(_written(edits))


def undo(author: Author, change: UUID) -> Reversal:
    """Take back what one change did, as far as nobody wrote there since.

    Raises NotFound for an unknown change and ActionRefused (NOTHING_TO_UNDO) when every register
    was written again; `facts["by"]` then names the changes.
    """
    parts = log.load_parts(part.root for part in unpack(load(change)))
    cancelled = _cancelled(parts, change)
    undone = [
        take_back(steps, change, RULES, cancelled)
        for steps in parts.values()
        if not _introduces(steps)
    ]
    edits = tuple(edit for each in undone for edit in each.edits)
    kept = tuple(write for each in undone for write in each.kept)
    if not edits:
        by = sorted({str(write.change) for write in kept})
        facts = {"change": str(change), "by": ", ".join(by)}
        raise ActionRefused(ActionFault.NOTHING_TO_UNDO, facts)
    return Reversal(save(author, _UNDO, edits, reason=str(change)), edits, kept)


def load(change: UUID) -> Change:
    """The change with this id; raises NotFound."""
    found = rows(f'SELECT {log.COLUMNS} FROM "change" WHERE "id" = ?', (change,))
    if not found:
        raise NotFound(Noun.CHANGE, str(change))
    return log.change_of(found[0])


def holds(change: UUID) -> bool:
    """Whether the change is in this workspace, applied."""
    return bool(rows('SELECT 1 FROM "change" WHERE "id" = ?', (change,)))


def recent(limit: int, device: UUID | None = None) -> list[Change]:
    """The newest changes first, of one device or of all."""
    where, given = ("", ()) if device is None else (' WHERE "device" = ?', (device,))
    order = '"id"' if device is None else '"number" DESC, "id"'
    sql = f'SELECT {log.COLUMNS} FROM "change"{where} ORDER BY {order} DESC LIMIT {int(limit)}'
    return [log.change_of(row) for row in rows(sql, given)]


def history(root: UUID) -> list[Change]:
    """All changes that touched a root, causes before effects."""
    sql = (
        f'SELECT {log.COLUMNS} FROM "change" WHERE "id" IN'
        ' (SELECT "change" FROM "touch" WHERE "root" = ?) ORDER BY "id"'
    )
    return [log.change_of(row) for row in rows(sql, (root,))]


def chain_tips() -> list[UUID]:
    """The last change of each device; several of a device that was copied."""
    sql = (
        'SELECT "id" FROM "change" AS c WHERE NOT EXISTS'
        ' (SELECT 1 FROM "change" AS n WHERE n."prev" = c."id") ORDER BY "id"'
    )
    return [uuid_of(row[0]) for row in rows(sql)]


def missing_from(tips: Iterable[UUID]) -> list[Change]:
    """The changes that somebody whose chains end in `tips` does not have, causes first."""
    theirs = set(tips)
    sql = 'SELECT DISTINCT "device" FROM "change" WHERE "id" IN ({})'
    devices = {uuid_of(row[0]) for row in log.rows_in(sql, set(chain_tips()) - theirs)}
    previous: dict[UUID, UUID | None] = {}
    sql = 'SELECT "id", "prev" FROM "change" WHERE "device" IN ({})'
    for change, prev in log.rows_in(sql, devices):
        previous[uuid_of(change)] = None if prev is None else uuid_of(prev)
    sql = f'SELECT {log.COLUMNS} FROM "change" WHERE "id" IN ({{}})'
    left = sorted(unreached(previous, theirs))
    return sorted(map(log.change_of, log.rows_in(sql, left)), key=lambda each: each.id)


def _introduces(steps: Iterable[Part]) -> bool:
    """Tell whether a root is who wrote: the first action makes him known, and he stays."""
    return any(name in _AUTHORS for part in steps for name, _, _ in part.entries)


def _cancelled(roots: Iterable[UUID], change: UUID) -> frozenset[UUID]:
    """Give the undos on these roots that stand, with what they took back; none of this change."""
    sql = (
        'SELECT DISTINCT c."id", c."reason" FROM "change" AS c JOIN "touch" AS t'
        ' ON t."change" = c."id" WHERE c."action" = \'undo\' AND t."root" IN ({})'
    )
    found = [
        (uuid_of(undo), UUID(reason)) for undo, reason in log.rows_in(sql, roots) if _is_id(reason)
    ]
    return cancelled_by(pair for pair in found if change not in pair)


def _is_id(text: str | None) -> bool:
    """Tell whether a reason names a change; what comes from elsewhere may say anything."""
    return (
        text is not None
        and re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) is not None
    )


def _tip_of(device: UUID) -> tuple[UUID, int] | None:
    sql = (
        'SELECT "id", "number" FROM "change" WHERE "device" = ?'
        ' ORDER BY "number" DESC, "id" DESC LIMIT 1'
    )
    found = rows(sql, (device,))
    return (uuid_of(found[0][0]), found[0][1]) if found else None


def _hidden(before: Before) -> dict[tuple[UUID, Record], bool]:
    """Give the records that are void, or would be but for a conflict, with the void shown."""
    hidden: dict[tuple[UUID, Record], bool] = {}
    for (name, root, key), registers in before.rows.items():
        if registers.get(VOID) is True:
            hidden[root, (name, key)] = True
    for root, records in before.contested.items():
        hidden.update({(root, record): False for record in records})
    return hidden


def _check_fresh(edits: Iterable[Edit], before: Before) -> None:
    for edit in edits:
        if not before.heads[edit.root]:
            continue
        row = before.rows.get((edit.kind, edit.root, edit.key))
        now = KINDS[edit.kind].defaults[edit.register] if row is None else row[edit.register]
        if now != edit.before:
            raise Stale(edit.kind, edit.root, edit.key, edit.register, edit.before, now)


def _needs_of(created: Batch, edits: Sequence[Edit], before: Before) -> list[UUID]:
    """Name a head of every other root to which new roots and edits point."""
    if before.heads.keys() & created.roots.keys() or log.are_touched(created.roots, created.step):
        raise ValueError("a root that is created is there already")
    pointed = _pointed(edits, before.rows) | created.pointed
    return _heads_in(pointed - created.roots.keys() - before.heads.keys())


def _needs(edits: Sequence[Edit], found: Rows) -> list[UUID]:
    """Name a head of every other root that the edits newly point to."""
    pointed = _pointed(edits, found)
    return _heads_in(pointed - {edit.root for edit in edits}) if pointed else []


def _heads_in(roots: set[UUID]) -> list[UUID]:
    return [min(heads) for heads in log.heads_of(roots).values()] if roots else []


def _pointed(edits: Sequence[Edit], found: Rows) -> set[UUID]:
    pointed: set[UUID] = set()
    for edit in edits:
        kind = KINDS[edit.kind]
        columns = kind.registers[edit.register]
        for reference in kind.references:
            if reference in columns:
                place = columns.index(reference)
                before, after = (
                    (edit.before, edit.after)
                    if len(columns) == 1
                    else (edit.before[place], edit.after[place])  # type: ignore[index]
                )
                if after is not None and after != before:
                    pointed.add(UUID(hex=str(after)))
            elif reference in kind.keys and (edit.kind, edit.root, edit.key) not in found:
                pointed.add(UUID(hex=str(edit.key[kind.keys.index(reference)])))
    return pointed


def _written(edits: Iterable[Edit]) -> dict[Place, dict[str, Wire]]:
    records: dict[Place, dict[str, Wire]] = {}
    for edit in edits:
        records.setdefault((edit.kind, edit.root, edit.key), {})[edit.register] = edit.after
    return records
