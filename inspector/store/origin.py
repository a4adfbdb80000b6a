"""Who wrote records last, and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from inspector.domain.remembered import Origin
from inspector.store.log import rows_in, uuid_of

_SQL = (
    'SELECT t."root", c."id", c."moment_ms", p."name" FROM "touch" t'
    ' JOIN "change" c ON c."id" = t."change" LEFT JOIN "person" p ON p."id" = c."person"'
    ' WHERE t."root" IN ({})'
)


def last_written(roots: Iterable[UUID]) -> dict[UUID, Origin]:
    """Who wrote each of these roots last; one that nobody wrote is left out."""
    newest: dict[UUID, UUID] = {}
    found: dict[UUID, Origin] = {}
    for row in rows_in(_SQL, roots):
        root, change = uuid_of(row[0]), uuid_of(row[1])
        if root not in newest or change > newest[root]:
            newest[root] = change
            found[root] = Origin(datetime.fromtimestamp(row[2] / 1000, UTC), row[3] or "")
    return found
