"""Joining changes from elsewhere with the log: union by id, then the fold of the touched roots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias
from uuid import UUID

from inspector.domain.change import FORMAT, Change, Part, named_by, verify
from inspector.domain.merge import MergeReport, Sifted, sift
from inspector.errors import ChangeDamaged
from inspector.progress import SILENT, Progress
from inspector.store import log
from inspector.store.database import kept
from inspector.store.fold import fold_roots, principal_of, takes, write_folds
from inspector.store.kind import KINDS
from inspector.wording import _

_Candidates: TypeAlias = "dict[UUID, tuple[Change, tuple[Part, ...]]]"

PRINCIPALS = {name: principal_of(name) for name in KINDS}

_STEP = 200


def merge(changes: Iterable[Change], progress: Progress = SILENT) -> MergeReport:
    """Take in changes made elsewhere, in any order and as often as wanted; return their fate.

    What names something not here yet, or is of a newer program, waits and is tried again at each
    merge; what is not what its id says is refused by name. Totals are left to the caller.
    """
    log.shut_out_writers()
    # What arrives may go on from where this device stands.
    kept().clear()
    arrived = list(changes)
    candidates, strange, damaged = _verified(arrived, progress)
    held = log.numbers_of(
        {*candidates, *strange}.union(*(named_by(*each) for each in candidates.values()))
    )
    offered = {each.id for each in arrived}
    known = len(offered & held.keys())
    candidates = {each: found for each, found in candidates.items() if each not in held}
    roots = {part.root for _, parts in candidates.values() for part in parts}
    before = log.load_parts(roots)
    sifted = sift(candidates, held, before, PRINCIPALS)
    touched = _take(candidates, sifted, before)
    strange = {each: change for each, change in strange.items() if each not in held}
    waiting = strange | {each: candidates[each][0] for each in sifted.waiting}
    log.replace_waiting(waiting.values())
    return MergeReport(
        taken=sifted.taken,
        known=known,
        waiting={**dict.fromkeys(strange, ()), **sifted.waiting},
        damaged=damaged | sifted.damaged,
        conflicts=sum(touched.values()),
        roots={root: PRINCIPALS[before[root][0].entries[0][0]] for root in touched},
    )


def _verified(
    arrived: Sequence[Change], progress: Progress
) -> tuple[_Candidates, dict[UUID, Change], dict[UUID, str]]:
    """Split what came and what waits into what can be judged, what is too new and the damaged."""
    candidates: _Candidates = {}
    strange: dict[UUID, Change] = {}
    damaged: dict[UUID, str] = {}
    for place, change in enumerate([*arrived, *log.load_waiting()]):
        if place % _STEP == 0:
            progress.step(place, len(arrived), _("Change log"))
        if change.id in candidates and candidates[change.id][0] == change:
            continue
        if change.format > FORMAT:
            strange.setdefault(change.id, change)
            continue
        try:
            parts = verify(change)
        except ChangeDamaged as error:
            damaged[change.id] = error.detail
            continue
        if all(takes(part) for part in parts):
            candidates[change.id] = (change, parts)
        else:
            strange[change.id] = change
    # A forger may send anything under the id of a change that is in order.
    return candidates, {e: c for e, c in strange.items() if e not in candidates}, damaged


def _take(
    candidates: _Candidates, sifted: Sifted, roots: dict[UUID, list[Part]]
) -> Mapping[UUID, int]:
    """Apply the changes taken; return the touched roots with the conflicts open in each."""
    taken = set(sifted.taken)
    new = [part for each in sifted.taken for part in candidates[each][1]]
    for part in new:
        roots[part.root].append(part)
    folds = fold_roots({part.root: roots[part.root] for part in new})
    log.insert(candidates[each][0] for each in sifted.taken)
    heads = {root: set(folded.heads) for root, folded in folds.items()}
    log.insert_touches(
        [(part.root, part.change, int(part.change in heads[part.root])) for part in new]
    )
    log.take_heads_away(
        (part.root, head) for part in new for head in part.heads if head not in taken
    )
    write_folds(folds)
    return {root: len(folded.conflicts) for root, folded in folds.items()}
