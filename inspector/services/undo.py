"""Taking back the last thing that was done on this device."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.domain.change import Change
from inspector.errors import ActionFault, ActionRefused
from inspector.services.workspace import Workspace
from inspector.store import change as store

UNDO = "undo"
_FOUNDING = "workspace.create"
_FIRST_LOOK, _FURTHER = 50, 10


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back; `kept` are the later actions because of which parts of it stayed."""

    change: Change
    kept: tuple[str, ...]


def undo(ws: Workspace) -> Undone:
    """Take back the last change of this device that is not undone yet, as one change.

    Raises ActionRefused: NOTHING_TO_UNDO where there is none, ALREADY_UNDONE where all of it was
    changed since.
    """
    with ws.read():
        last = _last(ws)
        if last is None:
            raise ActionRefused(ActionFault.NOTHING_TO_UNDO, {})
        try:
            reversal = store.undo(ws.author(), last.id)
        except ActionRefused as refusal:
            raise ActionRefused(ActionFault.ALREADY_UNDONE, {"kept": last.action}) from refusal
        ws.saved(reversal.change, list(reversal.edits))
        later = sorted({write.change for write in reversal.kept})
        kept = tuple(dict.fromkeys(store.load(change).action for change in later))
    return Undone(last, kept)


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
