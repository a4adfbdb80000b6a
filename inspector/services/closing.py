"""Handing a visit in, opening it again, taking it back and bringing it back."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from inspector.domain import answering, scoring
from inspector.domain.visit import Answer, AnswerState, Visit, VisitState
from inspector.errors import ActionFault, ActionRefused, NotReady
from inspector.services.workspace import Workspace
from inspector.store.kind import creation, difference
from inspector.store.total import load_scheme
from inspector.store.visit import load_record, load_visit


def close(ws: Workspace, visit: UUID) -> Visit:
    """Close an open visit: its unanswered conform and deduct items become conforming with it.

    Raises NotReady with every item that still needs a value or a photo.
    """
    with ws.write("visit.close") as edits:
        record = load_record(visit)
        answering.check_open(record.visit)
        scheme = load_scheme(record.visit.version)
        if lines := scoring.missing(scheme, record):
            raise NotReady(tuple((line.code, line.text, line.kind.value) for line in lines))
        answered = {each.item for each in record.answers}
        for item in scheme.checklist(record.visit.site_type):
            if item.rule.kind in answering.JUDGED and item.number not in answered:
                conforming = Answer(item.number, AnswerState.CONFORMING)
                edits += creation("answer", conforming, visit)
        closed = replace(record.visit, state=VisitState.CLOSED, closed=ws.now())
        edits += difference("visit", record.visit, closed)
    return closed


def reopen(ws: Workspace, visit: UUID, reason: str) -> Visit:
    """Open a closed visit again, for a reason; its answers stay as they are."""
    with ws.write("visit.reopen", needed(reason)) as edits:
        old = load_visit(visit)
        if old.void:
            raise ActionRefused(ActionFault.VISIT_VOID, {})
        if old.state is VisitState.OPEN:
            raise ActionRefused(ActionFault.VISIT_OPEN, {})
        opened = replace(old, state=VisitState.OPEN, closed=None)
        edits += difference("visit", old, opened)
    return opened


def void(ws: Workspace, visit: UUID, reason: str) -> Visit:
    """Take a visit back, for a reason: it stays readable and counts nowhere."""
    with ws.write("visit.void", needed(reason)) as edits:
        old = load_visit(visit)
        if old.void:
            raise ActionRefused(ActionFault.VISIT_VOID, {})
        gone = replace(old, void=True)
        edits += difference("visit", old, gone)
    return gone


def restore(ws: Workspace, visit: UUID) -> Visit:
    """Bring a void visit back as it was."""
    with ws.write("visit.restore") as edits:
        old = load_visit(visit)
        if not old.void:
            raise ActionRefused(ActionFault.NOT_VOID, {})
        back = replace(old, void=False)
        edits += difference("visit", old, back)
    return back


def needed(reason: str) -> str:
    """The reason without spaces around it; raises ActionRefused (REASON_MISSING) without one."""
    if not reason.strip():
        raise ActionRefused(ActionFault.REASON_MISSING, {})
    return reason.strip()
