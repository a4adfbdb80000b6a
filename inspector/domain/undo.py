"""Undo: what takes back one change, as far as nobody wrote there since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.change import VOID, Edit, Part
from inspector.domain.merge import Folded, Record, Rules, Write, fold, is_empty


class Undone(Struct, frozen=True):
    """The inverse edits of a change on one root, and the later writes that keep the rest."""

    edits: tuple[Edit, ...]
    kept: tuple[Write, ...]


def undo(
    parts: Sequence[Part], change: UUID, rules: Rules, cancelled: Set[UUID] = frozenset()
) -> Undone:
    """Return what takes back one change on one root, as far as nobody wrote there since.

    A record that the change created is voided when nothing on or below it came from others; any
    other register gets back what was seen before, but what is immutable stays, and so does a
    created record that can neither be voided nor be empty (a photo). Undoing the undo is a redo.
    `cancelled` has changes that were taken back and what took them back: they count as not made,
    so that undoing can go on behind them. The change itself is none of them.
    """
    undone = _undone(_without(parts, cancelled), change, rules)
    if not cancelled:
        return undone
    rows = fold(parts, rules).rows
    # A change that was taken back only in part still shows through: then its value stays.
    edits = tuple(
        edit
        for edit in undone.edits
        if rows[edit.kind, edit.key].get(edit.register, edit.before) == edit.before
    )
    return Undone(edits, undone.kept)


def cancelled_by(undos: Iterable[tuple[UUID, UUID]]) -> frozenset[UUID]:
    """Return the changes that cancel each other, of (undo, what it took back) pairs.

    An undo that was taken back itself cancels nothing any more.
    """
    found: set[UUID] = set()
    for change, target in sorted(undos, reverse=True):
        if change not in found:
            found |= {change, target}
    return frozenset(found)


def _undone(parts: Sequence[Part], change: UUID, rules: Rules) -> Undone:
    folded = fold(parts, rules)
    part = next(part for part in parts if part.change == change)
    earlier = _records_before(parts, part)
    touched = [
        (kind, key) for kind, keys, _ in part.entries for key in keys if (kind, key) in folded.rows
    ]
    created = {
        record for record in touched if record not in earlier and record[0] in rules.voidable
    }
    if principal := next((record for record in created if record[1] == ()), None):
        return _void(folded, part, principal, folded.rows, rules)
    edits: list[Edit] = []
    kept: list[Write] = []
    for record in dict.fromkeys(touched):
        if record in created:
            undone = _void(folded, part, record, (record,), rules)
            edits += undone.edits
            kept += undone.kept
    for edit in part.edits():
        record = (edit.kind, edit.key)
        writers = folded.live.get(record, {}).get(edit.register, ())
        is_made = record not in earlier and not _can_go(edit.kind, rules)
        is_fixed = edit.register != VOID and (is_made or edit.kind in rules.immutable)
        if record in created or is_fixed or not writers:
            continue
        value = folded.rows[record][edit.register]
        if writers == (change,):
            edits.append(Edit(edit.kind, edit.root, edit.key, edit.register, value, edit.before))
        else:
            kept += [
                Write(writer, *record, edit.register, value)
                for writer in writers
                if writer != change
            ]
    return Undone(tuple(edits), tuple(kept))


def _can_go(kind: str, rules: Rules) -> bool:
    return kind in rules.voidable or kind in rules.defaults


def revive(edits: Sequence[Edit], hidden: Mapping[tuple[UUID, Record], bool]) -> tuple[Edit, ...]:
    """Return the edits and, for each hidden record that they touch or lie below, its return.

    `hidden` has (root, record) of what is void, or would be void but for an open conflict, with
    the `void` that is shown: an edit by somebody who saw the record must not vanish with it.
    """
    own = {(edit.root, (edit.kind, edit.key)) for edit in edits}
    told = {(edit.root, (edit.kind, edit.key)) for edit in edits if edit.register == VOID}
    roots = {edit.root for edit in edits}
    back = [
        Edit(kind, root, key, VOID, shown, False)
        for (root, (kind, key)), shown in hidden.items()
        if (root, (kind, key)) not in told
        and ((root, (kind, key)) in own or (key == () and root in roots))
    ]
    back.sort(key=lambda edit: (edit.root, edit.kind, str(edit.key)))
    return (*edits, *back)


def _without(parts: Sequence[Part], cancelled: Set[UUID]) -> Sequence[Part]:
    """Return the parts as if some changes had not been made: who named them names their heads."""
    standing: dict[UUID, set[UUID]] = {}
    left: list[Part] = []
    for part in sorted(parts, key=lambda part: part.change.int):
        heads = {each for head in part.heads for each in standing[head]}
        standing[part.change] = heads if part.change in cancelled else {part.change}
        if part.change not in cancelled:
            left.append(replace(part, heads=tuple(sorted(heads))))
    return left


def _records_before(parts: Sequence[Part], part: Part) -> set[Record]:
    """Return the records that already had a write when the part was made."""
    by_change = {each.change: each for each in parts}
    found: set[Record] = set()
    known: set[UUID] = set()
    ahead = list(part.heads)
    while ahead:
        change = ahead.pop()
        if change not in known:
            known.add(change)
            step = by_change[change]
            ahead += step.heads
            found.update((kind, key) for kind, keys, _ in step.entries for key in keys)
    return found


def _void(
    folded: Folded, part: Part, record: Record, below: Iterable[Record], rules: Rules
) -> Undone:
    """Void a created record, unless others wrote something on or below it that still stands."""
    kept: list[Write] = []
    for other in below:
        row = folded.rows[other]
        gone = is_empty(other[0], row, rules) or (other != record and row.get(VOID) is True)
        for register, writers in folded.live[other].items():
            revived = register == VOID and row[register] is not True
            if not gone and not revived:
                kept += [
                    Write(writer, *other, register, row[register])
                    for writer in writers
                    if writer != part.change
                ]
    if kept:
        return Undone((), tuple(kept))
    shown = folded.rows[record].get(VOID) or False
    return Undone((Edit(record[0], part.root, record[1], VOID, shown, True),), ())
