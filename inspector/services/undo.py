"""Taking back the last thing that was done on this device, and doing it again."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from inspector.domain.change import Change
from inspector.errors import ActionFault, ActionRefused
from inspector.services.garbage import collected_later
from inspector.services.workspace import Workspace
from inspector.store import change as store

UNDO = "undo"
_FOUNDING = "workspace.create"
_SEALING = frozenset({"edition.seal", "edition.correct"})
_FIRST_LOOK, _FURTHER = 50, 10


class Undone(Struct, frozen=True):
    """What was taken back; `kept` are the later actions because of which parts of it stayed."""

    change: Change
    kept: tuple[str, ...]


def undo(ws: Workspace, change: UUID | None = None) -> Undone:
    """Take back the last change of this device that is not undone yet, or `change`, as one change.

    Raises ActionRefused: NOTHING_TO_UNDO where there is none, ALREADY_UNDONE where all of it was
    changed since, EDITION_SEALED for what was sealed: that is corrected, never taken back.
    """
    with ws.read(), collected_later():
        last = _last(ws) if change is None else store.load(change)
        if last is None:
            raise ActionRefused(ActionFault.NOTHING_TO_UNDO, {})
        if last.action in _SEALING:
            raise ActionRefused(ActionFault.EDITION_SEALED, {})
        try:
            reversal = store.undo(ws.author(), last.id)
        except ActionRefused as refusal:
            raise ActionRefused(ActionFault.ALREADY_UNDONE, {"kept": last.action}) from refusal
        ws.saved(reversal.change, list(reversal.edits))
        later = sorted({write.change for write in reversal.kept})
        kept = tuple(dict.fromkeys(store.load(change).action for change in later))
    return Undone(last, kept)


def redo(ws: Workspace) -> Undone:
    """Do again what the last undo of this device took back, as one change.

    Raises ActionRefused (NOTHING_TO_REDO) where the last thing done was no undo.
    """
    with ws.read(), collected_later():
        last = _last_undo(ws)
        if last is None or last.reason is None:
            raise ActionRefused(ActionFault.NOTHING_TO_REDO, {})
        try:
            reversal = store.undo(ws.author(), last.id)
        except ActionRefused as refusal:
            raise ActionRefused(ActionFault.NOTHING_TO_REDO, {}) from refusal
        ws.saved(reversal.change, list(reversal.edits))
        later = sorted({write.change for write in reversal.kept})
        kept = tuple(dict.fromkeys(store.load(change).action for change in later))
        return Undone(store.load(UUID(last.reason)), kept)


def _last_undo(ws: Workspace) -> Change | None:
    """The newest undo that stands, unless something else was done after it."""
    limit = _FIRST_LOOK
    while True:
        recent = store.recent(limit, ws.device.id)
        redone: set[str] = set()
        for change in recent:
            if str(change.id) in redone:
                continue
            if change.action != UNDO or change.reason is None:
                return None
            if store.load(UUID(change.reason)).action != UNDO:
                return change
            redone.add(change.reason)
        if len(recent) < limit:
            return None
        limit *= _FURTHER


def _last(ws: Workspace) -> Change | None:
    """An undone undo is a redo: what it had taken back stands again."""
    limit = _FIRST_LOOK
    while True:
        recent = store.recent(limit, ws.device.id)
        undone: set[str] = set()
        for change in recent:
            if str(change.id) in undone or change.action == _FOUNDING:
                continue
            if change.action != UNDO:
                return change
            undone.add(change.reason or "")
        if len(recent) < limit:
            return None
        limit *= _FURTHER
