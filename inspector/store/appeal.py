"""Reading objections to sealed editions."""

from __future__ import annotations

from uuid import UUID

from inspector.domain.appeal import Appeal
from inspector.domain.identity import begins
from inspector.errors import Ambiguous, NotFound, Noun
from inspector.store import tables
from inspector.store.database import rows
from inspector.store.reading import read


def load_appeals() -> tuple[Appeal, ...]:
    """All objections that are not void, in the order in which they were filed."""
    return tuple(read(Appeal, tables.Appeal, "void = 0 ORDER BY filed, id", ()))


def load_appeals_of(board: UUID | None, period: str) -> tuple[Appeal, ...]:
    """The objections, not void, to any edition of a board and period."""
    condition = (
        "void = 0 AND edition IN (SELECT id FROM edition WHERE board = ? AND period = ?)"
        " ORDER BY filed, id"
    )
    return tuple(read(Appeal, tables.Appeal, condition, (board, period)))


def find_appeal(text: str) -> Appeal:
    """The objection whose id begins so; raises NotFound, Ambiguous."""
    found = [one for one in load_appeals() if begins(one.id, text)]
    if not found:
        raise NotFound(Noun.APPEAL, text)
    if len(found) > 1:
        raise Ambiguous(Noun.APPEAL, text, tuple(one.id.hex[:8] for one in found))
    return found[0]


def load_participants(visit: UUID) -> frozenset[str]:
    """The names of who takes part in a visit now."""
    found = rows(
        "SELECT p.name FROM visit_person l JOIN person p ON p.id = l.person"
        " WHERE l.visit = ? AND l.void = 0",
        (visit,),
    )
    return frozenset(name for (name,) in found)
